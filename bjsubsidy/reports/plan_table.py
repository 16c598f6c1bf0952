"""The sheet of `plan`: the claims of one firm, and lines for what was given up, what is left, and what to ask first."""

from bjsubsidy.answers.amount import waiting, without_figure
from bjsubsidy.answers.claim import lacking
from bjsubsidy.formula.describe import sentence
from bjsubsidy.language import Lang, Text, listed, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import INCOME
from bjsubsidy.planning.given_up import GivenUp
from bjsubsidy.planning.plan import AskedQuestion, CapBalance, Plan, Total
from bjsubsidy.quantities import Value
from bjsubsidy.reports.claims import Claimed, claim_columns, note_lines
from bjsubsidy.reports.phrases import DATE_KINDS, NATURES, Phrases, condition, grouped_money
from bjsubsidy.reports.sheet import Sheet, sheet
from bjsubsidy.reports.working import working_lines

_COLUMNS = (
    *("item", "input", "amount", "on", "as_of", "measure", "verdict", "bound", "nature", "low", "high", "uncapped"),
    *("document", "pages"),
)


def plan_sheet(answer: Plan, catalogue: Catalogue, lang: Lang, explain: bool) -> Sheet:
    """One row a claim; with `explain` also the conditions, the working and all questions."""
    words = Phrases(catalogue, lang)
    lines = [*_totals(answer, words), *_reasons(answer, words), *_caps(answer, words), *_questions(answer, words, explain)]
    lines += [
        *_days(answer, words),
        *(_working(answer, words) if explain else []),
        *note_lines([kept.assessment for kept in answer.claims], words, explain),
    ]
    return sheet(claim_columns(words, *_COLUMNS), plan_claims(answer), _head(answer, words), lines)


def plan_claims(answer: Plan) -> list[Claimed]:
    return [Claimed(kept.assessment, answer.profile.as_of, kept.label) for kept in answer.claims]


def _head(answer: Plan, words: Phrases) -> list[str]:
    name = answer.profile.name or words.say("本企业", "the firm")
    items, claims = len(answer.profile.items), len(answer.claims)
    return [
        words.say(
            f"{name}：{items} 个项目，申请 {claims} 项，查询日 {answer.profile.as_of}",
            f"{name}: {many(items, 'item')}, {many(claims, 'claim')}, day of asking {answer.profile.as_of}",
        )
    ]


def _totals(answer: Plan, words: Phrases) -> list[str]:
    lines = [words.say(f"合计 {_span(answer.total, words)}", f"total {_span(answer.total, words)}")]
    for nature, total in answer.natures.items():
        name, amount = NATURES[nature].in_(words.lang), _span(total, words)
        apart = "" if nature in INCOME else words.say("，不计入合计", ", not in the total")
        lines.append(f"  {name} {amount}{apart}")
    return [*lines, *(f"  {line}" for line in uncounted_lines(answer, words)), f"  {proof(answer).in_(words.lang)}"]


def uncounted_lines(answer: Plan, words: Phrases) -> list[str]:
    """What no total holds, for its amount is unknown; and what has no figure beside a claim that does."""
    said = []
    if answer.uncounted:
        left, count = waiting(answer.uncounted, words.catalogue), len(answer.uncounted)
        said.append(words.say(f"{count} 个项目金额未知，未计入：{left.zh}", f"not counted, for the amount is unknown: {left.en}"))
    return said + [without_figure([entry], words.catalogue).in_(words.lang) for entry in answer.beside]


def without_items(answer: Plan) -> list[Text]:
    """How items are added, where a profile has none."""
    keys = "[[item]] (label, input, amount, on)"
    zh, en = (
        f"资料中没有项目，请加 {keys}，写法见 bjsubsidy plan --new",
        f"the profile has no item; add {keys}, as bjsubsidy plan --new does",
    )
    return [] if answer.profile.items else [Text(f"注意：{zh}", f"note: {en}")]


def proof(answer: Plan) -> Text:
    """What is proven of the choice."""
    if answer.proven:
        return Text("已证明没有更好的组合", "proven: no other set is better")
    if answer.gap == 0 and answer.refund_gap == 0:
        return Text(
            "总额已证明最高；总额相同的组合中，未在时限内证明这一个最低额最高、项数最少",
            "the sum is proven; among sets of this sum the low sum and the number of claims were not proven in time",
        )
    gap, refunds = grouped_money(answer.gap), grouped_money(answer.refund_gap)
    more = f"，暂退款至多再多 {refunds}", f", and refunds of at most {refunds} more"
    beside = more if answer.refund_gap else ("", "")
    return Text(
        f"时限内未证完：更好的组合至多再多 {gap}{beside[0]}", f"not proven in time: a better set could pay at most {gap} more{beside[1]}"
    )


def unproven(answer: Plan) -> list[Text]:
    """A sum that is not proven is said beside the answer too, whatever the format."""
    said = proof(answer)
    return [Text(f"注意：{said.zh}", f"note: {said.en}")] if answer.gap or answer.refund_gap else []


def late_measures(answer: Plan) -> list[Text]:
    """Of how many measures nothing was worked out in time."""
    said = Text(
        f"注意：时限内没有算出 {answer.left_out} 项措施可得多少：未选的没有理由，提问不计它们；请加大 --limit",
        f"note: what {answer.left_out} measures would pay was not worked out in time: they have no reason, and no question counts them;"
        " give a larger --limit",
    )
    return [said] if answer.left_out else []


def _span(total: Total, words: Phrases) -> str:
    low, counted = grouped_money(total.low), grouped_money(total.counted)
    if total.high is None:
        return words.say(f"{low} 至未知（已知金额的最高合计 {counted}）", f"{low} to unknown (what is known comes to at most {counted})")
    return counted if total.low == total.high else words.say(f"{low} 至 {counted}", f"{low} to {counted}")


def _reasons(answer: Plan, words: Phrases) -> list[str]:
    lines = [f"  {given_up.label}: {_given_up(given_up, words)}" for given_up in answer.given_up]
    return [words.say("未采用：", "given up:"), *lines] if lines else []


def _given_up(given_up: GivenUp, words: Phrases) -> str:
    title = given_up.claim.measure.title.in_(words.lang)
    return f"{title} {reason_line(given_up, words)}" + ("" if not given_up.high else f" ({grouped_money(given_up.high)})")


def reason_line(given_up: GivenUp, words: Phrases) -> str:
    """The reason, with the first condition that is unmet."""
    said = given_up.why.in_(words.lang)
    claim = given_up.claim
    unmet = [finding for finding in claim.findings if finding.state == "unmet"]
    inner = Phrases(words.catalogue, words.lang, claim.item.input)
    if unmet:
        return f"{said}{words.say('：', ': ')}{sentence(unmet[0].test, inner)}"
    missing = [inner.name(fact) for fact in lacking(claim)]
    return f"{said}{words.say('：', ': ')}{listed(missing, words.lang)}" if missing and given_up.high is None else said


def _caps(answer: Plan, words: Phrases) -> list[str]:
    lines = [f"  {_cap(left, words)}" for left in answer.caps]
    return [words.say("上限：", "caps:"), *lines] if lines else []


def counted_by(left: CapBalance, words: Phrases) -> str:
    """What a cap was counted by: the firm, the year, the loan; a scope that nobody named says so."""
    scopes = zip(left.use.cap.scope, left.named, strict=True)
    return listed([said for scope, value in scopes if (said := _scope(scope, value, words))], words.lang)


def _scope(scope: str, value: Value | None, words: Phrases) -> str:
    if value is None:
        return words.say(f"未指明{words.name(scope)}", f"{words.name(scope)} not named")
    return str(value) if scope in ("enterprise", "year") else words.choice(scope, str(value))


def cap_title(left: CapBalance, words: Phrases) -> str:
    """The measure of a cap; one that counts the input and not the support says so."""
    title = words.catalogue.measure(left.measure).title.in_(words.lang)
    return words.say(f"{title}（基数）", f"{title} (base)") if left.use.cap.counts == "base" else title


def _cap(left: CapBalance, words: Phrases) -> str:
    used, remaining = words.said(left.use.used), words.said(left.use.remaining)
    what = f"{cap_title(left, words)} [{counted_by(left, words)}] {grouped_money(left.use.amount)}"
    said = words.say(f"{what}：已用 {used}，尚余 {remaining}", f"{what}: used {used}, remaining {remaining}")
    fits = listed(list(left.fits), words.lang)
    return said + (words.say(f"；还放得下 {fits}", f"; would also hold {fits}") if fits else "")


def _questions(answer: Plan, words: Phrases, explain: bool) -> list[str]:
    return words.first_questions([f"{question(asked, words)} [{asked.question.fact}]" for asked in answer.questions], explain)


def question(asked: AskedQuestion, words: Phrases) -> str:
    """What is asked, of which items and measures, and what hangs on it."""
    fact = words.catalogue.fact(asked.question.fact)
    about = [
        *(() if fact.of == "enterprise" else asked.labels),
        *(words.catalogue.measure(id).title.in_(words.lang) for id in asked.measures),
    ]
    amount = asked.question.amount
    worth = (
        words.say("金额未知", "amount unknown")
        if amount is None
        else words.say(f"关系到 {grouped_money(amount)}", f"worth up to {grouped_money(amount)}")
    )
    return f"{fact.question.in_(words.lang)} ({listed(about, words.lang)}; {worth})"


def _days(answer: Plan, words: Phrases) -> list[str]:
    past = words.say("（已过）", " (past)")
    lines = [
        f"  {d.date} {DATE_KINDS[d.kind].in_(words.lang)} {d.title.in_(words.lang)}{past if d.date < answer.profile.as_of else ''}"
        for d in answer.deadlines
    ]
    lines += [f"  {limit.title.in_(words.lang)} {words.length(limit)} ({limit.id})" for limit in answer.limits]
    return [words.say("日期和时限：", "dates and time limits:"), *lines] if lines else []


def _working(answer: Plan, words: Phrases) -> list[str]:
    lines = []
    for kept in answer.claims:
        claim = kept.assessment.claim
        inner = Phrases(words.catalogue, words.lang, claim.item.input)
        lines.append(f"{kept.label}: {claim.measure.title.in_(words.lang)} ({claim.measure.id})")
        for finding in claim.findings:
            lines.append(f"  {words.state(finding.state).shown} {condition(finding, claim.givens(), inner)}")
        lines += [f"  = {line}" for line in working_lines(kept.assessment, inner)]
        lines.append(f"  {words.authorities(claim.measure.authority)} {words.cited(claim.measure.sources)}")
    return lines
