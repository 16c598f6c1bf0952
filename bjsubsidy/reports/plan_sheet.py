"""The sheet of `plan`: the total, the claims of one firm, and under them in short what to ask, what was given up, caps and days."""

from collections.abc import Sequence

from bjsubsidy.language import Lang, Text, listed, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import INCOME
from bjsubsidy.planning.plan import AskedQuestion, CapBalance, Plan, Total
from bjsubsidy.reports.asked import brings
from bjsubsidy.reports.claims import Claimed, claim_columns, note_lines, without_ids
from bjsubsidy.reports.phrases import NATURES, Phrases, grouped_money
from bjsubsidy.reports.plan_table import (
    asking,
    cap_lines,
    cap_title,
    claims_working,
    counted_by,
    day_line,
    day_lines,
    given_up_line,
    proof,
    question,
    reasons,
    surer,
    uncounted_lines,
)
from bjsubsidy.reports.sheet import Sheet, sheet

_COLUMNS = (
    *("item", "input", "amount", "on", "as_of", "measure", "verdict", "bound", "nature", "low", "high", "uncapped"),
    *("document", "pages"),
)
_ASKED, _NAMED = 5, 2


def plan_sheet(answer: Plan, catalogue: Catalogue, lang: Lang, explain: bool, asked: Sequence[Text]) -> Sheet:
    """One row a claim; with `explain` also ids, the conditions, the working, and everything that is counted without it.

    `asked` says of the day of asking that nobody gave it.
    """
    words = Phrases(catalogue, lang)
    columns = claim_columns(words, *_COLUMNS)
    head = [*_head(answer, words, asked), *_totals(answer, words)]
    lines = _explained(answer, words) if explain else _short(answer, words)
    return sheet(columns if explain else without_ids(columns), plan_claims(answer), head, lines)


def plan_claims(answer: Plan) -> list[Claimed]:
    """The claims as rows."""
    return [Claimed(kept.assessment, answer.profile.as_of, kept.label) for kept in answer.claims]


def _head(answer: Plan, words: Phrases, asked: Sequence[Text]) -> list[str]:
    name = answer.profile.name or words.say("本企业", "the firm")
    items, claims, as_of = len(answer.profile.items), len(answer.claims), answer.profile.as_of
    said = words.say(f"{name}：{items} 个项目，申请 {claims} 项", f"{name}: {many(items, 'item')}, {many(claims, 'claim')}")
    if not asked:
        return [said + words.say(f"，查询日 {as_of}", f", day of asking {as_of}")]
    return [words.say("；", "; ").join([said, *(text.in_(words.lang) for text in asked)])]


def _totals(answer: Plan, words: Phrases) -> list[str]:
    """The sum and what is proven of it; what would be certain by another choice; what it is made of; what it leaves out."""
    total, proven = total_span(answer.total, words), proof(answer).in_(words.lang)
    lines = [words.say(f"合计 {total}（{proven}）", f"total {total} ({proven})"), *(f"  {line}" for line in surer(answer, words))]
    parts = [_nature(nature, part, words) for nature, part in answer.natures.items()]
    lines += ["  " + words.say("；", "; ").join(parts)] if parts else []
    return [*lines, *(f"  {line}" for line in uncounted_lines(answer, words))]


def _nature(nature: str, part: Total, words: Phrases) -> str:
    apart = "" if nature in INCOME else words.say("，不计入合计", ", not in the total")
    return f"{NATURES[nature].in_(words.lang)} {total_span(part, words)}{apart}"


def total_span(total: Total, words: Phrases) -> str:
    low, counted = grouped_money(total.low), grouped_money(total.counted)
    if total.high is None:
        return words.say(f"{low} 至未知（已知金额的最高合计 {counted}）", f"{low} to unknown (what is known comes to at most {counted})")
    return counted if total.low == total.high else words.say(f"{low} 至 {counted}", f"{low} to {counted}")


def _explained(answer: Plan, words: Phrases) -> list[str]:
    asked = [f"  {question(one, words)} [{one.question.fact}]" for one in answer.questions]
    notes = note_lines([kept.assessment for kept in answer.claims], words, True)
    questions = [words.say("先回答这些问题：", "answer these questions first:"), *asked] if asked else []
    parts = (questions, reasons(answer, words), cap_lines(answer, words), day_lines(answer, words), claims_working(answer, words), notes)
    return [line for part in parts for line in part]


def _short(answer: Plan, words: Phrases) -> list[str]:
    """Whatever decides money, in lines; the rest is counted: what would pay nothing or the same, days past and authorities' own."""
    given_up = [one for one in answer.given_up if one.lost or (one.high != 0 and one.reason != "equal")]
    left_out = [one for one in answer.given_up if one not in given_up]
    ahead = [deadline for deadline in answer.deadlines if deadline.date >= answer.profile.as_of and deadline.kind != "target"]
    others = [deadline for deadline in answer.deadlines if deadline not in ahead]
    lines = _questions(answer.questions[:_ASKED], words)
    lines += [words.say("未采用：", "given up:"), *(f"  {given_up_line(one, words)}" for one in given_up)] if given_up else []
    lines += [words.say("上限尚余：", "caps remaining: ") + _left(answer.caps, words)] if answer.caps else []
    days = [day_line(deadline, words) for deadline in ahead]
    lines += [words.say("日期：", "dates: ") + days[0], *(f"  {day}" for day in days[1:])] if days else []
    counts = [
        (len(answer.questions[_ASKED:]), "个问题", "question", "questions"),
        (len(left_out), "项未采用的措施", "measure given up", "measures given up"),
        (len(others), "个日期", "date", "dates"),
        (len(answer.limits), "项时限", "time limit", "time limits"),
    ]
    said = [Text(f"{count} {zh}", many(count, one, several)) for count, zh, one, several in counts if count]
    return lines + note_lines([kept.assessment for kept in answer.claims], words, False, said)


def _questions(asked: Sequence[AskedQuestion], words: Phrases) -> list[str]:
    """What is asked, the key of the profile that answers it, what it is about; what hangs on it once where it is the same of all."""
    if not asked:
        return []
    worths = {one.question.amount for one in asked}
    each = brings(asked[0].question.amount, words, len(asked) > 1) if len(worths) == 1 else ""
    once = words.say(f"（{each}）", f" ({each})") if each else ""
    lines = [_question(one, words, not each) for one in asked]
    return [words.say(f"先回答这些问题{once}：", f"answer these questions first{once}:"), *lines]


def _question(asked: AskedQuestion, words: Phrases, worth: bool) -> str:
    fact = words.catalogue.fact(asked.question.fact)
    said = [asked_about(asked, words), brings(asked.question.amount, words) if worth else ""]
    hangs = words.say("；", "; ").join(filter(None, said))
    return f"  {words.question(fact, asked.measures, short=True)} {fact.id}" + (words.say(f"（{hangs}）", f" ({hangs})") if hangs else "")


def asked_about(asked: AskedQuestion, words: Phrases) -> str:
    """The items and measures of a question, the first of them."""
    fact = words.catalogue.fact(asked.question.fact)
    labels = () if fact.of == "enterprise" else asked.labels
    return listed(_few([*labels, *asking(fact, asked.measures, words)], words), words.lang)


def _few(names: Sequence[str], words: Phrases) -> list[str]:
    more = len(names[_NAMED:])
    return [*names[:_NAMED], words.say(f"另 {more} 项", f"{more} more")] if more else list(names)


def _left(caps: Sequence[CapBalance], words: Phrases) -> str:
    """What each cap has left; caps of one measure say what they are counted by."""
    titles = [cap_title(left, words) for left in caps]
    said = []
    for left, title in zip(caps, titles, strict=True):
        by = words.say(f"（{counted_by(left, words)}）", f" ({counted_by(left, words)})") if titles.count(title) > 1 else ""
        said.append(f"{title}{by} {words.said(left.use.remaining)}")
    return words.say("；", "; ").join(said)
