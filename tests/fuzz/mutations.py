"""Changes of a catalogue's table, one after another: of any value, of what a rule says, of its text; from a source of chance."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any as Raw

Path = tuple[str | int, ...]
Table = Raw

JUNK: tuple[Raw, ...] = (
    None,  # left out
    "",
    " ",
    "x",
    "0",
    "-5",
    "1e6",
    "9" * 40,
    "0.1",
    "150%",
    "100%",
    "120万",
    "１２００",
    "nan",
    "\x1b[31m",
    "\u202e",
    "a\nb",
    "2021-02-30",
    "enterprise",
    "year",
    "on",
    "amount",
    "kind",
    0,
    1,
    -1,
    2**63 - 1,
    10**15,
    True,
    False,
    1.5,
    float("nan"),
    float("inf"),
    Decimal("1E-30"),
    date(1, 1, 1),
    date(9999, 12, 31),
    date(2021, 3, 20),
    datetime.datetime(2021, 3, 20, 10, 0, 0, tzinfo=datetime.UTC),
    datetime.time(10, 0, 0),
    [],
    {},
    [[]],
    [{}],
    [""],
    {"zh": "", "en": ""},
    {"zh": "x"},
    {"by": "enterprise-size", "figures": {"small": "1"}},
    {"kind": "whole"},
    {"kind": "sum", "amount": "100"},
)


def put(table: Raw, path: Path, value: Raw) -> Raw:
    """The table with another value at a path; None leaves it out. What lies beside the path is shared."""
    if not path:
        return value
    part, rest = path[0], path[1:]
    inner = put(table[part], rest, value) if rest or part in table or isinstance(part, int) else value
    if isinstance(table, Mapping):
        changed = {**table, part: inner}
        return {key: kept for key, kept in changed.items() if kept is not None}
    parts = [*table[:part], inner, *table[int(part) + 1 :]]
    return [kept for kept in parts if kept is not None]


def at(table: Raw, path: Path) -> Raw:
    for part in path:
        table = table[part]
    return table


def paths(table: Raw, path: Path = ()) -> Iterator[Path]:
    """Every place of a table, the outer before those in it."""
    parts: Sequence[tuple[str | int, Raw]] = (
        list(table.items()) if isinstance(table, Mapping) else list(enumerate(table)) if isinstance(table, list) else []
    )
    for part, inner in parts:
        yield (*path, part)
        yield from paths(inner, (*path, part))


def entry(rng: Random, table: Table) -> Path:
    """An entry of any kind, mostly one that computes."""
    kinds = [kind for kind in ("measure", "measure", "measure", "status") if isinstance(table.get(kind), list) and table[kind]]
    if rng.random() < 0.35 or not kinds:
        kinds = [kind for kind, rows in table.items() if isinstance(rows, (list, dict)) and rows]
    if not kinds:
        return ()
    kind = rng.choice(kinds)
    rows = table[kind]
    return (kind, rng.choice(list(rows)) if isinstance(rows, Mapping) else rng.randrange(len(rows)))


def any_value(rng: Random, table: Table) -> Table:
    """A value of an entry becomes junk, a key is added, a part doubled, emptied or buried deep."""
    own = entry(rng, table)
    inside = [*paths(at(table, own), own)] if own else []
    place = rng.choice([own, *inside, *inside, *inside]) if own else (rng.choice(list(table)),)
    value = at(table, place)
    match rng.randrange(8):
        case 0 if isinstance(value, Mapping):
            return put(table, (*place, rng.choice(("x-y", "kind", "id", "fact", "of", "all", "by", "holds", "for"))), rng.choice(JUNK[1:]))
        case 1 if isinstance(value, list) and value:
            return put(table, place, [*value, rng.choice(value)])
        case 2 if isinstance(value, (list, Mapping)):
            return put(table, place, type(value)())
        case 3:
            for _ in range(rng.choice((3, 9, 40))):
                value = rng.choice(({"not": value}, {"all": [value]}, [value], {"kind": "sum-of", "of": [value, value]}))
                if len(str(value)) > 20_000:
                    break
            return put(table, place, value)
        case 4:
            other = rng.choice(inside or [place])
            return put(table, place, at(table, other))
        case _:
            return put(table, place, rng.choice(JUNK))


def exchanged(rng: Random, table: Table) -> Table:
    """Ids exchanged between two entries, one id twice, or an entry twice."""
    one, other = entry(rng, table), entry(rng, table)
    if not one or not other or not all(isinstance(at(table, path), Mapping) for path in (one, other)):
        return any_value(rng, table)
    first, second = at(table, one), at(table, other)
    if "id" not in first or "id" not in second:
        return put(table, one, second)
    match rng.randrange(4):
        case 0:
            return put(put(table, (*one, "id"), second["id"]), (*other, "id"), first["id"])
        case 1:
            return put(table, (*one, "id"), second["id"])
        case 2:
            return put(table, (*one, "id"), f"{first['id']}-x")
        case _:
            return put(table, (one[0],), [*table[one[0]], second])


BOUNDS = ("at-most", "less-than", "at-least", "more-than")
_RULE = ("benefit", "caps", "conditions", "from", "until", "apply-by", "bound", "continues", "counted-by")


def rule(rng: Random, table: Table) -> Table:
    """What a rule says becomes something else that could be meant: a rate, a bound, a choice, a scope, a day. Examples may go with it."""
    own = [(kind, n) for kind in ("measure", "status") for n in range(len(table.get(kind, [])))]
    if not own:
        return any_value(rng, table)
    place = rng.choice(own)
    row = at(table, place)
    inside = [path for path in paths(row) if path[0] in _RULE and "sources" not in path]
    changed = table
    for _ in range(rng.choice((1, 1, 1, 2))):
        path = rng.choice(inside) if inside else ("from",)
        try:
            changed = _changed(rng, changed, (*place, *path), table)
        except (KeyError, IndexError, TypeError):
            continue
    return put(changed, (*place, "examples"), None) if rng.random() < 0.85 and "examples" in row else changed


def _changed(rng: Random, table: Table, path: Path, whole: Table) -> Table:
    key, value = path[-1], at(table, path)
    if isinstance(value, bool):
        return put(table, path, not value)
    if isinstance(value, date):
        return put(table, path, value + timedelta(days=rng.choice((-365, -31, -1, 1, 31, 365))))
    if isinstance(value, int):
        return put(table, path, max(value + rng.choice((-1, 1, 1, 10)), 0))
    if isinstance(value, str):
        return put(table, path, _word(rng, key, path, value, table, whole))
    if isinstance(value, Mapping):
        return _table_changed(rng, table, path, value, whole)
    return _list_changed(rng, table, path, value, whole)


def _word(rng: Random, key: str | int, path: Path, value: str, table: Table, whole: Table) -> Raw:
    """A figure becomes another one, a choice another of its fact, a fact another of its kind, a word another of those in its place."""
    if any(sign.isdigit() for sign in value) and key != "fact":
        return _figure(rng, value)
    facts = {row["id"]: row for row in whole.get("fact", [])}
    if value in facts:
        same = [id for id, row in facts.items() if row["kind"] == facts[value]["kind"]]
        return rng.choice(same if rng.random() < 0.7 else [*facts])
    holders = [at(table, path[:length]) for length in range(len(path) - 1, 0, -1)]
    fact = next((held["fact"] for held in holders if isinstance(held, Mapping) and "fact" in held), "")
    if choices := [choice["id"] for choice in facts.get(fact, {}).get("choices", [])]:
        return rng.choice(choices)
    words = {"bound": ("exact", "at-most", "range"), "counts": ("amount", "base"), "equality": ("settled", "unsettled")}
    return rng.choice(words.get(str(key), ("enterprise", "year", "month", *facts)))


def _figure(rng: Random, value: str) -> str:
    digits = [place for place, sign in enumerate(value) if sign.isdigit()]
    match rng.randrange(5):
        case 0:
            place = rng.choice(digits)
            return value[:place] + rng.choice("0123456789") + value[place + 1 :]
        case 1:
            return f"{value[: digits[-1] + 1]}0{value[digits[-1] + 1 :]}"
        case 2:
            return rng.choice(("0", "0.01", "1", "100", "1000000", "2亿", "3.5万"))
        case 3:
            return rng.choice(("0%", "0.5%", "33.3%", "100%", "101%", "0.4", "1.5"))
        case _:
            return value[: digits[0]] + value[digits[0] + 1 :] or "7"


def _table_changed(rng: Random, table: Table, path: Path, value: Mapping[str, Raw], whole: Table) -> Table:
    """Another side of a bound, a key of a brother, a brother itself, or nothing."""
    side = next((key for key in BOUNDS if key in value), None)
    if side is not None and rng.random() < 0.5:
        other = rng.choice(BOUNDS)
        return put(table, path, {(other if key == side else key): inner for key, inner in value.items()})
    others = _brothers(whole, str(path[2]) if len(path) > 2 else "")
    if others and rng.random() < 0.6:
        other_row = rng.choice(others)
        if rng.random() < 0.5:
            return put(table, path, other_row)
        key = rng.choice([*other_row])
        return put(table, (*path, key), other_row[key])
    return put(table, (*path, rng.choice([*value])), None)


def _brothers(whole: Table, field: str) -> list[Mapping[str, Raw]]:
    """What stands in the same field of other entries."""
    rows = [row[field] for kind in ("measure", "status") for row in whole.get(kind, []) if field in row]
    return [part for held in rows for part in (held if isinstance(held, list) else [held]) if isinstance(part, Mapping)]


def _list_changed(rng: Random, table: Table, path: Path, value: list[Raw], whole: Table) -> Table:
    """A part left out, doubled, moved, or one of another entry put in."""
    brothers = _brothers(whole, str(path[2])) if len(path) == 3 else []
    match rng.randrange(4):
        case 0 if value:
            return put(table, (*path, rng.randrange(len(value))), None)
        case 1 if brothers:
            return put(table, path, [*value, rng.choice(brothers)])
        case 2:
            return put(table, path, rng.sample(value, len(value)))
        case _:
            return put(table, path, [*value, rng.choice(value)] if value else value)


MUTATIONS: dict[str, Callable[[Random, Table], Table]] = {"value": any_value, "exchange": exchanged, "rule": rule}
