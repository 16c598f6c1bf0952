"""A plan as the command line asks for it: the profile, the register, and the seconds it may take."""

from collections.abc import Sequence
from typing import Any

from bjsubsidy.api.firm import firm_beside
from bjsubsidy.api.plan import plan, profile
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.limit import time_limit
from bjsubsidy.held import read_while_open
from bjsubsidy.law.firm import Profile
from bjsubsidy.planning.plan import Plan
from bjsubsidy.readers.profile import profile_of


def planned(context: Context, path: str, answers: Sequence[str] = ()) -> Plan:
    """`answers` are workbooks of questions that the firm filled in. Today stands where nothing says a day."""
    context.say(read_while_open([*answers, *context.files("received_file")]))
    firm = profile(
        path,
        on=context.day("on"),
        as_of=context.day("as_of"),
        otherwise=context.today,
        received_file=context.given.one("received_file"),
        answers=answers,
        catalogue=context.catalogue,
        tell=context.note,
    )
    return plan_in_time(context, firm)


def plan_in_time(context: Context, firm: Profile) -> Plan:
    """The plan of a firm that was read, within the seconds of the line."""
    out_of_time, too_late = time_limit(context)
    return plan(firm, strict=context.given.has("strict"), out_of_time=out_of_time, too_late=too_late, catalogue=context.catalogue)


def firm_in_text(context: Context, path: str, text: str, table: dict[str, Any]) -> Profile:
    """The firm in a text that is to stand in a file, and its table; as `planned` reads the file, and nothing is told."""
    days = context.day("on"), context.day("as_of"), context.today
    firm = profile_of(path, text, table, context.catalogue, days)
    return firm_beside(firm, context.catalogue, context.given.one("received_file"), lambda note: None)
