"""`bjsubsidy batch --new -o table.xlsx`: a workbook to fill in, which `batch` reads back."""

from collections.abc import Iterable, Sequence

from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Usage, extra_word
from bjsubsidy.language import Text
from bjsubsidy.readers.headings import own_names
from bjsubsidy.writers import WORKBOOK

# What asks for a table that is filled in.
_OF_A_RUN = (
    *("best", "strict", "as_of", "received_file", "fail_on_problem", "encoding", "sheet", "all_sheets", "column"),
    *("memory", "limit", "engine", "master", "reports", "report_format"),
)


def write_blank(context: Context, files: Sequence[str]) -> int:
    """A sheet for each input that is asked for, or for all on which a measure is computed."""
    if files:
        raise extra_word(files[0])
    context.refuse_beside("--new", *_OF_A_RUN)
    _refuse_places(context)
    context.output.refuse_filled()
    from bjsubsidy.writers.blank_table import blank_table

    inputs = _inputs(context)
    context.output.deliver(blank_table(context.catalogue, inputs, context.lang))
    sheets = " --all-sheets" if len(inputs) > 1 else ""
    path = context.given.one("output")
    context.warn(Text(f"填好后运行：bjsubsidy batch {path}{sheets}", f"once it is filled in: bjsubsidy batch {path}{sheets}"))
    return 0


def _refuse_places(context: Context) -> None:
    """It is a workbook in a file, and nothing else."""
    output = context.output
    if output.path is None:
        what = Text("--new 写出一份工作簿，没有写明写到哪里", "--new writes a workbook, and nothing says where")
        raise Usage(what, Text("请加 -o 表.xlsx。", "Add -o table.xlsx."))
    if output.format != WORKBOOK:
        what = Text("--new 写出的是工作簿", "--new writes a workbook")
        raise Usage(what, Text("请用 .xlsx 结尾，不加其他 --format。", "Use a name that ends with .xlsx and no other --format."))


def _inputs(context: Context) -> list[str]:
    """The inputs of the measures and of `--set input=…`, in the catalogue's order; all that have measures where none is named."""
    catalogue, given = context.catalogue, context.given
    named = [catalogue.computable(id).input for id in given.many("measure")]
    named += [catalogue.find(written, "input") for written in _set_inputs(given.many("set_"))]
    return [id for id in catalogue.rows("input") if catalogue.measures_on(id) and (not named or id in named)]


def _set_inputs(pairs: Iterable[str]) -> Iterable[str]:
    for pair in pairs:
        id, sign, value = pair.partition("=")
        if not sign or id.strip() not in ("input", *own_names("input")):
            what = Text(f"--new 只用 --set input=…，不能是“{pair}”", f"--new takes --set input=… only, not “{pair}”")
            raise Usage(what, Text("请去掉它。", "Leave it out."))
        yield value.strip()
