"""A choice that a cap counts by and nobody gave: every answer that is left to it makes a claim of its own.

A name that nobody gave may be any name, so such claims share one group; a choice has few answers, and each can be tried.
"""

from itertools import product

from bjsubsidy.answers.claim import Claim
from bjsubsidy.answers.claim import claim as put_forward
from bjsubsidy.law.catalogue import Catalogue


def open_choices(claim: Claim, catalogue: Catalogue) -> tuple[str, ...]:
    """The choices (not names) that its caps count by and its item does not say, each once."""
    counted = dict.fromkeys(scope for cap in claim.measure.caps for scope in cap.named())
    return tuple(fact for fact in counted if fact not in claim.item.facts and catalogue.fact(fact).kind.chosen)


def claims_by_answer(claim: Claim, catalogue: Catalogue) -> tuple[Claim, ...]:
    """The claim under each answer that does not refuse it, in the catalogue's order; itself where nothing is open.

    Verdict and findings stay those of what was given: an answer that is tried is no fact.
    """
    names = open_choices(claim, catalogue)
    if not names or claim.verdict == "ineligible":
        return (claim,)
    ids = [[choice.id for choice in catalogue.fact(name).choices] for name in names]
    tried = [_under(claim, dict(zip(names, answers, strict=True)), catalogue) for answers in product(*ids)]
    return tuple(one for one in tried if one is not None)


def _under(claim: Claim, assumed: dict[str, str], catalogue: Catalogue) -> Claim | None:
    item = claim.item.replace(facts={**claim.item.facts, **assumed})
    made = put_forward(claim.measure, item, claim.as_of, catalogue)
    return None if made.verdict == "ineligible" else claim.replace(item=item, uncapped=made.uncapped, assumed=assumed)
