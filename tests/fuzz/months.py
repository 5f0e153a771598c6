"""Some months of a project: its owner works on it, it is changed again and again, and there are rows in its database.

uv run python tests/fuzz/months.py
uv run python tests/fuzz/months.py --all
uv run python tests/fuzz/months.py flask:mysql
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz import owner_express, owner_flask, program, projects
from fuzz.owners import Commit
from fuzz.program import Ran
from parity import changed
from parity.exchange import Request, delete, get, post
from parity.machine import DATABASES, FRAMEWORKS, create, drop, link, packages, run
from parity.processes import App, ready, wait_until
from parity.projects import ALL, begun, rendered

from scaffold.actions import change
from scaffold.actions.catalogue import Catalogue
from scaffold.outside import templates, trees

# What their owners write fits this release, which never changes.
OLDEST = "0.1.0"
OWNERS = {"flask": owner_flask, "express": owner_express}
# Both frameworks and each database; `--all` has the other three, too.
PAIRINGS = (("flask", "postgresql"), ("express", "mysql"), ("express", "sqlite"))
MARKED = re.compile(r"^<{7} .*?^={7}\n(.*?)^>{7} [^\n]*\n", re.MULTILINE | re.DOTALL)
# How the first edition of Express called what the second calls as in `changed.STEPS`.
FIRST = {step: ("npm", "run", "--silent", f"db:{step}") for step in changed.STEPS["express"]}
FORMAT = {
    "flask": ((".venv/bin/ruff", "check", "-q", "--fix", "."), (".venv/bin/ruff", "format", "-q", ".")),
    "express": (("npm", "run", "--silent", "format"),),
}
COUNT = {"flask": (changed.FLASK, "count-rows"), "express": ("npm", "run", "--silent", "count-rows")}
WORDS = {"flask": ("app/startup.py", "app/seeds.py"), "express": ("src/startup.ts", "src/seeds.ts")}
MOMENT = "'2026-01-31 12:00:00', '2026-01-31 12:00:00'"


class Broken(AssertionError):
    """Something that must not be."""


def release(version: str, framework: str, database: str) -> trees.Tree:
    """A blog of a release."""
    old = Catalogue(version, templates.version(version))
    blog = {key: value for key, value in old.recipes["blog"].items() if key != "description"}
    answers = {**blog, "framework": framework, "project_name": "shop", "database": database}
    return change.rendered(old, change.checked(old, answers))


@cache
def installed(framework: str) -> Path:
    """The packages of the oldest release and of the newest templates, together."""
    with tempfile.TemporaryDirectory() as folder:
        old = [Path(folder, database) for database in DATABASES]
        for place in old:
            place.mkdir()
            trees.write(release(OLDEST, framework, place.name), place)
        new = [rendered(framework, "blog", *ALL, "--limiter", "memory", database=name) for name in DATABASES]
        return packages(framework, [*old, *new])


@dataclass(frozen=True)
class Months(changed.Changed):
    """One project, and what is known of it."""

    # What the tables and columns of the first day are called by now.
    names: dict[str, str] = field(
        default_factory=lambda: {name: name for name in ("post", "posts", "tag", "tags", "title")}
    )
    rows_kept: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    # What a person types

    def shell(self, script: str) -> str:
        return projects.shell(script, self.folder)

    def commit(self, said: str) -> None:
        self.shell(f"git add -A && git commit -qm '{said}'")

    def step(self, name: str) -> str:
        if self.framework == "express" and '"db:upgrade"' in (self.folder / "package.json").read_text():
            return run(*FIRST[name], cwd=self.folder, env=self.env).stdout
        return super().step(name)

    def scaffold(self, *words: str) -> Ran:
        """Runs a command that ends with 0 or 1."""
        with _environment(self.env):
            ran = program.run(self.folder, *words, "--json")
        if ran.code not in (0, 1):
            raise Broken(f"scaffold {' '.join(words)}: exit {ran.code}\n{ran.out}{ran.said}")
        self.counts["commands"] += 1
        return ran

    def tree(self) -> dict[str, tuple[int, bytes]]:
        """All files but those that git ignores."""
        paths = self.shell("git ls-files -zco --exclude-standard").split("\0")
        there = {path: self.folder / path for path in sorted(set(paths)) if path and (self.folder / path).is_file()}
        return {path: (place.stat().st_mode, place.read_bytes()) for path, place in there.items()}

    def formatted(self) -> None:
        """What a person's editor does."""
        for command in FORMAT[self.framework]:
            run(*command, cwd=self.folder, env=self.env)

    # The months

    def begin(self) -> None:
        """The first day: a project of the oldest release, in git, with rows."""
        self.folder.mkdir()
        trees.write(release(OLDEST, self.framework, self.database), self.folder)
        link(self.framework, self.folder, installed(self.framework))
        self.shell("git init -q && printf '.venv\\nnode_modules\\n' >>.git/info/exclude")
        self.commit("made")
        self.step("upgrade")
        self.step("seed")
        for number in range(3, 35):
            self.rows(
                "insert into posts (title, body, status, created_at, updated_at) "
                f"values ('Post {number}', 'Long ago', '{'draft' if number % 3 else 'live'}', {MOMENT})"
            )
            self.rows(f"insert into tags (name, created_at, updated_at) values ('tag{'g' * number}', {MOMENT})")
            self.rows(f"insert into posts_tags (post_id, tag_id) values ({number}, {number})")
            self.rows(
                "insert into comments (author, body, post_id, created_at, updated_at) "
                f"values ('Ada', 'Number {number}', {number}, {MOMENT})"
            )

    def work(self) -> None:
        """The owner's commits, with a migration where the models have changed."""
        for commit in OWNERS[self.framework].COMMITS:
            commit.do(self.folder)
            if commit.migrates:
                self.step("migrate")
                self.step("upgrade")
                self.formatted()
            self.commit(commit.said)
            self.counts["commits"] += 1
        self.rows("update posts set mood = 'calm' where id > 20")
        self.rows("update posts set mood = 'wild' where id = 7")
        self.rows_kept.update(self.asked())
        self.holds("the owner's work")

    def update(self) -> None:
        """To the newest templates: taken back, made again, and settled."""
        before = self.tree()
        self.twice(before, "update")
        found = self.shell("git diff --name-only --diff-filter=U").split()
        told = json.loads(self.scaffold("status").out)["projects"][0]["conflicts"]
        if sorted(found) != sorted(told) or not found:
            raise Broken(f"git has {found} in conflict, and status tells {told}")
        refused = program.run(self.folder, "set", "metrics=on", "--json")
        if refused.code != 2:
            raise Broken(f"a change over open conflicts: {refused}")
        self.settle(found)
        OWNERS[self.framework].PORT.do(self.folder)
        self.formatted()
        self.commit("update")
        self.holds("update")

    def twice(self, before: Mapping[str, tuple[int, bytes]], *words: str) -> Ran:
        """A command, taken back, and brought back: byte for byte."""
        ran = self.scaffold(*words)
        after = self.tree()
        index = self.shell("git ls-files -s")
        self.scaffold("undo")
        _same(before, self.tree(), f"undo of {' '.join(words)}")
        if left := self.shell("git status --short"):
            raise Broken(f"undo of {' '.join(words)} left {left}")
        self.scaffold("undo")
        _same(after, self.tree(), f"undo of the undo of {' '.join(words)}")
        if self.shell("git ls-files -s") != index:
            raise Broken(f"undo of the undo of {' '.join(words)} gave another index")
        self.counts["undone twice"] += 1
        return ran

    def settle(self, paths: list[str]) -> None:
        """The rule of this person: in a conflict the templates are right; ours is written into it afterwards."""
        for path in paths:
            text = (self.folder / path).read_text("utf-8")
            (self.folder / path).write_text(MARKED.sub(r"\1", text), "utf-8")
        self.shell("git add -A")
        self.counts["conflicts"] += len(paths)

    def changes(self, *words: str, names: Mapping[str, str] | None = None) -> None:
        """A change with its migration, taken back and brought back before that is applied."""
        before, migrations = self.tree(), self.migrations()
        ran = self.twice(before, *words)
        if marked := self.shell("git diff --name-only --diff-filter=U").split():
            self.settle(marked)
            self.again(words, marked)
            if self.migrations() == migrations and words[0] != "set":
                # Why by hand: with conflicts the project may not run, and what is to be typed is told.
                told = " ".join(ran.document["next"])
                if "migrat" not in told:
                    raise Broken(f"{' '.join(words)} made no migration, and does not say how to: {told}")
                self.step("migrate")
        # Why: another name may be longer, or stand elsewhere in an order.
        self.formatted()
        expected = 0 if words[0] == "set" else 1
        if len(self.migrations() - migrations) != expected:
            raise Broken(f"{' '.join(words)} made {len(self.migrations() - migrations)} migrations")
        if expected:
            self.step("upgrade")
        self.names.update(names or {})
        self.commit(" ".join(words).replace("'", ""))
        self.holds(" ".join(words))

    def again(self, words: tuple[str, ...], paths: list[str]) -> None:
        """What the owner writes anew where a change met a line of theirs; elsewhere there are no conflicts."""
        for path in paths:
            text = (self.folder / path).read_text("utf-8")
            for end, edits in OWNERS[self.framework].AGAIN:
                if path.endswith(end) and all(before in text for before, _ in edits):
                    Commit("again", {path: edits}).do(self.folder)
                    break
            else:
                raise Broken(f"{' '.join(words)}: a conflict in {path}\n{text}")

    def evening(self) -> None:
        """What was written since a change stays when that is taken back."""
        self.scaffold("set", "metrics=off", "docs=off")
        readme, line = self.folder / "README.md", "\nWritten in the evening.\n"
        readme.write_text(readme.read_text("utf-8") + line, "utf-8")
        self.scaffold("undo")
        if not readme.read_text("utf-8").endswith(line):
            raise Broken("undo took an evening's work")
        self.commit("evening")
        self.holds("undo after an evening")

    def down_and_up(self) -> None:
        """Back to before the three renames and forth, with the rows; the code of the project is that of today."""
        names = dict(self.names)
        for _ in range(3):
            self.step("downgrade")
        self.names.update({name: name for name in names} | {"title": "title"})
        self.kept("three migrations down")
        self.step("upgrade")
        self.names.update(names)
        self.holds("up again")

    def end(self) -> None:
        """All the way down, and up."""
        self.down()
        self.step("upgrade")
        self.step("check")

    # What must be true after each of them

    def holds(self, what: str) -> None:
        start = time.process_time(), time.monotonic()
        self.kept(what)
        self.told(what)
        self.written(what)
        self.step("check")
        self.gates()
        self.serves(what)
        self.counts["looks"] += 1
        print(f"  {what}: {time.monotonic() - start[1]:.0f} s", flush=True)

    def asked(self) -> dict[str, list[tuple[object, ...]]]:
        """The rows of the first day and what the owner put into them."""
        posts, tags, a_post, a_tag, title = (self.names[one] for one in ("posts", "tags", "post", "tag", "title"))
        return {
            name: self.rows(sql)
            for name, sql in {
                "posts": f"select id, {title}, body, status, mood, created_at, updated_at from {posts} order by id",
                "tags": f"select id, name, created_at, updated_at from {tags} order by id",
                "links": f"select {a_post}_id, {a_tag}_id from {posts}_tags order by 1, 2",
                "comments": "select id, author, body, post_id from comments order by id",
            }.items()
        }

    def kept(self, what: str) -> None:
        now = self.asked()
        for name, rows in self.rows_kept.items():
            if now[name] != rows:
                raise Broken(f"after {what}: {name} were\n{rows[:50]}\nand are\n{now[name][:50]}")

    def told(self, what: str) -> None:
        """What `status` and `update --check` say is so."""
        said = json.loads(self.scaffold("status").out)["projects"][0]
        if said["conflicts"] or said["disagreements"] or said["warning"]:
            raise Broken(f"after {what}, status says {said}")
        plan = self.scaffold("update", "--check")
        is_new = said["templates"] == said["newest"]
        if is_new != (plan.code == 0) or is_new == (said["templates"] == OLDEST):
            raise Broken(f"after {what}, update --check ends with {plan.code}, and status has {said['templates']}")
        answers = (self.folder / ".copier-answers.yml").read_text("utf-8")
        if any(line not in answers for line in said["resources"]):
            raise Broken(f"after {what}, status has other resources than the answers: {said['resources']}")
        edited = {path for path in (*said["edited"], *said["deleted"]) if path in said["deleted"]}
        if there := {path for path in edited if (self.folder / path).exists()}:
            raise Broken(f"after {what}, status calls deleted what is there: {there}")

    def written(self, what: str) -> None:
        """What the owner moved is where they put it, what they deleted is gone, what they wrote is there."""
        moved, seeds = WORDS[self.framework]
        readme = (self.folder / "README.md").read_text("utf-8")
        wrong = [
            name
            for name, fine in {
                moved: (self.folder / moved).is_file(),
                moved.replace("startup", "checks"): not (self.folder / moved.replace("startup", "checks")).exists(),
                seeds: "Second author" not in (self.folder / seeds).read_text("utf-8"),
                "README.md": "Ours sells cakes." in readme and "Ask Ada first." in readme,
            }.items()
            if not fine
        ]
        if wrong:
            raise Broken(f"after {what}, the owner's work is not in {wrong}")

    def serves(self, what: str) -> None:
        """The owner's own functions answer, over HTTP and on the command line."""
        posts = self.rows_kept["posts"]
        if f"counted: {len(posts)}" not in run(*COUNT[self.framework], cwd=self.folder, env=self.env).stdout:
            raise Broken(f"after {what}, the owner's command counts otherwise")
        with begun(self.folder, self.env["DATABASE_URL"], SHOP_NAME="Cakes") as app:
            ready(app)
            try:
                self.answers(app)
            except AssertionError as error:
                raise Broken(f"after {what}: {error}\n{app.tail()}") from None
            app.stop()
            app.stopped()

    def answers(self, app: App) -> None:
        """Asks an app that runs. Raises AssertionError when an answer is not the owner's."""
        tags = f"/api/{self.names['tags']}"
        about = app.ask(get("/about"))
        assert (about.status, about.headers.get("x-shop")) == (200, "ours"), about
        assert b"<h1>Cakes</h1>" in about.body, about
        names = [str(row[1]) for row in self.rows_kept["tags"]]
        longest = _json(app, get(f"{tags}/longest"))["names"]
        assert longest == sorted(longest, key=len, reverse=True), longest
        assert sorted(longest) == sorted(names), longest
        moods = Counter(str(row[4]) if row[4] else None for row in self.rows_kept["posts"])
        found = _json(app, get("/api/reports/moods"))
        assert sorted(found.values()) == sorted(moods.values()), found
        assert found["calm"] == moods["calm"], found
        assert _json(app, get(f"/api/{self.names['posts']}?perPage=1"))["total"] == len(self.rows_kept["posts"])
        made = _json(app, post(tags, {"name": "  with blanks "}))
        assert made["name"] == "with blanks", made
        assert app.ask(delete(f"{tags}/{made['id']}")).status == 204
        assert wait_until(lambda: bool(app.said(msg="request", shop="ours", path="/about")), 5), "no line of the log"


def _json(app: App, request: Request) -> Any:
    answer = app.ask(request)
    assert answer.status in (200, 201), f"{request}: {answer}"
    return json.loads(answer.body)


def _same(wanted: Mapping[str, object], found: Mapping[str, object], what: str) -> None:
    if differs := sorted(path for path in {*wanted, *found} if wanted.get(path) != found.get(path)):
        raise Broken(f"{what}: {differs}")


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def lived(framework: str, database: str) -> Counter[str]:
    """Takes a project through its months; what was done, counted. Raises Broken, or fails as a test does."""
    with tempfile.TemporaryDirectory(prefix="scaffold-months-") as place:
        name = f"scaffold_months_{framework}"
        env = {
            "DATABASE_URL": create(database, name, Path(place)),
            "TEST_DATABASE_URL": create(database, f"{name}_test", Path(place)),
        }
        one = Months(framework, database, Path(place).resolve() / "shop", env)
        try:
            for month in MONTHS:
                month(one)
        finally:
            drop(database, name)
            drop(database, f"{name}_test")
        return one.counts


MONTHS: tuple[Callable[[Months], None], ...] = (
    Months.begin,
    Months.work,
    lambda one: one.changes("add", "resource", "note text:string{200}! post:references"),
    Months.update,
    lambda one: one.changes("add", "field", "post", "subtitle:string{60}"),
    lambda one: one.changes("rename", "field", "post", "title", "headline", names={"title": "headline"}),
    lambda one: one.changes("rename", "resource", "tag", "label", names={"tag": "label", "tags": "labels"}),
    lambda one: one.changes("rename", "resource", "post", "article", names={"post": "article", "posts": "articles"}),
    lambda one: one.changes("set", "metrics=on", "compression=off"),
    Months.evening,
    Months.down_and_up,
    lambda one: one.changes("set", "metrics=off", "compression=on", "limiter=off"),
    Months.end,
)


def main() -> int:
    """Lives the months of the pairings that are named, and tells what was done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairing", nargs="*", help="such as flask:mysql")
    parser.add_argument("--all", action="store_true", help="both frameworks, each with the three databases")
    given = parser.parse_args()
    every = [(framework, database) for framework in FRAMEWORKS for database in DATABASES]
    named = [tuple(one.split(":")) for one in given.pairing]
    projects.environment()
    for framework, database in named or (every if given.all else PAIRINGS):
        start = time.monotonic()
        print(f"{framework} on {database}", flush=True)
        with _environment(projects.environment()), program.renders_kept():
            counts = lived(framework, database)
        told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
        print(f"{framework} on {database}: {time.monotonic() - start:.0f} s, {told}", flush=True)
    projects.tidy()
    return 0


if __name__ == "__main__":
    sys.exit(main())
