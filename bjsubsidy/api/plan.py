"""The best admissible set of claims of one firm."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bjsubsidy.api.catalogue import law_of
from bjsubsidy.api.notes import warned
from bjsubsidy.api.typed import typed_day
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Profile
from bjsubsidy.planning.plan import Plan, plan_firm

if TYPE_CHECKING:
    from bjsubsidy.batching.request import OutOfTime
    from bjsubsidy.readers.register import Tell

# A firm of five hundred loans is done in so many; it is the same answer on every machine.
_STEPS = 10_000


def plan(
    firm: Profile | str | os.PathLike[str],
    *,
    on: date | None = None,
    as_of: date | None = None,
    received_file: str | os.PathLike[str] | None = None,
    strict: bool = False,
    out_of_time: OutOfTime | None = None,
    too_late: OutOfTime | None = None,
    catalogue: Catalogue | None = None,
    tell: Tell = warned,
) -> Plan:
    """The claims that bring a firm most, what was given up for them, and what each cap has left.

    The firm is a `Profile`, or a file that `profile` reads with the arguments of the same names. The search ends when it is
    `out_of_time`, questions and reasons when it is `too_late` for them; left out, they end after a fixed number of steps, so that
    the same firm has the same answer everywhere. `gap` is how much more a better set could bring at most, 0 where there is none.
    """
    from bjsubsidy.api.firm import refuse_beside, typed_firm

    law = law_of(catalogue)
    if isinstance(firm, Profile):
        refuse_beside(on=on, as_of=as_of, received_file=received_file)
        known = typed_firm(firm, law)
    else:
        known = profile(firm, on=on, as_of=as_of, received_file=received_file, catalogue=law, tell=tell)
    return plan_firm(law, known, strict, out_of_time or stepped(), too_late or stepped())


def stepped(steps: int = _STEPS) -> OutOfTime:
    """Whether it was asked more than so often."""
    left = iter(range(steps))
    return lambda: next(left, None) is None


def profile(
    path: str | os.PathLike[str],
    *,
    on: date | None = None,
    as_of: date | None = None,
    otherwise: date | None = None,
    received_file: str | os.PathLike[str] | None = None,
    answers: Sequence[str | os.PathLike[str]] = (),
    catalogue: Catalogue | None = None,
    tell: Tell = warned,
) -> Profile:
    """The firm in a TOML file, with the register of what it received and the workbooks of questions that it answered.

    `as_of` is the day of asking and `on` the day of every item: both win over the file. `otherwise` stands where neither says a day;
    without it such a day is a fault of the file.
    """
    from bjsubsidy.api.firm import firm_in_file

    law = law_of(catalogue)
    days = [None if day is None else typed_day(day, name) for name, day in (("on", on), ("as_of", as_of), ("otherwise", otherwise))]
    register = None if received_file is None else os.fspath(received_file)
    return firm_in_file(os.fspath(path), law, (days[0], days[1], days[2]), register, [os.fspath(answer) for answer in answers], tell)
