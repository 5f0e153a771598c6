"""Branches that each add a resource, merged by git; and code and answers that disagree afterwards."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Run

from scaffold.actions import catalogue, change, migrations
from scaffold.outside import templates, trees
from scaffold.outside.trees import Tree

NOTE = "note title:string!"
# Why these: beside each other in every list, with a relation to the same neighbour, and before and after it.
LINES = {
    "apples": "apple name:string! note:references!",
    "books": "book name:string! note:references",
    "zones": "zone title:string! note:references[]",
}
REGISTRIES = {"flask": "app/features/__init__.py", "express": "src/features/index.ts"}
HOMES = {"flask": "app/home.py", "express": "src/home.ts"}
COMMENTS = {"flask": "#", "express": "//"}


class Shop:
    """A project with a branch for each resource."""

    def __init__(self, folder: Path, framework: str) -> None:
        self.folder, self.framework = folder, framework
        folder.mkdir()
        self.git("init", "-q", "-b", "main")
        self.write(self.made([]))
        self.commit("Start")

    def made(self, names: Sequence[str]) -> Tree:
        newest = catalogue.newest()
        answers = {
            "framework": self.framework,
            "project_name": "shop",
            **newest.recipes["starter"],
            "resources": sorted([NOTE, *(LINES[name] for name in names)]),
        }
        made = change.rendered(newest, change.checked(newest, answers))
        # Why without the first migration: adding a resource leaves it alone.
        return {path: file for path, file in made.items() if path != migrations.FIRST[self.framework]}

    def write(self, tree: Tree) -> None:
        trees.write(tree, self.folder)

    def branch(self, name: str) -> None:
        """As `scaffold add resource` does."""
        self.git("switch", "-q", "-c", name, "main")
        self.write(self.made([name]))
        self.commit(f"Add {name}")
        self.git("switch", "-q", "main")

    def merge(self, name: str, run: Run) -> None:
        """Merges a branch as the documentation says."""
        if self.git("merge", "-q", "-m", f"Merge {name}", name, fine=(0, 1)):
            assert run("update", "--repair").code == 0
        self.commit(f"Merge {name}", fine=(0, 1))

    def commit(self, message: str, fine: Sequence[int] = (0,)) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, fine=fine)

    def git(self, *words: str, fine: Sequence[int] = (0,)) -> int:
        ended = subprocess.run(["git", *words], cwd=self.folder, capture_output=True, text=True, check=False)
        assert ended.returncode in fine, ended.stdout + ended.stderr
        return ended.returncode

    def there(self) -> Tree:
        return trees.read(self.folder)

    def file(self, path: str) -> str:
        return (self.folder / path).read_text()


@pytest.fixture(autouse=True)
def _released(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why: what a release makes of answers is kept, and is not rendered for each test."""
    monkeypatch.setattr(templates, "checkout", lambda: None)


@pytest.fixture
def shop(here: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Shop:
    made = Shop(here / "shop", request.param if hasattr(request, "param") else "flask")
    monkeypatch.chdir(made.folder)
    return made


both = pytest.mark.parametrize("shop", ["flask", "express"], indirect=True)


@both
@pytest.mark.parametrize("names", [*itertools.permutations(["apples", "books"]), ("zones", "books", "apples")])
def test_branches_that_each_add_a_resource_merge_into_what_adds_all(shop: Shop, names: Sequence[str], run: Run) -> None:
    for name in names:
        shop.branch(name)

    for name in names:
        shop.merge(name, run)

    # Why once more: where git had no conflict, it may have put the lines of a list in another order.
    assert run("update", "--repair").code == 0
    assert shop.there() == shop.made(names)
    assert "code and answers agree" in run("update", "--repair").err
    assert run("update").err == run("update", "--check").err


@both
def test_what_both_wrote_themselves_stays(shop: Shop, run: Run) -> None:
    home, sign = shop.folder / HOMES[shop.framework], COMMENTS[shop.framework]
    for name in ("apples", "books"):
        shop.branch(name)
    shop.git("switch", "-q", "apples")
    home.write_text(f"{sign} apples wrote this\n{home.read_text()}")
    shop.commit("Own")
    shop.git("switch", "-q", "books")
    home.write_text(f"{home.read_text()}{sign} books wrote this\n")
    shop.commit("Own")

    assert shop.git("merge", "-q", "apples", fine=(1,))
    ended = run("update", "--repair", "--json")

    made = shop.made(["apples", "books"])[HOMES[shop.framework]].content.decode()
    assert home.read_text() == f"{sign} apples wrote this\n{made}{sign} books wrote this\n"
    assert ended.code == 0
    assert HOMES[shop.framework] in ended.document["next"][0]
    assert shop.git("diff", "--quiet", "--diff-filter=U", fine=(0, 1))


def test_a_rebase_is_settled_too(shop: Shop, run: Run) -> None:
    for name in ("apples", "books"):
        shop.branch(name)
    shop.git("switch", "-q", "books")

    assert shop.git("rebase", "-q", "apples", fine=(1,))
    assert run("update", "--repair").code == 0
    shop.git("add", "-A")
    shop.git("-c", "core.editor=true", "rebase", "--continue")

    assert shop.there() == shop.made(["apples", "books"])


def test_conflicts_of_no_merge_are_left_to_a_person(shop: Shop, run: Run) -> None:
    (shop.folder / "README.md").write_text("mine\n")
    shop.git("stash", "-q")
    (shop.folder / "README.md").write_text("other\n")
    shop.commit("Other")
    assert shop.git("stash", "pop", "-q", fine=(1,))

    ended = run("update", "--repair", "--json")

    assert (ended.code, ended.codes) == (2, ["merge-unknown"])
    assert "<<<<<<<" in shop.file("README.md")


def lose(shop: Shop, run: Run) -> None:
    """Both resources are in the answers, and one side of each file that lists them was taken."""
    for name in ("apples", "books"):
        shop.branch(name)
    shop.merge("apples", run)
    listing = [path for path, file in shop.made(["apples"]).items() if file != shop.made([]).get(path)]
    shop.merge("books", run)
    shop.git("checkout", "-q", "HEAD~1", "--", *(set(listing) - {".copier-answers.yml"}))
    (shop.folder / "README.md").write_text(shop.file("README.md") + "mine\n")
    shop.commit("Take one side")


@both
def test_a_resource_that_only_the_answers_have_is_told_and_made(shop: Shop, run: Run) -> None:
    lose(shop, run)
    before = shop.there()

    status, update, check = run("status"), run("update"), run("update", "--json")
    assert "disagrees  the answers have `book`, the code does not" in status.out
    assert "code and answers disagree" in update.err
    assert "up to date" not in update.err
    assert "`scaffold update --repair`" in update.err
    assert [one["resource"] for one in check.document["projects"][0]["disagreements"]] == [LINES["books"]]
    looked = run("update", "--repair", "--check", "--json")
    assert (looked.code, shop.there()) == (1, before)

    assert run("update", "--repair").code == 0

    made = shop.made(["apples", "books"])
    assert shop.there() == {**made, "README.md": trees.File(made["README.md"].content + b"mine\n")}
    assert "disagrees" not in run("status").out
    assert "up to date" in run("update").err
    assert run("undo").code == 0
    assert shop.there() == before


@both
def test_a_resource_that_only_the_code_has_goes_into_the_answers(shop: Shop, run: Run) -> None:
    shop.branch("apples")
    shop.git("switch", "-q", "apples")
    for line in ("apple name:string!", LINES["apples"]):
        answers = shop.file(".copier-answers.yml").splitlines()
        there = [f"- {line}" if one.startswith("- apple ") else one for one in answers]
        (shop.folder / ".copier-answers.yml").write_text("\n".join(there) + "\n")
        shop.commit("Another line")
    shop.git("switch", "-q", "main")
    shop.git("merge", "-q", "--no-ff", "--no-commit", "apples")
    shop.git("checkout", "-q", "HEAD", "--", ".copier-answers.yml")
    shop.commit("Merge, and take one side of the answers")

    assert "the code has `apple`, the answers do not" in run("status").out
    assert "put it into the answers: `scaffold update --repair`" in run("update").err
    assert run("update", "--repair").code == 0

    assert shop.there() == shop.made(["apples"])


@both
def test_a_folder_that_a_person_made_is_no_disagreement(shop: Shop, run: Run) -> None:
    """Why the same files: somebody takes a resource over, and out of the answers; or git does not know it."""
    shop.branch("apples")
    shop.merge("apples", run)
    answers = shop.file(".copier-answers.yml").replace(f"- {LINES['apples']}\n", "")
    (shop.folder / ".copier-answers.yml").write_text(answers)
    shop.commit("Ours from now on")

    assert "the answers do not" not in run("status").out
    shop.git("checkout", "-q", "--orphan", "new")
    shop.commit("Without a history")
    assert "the answers do not" not in run("status").out


def test_a_registry_that_a_person_wrote_anew_says_nothing(shop: Shop, run: Run) -> None:
    shop.branch("apples")
    shop.merge("apples", run)
    (shop.folder / REGISTRIES["flask"]).write_text("# finds every folder by itself\n")

    assert "disagrees" not in run("status").out
    assert "up to date" in run("update").err


@both
def test_a_resource_that_a_person_registers_in_another_file_is_there(shop: Shop, run: Run) -> None:
    for name in ("apples", "books"):
        shop.branch(name)
    for name in ("apples", "books"):
        shop.merge(name, run)
    registry = shop.folder / REGISTRIES[shop.framework]
    lines = registry.read_text().splitlines(keepends=True)
    registry.write_text("".join(line for line in lines if "apples" not in line))
    assert "the answers have `apple`" in run("status").out

    imports = {"flask": "from app.features.apples.routes import bp", "express": 'import "./features/apples/routes.ts";'}
    with (shop.folder / HOMES[shop.framework]).open("a") as home:
        home.write(imports[shop.framework] + "\n")

    assert "disagrees" not in run("status").out


def test_what_a_person_took_out_by_hand_is_corrected_either_way(shop: Shop, run: Run) -> None:
    shop.branch("apples")
    shop.merge("apples", run)
    answers = shop.file(".copier-answers.yml")
    shop.write(shop.made([]))
    for path in shop.made(["apples"]).keys() - shop.made([]).keys():
        (shop.folder / path).unlink()
    (shop.folder / "app/features/apples").rmdir()
    (shop.folder / ".copier-answers.yml").write_text(answers)
    shop.commit("Take apples out")

    assert "`scaffold remove resource apple`" in run("status").out
    assert run("remove", "resource", "apple").code == 0
    assert shop.there() == shop.made([])
    assert "disagrees" not in run("status").out
    assert run("undo").code == 0
    assert run("update", "--repair").code == 0
    assert shop.there() == shop.made(["apples"])


def test_a_file_that_a_person_deleted_or_a_list_in_which_a_resource_is_not_named(shop: Shop, run: Run) -> None:
    """Told by the plan, and put in again where the file names others; what is gone stays gone."""
    shop.branch("apples")
    shop.merge("apples", run)
    (shop.folder / "tests/features/test_apples.py").unlink()
    seeds = shop.made([])["app/seeds.py"].content
    (shop.folder / "app/seeds.py").write_bytes(seeds)
    shop.commit("No apples")

    assert "up to date" in run("update").err
    assert run("update", "--repair").out.split()[:2] == ["changed", "app/seeds.py"]
    assert not (shop.folder / "tests/features/test_apples.py").exists()


def test_check_tells_of_a_pair(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shops = [Shop(here / framework, framework) for framework in ("flask", "express")]
    for one in shops:
        one.branch("apples")
        monkeypatch.chdir(one.folder)
        one.merge("apples", run)
    shops[0].git("checkout", "-q", "HEAD~1", "--", REGISTRIES["flask"])
    monkeypatch.chdir(here)

    ended = run("check", "--json")

    assert ended.code == 1
    assert [one["what"] for one in ended.document["differences"]] == ["code"]
    assert run("update", "--repair").code == 0
    assert run("check").code == 0
