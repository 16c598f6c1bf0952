"""What an id may look like, and the words that no fact may be called by because something else is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.kinds import FACT_KINDS
from bjsubsidy.readers.faults import Fault
from bjsubsidy.readers.partial import ENTRIES

PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
# What stands beside facts in a formula, a profile, a table, a register; and the options beside them on a command line.
_BESIDE = (
    *("amount", "on", "as-of", "in-month", "year", "enterprise", "item", "input", "label", "name", "measure", "received", "scope"),
    *("credit-code", "paid-on", "unit", "currency", "row", "problem"),
)
_OPTIONS = (
    *("format", "output", "lang", "catalogue", "help", "version", "quiet", "plain", "received-file", "strict", "explain", "curve"),
    *("from", "to", "steps", "reach"),
)
RESERVED = frozenset((*_BESIDE, *_OPTIONS))


def id_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Every id of an entry or a choice that is not plain, and every fact under a name that is taken."""
    for kind in ENTRIES:
        for place, row in enumerate(raw.get(kind, [])):
            yield from _not_plain((kind, place), row["id"])
    for place, fact in enumerate(raw.get("fact", [])):
        for number, choice in enumerate(fact.get("choices", [])):
            yield from _not_plain(("fact", place, "choices", number), choice["id"])
        if fact["id"] in RESERVED:
            what = Text(f"“{fact['id']}”另有用处，不能作情况的编号", f"“{fact['id']}” has another use and cannot be the id of a fact")
            yield Fault(("fact", place), Mistake(what, _NOT_THESE), "reserved-id")
    yield from _noes(raw.get("fact", []))


_ANOTHER = Text("请换一个编号。", "Take another id.")
_TAKEN = ", ".join(sorted(RESERVED))
_NOT_THESE = Text(f"请换一个编号，这些除外：{_TAKEN}。", f"Take another id, but none of these: {_TAKEN}.")


def _noes(facts: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Facts whose option would be the no of another."""
    noes = {f"no-{fact['id']}": fact["id"] for fact in facts if (kind := FACT_KINDS.get(fact.get("kind", ""))) and kind.flag}
    for place, fact in enumerate(facts):
        if other := noes.get(fact["id"]):
            no = fact["id"]
            what = Text(
                f"选项 --{no} 已表示“{other}”为否，不能再作一个情况", f"the option --{no} says no to “{other}” and is no fact of its own"
            )
            yield Fault(("fact", place), Mistake(what, _ANOTHER), "fact-that-is-the-no-of-another")


def _not_plain(path: tuple[str | int, ...], id: str) -> Iterator[Fault]:
    if not PLAIN_ID.fullmatch(id):
        what = Text(f"编号“{id}”的写法不对", f"the id “{id}” has characters that an id may not have")
        now = Text("只用小写字母、数字和连字符。", "Use lower-case letters, digits and hyphens only.")
        yield Fault((*path, "id"), Mistake(what, now), "id-not-plain")
