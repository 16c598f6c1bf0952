"""Whatever stands at whatever key of a catalogue or a profile: it is read, or refused with its line, and never a traceback."""

import tomllib
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.errors import UNUSABLE_FILE, Problem
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.profile import read_profile

TESTS = Path(__file__).parent.parent
TODAY = date(2021, 5, 5)
Place = tuple[str | int, ...]

DEEP: dict[str, Any] = {"a": {}}
for _ in range(120):
    DEEP = {"kind": DEEP}
ODD: dict[str, Any] = {
    "an empty text": "",
    "a text of another kind": "=1+1\x1b[31m\u202e\r\n",
    "a long text": "9" * 5000,
    "true": True,
    "minus one": -1,
    "the largest whole number": 2**63 - 1,
    "a fraction": Decimal("0.5"),
    "a very small number": Decimal("1e-999999999"),
    "infinity": Decimal("inf"),
    "none at all": Decimal("nan"),
    "a day": date(1, 1, 1),
    "a moment": datetime(2021, 3, 20, 8, tzinfo=UTC),
    "a time": time(8),
    "an empty list": [],
    "a list of lists": [[[]]],
    "an empty table": {},
    "tables in tables": DEEP,
}
# What no key of a catalogue holds; a profile takes numbers with a point.
NOWHERE = ("a fraction", "a very small number", "infinity", "none at all", "a moment", "a time", "a list of lists", "tables in tables")
NOWHERE_IN_A_PROFILE = ("a moment", "a time", "a list of lists", "tables in tables", "a very small number", "infinity", "none at all")


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Every key of a table and every part of a list, however deep."""
    if place:
        yield place
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, inner in parts:
        yield from places(inner, (*place, part))


def written_apart(raw: dict[str, Any]) -> dict[str, str]:
    """The text of each part of a table, so that one can be written anew."""
    return {name: tomli_w.dumps({name: part}) for name, part in raw.items()}


def with_odd(raw: dict[str, Any], texts: dict[str, str], place: Place, odd: Any) -> str:
    """The text of a table in which something odd stands at a place; parts without a heading stand before those that have one."""
    *way, last = place
    changed: Any = {place[0]: raw[str(place[0])]}
    holder = changed
    for part in way:
        holder[part] = copy(holder[part])
        holder = holder[part]
    holder[last] = odd
    others = [text for name, text in texts.items() if name != place[0]]
    return "\n".join([*(text for text in others if text[0] != "["), tomli_w.dumps(changed), *(text for text in others if text[0] == "[")])


def refusal(read: Callable[[str], object], path: Path, text: str) -> Problem | None:
    path.write_text(text, "utf-8")
    try:
        read(str(path))
        return None
    except Problem as problem:
        return problem


def refused(read: Callable[[str], object], path: Path, text: str) -> bool:
    """Whether a file is refused, as a file is: with its line, in words, in both languages."""
    problem = refusal(read, path, text)
    if problem is None:
        return False
    said = [problem.sentence(lang) for lang in ("zh", "en")]
    assert problem.exit_code == UNUSABLE_FILE
    assert all(line.startswith((f"{path}:", "cannot read", "无法读取")) for text in said for line in text.splitlines())
    assert all(character == "\n" or character.isprintable() for text in said for character in text)
    assert len(said[0]) < 100_000
    return True


SOUND = tomllib.loads((TESTS / "mistakes" / "sound.toml").read_text("utf-8"))
FIRM = tomllib.loads((TESTS / "mistakes_profile" / "sound.toml").read_text("utf-8"))
SOUND_TEXTS, FIRM_TEXTS = written_apart(SOUND), written_apart(FIRM)


def test_a_table_written_in_parts_is_the_table() -> None:
    place, odd = ("measure", 0, "title"), {"zh": "甲", "en": "a"}
    read = tomllib.loads(with_odd(SOUND, SOUND_TEXTS, place, odd))
    assert read == {**SOUND, "measure": [{**SOUND["measure"][0], "title": odd}, *SOUND["measure"][1:]]}
    assert tomllib.loads(with_odd(SOUND, SOUND_TEXTS, ("edition",), True)) == {**SOUND, "edition": True}
    assert tomllib.loads(with_odd(FIRM, FIRM_TEXTS, ("enterprise", "name"), "甲"))["as-of"] == FIRM["as-of"]


@pytest.mark.law
@pytest.mark.parametrize("name", [name for name in ODD if name not in ("a long text", "infinity", "none at all")])
def test_something_odd_at_every_key_of_a_catalogue(name: str, tmp_path: Path) -> None:
    taken = []
    for place in places(SOUND):
        text = with_odd(SOUND, SOUND_TEXTS, place, ODD[name])
        if not refused(checked_catalogue, tmp_path / "odd.toml", text):
            taken.append(place)
    assert not taken or name not in NOWHERE


@pytest.mark.law
@pytest.mark.parametrize("name", ODD)
def test_something_odd_at_every_key_of_a_profile(name: str, catalogue: Catalogue, tmp_path: Path) -> None:
    def read(path: str) -> object:
        return read_profile(path, catalogue, None, None, TODAY)

    taken = [place for place in places(FIRM) if not refused(read, tmp_path / "odd.toml", with_odd(FIRM, FIRM_TEXTS, place, ODD[name]))]
    assert not taken or name not in NOWHERE_IN_A_PROFILE
