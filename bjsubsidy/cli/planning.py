"""A plan as the command line asks for it: the profile, the register, and the seconds it may take."""

from collections.abc import Sequence

from bjsubsidy.api.plan import plan, profile
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.limit import time_limit
from bjsubsidy.planning.plan import Plan


def planned(context: Context, path: str, answers: Sequence[str] = ()) -> Plan:
    """`answers` are workbooks of questions that the firm filled in. Today stands where nothing says a day."""
    firm = profile(
        path,
        on=context.day("on"),
        as_of=context.day("as_of"),
        otherwise=context.today,
        received_file=context.given.one("received_file"),
        answers=answers,
        catalogue=context.catalogue,
        tell=context.warn,
    )
    out_of_time, too_late = time_limit(context)
    return plan(firm, strict=context.given.has("strict"), out_of_time=out_of_time, too_late=too_late, catalogue=context.catalogue)
