"""The files that a run has opened to read: an answer is never written over one of them."""

import os
from typing import IO, Any

_opened: set[tuple[int, int]] = set()


def note_input(file: IO[Any]) -> None:
    """An open file is an input of this run; one that is no file of the system is none."""
    try:
        state = os.fstat(file.fileno())
    except (OSError, ValueError):
        return
    _opened.add((state.st_dev, state.st_ino))


def is_input(path: str) -> bool:
    """Whether a path is a file that was opened to read, whatever it is called. Devices and pipes are none."""
    try:
        state = os.stat(path)
    except OSError:
        return False
    return os.path.isfile(path) and (state.st_dev, state.st_ino) in _opened


def forget() -> None:
    """A new run begins."""
    _opened.clear()
