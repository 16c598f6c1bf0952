"""`bjsubsidy completion SHELL`: Typer's completion script."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout, suppress
from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context
from bjsubsidy.cli.offers import SHELLS
from bjsubsidy.errors import UnknownName
from bjsubsidy.language import Text

if TYPE_CHECKING:
    from bjsubsidy.cli.options import ShellArgument
    from bjsubsidy.law.catalogue import Catalogue


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "completion bash"


def run(context: Context, shell: ShellArgument) -> int:
    if shell not in SHELLS:
        raise UnknownName(Text("命令行程序", "shell"), shell, list(SHELLS))
    context.refuse_format()
    context.output.deliver(_script(context, shell))
    return 0


def _script(context: Context, shell: str) -> str:
    """What Typer prints when the variable that asks it for completion asks for the script."""
    from bjsubsidy.cli.app import COMPLETES, PROGRAM, program

    written = io.StringIO()
    os.environ[COMPLETES] = f"source_{shell}"
    try:
        with redirect_stdout(written), suppress(SystemExit):
            program(context.lang).main([], PROGRAM)
    finally:
        del os.environ[COMPLETES]
    return written.getvalue().strip("\n") + "\n"
