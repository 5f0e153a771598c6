"""Forty faults of templates and engine, each with the tests that should find it.

A test of the examples (`tests/test_examples.py`) sees every change of a template, and so proves nothing: none is named.
"""

from dataclasses import dataclass

BLOG = "tests/parity/test_contract.py::test_the_blog_answers_as_promised_on_both_sides"
MANY = "tests/parity/test_contract.py::test_generated_requests_are_answered_alike"
GATES = "tests/parity/test_gates.py"
PAIRS = "tests/parity/test_pairwise.py"
AROUND = "tests/parity/test_around.py"
UNUSED = "tests/parity/test_unused.py"
DEPLOYMENT = "tests/parity/test_deployment.py"
FLASK, EXPRESS = "templates/flask/app/", "templates/express/src/"
SHARED, PARTIALS = "templates/shared/", "templates/partials/"


@dataclass(frozen=True)
class Fault:
    """`old` stands once in `file`; `new` comes into its place. `kind` says what people would see of it."""

    name: str
    kind: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def case(name: str) -> str:
    """The test of one scenario of a change."""
    return f"tests/cases/test_cases.py::test_a_change_ends_as_it_is_written_down[{name}]"


def on(feature: str, name: str) -> str:
    """The path of a template that is there with a feature."""
    return f"[% if '{feature}' in features %]{name}[% endif %]"


def of_model(name: str) -> str:
    return f"[% if model %]{name}[% endif %]"


TEMPLATES = (
    Fault(
        "a header of Flask's is missing",
        "security",
        FLASK + on("security", "security.py"),
        '    "X-Frame-Options": "DENY",\n',
        "",
        (BLOG,),
    ),
    Fault(
        "Express lets its own site frame it",
        "security",
        EXPRESS + on("security", "security.ts"),
        'xFrameOptions: { action: "deny" }',
        'xFrameOptions: { action: "sameorigin" }',
        (BLOG,),
    ),
    Fault(
        "an old title for 413",
        "contract",
        FLASK + "errors.py.jinja",
        '| {413: "Content Too Large", 422',
        "| {422",
        (BLOG, MANY),
    ),
    Fault(
        "an old title for 422",
        "contract",
        EXPRESS + "errors.ts.jinja",
        '422: "Unprocessable Content"',
        '422: "Unprocessable Entity"',
        (BLOG,),
    ),
    Fault(
        "OPTIONS among the methods",
        "contract",
        FLASK + "errors.py.jinja",
        'sorted({*response.allow} - {"OPTIONS"})',
        "sorted({*response.allow})",
        (BLOG,),
    ),
    Fault(
        "HEAD not among the methods",
        "contract",
        EXPRESS + "errors.ts.jinja",
        "  if (methods.get) methods.head = true;\n",
        "",
        (BLOG,),
    ),
    Fault(
        "each address of IPv6 is a client",
        "abuse",
        FLASK + "[% if limiter != 'off' %]limits.py[% endif %].jinja",
        'f"{address}/64"',
        'f"{address}/128"',
        ("tests/parity/test_rate_limit.py",),
    ),
    Fault(
        "files are counted each for itself",
        "abuse",
        FLASK + "[% if limiter != 'off' %]limits.py[% endif %].jinja",
        'return "other" if name.split(".")[-1] == "static" else name',
        "return name",
        ("tests/parity/test_rate_limit.py",),
    ),
    Fault(
        "a request may be called by one letter",
        "contract",
        FLASK + on("logs", "logs.py"),
        "[A-Za-z0-9-]{8,64}",
        "[A-Za-z0-9-]{1,64}",
        (f"{AROUND}::test_ids_and_pages_are_alike",),
    ),
    Fault(
        "a made-up method is a label",
        "abuse",
        FLASK + on("metrics", "metrics.py") + ".jinja",
        'request.method if request.method in METHODS else "other"',
        "request.method",
        ("tests/parity/test_metrics.py", "tests/concepts/test_probes_operations.py"),
    ),
    Fault(
        "bearer in one spelling",
        "contract",
        FLASK + on("metrics", "metrics.py") + ".jinja",
        'scheme.lower() == "bearer"',
        'scheme == "Bearer"',
        (f"{AROUND}::test_ids_and_pages_are_alike",),
    ),
    Fault(
        "equal rows in no order, Flask",
        "data",
        FLASK + of_model("rows.py") + ".jinja",
        'return [column.desc() if sort[0] == "-" else column, self.columns["id"]]',
        'return [column.desc() if sort[0] == "-" else column]',
        (MANY, "tests/concepts/test_probes_rows.py"),
    ),
    Fault(
        "equal rows in no order, Express",
        "data",
        EXPRESS + of_model("rows.ts") + ".jinja",
        'orderBy: [first, { id: "asc" }]',
        "orderBy: [first]",
        (MANY, "tests/concepts/test_probes_rows.py"),
    ),
    Fault(
        "a parent that is not there has an empty page",
        "contract",
        FLASK + of_model("rows.py") + ".jinja",
        "    if not page.total:\n",
        "    if page.total < 0:\n",
        (BLOG, MANY),
    ),
    Fault(
        "some of the references are enough",
        "data",
        FLASK + of_model("rows.py") + ".jinja",
        "if len(found) < len(wanted):",
        "if len(found) < min(len(wanted), 1):",
        (BLOG, MANY),
    ),
    Fault(
        "a change of nothing is a change",
        "data",
        FLASK + of_model("rows.py") + ".jinja",
        "if inspect(row).persistent and db.session.is_modified(row):",
        "if inspect(row).persistent:",
        (BLOG, PAIRS, "tests/concepts/test_probes_rows.py"),
    ),
    Fault(
        "the ids of a list as the database has them",
        "data",
        EXPRESS + of_model("rows.ts") + ".jinja",
        ".sort((one, other) => one - other)",
        ".reverse()",
        (BLOG, MANY),
    ),
    Fault(
        "an id larger than a column",
        "data",
        EXPRESS + of_model("input.ts") + ".jinja",
        "Number(id) <= MAX_ID ?",
        "Number(id) >= 1 ?",
        (MANY, BLOG),
    ),
    Fault(
        "ten errors are told of a hundred",
        "contract",
        EXPRESS + of_model("input.ts") + ".jinja",
        "const MOST_ERRORS = 100;",
        "const MOST_ERRORS = 10;",
        (BLOG, PAIRS, "tests/concepts/test_probes_input.py"),
    ),
    Fault(
        "a missing value is one of another type",
        "contract",
        EXPRESS + of_model("input.ts") + ".jinja",
        '  if (input === undefined) return "required";\n',
        "",
        (BLOG,),
    ),
    Fault(
        "SQLite keeps no foreign key",
        "data",
        PARTIALS + "flask-database.jinja",
        '    connection.execute("PRAGMA foreign_keys = ON")\n',
        "",
        (BLOG,),
    ),
    Fault(
        "a key that waits deletes its row",
        "data",
        PARTIALS + "flask-database.jinja",
        '[[ foreign_key(r.plural ~ "_" ~ link.column, link.column, link.target.plural, on_delete(link)) ]]',
        '[[ foreign_key(r.plural ~ "_" ~ link.column, link.column, link.target.plural, "CASCADE" if link.nullable) ]]',
        (MANY, PAIRS),
    ),
    Fault(
        "no index for a reference, Flask",
        "migration",
        PARTIALS + "flask-database.jinja",
        '[% if member.index or member.kind == "reference" %]',
        "[% if member.index %]",
        (PAIRS, GATES),
    ),
    Fault(
        "no index for a reference, Express",
        "migration",
        PARTIALS + "express.jinja",
        '"index" if member.index or member.kind == "reference" else ""',
        '"index" if member.index else ""',
        (PAIRS, GATES),
    ),
    Fault(
        "MySQL takes a for A",
        "server",
        PARTIALS + "flask-database.jinja",
        '        mysql_collate="utf8mb4_bin",\n',
        '        mysql_collate="utf8mb4_general_ci",\n',
        (MANY, BLOG),
    ),
    Fault(
        "a package for a feature that is off",
        "options",
        PARTIALS + "express.jinja",
        '[% set _ = all.update({"helmet": "^8.3.0"}) if "security" in features %]',
        '[% set _ = all.update({"helmet": "^8.3.0"}) if "cors" in features %]',
        (UNUSED, PAIRS),
    ),
    Fault(
        "the image runs as root",
        "deployment",
        "templates/flask/" + on("docker", "Dockerfile") + ".jinja",
        "USER 10001:10001\n",
        "",
        (DEPLOYMENT, "tests/parity/test_image.py"),
    ),
    Fault(
        "the application may write where it runs",
        "deployment",
        SHARED + on("docker", "compose.yaml") + ".jinja",
        "    mem_limit: 512m\n    cap_drop: [ALL]\n    read_only: true\n",
        "    mem_limit: 512m\n    cap_drop: [ALL]\n",
        (DEPLOYMENT,),
    ),
    Fault(
        "the proxy keeps more than its memory",
        "deployment",
        SHARED + on("docker", "nginx.conf") + ".jinja",
        "limit_conn clients 8;",
        "limit_conn clients 64;",
        (DEPLOYMENT, "tests/parity/test_slow_clients.py"),
    ),
)

ENGINE = (
    Fault(
        "a pair of words has no plural",
        "names",
        "src/scaffold/core/names.py",
        "return name if last in UNCOUNTABLE else head + separator +",
        "return name if last in UNCOUNTABLE else",
        ("tests/core",),
    ),
    Fault(
        "a resource of no field",
        "input",
        "src/scaffold/core/resource.py",
        "    if all(map(_RULE.fullmatch, rest)):\n",
        "    if not line:\n",
        ("tests/core", "tests/cli/test_new.py"),
    ),
    Fault(
        "a change is told in any order",
        "words",
        "src/scaffold/core/plan.py",
        "key=lambda step: (ORDER.index(step.what), step.path)",
        "key=lambda step: step.path",
        ("tests/core/test_plan.py",),
    ),
    Fault(
        "a conflict that nobody resolved is merged over",
        "merge",
        "src/scaffold/outside/merge/change.py",
        "    if marked := [path for path, file in found.files.items() if disk.MARKER.search(file.content)]:\n",
        "    if marked := [path for path in found.files if not path]:\n",
        (case("unresolved-in-a-moved-file"), case("unresolved-then-resolved")),
    ),
    Fault(
        "a program is no program after a merge",
        "merge",
        "src/scaffold/outside/merge/three.py",
        'None if gone else File(known[digest], mode == "100755")',
        "None if gone else File(known[digest], False)",
        (case("executable-by-you"), case("executable-by-both"), "tests/outside/merge"),
    ),
    Fault(
        "what was saved meanwhile is lost",
        "merge",
        "src/scaffold/outside/merge/place.py",
        "        merged = _merged(folder, edit, found, change.sides)\n        if not merged:",
        "        merged = edit\n        if not merged:",
        (case("saved-meanwhile"), case("saved-at-the-very-moment"), "tests/outside/merge"),
    ),
    Fault(
        "a kept render is believed whatever is in it",
        "trust",
        "src/scaffold/outside/cache.py",
        "if not raw or hashlib.sha256(raw[HASH:]).digest() != raw[:HASH]:",
        "if not raw:",
        ("tests/outside/test_cache.py",),
    ),
    Fault(
        "a file of everybody's is believed",
        "trust",
        "src/scaffold/outside/cache.py",
        "and not found.st_mode & 0o022)",
        "and not found.st_mode & 0o002)",
        ("tests/outside/test_cache.py",),
    ),
    Fault(
        "modes as they were in the cache",
        "files",
        "src/scaffold/outside/files.py",
        "            _as_the_umask_says(work)\n",
        "",
        ("tests/outside/test_files.py", "tests/cli/test_new.py"),
    ),
    Fault(
        "a comment is renamed along",
        "rename",
        "src/scaffold/core/renaming.py",
        "if line.lstrip().startswith(COMMENT) or line in own.lines:",
        "if line in own.lines:",
        ("tests/core/test_renaming.py", case("resource-renamed-after-an-edit")),
    ),
    Fault(
        "two documents differ in what is required and are the same",
        "compare",
        "src/scaffold/core/documents.py",
        '"required": body.get("required", False),',
        '"required": False,',
        ("tests/parity/test_documents.py::test_a_difference_is_found",),
    ),
)

FAULTS = TEMPLATES + ENGINE
