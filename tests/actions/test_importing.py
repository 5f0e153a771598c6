"""Schemas of SQL as resource lines: what an expert would write, and what no line says."""

from __future__ import annotations

import pytest

from scaffold.core import model
from scaffold.core.importing.document import document
from scaffold.core.importing.lines import Imported, imported
from scaffold.outside.schemas import dialects, sql


def read(text: str, dialect: str = "postgresql") -> Imported:
    found = imported(sql.read(text, dialect))
    lines = [str(one) for one in found.resources]
    assert list(model.read(lines)) == sorted(lines)
    return found


def lines(text: str, dialect: str = "postgresql") -> list[str]:
    return [str(one) for one in read(text, dialect).resources]


def notes(found: Imported, kind: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.resource, one.text) for one in found.notes if one.kind == kind]


def field(column: str, dialect: str, before: str = "", after: str = "") -> str:
    """The field of a column; tables around it are left out of the answer."""
    key = {"postgresql": "id serial PRIMARY KEY", "mysql": "id int AUTO_INCREMENT PRIMARY KEY"}.get(dialect)
    text = f"{before} CREATE TABLE things ({key or 'id INTEGER PRIMARY KEY'}, {column}, zz date); {after}"
    found = next(one for one in lines(text, dialect) if one.startswith("thing "))
    return found.removeprefix("thing ").replace("zz:date", "").strip()


POSTGRESQL = {
    "a smallint": "a:integer",
    "a int4 NOT NULL": "a:integer!",
    "a bigint": "a:bigint",
    "a real": "a:float",
    "a double precision NOT NULL DEFAULT 0.5": "a:float=0.5",
    "a numeric(12,3)": "a:decimal{12,3}",
    "a numeric(10,2) NOT NULL": "a:decimal!",
    "a numeric(4)": "a:integer",
    "a numeric(12,0)": "a:bigint",
    "a numeric": "a:decimal{15,4}",
    "a numeric(40,15)": "a:decimal{15,4}",
    "a numeric(18,2)": "a:decimal{15,2}",
    "a money": "a:decimal{15,2}",
    "a boolean DEFAULT false NOT NULL": "a:boolean=false",
    "a bit(1)": "a:boolean",
    "a text": "a:text",
    "a varchar": "a:string",
    "a character varying(80) NOT NULL": "a:string{80}!",
    "a character varying(255)": "a:string",
    "a varchar(1000)": "a:text{..1000}",
    "a varchar(20000)": "a:text",
    "a char": "a:string{1}",
    "a bpchar(5)": "a:string{5}",
    "a name": "a:string{63}",
    "a date DEFAULT CURRENT_DATE": "a:date=now",
    "a timestamp without time zone DEFAULT now() NOT NULL": "a:datetime=now",
    "a timestamptz(3) DEFAULT (now() AT TIME ZONE 'utc'::text)": "a:datetime=now",
    "a date DEFAULT ('now'::text)::date": "a:date=now",
    "a timestamptz DEFAULT '2020-01-31 12:00:00+00'": "a:datetime=2020-01-31T12:00:00.000Z",
    "a uuid": "a:uuid",
    "a jsonb NOT NULL": "a:json!",
    "a inet": "a:string{45}",
    "a time": "a:string{20}",
    "a interval": "a:string{60}",
    "a hstore": "a:json",
    "a text[]": "a:json",
    "a integer ARRAY NOT NULL": "a:json!",
    "a point": "a:json",
    "a public.vector(3)": "a:json",
    "a xml": "a:text",
    "a mystery": "a:text",
    "a varchar(9) DEFAULT 'draft'::character varying NOT NULL": "a:string{9}=draft",
    "a varchar(9) DEFAULT '' NOT NULL": "a:string{9}",
    "a varchar(9) DEFAULT NULL": "a:string{9}",
    "a varchar(90) DEFAULT 'in the box' NOT NULL": "a:string{90}",
    "a int DEFAULT '-1'::integer": "a:integer=-1",
    "a int DEFAULT (1 + 1) NOT NULL": "a:integer",
    "a uuid DEFAULT gen_random_uuid() NOT NULL": "a:uuid",
    "a int NOT NULL GENERATED ALWAYS AS IDENTITY": "a:integer",
    "a bigserial": "a:bigint",
    "a int CHECK (a BETWEEN 1 AND 5)": "a:integer{1..5}",
    "a int CHECK (a >= 0 AND a <= 9)": "a:integer{0..9}",
    "a int CHECK (0 < a)": "a:integer{1..}",
    "a int CHECK (a < 10)": "a:integer{..9}",
    "a int CHECK (a > 0 OR a IS NULL)": "a:integer{1..}",
    "a int CHECK (a IN (0, 1))": "a:boolean",
    "a int CHECK (a IN (3, 1, 2))": "a:integer{1..3}",
    "a int CHECK (a IN (1, 5))": "a:integer",
    "a numeric(10,2) CHECK (a > 0)": "a:decimal{0.01..}",
    "a numeric(8,3) CHECK (a >= 0.5::numeric)": "a:decimal{8,3,0.5..}",
    "a float CHECK (a > 0)": "a:float",
    "a float CHECK (a >= 0)": "a:float{0..}",
    "a bigint CHECK (a <= 100) DEFAULT 5": "a:bigint{..100}=5",
    "a int CHECK (a > 0) DEFAULT 0 NOT NULL": "a:integer{1..}",
    "a text CHECK (char_length(a) >= 3) NOT NULL": "a:text{3..}!",
    "a varchar(80) CHECK (length(a) > 2)": "a:string{3..80}",
    "a varchar CHECK (char_length((a)::text) <= 40)": "a:string{40}",
    "a varchar CHECK (length(a) = 2)": "a:string{2..2}",
    "a varchar CHECK (length(a) BETWEEN 3 AND 9)": "a:string{3..9}",
    "a varchar(80) NOT NULL CHECK (a <> '')": "a:string{80}!",
    "a varchar(80) CHECK (length(trim(a)) > 0)": "a:string{1..80}",
    "a text CHECK (a IN ('low', 'high')) DEFAULT 'low'": "a:enum{low,high}=low",
    "a text CHECK (a = 'low' OR a = 'high')": "a:enum{low,high}",
    "a text CHECK ((a)::text = ANY ((ARRAY['b'::character varying, 'c'::text])::text[]))": "a:enum{b,c}",
    "a text CHECK (a IN ('in progress', 'done')) DEFAULT 'in progress'": "a:enum{in_progress,done}=in_progress",
    "a text CHECK (a IN ('a+', 'a-'))": "a:enum{a,a-}",
    "a varchar CHECK (a ~ '^[0-9]+$')": "a:string~digits",
    r"a varchar CHECK (a ~ '^\d+$')": "a:string~digits",
    "a varchar CHECK (a ~ '[0-9]+')": "a:string",
    "a int CHECK (a IS NOT NULL)": "a:integer!",
    "a varchar(20) UNIQUE NOT NULL": "a:string{20}!:uniq",
    "a citext UNIQUE": "a:string:iuniq",
    "a text UNIQUE": "a:string:uniq",
    "email varchar(120) NOT NULL": "email:email!",
    "contact_email text": "contact_email:email",
    "email varchar(20)": "email:string{20}",
    "password varchar(90) NOT NULL": "password:string{90}:private",
    "encrypted_password text DEFAULT '' NOT NULL": "encrypted_password:text:private",
    "password_digest text NOT NULL": "password_digest:text:private",
    "api_token varchar(40) UNIQUE": "api_token:string{40}:uniq:private",
    "client_secret text": "client_secret:text:private",
    "max_token int": "max_token:integer",
    "password_changed_on date": "password_changed_on:date",
    '"OrderTotal" int': "order_total:integer",
    '"order" int': "the_order:integer",
}  # fmt: skip
MYSQL = {
    "`a` tinyint(1) NOT NULL DEFAULT '0'": "a:boolean=false",
    "`a` tinyint(4) DEFAULT NULL": "a:integer",
    "`a` tinyint(3) unsigned": "a:integer{0..}",
    "`a` int(10) unsigned NOT NULL": "a:integer{0..}!",
    "`a` bigint(20) unsigned zerofill": "a:bigint{0..}",
    "`a` mediumint DEFAULT '7'": "a:integer=7",
    "`a` decimal(10,2) unsigned NOT NULL DEFAULT '0.00'": "a:decimal{0..}=0.00",
    "`a` float unsigned": "a:float",
    "`a` double(8,2)": "a:float",
    "`a` year(4)": "a:integer{1901..2155}",
    "`a` bit(1) DEFAULT b'1'": "a:boolean=true",
    "`a` bit(8)": "a:bigint",
    "`a` enum('x','y') CHARACTER SET utf8 COLLATE utf8_bin NOT NULL DEFAULT 'y'": "a:enum{x,y}=y",
    "`a` enum('it''s','no')": "a:enum{it_s,no}",
    "`a` enum('','x')": "a:enum{x}",
    "`a` enum('A','a')": "a:string{1}",
    "`a` set('x','y')": "a:json",
    "`a` longtext": "a:text",
    "`a` text(200)": "a:string{200}",
    "`a` varbinary(255)": "a:string",
    "`a` char(36) COMMENT 'a; b'": "a:string{36}",
    "`guid` char(36)": "guid:uuid",
    "`a` datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)": "a:datetime=now",
    "`a` datetime NOT NULL DEFAULT '0000-00-00 00:00:00'": "a:datetime",
    "`a` timestamp NULL DEFAULT NULL": "a:datetime",
    "`a` json CHECK (json_valid(`a`))": "a:json",
    "`a` longtext CHECK (json_valid(`a`))": "a:json",
    "`a` int INVISIBLE NOT NULL": "a:integer!",
    "`a` /*!80003 int */ NOT NULL": "a:integer!",
    "a geometry SRID 0": "a:json",
    "a varchar(20) /* not, null */ NOT NULL": "a:string{20}!",
}  # fmt: skip
SQLITE = {
    "a": "a:text",
    "a INTEGER NOT NULL DEFAULT 1": "a:integer=1",
    "a UNSIGNED BIG INT": "a:bigint{0..}",
    "a VARYING CHARACTER(40)": "a:string{40}",
    "a NVARCHAR(160) NOT NULL": "a:string{160}!",
    "a DOUBLE PRECISION": "a:float",
    "a NUMERIC": "a:decimal{15,4}",
    "a TEXT DEFAULT (datetime('now'))": "a:datetime=now",
    "a TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))": "a:datetime=now",
    "a DATE DEFAULT CURRENT_DATE": "a:date=now",
    "a TEXT COLLATE NOCASE UNIQUE": "a:string:iuniq",
    "a TEXT NOT NULL ON CONFLICT FAIL UNIQUE": "a:string!:uniq",
    "[order date] date": "order_date:date",
    "a text DEFAULT \"draft\"": "a:text=draft",
    "a INTEGER CHECK (typeof(a) = 'integer')": "a:integer",
    "a BOOLEAN NOT NULL CHECK (a IN (0, 1)) DEFAULT 0": "a:boolean=false",
}  # fmt: skip
COLUMNS = {"postgresql": POSTGRESQL, "mysql": MYSQL, "sqlite": SQLITE}


@pytest.mark.parametrize(
    ("dialect", "column", "expected"),
    [(dialect, column, expected) for dialect, some in COLUMNS.items() for column, expected in some.items()],
)
def test_a_column_is_a_field(dialect: str, column: str, expected: str) -> None:
    assert field(column, dialect) == expected


def test_types_made_for_a_schema_are_what_they_stand_for() -> None:
    before = """
        CREATE TYPE public."Mood" AS ENUM ('ok', 'sad');
        CREATE DOMAIN year AS integer DEFAULT 2000 NOT NULL
            CONSTRAINT year_check CHECK (VALUE >= 1901 AND VALUE <= 2155);
        CREATE DOMAIN short AS varchar(9) CHECK (char_length(VALUE) > 1);
        CREATE DOMAIN shorter AS short CHECK (VALUE <> 'x');
    """
    assert field("a public.\"Mood\" NOT NULL DEFAULT 'ok'", "postgresql", before) == "a:enum{ok,sad}=ok"
    assert field("a mood[]", "postgresql", before) == "a:json"
    assert field("a year", "postgresql", before) == "a:integer{1901..2155}=2000"
    assert field("a year DEFAULT 1999", "postgresql", before) == "a:integer{1901..2155}=1999"
    assert field("a short", "postgresql", before) == "a:string{2..9}"
    assert field("a shorter", "postgresql", before) == "a:string{2..9}"


@pytest.mark.parametrize(
    ("rule", "required", "expected"),
    [
        ("ON DELETE CASCADE", True, "user:references{user,cascade}!"),
        ("ON UPDATE SET NULL ON DELETE CASCADE", False, "user:references{user,cascade}"),
        ("ON DELETE SET NULL", False, "user:references"),
        ("ON DELETE SET NULL", True, "user:references!"),
        ("ON DELETE RESTRICT", True, "user:references!"),
        ("ON DELETE RESTRICT", False, "user:references{user,restrict}"),
        ("ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED", False, "user:references{user,restrict}"),
        ("", False, "user:references{user,restrict}"),
        ("", True, "user:references!"),
        ("ON DELETE SET DEFAULT", False, "user:references"),
    ],
)
@pytest.mark.parametrize("place", ["column", "table", "alter"])
def test_a_foreign_key_is_a_reference_with_its_rule(rule: str, required: bool, expected: str, place: str) -> None:
    column = f"user_id int{' NOT NULL' * required}"
    reference = f"REFERENCES users (id) {rule}"
    inside = {"column": f"{column} {reference}", "table": f"{column}, CONSTRAINT x FOREIGN KEY (user_id) {reference}"}
    text = f"""
        CREATE TABLE users (id serial PRIMARY KEY, name text);
        CREATE TABLE things (id serial PRIMARY KEY, {inside.get(place, column)});
    """
    if place == "alter":
        text += f"ALTER TABLE ONLY public.things ADD CONSTRAINT x FOREIGN KEY (user_id) {reference};"

    found = read(text)

    assert str(found.resources[0]) == f"thing {expected}"
    unsaid = (rule == "ON DELETE SET NULL" and required) or "DEFAULT" in rule
    assert bool(notes(found, "relation")) == unsaid


def test_names_of_references_are_those_of_columns_without_the_key() -> None:
    text = """
        CREATE TABLE "Customers" ("CustomerID" serial PRIMARY KEY, "CompanyName" varchar(40) NOT NULL);
        CREATE TABLE languages (code char(2) PRIMARY KEY, name text NOT NULL);
        CREATE TABLE "OrderDetails" (
            "OrderDetailID" serial PRIMARY KEY,
            customerid int NOT NULL REFERENCES "Customers" ("CustomerID"),
            "ReportsTo" int REFERENCES "OrderDetails" ON DELETE SET NULL,
            language_code char(2) REFERENCES languages (code) ON DELETE SET NULL,
            author varchar(40), author_id int REFERENCES "Customers" ON DELETE SET NULL,
            new_id int REFERENCES "Customers" ON DELETE SET NULL,
            fk_seller int REFERENCES "Customers" ON DELETE SET NULL
        );
    """
    assert lines(text) == [
        "customer company_name:string{40}!",
        "language code:string{2}!:uniq name:text!",
        "order_detail customer:references! reports_to:references{order_detail} language:references author:string{40} "
        "author_customer:references{customer} new_customer:references{customer} seller:references{customer}",
    ]
    found = read(text)
    assert notes(found, "key") == [(3, "language", "the key `code` says something: unique here, beside an `id`")]
    assert ("name", 9, "order_detail", "`author_id` is `author_customer` here") in [
        (one.kind, one.line, one.resource, one.text) for one in found.notes
    ]


def test_two_references_to_one_table_and_a_polymorphic_pair() -> None:
    text = """
        CREATE TABLE users (id serial PRIMARY KEY, name text);
        CREATE TABLE comments (
            id serial PRIMARY KEY,
            author_id int NOT NULL REFERENCES users ON DELETE CASCADE,
            editor_id int REFERENCES users ON DELETE SET NULL,
            commentable_id int NOT NULL,
            commentable_type varchar(40) NOT NULL
        );
    """
    found = read(text)
    assert str(found.resources[0]) == (
        "comment author:references{user,cascade}! editor:references{user} commentable_id:integer! "
        "commentable_type:string{40}!"
    )
    assert notes(found, "polymorphic")[0][0] == 7


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("user_id int NOT NULL", "user:references!"),
        ("user_id bigint", "user:references"),
        ("user_id int DEFAULT 0 NOT NULL", "user:references"),
        ("user_id varchar(40)", "user_id:string{40}"),
        ("person_id int", "person_id:integer"),
        ("user_id int, user_type varchar(9)", "user_id:integer user_type:string{9}"),
    ],
)
def test_a_column_without_a_foreign_key_refers_to_the_table_of_its_name(column: str, expected: str) -> None:
    found = read(f"CREATE TABLE users (id serial PRIMARY KEY, n text); CREATE TABLE posts (id int, {column});")

    assert str(found.resources[0]) == f"post {expected}"
    assert bool(notes(found, "by-name")) == ("references" in expected)


POSTS_AND_TAGS = """\
CREATE TABLE posts (id serial PRIMARY KEY, a text); CREATE TABLE tags (id serial PRIMARY KEY, b text);"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("CREATE TABLE posts_tags (post_id int REFERENCES posts, tag_id int REFERENCES tags)", "post tags"),
        ("CREATE TABLE post_tag (tag_id int REFERENCES tags, post_id int REFERENCES posts)", "post tags"),
        ("CREATE TABLE taggings (id serial PRIMARY KEY, tag_id int REFERENCES tags, post_id int REFERENCES posts)",
         "tag posts"),
        ("CREATE TABLE posts_labels (tag_id int REFERENCES tags, post_id int REFERENCES posts, created_at date)",
         "post labels"),
        ("CREATE TABLE tag_hidden_post (post_id int, tag_id int, PRIMARY KEY (tag_id, post_id))", "tag hidden_posts"),
        ("CREATE TABLE posts_related (post_id int REFERENCES posts, other_id int REFERENCES posts)", "post related"),
        ("CREATE TABLE links (post_id int REFERENCES posts, other_id int REFERENCES posts)", "post links"),
    ],
)  # fmt: skip
def test_a_table_that_only_joins_two_is_a_list_on_one_side(table: str, expected: str) -> None:
    text = f"{POSTS_AND_TAGS}\n{table};"
    owner, name = expected.split()
    found = read(text)

    assert [one.name for one in found.resources] == ["post", "tag"]
    lists = [(one.name, field.name) for one in found.resources for field in one.fields if field.many]
    assert lists == [(owner, name)]
    line, resource, told = notes(found, "join")[0]
    assert (line, resource) == (2, owner)
    assert f"`{owner}.{name}`" in told
    assert ("created_at" in told) == ("created_at" in table)


@pytest.mark.parametrize(
    "more",
    ["amount int", "post_id2 int REFERENCES posts", "UNIQUE (post_id)"],
)
def test_a_table_that_says_more_is_a_resource(more: str) -> None:
    join = f"CREATE TABLE posts_tags (post_id int REFERENCES posts, tag_id int REFERENCES tags, {more});"
    assert "posts_tag" in [one.name for one in read(POSTS_AND_TAGS + join).resources]


def test_a_join_that_another_table_refers_to_is_a_resource() -> None:
    text = """
        CREATE TABLE taggings (id serial PRIMARY KEY, post_id int NOT NULL REFERENCES posts,
            tag_id int NOT NULL REFERENCES tags, UNIQUE (post_id, tag_id));
        CREATE TABLE votes (id serial PRIMARY KEY, tagging_id int NOT NULL REFERENCES taggings);
    """
    assert "tagging post:references! tag:references! unique(post,tag)" in lines(POSTS_AND_TAGS + text)


@pytest.mark.parametrize(
    ("key", "expected", "kind"),
    [
        ("id serial PRIMARY KEY, a date", "thing a:date", None),
        ("thing_id int PRIMARY KEY, a date", "thing a:date", "key-name"),
        ("id uuid PRIMARY KEY DEFAULT gen_random_uuid(), a date", "thing a:date", "uuid-key"),
        ("id char(5) PRIMARY KEY, a date", "thing code:string{5}!:uniq a:date", "key"),
        ("sku varchar(20) NOT NULL PRIMARY KEY, a date", "thing sku:string{20}!:uniq a:date", "key"),
        ("founded int PRIMARY KEY, a date", "thing founded:integer!:uniq a:date", "key"),
        ("a date, b int, PRIMARY KEY (a, b)", "thing a:date! b:integer! unique(a,b)", "key"),
        ("a date, id bigserial, PRIMARY KEY (id, a)", "thing a:date!", "key"),
        ("user_id int PRIMARY KEY REFERENCES users, a date", "thing user:references!:uniq a:date", None),
        ("id int, a date", "thing a:date", None),
    ],
)
def test_rows_have_an_id_whatever_their_key_is(key: str, expected: str, kind: str | None) -> None:
    found = read(f"CREATE TABLE users (id serial PRIMARY KEY, name text);\nCREATE TABLE things ({key});")

    assert str(found.resources[0]) == expected
    told = {one.kind for one in found.notes if one.kind in ("key", "key-name", "uuid-key")}
    assert told == ({kind} if kind else set())


INDEXES = (
    "CREATE TABLE things (id serial PRIMARY KEY, a varchar(20), b int, c text, d json, created_at date, secret text);"
)


@pytest.mark.parametrize(
    ("index", "expected", "kind"),
    [
        ("CREATE UNIQUE INDEX x ON things (a)", "a:string{20}:uniq", None),
        ("CREATE INDEX x ON public.things USING btree (a)", "a:string{20}:index", None),
        ("CREATE UNIQUE INDEX x ON things (lower((a)::text))", "a:string{20}:iuniq", None),
        ("CREATE UNIQUE INDEX x ON things (upper(a))", "a:string{20}:iuniq", None),
        ("CREATE INDEX x ON things (lower(a))", "a:string{20}:index", None),
        ("CREATE UNIQUE INDEX x ON things (c)", "c:string:uniq", "indexed-text"),
        ("CREATE INDEX x ON things (a DESC NULLS LAST, b)", "index(a,b)", "index-detail"),
        ("ALTER TABLE things ADD CONSTRAINT x UNIQUE (a, b)", "unique(a,b)", None),
        ("CREATE UNIQUE INDEX x ON things (a, id)", "", None),
        ("CREATE UNIQUE INDEX x ON things (a) WHERE b > 1", "a:string{20}:index", "index"),
        ("CREATE UNIQUE INDEX x ON things (a) WHERE a IS NOT NULL", "a:string{20}:uniq", None),
        ("CREATE INDEX x ON things (a) WHERE b > 1", "a:string{20}:index", "index-detail"),
        ("CREATE INDEX x ON things USING gin (d)", "", "index"),
        ("CREATE INDEX x ON things (d)", "", "index"),
        ("CREATE UNIQUE INDEX x ON things (a, (b + 1))", "", "index"),
        ("CREATE UNIQUE INDEX x ON things (b, lower(a))", "unique(b,a)", "index"),
        ("CREATE UNIQUE INDEX x ON things (a, secret)", "", "index"),
        ("CREATE INDEX x ON things (created_at)", "", "time-index"),
        ("CREATE UNIQUE INDEX x ON things (b, created_at)", "", "index"),
        ("CREATE INDEX x ON things (a); CREATE UNIQUE INDEX y ON things (a)", "a:string{20}:uniq", None),
        ("ALTER TABLE things ADD CONSTRAINT x EXCLUDE USING gist (b WITH =)", "", "key"),
        ("CREATE UNIQUE INDEX x ON things (a, b) NULLS NOT DISTINCT", "unique(a,b)", "null"),
    ],
)
def test_indexes_are_words_and_rules(index: str, expected: str, kind: str | None) -> None:
    without = "a:string{20} b:integer c:text d:json secret:text:private"
    found = read(f"{INDEXES}\n{index};")
    words = str(found.resources[0]).split()[1:]

    assert [word for word in words if word not in without.split()] == [expected] * bool(expected)
    told = [one for one in found.notes if one.kind not in ("time", "private")]
    assert {one.kind for one in told} == ({kind} if kind else set())
    assert all(one.line == 2 for one in told)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "KEY `x` (`a`(10)), UNIQUE KEY `y` (`b`,`a`) USING BTREE COMMENT 'z'",
            "thing a:string{20}:index b:integer unique(b,a)",
        ),
        ("UNIQUE INDEX (a)", "thing a:string{20}:uniq b:integer"),
        ("UNIQUE `x` (`a`(5))", "thing a:string{20}:index b:integer"),
        ("FULLTEXT KEY `x` (`a`)", "thing a:string{20} b:integer"),
        ("PRIMARY KEY (`b`) USING BTREE", "thing a:string{20} b:integer!:uniq"),
        ("CONSTRAINT `x` CHECK ((`b` > 0) and (`b` < 9))", "thing a:string{20} b:integer{1..8}"),
        ("CONSTRAINT CHECK (b in (1,2))", "thing a:string{20} b:integer{1..2}"),
    ],
)
def test_the_body_of_a_table_of_mysql(body: str, expected: str) -> None:
    assert lines(f"CREATE TABLE `things` (`a` varchar(20), `b` int, {body}) ENGINE=InnoDB;", "mysql") == [expected]


def test_what_every_resource_has_is_left_out_and_told_by_its_lines() -> None:
    text = """
        CREATE TABLE posts (
            id serial PRIMARY KEY, title text,
            created_at timestamp NOT NULL,
            "updatedAt" timestamptz,
            last_update timestamp DEFAULT now(),
            created boolean
        );
    """
    found = read(text)

    assert [str(one) for one in found.resources] == ["post title:text created:boolean"]
    assert [line for line, *_ in notes(found, "time")] == [4, 5, 6]
    assert "# x.sql:4, 5, 6: times that every resource has (3)" in document("x.sql", found)


def test_a_circle_of_required_references_is_broken_where_it_has_a_part_of_its_own() -> None:
    text = """
        CREATE TABLE stores (id serial PRIMARY KEY, manager_staff_id int NOT NULL);
        CREATE TABLE staff (id serial PRIMARY KEY, store_id int NOT NULL REFERENCES stores);
        CREATE TABLE nodes (id serial PRIMARY KEY, parent_id int NOT NULL REFERENCES nodes ON DELETE CASCADE);
        ALTER TABLE stores ADD FOREIGN KEY (manager_staff_id) REFERENCES staff;
    """
    found = read(text)

    assert [str(one) for one in found.resources] == [
        "node parent:references{node,cascade}",
        "staff(staff_list) store:references!",
        "store manager_staff:references{staff,restrict}",
    ]
    assert [(line, resource) for line, resource, _ in notes(found, "circle")] == [(4, "node"), (2, "store")]


def test_a_column_that_nothing_holds_is_left_out_with_its_line() -> None:
    text = """
        CREATE TABLE posts (
            id serial PRIMARY KEY, title text,
            picture bytea,
            words tsvector GENERATED ALWAYS AS (to_tsvector('english', title)) STORED,
            size int GENERATED ALWAYS AS (length(title)) STORED
        );
    """
    found = read(text)

    assert [str(one) for one in found.resources] == ["post title:text"]
    assert notes(found, "left-out") == [(4, "post", "`picture` is `bytea`: left out")]
    assert [line for line, *_ in notes(found, "generated")] == [5, 6]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("categories", "category(categories)"),
        ("people", "person(people)"),
        ("Film", "film"),
        ("news", "news(news_list)"),
        ("user", "user"),
        ("class", "my_class(my_classes)"),
        ("address", "address(addresses)"),
        ("staff", "staff(staff_list)"),
        ("series", "series(series_list)"),
        ('"2fa_codes"', "n2fa_code"),
        ("a__b", "a_b"),
        ("o" * 60, f"{'o' * 40}({'o' * 42})"),
        ("one_two_three_four_five_six_seven_eight_nine", "one_two_three_four_five_six_seven_eight"),
    ],
)
def test_a_table_is_called_after_one_of_its_rows(name: str, expected: str) -> None:
    assert lines(f"CREATE TABLE {name} (id serial PRIMARY KEY, a text);")[0].split()[0] == expected


def test_two_tables_that_would_be_one_resource_have_two_names() -> None:
    text = 'CREATE TABLE users (id serial PRIMARY KEY, a text); CREATE TABLE "user" (id serial PRIMARY KEY, b text);'
    assert lines(text) == ["user a:text", "user_2(user_2_list) b:text"]


def test_a_prefix_of_all_tables_says_nothing() -> None:
    text = "".join(
        f"CREATE TABLE wp_my_{name} (id serial PRIMARY KEY, a text);" for name in ("posts", "users", "terms")
    )
    assert lines(text) == ["post a:text", "term a:text", "user a:text"]
    assert lines(text + "CREATE TABLE x (id int, a text);") == [
        "wp_my_post a:text",
        "wp_my_term a:text",
        "wp_my_user a:text",
        "x(xes) a:text",
    ]


def test_a_prefix_of_all_columns_says_nothing() -> None:
    text = "CREATE TABLE book (book_id serial PRIMARY KEY, book_title text, book_size int);"
    assert lines(text) == ["book title:text size:integer"]
    text = "CREATE TABLE book (book_id serial PRIMARY KEY, book_title text, size int);"
    assert lines(text) == ["book book_title:text size:integer"]
    text = "CREATE TABLE users (id serial, a text); CREATE TABLE pages (pg_id serial, pg_user_id int, pg_len int);"
    assert lines(text)[0] == "my_page user:references len:integer"
    three = "(user_a int, user_b int, user_c int)"
    assert lines(f"CREATE TABLE users {three}; CREATE TABLE logs {three};")[0] == (
        "log user_a:integer user_b:integer user_c:integer"
    )


def dump(dialect: str) -> str:
    return {"postgresql": PG_DUMP, "mysql": MYSQL_DUMP, "sqlite": SQLITE_DUMP}[dialect]


PG_DUMP = r"""
--
-- PostgreSQL database dump; CREATE TABLE no (id int);
--
SET statement_timeout = 0;
\connect shop
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $_$
BEGIN
  CREATE TABLE in_a_function (id int, a text);
END;
$_$;
CREATE TABLE public.posts (
    id integer NOT NULL, -- a comment, with a comma (and a parenthesis
    title character varying(80) DEFAULT 'a;b'::character varying NOT NULL,
    body text /* it''s; here */
);
ALTER TABLE public.posts OWNER TO shop;
COMMENT ON TABLE public.posts IS 'CREATE TABLE x (a int);';
CREATE SEQUENCE public.posts_id_seq;
ALTER TABLE ONLY public.posts ALTER COLUMN id SET DEFAULT nextval('public.posts_id_seq'::regclass);
COPY public.posts (id, title, body) FROM stdin;
1	it's	); CREATE TABLE no (id int);
\.
INSERT INTO public.posts VALUES (2, 'CREATE TABLE y (a int);', E'\'; CREATE TABLE z (id int, b text);');
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX posts_title ON public.posts USING btree (title);
"""
MYSQL_DUMP = r"""
-- MySQL dump 10.13
/*!40101 SET NAMES utf8 */;
DROP TABLE IF EXISTS `posts`;
CREATE TABLE `posts` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `title` varchar(80) NOT NULL DEFAULT 'a\';b' COMMENT 'it\'s; a title, (really)',
  `body` text, # a comment, too
  PRIMARY KEY (`id`),
  UNIQUE KEY `t` (`title`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8 /*!50100 PARTITION BY HASH (id) */;
LOCK TABLES `posts` WRITE;
INSERT INTO `posts` VALUES (1,'CREATE TABLE `no` (`id` int);','x\'; CREATE TABLE `z` (`id` int);');
UNLOCK TABLES;
DELIMITER ;;
CREATE TRIGGER x BEFORE INSERT ON posts FOR EACH ROW BEGIN CREATE TABLE in_a_trigger (id int, a text); END ;;
DELIMITER ;
/*!50001 CREATE TABLE `view_of_it` (`a` int) ENGINE=MyISAM */;
/*!50001 DROP TABLE `view_of_it`*/;
"""
SQLITE_DUMP = """
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE [posts] (
  [id] INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  [title] NVARCHAR(80) DEFAULT 'a;b' NOT NULL, -- CREATE TABLE no (a int);
  "body" TEXT
) STRICT;
INSERT INTO posts VALUES(1,'it''s; CREATE TABLE z (id int, b text);','x');
CREATE TRIGGER t AFTER INSERT ON posts BEGIN UPDATE posts SET title = 'x'; END;
CREATE VIRTUAL TABLE found USING fts5(title);
CREATE UNIQUE INDEX posts_title ON posts (title);
COMMIT;
"""


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite"])
def test_what_else_a_dump_has_is_passed_over(dialect: str) -> None:
    title = {"mysql": "title:string{80}:uniq"}.get(dialect, "title:string{80}:uniq=a;b")
    assert lines(dump(dialect), dialect) == [f"post {title} body:text"]


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite"])
def test_the_database_is_told_by_its_words(dialect: str) -> None:
    assert dialects.detect(dump(dialect)) == dialect


def test_one_statement_that_cannot_be_read_does_not_stop_the_others() -> None:
    text = """
        CREATE TABLE broken ((;
        CREATE TABLE posts (
            id serial PRIMARY KEY,
            title text NOT NULL WHATEVER (1,
            2),
            !! nothing,
            body text
        );
        CREATE TABLE ALSO BROKEN;
        CREATE TABLE copied AS SELECT 1 AS a;
    """
    found = read(text)

    assert [str(one) for one in found.resources] == ["post title:text! body:text"]
    assert [line for line, *_ in notes(found, "statement")] == [2, 5, 7]
    assert [line for line, *_ in notes(found, "table")] == [10, 11, 2]


def test_what_is_nested_too_deeply_is_told() -> None:
    deep = "(" * 900 + "1" + ")" * 900
    many = " AND ".join(["b > 0"] * 5000)
    found = read(f"CREATE TABLE posts (id serial, a int DEFAULT {deep},\n b int CHECK ({many}), c text);")

    assert str(found.resources[0]).startswith("post a:integer")
    assert str(found.resources[0]).endswith("c:text")
    assert [line for line, *_ in notes(found, "check")] == [2]


def test_a_table_that_is_dropped_can_be_made_anew() -> None:
    text = """
        CREATE TABLE users (id serial PRIMARY KEY, a text);
        CREATE TABLE gone (id serial PRIMARY KEY, a text);
        CREATE TABLE posts (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users);
        DROP TABLE IF EXISTS gone, "public"."users" CASCADE;
        CREATE TABLE users (id serial PRIMARY KEY, b text);
        CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, c text);
    """
    found = read(text)

    assert [str(one) for one in found.resources] == ["post user:references!", "user b:text"]
    assert [line for line, *_ in notes(found, "table")] == [7]


def test_altered_tables_are_as_they_are_at_last() -> None:
    text = """
        CREATE TABLE posts (id int NOT NULL, title varchar(80), gone text, `count` int);
        ALTER TABLE posts ADD COLUMN body text, ADD PRIMARY KEY (id), DROP COLUMN gone, ADD UNIQUE KEY x (title);
        ALTER TABLE posts MODIFY `id` int(11) NOT NULL AUTO_INCREMENT,
            CHANGE `count` `number` bigint NOT NULL DEFAULT 1;
        ALTER TABLE posts RENAME COLUMN body TO contents;
        ALTER TABLE nowhere ADD COLUMN body text;
    """
    assert lines(text, "mysql") == ["post title:string{80}:uniq number:bigint=1 contents:text"]
    more = """
        CREATE TABLE posts (id serial PRIMARY KEY, a int, b int, c int DEFAULT 1);
        ALTER TABLE posts ALTER COLUMN a SET NOT NULL, ALTER b SET DEFAULT 7, ALTER COLUMN c DROP DEFAULT;
        ALTER TABLE posts ALTER COLUMN a TYPE bigint USING a::bigint;
    """
    assert lines(more) == ["post a:bigint! b:integer=7 c:integer"]


def test_partitions_have_rows_of_other_tables() -> None:
    text = """
        CREATE TABLE logs (id bigserial, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
        CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (1) TO (2);
        CREATE TABLE logs_2 (id bigint, day date);
        ALTER TABLE ONLY logs ATTACH PARTITION logs_2 FOR VALUES FROM (2) TO (3);
        CREATE TABLE logs_3 (CHECK (day > '2020-01-01')) INHERITS (logs);
        CREATE TABLE old_logs (LIKE logs INCLUDING ALL, note text);
        CREATE TABLE new_logs (note text) INHERITS (logs);
    """
    found = read(text)

    assert [str(one) for one in found.resources] == [
        "log day:date!",
        "new_log day:date! note:text",
        "old_log day:date! note:text",
    ]
    assert [line for line, *_ in notes(found, "partition")] == [3, 5, 6]


def test_tables_of_other_tools_are_left_out() -> None:
    text = """
        CREATE TABLE schema_migrations (version varchar NOT NULL);
        CREATE TABLE migrations (id int, migration varchar(9), batch int);
        CREATE TABLE posts (id serial PRIMARY KEY, a text);
    """
    found = read(text)

    assert [str(one) for one in found.resources] == ["post a:text"]
    assert [line for line, *_ in notes(found, "table")] == [2, 3]


def test_a_composite_foreign_key_refers_by_the_id_in_it_or_not_at_all() -> None:
    text = """
        CREATE TABLE teams (id serial PRIMARY KEY, org int, name text, UNIQUE (org, id), UNIQUE (org, name));
        CREATE TABLE people (org int NOT NULL, team_id int, team_name text,
            FOREIGN KEY (org, team_id) REFERENCES teams (org, id) ON DELETE SET NULL,
            FOREIGN KEY (org, team_name) REFERENCES teams (org, name));
    """
    found = read(text)

    assert str(found.resources[0]) == "person(people) org:integer! team:references team_name:text"
    assert [line for line, *_ in notes(found, "relation")] == [4, 5]


def test_a_table_that_is_not_there_is_referred_to_by_plain_fields() -> None:
    found = read("CREATE TABLE posts (id serial PRIMARY KEY,\n user_id int REFERENCES auth.users (id), a text);")

    assert [str(one) for one in found.resources] == ["post user_id:integer a:text"]
    assert notes(found, "relation")[0][0] == 2


def test_two_schemas_may_have_a_table_of_one_name() -> None:
    text = """
        CREATE TABLE shop.users (id serial PRIMARY KEY, a text);
        CREATE TABLE forum.users (id serial PRIMARY KEY, b text);
        CREATE TABLE forum.posts (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES forum.users);
    """
    assert lines(text) == ["forum_user b:text", "post user:references{forum_user}!", "user a:text"]


def test_every_problem_of_a_model_is_mended_and_told() -> None:
    wide = ", ".join(f"s{number} varchar(700)" for number in range(30))
    many = ", ".join(f"i{number} int, UNIQUE (i{number}), j{number} int" for number in range(40))
    indexes = "".join(f"CREATE INDEX ON wides (j{number});" for number in range(40))
    text = f"""
        CREATE TABLE wides (id serial PRIMARY KEY, {wide}, {many}); {indexes}
        CREATE TABLE tags (id serial PRIMARY KEY, posts int, "post_tags" text);
        CREATE TABLE posts (id serial PRIMARY KEY, tag_id int REFERENCES tags, comments text, a_1 int, a1 int);
        CREATE TABLE comments (id serial PRIMARY KEY, post_id int REFERENCES posts);
        CREATE TABLE posts_tags (post_id int REFERENCES posts, tag_id int REFERENCES tags);
        CREATE TABLE metadata (id serial PRIMARY KEY, tag_id int REFERENCES tags);
        CREATE TABLE a_very_long_name_of_a_table_that_goes_on (id serial PRIMARY KEY,
            a_column_with_a_long_name_too_and_more int UNIQUE, another_of_these_long_columns_of_it int,
            UNIQUE (a_column_with_a_long_name_too_and_more, another_of_these_long_columns_of_it));
        CREATE TABLE a_texts (id serial PRIMARY KEY, a varchar(700), b varchar(700), UNIQUE (a, b));
    """
    found = read(text)

    assert {one.name for one in found.resources} >= {"wide", "tag", "post", "comment", "a_text"}
    assert {"name", "type", "index"} <= {one.kind for one in found.notes}
    wide_one = next(one for one in found.resources if one.name == "wide")
    assert len(wide_one.fields) == 110
    assert all(field.index != "uniq" or field.name.startswith("i") for field in wide_one.fields)


def test_rows_that_go_with_others_keep_nothing_from_going() -> None:
    text = """
        CREATE TABLE users (id serial PRIMARY KEY, a text);
        CREATE TABLE posts (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users ON DELETE CASCADE);
        CREATE TABLE votes (id serial PRIMARY KEY, post_id int NOT NULL REFERENCES posts ON DELETE CASCADE,
            user_id int REFERENCES users, owner_id int NOT NULL REFERENCES users);
    """
    found = read(text)

    assert str(found.resources[2]) == "vote post:references! user:references owner:references{user}!"
    assert [(line, text.split(":")[0]) for line, _, text in notes(found, "relation")] == [
        (4, "`user` has no `restrict`"),
        (4, "`post` has no `cascade`"),
    ]
