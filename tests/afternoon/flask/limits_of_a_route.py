"""https://flask-limiter.readthedocs.io: `@limiter.limit` on a route, `@limiter.exempt` on another."""

from afternoon.harness import Site, problem
from afternoon.owner import blueprint

CASE = blueprint(
    "slow",
    '''\
"""Routes that are asked too often."""

from flask import Blueprint

from app.limits import limiter

bp = Blueprint("slow", __name__, url_prefix="/slow")


@bp.get("/two")
@limiter.limit("2/minute")
def two() -> str:
    return "two"


@bp.get("/free")
@limiter.exempt
def free() -> str:
    return "free"


@bp.get("/people")
@limiter.limit("1/minute", key_func=lambda: "everybody", error_message="One of us.")
def people() -> str:
    return "people"
''',
)


def beside(site: Site) -> None:
    """Why beside: the other cases ask more often than this allows."""
    with site.serve(".venv/bin/gunicorn", RATE_LIMIT="9") as served:
        asked(served)


def asked(site: Site) -> None:
    assert [site.get("/slow/two").status for _ in range(3)] == [200, 200, 429]
    late = site.get("/slow/two")
    assert problem(late)["title"] == "Too Many Requests"
    assert 0 < int(late.headers["retry-after"]) <= 60
    assert [site.get("/slow/people").status for _ in range(2)] == [200, 429]
    assert problem(site.get("/slow/people"))["detail"] == "One of us."
    assert {site.get("/slow/free").status for _ in range(12)} == {200}
    # Why: the project's own limit counts all of a client's requests, and still does.
    assert 429 in {site.get("/api/tags").status for _ in range(10)}
    assert site.get("/healthz").status == 200
