"""A profile as somebody keeps it: single values are put into its text, and everything else stays as it was written.

What follows a table after a blank line belongs to what comes next: a new key stands behind the last one, and a new item before it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bjsubsidy.readers.lines import FileLines

if TYPE_CHECKING:
    from tomlkit.items import Item as TomlItem
    from tomlkit.items import Table

# Marks the end of an item; no id begins with an underscore.
_LAST = "_last"

TomlValue = bool | int | date | str


def with_values(text: str, place: int | None, values: Mapping[str, TomlValue | None]) -> str:
    """Keys of the firm, or of the item at a place, as they are to be; a key whose value is None is taken out."""
    import tomlkit

    document = tomlkit.parse(text)
    if place is None and "enterprise" not in document:
        table = tomlkit.table()
        table.update({key: value for key, value in values.items() if value is not None})
        _begun(document, "enterprise", table)
        return ended_as(text, tomlkit.dumps(document))
    held: Any = document["enterprise"] if place is None else document["item"][place]
    for key, value in values.items():
        if value is None:
            held.pop(key, None)
        elif key in held:
            held[key] = value
        else:
            put_key(held, key, value)
    return ended_as(text, tomlkit.dumps(document))


def with_item(text: str, values: Mapping[str, TomlValue]) -> str:
    """One item more, after the others."""
    import tomlkit
    from tomlkit.items import AoT

    document = tomlkit.parse(text)
    items = document.get("item")
    if items is not None and not isinstance(items, AoT):
        inline = tomlkit.inline_table()
        inline.update(values)
        items.append(inline)
        return ended_as(text, tomlkit.dumps(document))
    table = tomlkit.table()
    table.update(values)
    if not items:
        listed = tomlkit.aot()
        listed.append(table)
        _begun(document, "item", listed)
        return ended_as(text, tomlkit.dumps(document))
    last: Any = items[-1]
    tail = _taken_off(last)
    own = next((place for place, part in enumerate(tail) if not part.as_string().strip()), len(tail))
    _add(last, [*tail[:own], *(tail[own : own + 1] or [tomlkit.nl()])])
    _add(table, tail[own:])
    items.append(table)
    return ended_as(text, tomlkit.dumps(document))


def without_item(text: str, place: int) -> str:
    """Without the item at a place: its heading and its keys; what stands around them stays."""
    import tomlkit
    from tomlkit.items import AoT

    document = tomlkit.parse(text)
    items: Any = document["item"]
    if not isinstance(items, AoT):
        del items[place]
        return ended_as(text, tomlkit.dumps(document))
    put_key(items[place], _LAST, True)
    marked = tomlkit.dumps(document)
    places = FileLines("", marked, tomlkit.parse(marked))
    first, last = places.line(("item", place)), places.line(("item", place, _LAST))
    lines = marked.split("\n")
    before, after = lines[:first], lines[last:]
    before.pop()
    if before and not before[-1].strip() and not (after[0] if after else "").strip():
        before.pop()
    return ended_as(text, "\n".join([*before, *after]))


def _begun(document: Any, key: str, part: Any) -> None:
    """A table that was not there, after a blank line."""
    import tomlkit

    before = tomlkit.dumps(document)
    for _ in range(0 if not before.strip() else 1 if before.endswith("\n") else 2):
        document.add(tomlkit.nl())
    document.add(key, part)


def put_key(table: Any, key: str, value: TomlValue) -> None:
    """A new key of a table, behind the last one."""
    tail = _taken_off(table)
    table[key] = value
    _add(table, tail)


def _add(table: Any, parts: "Sequence[TomlItem]") -> None:
    for part in parts:
        table.add(part)


def _taken_off(table: "Table") -> "list[TomlItem]":
    """The blank lines and remarks after the last key, which are taken off; of a table within a line there are none."""
    from tomlkit.items import Table as PlainTable

    tail: list[TomlItem] = []
    body = table.value.body if isinstance(table, PlainTable) else []
    while body and body[-1][0] is None:
        tail.insert(0, body.pop()[1])
    return tail


def ended_as(before: str, after: str) -> str:
    """Line ends as they were, where all were alike."""
    return re.sub(r"(?<!\r)\n", "\r\n", after) if "\n" in before and not re.search(r"(?<!\r)\n", before) else after
