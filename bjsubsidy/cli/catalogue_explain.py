"""`bjsubsidy catalogue explain CODE`: what a code of `catalogue check` means, why, and an example broken and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context
from bjsubsidy.errors import UnknownName
from bjsubsidy.language import Text
from bjsubsidy.readers.codes import CODES
from bjsubsidy.readers.fault_kinds import FaultKind

if TYPE_CHECKING:
    from bjsubsidy.cli.options import FaultCodeArgument
    from bjsubsidy.law.catalogue import Catalogue


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "catalogue explain BJ030"


def run(context: Context, code: FaultCodeArgument) -> int:
    from bjsubsidy.reports.explain import fault_page

    context.refuse_format()
    context.output.deliver(fault_page(_kind(code), context.lang))
    return 0


def _kind(written: str) -> FaultKind:
    """The kind of a code, however its letters are written."""
    found = next((kind for kind, code in CODES.items() if code.code == written.strip().upper()), None)
    if found is None:
        raise UnknownName(Text("错误代码", "code of a fault"), written, [code.code for code in CODES.values()])
    return found
