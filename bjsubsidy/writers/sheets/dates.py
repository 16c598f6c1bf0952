"""The sheets of `deadlines`, `due` and `status`."""

from collections.abc import Sequence

from bjsubsidy.answers.due import Due
from bjsubsidy.answers.status import StatusResult
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline
from bjsubsidy.writers.sheet import Cell, Column, Sheet, Word
from bjsubsidy.writers.sheets.calc import condition
from bjsubsidy.writers.words import DATE_KINDS, MARKS, STATE_MARKS, STATES, VERDICTS, Phrases, pages

_WEEKDAYS = tuple(
    Text(f"星期{zh}", en)
    for zh, en in zip("一二三四五六日", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


def deadlines(found: Sequence[Deadline], catalogue: Catalogue, lang: Lang) -> Sheet:
    words = Phrases(catalogue, lang)
    columns = [
        Column("date", words.say("日期", "date"), "date"),
        Column("kind", words.say("种类", "kind"), "word"),
        Column("id", words.say("编号", "id"), audience="machine"),
        Column("title", words.say("事项和措施", "title and measures")),
        Column("measures", words.say("措施编号", "measure ids"), audience="machine"),
        Column("pages", words.say("页", "pages"), "word"),
    ]
    rows: list[list[Cell]] = [
        [
            deadline.date,
            Word(deadline.kind, DATE_KINDS[deadline.kind].in_(lang)),
            deadline.id,
            Word(deadline.title.in_(lang), "\n".join([deadline.title.in_(lang), *deadline.measures])),
            "; ".join(deadline.measures),
            pages(deadline.sources),
        ]
        for deadline in found
    ]
    lines = [] if rows else [words.say("没有符合的日期", "no date fits")]
    return Sheet(columns, rows, [], lines, title=words.say("固定日期", "fixed dates"))


def due(answer: Due, catalogue: Catalogue, lang: Lang) -> Sheet:
    words = Phrases(catalogue, lang)
    columns = [
        Column("day", words.say("第几日", "day"), "word"),
        Column("date", words.say("日期", "date"), "date"),
        Column("weekday", words.say("星期", "weekday"), "word"),
    ]
    rows: list[list[Cell]] = [
        [_place(answer, place, words), day, Word(str(day.isoweekday()), _WEEKDAYS[day.weekday()].in_(lang))]
        for place, day in enumerate(answer.days, 1)
    ]
    limit = answer.limit
    zh, en = ("（暂定）", " (provisional)") if answer.provisional else ("", "")
    head = words.say(
        f"{limit.title.zh}（{limit.id}）：{answer.start} 起，到 {answer.due} 止{zh}",
        f"{limit.title.en} ({limit.id}): from {answer.start}, due {answer.due}{en}",
    )
    lines = [words.say(f"注意：{said}", f"note: {said}") for said in (catalogue.reading(id).line().in_(lang) for id in limit.readings)]
    title = words.say(f"到期日：{limit.title.zh}", f"due: {limit.title.en}")
    return Sheet(columns, rows, [head, limit.text.in_(lang)], [*lines, words.cited(limit.sources)], len(rows) - 1, title)


def _place(answer: Due, place: int, words: Phrases) -> Word:
    """The number of a working day; of a period in months or years, its end and the days it moved over."""
    if answer.limit.unit == "working-day":
        return Word(str(place), str(place))
    return Word(str(place), words.say("期满", "ends") if place == 1 else words.say("顺延", "moved"))


def status(answer: StatusResult, catalogue: Catalogue, lang: Lang, cautions: Sequence[str]) -> Sheet:
    words = Phrases(catalogue, lang)
    columns = [
        Column("fact", words.say("事实", "fact"), audience="machine"),
        Column("state", words.say("状态", "state"), "word"),
        Column("condition", words.say("条件", "condition")),
    ]
    rows: list[list[Cell]] = [
        [
            finding.fact or "",
            Word(finding.state, f"{STATE_MARKS[finding.state]} {STATES[finding.state].in_(lang)}"),
            condition(finding, answer.givens, words),
        ]
        for finding in answer.findings
    ]
    status = answer.status
    verdict = f"{MARKS[answer.verdict]} {VERDICTS[answer.verdict].in_(lang)}"
    if status.means is not None and answer.verdict == "eligible":
        verdict += words.say(f"：{status.means.zh}", f": {status.means.en}")
    head = words.say(f"{status.title.zh}（{status.id}）：{verdict}", f"{status.title.en} ({status.id}): {verdict}")
    every = (
        words.say("任一条件符合即可", "one condition is enough")
        if status.match == "any"
        else words.say("各条件须全部符合", "all conditions must hold")
    )
    asked = [fact for finding in answer.findings for fact in finding.missing if answer.verdict == "unconfirmed"]
    lines = [f"  {words.question(catalogue.fact(fact))}" for fact in dict.fromkeys(asked)]
    lines = [words.say("先回答这些问题：", "answer these questions first:"), *lines] if lines else []
    lines += [words.say(f"注意：{said}", f"note: {said}") for said in (catalogue.reading(id).line().in_(lang) for id in status.readings)]
    lines += [words.cited(status.sources), *cautions]
    return Sheet(columns, rows, [head, status.text.in_(lang), every], lines, title=status.title.in_(lang))
