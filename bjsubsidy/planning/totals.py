"""The one figure of a plan or of a comparison of two, and what is said beside it; `UnknownAmount` where it is not known."""

from bjsubsidy.answers.amount import Uncounted, upper_end, waiting, without_figure
from bjsubsidy.errors import UnknownAmount
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.planning.compare import Comparison
from bjsubsidy.planning.plan import Plan
from bjsubsidy.quantities import money_text


def total_figure(answer: Plan, catalogue: Catalogue) -> str:
    """The high total in yuan."""
    if answer.total.high is None:
        raise UnknownAmount(why=waiting(answer.uncounted, catalogue))
    return money_text(answer.total.high)


def beside_total(answer: Plan, catalogue: Catalogue) -> list[Text]:
    """That the total is an upper end, and that some measures have no figure yet."""
    total, said = answer.total, []
    if total.high is not None and total.low != total.high:
        said.append(upper_end(total.high, total.low))
    if unknown := (*answer.uncounted, *answer.beside):
        said.append(without_figure(unknown, catalogue))
    return said


def figure_of_change(answer: Comparison, catalogue: Catalogue) -> str:
    """What the high total grows by, in yuan."""
    if answer.high is None:
        raise UnknownAmount(why=waiting(_unknown(answer), catalogue))
    return money_text(answer.high)


def beside_change(answer: Comparison, catalogue: Catalogue) -> list[Text]:
    """That it is the difference of upper ends, and that some measures have no figure yet."""
    said, low, totals = [], money_text(answer.low), (answer.before.total, answer.after.total)
    if any(total.low != total.high for total in totals):
        text = Text(
            f"注意：这是两个最高合计之差；两个最低合计之差为 {low}",
            f"note: this is the difference between the two high totals; the low totals differ by {low}",
        )
        said.append(text)
    plans = (answer.before, answer.after)
    if unknown := dict.fromkeys(entry for plan in plans for entry in (*plan.uncounted, *plan.beside)):
        said.append(without_figure(list(unknown), catalogue))
    return said


def _unknown(answer: Comparison) -> list[Uncounted]:
    return list(dict.fromkeys((*answer.before.uncounted, *answer.after.uncounted)))
