"""https://github.com/expressjs/multer#readme: an upload with a limit of its own, and its error handling."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, problem, value
from parity.exchange import Answer, raw

CASE = Case(
    packages=("multer@^2.0.2", "@types/multer@^2.0.0"),
    files={
        "src/uploads.ts": """\
/** Takes a cover of a post, up to a megabyte. */
import { createHash } from "node:crypto";
import { type ErrorRequestHandler, Router } from "express";
import createError from "http-errors";
import multer from "multer";

const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 1_000_000 } });

// Why: its errors have a code and no status.
const refuse: ErrorRequestHandler = (error, _req, _res, next) => {
  if (!(error instanceof multer.MulterError)) return next(error);
  next(createError(error.code === "LIMIT_FILE_SIZE" ? 413 : 422, error.message));
};

export const uploads = Router();

uploads.post("/", upload.single("cover"), (req, res) => {
  if (!req.file) throw createError(422, "There is no file.");
  const { originalname, size, buffer } = req.file;
  const hash = createHash("sha256").update(buffer).digest("hex");
  res.status(201).json({ originalname, size, hash, body: req.body });
});
uploads.use(refuse);
"""
    },
    imports={"src/app.ts": 'import { uploads } from "./uploads.ts";'},
    lines=(mount('app.use("/uploads", uploads);'),),
)


def production(site: Site) -> None:
    stored = uploaded(site, "cover", 600_000)
    assert stored.status == 201
    found = value(stored)
    assert (found["originalname"], found["size"], found["body"]) == ("a.png", 600_000, {"title": "A"})
    large = uploaded(site, "cover", 1_500_000)
    assert (problem(large)["status"], problem(large)["detail"]) == (413, "File too large")
    assert problem(uploaded(site, "other", 10))["detail"] == "Unexpected file field"
    assert site.post("/uploads", {}).status == 422
    broken = site.ask(raw("POST", "/uploads", b"--x\r\n", "multipart/form-data; boundary=x"))
    assert 400 <= broken.status < 600
    assert site.get("/healthz").status == 200


def uploaded(site: Site, field: str, size: int) -> Answer:
    parts = {"title": b"A", f'{field}"; filename="a.png': b"x" * size}
    text = b"".join(
        b'--limit\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), part)
        for name, part in parts.items()
    )
    return site.ask(raw("POST", "/uploads", text + b"--limit--\r\n", "multipart/form-data; boundary=limit"))
