"""Measures that are not had together: who excludes whom, for one item or for all that a claim shares with another."""

from collections.abc import Iterator, Sequence

from bjsubsidy.answers.caps import scope_value
from bjsubsidy.answers.claim import Claim, finding_of, verdict
from bjsubsidy.formula.tree import NotReceived
from bjsubsidy.language import LANGS, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Exclusion, Measure
from bjsubsidy.quantities import Value, money_text, same_key
from bjsubsidy.record import Record


class ExclusionSide(Record):
    """What a claim takes of an exclusion: the exclusion with what it is counted by, and whether it is the one that excludes."""

    key: tuple[object, ...]
    excluding: bool


def sides_of(claim: Claim, catalogue: Catalogue) -> tuple[ExclusionSide, ...]:
    """The exclusions that a claim is a side of beyond its own item, of which each item has one claim anyway."""
    return tuple(
        ExclusionSide((measure.id, measure.excludes.index(exclusion), *_counted(exclusion, claim)), claim.measure.id == measure.id)
        for measure, exclusion in catalogue.exclusions
        if exclusion.per and claim.measure.id in (measure.id, *exclusion.measures)
    )


def _counted(exclusion: Exclusion, claim: Claim) -> tuple[object, ...]:
    """As caps count: a scope that nobody named is one common group."""
    return tuple(same_key(scope_value(scope, claim)) for scope in exclusion.per)


def excluded_together(claims: Sequence[Claim], catalogue: Catalogue) -> Iterator[tuple[Claim, Claim]]:
    """Every two claims of which one excludes the other, told from the entries alone."""
    for measure, exclusion in catalogue.exclusions:
        own = [claim for claim in claims if claim.measure.id == measure.id]
        others = [claim for claim in claims if claim.measure.id in exclusion.measures]
        if exclusion.per:
            yield from ((a, b) for a in own for b in others if _counted(exclusion, a) == _counted(exclusion, b))


def tests_of_receipts(measure: Measure, receipts: Sequence[Receipt], catalogue: Catalogue) -> tuple[NotReceived, ...]:
    """That nothing was received under a measure which this one excludes, or which excludes it: one test for each that was received.

    An exclusion for one item has none: no receipt says which item it was for.
    """
    received = {receipt.measure for receipt in receipts}
    held: dict[tuple[str, ...], dict[str, None]] = {}
    for other, exclusion in catalogue.exclusions:
        against = exclusion.measures if measure.id == other.id else (other.id,) if measure.id in exclusion.measures else ()
        for id in against if exclusion.per else ():
            if id in received:
                held.setdefault(exclusion.per, {})[id] = None
    return tuple(NotReceived(tuple(ids), per) for per, ids in held.items())


def after_receipts(claim: Claim, receipts: Sequence[Receipt], catalogue: Catalogue) -> Claim:
    """A claim with what was received under measures that are not had together with its own, a condition for each."""
    tests = tests_of_receipts(claim.measure, receipts, catalogue)
    if not tests:
        return claim
    findings = (*claim.findings, *(finding_of(test, _told(test, claim, receipts)) for test in tests))
    return claim.replace(findings=findings, verdict=verdict(findings))


def _told(test: NotReceived, claim: Claim, receipts: Sequence[Receipt]) -> dict[str, Value]:
    """What receipts tell a test: whether it holds, nothing where nobody can say; and which facts of the claim could tell."""
    against = ((receipt, shares(test.per, claim, receipt)) for receipt in receipts if receipt.measure in test.measures)
    sharing = [(receipt, shared) for receipt, shared in against if shared is not False]
    if not sharing:
        return {test.name: True}
    if any(shared for _, shared in sharing):
        return {test.name: False}
    asked = [fact for fact in test.named() if fact not in claim.item.facts]
    return {test.telling(fact): True for fact in asked if any(fact in receipt.scope for receipt, _ in sharing)}


def shares(per: Sequence[str], claim: Claim, receipt: Receipt) -> bool | None:
    """Whether a claim and a receipt are of the same of what `per` counts by; None where one of them does not name it."""
    pairs = [_pair(scope, claim, receipt) for scope in per]
    if any(one is not None and other is not None and one != other for one, other in pairs):
        return False
    return None if any(one is None or other is None for one, other in pairs) else True


def _pair(scope: str, claim: Claim, receipt: Receipt) -> tuple[object, object]:
    """What both are counted under in a scope. Where nobody names a firm there is but one; a receipt of no firm may be of any."""
    if scope == "year":
        return claim.item.on.year, None if receipt.on is None else receipt.on.year
    if scope == "enterprise":
        own = claim.item.enterprise
        return ("", "") if own is None and receipt.enterprise is None else (same_key(own), same_key(receipt.enterprise))
    return same_key(claim.item.facts.get(scope)), same_key(receipt.scope.get(scope))


def received_before(claim: Claim, receipts: Sequence[Receipt]) -> Receipt | None:
    """A receipt for the one thing for which only one claim is made: what the claim names of it the receipt names too.

    Where nobody said which year or whose a receipt is, it may be of any.
    """
    per, facts = claim.measure.one_per, claim.item.facts
    named = [scope for scope in per if scope not in ("enterprise", "year")]
    known = [scope for scope in named if scope in facts]
    if not per or (named and not known):
        return None
    own = [receipt for receipt in receipts if receipt.measure == claim.measure.id]
    same = (receipt for receipt in own if all(same_key(receipt.scope.get(scope)) == same_key(facts[scope]) for scope in known))
    return next((receipt for receipt in same if shares([s for s in per if s not in named], claim, receipt) is not False), None)


def received_once_notes(claims: Sequence[Claim], receipts: Sequence[Receipt], catalogue: Catalogue) -> list[Text]:
    """That the one thing for which only one claim is made was supported, or may have been: no condition, and said beside the claims."""
    said: dict[Text, None] = {}
    for claim in claims:
        if not claim.measure.one_per or claim.verdict == "ineligible":
            continue
        if receipt := received_before(claim, receipts):
            said[_received_once(claim.measure, receipt, catalogue, _SAME)] = None
            continue
        own = (receipt for receipt in receipts if receipt.measure == claim.measure.id)
        if receipt := next((one for one in own if shares(claim.measure.one_per, claim, one) is None), None):
            said[_received_once(claim.measure, receipt, catalogue, _MAY_BE_SAME)] = None
    return list(said)


_SAME = Text(
    "{title}：同一{scope}已收到过这项支持（{received}），plan 和 batch --best 不再选它",
    "{title}: this support has already been received for the same {scope} ({received}); plan and batch --best do not choose it",
)
_MAY_BE_SAME = Text(
    "{title}：已收到过这项支持（{received}），没有写明是不是同一{scope}；同一{scope}只能申请一项",
    "{title}: this support has been received ({received}), not said whether for the same {scope}, for which only one claim is made",
)


def _received_once(measure: Measure, receipt: Receipt, catalogue: Catalogue, words: Text) -> Text:
    scope, figure = one_scope_said(measure, catalogue), money_text(receipt.amount)
    received = figure if receipt.on is None else f"{figure}@{receipt.on}"
    zh, en = (
        text.format(title=measure.title.in_(lang), scope=scope.in_(lang), received=received)
        for lang, text in zip(LANGS, words, strict=True)
    )
    return Text(zh, en)


def one_scope_said(measure: Measure, catalogue: Catalogue) -> Text:
    """What a measure brings one claim for, in words; the firm goes without saying where anything else is named."""
    return scopes_said([scope for scope in measure.one_per if scope != "enterprise"] or measure.one_per, catalogue)


def exclusion_notes(measure: Measure, catalogue: Catalogue) -> list[Text]:
    """With which measures it is not had together, and for what."""
    found: dict[tuple[str, ...], list[str]] = {}
    for other, exclusion in catalogue.exclusions:
        if measure.id == other.id:
            found.setdefault(exclusion.per, []).extend(exclusion.measures)
        elif measure.id in exclusion.measures:
            found.setdefault(exclusion.per, []).append(other.id)
    return [_said([catalogue.measure(id).title for id in dict.fromkeys(ids)], per, catalogue) for per, ids in found.items()]


def _said(titles: Sequence[Text], per: Sequence[str], catalogue: Catalogue) -> Text:
    scopes = scopes_said(per, catalogue)
    zh, en = "、".join(title.zh for title in titles), ", ".join(title.en for title in titles)
    return Text(f"同一{scopes.zh}不能与以下措施同时享受：{zh}", f"for one {scopes.en} it is not had together with: {en}")


def scopes_said(per: Sequence[str], catalogue: Catalogue) -> Text:
    """What an exclusion is counted by, in words."""
    own = {"enterprise": Text("企业", "enterprise"), "year": Text("年度", "year")}
    names = [own.get(scope) or catalogue.fact(scope).name for scope in per] or [Text("项目", "item")]
    return Text("、".join(name.zh for name in names), " and ".join(name.en for name in names))
