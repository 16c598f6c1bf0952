"""Measures that are not had together: who excludes whom, for one item or for all that a claim shares with another."""

from collections.abc import Iterator, Sequence

from bjsubsidy.answers.caps import scope_value
from bjsubsidy.answers.claim import Claim
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Exclusion, Measure
from bjsubsidy.quantities import same_key
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


def received_instead(claim: Claim, receipts: Sequence[Receipt], catalogue: Catalogue) -> Receipt | None:
    """What was received under a measure that a claim excludes, or that excludes it, where it may share what that is counted by."""
    for measure, exclusion in catalogue.exclusions:
        ids = (measure.id, *exclusion.measures)
        against = exclusion.measures if claim.measure.id == measure.id else (measure.id,) if claim.measure.id in ids else ()
        for receipt in receipts:
            if receipt.measure in against and exclusion.per and _may_share(exclusion, claim, receipt):
                return receipt
    return None


def _may_share(exclusion: Exclusion, claim: Claim, receipt: Receipt) -> bool:
    """What one side did not name may be what the other named."""
    if "enterprise" in exclusion.per and receipt.enterprise is not None and same_key(receipt.enterprise) != same_key(claim.item.enterprise):
        return False
    if "year" in exclusion.per and receipt.on is not None and receipt.on.year != claim.item.on.year:
        return False
    said = ((receipt.scope.get(scope), claim.item.facts.get(scope)) for scope in exclusion.named())
    return all(one is None or other is None or same_key(one) == same_key(other) for one, other in said)


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
