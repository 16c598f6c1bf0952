"""A plan as the command line asks for it: the profile, the register, and the seconds it may take."""

import time
from collections.abc import Callable

from bjsubsidy.answers.plan import Plan, plan
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Usage
from bjsubsidy.language import Text
from bjsubsidy.readers.item import Receipt
from bjsubsidy.readers.profile import Profile, read_profile
from bjsubsidy.readers.receipts import read_register

_SECONDS = "1"


def planned(context: Context, path: str) -> Plan:
    return plan(context.catalogue, profile_of(context, path), context.parsed.has("strict"), time_limit(context))


def profile_of(context: Context, path: str) -> Profile:
    """The firm in a file, with the register of what it received."""
    profile = read_profile(path, context.catalogue, context.day("on"), context.day("as-of"), context.today)
    register = context.parsed.one("received-file")
    if register is None:
        return profile
    received = [
        Receipt(receipt.measure, receipt.amount, receipt.on, profile.name, receipt.scope)
        for receipt in read_register(register, context.catalogue, profile.as_of)
    ]
    return Profile(profile.name, profile.facts, profile.items, (*profile.receipts, *received), profile.as_of)


def time_limit(context: Context) -> Callable[[], bool]:
    """Whether the seconds of `--limit` are over, from now on."""
    return seconds(_whole_seconds(context))


def time_limits(context: Context) -> Callable[[], Callable[[], bool]]:
    """The same, started again for each firm."""
    limit = _whole_seconds(context)
    return lambda: seconds(limit)


def seconds(limit: int) -> Callable[[], bool]:
    end = time.monotonic() + limit
    return lambda: time.monotonic() > end


def _whole_seconds(context: Context) -> int:
    """The seconds of `--limit`."""
    asked = context.parsed.one("limit")
    written = _SECONDS if asked is None else asked
    if not written.isascii() or not written.isdigit() or not 1 <= len(written) <= 5:
        what = Text(f"--limit 不能是“{written}”", f"--limit cannot be “{written}”")
        raise Usage(what, Text("请写整秒数，如 10。", "Write whole seconds, for example 10."))
    return int(written)
