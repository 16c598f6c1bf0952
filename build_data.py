"""Build hook: the wheel carries `data/`, checked whole, its built form beside it, the table of the lane, the manual pages, and examples
of faults."""

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
        from bjsubsidy.cli.dump import module
        from bjsubsidy.law.storage import FILES, SET_ASIDE, built
        from docs.man import pages

        catalogue = checked_catalogue(str(root / "data" / "measures.toml"))
        self.folder = TemporaryDirectory()
        made = {f"bjsubsidy/data/{name}": text for name, text in built(str(root / "data")).items()}
        made["bjsubsidy/cli/grammar.py"] = module()
        # What a wheel lays below the environment, where `man` looks for it.
        shared = f"{self.build_config.builder.artifact_project_id}.data/data/share/man"
        made |= {f"{shared}/{place}": text for place, text in pages(catalogue).items()}
        for place, text in made.items():
            file = Path(self.folder.name) / place.replace("/", "-")
            file.write_text(text, "utf-8")
            build_data["force_include"][str(file)] = place
        for name in (*FILES, SET_ASIDE):
            build_data["force_include"][str(root / "data" / name)] = f"bjsubsidy/data/{name}"
        for mistake in (root / "tests" / "mistakes").glob("*.toml"):
            build_data["force_include"][str(mistake)] = f"bjsubsidy/data/mistakes/{mistake.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()
