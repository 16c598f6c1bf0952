"""What is said of one firm of a table beside its plan: likely totals and rows alike among its rows, its names, what of it was not read.

What a plan says of its own items (scopes that nobody named, days that contradict, a tax of one year twice) is not said again.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from bjsubsidy.answers.names import taken_as_one
from bjsubsidy.batching.duckdb import DuckDBRun
from bjsubsidy.batching.noted import MOST_PLACES, places_said
from bjsubsidy.batching.slips import rows_alike_by_firm
from bjsubsidy.batching.sum_rows import sum_notes_by_firm
from bjsubsidy.batching.yuan_signs import yuan_sign_notes_by_firm
from bjsubsidy.language import Text
from bjsubsidy.law.firms import FirmKeys
from bjsubsidy.quantities import folded
from bjsubsidy.readers.alike import alike_note
from bjsubsidy.readers.headings import own_names
from bjsubsidy.readers.left_rows import LeftRow


class FirmNotes:
    """Of a run that has been prepared, by the keys of its firms."""

    def __init__(self, run: DuckDBRun) -> None:
        self._said: dict[str | None, list[Text]] = {}
        of_rows = (sum_notes_by_firm(run), yuan_sign_notes_by_firm(run), _alike(run))
        for key, note in chain.from_iterable(of_rows):
            self._said.setdefault(key, []).append(note)
        self._keys = FirmKeys(_pairs(run))
        self._left: dict[str | None, list[LeftRow]] = {}
        for row in run.left:
            self._left.setdefault(self._key(row), []).append(row)

    def _key(self, row: LeftRow) -> str | None:
        """Whose a row is that was left out; one that names no firm is nobody's."""
        return self._keys.key(row.firm, row.credit_code)

    def of(self, key: str | None, names: Sequence[str], code: str | None) -> list[Text]:
        """The notes on a firm; `names` are how its rows write it."""
        notes = [*self._said.get(key, ())]
        spelt: dict[str, list[str]] = {}
        for name in names:
            spelt.setdefault(folded(name), []).append(name)
        notes += self._keys.notes(names[0] if names else None, code)
        if several := [sorted(written) for written in spelt.values() if len(written) > 1]:
            notes.append(taken_as_one(own_names("enterprise"), several))
        if key is not None and (left := self._left.get(key)):
            rows = places_said([row.place for row in left[: MOST_PLACES + 1]])
            notes.append(
                Text(
                    f"表末另有本企业的 {len(left)} 行没有金额，没有读取{rows.zh}",
                    f"rows of this firm without an amount, not read: {len(left)}{rows.en}",
                )
            )
        return notes


def _pairs(run: DuckDBRun) -> list[tuple[str | None, str | None]]:
    """Every name beside its code, where codes stand."""
    return run.query("SELECT w, code FROM pairs ORDER BY n, p") if run.firms.needed(run.told) else []


def _alike(run: DuckDBRun) -> Iterator[tuple[str | None, Text]]:
    for key, groups in rows_alike_by_firm(run).items():
        yield key, alike_note(groups, Text("都已计算", "all are counted"))
