"""https://github.com/panva/jose: a token guard, as middleware of the routes that want it, with a setting of its own."""

from afternoon.app_ts import mount, script
from afternoon.harness import Case, Site, after, problem, value

CASE = Case(
    packages=("jose@^6.2.0",),
    files={
        "src/token.ts": """\
/** Lets in who has a token that we signed. */
import type { RequestHandler } from "express";
import createError from "http-errors";
import { jwtVerify } from "jose";

export function wantToken(secret: string): RequestHandler {
  const key = new TextEncoder().encode(secret);
  return async (req, res, next) => {
    const [, token = ""] = req.get("Authorization")?.match(/^Bearer (.+)$/) ?? [];
    try {
      res.locals.claims = (await jwtVerify(token, key, { audience: "books" })).payload;
    } catch {
      throw createError(401, { headers: { "WWW-Authenticate": "Bearer" } });
    }
    next();
  };
}
""",
    },
    imports={"src/app.ts": 'import { wantToken } from "./token.ts";'},
    lines=(
        after("src/config.ts", "TRUSTED_HOPS: ", 'TOKEN_SECRET: z.string().min(32).default("x".repeat(32)),'),
        mount('app.get("/me", wantToken(config.TOKEN_SECRET), (_req, res) => {\n  res.json(res.locals.claims);\n});'),
    ),
    settings={"TOKEN_SECRET": "secret-of-tokens-0123456789-0123456789"},
)

SIGN = """
import { SignJWT } from "jose";
const sign = (secret, audience) => new SignJWT().setProtectedHeader({ alg: "HS256" }).setSubject("ada")
  .setAudience(audience).setExpirationTime("1h").sign(new TextEncoder().encode(secret));
const { TOKEN_SECRET } = process.env;
console.log(JSON.stringify([
  await sign(TOKEN_SECRET, "books"), await sign(TOKEN_SECRET, "films"), await sign("other".repeat(9), "books")
]));
"""


def production(site: Site) -> None:
    good, elsewhere, forged = script(site, SIGN)
    me = site.get("/me", Authorization=f"Bearer {good}")
    assert value(me)["sub"] == "ada"
    for header in (f"Bearer {elsewhere}", f"Bearer {forged}", "Bearer x", "Basic x", ""):
        refused = site.get("/me", Authorization=header)
        assert (problem(refused)["status"], refused.headers["www-authenticate"]) == (401, "Bearer"), header


def hands(site: Site) -> None:
    wrong = site.run("sh", "-c", "timeout 20 node src/server.ts || true", TOKEN_SECRET="short")
    assert "TOKEN_SECRET" in wrong
    assert "short" not in wrong
