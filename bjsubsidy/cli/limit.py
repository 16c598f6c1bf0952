"""The seconds that a plan may take once its profile is read: `--limit`."""

import time
from collections.abc import Callable

from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Usage
from bjsubsidy.language import Text

_SECONDS = "1"


def time_limit(context: Context) -> tuple[Callable[[], bool], Callable[[], bool]]:
    """Whether the search is out of time, and whether it is too late for reasons and questions, from now on.

    A search may take three quarters of the seconds of `--limit`.
    """
    limit = _whole_seconds(context)
    return seconds(limit * 3 / 4), seconds(limit)


def time_limits(context: Context) -> Callable[[], Callable[[], bool]]:
    """The same, started again for each firm."""
    limit = _whole_seconds(context)
    return lambda: seconds(limit)


def seconds(limit: float) -> Callable[[], bool]:
    """What says whether so many seconds have passed since this was called."""
    end = time.monotonic() + limit
    return lambda: time.monotonic() > end


def _whole_seconds(context: Context) -> int:
    """The seconds of `--limit`."""
    asked = context.given.one("limit")
    written = _SECONDS if asked is None else asked
    if not written.isascii() or not written.isdigit() or not 1 <= len(written) <= 5:
        what = Text(f"--limit 不能是“{written}”", f"--limit cannot be “{written}”")
        raise Usage(what, Text("请写整秒数，如 10。", "Write whole seconds, for example 10."))
    return int(written)
