"""The grammar of resource lines: what is accepted, in which form it is stored, what is refused and how."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from scaffold.core import model, resource, types, words
from scaffold.core.patterns import PATTERNS
from scaffold.core.problem import Problem, Problems

# The same pattern as in templates/partials/resources.jinja: what Python accepts, the template must read.
TEMPLATE_LINE = re.compile(
    r"[a-z][a-z0-9_]{0,39}(\([a-z][a-z0-9_]{0,41}\))?( [a-z][a-z0-9_]{0,39}:(string|text|integer|bigint|float|decimal|"
    r"boolean|date|datetime|uuid|email|url|json|enum|references)"
    r"(\{[A-Za-z0-9_,.-]+\})?(\[\])?(~[a-z]+)?!?(:uniq|:iuniq|:index)?(:private)?(=[^ ]*)?)+"
    r"( (unique|index)\([a-z0-9_,]+\))*"
)


@pytest.mark.parametrize(
    ("line", "stored"),
    [
        ("note title:string", "note title:string"),
        ("  note   title:string  ", "note title:string"),
        ("note title:string:uniq!", "note title:string!:uniq"),
        ("note title:string:index=x", "note title:string:index=x"),
        ("note count:integer=0:index", "note count:integer:index=0"),
        ("note title:string{255}", "note title:string"),
        ("note price:decimal{10,2}=1.5", "note price:decimal=1.50"),
        ("note price:decimal{5,0}=-0", "note price:decimal{5,0}=0"),
        ("note ratio:float=1.0", "note ratio:float=1"),
        ("note ratio:float=1e3", "note ratio:float=1000"),
        ("note big:bigint=-9007199254740991", "note big:bigint=-9007199254740991"),
        ("note on_day:date=2026-01-31", "note on_day:date=2026-01-31"),
        (
            "note at:datetime=2026-01-31T12:00:00.1239+02:00",
            "note at:datetime=2026-01-31T10:00:00.123Z",
        ),
        (
            "note key_id:uuid=9F3CB8A0-5F0E-4C1D-8D0C-3F1A0D9C2B11",
            "note key_id:uuid=9f3cb8a0-5f0e-4c1d-8d0c-3f1a0d9c2b11",
        ),
        ("note title:string=hello!", "note title:string=hello!"),
        ("note link:url=https://a.example/?b=c", "note link:url=https://a.example/?b=c"),
        ("note state:enum{draft,live}=live", "note state:enum{draft,live}=live"),
        ("note post:references{post}!", "note post:references!"),
        ("note tags:references{tag}[]", "note tags:references{tag}[]"),
        ("note author:references{user}:uniq", "note author:references{user}:uniq"),
        ("person name:string", "person(people) name:string"),
        ("category name:string", "category(categories) name:string"),
        ("blog_category name:string", "blog_category(blog_categories) name:string"),
        ("order(orders) name:string", "order name:string"),
        ("news(news_items) name:string", "news(news_items) name:string"),
        ("bus name:string", "bus(buses) name:string"),
        ("note post:references{post,cascade}", "note post:references{post,cascade}"),
        ("note post:references{post,set_null}", "note post:references"),
        ("note post:references{post,restrict}!", "note post:references!"),
        ("note post:references{post,restrict}", "note post:references{post,restrict}"),
        ("note by:references{user,set_null}:uniq", "note by:references{user}:uniq"),
        ("note by:references{user,restrict}:uniq", "note by:references{user,restrict}:uniq"),
        ("note by:references{user,cascade}!:uniq", "note by:references{user,cascade}!:uniq"),
        ("note rating:integer{1..5}", "note rating:integer{1..5}"),
        ("note rating:integer>=1<=5!", "note rating:integer{1..5}!"),
        ("note rating:integer!<=5>=1", "note rating:integer{1..5}!"),
        ("note rating:integer{-0..}", "note rating:integer{0..}"),
        ("note price:decimal{10,2}>=0", "note price:decimal{0..}"),
        ("note price:decimal{6,3,-0.500..10.0}=1", "note price:decimal{6,3,-0.5..10}=1.000"),
        ("note price:decimal>=100.00", "note price:decimal{100..}"),
        ("note ratio:float{0..0.50}", "note ratio:float{0..0.5}"),
        ("note ratio:float{-1e-7..1e20}", "note ratio:float{-1e-07..1e20}"),
        ("note big:bigint{..9007199254740991}", "note big:bigint{..9007199254740991}"),
        ("note title:string{..80}", "note title:string{80}"),
        ("note title:string{0..80}", "note title:string{80}"),
        ("note title:string{1..80}!", "note title:string{80}!"),
        ("note title:string{1..80}:uniq", "note title:string{80}:uniq"),
        ("note title:string{0..80}!", "note title:string{0..80}!"),
        ("note title:string{3..255}", "note title:string{3..}"),
        ("note title:string{0..}!", "note title:string{0..}!"),
        ("note body:text{500}", "note body:text{..500}"),
        ("note body:text{1..}!", "note body:text!"),
        ("note body:text{10..16000}!", "note body:text{10..}!"),
        ("note slug:string{80}:uniq!~kebab", "note slug:string{80}~kebab!:uniq"),
        ("note slug:string~time=08:30", "note slug:string~time=08:30"),
        ("note name:string:iuniq", "note name:string:iuniq"),
        ("note mail:email!:iuniq", "note mail:email!:iuniq"),
        ("note hash:string{200}:private", "note hash:string{200}:private"),
        ("note hash:string:private=x:index", "note hash:string:index:private=x"),
        ("note at:datetime=now", "note at:datetime=now"),
        ("note on_day:date=now:index", "note on_day:date:index=now"),
        ("note title:string=now", "note title:string=now"),
        (
            "vote user:references post:references unique(user, post)",
            "vote user:references post:references unique(user,post)",
        ),
        ("vote unique ( b ,a ) a:date b:date index(a,b)", "vote a:date b:date unique(b,a) index(a,b)"),
        ("index(indexes) a:date b:date index(b,a)", "index(indexes) a:date b:date index(b,a)"),
        ("n" * 40 + " " + "t" * 40 + ":text", "n" * 40 + " " + "t" * 40 + ":text"),
    ],
)
def test_a_line_is_stored_in_one_form(line: str, stored: str) -> None:
    assert str(resource.parse(line)) == stored
    assert str(resource.parse(stored)) == stored
    assert TEMPLATE_LINE.fullmatch(stored)


@pytest.mark.parametrize(
    ("line", "word", "why"),
    [
        ("", "", "empty"),
        ("note", "note", "at least one field"),
        ("note title", "title", "a name, a colon and a type"),
        ("note title:strin", "title:strin", "`strin` is no type"),
        ("note :string", ":string", "small letters"),
        ("note Title:string", "Title:string", "small letters"),
        ("Note title:string", "Note", "small letters"),
        ("note_ title:string", "note_", "small letters"),
        ("no__te title:string", "no__te", "small letters"),
        ("1note title:string", "1note", "small letters"),
        ("title:string body:text", "title:string", "starts with the name"),
        ("note( title:string", "note(", "starts with the name"),
        ("note() title:string", "note()", "small letters"),
        ("[[note]] title:string", "[[note]]", "small letters"),
        ("{{note}} title:string", "{{note}}", "small letters"),
        ('"note title:string', '"note', "small letters"),
        ("note' title:string", "note'", "small letters"),
        ("../note title:string", "../note", "small letters"),
        ("note a/b:string", "a/b:string", "small letters"),
        ("nöte title:string", "nöte", "small letters"),
        ("note title:string\nx:string", "title:string\\u000ax:string", "cannot be seen, U+000A"),
        ("note ti\u202etle:string", "ti\\u202etle:string", "cannot be seen, U+202E"),
        ("note ti\u200btle:string", "ti\\u200btle:string", "cannot be seen, U+200B"),
        ("note \x00:string", "\\u0000:string", "cannot be seen, U+0000"),
        ("n" * 300 + " title:string", "n" * 59 + "…", "300 characters, and the limit is 40"),
        ("note " + "t" * 41 + ":string", "t" * 41 + ":string", "41 characters, and the limit is 40"),
        ("note title:string{}", "title:string{}", "one length"),
        ("note title:string{0}", "title:string{0}", "one length"),
        ("note title:string{769}", "title:string{769}", "one length"),
        ("note title:string{1,2}", "title:string{1,2}", "one length"),
        ("note title:string{-1}", "title:string{-1}", "one length"),
        ("note title:string{٣}", "title:string{٣}", "one length"),
        ("note price:decimal{16,2}", "price:decimal{16,2}", "1 to 15 digits"),
        ("note price:decimal{2,3}", "price:decimal{2,3}", "3 decimals out of 2"),
        ("note price:decimal{2}", "price:decimal{2}", "{digits,decimals}"),
        ("note body:text{5,6}", "body:text{5,6}", "one length"),
        ("note state:enum", "state:enum", "1 to 50 values"),
        ("note state:enum{}", "state:enum{}", "letters, digits"),
        ("note state:enum{a,a}", "state:enum{a,a}", "same word"),
        ("note state:enum{a,A}", "state:enum{a,A}", "same word"),
        ("note state:enum{a$b}", "state:enum{a$b}", "letters, digits"),
        ("note state:enum{" + "a" * 31 + "}", "state:enum{" + "a" * 31 + "}", "up to 30"),
        ("note a:references{b,c}", "a:references{b,c}", "`references{user,cascade}`"),
        ("note a:references{b,cascade,c}", "a:references{b,cascade,c}", "one resource"),
        ("note a:references{b,set_null}!", "a:references{b,set_null}!", "never null"),
        ("note a:references{b,cascade}[]", "a:references{b,cascade}[]", "go with either side"),
        ("note n:integer{5..5}", "n:integer{5..5}", "5 is not below 5"),
        ("note n:integer{5..1}", "n:integer{5..1}", "5 is not below 1"),
        ("note n:integer{..}", "n:integer{..}", "a least, a most or both"),
        ("note n:integer{5}", "n:integer{5}", "a least and a most"),
        ("note n:integer{1...5}", "n:integer{1...5}", "`.5` is not a whole number"),
        ("note n:integer{1.5..}", "n:integer{1.5..}", "`1.5` is not a whole number"),
        ("note n:integer{..2147483648}", "n:integer{..2147483648}", "`2147483648` is not a whole number"),
        ("note n:integer{1..5,2}", "n:integer{1..5,2}", "at the end"),
        ("note n:decimal{0..,10,2}", "n:decimal{0..,10,2}", "at the end"),
        ("note n:decimal{4,1,0.25..}", "n:decimal{4,1,0.25..}", "`0.25` is not a number with 4 digits"),
        ("note n:integer{1..}>=1", "n:integer{1..}>=1", "said twice"),
        ("note n:integer>=1>=2", "n:integer>=1>=2", "twice"),
        ("note n:integer>1", "n:integer>1", "`>1` is no bound"),
        ("note n:integer!<=x", "n:integer!<=x", "`<=x` is no bound"),
        ("note n:integer{1..5}=6", "n:integer{1..5}=6", "not in `{1..5}`"),
        ("note n:decimal{0..}=-1", "n:decimal{0..}=-1", "not in `{0..}`"),
        ("note at:date{2026-01-01..}", "at:date{2026-01-01..}", "no arguments"),
        ("note t:string>=3", "t:string>=3", "in braces: `string{3..80}`"),
        ("note t:string{9..3}", "t:string{9..3}", "one length"),
        ("note t:string{0..0}", "t:string{0..0}", "one length"),
        ("note t:string{..0}!", "t:string{..0}!", "one length"),
        ("note t:text{16001}", "t:text{16001}", "one length"),
        ("note t:string{3..}=ab", "t:string{3..}=ab", "at least 3"),
        ("note t:string~kebap", "t:string~kebap", "`~kebap` is no pattern; they are kebab"),
        ("note t:string~", "t:string~", "is no pattern"),
        ("note t:string~kebab~snake", "t:string~kebab~snake", "twice"),
        ("note t:text~kebab", "t:text~kebab", "only `string`"),
        ("note t:string{3..}~country", "t:string{3..}~country", "no text from 3 to 255"),
        ("note t:string~kebab=a_b", "t:string~kebab=a_b", "as `~kebab` says"),
        ("note n:integer:iuniq", "n:integer:iuniq", "upper and lower case"),
        ("note t:string:uniq:iuniq", "t:string:uniq:iuniq", "leave `:iuniq` out"),
        ("note t:string!:private", "t:string!:private", "no body has a private field"),
        ("note a:references:private", "a:references:private", "cannot be private"),
        ("note t:string:private:private", "t:string:private:private", "twice"),
        ("vote a:date unique(a)", "unique(a)", "`:uniq`"),
        ("vote a:date index(a,a)", "index(a,a)", "`:index`"),
        ("vote a:date unique()", "unique()", "two fields or more"),
        ("vote a:date unique(a,)", "unique(a,)", "two fields or more"),
        ("vote a:date index(a,B)", "index(a,B)", "two fields or more"),
        ("note a:references{}", "a:references{}", "small letters"),
        ("note title:string[]", "title:string[]", "only `references`"),
        ("note tags:references{tag}[]!", "tags:references{tag}[]!", "no other modifier"),
        ("note tags:references{tag}[]:uniq", "tags:references{tag}[]:uniq", "no other modifier"),
        ("note title:string!=x", "title:string!=x", "never null"),
        ("note title:string!!", "title:string!!", "twice"),
        ("note title:string:uniq:index", "title:string:uniq:index", "leave `:index` out"),
        ("note title:string?", "title:string?", "no modifier"),
        ("note title:string:unique", "title:string:unique", "no modifier"),
        ("note body:text:index", "body:text:index", "cannot have an index"),
        ("note data:json:uniq", "data:json:uniq", "cannot have an index"),
        ("note on_air:boolean:uniq", "on_air:boolean:uniq", "two values"),
        ("note kind:enum{one}!:uniq", "kind:enum{one}!:uniq", "only one row"),
        ("note data:json={}", "data:json={}", "no default"),
        ("note post:references=1", "post:references=1", "no default"),
        ("note title:string=", "title:string=", "empty"),
        ("note title:string{2}=abc", "title:string{2}=abc", "at most 2"),
        ('note title:string="x"', 'title:string="x"', "no quotes"),
        ("note title:string=[[x]]", "title:string=[[x]]", "no quotes"),
        ("note title:string=a\\n", "title:string=a\\n", "no quotes"),
        ("note count:integer=1.5", "count:integer=1.5", "whole number"),
        ("note count:integer=01", "count:integer=01", "whole number"),
        ("note count:integer=2147483648", "count:integer=2147483648", "whole number"),
        ("note big:bigint=9007199254740992", "big:bigint=9007199254740992", "whole number"),
        ("note price:decimal{3,2}=1.234", "price:decimal{3,2}=1.234", "2 of them decimals"),
        ("note price:decimal{3,2}=10", "price:decimal{3,2}=10", "2 of them decimals"),
        ("note price:decimal{3,2}=NaN", "price:decimal{3,2}=NaN", "2 of them decimals"),
        ("note ratio:float=1e999", "ratio:float=1e999", "not a number"),
        ("note ratio:float=nan", "ratio:float=nan", "not a number"),
        ("note live:boolean=yes", "live:boolean=yes", "`true` or `false`"),
        ("note on_day:date=2026-02-30", "on_day:date=2026-02-30", "2026-01-31"),
        ("note on_day:date=0999-01-01", "on_day:date=0999-01-01", "2026-01-31"),
        ("note at:datetime=2026-01-31", "at:datetime=2026-01-31", "12:00:00Z"),
        ("note at:datetime=9999-12-31T23:59:59-23:00", "at:datetime=9999-12-31T23:59:59-23:00", "not a datetime"),
        ("note code:uuid=1", "code:uuid=1", "not a uuid"),
        ("note mail:email=a@b", "mail:email=a@b", "address"),
        ("note link:url=ftp://a.example", "link:url=ftp://a.example", "address"),
        ("note state:enum{a,b}=c", "state:enum{a,b}=c", "one of `a`, `b`"),
    ],
)
def test_a_malformed_line_names_the_word_and_shows_the_grammar(line: str, word: str, why: str) -> None:
    with pytest.raises(Problem) as refused:
        resource.parse(line)

    assert refused.value.code == "resource-line"
    assert f"`{word}`" in refused.value.what
    assert why in refused.value.why
    assert "FIELD:TYPE" in refused.value.fix
    assert refused.value.exit == 2


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        ("class title:string", "resource-reserved", "Python"),
        ("interface title:string", "resource-reserved", "TypeScript"),
        ("con title:string", "resource-reserved", "Windows"),
        ("lpt1 title:string", "resource-reserved", "Windows"),
        ("line title:string", "resource-reserved", "SQL"),
        ("yes title:string", "resource-reserved", "YAML"),
        ("model title:string", "resource-reserved", "generated project"),
        ("answer title:string", "resource-reserved", "generated project"),
        ("big_int title:string", "resource-reserved", "generated project"),
        ("text(document) title:string", "resource-reserved", "`document` is reserved by the generated project"),
        ("metric title:string", "resource-reserved", "`metrics` is reserved by the generated project"),
        ("news title:string", "resource-plural", "no plural of its own"),
        ("sheep title:string", "resource-plural", "no plural of its own"),
        ("media title:string", "resource-plural", "no plural of its own"),
        ("support_staff title:string", "resource-plural", "no plural of its own"),
        ("posts title:string", "resource-plural", "reads as a plural"),
        ("note(note) title:string", "resource-plural", "no plural of its own"),
        ("note import:string", "field-reserved", "Python"),
        ("note delete:string", "field-reserved", "TypeScript"),
        ("note select:string", "field-reserved", "SQL"),
        ("note order:integer", "field-reserved", "SQL"),
        ("note metadata:references{note}", "field-reserved", "frameworks"),
        ("note em:references{note}[]", "field-reserved", "generated project"),
        ("note references:references{note}", "field-reserved", "generated project"),
        ("note registry:string", "field-reserved", "frameworks"),
        ("note self:string", "field-reserved", "frameworks"),
        ("note query:string", "field-reserved", "frameworks"),
        ("note then:string", "field-reserved", "SQL"),
        ("note id:integer", "field-reserved", "every resource"),
        ("note created_at:datetime", "field-reserved", "every resource"),
        ("note per_page:integer", "field-reserved", "every resource"),
        ("note nul:string", "field-reserved", "Windows"),
    ],
)
def test_a_reserved_name_is_refused_with_its_owner(line: str, code: str, why: str) -> None:
    with pytest.raises(Problem) as refused:
        resource.parse(line)

    assert (refused.value.code, refused.value.exit) == (code, 2)
    assert why in refused.value.why
    assert refused.value.fix


@pytest.mark.parametrize("line", ["key key:string", "client metadata:json", "link key:integer{1..5}"])
def test_words_that_models_need_are_free(line: str) -> None:
    assert str(resource.parse(line)) == line


def test_a_reference_may_have_a_name_that_sql_reserves() -> None:
    assert resource.parse("item_line order:references user:references").fields[0].column == "order_id"


@pytest.mark.parametrize("name", ["alias", "canvas", "atlas", "lens", "gas", "bias", "address", "bus"])
def test_a_singular_that_ends_in_s_is_none_but_that(name: str) -> None:
    assert str(resource.parse(f"{name} title:string")) == f"{name}({name}es) title:string"


def test_a_line_that_is_kept_means_what_it_meant_when_it_was_written() -> None:
    """The templates take a plural that is not given for the name and an `s`, whatever the dictionary says by now."""
    kept = resource.stored(["media title:string", "person name:string"])

    assert [one.plural for one in kept] == ["medias", "persons"]
    lines = [str(one) for one in kept]
    assert lines == ["media(medias) title:string", "person(persons) name:string"]
    assert [str(resource.parse(line)) for line in lines] == lines


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("String", "types have small letters: `string`"),
        ("INTEGER", "types have small letters: `integer`"),
        ("inet", "write `string`"),
        ("varchar{80}", "write `string`"),
        ("Int", "write `integer`"),
        ("timestamp_tz", "write `datetime`"),
        ("belongs_to", "write `references`"),
        ("jsonb", "write `json`"),
        ("strng", "did you mean `string`?"),
        ("xyzzy", "the types are string text"),
    ],
)
def test_a_type_of_another_tool_is_answered_by_what_it_means(kind: str, meant: str) -> None:
    with pytest.raises(Problem) as refused:
        resource.parse(f"note title:{kind}")

    assert meant in refused.value.why


def test_everything_that_is_wrong_with_a_line_is_told_at_once() -> None:
    with pytest.raises(Problems) as refused:
        resource.parse("class a:strin id:integer b:text!!")

    assert [problem.code for problem in refused.value.problems] == [
        "resource-reserved",
        "resource-line",
        "field-reserved",
        "resource-line",
    ]


NAMES = some.from_regex(r"[a-z](?:_?[a-z0-9]){0,10}", fullmatch=True)
ARGUMENTS = some.sampled_from(
    " {3} {10,2} {a,b} {user} {} {x_y} {-1} {768} {٣} {1..5} {..2} {0..} {2..1} {..} {9,2,0..} {a,cascade}".split(" ")
)
MODIFIERS = some.lists(
    some.sampled_from("! [] :uniq :iuniq :index :private ~kebab ~country >=1 <=2 =1 =true =a =2026-01-31 =now".split()),
    max_size=3,
)
FIELDS = some.builds(
    "{}:{}{}{}".format, NAMES, some.sampled_from([*types.TYPES, "strin"]), ARGUMENTS, MODIFIERS.map("".join)
)
RULES = some.builds(
    "{}({})".format, some.sampled_from(["unique", "index "]), some.lists(NAMES, max_size=3).map(", ".join)
)
LINES = some.builds(lambda head, rest: " ".join([head, *rest]), NAMES, some.lists(FIELDS | RULES, max_size=6))


def accepted(line: str) -> str | None:
    try:
        return str(resource.parse(line))
    except Problem as one:
        problems: tuple[Problem, ...] = (one,)
    except Problems as several:
        problems = several.problems
    for problem in problems:
        assert problem.exit == 2
        assert problem.what
        assert problem.why
        assert problem.fix
        assert all(character.isprintable() or character == "\n" for character in str(problem.args) + problem.fix)
    return None


@given(LINES)
def test_a_line_is_stored_in_a_form_that_the_template_reads_or_refused_with_a_message(line: str) -> None:
    stored = accepted(line)
    if stored is not None:
        assert TEMPLATE_LINE.fullmatch(stored)
        assert accepted(stored) == stored


@given(some.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_message(line: str) -> None:
    stored = accepted(line)
    assert stored is None or accepted(stored) == stored


@given(NAMES, some.text(alphabet=string.printable, min_size=1, max_size=12))
def test_a_default_never_breaks_the_line(name: str, default: str) -> None:
    stored = accepted(f"{name}x text_a:string={default}")
    if stored is not None:
        assert stored.count(" ") == 1
        assert not set(stored) & set("\"'`\\[]<>")


def test_reserved_words_are_well_formed() -> None:
    for group in (words.PYTHON, words.TYPESCRIPT, words.SQL, words.WINDOWS, words.PROJECT, words.FRAMEWORK_FIELDS):
        assert all(word == word.lower() for word in group)


def test_a_thousand_resources_are_read_in_linear_time() -> None:
    lines = [f"thing{n}x(thing{n}xs) title:string! parent:references{{thing{max(n - 1, 0)}x}}" for n in range(1000)]
    assert len(model.read(lines)) == 1000


def test_the_templates_know_the_patterns_as_they_are() -> None:
    partial = (Path(__file__).parents[2] / "templates/partials/resources.jinja").read_text(encoding="utf-8")
    found = re.findall(r"^  '(\w+)': \['(.+?)', '(.+?)', '(.+?)'(, none)?\],$", partial, re.MULTILINE)

    assert {name: (text, (one, other), not loose) for name, text, one, other, loose in found} == {
        name: (one.text, one.examples, one.fixed) for name, one in PATTERNS.items()
    }


@pytest.mark.parametrize("name", PATTERNS)
def test_the_examples_of_a_pattern_are_written_so_and_differ(name: str) -> None:
    pattern = PATTERNS[name]

    assert all(re.fullmatch(pattern.text, example) for example in pattern.examples)
    assert len(set(pattern.examples)) == 2
    assert pattern.fixed or all(re.fullmatch(pattern.text, f"{example}00") for example in pattern.examples)
