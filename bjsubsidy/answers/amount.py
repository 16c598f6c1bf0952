"""Unknown is never a figure: what one item brings, or that nobody can say so yet, and which fact would tell."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.claim import Claim, lacking
from bjsubsidy.errors import UnknownAmount
from bjsubsidy.language import Text, listed
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import money_text
from bjsubsidy.record import Record


class Uncounted(Record):
    """An item that a sum leaves out: the measures whose amount is unknown, and the facts that would tell it."""

    item: str
    measures: tuple[str, ...]
    facts: tuple[str, ...]


class ItemAmount(Record):
    """What one item brings, in fen: low and high of its best claim; `high` is None where no claim is known to pay but one may.

    `certain` is the most that some claim pays at least, `by` its measure. `unknown` are the claims without a figure.
    """

    low: int
    high: int | None
    certain: int
    by: str | None
    unknown: tuple[Claim, ...]


class Figures(NamedTuple):
    """What one amount of many comes to, in fen: its best claim, and the figures of that.

    `best` is a claim of some input on the same stretch: its measure and verdict hold, its amounts do not. `high` is None where
    no claim is known to pay and one of `unknown` may.
    """

    input: int
    best: Claim | None
    low: int
    high: int | None
    uncapped: int | None
    unknown: tuple[Claim, ...]


def figures_of(input: int, assessments: Sequence[Assessment]) -> Figures:
    """The figures of all claims of one item, in the order in which an answer shows them."""
    best, amount = best_of(assessments), amount_of(assessments)
    claim = None if best is None else best.claim
    return Figures(input, claim, amount.low, amount.high, None if claim is None else claim.uncapped, amount.unknown)


def amount_of(assessments: Sequence[Assessment]) -> ItemAmount:
    """Of all claims of one item, each assessed as if it were the only one; `dropped` ones bring nothing."""
    unknown = tuple(a.claim for a in assessments if a.high is None and not a.dropped)
    best = best_of(assessments)
    if best is None:
        return ItemAmount(0, None if unknown else 0, 0, None, unknown)
    sure = max(assessments, key=lambda a: (a.low, a is best))
    return ItemAmount(best.low, best.high, sure.low, sure.claim.measure.id, unknown)


def best_of(assessments: Sequence[Assessment]) -> Assessment | None:
    """The highest high, then low, then id; None where none pays."""
    paying = [assessment for assessment in assessments if assessment.high]
    return min(paying, key=lambda a: (-(a.high or 0), -a.low, a.claim.measure.id), default=None)


def uncounted(item: str, claims: Sequence[Claim]) -> Uncounted:
    """The entry of claims of one item whose amount is unknown."""
    return Uncounted(item, tuple(claim.measure.id for claim in claims), needed(claims))


def needed(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The facts without which the amounts of these claims are unknown, each once."""
    return tuple(dict.fromkeys(fact for claim in claims for fact, bound in bounds(claim).items() if bound is None))


def bounds(claim: Claim) -> Mapping[str, str | None]:
    """The facts that the amount needs and nobody gave, with the value that the high amount takes; None where nothing bounds it."""
    needed_facts = lacking(claim)
    return {fact: bounding(claim.measure).get(fact) for fact in needed_facts} if needed_facts else {}


def bounding(measure: Measure) -> Mapping[str, str]:
    """The values that bound facts which the amount needs, by fact; blank for a choice, of whose figures the largest is taken."""
    from bjsubsidy.formula.solve import chosen_by

    formulas = (measure.benefit.formula(), *(cap.formula() for cap in measure.caps))
    return {**measure.benefit.assumed(), **{fact: "" for formula in formulas for fact in chosen_by(formula)}}


# a bare figure, and what is said beside it


def figure(amount: ItemAmount, catalogue: Catalogue) -> str:
    """The high amount in yuan; `UnknownAmount` names the facts to answer where it is not known."""
    if amount.high is None:
        raise UnknownAmount(why=waiting([uncounted("", amount.unknown)], catalogue))
    return money_text(amount.high)


def beside_figure(amount: ItemAmount, catalogue: Catalogue) -> list[Text]:
    """What the figure alone does not say: that it is an upper end, and that a measure has no figure yet."""
    said = []
    if amount.high is not None and amount.low != amount.high:
        said.append(upper_end(amount.high, amount.certain, amount.by or "" if amount.certain else ""))
    if amount.high and amount.unknown:
        said.append(without_figure([uncounted("", amount.unknown)], catalogue))
    return said


def upper_end(high: int, certain: int, by: str = "") -> Text:
    """That a figure is the most there could be, and what is certain, both in fen; `by` which measure."""
    most, sure, named = money_text(high), money_text(certain), Text(f"（{by}）", f" ({by})") if by else Text("", "")
    return Text(
        f"注意：{most} 是最高额，现在能确定的是 {sure}{named.zh}", f"note: {most} is the most it can be; {sure} is certain{named.en}"
    )


def without_figure(entries: Sequence[Uncounted], catalogue: Catalogue) -> Text:
    """That beside a figure some measures have none."""
    said = waiting(entries, catalogue)
    return Text(f"注意：另有金额未知：{said.zh}", f"note: another amount is unknown: {said.en}")


_FIRST = 5


def waiting(entries: Sequence[Uncounted], catalogue: Catalogue) -> Text:
    """What is unknown and which facts to answer, on one line; of many entries the first."""
    said = [_waiting(entry, catalogue) for entry in entries[:_FIRST]]
    more = len(entries) - len(said)
    zh, en = "；".join(one.zh for one in said), "; ".join(one.en for one in said)
    return Text(f"{zh}；另有 {more} 项", f"{en}; and {more} more") if more else Text(zh, en)


def _waiting(entry: Uncounted, catalogue: Catalogue) -> Text:
    measures = [catalogue.measure(id).title for id in entry.measures]
    facts = [(catalogue.fact(id).name, id) for id in entry.facts]
    zh, en = listed([title.zh for title in measures], "zh"), listed([title.en for title in measures], "en")
    asked = listed([f"{name.zh}（{id}）" for name, id in facts], "zh"), listed([f"{name.en} ({id})" for name, id in facts], "en")
    of = (f"“{entry.item}”的", f" for “{entry.item}”") if entry.item else ("", "")
    return Text(f"{of[0]}{zh}需要{asked[0]}", f"{en}{of[1]} needs the {asked[1]}")


class ManyAmounts:
    """What is said once of many amounts that are answered one a line: how many are unreadable, unknown, no more than an upper end."""

    def __init__(self) -> None:
        self.unreadable = 0
        self.unknown = 0
        self._read = 0
        self._upper = 0
        self._besides = 0
        self._waiting: dict[str, Claim] = {}

    def take(self, figures: Figures) -> None:
        self._read += 1
        if figures.high is None:
            self.unknown += 1
        elif figures.low != figures.high:
            self._upper += 1
        if figures.unknown:
            self._besides += bool(figures.high)
            self._waiting.update({claim.measure.id: claim for claim in figures.unknown})

    def notes(self, catalogue: Catalogue) -> list[Text]:
        needs = waiting([uncounted("", list(self._waiting.values()))], catalogue)
        upper = Text("给的是最高额，最低额较小（见 --format csv）", "this is the high amount; the low amount is smaller (see --format csv)")
        said = [
            (self.unknown, Text(f"金额未知：{needs.zh}", f"the amount is unknown: {needs.en}")),
            (self._besides, Text(f"另有金额未知：{needs.zh}", f"another amount is unknown: {needs.en}")),
            (self._upper, upper),
        ]
        return [_of_lines(count, text) for count, text in said if count]

    def apart(self, measures: Sequence[Measure]) -> list[Text]:
        """That no line uses up what another may have, where there are several and something could be used up."""
        return [_APART] if self._read > 1 and any(measure.caps for measure in measures) else []


_APART = Text(
    "注意：各行互不影响，上限对每一行单独计；几笔一起计上限，请用 plan 或 batch",
    "note: lines are independent of each other, each has the cap to itself; plan and batch count a cap over several",
)


def _of_lines(count: int, said: Text) -> Text:
    return Text(f"注意：{count} 行{said.zh}", f"note: {count} {'line' if count == 1 else 'lines'}: {said.en}")
