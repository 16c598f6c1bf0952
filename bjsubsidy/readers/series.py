"""Rate series: in a catalogue, in the file beside it, or the packaged one."""

import os
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.entries import Series
from bjsubsidy.law.storage import data_folder
from bjsubsidy.quantities import parse_rate
from bjsubsidy.readers.faults import Fault, checked
from bjsubsidy.readers.lines import FileLines
from bjsubsidy.readers.partial import PartialCatalogue
from bjsubsidy.readers.rules import ruled
from bjsubsidy.readers.toml_file import read_toml


def read_series(beside: str) -> dict[str, Any]:
    """The rate series in the file beside the catalogue, else the packaged one, as written; `UnusableFile` with all its faults."""
    path = beside if os.path.exists(beside) else os.path.join(data_folder(), "lpr.toml")
    _, text, raw = read_toml(path)
    series, found = checked(Series, raw)
    found = found if series is None else list(of_series(series))
    FileLines(path, text, raw).refuse(found)
    return raw


def with_series(raw: dict[str, Any], beside: dict[str, Any]) -> dict[str, Any]:
    """A catalogue as written with the series beside it, unless it has one of that id itself."""
    own = raw.get("series", [])
    return {**raw, "series": own if any(row["id"] == beside["id"] for row in own) else [*own, beside]}


def series_faults(draft: PartialCatalogue) -> Iterator[Fault]:
    """What is wrong with the series that stand in the catalogue itself."""
    for place, series in draft.sound("series"):
        for fault in of_series(series):
            yield fault._replace(path=("series", place, *fault.path))


_IN_ORDER = Text("请按日期排列，每日一档。", "Put the steps in order, one for a day.")


def of_series(series: Series) -> Iterator[Fault]:
    """Rates that are none, and days that leave open which rate holds: each step after the one before, the check after the last."""
    for place, step in enumerate(series.steps):
        yield from ruled(("steps", place, "rate"), "rate-cannot-be-read", partial(parse_rate, step.rate))
    for place, (before, step) in enumerate(pairwise(series.steps), 1):
        if step.from_ <= before.from_:
            what = Text(f"{step.from_} 不晚于前一档的 {before.from_}", f"{step.from_} is not after {before.from_}, the step before it")
            yield Fault(("steps", place, "from"), Mistake(what, _IN_ORDER), "steps-out-of-order")
    last = max((step.from_ for step in series.steps), default=None)
    if last is None:
        yield Fault(("steps",), Mistake(Text("没有一档利率", "it has no rate"), Text("请补上。", "Add one.")), "series-without-a-rate")
    elif series.checked_until < last:
        what = Text(f"核对日早于最后一档的 {last}", f"it is before {last}, the last step")
        yield Fault(("checked-until",), Mistake(what, Text("请核对后改日期。", "Check the rates and change the day.")), "checked-too-early")
