"""What a terminal of a certain size shows: the answer first, all of it in view, tables that keep together, amounts never cut."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from bjsubsidy.law.catalogue import Catalogue
from tests.books import FIRM
from tests.conftest import Run

LANGS = ["zh", "en"]
Shown = Callable[..., list[str]]


@pytest.fixture
def shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """The lines that a terminal of so many columns shows, without colours; only a word of Latin letters may be wider."""

    def lines(width: int, lang: str, words: str) -> list[str]:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("COLUMNS", str(width))
        answer = run(*words.split(), "--lang", lang)
        assert (answer.code, answer.err) == (0, "")
        found = answer.out.splitlines()
        assert all(cell_len(line) <= width or len(line.split()) == 1 for line in found)
        return found

    return lines


def place(lines: list[str], sought: str) -> int:
    """The number of the first line that has it."""
    return next(number for number, line in enumerate(lines) if sought in line)


@pytest.mark.parametrize("lang", LANGS)
def test_calc_with_nothing_known_fits_80_by_24_beside_the_next_prompt(lang: str, shown: Shown) -> None:
    lines = shown(80, lang, "calc loan-interest 120万")
    assert len(lines) <= 23
    table, questions = place(lines, "-----"), place(lines, "先回答" if lang == "zh" else "answer these questions first")
    assert table < questions
    assert sum("480,000.00" in line for line in lines[table:questions]) == 3
    assert sum("--" in line for line in lines[questions + 1 : -1]) == 5
    assert re.search("另有 8 个问题.*12 处条文理解" if lang == "zh" else "8 questions.*12 readings of the text", lines[-1])


@pytest.mark.parametrize(("lang", "most"), [("zh", 23), ("en", 26)])
def test_calc_with_nothing_known_fits_a_screen_whatever_is_asked(lang: str, most: int, shown: Shown, catalogue: Catalogue) -> None:
    heights = {id: len(shown(80, lang, f"calc {id} 120万")) for id in catalogue.rows("input") if catalogue.measures_on(id)}
    assert len(heights) > 15
    assert {id: height for id, height in heights.items() if height > most} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_a_plan_shows_total_and_table_first_and_fits_80_by_40_beside_the_next_prompt(lang: str, shown: Shown) -> None:
    lines = shown(80, lang, f"plan {FIRM}")
    assert len(lines) <= 39
    total, table = place(lines, "328,612.40"), place(lines, "-----")
    assert total < table == 6
    assert place(lines, "先回答" if lang == "zh" else "answer these questions first") > table


COMMANDS = {
    "calc": "calc loan-interest 120万 --on 2021-03-20 --as-of 2021-04-01",
    "one": "calc contract-value 1000万 --first-product-level domestic --contract-rank 2",
    "plan": f"plan {FIRM}",
    "deadlines": "deadlines",
    "status": "status first-product",
}
HEADED = {
    "calc": ("最高（元）", "high (yuan)"),
    "one": ("最高（元）", "high (yuan)"),
    "plan": ("最高（元）", "high (yuan)"),
    "deadlines": ("事项和措施", "title and measures"),
    "status": ("条件", "condition"),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 100, 200])
@pytest.mark.parametrize("name", COMMANDS)
def test_tables_stay_tables(name: str, width: int, lang: str, shown: Shown) -> None:
    lines = shown(width, lang, COMMANDS[name])
    rule = place(lines, "-----")
    assert HEADED[name][lang == "en"] in lines[rule - 1]
    assert set(lines[rule]) == {"-"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", COMMANDS)
def test_at_200_columns_every_row_is_one_line(name: str, lang: str, shown: Shown) -> None:
    """A title that has ids under it takes a line for each of them."""
    lines = shown(200, lang, COMMANDS[name])
    rule = place(lines, "-----")
    rows = lines[rule + 1 : lines.index("", rule) if "" in lines[rule:] else None]
    assert all(len(row.split("  ")) > 1 or re.fullmatch(r"\s+[a-z-]+", row) for row in rows)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", COMMANDS)
def test_at_40_columns_every_line_of_a_record_says_what_it_is(name: str, lang: str, shown: Shown) -> None:
    text = "\n".join(shown(40, lang, COMMANDS[name]))
    between = "：" if lang == "zh" else ":"
    records = [part for part in text.split("\n\n") if HEADED[name][lang == "en"] + between in part]
    assert records
    # What is folded goes on set in.
    assert all(between in line or line.startswith("  ") for record in records for line in record.splitlines())


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_given_is_said_once(lang: str, shown: Shown) -> None:
    text = "\n".join(shown(80, lang, "calc sewage-fee 8500.50 --on 2021-04-01 --as-of 2021-07-01 --enterprise-size small"))
    assert [text.count(day) for day in ("2021-04-01", "2021-07-01")] == [1, 1]
    assert text.count("2021-06-30") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_pipe_has_the_same_lines_unfolded(lang: str, shown: Shown, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = shown(400, lang, COMMANDS["one"])
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert run(*COMMANDS["one"].split(), "--lang", lang).out.splitlines() == wide


@pytest.mark.parametrize("lang", LANGS)
def test_explain_lists_all_that_is_counted(lang: str, shown: Shown) -> None:
    short, whole = (shown(80, lang, f"plan {FIRM}{more}") for more in ("", " --explain"))
    assert any("--explain" in line for line in short)
    assert not any("--explain" in line for line in whole)
    assert "ip-pledge-interest" in "\n".join(whole)
    assert "ip-pledge-interest" not in "\n".join(short)


PAST = {"zh": ("已过", r"此前的 (21|1) 个日期加 --all 列出"), "en": ("past", "--all lists (21 dates|1 date) before that day")}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("words", "listed", "past", "counted"),
    [
        ("--as-of 2021-04-01", 13, 0, True),
        ("--as-of 2021-04-01 --all", 34, 21, False),
        ("--as-of 2021-04-01 --after 2021-03-31", 15, 2, False),
        ("--as-of 2021-04-01 --before 2022-12-31", 34, 21, False),
        # Four are ahead, and five.
        ("--as-of 2021-04-01 --measure sewage-fee", 6, 2, False),
        ("--as-of 2021-03-31 --measure sewage-fee", 5, 0, True),
        ("--as-of 2021-04-01 --kind ends", 3, 2, False),
        ("--as-of 2000-01-01", 34, 0, False),
        ("--as-of 2023-01-01", 34, 34, False),
    ],
)
def test_past_dates_are_marked_and_fold_where_five_are_ahead(
    words: str, listed: int, past: int, counted: bool, lang: str, shown: Shown
) -> None:
    lines = shown(100, lang, f"deadlines {words}")
    dated = [line for line in lines if re.match(r"\d{4}-\d\d-\d\d ", line)]
    mark, said = PAST[lang]
    assert (len(dated), sum(f"  {mark}  " in line for line in dated)) == (listed, past)
    assert any(re.search(said, line) for line in lines) is counted


@pytest.mark.parametrize("words", ["deadlines", "deadlines --format table -o out.txt", "deadlines --format csv", "deadlines --format json"])
def test_no_date_folds_in_a_pipe_or_a_file(words: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run(*words.split(), "--as-of", "2021-04-01")
    text = Path("out.txt").read_text("utf-8") if "-o" in words else answer.out
    assert len(re.findall(r"(?m)^\"?\d{4}-\d\d-\d\d|\"date\": ", text)) == 34
    assert "已过" not in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("status first-product --sold-yet", ("✗ 不符合：中关村首创产品", "✗ ineligible: Zhongguancun first product")),
        ("due two-step-payment 2021-04-28", ("2021-05-11 星期二到期：", "2021-05-11, Tuesday, due: ")),
    ],
)
def test_the_verdict_and_the_day_stand_first(words: str, first: tuple[str, str], lang: str, shown: Shown) -> None:
    assert shown(80, lang, words)[0].startswith(first[lang == "en"])


@pytest.mark.parametrize("lang", LANGS)
def test_a_status_says_beside_each_open_condition_what_answers_it_and_fits_80_by_24_in_chinese(lang: str, shown: Shown) -> None:
    lines = shown(80, lang, "status first-product")
    assert len(lines) <= (23 if lang == "zh" else 30)
    assert sum(line.startswith("? ") and "--" in line for line in lines[1:]) == 8
