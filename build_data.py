"""Build hook: the wheel carries `data/`, checked whole, and its built form beside it."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, self.root)
        from bjsubsidy.answers.examples import checked_catalogue
        from bjsubsidy.law.storage import built

        checked_catalogue(str(root / "data" / "measures.toml"))
        self.folder = TemporaryDirectory()
        form = Path(self.folder.name) / "measures.json"
        form.write_text(built(str(root / "data")), "utf-8")
        build_data["force_include"].update(
            {
                str(root / "data" / "measures.toml"): "bjsubsidy/data/measures.toml",
                str(root / "data" / "lpr.toml"): "bjsubsidy/data/lpr.toml",
                str(root / "data" / "workdays.toml"): "bjsubsidy/data/workdays.toml",
                str(form): "bjsubsidy/data/measures.json",
            }
        )

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()
