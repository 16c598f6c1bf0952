"""The one figure of an answer, and nothing else."""

from collections.abc import Callable

from bjsubsidy.reports.report import Report
from bjsubsidy.writers.screen import Screen


def write(report: Report, screen: Screen) -> str:
    return f"{report.amount() or ''}\n"


def lines(blank: object) -> tuple[str, Callable[[Report], str], str]:
    return "", lambda report: write(report, Screen()), "\n"
