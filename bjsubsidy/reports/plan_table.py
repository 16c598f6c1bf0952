"""What `plan` says of one firm in lines: what was given up and why, what caps have left, what to ask, the dates, the working."""

from collections.abc import Sequence

from bjsubsidy.answers.amount import waiting, without_figure
from bjsubsidy.answers.claim import Claim, lacking
from bjsubsidy.answers.exclusions import scopes_said
from bjsubsidy.formula.describe import sentence
from bjsubsidy.formula.tree import NotReceived
from bjsubsidy.language import Text, listed, many
from bjsubsidy.law.entries import Deadline, Fact
from bjsubsidy.planning.given_up import GivenUp
from bjsubsidy.planning.plan import AskedQuestion, CapBalance, Plan, PlannedClaim
from bjsubsidy.quantities import Value
from bjsubsidy.reports.phrases import DATE_KINDS, VERDICTS, Phrases, condition, grouped_money
from bjsubsidy.reports.working import working_lines


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
        return Text("已证明：按合计最高额比，没有更好的组合", "proven: no other set has a higher total")
    if answer.gap == 0 and answer.refund_gap == 0:
        return Text(
            "合计最高额已证明是最大的；最高额相同的组合中，未在时限内证明这一个最低额最高、申请最少",
            "the high total is proven the largest; among sets with this one the low total and the number of claims were not proven in time",
        )
    gap, refunds = grouped_money(answer.gap), grouped_money(answer.refund_gap)
    more = f"，暂退款至多再多 {refunds}", f", and refunds of at most {refunds} more"
    beside = more if answer.refund_gap else ("", "")
    return Text(
        f"时限内未证完：更好的组合至多再多 {gap}{beside[0]}", f"not proven in time: a better set could pay at most {gap} more{beside[1]}"
    )


def surer(answer: Plan, words: Phrases, how: bool = True) -> list[str]:
    """That another choice, of what is eligible only, makes more certain, and how much; `how` to have it is for those who run commands."""
    if answer.strict_low is None:
        return []
    low, (zh, en) = grouped_money(answer.strict_low), ("加 --strict ", "--strict, ") if how else ("", "")
    return [words.say(f"{zh}只选符合的，已确定的更多：{low}", f"with {en}eligible claims only, more is certain: {low}")]


def unproven(answer: Plan) -> list[Text]:
    """A sum that is not proven is said beside the answer too, whatever the format."""
    said = proof(answer)
    return [Text(f"注意：{said.zh}", f"note: {said.en}")] if answer.gap or answer.refund_gap else []


def whole_years(answer: Plan) -> list[Text]:
    """Claims of one year on a tax that is counted by the year: they are added, and each may be the whole year's."""
    by_year: dict[tuple[str, int], list[PlannedClaim]] = {}
    for kept in answer.claims:
        claim = kept.assessment.claim
        if claim.measure.counted_by == "year":
            by_year.setdefault((claim.measure.id, claim.item.on.year), []).append(kept)
    return [_same_year(kept) for kept in by_year.values() if len(kept) > 1]


def _same_year(kept: Sequence[PlannedClaim]) -> Text:
    claim, labels = kept[0].assessment.claim, [one.label for one in kept]
    title, year = claim.measure.title, claim.item.on.year
    return Text(
        f"{title.zh}：按年计税，{year} 年的{listed(labels, 'zh')}相加；如各是全年数，请只留一项",
        f"{title.en}: the tax is counted by the year, and those of {year} are added ({listed(labels, 'en')}); keep one of them where each"
        " is the whole year's figure",
    )


def late_measures(answer: Plan, how: bool = True) -> list[Text]:
    """Of how many measures nothing was worked out in time; `how` more time is given is left out for readers who run no command."""
    now = Text("；请加大 --limit", "; give a larger --limit") if how else Text("", "")
    said = Text(
        f"注意：时限内没有算出 {answer.left_out} 项措施可得多少：未采用的没有理由，问题也不计它们{now.zh}",
        f"note: what {many(answer.left_out, 'measure')} would pay was not worked out in time: they have no reason, and no question"
        f" counts them{now.en}",
    )
    return [said] if answer.left_out else []


def reasons(answer: Plan, words: Phrases) -> list[str]:
    """Everything that was given up."""
    return (
        [words.say("未采用：", "given up:"), *(f"  {given_up_line(given_up, words)}" for given_up in answer.given_up)]
        if answer.given_up
        else []
    )


def given_up_line(given_up: GivenUp, words: Phrases) -> str:
    """The item, the measure, why it is not claimed, and what it would pay."""
    claim, why = given_up.claim, reason_line(given_up, words)
    # A figure that hangs on what nobody has confirmed does not stand as one that is certain.
    title = judged(claim, words) if given_up.high and claim.verdict == "unconfirmed" else claim.measure.title.in_(words.lang)
    amount = "" if not given_up.high else words.say(f"（{grouped_money(given_up.high)}）", f" ({grouped_money(given_up.high)})")
    if given_up.lost:
        before = grouped_money(given_up.claim.uncapped or 0)
        amount = words.say(f"（上限前 {before}）", f" (before caps {before})")
    return words.say(f"{given_up.label}：{title}，{why}", f"{given_up.label}: {title}, {why}") + amount


def judged(claim: Claim, words: Phrases) -> str:
    """A measure with its verdict for an item."""
    title, verdict = claim.measure.title.in_(words.lang), VERDICTS[claim.verdict].in_(words.lang)
    return words.say(f"{title}（{verdict}）", f"{title} ({verdict})")


def reason_line(given_up: GivenUp, words: Phrases) -> str:
    """The reason, with the first condition that is unmet, or with what was received instead."""
    said = given_up.why(words.catalogue).in_(words.lang)
    claim = given_up.claim
    unmet = [finding for finding in claim.findings if finding.state == "unmet"]
    inner = Phrases(words.catalogue, words.lang, claim.item.input)
    if unmet and isinstance(received := unmet[0].test, NotReceived) and given_up.reason == "received-instead":
        titles, scope = words.list_of([words.measure(id) for id in received.measures]), scopes_said(received.per, words.catalogue)
        return said + words.say(f"：{titles}（同一{scope.zh}）", f": {titles} (for the same {scope.en})")
    if unmet:
        return f"{said}{words.say('：', ': ')}{sentence(unmet[0].test, inner)}"
    missing = [inner.name(fact) for fact in lacking(claim)]
    return f"{said}{words.say('：', ': ')}{listed(missing, words.lang)}" if missing and given_up.high is None else said


def cap_lines(answer: Plan, words: Phrases) -> list[str]:
    """Every cap: what it counts by, what is used and left, what would also fit."""
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


def question(asked: AskedQuestion, words: Phrases) -> str:
    """What is asked, of which items and measures, and what hangs on it."""
    fact = words.catalogue.fact(asked.question.fact)
    about = [
        *(() if fact.of == "enterprise" else asked.labels),
        *asking(fact, asked.measures, words),
    ]
    amount = asked.question.amount
    worth = (
        words.say("金额未知", "amount unknown")
        if amount is None
        else words.say(f"关系到 {grouped_money(amount)}", f"worth up to {grouped_money(amount)}")
    )
    hangs = listed(about, words.lang) + (words.say("；", "; ") if about else "") + worth
    return f"{words.question(fact, asked.measures)}" + words.say(f"（{hangs}）", f" ({hangs})")


def asking(fact: Fact, measures: Sequence[str], words: Phrases) -> list[str]:
    """The measures that ask a fact, by their titles, where its question does not name them."""
    return [] if fact.question_of else [words.catalogue.measure(id).title.in_(words.lang) for id in measures]


def day_line(deadline: Deadline, words: Phrases) -> str:
    """A day, what it does, and of what."""
    return f"{deadline.date} {DATE_KINDS[deadline.kind].in_(words.lang)} {deadline.title.in_(words.lang)}"


def day_lines(answer: Plan, words: Phrases) -> list[str]:
    """Every date and time limit; those that are over say so."""
    past = words.say("（已过）", " (past)")
    lines = [f"  {day_line(d, words)}{past if d.date < answer.profile.as_of else ''}" for d in answer.deadlines]
    lines += [f"  {words.beside(f'{limit.title.in_(words.lang)} {words.length(limit)}', limit.id)}" for limit in answer.limits]
    return [words.say("日期和时限：", "dates and time limits:"), *lines] if lines else []


def claims_working(answer: Plan, words: Phrases) -> list[str]:
    """Of each claim its conditions, its working, where to apply and where it stands."""
    lines = []
    for kept in answer.claims:
        claim = kept.assessment.claim
        inner = Phrases(words.catalogue, words.lang, claim.item.input)
        title = words.beside(claim.measure.title.in_(words.lang), claim.measure.id)
        lines.append(words.say(f"{kept.label}：{title}", f"{kept.label}: {title}"))
        for finding in claim.findings:
            lines.append(f"  {words.state(finding.state).shown} {condition(finding, claim.givens(), inner)}")
        lines += [f"  = {line}" for line in working_lines(kept.assessment, inner)]
        lines.append(f"  {words.authorities(claim.measure.authority)} {words.cited(claim.measure.sources)}")
    return lines
