"""An answer as a JSON document."""

import json
from collections.abc import Callable, Mapping

from bjsubsidy.reports.report import Report
from bjsubsidy.writers.screen import Screen


def write(report: Report, screen: Screen) -> str:
    return json_text(report.document())


def lines(blank: object) -> tuple[str, Callable[[Report], str], str]:
    return "", lambda report: json_text(report.document(), indent=None), json_text(None)


def json_text(document: Mapping[str, object] | None, indent: int | None = 2) -> str:
    """A document with its own line's end; on one line where `indent` is None."""
    separators = (",", ":") if indent is None else None
    written = json.dumps(document, ensure_ascii=False, indent=indent, separators=separators, default=str)
    return f"{_printable(written)}\n"


def _printable(text: str) -> str:
    """Characters that a terminal would obey, or not show, by their numbers."""
    hidden = {ord(character): json.dumps(character)[1:-1] for character in set(text) if not character.isprintable() and character != "\n"}
    return text.translate(hidden) if hidden else text
