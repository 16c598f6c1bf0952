"""What a terminal shows of `batch`: a table without being asked, at any width, its amounts whole."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import Run

LANGS = ["zh", "en"]
ROWS = """\
enterprise,item,input,amount,on
北京市某某某某某科技有限公司,一季度贷款利息,loan-interest,1200000,2021-03-20
北京市某某某某某科技有限公司,检验费,special-equipment-fee,5000,2021-04-20
北京市某某某某某科技有限公司,利息,loan-interest,12O万,2021-03-20
"""
Shown = Callable[..., list[str]]


@pytest.fixture
def shown(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shown:
    (tmp_path / "t.csv").write_text(ROWS, "utf-8")
    monkeypatch.chdir(tmp_path)

    def lines(width: int, lang: str, *words: str) -> list[str]:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("COLUMNS", str(width))
        answer = run("batch", "t.csv", "--as-of", "2021-05-01", "--quiet", "--lang", lang, *words)
        assert answer.code == 0
        found = answer.out.splitlines()
        assert all(cell_len(line) <= width for line in found)
        return found

    return lines


def said(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_it_is_a_table_with_whole_amounts(width: int, lang: str, shown: Shown) -> None:
    lines = shown(width, lang)
    assert set(lines[1]) == {"-"}
    assert said(lang, "企业 / 项目", "enterprise / item") in lines[0]
    assert sum("480,000.00" in line for line in lines) == 3
    assert sum("  1,200,000.00  " in line for line in lines) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_at_80_columns_days_rows_and_conditions_give_way(lang: str, shown: Shown) -> None:
    text = "\n".join(shown(80, lang))
    assert "2021-03-20" not in text
    assert said(lang, "需要的情况", "facts that would") not in text
    assert re.search(said(lang, "[?] 科技信贷产品贷款", r"[?] Interest support"), text)


@pytest.mark.parametrize("lang", LANGS)
def test_at_200_columns_all_is_there_and_no_column_is_mostly_air(lang: str, shown: Shown) -> None:
    lines = shown(200, lang)
    text = "\n".join(lines)
    assert "2021-03-20" in text
    assert said(lang, "需要的情况：", "facts that would settle it: ") in text
    assert said(lang, "不符合或未知的条件：执行期限", "unmet or unknown: last day") in text
    assert not any(re.search(r"\S {60,}\S", line) for line in lines)


@pytest.mark.parametrize("lang", LANGS)
def test_a_row_with_a_problem_says_it_where_its_measure_would_stand(lang: str, shown: Shown) -> None:
    text = re.sub(r"\s+", "", "".join(line[30:] for line in shown(200, lang)))
    assert said(lang, "问题：amount：金额“12O万”无法读取：它不是金额。", "problem:amount:cannotreadtheamount“12O万”") in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_what_to_write_stands_where_the_problem_does(width: int, lang: str, shown: Shown) -> None:
    lines = shown(width, lang)
    from_there = re.sub(r"[^!-~]", "", "".join(lines[next(n for n, line in enumerate(lines) if "12O" in line) :]))
    assert "1,200,000.00" in from_there


@pytest.mark.parametrize("lang", LANGS)
def test_at_40_columns_every_line_of_a_record_says_what_it_is(lang: str, shown: Shown) -> None:
    between = said(lang, "：", ":")
    lines = shown(40, lang)
    assert any(line.startswith(said(lang, "最高：480,000.00", "high: 480,000.00")) for line in lines)
    assert all(between in line or line.startswith("  ") or not line for line in lines)


def test_in_a_pipe_it_is_csv(shown: Shown, run: Run) -> None:
    assert run("batch", "t.csv").out.startswith("enterprise,item,input,amount,on,measure")


def test_a_file_of_another_format_is_no_table(shown: Shown) -> None:
    assert shown(80, "en", "-o", "out.csv") == []
    assert Path("out.csv").read_text("utf-8-sig").startswith("enterprise,item")


def test_a_table_too_long_for_a_workbook_is_refused_before_it_is_computed(shown: Shown, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bjsubsidy.writers.batch.xlsx.MOST_ROWS", 2)
    monkeypatch.setattr("bjsubsidy.batching.duckdb.DuckDBRun.prepare", None)
    result = run("batch", "t.csv", "-o", "out.xlsx", "--lang", "en")
    assert (result.code, Path("out.xlsx").exists()) == (2, False)
    assert result.err.endswith("there are 3 rows, more than a workbook holds. Write CSV or Parquet.\n")
