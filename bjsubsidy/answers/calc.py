"""One item under every measure on its input: which pays best, and what to ask first."""

from collections.abc import Sequence
from datetime import date

from bjsubsidy.answers.amount import ItemAmount, amount_of, best_of, bounds
from bjsubsidy.answers.before_shown import before_shown, readings_before
from bjsubsidy.answers.caps import Assessment, CapUse, apply
from bjsubsidy.answers.forward import put_forward
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.record import Record

_ORDER = {"eligible": 0, "unconfirmed": 1, "ineligible": 2}


class Question(Record):
    """An unknown fact and the most it could bring, in fen; None where no value bounds it. `measures` are those that ask it."""

    fact: str
    amount: int | None
    measures: tuple[str, ...] = ()


class Calc(Record):
    """An amount under every measure asked for, in the order of `rank`; what could bring most is asked first."""

    item: Item
    as_of: date
    strict: bool
    assessments: tuple[Assessment, ...]
    best: Assessment | None
    questions: tuple[Question, ...]

    def amount(self) -> ItemAmount:
        return amount_of(self.assessments)


def calc_item(
    catalogue: Catalogue,
    item: Item,
    as_of: date,
    measures: Sequence[Measure],
    receipts: Sequence[Receipt] = (),
    strict: bool = False,
) -> Calc:
    """The measures are alternatives for one item: each is assessed as if it were the only one."""
    claims = [put_forward(measure, item, as_of, catalogue, receipts) for measure in measures]
    open_answers = apply(claims, receipts)
    answers = apply(claims, receipts, strict) if strict else open_answers
    ranked = tuple(sorted(answers, key=rank))
    return Calc(item, as_of, strict, ranked, best_of(answers), questions(open_answers, catalogue))


def rank(assessment: Assessment) -> tuple[int, bool, int, str]:
    """What assessments are sorted by: verdict, whether the amount is known, the high amount from the largest, id."""
    high = assessment.high
    return _ORDER[assessment.claim.verdict], high is None, -(high or 0), assessment.claim.measure.id


def questions(assessments: Sequence[Assessment], catalogue: Catalogue) -> tuple[Question, ...]:
    """Unknown facts of unconfirmed claims, the one that could bring most first, ties in the catalogue's order."""
    asking: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        if assessment.claim.verdict == "unconfirmed":
            for fact in assessment.claim.missing():
                asking.setdefault(fact, []).append(assessment)
    found = [Question(fact, _most(asking[fact]), _ids(asking[fact])) for fact in catalogue.ids("fact") if fact in asking]
    asked = [question for question in found if question.amount != 0]
    return tuple(sorted(asked, key=lambda question: (question.amount is None, -(question.amount or 0))))


def _ids(assessments: list[Assessment]) -> tuple[str, ...]:
    return tuple(assessment.claim.measure.id for assessment in assessments)


def _most(assessments: list[Assessment]) -> int | None:
    return max((a.high for a in assessments if a.high is not None), default=None)


def assessment_notes(assessment: Assessment, catalogue: Catalogue) -> list[Text]:
    """What a reader must know of one answer: what it takes for granted, and the readings it rests on."""
    measure = assessment.claim.measure
    said = [*_excluded(measure, catalogue), *taken_for_granted(assessment, catalogue)]
    return said + [catalogue.reading(id).line() for id in measure.readings]


def _excluded(measure: Measure, catalogue: Catalogue) -> list[Text]:
    """With which measures it is not had together; a catalogue without exclusions costs a start nothing."""
    if not catalogue.exclusions:
        return []
    from bjsubsidy.answers.exclusions import exclusion_notes

    return exclusion_notes(measure, catalogue)


def taken_for_granted(assessment: Assessment, catalogue: Catalogue) -> list[Text]:
    """Bounds taken for unknown facts, scopes nobody named, a day before the first that is shown."""
    first, day = assessment.claim.measure.shown(catalogue), assessment.claim.item.on
    return [*_taken_figures(assessment, catalogue), *unnamed(assessment, catalogue), *before_shown(first, day, catalogue)]


def decisive(assessment: Assessment, catalogue: Catalogue) -> list[Text]:
    """What the figure or the verdict of this claim hangs on: bounds and choices taken for it, a day before the first that is shown."""
    first, day = assessment.claim.measure.shown(catalogue), assessment.claim.item.on
    return [*_taken_figures(assessment, catalogue), *before_shown(first, day, catalogue)[:1]]


def _taken_figures(assessment: Assessment, catalogue: Catalogue) -> list[Text]:
    said = assumptions(assessment, catalogue)
    said += [_tried(use, catalogue) for use in assessment.caps if use.cap.by and use.cap.by not in assessment.claim.item.facts]
    return said + [_taken(fact, str(answer), catalogue) for fact, answer in assessment.claim.assumed.items()]


def unnamed(assessment: Assessment, catalogue: Catalogue) -> list[Text]:
    """The scopes nobody named, by which this claim is counted with others."""
    scopes = dict.fromkeys(scope for use in assessment.caps for scope in use.unnamed)
    said = [_unnamed(scope, catalogue) for scope in scopes if catalogue.fact(scope).kind.named]
    per = [scope for scope in assessment.claim.measure.one_per if scope not in ("enterprise", "year")]
    return said + [_one_of(scope, catalogue) for scope in per if scope not in assessment.claim.item.facts]


def reading_ids(assessment: Assessment, catalogue: Catalogue) -> tuple[str, ...]:
    """The ids of the readings among the notes."""
    measure = assessment.claim.measure
    return (*readings_before(measure.shown(catalogue), assessment.claim.item.on), *measure.readings)


def assumptions(assessment: Assessment, catalogue: Catalogue) -> list[Text]:
    """The values taken for facts that the amount needs and nobody gave."""
    return [_bounded(fact, text, catalogue) for fact, text in bounds(assessment.claim).items()]


def _bounded(fact: str, bound: str | None, catalogue: Catalogue) -> Text:
    name = catalogue.fact(fact).name
    if bound is None:
        return Text(f"未提供{name.zh}，无法算出金额", f"the {name.en} was not given, so the amount cannot be worked out")
    if not bound:
        return Text(
            f"未提供{name.zh}，最高额按其中最大的一个计", f"the {name.en} was not given; the high amount assumes the largest figure"
        )
    return Text(f"未提供{name.zh}，最高额按 {bound} 计", f"the {name.en} was not given; the high amount assumes {bound}")


def _tried(use: CapUse, catalogue: Catalogue) -> Text:
    """Which cap stands for a choice that nobody gave: the largest, unless what was received leaves more of another."""
    name = catalogue.fact(use.cap.by or "").name
    if use.amount == max(use.cap.figures().values()):
        return Text(f"未提供{name.zh}，上限按最大的一个计", f"the {name.en} was not given; the largest of the caps is used")
    return Text(f"未提供{name.zh}，上限按尚余最多的一个计", f"the {name.en} was not given; the cap with the most remaining is used")


def _taken(fact: str, answer: str, catalogue: Catalogue) -> Text:
    name = catalogue.fact(fact).name
    said = next(choice.name for choice in catalogue.fact(fact).choices if choice.id == answer)
    return Text(
        f"未提供{name.zh}，按“{said.zh}”计，这样合计最高",
        f"the {name.en} was not given; “{said.en}” is assumed, because it makes the total largest",
    )


def _one_of(scope: str, catalogue: Catalogue) -> Text:
    name = catalogue.fact(scope).name
    return Text(
        f"未指明{name.zh}：这样的项目按同一个计，只申请其中一项",
        f"no {name.en} was named: all such items count as the same one, and only one of them is claimed",
    )


def _unnamed(scope: str, catalogue: Catalogue) -> Text:
    name = catalogue.fact(scope).name
    return Text(f"未指明{name.zh}：这样的申请共用一个上限", f"no {name.en} was named: all such claims share one cap")
