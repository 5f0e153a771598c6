"""https://flask.palletsprojects.com/en/stable/patterns/fileuploads/: one route takes more than the others."""

from afternoon.harness import Site, problem, value
from afternoon.owner import blueprint
from parity.exchange import Request, raw

CASE = blueprint(
    "uploads",
    '''\
"""Takes pictures."""

from pathlib import Path

from flask import Blueprint, abort, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.utils import secure_filename

bp = Blueprint("uploads", __name__, url_prefix="/uploads")


@bp.post("")
def create() -> ResponseReturnValue:
    request.max_content_length = 4 * 1024 * 1024
    file = request.files.get("picture")
    if file is None or not file.filename:
        abort(400, "Send a file named picture.")
    name = secure_filename(file.filename)
    folder = Path(current_app.instance_path)
    folder.mkdir(exist_ok=True)
    file.save(folder / name)
    return {"name": name, "size": (folder / name).stat().st_size}, 201
''',
)


def production(site: Site) -> None:
    made = site.ask(picture(b"x" * 1_000_000))
    assert (made.status, value(made)) == (201, {"name": "cat.png", "size": 1_000_000})
    announced = {"Content-Type": "multipart/form-data; boundary=b", "Content-Length": "5000000"}
    assert problem(site.ask(Request("POST", "/uploads", None, announced)))["title"] == "Content Too Large"
    none = problem(site.ask(raw("POST", "/uploads", b"", "multipart/form-data; boundary=b")))
    assert none["detail"] == "Send a file named picture."
    assert site.post("/api/tags", {"name": "x" * 200_000}).status == 413


def picture(content: bytes) -> Request:
    head = b'--b\r\nContent-Disposition: form-data; name="picture"; filename="../cat.png"\r\n\r\n'
    return raw("POST", "/uploads", head + content + b"\r\n--b--\r\n", "multipart/form-data; boundary=b")
