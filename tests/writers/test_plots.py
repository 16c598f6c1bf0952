"""Pictures in a terminal: aligned beside Chinese, never wider than the terminal, readable without colour, figures in a pipe."""

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

import pytest
from rich.cells import cell_len

from bjsubsidy.reports.book import Chart, Corner, CurveLine, DayMark, Knee, Timeline, lettered
from bjsubsidy.writers import plots
from tests.conftest import Run

DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")
CALC = ("calc", "loan-interest", "1450000", "--measure", "ip-pledge-interest", *DAYS)
Terminal = Callable[[int], None]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of so many columns, without colour."""

    def wide(columns: int) -> None:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("NO_COLOR", "1")

    return wide


def chart(*corners: tuple[int, int], own: int | None = None) -> Chart:
    knees = tuple(Knee(x, y, "knee") for x, y in corners[1:-1])
    return Chart("support", "amount", "support", (CurveLine("m", tuple(Corner(x, 0, y) for x, y in corners), knees),), own)


def test_a_curve_is_drawn_dot_by_dot() -> None:
    drawn = plots.curve_text(chart((0, 0), (4000, 4000), (8000, 4000), own=6000), 32, "en")
    assert (
        drawn
        == """support: m
40.00 |           ⢠A⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
      |          ⣰⠉
30.00 |         ⡔⠃
      |       ⢀⡎⠁
      |      ⢠⠚
20.00 |     ⡠⠏
      |    ⡔⠃
10.00 |  ⢀⠼⠁
      | ⢀⡞
 0.00 |⡠⠇
      +-------------------------
                         ^
       0.00                80.00
^ 60.00 this amount
A 40.00 -> 40.00 knee
"""
    )


def test_a_jump_is_a_line_straight_up() -> None:
    rows = plots.curve_text(chart((0, 0), (4000, 0), (4001, 4000), (8000, 4000)), 40, "en").splitlines()[1:11]
    column = rows[5].index("⡇") if "⡇" in rows[5] else rows[5].index("⢸")
    assert all(row[column] in "⡇⢸⢠⢰⣸⡏⢹⡖⢲⢻AB" for row in rows)


def test_knees_past_z_have_two_letters() -> None:
    many = CurveLine("m", (), tuple(Knee(x, x, "") for x in range(30)))
    assert [letter for letter, _ in lettered([many])][24:28] == ["Y", "Z", "AA", "AB"]


def test_a_curve_of_every_width_keeps_to_it(terminal: Terminal, run: Run) -> None:
    for columns in (60, 80, 120):
        terminal(columns)
        for lang in ("zh", "en"):
            out = run(*CALC, "--curve", "--lang", lang).out
            assert "A 1,250,000.00 -> 500,000.00" in out
            assert "^ 1,450,000.00" in out
            assert "\u001b" not in out
            assert max(map(cell_len, out.splitlines())) <= columns


def test_a_curve_in_a_pipe_is_its_figures(run: Run) -> None:
    out = run(*CALC, "--curve", "--lang", "en").out
    assert re.search(r"Interest support on IP-pledged loans +1,250,000.00 +cap reached +\? unconfirmed +0.00 +500,000.00", out)
    assert not re.search("[\u2800-\u28ff]", out)
    csv = run(*CALC, "--curve", "--format", "csv").out.splitlines()
    assert csv[-1].startswith("ip-pledge-interest,知识产权质押贷款贴息,1250000.00,cap,unconfirmed,0.00,500000.00,")


def test_nothing_is_drawn_where_nothing_is_paid(terminal: Terminal, run: Run) -> None:
    terminal(80)
    out = run("calc", "rd-expense", "5", "--enterprise-size", "large", "--curve", "--lang", "en", *DAYS).out
    assert out.endswith("nothing is paid, so there is no curve\n")


def timeline(*marks: tuple[str, str, str]) -> Timeline:
    return Timeline("t", tuple(DayMark(date.fromisoformat(day), kind, title, SIDES[kind]) for day, kind, title in marks))


SIDES: dict[str, Literal["from", "until", "on"]] = {"开始": "from", "结束": "until", "目标": "on"}


def test_bars_stand_in_one_column_beside_chinese_and_latin_titles() -> None:
    drawn = plots.timeline_text(
        timeline(("2021-01-01", "开始", "甲"), ("2021-12-31", "结束", "abc 长标题"), ("2021-07-02", "目标", "x")), 60
    )
    assert (
        drawn
        == """                              2021-01-01          2021-12-31
2021-01-01  开始  甲          |=============================
2021-12-31  结束  abc 长标题  =============================|
2021-07-02  目标  x                         *
"""
    )


def test_a_day_beyond_the_ends_stands_at_the_edge() -> None:
    days = ("2001-10-01", "2021-01-01", "2021-06-30", "2021-12-31")
    rows = plots.timeline_text(timeline(*((day, "开始", "x") for day in days)), 60).splitlines()[1:]
    assert [row[19:].index(sign) for row, sign in zip(rows, "<|||", strict=True)] == [0, 0, 18, 38]


def test_a_timeline_keeps_to_its_terminal(terminal: Terminal, run: Run) -> None:
    for columns in (40, 80, 200):
        terminal(columns)
        for lang in ("zh", "en"):
            out = run("deadlines", "--timeline", "--lang", lang).out
            assert max(map(cell_len, out.splitlines())) <= columns
            assert out.count("2021-06-30") == 2
            assert "\u001b" not in out
    assert run("deadlines", "--timeline", "--before", "1990-01-01", "--lang", "en").out == "no such date\n"


def test_a_timeline_in_a_pipe_is_the_dates(run: Run) -> None:
    assert run("deadlines", "--timeline").out == run("deadlines").out
