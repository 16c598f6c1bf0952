"""Quantities and names as a person reads them; the only place that knows thousands separators and units.

A figure within a sentence is a word of it. Figures of their own, in the cells of a table, stay fen until a writer draws them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from bjsubsidy.answers.before_shown import later_text
from bjsubsidy.answers.caps import CapUse
from bjsubsidy.answers.claim import Finding
from bjsubsidy.formula.describe import sentence
from bjsubsidy.formula.evaluate import compared_values
from bjsubsidy.formula.tree import AMOUNT, AS_OF, MONTH, ON, RECEIVED
from bjsubsidy.language import Lang, Text, listed, many
from bjsubsidy.law.catalogue import Catalogue, page_ranges
from bjsubsidy.law.entries import Fact, Source, TimeLimit
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value, exact_money_text, money_text, percent_text
from bjsubsidy.reports.sheet import Word

VERDICTS = {
    "eligible": Text("符合", "eligible"),
    "unconfirmed": Text("待定", "unconfirmed"),
    "ineligible": Text("不符合", "ineligible"),
}
MARKS = {"eligible": "✓", "unconfirmed": "?", "ineligible": "✗"}
STATES = {"met": Text("符合", "met"), "unmet": Text("不符合", "unmet"), "unknown": Text("未知", "unknown")}
STATE_MARKS = {"met": "✓", "unmet": "✗", "unknown": "?"}
BOUNDS = {
    "exact": Text("载明", "exact"),
    "at-most": Text("最高", "at most"),
    "range": Text("区间", "range"),
    "open": Text("未载明", "open"),
}
NATURES = {
    "grant": Text("补贴", "grant"),
    "saving": Text("税费减免", "saving"),
    "refund": Text("暂退（不是收入）", "refund (no income)"),
    "compensation": Text("风险补偿", "compensation"),
    "finance": Text("融资便利", "finance"),
    "service": Text("服务", "service"),
    "easing": Text("减负", "easing"),
    "duty": Text("义务", "duty"),
    "right": Text("权利", "right"),
    "aim": Text("目标", "aim"),
    "status": Text("身份认定", "status"),
    "limit": Text("时限", "time limit"),
}
DATE_KINDS = {
    "starts": Text("开始", "starts"),
    "ends": Text("结束", "ends"),
    "ceases": Text("停止", "ceases"),
    "resumes": Text("恢复", "resumes"),
    "closes": Text("申请截止", "closes"),
    "target": Text("目标", "target"),
}
_FEW = 3
SCOPES = {"enterprise": Text("企业", "enterprise"), "year": Text("年度", "year")}


def grouped_money(fen: int) -> str:
    """48000000 fen as 480,000.00."""
    return grouped(money_text(fen))


def grouped(figure: str) -> str:
    """Decimal text with its digits grouped by three before the point."""
    whole, point, decimals = figure.removeprefix("-").partition(".")
    return f"{'-' * figure.startswith('-')}{int(whole):,}{point}{decimals}"


def exact(number: Fraction) -> str:
    """An exact number of fen as yuan with separators and every decimal it has, two at least; where they never end, a fraction."""
    text = exact_money_text(number)
    return text if "/" in text else grouped(text)


_OWN = {
    ON: Text("发生日", "day of the item"),
    AS_OF: Text("查询日", "day of asking"),
    AMOUNT: Text("金额", "amount"),
    MONTH: Text("当月合计", "total of the month"),
}
# Conditions that ask no fact.
_CONDITIONS = {
    "from": Text("开始执行的日期", "first day"),
    "until": Text("执行期限", "last day"),
    "apply-by": Text("申请期限", "time to apply"),
    "proposed": Text("只是研究或争取，尚未确定", "only proposed, not decided"),
    RECEIVED: Text("已收到过不能同时享受的支持", "support not had together with it was received"),
    AMOUNT: _OWN[AMOUNT],
    MONTH: _OWN[MONTH],
}


class Phrases:
    """A `Speaker` for one language, and for the input whose amount a condition may be about."""

    def __init__(self, catalogue: Catalogue, lang: Lang, input: str | None = None) -> None:
        self.catalogue = catalogue
        self.lang = lang
        self.input = input

    def verdict(self, id: str) -> Word:
        """A verdict with its mark."""
        return Word(id, f"{MARKS[id]} {VERDICTS[id].in_(self.lang)}")

    def state(self, id: str) -> Word:
        """The state of a condition with its mark."""
        return Word(id, f"{STATE_MARKS[id]} {STATES[id].in_(self.lang)}")

    def bound(self, id: str) -> Word:
        return Word(id, BOUNDS[id].in_(self.lang))

    def nature(self, id: str) -> Word:
        return Word(id, NATURES[id].in_(self.lang))

    def date_kind(self, id: str) -> Word:
        return Word(id, DATE_KINDS[id].in_(self.lang))

    def input_name(self, id: str) -> Word:
        return Word(id, self.catalogue.input(id).name.in_(self.lang))

    def known(self, fen: int | None) -> int | Word:
        """An amount for a cell; one that is not known says so to people and is blank for machines."""
        return Word("", self.said(None)) if fen is None else fen

    def said(self, fen: int | None) -> str:
        """The same within a sentence."""
        return self.say("未知", "unknown") if fen is None else grouped_money(fen)

    def name(self, given: str) -> str:
        if given == AMOUNT and self.input:
            return self.catalogue.input(self.input).name.in_(self.lang)
        if given == MONTH and self.input:
            name = self.catalogue.input(self.input).name
            return self.say(f"{name.zh}（当月合计）", f"{name.en} (total of the month)")
        if given == ON and self.input and (day := self.catalogue.input(self.input).day):
            return day.in_(self.lang)
        return _OWN[given].in_(self.lang) if given in _OWN else self.catalogue.fact(given).name.in_(self.lang)

    def condition_names(self, ids: Sequence[str]) -> str:
        """Conditions, or the facts that they ask, in words: 知识产权已质押；执行期限."""
        names = [_CONDITIONS[id] if id in _CONDITIONS else self.catalogue.fact(id).name for id in ids]
        return self.say("；", "; ").join(name.in_(self.lang) for name in names)

    def statement(self, fact: str, yes: bool) -> str:
        asked = self.catalogue.fact(fact)
        said = asked.yes if yes else asked.no
        return (said or asked.name).in_(self.lang)

    def choice(self, fact: str, choice: str) -> str:
        names = {known.id: known.name for known in self.catalogue.fact(fact).choices}
        return names[choice].in_(self.lang) if choice in names else choice

    def figure(self, given: str | None, value: int | Fraction | date) -> str:
        """A figure with its unit: that of what it is compared with; compared with nothing a fraction is a rate, a whole number yuan."""
        if given is not None and given not in _OWN:
            return self.value(given, value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Fraction) and given is None:
            return percent_text(value)
        return exact(Fraction(value)) + self.say(" 元", " yuan")

    def value(self, fact: str, value: Value) -> str:
        """What was given for a fact, with its unit."""
        asked = self.catalogue.fact(fact)
        said = asked.kind.said(value, asked).in_(self.lang)
        return (grouped(said) if asked.kind.grouped else said) + asked.kind.unit.in_(self.lang)

    def series(self, series: str) -> str:
        return self.catalogue.series(series).name.in_(self.lang)

    def measure(self, id: str) -> str:
        return self.catalogue.measure(id).title.in_(self.lang)

    def scope(self, scopes: Sequence[str]) -> str:
        """What a cap is counted by: 企业、年度."""
        return listed([SCOPES[s].in_(self.lang) if s in SCOPES else self.name(s) for s in scopes], self.lang)

    def cap_name(self, use: CapUse) -> str:
        return self.say("基数上限", "cap on the base") if use.cap.counts == "base" else self.say("上限", "cap")

    def cap(self, use: CapUse) -> str:
        """A cap as one claim meets it, and the input at which it is used up."""
        what = self.cap_name(use)
        used, remaining = self.said(use.used), self.said(use.remaining)
        scope = self.scope(use.cap.scope)
        said = self.say(
            f"{what} {grouped_money(use.amount)}（按{scope}），已用 {used}，尚余 {remaining}",
            f"{what} {grouped_money(use.amount)} (by {scope}), used {used}, remaining {remaining}",
        )
        if use.binds_at is None:
            return said
        return said + self.say(
            f"；金额达 {grouped_money(use.binds_at)} 时用满整个上限", f"; an amount of {grouped_money(use.binds_at)} uses up the whole cap"
        )

    def by(self, scopes: Sequence[str]) -> str:
        """What a cap is counted by, within a sentence."""
        return self.say(f"按{self.scope(scopes)}", f"by {self.scope(scopes)}")

    def by_some(self, caps: Sequence[Sequence[str]]) -> str:
        """What several caps are counted by: the scopes of all, then those of some."""
        common = [scope for scope in caps[0] if all(scope in scopes for scopes in caps)]
        some = list(dict.fromkeys(scope for scopes in caps for scope in scopes if scope not in common))
        if not common or not some:
            return self.by(common or some)
        return self.by(common) + self.say(f"，有的另按{self.scope(some)}", f", some also by {self.scope(some)}")

    def short_cap(self, use: CapUse, by: str, each: bool = False) -> str:
        """A cap as one claim meets it, or as several do alike: what was used of it is said where anything was."""
        what = self.cap_name(use) + ("" if not each else self.say("各", " of each"))
        said = self.say(f"{what} {grouped_money(use.amount)}（{by}）", f"{what} {grouped_money(use.amount)} ({by})")
        if use.used != 0:
            used, remaining = self.said(use.used), self.said(use.remaining)
            said += self.say(f"，已用 {used}，尚余 {remaining}", f", used {used}, remaining {remaining}")
        if use.binds_at is None:
            return said
        return said + self.say(f"；金额达 {grouped_money(use.binds_at)} 用满", f"; an amount of {grouped_money(use.binds_at)} uses it up")

    def cap_left(self, use: CapUse) -> str:
        """What a cap has left, in the words of what it counts by."""
        used, remaining = self.said(use.used), self.said(use.remaining)
        scope = self.scope(use.cap.scope)
        what = self.cap_name(use)
        return self.say(f"{what}（按{scope}），已用 {used}，尚余 {remaining}", f"{what} (by {scope}), used {used}, remaining {remaining}")

    def dated(self, measure: Measure) -> str | None:
        """The days printed with a measure; None where there are none."""
        parts = [
            measure.from_ and self.say(f"{measure.from_} 起", f"from {measure.from_}"),
            measure.until and self.say(f"至 {measure.until} 止", f"until {measure.until}"),
            measure.apply_by and self.say(f"申请截止 {measure.apply_by}", f"apply by {measure.apply_by}"),
        ]
        said = [part for part in parts if part]
        return listed(said, self.lang) if said else None

    def pages(self, sources: Sequence[Source]) -> str:
        """The pages of all sources for people, those of a layer's document with its name, and that something stands outside."""
        apart = self.catalogue.documents_of_layers(source.document for source in sources)
        said = [source_pages([source for source in sources if source.document not in apart])]
        for key in apart:
            name, pages = self.catalogue.document_name(key), source_pages([source for source in sources if source.document == key])
            said.append(self.say(f"{name.zh} 第 {pages} 页", f"{name.en} {'p.' if pages.isdigit() else 'pp.'} {pages}"))
        said.append(self.say("汇编外", "outside") if any(source.outside for source in sources) else "")
        return self.say("、", ", ").join(part for part in said if part)

    def pages_cell(self, sources: Sequence[Source]) -> Word:
        """The same as a cell; to programs the pages alone."""
        return Word(source_pages(sources), self.pages(sources))

    def cited(self, sources: Sequence[Source]) -> str:
        """Every source with document, article and pages; a document named once."""
        by_document: dict[str, list[str]] = {}
        for place, source in enumerate(sources):
            said = by_document.setdefault(source.document or str(place), [])
            said.append((self.catalogue.place(source) if said else self.catalogue.citation(source)).in_(self.lang))
        between = self.say("；", "; ")
        return between.join(between.join(places) for places in by_document.values())

    def readings(self, ids: Sequence[str]) -> list[str]:
        """A line for each reading that an entry rests on."""
        lines = [self.catalogue.reading(id).line() for id in ids]
        return [self.say(f"注意：{line.zh}", f"note: {line.en}") for line in lines]

    def counted_readings(self, ids: Sequence[str], entry: str) -> list[str]:
        """One line on how many they are, and the command that shows them."""
        count = len(ids)
        said = self.say(f"另有 {count} 处条文理解：", f"rests on {many(count, 'reading of the text', 'readings of the text')}: ")
        return [f"{said}bjsubsidy show {entry}"] if ids else []

    def later_text(self, sources: Sequence[Source], day: date) -> list[str]:
        """A line where the text is later than the day asked about, and for each reading that its first day rests on."""
        return [self.say(f"注意：{note.zh}", f"note: {note.en}") for note in later_text(sources, day, self.catalogue)]

    def length(self, limit: TimeLimit) -> str:
        """How long a time limit runs."""
        units = {"working-day": ("个工作日", "working days"), "month": ("个月", "months"), "year": ("年", "years")}
        zh, en = units[limit.unit]
        return self.say(f"{limit.count} {zh}", f"{limit.count} {en}")

    def question(self, fact: Fact, measures: Sequence[str] = (), short: bool = False) -> str:
        """What is asked; of which measures and of whom where the catalogue has words for it, once for those of the same authorities.

        In `short` the first of many authorities stand for all.
        """
        if fact.question_of is None or not measures:
            return fact.question.in_(self.lang)
        asked: dict[tuple[tuple[str, ...], str], list[str]] = {}
        for measure in (self.catalogue.measure(id) for id in measures):
            asked.setdefault((measure.authority, self._where(measure)), []).append(f"“{measure.title.in_(self.lang)}”")
        put = fact.question_of.in_(self.lang)
        said = [
            put.replace("{measures}", listed(titles, self.lang)).replace("{whom}", self._whom(of, short)).replace("{where}", where)
            for (of, where), titles in asked.items()
        ]
        return self.say("", " ").join(said)

    def _where(self, measure: Measure) -> str:
        """What prints a measure: the compendium, or the documents that a layer brought."""
        documents = {source.document for source in measure.sources if source.document is not None}
        own = self.catalogue.documents_of_layers(documents)
        return self.say("所引文件", "its document") if own and len(own) == len(documents) else self.say("汇编", "the compendium")

    def _whom(self, authorities: Sequence[str], short: bool) -> str:
        if not authorities:
            return self.say("发文机关", "the issuing body")
        count, more = len(authorities), len(authorities[_FEW:])
        if not short or not more:
            return self.authorities(authorities)
        first = self.authorities(authorities[:_FEW])
        return self.say(f"{first}等 {count} 个部门", f"{first} and {more} more")

    def authorities(self, names: Sequence[str]) -> str:
        said = [self.catalogue.authority(name).in_(self.lang) for name in names]
        return listed(said, self.lang) if said else self.say("未载明", "not printed")

    def counted(self, what: Sequence[Text]) -> str:
        """One line on what is not listed, and how to see it; nothing where nothing is left out."""
        said = listed([text.in_(self.lang) for text in what], self.lang)
        return self.say(f"另有 {said}，加 --explain 全部列出", f"also {said}; --explain lists them") if what else ""

    def beside(self, said: str, more: str) -> str:
        """Something with more in brackets after it: 贷款利息（loan-interest）."""
        return self.say(f"{said}（{more}）", f"{said} ({more})")

    def list_of(self, parts: Sequence[str]) -> str:
        return listed(list(dict.fromkeys(parts)), self.lang)

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en


def condition(finding: Finding, given: Mapping[str, Value], words: Phrases, known: bool = False) -> str:
    """A condition, and where it compares figures what was given and what it was held against.

    Where it is `known` what was given, only a figure that was worked out is said.
    """
    said = sentence(finding.test, words)
    compared = compared_values(finding.test, given)
    if compared is None:
        return said
    subject, left, right, computed = compared
    if known:
        return said + (
            words.say(f"（界限 {words.figure(subject, right)}）", f" (limit {words.figure(subject, right)})") if computed else ""
        )
    held = words.say(f"，界限 {words.figure(subject, right)}", f", limit {words.figure(subject, right)}") if computed else ""
    return said + words.say(f"（实际 {words.figure(subject, left)}{held}）", f" (given {words.figure(subject, left)}{held})")


def machine_value(catalogue: Catalogue, fact: str, value: Value) -> str | bool | int:
    """A fact as JSON and CSV carry it: money and rates as decimal text, days as ISO text."""
    return catalogue.fact(fact).kind.plain(value)


def source_pages(sources: Sequence[Source]) -> str:
    """The pages of all sources, as ranges."""
    return page_ranges(tuple(page for source in sources for page in source.pages))
