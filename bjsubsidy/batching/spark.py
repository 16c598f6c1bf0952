"""The distributed engine: the same SQL on Spark, from and to what Spark reads and writes.

Nothing comes to the driver but which columns need a second look, the inputs, and the summary.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from bjsubsidy.batching import receipts
from bjsubsidy.batching.caps import RunningCaps
from bjsubsidy.batching.cells import Cells
from bjsubsidy.batching.columns import Survey, Typing
from bjsubsidy.batching.contradicted import contradicted
from bjsubsidy.batching.counted import rows_claimed, rows_left_out
from bjsubsidy.batching.firms import DOUBTFUL, TOLD, FirmSql, keyed, told
from bjsubsidy.batching.instead import all_tests, beside_rows, instead_rows, instead_table
from bjsubsidy.batching.left_out import FIRST_LEFT_OUT, UNCOUNTED, left_out_query, named_rows
from bjsubsidy.batching.months import month_sum, monthly, on_inputs
from bjsubsidy.batching.parted import PartedForm
from bjsubsidy.batching.request import MeasureTally, Request, Summary, tallied
from bjsubsidy.batching.result import ANSWER_COLUMNS, MONEY, ResultQuery, answer_rows
from bjsubsidy.batching.row_units import RawRows, in_row_units
from bjsubsidy.batching.rule import rule_of
from bjsubsidy.formula.dialect import Spark
from bjsubsidy.formula.sql import MONTH_COLUMN
from bjsubsidy.language import Text
from bjsubsidy.readers.headings import TableColumn, TableReading, of_items
from bjsubsidy.readers.left_rows import LeftRow

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TEXT_FILES = (".csv", ".txt", ".csv.gz", ".csv.bz2", ".csv.zst")
_TYPED = "SELECT * FROM bjsubsidy_typed"
_PLACE = "struct(_metadata.file_path AS f, _metadata.file_block_start AS b, monotonically_increasing_id() AS i)"


def session(master: str | None, remote: str | None) -> "SparkSession":
    """An existing Spark by its address, or a local one with as many workers as there are processors."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("bjsubsidy")
    if remote is not None:
        return builder.remote(remote).getOrCreate()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    quiet: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    few: dict[str, bool | float | int | str | None] = {"spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1))}
    where = master or "local[*]"
    return builder.master(where).config(map=quiet | (few if where.startswith("local") else {})).getOrCreate()


def ship(spark: "SparkSession", folder: str) -> None:
    """This package to every worker: `quantities` reads cells there."""
    import shutil

    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    spark.addArtifacts(shutil.make_archive(os.path.join(folder, "bjsubsidy"), "zip", os.path.dirname(package), "bjsubsidy"), pyfile=True)


class SparkRun:
    """One table on Spark: its rows, typed, claimed and capped, as views of the session."""

    def __init__(self, spark: "SparkSession", request: Request, path: str, asked: TableReading) -> None:
        self.spark = spark
        self.request = request
        self.dialect = Spark()
        self._path, self._encoding = path, asked.encoding
        raw = RawRows("SELECT * FROM bjsubsidy_raw", *self._opened(path, asked))
        raw, self.layout = in_row_units(path, raw, of_items(request.catalogue), asked, self.query, self.dialect, request.lang)
        spark.sql(raw.sql).createOrReplaceTempView("bjsubsidy_rows")
        self.rows = "SELECT * FROM bjsubsidy_rows"
        self.typing = Typing(self.layout, raw.types, self.dialect, request.catalogue, request.lang, len(asked.values))
        self.found = self._surveyed()
        self.rule = rule_of(request, self.layout, self.found, self.dialect)
        self.firms = FirmSql(self.layout, self.dialect, request.lang, "CAST(NULL AS STRING)")
        self.told = request.receipts
        # No row is left out here: where a table of several files ends, only its files could say.
        self.left: Sequence[LeftRow] = ()
        self._claims = ""
        self._cells: dict[str, str] = {}
        self._answer: ResultQuery

    def _opened(self, path: str, asked: TableReading) -> tuple[list[str], list[str]]:
        """The view (row, c0, c1, …, fault) of a table; a row's place is its file, its part of the file, and its number there."""
        frame = self._csv(path, asked.encoding) if _is_text(path) else self.spark.read.parquet(path)
        named = [(name, type) for name, type in frame.dtypes if name != "_fault"]
        cells = [f"{self.dialect.name(name)} AS c{place}" for place, (name, _) in enumerate(named)]
        fault = f"CASE WHEN _fault IS NOT NULL THEN {self._uneven()} END" if "_fault" in frame.columns else "CAST(NULL AS STRING)"
        cells += [f"{self.dialect.text(value)} AS c{len(named) + place}" for place, value in enumerate(asked.values.values())]
        frame.selectExpr(f"{_PLACE} AS row", *cells, f"{fault} AS fault").createOrReplaceTempView("bjsubsidy_raw")
        return [name.removeprefix("\ufeff") for name, _ in named], [*(type for _, type in named), *["string"] * len(asked.values)]

    def _csv(self, path: str, encoding: str | None) -> "DataFrame":
        """Every cell as text; the whole line in `_fault` where its cells are not as many as the headings."""
        options = {"header": "true", "quote": '"', "escape": '"', "encoding": encoding or "UTF-8", "multiLine": "true"}
        headings = self.spark.read.options(**options).csv(path).columns
        schema = ", ".join(f"{self.dialect.name(heading)} STRING" for heading in [*headings, "_fault"])
        return self.spark.read.options(**options, columnNameOfCorruptRecord="_fault", mode="PERMISSIVE").schema(schema).csv(path)

    def lost(self) -> bool:
        """Whether more or fewer rows were read than the table has: by Parquet's own count, or by the lines of a CSV without quotes.

        Where cells are quoted a line of the file need be no row; nobody but the reader itself could tell.
        """
        if not _is_text(self._path):
            return bool(self.spark.read.parquet(self._path).count() != self.found.rows)
        if (self._encoding or "").lower().startswith(("utf-16", "utf-32")):
            return False
        lines = "count(*) FILTER (WHERE value <> '')", "count(DISTINCT _metadata.file_path)", "bool_or(contains(value, '\"'))"
        count, files, quoted = self.spark.read.text(self._path).selectExpr(*lines).collect()[0]
        return not quoted and count - files != self.found.rows

    def _uneven(self) -> str:
        said = Text("单元格数与标题不符", "it does not have as many cells as the heading")
        return self.dialect.text(said.in_(self.request.lang))

    def _surveyed(self) -> Survey:
        long = self.typing.long_numbers(self.rows)
        if long is not None:
            self.typing.found_wrecked(list(self.spark.sql(long).collect()[0]))
        return self.typing.surveyed(list(self.spark.sql(self.typing.survey(self.rows)).collect()[0]))

    def answer(self) -> ResultQuery:
        """The claims after caps, in no order yet."""
        self.spark.sql(contradicted(self._typed(), self.rule, self.layout, self.request.lang)).createOrReplaceTempView("bjsubsidy_judged")
        self.spark.sql(self._with_firms()).createOrReplaceTempView("bjsubsidy_owned")
        self.spark.sql(self._with_months()).createOrReplaceTempView("bjsubsidy_dated")
        typed = self.spark.sql(self._with_instead())
        (_settled(typed) if self.found.unplain else typed).createOrReplaceTempView("bjsubsidy_typed")
        ledger = RunningCaps(self.rule, self.request.strict, bool(self.request.receipts))
        if self.request.receipts:
            self._receive(ledger)
        self.spark.sql(self.rule.sql(_TYPED)).createOrReplaceTempView("bjsubsidy_claims")
        self._claims = ledger.sql(_TYPED)
        self._answer = answer_rows(self.rule, self.layout, self._claims, "CAST(NULL AS STRING)", self.request.lang)
        return self._answer

    # what `NotedRun` asks

    def query(self, sql: str) -> list[Any]:
        return self.spark.sql(sql).collect()

    def view(self, name: str) -> str:
        return f"bjsubsidy_{name}"

    def keep(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> None:
        schema = ", ".join(f"{column} {type}" for column, type in columns)
        self.spark.createDataFrame([tuple(row) for row in rows], schema).createOrReplaceTempView(self.view(name))

    def cells_of(self, column: TableColumn) -> str:
        return self._cells[column.id]

    def _with_firms(self) -> str:
        """Judged rows with the keys of their firms."""
        firms, judged = self.firms, "SELECT * FROM bjsubsidy_judged"
        if not firms.needed(self.told):
            return firms.by_name(judged)
        self.keep("told", TOLD, told(self.told))
        pairs = self.spark.sql(firms.pairs(judged, "SELECT * FROM bjsubsidy_told"))
        _settled(pairs).createOrReplaceTempView("bjsubsidy_pairs")
        _settled(self.spark.sql(firms.codes("SELECT * FROM bjsubsidy_pairs"))).createOrReplaceTempView("bjsubsidy_codes")
        found = self.spark.sql(firms.of_receipts("bjsubsidy_told", "bjsubsidy_codes")).collect()
        self.request = self.request.replace(receipts=keyed(self.told, [tuple(row) for row in found]))
        rows = f"SELECT j.*, {firms.beside()} FROM bjsubsidy_judged j {firms.match('bjsubsidy_codes')}"
        return f"SELECT * {self.dialect.without(['problem', 'torn'])}, coalesce(problem, torn) AS problem FROM ({rows})"

    def _with_months(self) -> str:
        """Rows with their firms and what their month comes to, where a measure asks it."""
        inputs = monthly(self.rule)
        if not inputs:
            return "SELECT * FROM bjsubsidy_owned"
        asked, owned = on_inputs(self.rule, inputs), "SELECT * FROM bjsubsidy_owned"
        if not self.firms.needed(self.told):
            return f"SELECT *, CASE WHEN {asked} THEN {month_sum(self.rule)} END AS {MONTH_COLUMN} FROM bjsubsidy_owned"
        rows = self.firms.with_doubts(owned, "bjsubsidy_pairs", "bjsubsidy_codes")
        sums = f"CASE WHEN {asked} THEN {month_sum(self.rule, DOUBTFUL)} END"
        return f"SELECT * {self.dialect.without([DOUBTFUL])}, {sums} AS {MONTH_COLUMN} FROM ({rows})"

    def _with_instead(self) -> str:
        """Rows with what was received under measures not had together with theirs."""
        if not self.rule.apart:
            return "SELECT * FROM bjsubsidy_dated"
        tests = all_tests(self.rule.apart)
        self.keep("instead_of", instead_table(tests), instead_rows(tests, self.request.receipts, self.request))
        beside = beside_rows(self.rule, "SELECT * FROM bjsubsidy_dated", self.view("instead_of"))
        joined = f"SELECT d.*, b.* FROM bjsubsidy_dated d LEFT JOIN ({beside}) b ON d.row = b.instead_row"
        return f"SELECT * {self.dialect.without(['instead_row'])} FROM ({joined})"

    def _typed(self) -> str:
        looked_up = self._cells = {column.id: self._looked_up(place, column) for place, column in enumerate(self.found.unplain)}
        joins = " ".join(
            f"LEFT JOIN {looked_up[column.id]} ON {self.typing.match(column, looked_up[column.id])}" for column in self.found.unplain
        )
        return f"SELECT r.*, {self.typing.values(self.found, looked_up)} FROM bjsubsidy_rows r {joins}"

    def _looked_up(self, place: int, column: TableColumn) -> str:
        """The relation of a column's cells that `quantities` reads on the workers, each distinct text once."""
        from pyspark.sql.functions import udf

        cells: Cells = self.typing.cells
        type = f"struct<value: {self.typing.sql_type(column)}, key: string, problem: string>"

        def read(text: str) -> tuple[object, str | None, str | None]:
            cell = cells.read(column, text)
            return cell.value, cell.key, cell.problem

        texts = self.spark.sql(self.typing.unplain_texts(column, self.rows)).toDF("text")
        name = f"bjsubsidy_cells{place}"
        texts.select("text", udf(read, type, useArrow=False)("text").alias("cell")).selectExpr(
            "text", "cell.value", "cell.key", "cell.problem"
        ).createOrReplaceTempView(name)
        return name

    def _receive(self, ledger: RunningCaps) -> None:
        self.keep("receipts", receipts.receipt_columns(self.request), receipts.receipt_rows(self.request))
        self.spark.table(self.view("receipts")).createOrReplaceTempView("receipts")
        _settled(self.spark.sql(receipts.received(ledger, self.request, _TYPED))).createOrReplaceTempView("received")

    def write(self, answer: ResultQuery, path: str, form: PartedForm) -> None:
        """The answer in order, as Spark writes it: a folder of parts."""
        cells = [f"{self._cell(name, form)} AS {self.dialect.name(name)}" for name in ANSWER_COLUMNS]
        cells += [f"{self._text(f'x{n}') if form.textual else f'x{n}'} AS {self.dialect.name(h)}" for n, h in enumerate(answer.carried)]
        frame = self.spark.sql(f"SELECT {', '.join(cells)} FROM ({answer.sql} ORDER BY number, m)")
        frame.write.format(form.source).options(**form.writing).save(path)

    def _cell(self, name: str, form: PartedForm) -> str:
        value = self._money(name) if name in MONEY else self.dialect.name(name)
        if not form.textual:
            return value
        if name in ("amount", "on"):
            return f"coalesce(CAST({value} AS STRING), {name}_written)"
        return self._text(name) if name in ("enterprise", "item", "input", "problem") else value

    def _text(self, name: str) -> str:
        """Text that a spreadsheet would run as a formula, written so that it is not."""
        formula = self.dialect.matches(f"CAST({name} AS STRING)", r"(?s)[=+\-@＝＋－＠\t\r].*")
        number = self.dialect.matches(f"CAST({name} AS STRING)", "[+-]?[0-9.,]+%?")
        return f"CASE WHEN {formula} AND NOT {number} THEN {self.dialect.text(chr(39))} || {name} ELSE {name} END"

    @staticmethod
    def _money(fen: str) -> str:
        return f"CAST(CAST({fen} AS DECIMAL(18,0)) * CAST(0.01 AS DECIMAL(3,2)) AS DECIMAL(18,2))"

    def summary(self, path: str, form: PartedForm) -> Summary:
        """From what was written; computed again where claims may stand apart, which nothing that is written says."""
        measures = [measure for _, measure in self.rule.numbered]
        apart = any(scope in self.request.choices() for measure in measures for cap in measure.caps for scope in cap.named())
        rows = self._answer.sql if apart else self._written(path, form)
        sums = tallied("verdict = 'eligible'", "verdict = 'unconfirmed'")
        found = self.spark.sql(f"SELECT measure, {sums} FROM ({rows}) GROUP BY measure").collect()
        by_id = {row[0]: [int(value) for value in row[1:]] for row in found}
        tallies = tuple(MeasureTally(measure, *by_id[measure.id]) for measure in measures if measure.id in by_id)
        problems, claimed = by_id.get(None, [0])[0], rows_claimed(tallies)
        left = rows_left_out(self._path, self.found.rows, problems, claimed, self.rule, _TYPED, None, self.query)
        said = Summary(self.found.rows, problems, left, tallies)
        return self._with_left_out(said) if any(tally.unknown or tally.apart for tally in said.tallies) else said

    def _with_left_out(self, said: Summary) -> Summary:
        """The rows whose amount no sum holds: how many, and the first of them, by their firms and items."""
        claims = f"SELECT * FROM ({self._claims}) WHERE {UNCOUNTED}"
        left = left_out_query(self.rule, self.layout, self.firms.place, claims)
        count = self.query(f"SELECT count(DISTINCT row) FROM ({left})")[0][0]
        most = FIRST_LEFT_OUT * len(self.rule.numbered)
        rows = named_rows(map(tuple, self.query(f"{left} ORDER BY row, m LIMIT {most}")), dict(self.rule.numbered))
        return said.replace(left_out=count, first=tuple(islice(rows, FIRST_LEFT_OUT)))

    def _written(self, path: str, form: PartedForm) -> str:
        written = self.spark.read.format(form.source).options(**form.reading).load(path)
        written.createOrReplaceTempView("bjsubsidy_written")
        low, high = (f"CAST(CAST({fen} AS DECIMAL(38,2)) * 100 AS DECIMAL(38,0)) AS {fen}" for fen in ("low", "high"))
        return f"SELECT measure, verdict, {low}, {high}, FALSE AS apart FROM bjsubsidy_written"


def _is_text(path: str) -> bool:
    return path.lower().rstrip("/").endswith(_TEXT_FILES)


def _settled(frame: "DataFrame") -> "DataFrame":
    """Computed once and kept by the workers: every cap asks for it again, and plans within plans grow without end."""
    return frame.localCheckpoint()
