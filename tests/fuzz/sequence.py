"""Random edits and commands, one after the other, and what must be true after each of them.

uv run python tests/fuzz/sequence.py 1000 --seed 7
uv run python tests/fuzz/sequence.py 1 --seed 7 --first 123
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Sequence as Seq
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz import edits, program, projects, running
from fuzz.program import Ran
from fuzz.projects import Kind, Snapshot

from scaffold.actions import catalogue, change, migrations
from scaffold.core import answers as rules
from scaffold.core import resource
from scaffold.outside import load
from scaffold.outside.merge import disk, kept
from scaffold.outside.trees import File

FEATURES = ("docs", "logs", "security", "cors", "compression", "metrics", "seeds", "docker", "ci", "k8s")
RESOURCES = (
    "label",
    "memo",
    "tag",
    "post",
    "story",
    "line_item",
    "box(boxes)",
    "person(people)",
    "news(newses)",
    "topic",
)
FIELDS = ("name", "title", "headline", "score", "label", "tags", "status", "owner", "posts", "body", "amount")
TYPES = ("string", "string{40}", "text", "integer", "boolean=false", "date", "decimal{10,2}", "integer=3")
# What two branches that each add a resource always merge. The other lists conflict where both are beside each other.
MERGES = (rules.FILE, "/features/")
PROGRAM = Path(__file__).with_name("program.py")


class Fault(AssertionError):
    """Something that must not be."""


@dataclass
class Look:
    """How the folder is between two commands."""

    snapshot: Snapshot
    written: set[bytes]
    runs: Mapping[str, running.Running]
    differ: int

    def running(self) -> set[bytes]:
        """The words of a person's own that are in files that run."""
        return {
            word
            for place, one in self.runs.items()
            for path in one.files
            for word in edits.MINE.findall(self.snapshot.below(place)[path])
        }


@dataclass
class Sequence:
    """One sequence: a project, a person, and what was typed."""

    random: Random
    kind: Kind
    folder: Path
    person: edits.Person
    script: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    moves: set[tuple[str, str]] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    last: tuple[Look, Look] | None = None
    conflicts: bool = False
    branches: list[str] = field(default_factory=lambda: ["main"])
    # The branches that the last change was made in, and those that began there.
    where: set[str] = field(default_factory=set)

    # What a person does

    def edit(self, near: Seq[str] = ()) -> None:
        """One to three things that a person does to the files, most of them to those of the next command."""
        for _ in range(self.random.randint(1, 3)):
            place = self.random.choice(self.kind.places)
            start = "" if place == "." else f"{place}/"
            self.person.near = [path.removeprefix(start) for path in near if path.startswith(start)]
            done = self.person.edits(self.folder / place, self.framework(place))
            self.type(done.shell, place)
            self.touch(place, done.paths)
            self.gone |= {os.path.normpath(Path(place, path)) for path in done.gone}
        self.last = None
        self.counts["edits"] += 1

    def touch(self, place: str, paths: Iterable[str]) -> None:
        """Notes that files are a person's by now."""
        self.touched |= {os.path.normpath(Path(place, path)) for path in paths}

    def type(self, shell: str, place: str = ".") -> None:
        """Runs lines of a person."""
        self.script.append(shell if place == "." else f"(cd {place} && {shell}\n)")
        projects.shell(shell, self.folder / place)

    def git(self) -> None:
        """A person commits, stages, or goes to another branch."""
        if not self.kind.git or self.conflicts:
            return
        self.last = None
        what = self.random.choice(("commit", "commit", "stage", "branch", "back", "apart"))
        if what == "stage":
            self.type("git add -A")
            return
        self.type("git add -A && git commit -qm work --allow-empty")
        if what == "branch":
            name = f"branch{len(self.branches)}"
            self.branches.append(name)
            if self.branch() in self.where:
                self.where.add(name)
            self.type(f"git switch -qc {name}")
        elif what == "back":
            self.type(f"git switch -q {self.random.choice(self.branches)}")
        elif what == "apart":
            self.apart()

    def branch(self) -> str:
        """What is checked out."""
        return projects.shell("git branch --show-current", self.folder).strip() if self.kind.git else ""

    def apart(self) -> None:
        """Two branches that each add a resource: git merges them without a conflict, and code and answers agree."""
        place = self.kind.places[0]
        if self.answers(place).get("database") == "none" or len(self.lines(place)) > 5:
            return
        one, other = ("".join(self.random.choices("bdfgklmnpr", k=6)) for _ in range(2))
        here = self.branch()
        before = self.look()
        name = f"apart-{one}"
        self.type(f"git switch -qc {name}")
        ends = [self.run("add", "resource", f"{one} title:string!").code]
        self.type(f"git add -A && git commit -qm {one} --allow-empty && git switch -q {here}")
        ends += [self.run("add", "resource", f"{other} title:string!").code]
        self.type(f"git add -A && git commit -qm {other} --allow-empty")
        self.conflicts = self._open()
        if self.conflicts:
            self.settle()
            self.conflicts = self._open()
        if ends == [0, 0]:
            try:
                self.type(f"git merge -q -m both {name}")
            except AssertionError as error:
                # Why: releases before had no lists that merge in all files.
                at_odds = projects.shell("git diff --name-only --diff-filter=U", self.folder).split()
                if self.touched or self.kind.version or not any(one in path for path in at_odds for one in MERGES):
                    self.type("git merge --abort")
                    return
                raise Fault(f"two branches that each add a resource do not merge: {error}") from None
            self.counts["branches merged"] += 1
            self.must_run(before, self.look(), "git merge")
            self.must_be_as_made("git merge")
            said = self.run("update", "--check").said
            if "up to date" not in said and not self.kind.version:
                raise Fault(f"after a merge of two branches: {said}")

    # What is known of the projects

    def framework(self, place: str) -> str:
        """The framework of one of the projects."""
        return self.kind.framework if place == "." else place

    def answers(self, place: str) -> dict[str, Any]:
        """The answers of one of the projects, as they are written."""
        found: dict[str, Any] = load.document(self.folder / place / rules.FILE)
        return found

    def lines(self, place: str) -> list[resource.Resource]:
        """The resources of one of the projects."""
        return resource.stored(self.answers(place).get("resources") or [])

    def look(self) -> Look:
        """How the folder is now."""
        snapshot = projects.snapshot(self.folder)
        runs = {place: running.of(self.framework(place), snapshot.below(place)) for place in self.kind.places}
        differ = 0
        if len(runs) > 1:
            ran = program.run(self.folder, "check", "--json")
            found = ran.document["differences"] if ran.code in (0, 1) else [{"why": ran.out}]
            differ = len(found)
        return Look(snapshot, edits.written(snapshot), runs, differ)

    # Commands

    def words(self) -> list[str]:
        """A command that changes the project."""
        place, choose = self.random.choice(self.kind.places), self.random.choice
        answers, there = self.answers(place), self.lines(place)
        on = answers.get("features") or ()
        one = choose(there) if there else None
        name, feature = choose(RESOURCES), choose(FEATURES)
        of = choose(one.fields).name if one else ""
        line = f"{choose(FIELDS)}:{choose(TYPES)}"
        choices = [
            (5, ["set", f"{feature}={'off' if feature in on else 'on'}"]),
            (1, ["set", f"project_name={choose(('shop', 'market', 'my-stall'))}"]),
            (1, ["set", f"database={choose(('sqlite', 'postgresql', 'mysql', 'none'))}"]),
            (1, ["set", f"limiter={choose(('off', 'memory', 'redis'))}", "cors=on"]),
            (4, ["update"]),
        ]
        if answers.get("database") != "none":
            refers = f" {choose(there).name}:references" if there and self.random.random() < 0.4 else ""
            choices += [(4, ["add", "resource", f"{name} {line}{refers}"])]
        if one:
            choices += [
                (9, ["rename", "resource", one.name, name]),
                (3, ["rename", "field", one.name, of, choose(FIELDS)]),
                (3, ["add", "field", one.name, line]),
                (1, ["add", "field", one.name, f"{name.partition('(')[0]}:references"]),
                (2, ["remove", "field", one.name, of]),
                (2, ["remove", "resource", one.name]),
            ]
        return self.random.choices([one for _, one in choices], [weight for weight, _ in choices])[0]

    def run(self, *words: str) -> Ran:
        """Runs a command, and tells that it was."""
        self.script.append(shlex.join(["scaffold", *words]))
        ran = program.run(self.folder, *words)
        self.counts["commands"] += 1
        if "--check" not in words and words[0] != "status" and ran.code in (0, 1):
            nothing = "up to date" in ran.said or ('"changed"' in ran.out and '"changed": true' not in ran.out)
            self.where = self.where if nothing else {self.branch()}
        if ran.code not in (0, 1, 2, 3):
            raise Fault(f"exit {ran.code}: {ran.out}{ran.said}")
        for place in self.kind.places:
            if (self.folder / place / kept.ASIDE).exists():
                raise Fault(f"`{kept.ASIDE}` is left after a command that ended")
        return ran

    def change(self) -> None:
        """A change, with all that must be true of it."""
        words = self.words()
        if self.random.random() < 0.6:
            self.edit(self.in_plan(program.run(self.folder, *words, "--check", "--json")))
        before = self.look()
        plan = self.run(*words, "--check", "--json") if self.random.random() < 0.6 else None
        if plan and (differs := before.snapshot.differs(projects.snapshot(self.folder))):
            raise Fault(f"`--check` changed something: {differs}")
        how = self.random.random()
        if how < 0.2:
            self.killed(before, words)
            return
        if how < 0.32:
            self.disturbed(before, words)
            return
        if how < 0.36:
            self.together(before)
            return
        ran = self.run(*words, "--json")
        self.made(before, words, ran, plan)

    def made(self, before: Look, words: Seq[str], ran: Ran, plan: Ran | None) -> None:
        """Holds what a command made against what was there."""
        after = self.look()
        if ran.code in (2, 3):
            self.counts["refused"] += 1
            if differs := before.snapshot.differs(after.snapshot):
                raise Fault(f"refused, and changed something: {differs}\n{ran.out}")
            if plan and plan.code not in (2, 3) and not plan.document["command"]:
                raise Fault(f"the plan is no refusal: {plan.out}")
            return
        told = ran.document["projects"]
        if plan:
            self.same_plan(plan, ran)
        self.conflicts = any(one["conflicts"] for one in told)
        self.counts["conflicts" if self.conflicts else "changes"] += 1
        self.follow(told)
        self.nothing_lost(before, after, words)
        self.index_kept(before, after, told)
        if not self.conflicts and not any(one["deleted"] for one in map(_kept, told)):
            kept = any(step["what"] == "kept" for one in told for step in one["steps"])
            self.must_run(before, after, " ".join(words), kept=kept)
        if not self.conflicts:
            self.must_be_as_made(" ".join(words))
            if words[0] == "rename":
                self.no_old_names(before, after)
        self.last = before, after
        if self.random.random() < 0.45:
            self.undo_and_redo(before, after)
        if self.conflicts:
            self.resolve()
        elif self.last and self.random.random() < 0.35:
            # Why at once: what was written since is in the very files that go back.
            self.edit(self.in_plan(ran, "path"))
            self.later_undo()

    def same_plan(self, plan: Ran, ran: Ran) -> None:
        """The plan says what the run did."""
        if plan.code in (2, 3):
            raise Fault(f"the plan was refused, and the run was not: {plan.out}")
        pairs = zip(plan.document["projects"], ran.document["projects"], strict=True)
        for one, other in pairs:
            if one["steps"] != other["steps"] or one["conflicts"] != other["conflicts"]:
                raise Fault(f"the plan is not the run:\n{one['steps']}\n{other['steps']}")
        self.counts["plans"] += 1

    def follow(self, told: Seq[Mapping[str, Any]]) -> None:
        """Where a person's files are afterwards."""
        for one in told:
            place = os.path.relpath(one["project"], self.folder.resolve())
            for step in one["steps"]:
                path = os.path.normpath(Path(place, step["path"]))
                if "source" in step:
                    self.moves.add((os.path.normpath(Path(place, step["source"])), path))
                if step["what"] in ("kept", "conflict", "merged") or step.get("why"):
                    self.touched.add(path)
        while (
            more := {new for pair in self.moves for old, new in (pair, pair[::-1]) if old in self.touched}
            - self.touched
        ):
            self.touched |= more

    def nothing_lost(self, before: Look, after: Look, words: Seq[str]) -> None:
        """Every word that a person wrote is there."""
        if lost := before.written - after.written:
            where = {
                path for path, (_, content) in before.snapshot.files.items() if any(one in content for one in lost)
            }
            raise Fault(f"lost by `{shlex.join(words)}`: {lost}, from {where}")

    def index_kept(self, before: Look, after: Look, told: Seq[Mapping[str, Any]]) -> None:
        """git's index, branches and stashes are as before, but for files in conflict."""
        known = {
            os.path.normpath(Path(os.path.relpath(one["project"], self.folder.resolve()), step["path"]))
            for one in told
            for step in one["steps"]
            if step["what"] == "conflict"
        }
        lines = set(before.snapshot.git) ^ set(after.snapshot.git)
        if wrong := [line for line in lines if line.partition("\t")[2] not in known]:
            raise Fault(f"git has something else: {wrong}")

    def must_run(self, before: Look, after: Look, what: str, *, kept: bool = False) -> None:
        """What ran before runs; nothing names what is not there. A file that is `kept` may be on one side only."""
        for place, one in after.runs.items():
            if before.runs[place].problems:
                continue
            if one.problems and not (what.startswith("remove") or "off" in what or "=" in what):
                raise Fault(f"after `{what}` the project in {place} does not run: {one.problems}")
            if not what.startswith(("remove", "set")):
                was, now = before.running(), after.running()
                if was - now:
                    raise Fault(f"after `{what}` these run no more: {was - now}")
        if before.differ == 0 and after.differ and not kept:
            raise Fault(f"after `{what}` the pair differs: {program.run(self.folder, 'check').out}")

    def must_be_as_made(self, what: str) -> None:
        """Every file that is none of a person's is as in a new project of the same answers."""
        for place in self.kind.places:
            found = self.answers(place)
            version = str(found["_commit"]).removeprefix("v")
            known = catalogue.of(str(found["_src_path"]), version)
            given = {key: value for key, value in found.items() if not key.startswith("_")}
            made = change.rendered(known, change.checked(known, given))
            migrated = {str(Path(one).parent) for one in migrations.FIRST.values()}
            there = disk.read(self.folder / place, made).files
            for path, file in made.items():
                if os.path.normpath(Path(place, path)) in self.touched or str(Path(path).parent) in migrated:
                    continue
                # Why: what a person deleted under an earlier name is not there under the new one.
                if path not in there and self.gone_once(place, path):
                    continue
                if there.get(path) != file:
                    if path == rules.FILE and load.says(there[path].content) == load.says(file.content):
                        continue
                    raise Fault(f"after `{what}` {place}/{path} is not as in a new project")
            all_known = self.touched | {os.path.normpath(Path(place, one)) for one in made}
            for path in projects.paths(self.folder / place):
                own = str(Path(path).parent) in migrated or path.endswith(".before-scaffold")
                if not own and os.path.normpath(Path(place, path)) not in all_known:
                    raise Fault(f"after `{what}` {place}/{path} is there, and in no new project")

    def gone_once(self, place: str, path: str) -> bool:
        """Whether a person deleted a file in the same folder, or one beside it."""
        folder = Path(place, path).parent
        return any(Path(one).suffix == Path(path).suffix and Path(one).parent == folder for one in self.gone)

    def no_old_names(self, before: Look, after: Look) -> None:
        """Names that no file of the templates has any more are in no TypeScript that runs."""
        for place in self.kind.places:
            if self.framework(place) != "express":
                continue
            found = self.answers(place)
            known = catalogue.of(str(found["_src_path"]), str(found["_commit"]).removeprefix("v"))
            old = load.says(before.snapshot.files[os.path.normpath(Path(place, rules.FILE))][1])
            one, other = (
                _words(change.rendered(known, change.checked(known, _given(answers)))) for answers in (old, found)
            )
            for path in after.runs[place].files:
                text = after.snapshot.below(place)[path]
                if wrong := (running.words(text) & (one - other)) - running.declared(text):
                    raise Fault(f"after a rename {place}/{path} names {sorted(wrong)}")

    def undo_and_redo(self, before: Look, after: Look) -> None:
        """Undone, all is as before; undone again, all is as after it."""
        if before.snapshot == after.snapshot:
            return
        for times, wanted in enumerate((before, after, before, after)[: self.random.choice((1, 2, 2, 4))], 1):
            ran = self.run("undo", "--json")
            now = projects.snapshot(self.folder)
            self.counts["undone"] += 1
            if differs := wanted.snapshot.differs(now):
                raise Fault(f"undone {times} times, it differs: {differs}\n{ran.out}{ran.said}")
            self.conflicts = self._open()
        self.last = None

    def _open(self) -> bool:
        return any(
            kept.conflicts(self.folder / place, disk.repository(self.folder / place)) for place in self.kind.places
        )

    def resolve(self) -> None:
        """A person leaves conflicts for now, takes the change back, or settles them."""
        how = self.random.random()
        if how < 0.3:
            before = self.look()
            ran = self.run(*self.words(), "--json")
            if ran.code not in (2, 3) and any(one["steps"] for one in ran.document["projects"]):
                raise Fault(f"a change over open conflicts: {ran.out}")
            if differs := before.snapshot.differs(projects.snapshot(self.folder)):
                raise Fault(f"refused for conflicts, and changed something: {differs}")
        if how < 0.5 and self.last:
            self.run("undo")
            if differs := self.last[0].snapshot.differs(projects.snapshot(self.folder)):
                raise Fault(f"a conflict undone differs: {differs}")
        else:
            self.settle()
        self.conflicts = self._open()
        if self.conflicts:
            raise Fault("conflicts are still there")
        self.last = None

    def settle(self) -> None:
        """Takes one side of each conflict, and tells git."""
        for place in self.kind.places:
            inside = disk.repository(self.folder / place)
            for path in kept.conflicts(self.folder / place, inside):
                mine = self.random.random() < 0.5
                end = "/^=======\\r?$/"
                gone = f"{end},/^>>>>>>> /d;/^<<<<<<< /d" if mine else f"/^<<<<<<< /,{end}d;/^>>>>>>> /d"
                quoted = shlex.quote(path)
                there = (self.folder / place / path).is_file()
                shell = f"sed -i -E {shlex.quote(gone)} {quoted}" if there else ":"
                self.type(shell + f" && git add -A -- {quoted}" * bool(inside), place)
                self.touch(place, [path])

    # Kills, and somebody else at work

    def killed(self, before: Look, words: Seq[str]) -> None:
        """A command is killed at one of its steps: after the next one, all is as before it or as after it."""
        copy = self.folder.with_name("copy")
        projects.copy(self.folder, copy)
        program.STEP.start(self.places())
        ran = program.run(self.folder, *words)
        steps = program.STEP.stop()
        after = self.look()
        projects.put_back(copy, self.folder)
        shutil.rmtree(copy)
        last = self.random.randint(1, steps + 1) if steps else 1
        self.script.append(f"AT={last} DO='kill -9 $PPID' python {PROGRAM} {shlex.join(words)}")
        ended = program.kill(self.folder, self.places(), last, *words)
        if ended.code != (-9 if last <= steps else ran.code):
            raise Fault(f"killed at {last} of {steps}: exit {ended.code}\n{ended.said}")
        self.counts["kills"] += 1
        saved = self.saved_after(before, after) if self.random.random() < 0.3 else ""
        wanted = before.written | self.look().written
        self.run("status")
        now = self.look()
        if lost := wanted - now.written:
            raise Fault(f"lost by a kill: {lost}")
        # Why not of a file that somebody wrote into meanwhile: what was there may stay beside it.
        ways = [
            [line for line in one.snapshot.differs(now.snapshot) if not saved or not line.startswith(saved)]
            for one in (before, after)
        ]
        if all(ways):
            raise Fault(f"killed at {last} of {steps}, it is neither as before nor as after:\n{ways[0]}\n{ways[1]}")
        self._follow_all(before, after)
        if not saved and before.snapshot != after.snapshot:
            self.made_and_undone(before, after, words if not ways[0] else ())
        self.last, self.where = None, set()
        self.conflicts = self._open()
        if self.conflicts:
            self.settle()
            self.conflicts = self._open()

    def saved_after(self, before: Look, after: Look) -> str:
        """Somebody writes into a file that a killed command was about; its path, or nothing."""
        changed = [line.split(": ")[0] for line in before.snapshot.differs(after.snapshot)]
        texts = [path for path in changed if edits.comment(path, "") and (self.folder / path).is_file()]
        if not texts:
            return ""
        path = self.random.choice(texts)
        self.type(f"echo {shlex.quote(edits.comment(path, self.person.word()))} >>{path}")
        self.touched.add(path)
        return path

    def made_and_undone(self, before: Look, after: Look, words: Seq[str]) -> None:
        """A command that was killed and taken back is made again, and undone."""
        if words:
            ran = self.run(*words, "--json")
            if differs := after.snapshot.differs(projects.snapshot(self.folder)):
                raise Fault(f"killed and made again, it differs: {differs}")
            self.follow(ran.document["projects"])
        ran = self.run("undo")
        if differs := before.snapshot.differs(projects.snapshot(self.folder)):
            raise Fault(f"killed, made and undone, it differs: {differs}\n{ran.said}")

    def in_plan(self, plan: Ran, where: str = "source") -> list[str]:
        """The texts that a plan is about, before it or at their `path` after it."""
        found = []
        for one in plan.document["projects"] if plan.code in (0, 1) else ():
            place = os.path.relpath(one["project"], self.folder.resolve())
            paths = (os.path.normpath(Path(place, step.get(where, step["path"]))) for step in one["steps"])
            found += [path for path in paths if edits.comment(path, "") and (self.folder / path).is_file()]
        return found

    def together(self, before: Look) -> None:
        """Two commands at once: one waits for the other, and whatever succeeds is in the answers and in the code."""
        place = self.kind.places[0]
        if self.answers(place).get("database") == "none":
            return
        name = "".join(self.random.choices("bdfgklmnpr", k=6))
        there = self.answers(place).get("features") or ()
        feature = self.random.choice(FEATURES)
        wanted = "off" if feature in there else "on"
        commands = ["add", "resource", f"{name} title:string"], ["set", f"{feature}={wanted}"]
        self.script.append(" & ".join(shlex.join(["scaffold", *words]) for words in commands) + "; wait")
        ends = program.together(self.folder, *commands)
        after = self.look()
        self.counts["at once"] += 1
        if any(ran.code not in (0, 1, 2, 3) for ran in ends):
            raise Fault(f"two at once: {ends}")
        self.conflicts = self._open()
        self._follow_all(before, after)
        self.nothing_lost(before, after, ["two", "at", "once"])
        found = [name in {one.name for one in self.lines(place)}]
        found.append((feature in (self.answers(place).get("features") or ())) == (wanted == "on"))
        for ran, is_there in zip(ends, found, strict=True):
            if (ran.code in (0, 1)) != is_there:
                raise Fault(f"two at once: exit {ran.code}, and in the answers: {is_there}\n{ends}")
        if self.conflicts:
            self.settle()
            self.conflicts = self._open()
        elif all(ran.code in (0, 1, 3) for ran in ends):
            self.must_run(before, after, "set, and another at once")
            self.must_be_as_made("two at once")
        self.where = {self.branch()}
        self.last = None

    def _follow_all(self, before: Look, after: Look) -> None:
        """Without a word of what happened: a path that came or went may have had a person's edit."""
        if any(path in self.touched for path in before.snapshot.files.keys() - after.snapshot.files.keys()):
            self.touched |= after.snapshot.files.keys() - before.snapshot.files.keys()

    def places(self) -> tuple[Path, ...]:
        """The folders of the projects."""
        return (self.folder.resolve(),)

    def disturbed(self, before: Look, words: Seq[str]) -> None:
        """Somebody saves a file while a command runs: what they wrote is there, or the command is refused."""
        if not (texts := self.in_plan(program.run(self.folder, *words, "--check", "--json"))):
            return
        path, other = self.random.choice(texts), self.random.choice(texts)
        word = self.person.word()
        how = self.random.choice(("any", "then", "open"))
        steps: dict[str, int | str] = {"any": self.random.randint(1, 90), "then": path, "open": other}
        at = steps[how]
        target = self.folder / path
        if how == "open":
            # Why a second name: an editor that has the file open writes into it, wherever it is by then.
            target = self.folder.parent / word
            self.type(f"ln {path} {shlex.quote(str(target))}")
        shell = f"echo {shlex.quote(edits.comment(path, word))} >>{shlex.quote(str(target))}"
        self.script.append(f"AT={at} DO={shlex.quote(shell)} python {PROGRAM} {shlex.join(words)}")
        ran = program.disturb(self.folder, self.places(), at, shell, *words)
        if ran.code not in (0, 1, 2, 3):
            raise Fault(f"exit {ran.code}: {ran.said}")
        self.touched.add(path)
        now = self.look()
        done = word.encode() in now.written
        if lost := before.written - now.written:
            raise Fault(f"lost while somebody saved: {lost}")
        if not done and program.STEP.acted:
            raise Fault(f"what was saved at {at} is lost: {path}\n{ran.said}")
        if ran.code in (2, 3):
            # Why: what was there before may stay beside what somebody saved.
            wrong = [one for one in before.snapshot.differs(now.snapshot) if not one.startswith(path)]
            if wrong:
                raise Fault(f"refused while somebody saved, and changed something: {wrong}")
        self.counts["saves"] += 1
        self.where = set()
        self._follow_all(before, now)
        self.touched |= {one.split(": ")[0] for one in before.snapshot.differs(now.snapshot)} & (
            {one for pair in self.moves for one in pair} | {path}
        )
        self.conflicts = self._open()
        if self.conflicts:
            self.settle()
            self.conflicts = self._open()
        self.last = None

    def later_undo(self) -> None:
        """A change is taken back after some work: that work stays."""
        before, elsewhere = self.look(), bool(self.where) and self.branch() not in self.where
        ran = self.run("undo", "--json")
        after = self.look()
        if elsewhere and ran.code not in (2, 3):
            raise Fault(f"a change of another branch was taken back: {ran.out}")
        if lost := before.written - after.written:
            raise Fault(f"lost by `undo`: {lost}\n{ran.out}")
        if ran.code in (2, 3):
            if differs := before.snapshot.differs(after.snapshot):
                raise Fault(f"undo was refused, and changed something: {differs}")
            return
        self.counts["undone after work"] += 1
        self.follow(ran.document["projects"])
        self.conflicts = self._open()
        if self.random.random() < 0.5:
            ran = self.run("undo", "--json")
            if differs := before.snapshot.differs(projects.snapshot(self.folder)):
                raise Fault(f"undone and brought back, it differs: {differs}\n{ran.out}")
            self.conflicts = self._open()
        if self.conflicts:
            self.settle()
            self.conflicts = self._open()
        self.last = None

    def play(self, steps: int) -> None:
        """Does so many things, one after the other."""
        for _ in range(steps):
            what = self.random.choices(("edit", "git", "change", "undo"), (3, 2, 6, 1))[0]
            if what == "edit":
                self.edit()
            elif what == "git":
                self.git()
            elif what == "change":
                self.change()
            else:
                self.later_undo()


def _kept(told: Mapping[str, Any]) -> dict[str, bool]:
    """Whether a change left a file that it would have taken away, or that a person took away."""
    return {"deleted": any("you deleted" in step.get("why", "") for step in told["steps"])}


def _given(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if not key.startswith("_")}


def _words(tree: Mapping[str, File]) -> set[str]:
    return {word for path, file in tree.items() if path.endswith(".ts") for word in running.words(file.content)}


def kinds() -> list[tuple[int, Kind]]:
    """What a sequence may start with, and how often."""
    found = []
    for framework in ("flask", "express"):
        for recipe, often in (("hello", 1), ("starter", 3), ("blog", 6)):
            found += [(often, Kind(framework, recipe)), (often, Kind(framework, recipe, projects.OLD))]
        found += [(1, Kind(framework, "blog", git=False)), (1, Kind(framework, "shop"))]
    return [*found, (3, Kind("both", "blog")), (1, Kind("both", "starter", git=False))]


def play(seed: int, number: int, steps: tuple[int, int]) -> Counter[str]:
    """Plays one sequence. Raises Fault, with what was typed."""
    random = Random(f"{seed} {number}")
    choices = kinds()
    kind = random.choices([one for _, one in choices], [often for often, _ in choices])[0]
    with _one_moment():
        found = Sequence(random, kind, projects.made(kind), edits.Person(random))
        found.script.append(kind.shell)
        try:
            found.play(random.randint(*steps))
        except Exception as error:
            raise Fault(f"{error}\n\n# seed {seed}, sequence {number}\n" + "\n".join(found.script)) from error
        finally:
            shutil.rmtree(found.folder.parent, ignore_errors=True)
    return found.counts


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """Why: a migration made twice has the same name."""
    from scaffold.actions.migrations import ends, renamed

    def moment(there: set[str]) -> str:
        return str(20260101000000 + len(there))

    with (
        mock.patch.object(ends, "moment", moment),
        mock.patch.object(sys.modules[renamed.__module__], "moment", moment),
    ):
        yield


def main() -> int:
    """Plays sequences, prints those that fail, and what was tried."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--stop", action="store_true", help="end with the first fault")
    parser.add_argument("--steps", type=int, nargs=2, default=(4, 12), metavar=("FROM", "TO"))
    given = parser.parse_args()
    total: Counter[str] = Counter()
    faults = 0
    start = time.monotonic()
    with program.renders_kept():
        for number in range(given.first, given.first + given.count):
            try:
                total += play(given.seed, number, tuple(given.steps))
            except Fault as fault:
                faults += 1
                print(f"---- sequence {number}: {fault}\n", flush=True)
                if given.stop:
                    break
    projects.tidy()
    told = ", ".join(f"{count} {what}" for what, count in sorted(total.items()))
    print(f"seed {given.seed}: {given.count} sequences in {time.monotonic() - start:.0f} s, {faults} faults; {told}")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
