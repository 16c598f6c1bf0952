"""The distributed engine: the same SQL on Spark, from and to what Spark reads and writes.

Nothing comes to the driver but which columns need a second look, the inputs, and the summary.
"""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.batching import receipts
from bjsubsidy.batching.caps import RunningCaps
from bjsubsidy.batching.cells import Cells
from bjsubsidy.batching.columns import Survey, Typing
from bjsubsidy.batching.contradicted import contradicted
from bjsubsidy.batching.months import month_sum, monthly, on_inputs
from bjsubsidy.batching.request import MeasureTally, Request, Summary, tallied
from bjsubsidy.batching.result import ANSWER_COLUMNS, MONEY, ResultQuery, answer_rows
from bjsubsidy.batching.rule import rule_of
from bjsubsidy.formula.dialect import Spark
from bjsubsidy.formula.sql import MONTH_COLUMN
from bjsubsidy.language import Text
from bjsubsidy.readers.headings import TableColumn, TableReading, layout, of_items

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
        headings, types = self._opened(path, asked)
        self.rows = "SELECT * FROM bjsubsidy_rows"
        self.layout = layout(path, headings, of_items(request.catalogue), asked)
        self.typing = Typing(self.layout, types, self.dialect, request.catalogue, request.lang)
        self.found = self._surveyed()
        self.rule = rule_of(request, self.layout, self.found, self.dialect)
        self._answer: ResultQuery

    def _opened(self, path: str, asked: TableReading) -> tuple[list[str], list[str]]:
        """The view (row, c0, c1, …, fault) of a table; a row's place is its file, its part of the file, and its number there."""
        frame = self._csv(path, asked.encoding) if path.lower().rstrip("/").endswith(_TEXT_FILES) else self.spark.read.parquet(path)
        named = [(name, type) for name, type in frame.dtypes if name != "_fault"]
        cells = [f"{self.dialect.name(name)} AS c{place}" for place, (name, _) in enumerate(named)]
        fault = f"CASE WHEN _fault IS NOT NULL THEN {self._uneven()} END" if "_fault" in frame.columns else "CAST(NULL AS STRING)"
        cells += [f"{self.dialect.text(value)} AS c{len(named) + place}" for place, value in enumerate(asked.values.values())]
        frame.selectExpr(f"{_PLACE} AS row", *cells, f"{fault} AS fault").createOrReplaceTempView("bjsubsidy_rows")
        return [name.removeprefix("\ufeff") for name, _ in named], [*(type for _, type in named), *["string"] * len(asked.values)]

    def _csv(self, path: str, encoding: str | None) -> "DataFrame":
        """Every cell as text; the whole line in `_fault` where its cells are not as many as the headings."""
        options = {"header": "true", "quote": '"', "escape": '"', "encoding": encoding or "UTF-8", "multiLine": "true"}
        headings = self.spark.read.options(**options).csv(path).columns
        schema = ", ".join(f"{self.dialect.name(heading)} STRING" for heading in [*headings, "_fault"])
        return self.spark.read.options(**options, columnNameOfCorruptRecord="_fault", mode="PERMISSIVE").schema(schema).csv(path)

    def _uneven(self) -> str:
        said = Text("格数与标题不符", "it has not as many cells as the heading")
        return self.dialect.text(said.in_(self.request.lang))

    def _surveyed(self) -> Survey:
        long = self.typing.long_numbers(self.rows)
        if long is not None:
            self.typing.found_wrecked(list(self.spark.sql(long).collect()[0]))
        return self.typing.surveyed(list(self.spark.sql(self.typing.survey(self.rows)).collect()[0]))

    def answer(self) -> ResultQuery:
        """The claims after caps, in no order yet."""
        self.spark.sql(contradicted(self._typed(), self.rule, self.layout, self.request.lang)).createOrReplaceTempView("bjsubsidy_judged")
        typed = self.spark.sql(self._with_months())
        (_settled(typed) if self.found.unplain else typed).createOrReplaceTempView("bjsubsidy_typed")
        ledger = RunningCaps(self.rule, self.request.strict, bool(self.request.receipts))
        if self.request.receipts:
            self._receive(ledger)
        self._answer = answer_rows(self.rule, self.layout, ledger.sql(_TYPED))
        return self._answer

    def _with_months(self) -> str:
        """Judged rows with what their month comes to, where a measure asks it."""
        inputs = monthly(self.rule)
        if not inputs:
            return "SELECT * FROM bjsubsidy_judged"
        sums = f"CASE WHEN {on_inputs(self.rule, inputs)} THEN {month_sum(self.rule)} END"
        return f"SELECT *, {sums} AS {MONTH_COLUMN} FROM bjsubsidy_judged"

    def _typed(self) -> str:
        looked_up = {column.id: self._looked_up(place, column) for place, column in enumerate(self.found.unplain)}
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
        schema = ", ".join(f"{name} {type}" for name, type in receipts.receipt_columns(self.request))
        self.spark.createDataFrame(receipts.receipt_rows(self.request), schema).createOrReplaceTempView("receipts")
        _settled(self.spark.sql(receipts.received(ledger, self.request, _TYPED))).createOrReplaceTempView("received")

    def write(self, answer: ResultQuery, path: str, form: str) -> None:
        """The answer in order, as Spark writes it: a folder of parts."""
        cells = [f"{self._cell(name, form)} AS {self.dialect.name(name)}" for name in ANSWER_COLUMNS]
        cells += [f"{self._text(f'x{n}') if form == 'csv' else f'x{n}'} AS {self.dialect.name(h)}" for n, h in enumerate(answer.carried)]
        frame = self.spark.sql(f"SELECT {', '.join(cells)} FROM ({answer.sql} ORDER BY row, m)")
        if form == "csv":
            frame.write.options(header="true", quote='"', escape='"', encoding="UTF-8", emptyValue="").csv(path)
        else:
            frame.write.parquet(path)

    def _cell(self, name: str, form: str) -> str:
        value = self._money(name) if name in MONEY else self.dialect.name(name)
        if form == "parquet":
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

    def summary(self, path: str, form: str) -> Summary:
        """From what was written; computed again where claims may stand apart, which nothing that is written says."""
        measures = [measure for _, measure in self.rule.numbered]
        apart = any(scope in self.request.choices() for measure in measures for cap in measure.caps for scope in cap.named())
        rows = self._answer.sql if apart else self._written(path, form)
        sums = tallied("verdict = 'eligible'", "verdict = 'unconfirmed'")
        found = self.spark.sql(f"SELECT measure, {sums} FROM ({rows}) GROUP BY measure").collect()
        return _summed(found, self.found.rows, measures)

    def _written(self, path: str, form: str) -> str:
        written = self.spark.read.parquet(path) if form == "parquet" else self.spark.read.options(header="true", escape='"').csv(path)
        written.createOrReplaceTempView("bjsubsidy_written")
        low, high = (f"CAST(CAST({fen} AS DECIMAL(38,2)) * 100 AS DECIMAL(38,0)) AS {fen}" for fen in ("low", "high"))
        return f"SELECT measure, verdict, {low}, {high}, FALSE AS apart FROM bjsubsidy_written"


def _settled(frame: "DataFrame") -> "DataFrame":
    """Computed once and kept by the workers: every cap asks for it again, and plans within plans grow without end."""
    return frame.localCheckpoint()


def _summed(found: Sequence[Any], rows: int, measures: Sequence[Any]) -> Summary:
    by_id = {row[0]: [int(value) for value in row[1:]] for row in found}
    tallies = tuple(MeasureTally(measure, *by_id[measure.id]) for measure in measures if measure.id in by_id)
    problems = by_id.get(None, [0])[0]
    claimed = sum({tally.measure.input: tally.claims for tally in tallies}.values())
    return Summary(rows, problems, rows - problems - claimed, tallies)
