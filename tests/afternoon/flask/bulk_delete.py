"""Rows that fit a condition are deleted at once; a condition that was not given is not "all of them"."""

from afternoon.harness import Case, Site, after, value

TAGS = "app/features/tags"

CASE = Case(
    imports={
        f"{TAGS}/service.py": "from typing import Any\nfrom sqlalchemy import delete as delete_rows",
        f"{TAGS}/routes.py": "from flask import request",
        f"{TAGS}/docs.py": "from app.openapi import Operation",
    },
    appended={
        f"{TAGS}/service.py": """

def delete_named(name: str | None) -> int:
    named: Any = db.session.execute(delete_rows(Tag).where(Tag.name == name))
    return int(named.rowcount)
""",
        f"{TAGS}/routes.py": """

@bp.post("/delete-named")
def delete_named() -> ResponseReturnValue:
    deleted = service.delete_named(request.headers.get("X-Name"))
    db.session.commit()
    return {"deleted": deleted}
""",
    },
    lines=(
        after(
            f"{TAGS}/docs.py",
            "PATHS: Paths = {",
            '    "/api/tags/delete-named": {"post": Operation("Delete named tags")},',
        ),
    ),
)


def production(site: Site) -> None:
    kept = site.post("/api/tags", {"name": "kept at all costs"}).headers["location"]
    assert site.post("/api/tags", {"name": "to be deleted"}).status == 201
    assert value(site.post("/api/tags/delete-named", None)) == {"deleted": 0}
    assert value(site.post("/api/tags/delete-named", None, **{"X-Name": "to be deleted"})) == {"deleted": 1}
    assert site.get(kept).status == 200
