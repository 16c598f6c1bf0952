"""Files that hold what the program says: `UPDATE=1 pytest …` writes them anew, for somebody to read the difference."""

import os
from pathlib import Path


def updated(path: Path, text: str) -> str:
    """What stands in the file, after it was written anew where that is asked for."""
    if os.environ.get("UPDATE"):
        path.write_text(text, "utf-8")
    return path.read_text("utf-8")
