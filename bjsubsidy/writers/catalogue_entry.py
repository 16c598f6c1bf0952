"""Entries put into the text of a catalogue file as the shipped catalogue writes them; the rest of the text stays as it stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bjsubsidy.writers.catalogue_layout import dotted, in_quotes, laid_out_text
from bjsubsidy.writers.profile_edit import ended_as, put_key

# A heading, such as `measure` or `documents.notice`, and what stands under it.
HeadedEntry = tuple[Sequence[str], Mapping[str, Any]]
_TABLES = ("layer", "documents", "authorities")


def with_entries(text: str, authorities: Mapping[str, str], entries: Sequence[HeadedEntry]) -> str:
    """The text of a file, its authorities and more beside them, and the entries behind it."""
    begun, headed = _with_authorities(text, authorities)
    first = [entry for entry in entries if entry[0] == ("layer",)]
    ordered = [*first, *headed, *(entry for entry in entries if entry not in first)]
    written = laid_out_text("\n".join(_entry(*entry) for entry in ordered)) if ordered else ""
    parted = "\n" if begun.strip() and written else ""
    return ended_as(text, f"{begun.rstrip()}\n{parted}{written}" if begun.strip() and written else begun + written)


def entry_lines(entry: HeadedEntry) -> list[str]:
    """An entry as it would stand in a file."""
    return laid_out_text(_entry(*entry)).splitlines()


def _with_authorities(text: str, authorities: Mapping[str, str]) -> tuple[str, list[HeadedEntry]]:
    """Authorities in the section of them, or the section to begin."""
    import tomlkit

    if not authorities:
        return text, []
    document: Any = tomlkit.parse(text)
    if "authorities" not in document:
        return text, [(("authorities",), authorities)]
    for name, english in authorities.items():
        put_key(document["authorities"], name, english)
    return tomlkit.dumps(document), []


def _entry(heading: Sequence[str], values: Mapping[str, Any]) -> str:
    mark = "[{}]" if heading[0] in _TABLES else "[[{}]]"
    lines = [f"{dotted((name,))} = {_value(value)}" for name, value in values.items() if value not in (None, [], {})]
    return "\n".join([mark.format(dotted(tuple(heading))), *lines, ""])


def _value(value: Any) -> str:
    """Tables within a line; of a list of tables each on one of its own."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = [f"{dotted((name,))} = {_value(inner)}" for name, inner in value.items() if inner not in (None, [], {})]
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, (list, tuple)):
        rows = [_value(inner) for inner in value]
        return "[\n" + "".join(f"{row},\n" for row in rows) + "]" if isinstance(value[0], Mapping) else f"[{', '.join(rows)}]"
    return in_quotes(value) if isinstance(value, str) else str(value)
