"""`bjsubsidy catalogue new KIND [FILE]`: asks for an entry with its evidence and writes it, or prints a skeleton to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context
from bjsubsidy.cli.terminal import at_terminal
from bjsubsidy.errors import UnknownName, Usage
from bjsubsidy.language import Text

if TYPE_CHECKING:
    from bjsubsidy.cli.options import LayerFileArgument, NewKindArgument
    from bjsubsidy.law.catalogue import Catalogue

NEW_KINDS = ("measure",)


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "catalogue new measure district.toml"


def run(context: Context, kind: NewKindArgument, file: LayerFileArgument = None) -> int:
    """Somebody at a terminal is asked; a pipe and `-o` get the skeleton."""
    context.refuse_format()
    if kind not in NEW_KINDS:
        raise UnknownName(Text("可以新建的条目", "entry that is asked for"), kind, list(NEW_KINDS))
    if at_terminal() and context.given.one("output") is None:
        from bjsubsidy.cli.new_measure import asked_measure, asked_path

        return asked_measure(context, file or asked_path(context))
    if file is not None:
        what = Text(f"“{file}”只在终端里逐题填写", f"“{file}” is filled in at a terminal only")
        raise Usage(what, Text("请在终端运行，或去掉文件名，得到一份待填的样本。", "Run it there, or leave the file out for a skeleton."))
    from bjsubsidy.writers.entry_skeleton import measure_skeleton

    context.output.refuse_filled()
    context.output.deliver(measure_skeleton(context.lang))
    return 0
