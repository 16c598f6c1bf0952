"""`bjsubsidy catalogue fmt FILE…`: catalogue files laid out as the shipped catalogue is, each written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.cli import aside
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.output import write_whole
from bjsubsidy.errors import UNUSABLE_FILE, Problem
from bjsubsidy.language import Text, clean
from bjsubsidy.writers.catalogue_layout import LaidOutFile, laid_out_file

if TYPE_CHECKING:
    from bjsubsidy.cli.options import CheckOption, LaidOutFilesArgument
    from bjsubsidy.law.catalogue import Catalogue


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "catalogue fmt measures.toml --check"


def run(context: Context, file: LaidOutFilesArgument, check: CheckOption = False) -> int:
    """No file is written where one of them cannot be read."""
    context.refuse_format()
    found = [_read(path) for path in dict.fromkeys(file)]
    refused = [each for each in found if isinstance(each, Problem)]
    for problem in refused:
        aside(problem.sentence(context.lang))
    files = [each for each in found if not isinstance(each, Problem)]
    if refused:
        return UNUSABLE_FILE
    for each in files:
        context.output.refuse_input(each.path)
    changed = [each for each in files if each.changed]
    for each in () if check else changed:
        write_whole(each.path, each.content)
    context.output.deliver("".join(f"{_said(each, check).in_(context.lang)}\n" for each in changed))
    for each in files:
        for left in each.left:
            context.warn(left)
    if not changed:
        context.warn(Text("没有须改动的文件", "nothing to change"))
    return UNUSABLE_FILE if check and changed else 0


def _read(path: str) -> LaidOutFile | Problem:
    try:
        return laid_out_file(path)
    except Problem as problem:
        return problem


def _said(file: LaidOutFile, check: bool) -> Text:
    path = clean(file.path)
    return Text(f"{path}：须改写", f"{path}: would be rewritten") if check else Text(f"{path}：已改写", f"{path}: rewritten")
