"""A worked example as a person reads it before it stands in a file: its case, and what the rule gives."""

from bjsubsidy.answers.proposed import Proposal
from bjsubsidy.quantities import parse_money
from bjsubsidy.reports.phrases import VERDICTS, Phrases, grouped_money


def example_case(proposal: Proposal, words: Phrases) -> str:
    """The item of an example: its amount, its day, and what is otherwise than in the others."""
    example, item = proposal.example, proposal.assessment.claim.item
    name = words.catalogue.input(item.input).name.in_(words.lang)
    said = [f"{name} {grouped_money(item.amount)}{words.say(' 元', ' yuan')}"]
    said += [words.say(f"发生日 {example.on}", f"on {example.on}")] if example.on else []
    said += [words.say(f"查询日 {example.as_of}", f"asked on {example.as_of}")] if example.as_of else []
    for id, written in example.with_.items():
        fact = words.catalogue.fact(id)
        said.append(f"{fact.name.in_(words.lang)}{words.say('：', ': ')}{words.value(id, fact.read(written))}")
    for receipt in example.received:
        received = grouped_money(parse_money(receipt.amount))
        said.append(words.say(f"此前已得 {received} 元", f"{received} yuan received before"))
    said += [words.say(f"{fact.name.zh}未知", f"{fact.name.en} not known") for fact in map(words.catalogue.fact, example.without)]
    return words.say("，", ", ").join(said)


def example_result(proposal: Proposal, words: Phrases) -> str:
    """What comes out of it by the rule as it is written."""
    found = proposal.assessment
    verdict = VERDICTS[found.claim.verdict].in_(words.lang)
    if found.high is None:
        return words.say(f"{verdict}，金额未知", f"{verdict}, the amount is not known")
    high = grouped_money(found.high)
    span = high if found.low == found.high else words.say(f"{grouped_money(found.low)} 至 {high}", f"{grouped_money(found.low)} to {high}")
    return words.say(f"{verdict}，{span} 元", f"{verdict}, {span} yuan")
