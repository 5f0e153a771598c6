"""What a person does to a project, as lines for a shell. Each line that they write has a word of its own: `mine_17`."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from random import Random

from fuzz import projects

HASH = {".py", ".yml", ".yaml", ".toml", ".ini", ".flaskenv", ".gitignore", ".dockerignore", ".example", ""}
SLASHES = {".ts", ".js"}
MARKUP = {".md", ".html"}
CODE = re.compile(r"^(?:app|src|tests|migrations)/")
MINE = re.compile(rb"mine_\d+x")


@dataclass
class Done:
    """What a person typed, and which files of the project it was about."""

    shell: str
    paths: Sequence[str] = ()
    gone: Sequence[str] = ()


@dataclass
class Person:
    """Who works on a project: what they wrote so far is counted, so that it is found again."""

    random: Random
    count: int = 0
    # The files that the next command is about: there, edits meet it.
    near: Sequence[str] = ()

    def word(self) -> str:
        """A word that was not written yet."""
        self.count += 1
        return f"mine_{self.count}x"

    def edits(self, project: Path, framework: str) -> Done:
        """One thing that a person does to the files of a project."""
        choices = [
            (5, self.note), (5, self.beside), (7, self.function), (7, self.module), (2, self.column), (2, self.drop),
            (1, self.move), (2, self.delete), (1, self.mode), (2, self.own), (1, self.ends), (2, self.last),
            (2, self.reworded),
        ]  # fmt: skip
        while True:
            edit = self.random.choices([one for _, one in choices], [weight for weight, _ in choices])[0]
            if done := edit(project, framework):
                return done

    def _texts(self, project: Path, which: Callable[[str], bool] = lambda _: True) -> list[str]:
        return [path for path in sorted(projects.paths(project)) if comment(path, "") and which(path)]

    def _any(self, project: Path) -> str:
        """A text; those of resources and what lists them more often."""
        found = self._texts(project)
        near = set(self.near).intersection(found)
        often = sorted(near) or [path for path in found if "/features/" in path]
        return self.random.choice(often if often and self.random.random() < (0.9 if near else 0.6) else found)

    def note(self, project: Path, _: str) -> Done:
        path = self._any(project)
        line = self.random.randint(0, (project / path).read_bytes().count(b"\n"))
        text = comment(path, f"{self.word()} is a note")
        if line == 0:
            return Done(f"printf '%s\\n' {shlex.quote(text)} | cat - {path} >new && cat new >{path} && rm new", [path])
        return Done(f"sed -i {shlex.quote(f'{line}a{text}')} {path}", [path])

    def last(self, project: Path, _: str) -> Done:
        path = self._any(project)
        return Done(f"printf %s {shlex.quote(comment(path, self.word()))} >>{path}", [path])

    def beside(self, project: Path, _: str) -> Done | None:
        """A remark behind a line of code: that line is the person's then."""
        path = self._any(project)
        lines = (project / path).read_text("utf-8", "replace").splitlines()
        good = [
            number
            for number, line in enumerate(lines, 1)
            if line and not line.endswith(("\\", "\r")) and '"""' not in line and "`" not in line
        ]
        if not good or PurePosixPath(path).suffix not in {".py", ".ts", ".toml"}:
            return None
        text = comment(path, self.word())
        return Done(f"sed -i {shlex.quote(f'{self.random.choice(good)}s|$|  {text}|')} {path}", [path])

    def reworded(self, project: Path, _: str) -> Done | None:
        """Another word in a comment of the templates."""
        path = self._any(project)
        lines = (project / path).read_text("utf-8", "replace").splitlines()
        good = [number for number, line in enumerate(lines, 1) if re.search(r"(?:#|//|\"\"\"|\* ) ?\w+ \w+", line)]
        if not good:
            return None
        line = self.random.choice(good)
        return Done(f'sed -i -E \'{line}s/(#|\\/\\/|"""|\\* ) ?(\\w+)/\\1 {self.word()} \\2/\' {path}', [path])

    def _resources(self, project: Path, framework: str) -> Iterator[tuple[str, str]]:
        """The folder of each resource and the class of its rows."""
        end = ".py" if framework == "flask" else ".ts"
        for path in sorted(project.glob(f"*/features/*/models{end}")):
            folder = path.parent
            if (folder / f"service{end}").is_file() and (folder / f"routes{end}").is_file():
                text = path.read_text("utf-8", "replace")
                place = folder.relative_to(project).as_posix()
                near = not self.near or any(one.startswith(f"{place}/") for one in self.near)
                if near and (found := re.search(r"^(?:export )?class (\w+)", text, re.MULTILINE)):
                    yield place, found[1]

    def function(self, project: Path, framework: str) -> Done | None:
        """A function in a resource's service, which its routes call."""
        if not (there := list(self._resources(project, framework))):
            return None
        folder, row = self.random.choice(there)
        word = self.word()
        if framework == "flask":
            service, routes = f"{folder}/service.py", f"{folder}/routes.py"
            if not re.search(r"import .*\bservice$", (project / routes).read_text("utf-8", "replace"), re.MULTILINE):
                return None
            name = _snake(row)
            script = (
                f"cat >>{service} <<'END'\n\n\ndef {word}({name}_id: int) -> {row}:\n"
                f"    {name} = find({name}_id)\n    return {name}\nEND\n"
                f"cat >>{routes} <<'END'\n\n\n@bp.get(\"/{word}\")\ndef show_{word}() -> str:\n"
                f"    return str(service.{word}(1).id)\nEND"
            )
            return Done(script, [service, routes])
        service, routes = f"{folder}/service.ts", f"{folder}/routes.ts"
        text = (project / routes).read_text("utf-8", "replace")
        if "\n  return router;\n" not in text or "* as service " not in text:
            return None
        name = row[0].lower() + row[1:]
        script = (
            f"cat >>{service} <<'END'\n\nexport const {word} = async (em: EntityManager, id: number) => {{\n"
            f"  const {name} = await em.findOneOrFail({row}, id);\n  return {name};\n}};\nEND\n"
            f'sed -i \'/^  return router;$/i\\  router.get("/{word}", async (_req, res) => {{\\n'
            f"    res.json(await service.{word}(em, 1));\\n  }});\\n' {routes}"
        )
        return Done(script, [service, routes])

    def module(self, project: Path, framework: str) -> Done | None:
        """A file of the person's own in a resource's folder, or beside it, which the routes import."""
        if not (there := list(self._resources(project, framework))):
            return None
        folder, row = self.random.choice(there)
        word = self.word()
        inside = self.random.random() < 0.5
        if framework == "flask":
            own = f"{folder}/{word}.py" if inside else f"app/{word}.py"
            package, called = folder.replace("/", "."), own.removesuffix(".py").replace("/", ".")
            script = (
                f"cat >{own} <<'END'\nfrom {package}.models import {row}\nfrom {package} import service as known\n\n\n"
                f"def {word}() -> type[{row}]:\n    return known.find(1).__class__ and {row}\nEND\n"
                f"sed -i '0,/^from app/s//from {called} import {word} as {word}\\n&/' {folder}/routes.py"
            )
            return Done(script, [own, f"{folder}/routes.py"])
        own = f"{folder}/{word}.ts" if inside else f"src/{word}.ts"
        there_, back = (".", f"./{word}.ts") if inside else (f"./{folder.removeprefix('src/')}", f"../../{word}.ts")
        script = (
            f"cat >{own} <<'END'\nimport {{ {row} }} from \"{there_}/models.ts\";\n"
            f'import * as known from "{there_}/service.ts";\n\n'
            f"export const {word} = () => [{row}, known.find];\nEND\n"
            f"sed -i '1i import \"{back}\";' {folder}/routes.ts"
        )
        return Done(script, [own, f"{folder}/routes.ts"])

    def column(self, project: Path, framework: str) -> Done | None:
        """A column of the person's own."""
        if not (there := list(self._resources(project, framework))):
            return None
        folder, _ = self.random.choice(there)
        word = self.word()
        if framework == "flask":
            return Done(
                f"sed -i '0,/^    __tablename__.*/s//&\\n    {word}: Mapped[str | None] = mapped_column()/' "
                f"{folder}/models.py",
                [f"{folder}/models.py"],
            )
        line = f"    {word}: p.string().nullable(),"
        return Done(f"sed -i '/^    \\.\\.\\.columns,$/a\\{line}' {folder}/models.ts", [f"{folder}/models.ts"])

    def drop(self, project: Path, _: str) -> Done | None:
        path = self._any(project)
        lines = (project / path).read_text("utf-8", "replace").splitlines()
        good = [
            number
            for number, line in enumerate(lines, 1)
            if (not line.strip() or line.lstrip().startswith(("# ", "// "))) and not MINE.search(line.encode())
        ]
        return Done(f"sed -i {self.random.choice(good)}d {path}", [path]) if good else None

    def move(self, project: Path, _: str) -> Done | None:
        found = [path for path in projects.paths(project) if _loose(path)]
        if not found:
            return None
        path = self.random.choice(sorted(found))
        new = f"{self.random.choice(('own', 'more/deep'))}/{PurePosixPath(path).name}"
        if (project / new).exists():
            return None
        return Done(f"mkdir -p {PurePosixPath(new).parent} && mv {path} {new}", [path, new], [path])

    def delete(self, project: Path, _: str) -> Done | None:
        found = [path for path in projects.paths(project) if _loose(path)]
        if not found:
            return None
        path = self.random.choice(sorted(found))
        return Done(f"rm {path}", [path], [path])

    def mode(self, project: Path, _: str) -> Done:
        path = self._any(project)
        return Done(f"chmod {self.random.choice(('+x', '600', '-x'))} {path}", [path])

    def own(self, project: Path, _: str) -> Done:
        """A file of the person's own, now and then one that git ignores, or one where the templates may want one."""
        word = self.word()
        folder = self.random.choice(
            ["", *sorted({str(PurePosixPath(path).parent) for path in projects.paths(project)})]
        )
        name = self.random.choice([f"{word}.txt", f"{word}.db", "labels.py", "metrics.py", "cors.ts", "service.py"])
        path = str(PurePosixPath(folder, name))
        if (project / path).exists():
            path = str(PurePosixPath(folder, f"{word}.txt"))
        return Done(f"echo '# {word}' >{path}", [path])

    def ends(self, project: Path, _: str) -> Done | None:
        path = self._any(project)
        if b"\r" in (project / path).read_bytes():
            return None
        return Done(f"sed -i 's/$/\\r/' {path}", [path])


def _loose(path: str) -> bool:
    """Whether nothing that runs names a file."""
    return path.startswith(("tests/features/", "docs/", ".github/", ".devcontainer/", "k8s/")) or path in (
        "README.md", "Dockerfile", "nginx.conf", "compose.yaml", ".env.example",
    )  # fmt: skip


def comment(path: str, text: str) -> str:
    """The text as a comment of such a file; nothing where it cannot have one."""
    pure = PurePosixPath(path)
    end = pure.suffix if not pure.name.startswith(".") or pure.suffix else pure.name
    if end in HASH and pure.name not in ("LICENSE", ".copier-answers.yml", "uv.lock"):
        return f"# {text}"
    if end in SLASHES:
        return f"// {text}"
    return f"<!-- {text} -->" if end in MARKUP else ""


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def written(snapshot: projects.Snapshot) -> set[bytes]:
    """The words of a person's own that are anywhere in a folder."""
    return {word for _, content in snapshot.files.values() for word in MINE.findall(content)}
