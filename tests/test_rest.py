"""What no other test comes by: how the program ends, every entry shown, what a terminal gets, and rare words of an answer."""

import errno
import io
import os
import runpy
import sys
from collections.abc import Mapping
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

import bjsubsidy
from bjsubsidy.answers.caps import Assessment, apply
from bjsubsidy.answers.claim import claim
from bjsubsidy.answers.search import SHOWN_KINDS, entries_of, in_force, measures_on, search
from bjsubsidy.cli import language, main
from bjsubsidy.errors import Problem
from bjsubsidy.language import LANGS, Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item
from bjsubsidy.law.storage import FILES, built, data_folder, packaged
from bjsubsidy.quantities import parse_money
from bjsubsidy.reports.measures import MeasuresReport
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.report import Days
from bjsubsidy.reports.sheet import Cell, Sheet, typed_cells
from bjsubsidy.reports.show import ShowReport
from bjsubsidy.reports.working import working_lines
from bjsubsidy.writers import json, table
from tests.conftest import Run

DAY = date(2021, 3, 20)
ON = ("--on", "2021-03-20", "--as-of", "2021-04-01")

# How it ends


class Ending(io.TextIOBase):
    """A standard output that ends with an error, and whose file is another's."""

    def __init__(self, path: Path, error: BaseException) -> None:
        self.file = path.open("wb")
        self.error = error

    def write(self, text: str) -> int:
        raise self.error

    def fileno(self) -> int:
        return self.file.fileno()


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        pytest.param(BrokenPipeError(), 0, "", id="a-closed-pipe"),
        pytest.param(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), 2, "“standard output”: the disk is full", id="a-full-disk"),
        pytest.param(OSError(errno.EIO, os.strerror(errno.EIO)), 2, f"“standard output”: {os.strerror(errno.EIO)}", id="another-fault"),
        pytest.param(KeyboardInterrupt(), 130, "", id="an-interrupt"),
    ],
)
def test_an_output_that_fails_ends_with_its_code(
    error: BaseException, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Ending(tmp_path / "out", error)
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["deadlines", "--lang", "en"]) == code
    monkeypatch.undo()
    out.file.close()
    err = capsys.readouterr().err
    assert (said in err, err.count("\n")) == (True, 1 if said else 0)


def test_an_output_that_was_never_open_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["deadlines", "--lang", "en"]) == 2
    monkeypatch.undo()
    assert capsys.readouterr().err.startswith("cannot write the file “standard output”: it has been closed")


def test_the_module_runs_as_the_command_does(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bjsubsidy", "calc", "rd-expense", "5", "--format", "amount"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("bjsubsidy", run_name="__main__")
    assert (ended.value.code, capsys.readouterr().out) == (0, "5.00\n")


def test_the_module_does_nothing_when_it_is_imported(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("bjsubsidy.__main__", run_name="imported")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ((), {}, "zh"),
        ((), {"LANG": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "EN"}, "en"),
        ((), {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        ((), {"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "en"),
        (("--lang", "en"), {"LANG": "zh_CN"}, "en"),
        (("--lang=en",), {}, "en"),
        (("--lang=zh",), {"LANG": "en_GB"}, "zh"),
        (("--lang", "fr"), {"LANG": "en_GB"}, "en"),
        (("--lang",), {"LANG": "en_GB"}, "en"),
    ],
)
def test_the_language_is_the_words_then_the_environments(words: tuple[str, ...], environment: Mapping[str, str], expected: Lang) -> None:
    assert language(words, environment) == expected


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "command", ["calc", "sweep", "plan", "batch", "deadlines", "due", "status", "measures", "show", "catalogue", "completion"]
)
def test_every_command_has_its_help(run: Run, command: str, lang: str) -> None:
    answer = run(command, "--help", "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    assert f"bjsubsidy {command}" in answer.out


# Entries


def cells_of(sheet: Sheet) -> list[list[Cell]]:
    return typed_cells(sheet.columns, sheet.rows)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", SHOWN_KINDS)
def test_every_entry_is_shown(catalogue: Catalogue, kind: Any, lang: Lang) -> None:
    assert catalogue.rows(kind) or kind == "beyond"  # the packaged catalogue says all that it computes
    for id in catalogue.rows(kind):
        report = ShowReport(id, entries_of(catalogue, id), catalogue, lang)
        document: Any = report.document()
        rows = [[str(cell) for cell in row] for row in cells_of(report.table())]
        assert document["id"] == id
        assert (kind, catalogue.rows(kind)[id]) in [(entry["kind"], entry["entry"]) for entry in document["entries"]]
        assert any(id in cell for cell in rows[0])
        assert all(cell.strip() for row in rows for cell in row)
        assert not any(cell == "None" or "Text(" in cell for row in rows for cell in row)


@pytest.mark.parametrize("lang", LANGS)
def test_every_entry_is_listed(catalogue: Catalogue, lang: Lang) -> None:
    sheet = MeasuresReport(search(catalogue), catalogue, lang, Days()).table()
    assert len(sheet.rows) == sum(len(catalogue.rows(kind)) for kind in ("measure", "status", "limit", "date", "open", "rule", "target"))
    assert all(len(row) == len(sheet.columns) for row in cells_of(sheet))


def test_an_entry_that_is_no_measure_is_always_in_force(catalogue: Catalogue) -> None:
    assert in_force(catalogue.status("regional-headquarters"), date(1999, 1, 1))
    assert not in_force(catalogue.measure("exhibition-rent"), date(2020, 12, 31))
    assert not in_force(catalogue.measure("exhibition-rent"), date(2022, 1, 1))
    assert in_force(catalogue.measure("exhibition-rent"), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rd-expence", "there is no input “rd-expence”. Did you mean rd-expense?"),
        ("ip-pledge-interest", "is computed from loan-interest"),
        ("social-insurance-reduction", "no figure is printed"),
        ("training-cost", "no figure is printed"),
        ("regional-headquarters", "“regional-headquarters” is a status and is not computed"),
        ("two-step-payment", "“two-step-payment” is a time limit and is not computed"),
    ],
)
def test_what_is_no_input_is_told_apart(catalogue: Catalogue, name: str, said: str) -> None:
    with pytest.raises(Problem) as refused:
        measures_on(catalogue, name)
    assert said in refused.value.sentence("en")


def test_the_built_catalogue_is_read_where_it_was_built_from_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_bytes((Path(data_folder()) / name).read_bytes())
    for name, text in built(str(folder)).items():
        (folder / name).write_text(text, "utf-8")
    monkeypatch.setattr(bjsubsidy, "__path__", [*bjsubsidy.__path__, str(tmp_path)])
    monkeypatch.setattr("bjsubsidy.law.storage.data_folder", lambda: str(folder))
    monkeypatch.setattr("bjsubsidy.law.storage.joined", lambda measures, lpr: {"edition": "read anew"})
    for name in ("bjsubsidy.data", "bjsubsidy.data.measure"):
        monkeypatch.setitem(sys.modules, name, sys)
        monkeypatch.delitem(sys.modules, name)
    assert packaged().rows("measure")
    assert packaged().raw.get("nothing") is None
    assert "measure" in dict(packaged().raw)
    with (folder / "lpr.toml").open("a", encoding="utf-8") as file:
        file.write("\n# another\n")
    assert packaged().raw == {"edition": "read anew"}


# What a terminal gets


@pytest.mark.parametrize(("term", "no_colour", "coloured"), [("xterm", "", True), ("xterm", "1", False), ("dumb", "", False)])
def test_a_terminal_gets_its_width_and_colour(run: Run, monkeypatch: pytest.MonkeyPatch, term: str, no_colour: str, coloured: bool) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    for name, value in (("COLUMNS", "200"), ("TERM", term), ("NO_COLOR", no_colour)):
        monkeypatch.setenv(name, value)
    answer = run("calc", "loan-interest", "1200000", *ON)
    assert answer.code == 0
    assert ("\x1b[" in answer.out) is coloured


def test_lines_beside_a_table_fold_at_words_and_characters() -> None:
    from bjsubsidy.reports.sheet import Column, Sheet

    lines = ["some words that do not fit into the width", "一行放不下的汉字，要折成几行，逗号不在行首", ""]
    text = table.table_text(Sheet([Column("a", "a", itemgetter(0))], [["x"]], ["heading"], lines), 20, False)
    from rich.cells import cell_len

    assert all(cell_len(line) <= 22 for line in text.splitlines())
    assert not any(line.lstrip().startswith("，") for line in text.splitlines())
    assert "".join(text.split()).endswith("".join("".join(lines).split()))


# Rare words of an answer


def assessed(catalogue: Catalogue, measure: str, amount: str, facts: Mapping[str, Any]) -> Assessment:
    entry = catalogue.measure(measure)
    read = {fact: catalogue.fact(fact).read(value) for fact, value in facts.items()}
    (answer,) = apply([claim(entry, Item(entry.input, parse_money(amount), DAY, read), DAY, catalogue)], [])
    return answer


@pytest.mark.parametrize(
    ("measure", "amount", "facts", "said"),
    [
        ("first-product-lease", "0.02", {}, "rounded half up to the fen = 0.00"),
        ("technology-transfer-tax", "100", {}, "the high amount is unknown"),
        ("tech-credit-interest", "5", {"in-zhongguancun": False}, "a condition is unmet: 0.00"),
        ("ip-pledge-loss", "800", {"institution": "insurer", "reinsured-amount": "200"}, "800.00 - 200.00 = 600.00"),
        ("tech-credit-interest", "2000000", {}, "limited to what remains"),
        ("technology-transfer-tax", "30000000", {"eit-rate": "15%"}, "20,000,000.00 × 15% = 3,000,000.00"),
    ],
)
def test_the_working_says_how_an_amount_comes_about(
    catalogue: Catalogue, measure: str, amount: str, facts: Mapping[str, Any], said: str
) -> None:
    answer = assessed(catalogue, measure, amount, facts)
    assert said in "\n".join(working_lines(answer, Phrases(catalogue, "en", answer.claim.item.input)))
    assert working_lines(answer, Phrases(catalogue, "zh", answer.claim.item.input))


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("contract-value", "1000万"), "上限按最大的一个计", "the largest of the caps is used"),
        (
            ("contract-value", "1000万"),
            "这样的项目按同一个计，只申请其中一项",
            "all such items count as the same one, and only one of them is claimed",
        ),
        (("loan-loss", "800万"), "最高额按 0 计", "the high amount assumes 0"),
        (("monthly-sales", "12万"), "无法算出金额", "the amount cannot be worked out"),
        (("loan-interest", "5"), "这样的申请共用一个上限", "all such claims share one cap"),
    ],
)
def test_what_nobody_said_is_named_with_what_is_taken_for_it(run: Run, words: tuple[str, ...], zh: str, en: str) -> None:
    assert zh in run("calc", *words, *ON, "--explain").out
    assert en in run("calc", *words, *ON, "--explain", "--lang", "en").out


def test_a_source_outside_the_compendium_says_where_in_json(catalogue: Catalogue) -> None:
    shown = [json.json_text(ShowReport(id, entries_of(catalogue, id), catalogue, "zh").document()) for id in catalogue.rows("limit")]
    assert any('"outside": true' in text and '"where": ' in text for text in shown)


def test_lines_of_a_standard_input_that_is_closed_are_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run("calc", "rd-expense", "-", *ON) == (0, "", "")


def test_a_receipt_of_a_measure_on_another_input_is_refused(run: Run) -> None:
    answer = run("calc", "rd-expense", "5", *ON, "--received", "sewage-fee=5@2021-01-15", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("--received: measure sewage-fee is computed from sewage-fee")
