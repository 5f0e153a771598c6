"""Renders a template tree with Copier; the only module that knows Copier.

Public API only, and a few private names made faster for the Copier versions they were tested with.
`SCAFFOLD_PLAIN_COPIER=1` leaves them alone; a test proves that both give the same bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import re
import sys
import traceback
import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from scaffold import __version__
from scaffold.core.answers import FILE
from scaffold.core.problem import BUG, OUTSIDE, Problem

from . import cache
from .compiled import Strings
from .trees import SUFFIX

TESTED = "9.19."
# Why in any case: a template could else write `.git/config`, and run a command through it.
NEVER = ("[.][gG][iI][tT]", "[gG][iI][tT]~*")

DISTRIBUTION = re.compile(r"(copier|jinja2|pyyaml)-.*\.(dist|egg)-info", re.IGNORECASE)

_REFUSED = re.compile(r"(Validation error for question|Invalid choice for) '(?P<key>\w+)': (?P<why>.*)")
_PLAIN_NAME = re.compile(r"[\w.-]+")
_known: list[Strings] = []


def render(tree: Path, project: Path, answers: Mapping[str, Any], made_from: tuple[str, str]) -> None:
    """Renders a tree into a folder that does not exist yet, outside any repository.

    `made_from` is the source and the version that the project remembers: Copier only knows the folder of the tree.

    Raises Problem for an answer that the template refuses (exit 2), for a broken template (70), and
    for a disk that cannot be written (3).
    """
    copier = _copier()
    import jinja2  # noqa: PLC0415
    import plumbum  # noqa: PLC0415
    from copier.errors import CopierError  # noqa: PLC0415

    try:
        # Why without PATH: Copier asks git once per file, and there is no repository to ask about.
        with warnings.catch_warnings(), plumbum.local.env(PATH=""):
            warnings.simplefilter("ignore")
            copier.run_copy(
                str(tree),
                project,
                data=dict(answers),
                defaults=True,
                overwrite=True,
                quiet=True,
                unsafe=False,
                exclude=NEVER,
                settings=copier.Settings(),
            )
    except (jinja2.TemplateError, CopierError) as error:
        raise _broken(error) from error
    except OSError as error:
        raise _unwritable(project, error) from error
    except ValueError as error:
        raise _refused(error) from error
    # Why everything else: an expression in a template can raise whatever Python has.
    except Exception as error:
        raise _broken(error) from error
    for strings in _known:
        strings.keep()
    _remember(project / FILE, *made_from)


@lru_cache
def fingerprint() -> tuple[str, ...]:
    """What the rendered bytes depend on beside tree and answers: this file, and what it renders with."""
    found = find_spec("copier")
    # Why not asked of `importlib.metadata`: to import that takes as long as all of this.
    beside = Path(found.origin).parents[1].iterdir() if found and found.origin else ()
    versions = sorted(path.name for path in beside if DISTRIBUTION.fullmatch(path.name))
    return (__version__, hashlib.sha256(Path(__file__).read_bytes()).hexdigest(), *versions)


def _remember(answers: Path, source: str, version: str) -> None:
    """Writes where a project comes from into its answers, in the place of what Copier took for that."""
    if not answers.is_file():
        return
    lines = answers.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("_commit:", "_src_path:"))]
    start = next((number for number, line in enumerate(kept) if not line.startswith("#")), len(kept))
    kept[start:start] = [f"_commit: v{version}\n", f"_src_path: {source}\n"]
    answers.write_text("".join(kept), "utf-8", newline="\n")


def _unwritable(project: Path, error: OSError) -> Problem:
    return Problem(
        code="cannot-write",
        what=f"cannot write the files of `{project.name}`",
        why=str(error.strerror or error).lower(),
        fix="make room or choose another folder. Nothing was written.",
        exit=OUTSIDE,
    )


def _refused(error: ValueError) -> Problem:
    match = _REFUSED.fullmatch(" ".join(str(error).split()))
    if not match:
        return _broken(error)
    return Problem(
        code="answer-refused",
        what=f"the template refuses the answer `{match['key']}`",
        why=match["why"],
        fix="run `scaffold options` to see what can be chosen",
    )


def _broken(error: Exception) -> Problem:
    return Problem(
        code="template-broken",
        what=f"the template cannot be rendered{_place(error)}",
        why=" ".join(str(error).split()) or type(error).__name__,
        fix="this is a mistake in the template. Nothing was written.",
        exit=BUG,
    )


def _place(error: BaseException) -> str:
    """Where in the template it went wrong: Jinja puts the template's own lines into the traceback."""
    if name := getattr(error, "name", None):
        return f" in `{name}`, line {getattr(error, 'lineno', '?')}"
    places = [
        f" in `{Path(frame.filename).name}`, line {frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(SUFFIX)
    ]
    return places[-1] if places else ""


def _copier() -> ModuleType:
    """Copier, made faster unless it is a version that this was not tested with."""
    ready = "copier" in sys.modules
    plain = bool(os.environ.get("SCAFFOLD_PLAIN_COPIER"))
    with contextlib.nullcontext() if ready or plain else _without_prompts():
        import copier  # noqa: PLC0415
    if not ready and not plain and copier.__version__.startswith(TESTED):
        _speed_up()
    return copier


@contextlib.contextmanager
def _without_prompts() -> Iterator[None]:
    """Hides the prompt libraries while Copier is imported, unless they are there already.

    Why: they are a third of the import, and all answers are known here.
    """
    hidden: dict[str, dict[str, Any]] = {
        "questionary": {"confirm": _unasked, "unsafe_prompt": _unasked},
        "questionary.prompts": {},
        "questionary.prompts.common": {"Choice": _Choice},
        "prompt_toolkit": {},
        "prompt_toolkit.lexers": {"PygmentsLexer": object},
        "pygments": {},
        "pygments.lexers": {},
        "pygments.lexers.data": {"JsonLexer": object, "YamlLexer": object},
    }
    known = {name.partition(".")[0] for name in sys.modules}
    added = [name for name in hidden if name.partition(".")[0] not in known]
    for name in added:
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(hidden[name] | {"__path__": []})
    try:
        yield
    finally:
        for name in added:
            del sys.modules[name]


class _Choice:
    """What Copier reads of a choice while it checks an answer."""

    def __init__(self, title: str, value: Any = None, disabled: str = "") -> None:
        self.title, self.value, self.disabled = title, value, disabled


def _unasked(*_: object, **__: object) -> NoReturn:
    raise EOFError("nobody is asked while rendering")


def _speed_up() -> None:
    """Keeps what Copier compiles: each path, condition and file once a version."""
    from copier._jinja_ext import SandboxedEnvironment, get_yield_context  # noqa: PLC0415
    from jinja2 import FileSystemBytecodeCache  # noqa: PLC0415

    main: Any = importlib.import_module("copier._main")
    config: Any = importlib.import_module("copier._template")
    config.yaml = _fast_yaml()
    folder = _bytecode_folder()
    kept = FileSystemBytecodeCache(str(folder)) if folder else None

    class Environment(SandboxedEnvironment):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options, bytecode_cache=kept)
            plain = sorted((name, repr(value)) for name, value in options.items() if name != "loader")
            self.strings = _strings(folder, tuple(plain))
            self.compiled: dict[str, Any] = {}

        def compile(self, source: Any, *args: Any, **options: Any) -> Any:
            if args or options or not isinstance(source, str):
                return super().compile(source, *args, **options)
            codes = self.strings.codes
            if source not in codes:
                codes[source] = super().compile(source)
            return codes[source]

        def from_string(self, source: Any, *args: Any, **options: Any) -> Any:
            if args or options or not isinstance(source, str):
                return super().from_string(source, *args, **options)
            if source not in self.compiled:
                self.compiled[source] = super().from_string(source)
            return self._outside_a_yield(self.compiled[source])

        def get_template(self, *args: Any, **options: Any) -> Any:
            return self._outside_a_yield(super().get_template(*args, **options))

        def _outside_a_yield(self, template: Any) -> Any:
            # Why: Copier forgets the last `yield` while it compiles, which no longer happens.
            context = get_yield_context(self)
            context.yield_name = context.yield_iterable = None
            return template

    main.SandboxedEnvironment = Environment
    original = main.Worker.answers_relpath

    def answers_relpath(worker: Any) -> Path:
        name = str(worker.answers_file or worker.template.answers_relpath)
        return Path(name) if _PLAIN_NAME.fullmatch(name) else original.fget(worker)

    main.Worker.answers_relpath = property(answers_relpath)


def _fast_yaml() -> ModuleType:
    """YAML as Copier knows it, read by libyaml where that is there: the questions are read for each project."""
    import yaml  # noqa: PLC0415

    fast = ModuleType("yaml")
    vars(fast).update(vars(yaml), SafeLoader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return fast


@lru_cache
def _strings(folder: Path | None, options: tuple[tuple[str, str], ...]) -> Strings:
    strings = Strings(folder, options)
    _known.append(strings)
    return strings


def _bytecode_folder() -> Path | None:
    from importlib import metadata  # noqa: PLC0415

    kept = cache.folder()
    if not kept:
        return None
    folder = kept / f"jinja-{metadata.version('jinja2')}-{metadata.version('copier')}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Why: what is in it runs.
        return folder if os.access(folder, os.W_OK) and cache.own(folder.stat()) else None
    except OSError:
        return None
