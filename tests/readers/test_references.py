"""Whatever names something in a catalogue is looked for: a slip in any such name is a fault, wherever it stands."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any as Raw

import pytest
import tomli_w

from bjsubsidy.answers.check import checked_files

TESTS = Path(__file__).parent.parent
FILES = [TESTS / "grammar" / "forms.toml", TESTS / "mistakes" / "sound.toml"]
SLIP = "-unknown"
# What is no entry and may be named all the same.
BESIDE = {"enterprise", "year", "on"}
# Where an entry or a choice says what it is called itself.
OWN = {"id"}
Place = tuple[str | int, ...]


def places(part: Raw, names: set[str], path: Place = ()) -> Iterator[Place]:
    """Where one of the names stands in an entry, as a value or as a key of a table that facts or choices head."""
    if isinstance(part, str) and part in names and path[-1] not in OWN:
        yield path
    for key, inner in part.items() if isinstance(part, Mapping) else enumerate(part) if isinstance(part, list) else ():
        if isinstance(part, Mapping) and key in names - BESIDE and path and path[-1] in HEADED:
            yield (*path, key, SLIP)
        yield from places(inner, names, (*path, key))


HEADED = {"given", "with", "scope", "bounding", "most", "figures", "amounts"}


def with_slip(row: dict[str, Raw], path: Place) -> None:
    """One name of an entry misspelt."""
    *around, last = path
    keyed = last == SLIP
    if keyed:
        *around, last = around
    part: Raw = row
    for step in around:
        part = part[step]
    if keyed:
        part[f"{last}{SLIP}"] = part.pop(last)
    else:
        part[last] = f"{part[last]}{SLIP}"


def names_of(raw: Mapping[str, Raw]) -> set[str]:
    entries = [row for rows in raw.values() if isinstance(rows, list) for row in rows]
    choices = [choice for row in entries for choice in row.get("choices", [])]
    return {row["id"] for row in (*entries, *choices)} | {*raw["documents"], *raw["authorities"], "lpr"} | BESIDE


def entries(raw: Mapping[str, Raw]) -> dict[str, dict[str, Raw]]:
    found: dict[str, dict[str, Raw]] = {
        row["id"]: row for kind, rows in raw.items() if isinstance(rows, list) and kind not in ("fact", "input") for row in rows
    }
    found.update(raw["documents"])
    return found


ROUNDS = [
    (path, number)
    for path in FILES
    for raw in [tomllib.loads(path.read_text("utf-8"))]
    for number in range(max(len([*places(row, names_of(raw))]) for row in entries(raw).values()))
]


@pytest.mark.parametrize(("file", "number"), ROUNDS, ids=lambda one: getattr(one, "stem", one))
def test_a_slip_in_any_name_is_a_fault(file: Path, number: int, tmp_path: Path) -> None:
    """In one file each entry has its n-th name misspelt."""
    raw = tomllib.loads(file.read_text("utf-8"))
    names, slipped = names_of(raw), {}
    for id, row in entries(raw).items():
        here = [*places(row, names)][number : number + 1]
        slipped.update(dict.fromkeys([id], here[0]) if here else {})
        for path in here:
            with_slip(row, path)
    (tmp_path / "slips.toml").write_text(tomli_w.dumps(raw), "utf-8")
    (checked,) = checked_files([str(tmp_path / "slips.toml")])
    found = {word for fault in checked.faults for word in fault.entry.replace(".", " ").split()}
    assert {id: path for id, path in slipped.items() if id not in found} == {}
    assert slipped
