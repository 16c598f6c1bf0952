"""Ended from outside: what was begun is put away, and the exit code says by what."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_came: list[int] = []


@contextmanager
def put_away() -> Iterator[None]:
    """Within the block the signal that ends the program unwinds it, so that no temporary file stays."""
    before = None
    # Only the main thread hears signals; elsewhere whoever started the thread does.
    with suppress(ValueError):
        before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


@contextmanager
def signals_held() -> Iterator[None]:
    """A signal waits for the end of the block: within its start the engine would abort with a dump."""
    came: list[int] = []
    before = {end: signal.signal(end, lambda number, _: came.append(number)) for end in (signal.SIGINT, signal.SIGTERM)}
    yield
    for end, handler in before.items():
        signal.signal(end, handler)
    for number in came:
        signal.raise_signal(number)


def cause() -> BaseException:
    """Why an engine says that it was interrupted: it swallows what the signal raised."""
    return SystemExit(128 + _came.pop()) if _came else KeyboardInterrupt()


def _leave(number: int, _: object) -> None:
    _came[:] = [number]
    sys.exit(128 + number)
