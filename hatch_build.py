"""Puts templates and docs into a wheel: the releases in the store, the working tree when it differs, the pages."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TemplatesHook(BuildHookInterface[Any]):
    """Runs when a wheel is built; an editable install reads the working tree itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds a store that holds the templates as they are now."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from scaffold.outside import store, templates  # noqa: PLC0415

        self.folder = Path(tempfile.mkdtemp(prefix="scaffold-build-"))
        for name in (store.STORE, store.LOCK):
            if (templates.DATA / name).is_file():
                shutil.copyfile(templates.DATA / name, self.folder / name)
        name, tree = templates.developed(Path(self.root, "templates"))
        if name not in store.versions(templates.DATA):
            store.append(self.folder, name, tree)
        for file in (store.STORE, store.LOCK):
            build_data["force_include"][str(self.folder / file)] = f"scaffold/data/{file}"
        for page in Path(self.root, "docs").glob("*.md"):
            build_data["force_include"][str(page)] = f"scaffold/data/docs/{page.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was made for the wheel."""
        if version != "editable":
            shutil.rmtree(self.folder, ignore_errors=True)
