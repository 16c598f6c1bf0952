"""The one figure of an answer, and nothing else."""

from collections.abc import Callable

from bjsubsidy.errors import UnknownAmount
from bjsubsidy.reports.report import Report
from bjsubsidy.writers.screen import Screen


def write(report: Report, screen: Screen) -> str:
    return f"{report.amount() or ''}\n"


def beside(report: Report) -> list[str]:
    return [said.in_(report.lang) for said in report.beside_amount()]


def lines(blank: object) -> tuple[str, Callable[[Report], str], str]:
    return "", _line, "\n"


def _line(report: Report) -> str:
    """The figure; nothing where it is not known."""
    try:
        return f"{report.amount() or ''}\n"
    except UnknownAmount:
        return "\n"
