"""A progress bar on standard error: on a terminal only, and for nothing shorter than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SOON = 1


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Tells how much of how much is done."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    bar = _Bar(title)
    try:
        yield bar.tell
    finally:
        bar.stop()


class _Bar:
    def __init__(self, title: str) -> None:
        self.title = title
        self.start = time.monotonic()
        self.shown: object | None = None

    def tell(self, done: int, total: int) -> None:
        if self.shown is None and time.monotonic() - self.start > _SOON:
            from rich.console import Console
            from rich.progress import Progress

            self.shown = Progress(console=Console(stderr=True), transient=True)
            self.task = self.shown.add_task(self.title, total=total)
            self.shown.start()
        if self.shown is not None:
            self.shown.update(self.task, completed=done)  # type: ignore[attr-defined]

    def stop(self) -> None:
        if self.shown is not None:
            self.shown.stop()  # type: ignore[attr-defined]
