"""How a Flask owner adds a file of their own: the module, and the one line in the factory that puts it to work."""

from dataclasses import replace

from afternoon.harness import Case, before

FACTORY = "app/__init__.py"
UNTYPED = """
[[tool.mypy.overrides]]
module = "{name}.*"
ignore_missing_imports = true
"""


def blueprint(name: str, text: str, more: Case | None = None) -> Case:
    """`app/<name>.py` has a blueprint `bp`."""
    return _module(name, text, f"app.register_blueprint({name}.bp)", more)


def extension(name: str, text: str, more: Case | None = None) -> Case:
    """`app/<name>.py` has a function `init_app`."""
    return _module(name, text, f"{name}.init_app(app)", more)


def untyped(name: str) -> dict[str, str]:
    """Tells mypy that a package has no types, as its documentation says to."""
    return {"pyproject.toml": UNTYPED.format(name=name)}


def _module(name: str, text: str, call: str, more: Case | None) -> Case:
    case = more or Case()
    return replace(
        case,
        files=case.files | {f"app/{name}.py": text},
        imports=case.imports | {FACTORY: f"from app import {name}"},
        lines=(*case.lines, before(FACTORY, "return app", call)),
    )
