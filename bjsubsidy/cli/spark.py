"""`bjsubsidy batch --engine spark`: the same run on an existing Spark, or on a local one."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bjsubsidy.batching.parted import PartedForm
from bjsubsidy.batching.request import Request, Summary
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import UNUSABLE_FILE, Problem, UnreadableFile, Unwritable, Usage
from bjsubsidy.language import Text
from bjsubsidy.writers import FORMATS

_NOT_HERE = ("best", "memory", "sheet", "all_sheets", "limit", "reports", "report_format")


class NoSpark(Problem):
    """Spark is not installed, has no Java, or cannot be reached."""

    exit_code = UNUSABLE_FILE
    words = Text("无法使用 Spark：{why}。{now}", "Spark cannot be used: {why}. {now}")


def run_spark(context: Context, paths: Sequence[str], request: Request) -> Summary:
    """Reads and writes where Spark does; nothing that is there is written over."""
    output, form = _target(context)
    if len(paths) > 1:
        what = Text("Spark 一次只读一个表", "Spark reads one table at a time")
        raise Usage(what, Text("请把各个文件放进同一个文件夹。", "Put the files into one folder and name that."))
    path = paths[0]
    with _spark_problems(output), tempfile.TemporaryDirectory(prefix="bjsubsidy-") as folder:
        from bjsubsidy.batching.counted import ROWS_LOST
        from bjsubsidy.batching.dates import contradiction_notes
        from bjsubsidy.batching.opened import layout_notes
        from bjsubsidy.batching.slips import alike_rows, slip_notes
        from bjsubsidy.batching.spark import SparkRun, session, ship
        from bjsubsidy.batching.spellings import spelling_notes
        from bjsubsidy.cli.table_asked import asked_of

        spark = session(*address_of(context.given.one("master")))
        ship(spark, folder)
        run = SparkRun(spark, request, path, asked_of(context))
        if run.lost():
            raise UnreadableFile(path=path, why=ROWS_LOST)
        context.say(layout_notes(run.layout, context.catalogue, alike_rows(run)))
        answer = run.answer()
        context.say([*slip_notes(run), *spelling_notes(run), *contradiction_notes(run)])
        run.write(answer, output, form)
        return run.summary(output, form)


def _target(context: Context) -> tuple[str, PartedForm]:
    """Where the answer goes and as what: a folder of parts."""
    output = context.given.one("output")
    refused = next((context.given.place(parameter) for parameter in _NOT_HERE if context.given.has(parameter)), None)
    if refused is not None:
        what = Text(f"{refused} 只用于 duckdb 引擎", f"{refused} is for the engine duckdb")
        raise Usage(what, Text("请去掉它，或去掉 --engine spark。", "Leave it out, or leave out --engine spark."))
    parts = context.output.format.parts()
    if output in (None, "-") or parts is None:
        endings = [form.endings[0] for form in FORMATS.values() if form.parts() is not None]
        what = Text("Spark 只写 CSV 或 Parquet 文件夹", "Spark writes a folder of CSV or Parquet")
        zh, en = (f"-o {name}" for name in ("文件夹", "NAME"))
        now = Text(f"请用 {' 或 '.join(zh + end for end in endings)}。", f"Name it with {' or '.join(en + end for end in endings)}.")
        raise Usage(what, now)
    return output or "", parts


def address_of(named: str | None) -> tuple[str | None, str | None]:
    """The master of a Spark, and the address of one that is spoken to from afar; both None for the local default."""
    if named is None:
        return None, os.environ.get("SPARK_REMOTE")
    return (None, named) if named.startswith("sc://") else (named, None)


@contextmanager
def _spark_problems(output: str) -> Iterator[None]:
    """What Spark says as one line."""
    try:
        from pyspark.errors import AnalysisException, PySparkException
    except ImportError:
        now = Text("请安装：pip install 'bjsubsidy[spark]'。", "Install it: pip install 'bjsubsidy[spark]'.")
        raise NoSpark(why=Text("没有安装 PySpark", "PySpark is not installed"), now=now) from None
    try:
        yield
    except AnalysisException as error:
        if error.getCondition() == "PATH_ALREADY_EXISTS":
            raise Unwritable(path=output, why=Text("它已存在", "it is there already")) from None
        raise NoSpark(why=_first_line(error), now="") from None
    except PySparkException as error:
        java = Text("请安装 Java 17 或更新版本。", "Install Java 17 or later.")
        raise NoSpark(why=_first_line(error), now=java if "JAVA" in str(error) else "") from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("py4j", "grpc"):
            raise
        raise NoSpark(why=_first_line(error), now="") from None


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
