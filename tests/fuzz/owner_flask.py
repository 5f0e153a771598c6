"""An owner of a Flask project: fifteen evenings on the first edition, and one to bring them to the second."""

from __future__ import annotations

from fuzz.owners import Commit

LONGEST = '''

def longest() -> list[str]:
    """The names of all tags, the longest first."""
    names = [tag.name for tag in db.session.scalars(select(Tag))]
    return sorted(names, key=len, reverse=True)
'''
INDEX = '\n\nsa.Index("posts_by_mood", Post.status, Post.mood)\n'
SECOND = """    make(
        comments,
        {
            "author": "Second author",
            "body": "Second body",
            "postId": post_2,
        },
    )
"""
LAST = """        "tag_id",
        creator=lambda key: TagsLink(tag_id=key),
    )
"""
PATHS = "".join(
    f"""    "{path}": {{
      "get": {{
        "summary": "{summary}",
        "responses": {{ "200": {{ "description": "{summary}" }} }}
      }}
    }},
"""
    for path, summary in {
        "/about": "Who we are",
        "/api/reports/moods": "How posts feel",
        "/api/tags/longest": "The longest tags",
    }.items()
)

COMMITS = (
    Commit(
        "README says who runs it",
        {
            "README.md": [
                ("# Shop\n", "# Shop\n\nOurs sells cakes.\n"),
                ("## Commands\n", "Ask Ada first.\n\n## Commands\n"),
            ]
        },
    ),
    Commit(
        "Tags, the longest first",
        {
            "app/features/tags/service.py": [
                (
                    "from app import rows\n",
                    "from sqlalchemy import select\n\nfrom app import rows\nfrom app.db import db\n",
                ),
                ("\n\ndef find(", f"{LONGEST}\n\ndef find("),
            ],
            "app/features/tags/routes.py": [
                (
                    '@routes.post("/tags")',
                    '@routes.get("/tags/longest")\ndef longest() -> ResponseReturnValue:\n'
                    '    return {"names": service.longest()}\n\n\n@routes.post("/tags")',
                )
            ],
        },
    ),
    Commit(
        "Posts have a mood",
        {
            "app/features/posts/models.py": [
                ("    _tags: ", "    mood: Mapped[str | None] = mapped_column(sa.String(30))\n    _tags: ")
            ]
        },
        migrates=True,
    ),
    Commit("Posts are found by mood", {"app/features/posts/models.py": [(LAST, LAST + INDEX)]}, migrates=True),
    Commit(
        "Every answer says whose it is",
        {
            "app/__init__.py": [
                ("    server_timing,\n", "    server_timing,\n    stamp,\n"),
                (
                    "    server_timing.init_app(app, config)\n",
                    "    server_timing.init_app(app, config)\n    stamp.init_app(app)\n",
                ),
            ],
            "tests/test_middleware.py": [
                ('    "server_timing",\n    "access_log",\n', '    "stamp",\n    "server_timing",\n    "access_log",\n')
            ],
        },
        {
            "app/middleware/stamp.py": '"""Says whose answer it is."""\n\nfrom flask import Flask, Response\n\n\n'
            "def init_app(app: Flask) -> None:\n    app.after_request(stamp)\n\n\n"
            "def stamp(response: Response) -> Response:\n"
            '    response.headers["X-Shop"] = "ours"\n    return response\n'
        },
    ),
    Commit(
        "A report of moods",
        {
            "app/features/__init__.py": [
                ("    posts,\n", "    posts,\n    reports,\n"),
                (
                    "    app.register_blueprint(posts.routes)\n",
                    "    app.register_blueprint(posts.routes)\n    app.register_blueprint(reports.routes)\n",
                ),
            ]
        },
        {
            "app/features/reports.py": '"""What we want to know."""\n\nfrom flask import Blueprint\n'
            "from sqlalchemy import func, select\n\nfrom app.db import db\n"
            "from app.features.posts.models import Post\n\n"
            'routes = Blueprint("reports", __name__)\n\n\n'
            '@routes.get("/api/reports/moods")\ndef moods() -> dict[str, int]:\n'
            "    asked = select(Post.mood, func.count()).group_by(Post.mood)\n"
            "    return {str(mood): count for mood, count in db.session.execute(asked)}\n"
        },
    ),
    Commit(
        "The log says which shop",
        {
            "app/middleware/access_log.py": [('        "request",\n', '        "request",\n        shop="ours",\n')],
            "tests/test_app.py": [
                (
                    '"msg",\n        "requestId",\n        "method"',
                    '"msg",\n        "shop",\n        "requestId",\n        "method"',
                )
            ],
        },
    ),
    Commit(
        "How many posts there are",
        {
            "app/__init__.py": [
                ("from app import db, errors, features,", "from app import commands, db, errors, features,"),
                ("    seeds.init_app(app)\n", "    seeds.init_app(app)\n    commands.init_app(app)\n"),
            ]
        },
        {
            "app/commands.py": '"""Our own commands."""\n\nimport click\nfrom flask import Flask\n'
            "from flask.cli import with_appcontext\nfrom sqlalchemy import func, select\n\n"
            "from app.db import db\nfrom app.features.posts.models import Post\n\n\n"
            "def init_app(app: Flask) -> None:\n    app.cli.add_command(count_posts)\n\n\n"
            '@click.command("count-rows")\n@with_appcontext\ndef count_posts() -> None:\n'
            '    """Say how many posts there are."""\n'
            "    count = db.session.scalar(select(func.count()).select_from(Post))\n"
            '    click.echo(f"counted: {count}")\n'
        },
    ),
    Commit(
        "What is checked at the start has a better name",
        {
            "gunicorn.conf.py": [
                ("from app import checks, deadline", "from app import deadline, startup"),
                ("checks.run(", "startup.run("),
            ],
            "tests/test_checks.py": [("from app import checks\n", "from app import startup as checks\n")],
        },
        moves={"app/checks.py": "app/startup.py"},
    ),
    Commit(
        "One thing a line",
        {
            "app/features/tags/models.py": [
                (
                    "mapped_column(sa.String(40), unique=True)",
                    "mapped_column(\n        sa.String(40),\n        unique=True,\n    )",
                )
            ]
        },
    ),
    Commit(
        "One example of a comment is enough",
        {
            "app/seeds.py": [(SECOND, ""), ("    post_2 = make(", "    make(")],
            "tests/test_seeds.py": [
                ("    assert counts == [2] * len(counts)\n", "    assert sorted(set(counts)) == [1, 2]\n")
            ],
        },
    ),
    Commit(
        "The shop has a name",
        {
            "app/config.py": [
                (
                    "    rate_limit_seconds: int = 60\n",
                    '    rate_limit_seconds: int = 60\n    shop_name: str = "Our shop"\n',
                ),
                (
                    '            "STOPPING": False,\n',
                    '            "SHOP_NAME": self.shop_name,\n            "STOPPING": False,\n',
                ),
                (
                    "            env=name,\n",
                    '            env=name,\n            shop_name=env.text("SHOP_NAME", cls.shop_name),\n',
                ),
            ],
            ".env.example": [("APP_ENV", "SHOP_NAME=Our shop\nAPP_ENV")],
        },
    ),
    Commit(
        "A page that says who we are",
        {
            "app/features/__init__.py": [
                ("    comments,\n", "    about,\n    comments,\n"),
                (
                    "    app.register_blueprint(comments.routes)\n",
                    "    app.register_blueprint(about.routes)\n    app.register_blueprint(comments.routes)\n",
                ),
            ],
            "openapi.json": [('  "paths": {\n', f'  "paths": {{\n{PATHS}')],
        },
        {
            "app/features/about.py": '"""Who we are."""\n\nfrom flask import Blueprint, current_app\n\n'
            'routes = Blueprint("about", __name__)\n\n\n@routes.get("/about")\ndef about() -> str:\n'
            "    return f\"<h1>{current_app.config['SHOP_NAME']}</h1>\"\n"
        },
    ),
    Commit(
        "A tag is the same with blanks around it",
        {
            "app/features/tags/service.py": [
                (
                    "    tag = Tag(**data.model_dump())\n",
                    "    data.name = data.name.strip()\n    tag = Tag(**data.model_dump())\n",
                )
            ]
        },
    ),
    Commit(
        "Our tests",
        files={
            "tests/test_ours.py": '"""What is ours."""\n\nfrom flask import Flask\n'
            "from flask.testing import FlaskClient\n\n"
            "from tests.factories import Make\n\n\n"
            "def test_the_longest_tag_is_first(client: FlaskClient, make: Make) -> None:\n"
            '    names = [make.tag(number)["name"] for number in (0, 1)]\n\n'
            '    found = client.get("/api/tags/longest").get_json()["names"]\n\n'
            "    assert found == sorted(names, key=len, reverse=True)\n\n\n"
            "def test_blanks_around_a_tag_are_none(client: FlaskClient, make: Make) -> None:\n"
            '    body = make.tag_body() | {"name": "  bread "}\n\n'
            '    assert client.post("/api/tags", json=body).get_json()["name"] == "bread"\n\n\n'
            "def test_every_answer_is_ours(client: FlaskClient) -> None:\n"
            '    answer = client.get("/about")\n\n'
            '    assert (answer.status_code, answer.headers["X-Shop"]) == (200, "ours")\n\n\n'
            "def test_posts_are_counted(app: Flask, make: Make) -> None:\n    make.post()\n\n"
            '    said = app.test_cli_runner().invoke(args=["count-rows"]).output\n\n'
            '    assert said == "counted: 1\\n"\n'
        },
    ),
)

# Where a change meets a line of ours: an example that went, or an import beside one that has a new name.
AGAIN = (
    ("app/seeds.py", ((SECOND, ""), ("    make(\n        posts,\n", "    post_2 = make(\n        posts,\n"))),
    ("app/__init__.py", (("    checks,\n", "    commands,\n"),)),
    ("/docs.py", (("import Paths,", "import Operation, Paths,"),)),
    (
        "tests/test_seeds.py",
        (('get("/api/comments").get_json()["total"] == 2', 'get("/api/comments").get_json()["total"] == 1'),),
    ),
)

# What a person does once the update has come: what was in conflict is as the templates have it, and ours is written
# into it as one writes it there.
PORT = Commit(
    "With the second edition",
    {
        "README.md": [("# Shop\n", "# Shop\n\nOurs sells cakes.\n")],
        ".env.example": [("APP_ENV", "SHOP_NAME=Our shop\nAPP_ENV")],
        "app/__init__.py": [
            ("checks,", "startup,"),
            ("checks.init_app(", "startup.init_app("),
            ("from app.config import ", "from app import commands\nfrom app.config import "),
            ("from app.features import api\n", "from app.features import about, api, reports\n"),
            (
                "from app.input import IdConverter\n",
                "from app.input import IdConverter\nfrom app.middleware import stamp\n",
            ),
            (
                "    seeds.init_app(app)\n",
                "    seeds.init_app(app)\n    commands.init_app(app)\n    stamp.init_app(app)\n",
            ),
            (
                "    app.register_blueprint(home.bp)\n",
                "    app.register_blueprint(home.bp)\n    app.register_blueprint(about.routes)\n"
                "    app.register_blueprint(reports.routes)\n",
            ),
        ],
        "app/config.py": [
            (
                "    secret_key: str | None = None\n",
                '    secret_key: str | None = None\n    shop_name: str = "Our shop"\n',
            )
        ],
        "app/logs.py": [
            ('        "request",\n        method=', '        "request",\n        shop="ours",\n        method=')
        ],
        "app/seeds.py": [
            (
                "    make(\n        comments.create,\n        CommentCreate,\n"
                '        {"author": "Second author", "body": "Second body", "postId": post_2},\n    )\n',
                "",
            ),
        ],
        "app/features/posts/docs.py": [
            ("import Paths, ", "import Operation, Paths, "),
            ("Paths = {\n", 'Paths = {\n    "/api/reports/moods": {"get": Operation("Count posts by mood")},\n'),
        ],
        "app/features/posts/models.py": [
            ("ForeignKey, String", "ForeignKey, Index, String"),
            ("    tags: Mapped", "    mood: Mapped[str | None] = mapped_column(String(30))\n    tags: Mapped"),
            ("sa.Index(", "Index("),
        ],
        "app/features/tags/docs.py": [
            ("import Paths, ", "import Operation, Paths, "),
            ("Paths = {\n", 'Paths = {\n    "/api/tags/longest": {"get": Operation("List names of tags")},\n'),
        ],
        "app/features/tags/models.py": [
            (
                "mapped_column(String(40), unique=True)",
                "mapped_column(\n        String(40),\n        unique=True,\n    )",
            )
        ],
        "app/features/tags/routes.py": [
            (
                '@bp.post("")',
                '@bp.get("/longest")\ndef longest() -> ResponseReturnValue:\n'
                '    return {"names": service.longest()}\n\n\n@bp.post("")',
            )
        ],
        "app/features/tags/service.py": [
            ("\n\ndef find(", f"{LONGEST}\n\ndef find("),
            ("    return save(Tag(), data)\n", "    data.name = data.name.strip()\n    return save(Tag(), data)\n"),
        ],
        "gunicorn.conf.py": [
            ("from app import checks, create_app; checks.run(", "from app import create_app, startup; startup.run(")
        ],
        "tests/test_checks.py": [("from app import checks\n", "from app import startup as checks\n")],
        "tests/test_seeds.py": [
            ('get("/api/comments").get_json()["total"] == 2', 'get("/api/comments").get_json()["total"] == 1')
        ],
    },
    gone=("app/middleware/access_log.py", "openapi.json", "tests/test_middleware.py"),
)
