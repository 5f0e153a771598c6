"""Words that a generated project cannot give to a resource or to a field."""

from __future__ import annotations

import keyword

PYTHON = frozenset(word.lower() for word in keyword.kwlist)

TYPESCRIPT = frozenset(
    """
    arguments await break case catch class const continue debugger default delete do else enum eval export
    extends false finally for function if implements import in instanceof interface let new null package
    private protected public return static super switch this throw true try typeof undefined var void while
    with yield
    """.split()
)

# Why: reserved in SQLite, PostgreSQL, MySQL or MariaDB when they stand alone as a table or a column.
SQL = frozenset(
    """
    add all alter analyse analyze and any array as asc asensitive asymmetric authorization before between both
    by call cascade case cast change check collate collation column columns commit concurrently condition
    constraint continue convert create cross cube current_date current_time current_timestamp current_user
    cursor databases deallocate declare default deferrable delayed delete desc describe deterministic distinct
    distinctrow div do drop dual each else elseif empty enclosed end escaped except exists exit explain false
    fetch for force foreign freeze from full fulltext function generated glob grant group grouping groups
    having high_priority if ignore ilike in index infile initially inner inout insensitive insert intersect
    interval into is isnull iterate join kill lateral leading leave left like limit linear lines load
    localtime localtimestamp lock long loop low_priority match minus mod modifies natural not notnull null of
    offset on only optimize option optionally or order out outer outfile over overlaps partition placing
    pragma primary procedure purge range rank raise read reads recursive references regexp reindex release
    rename repeat replace require reserved resignal restrict return returning revoke right rlike rollback row
    rows row_number savepoint schemas select sensitive separator session_user set show signal similar some
    spatial specific sql starting straight_join symmetric table tables tablesample temporary terminated then
    to trailing transaction trigger true undo union unique unlock unsigned update usage use user using vacuum
    values variadic verbose view virtual when where while window with write xor zerofill
    """.split()
)

# Why: YAML reads them as true, false or null when they stand alone on a line.
YAML = frozenset("no null off on true false yes".split())

WINDOWS = frozenset(["aux", "con", "nul", "prn"] + [f"{device}{i}" for device in ("com", "lpt") for i in range(10)])

# Why: a project is a package as well, and none can depend on itself.
PACKAGES = frozenset(
    """
    alembic biome express flask flask-migrate flask-sqlalchemy gunicorn mypy pino psycopg pydantic pymysql pytest
    python-dotenv ruff sqlalchemy structlog typescript zod
    """.split()
)

# Why: modules, variables, classes and files of tests that the generated code has under these names.
PROJECT = frozenset(
    """
    annotated answer any app array atomics base big_int blob body boolean buffer changed checks column
    config create data date datetime db decimal docs em entity_manager equals error errors express
    features filter_query find flask health id info input instant intl iterator list literal made
    make map mapped math metrics middleware migrations model models number object openapi output page
    page_of page_query paginate pagination problem promise proxy query reflect req request res response
    routes row row_id rows schema schemas seeds select self service set show sort sort_by status string
    symbol update url_for
    """.split()
)

# Why: nobody counts them, and the dictionary would write `staffs` and `medias`.
UNCOUNTABLE = frozenset(
    """
    advice equipment evidence feedback furniture hardware information knowledge luggage media merchandise metadata money
    music news research software staff traffic weather
    """.split()
)

# Why: modules of the generated code import the plural beside these names of their own.
PLURALS = frozenset("api bp cache changes click document text".split())

# Why: a feature has tables, models and pages under these names.
FEATURE_WORDS = {
    "accounts": frozenset(
        "account account_token account_tokens accounts confirm forgot login logout register reset".split()
    ),
}

FRAMEWORK_FIELDS = frozenset(
    """
    constructor copy construct dict from_orm has_own_property is_prototype_of json
    model_computed_fields model_config model_construct model_copy model_dump model_dump_json model_extra
    model_fields model_fields_set model_json_schema model_parametrized_name model_post_init model_rebuild
    model_validate model_validate_json model_validate_strings parse_file parse_obj parse_raw
    property_is_enumerable proto prototype query query_class registry schema schema_json self then to_json
    to_locale_string to_object to_pojo to_string update_forward_refs validate value_of
    """.split()
)

# Why: a row has what it refers to, and what refers to it, under its own name; a column may have another one.
RELATIONS = frozenset(["metadata"])

# Why: code that writes a row holds what it refers to in variables, beside these of its own.
LOCALS = frozenset("data em locked populate references row".split())

# Why: a class body that names a field so no longer finds the type or the module.
ANNOTATION_FIELDS = frozenset(
    """
    bool columns dt fields float int mapped_column sa str
    """.split()
)

OWN_FIELDS = frozenset(
    """
    created_at id page per_page sort updated_at
    """.split()
)


def reason_against_resource(name: str, plural: str) -> str | None:
    """Says why a resource cannot have this name or plural; None when it can."""
    for word in (name, plural):
        for words, owner in (
            (PYTHON, "Python"),
            (TYPESCRIPT, "TypeScript"),
            (YAML, "YAML"),
            (WINDOWS, "Windows"),
            (PROJECT, "the generated project"),
        ):
            if word in words:
                return f"`{word}` is reserved by {owner}"
    if plural in PLURALS:
        return f"`{plural}` is reserved by the generated project"
    return f"`{plural}` is reserved by SQL" if plural in SQL else None


def reason_against_field(name: str, *, standalone: bool) -> str | None:
    """Says why a field cannot have this name; None when it can.

    `standalone` tells whether the column has the same name; that of a reference ends in `_id`.
    """
    for words, owner in (
        (OWN_FIELDS, "every resource of the generated project"),
        (PYTHON, "Python"),
        (TYPESCRIPT, "TypeScript"),
        (SQL if standalone else frozenset[str](), "SQL"),
        (WINDOWS, "Windows"),
        (FRAMEWORK_FIELDS if standalone else FRAMEWORK_FIELDS | RELATIONS, "the frameworks"),
        (ANNOTATION_FIELDS, "the types of the generated code"),
        (frozenset[str]() if standalone else LOCALS, "the generated project"),
    ):
        if name in words:
            return f"`{name}` is reserved by {owner}"
    return None


def reason_against_rows(plural: str) -> str | None:
    """Says why a resource that others refer to cannot have their rows under this name; None when it can."""
    for words, owner in (
        (OWN_FIELDS, "every resource of the generated project"),
        (FRAMEWORK_FIELDS | RELATIONS, "the frameworks"),
    ):
        if plural in words:
            return f"`{plural}` is reserved by {owner}"
    return None
