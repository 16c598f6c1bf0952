"""Faults as annotations of GitHub: a command of its workflows on a line each, which shows them beside the lines of the file."""

from bjsubsidy.language import Lang, clean
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.reports.check import CheckReport
from bjsubsidy.reports.report import Report
from bjsubsidy.writers.screen import Screen


def write(report: Report, screen: Screen) -> str:
    assert isinstance(report, CheckReport)
    return "".join(f"{_annotation(fault, report.lang)}\n" for fault in report.placed())


def _annotation(fault: PlacedFault, lang: Lang) -> str:
    place = {"file": fault.file, "line": str(fault.line), "col": str(fault.column), "title": fault.code or ""}
    said = f"{fault.entry}: {fault.said(lang)}" if fault.entry else fault.said(lang)
    return f"::{fault.severity} {','.join(f'{name}={_property(value)}' for name, value in place.items())}::{_escaped(said)}"


def _escaped(text: str) -> str:
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
