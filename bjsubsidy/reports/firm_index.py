"""The index of `batch --reports`: what all firms come to, and a line for each, with its report."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bjsubsidy.answers.amount import Uncounted, waiting
from bjsubsidy.answers.dates import AS_OF_LABEL
from bjsubsidy.batching.firm_plans import RowProblem
from bjsubsidy.batching.outcomes import FirmOutcome, TableOutcome
from bjsubsidy.language import Lang, Text, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Nature
from bjsubsidy.planning.plan import Total
from bjsubsidy.reports import book_sheets
from bjsubsidy.reports.phrases import Phrases, grouped_money
from bjsubsidy.reports.report import Days, Report, as_note, defaulted
from bjsubsidy.reports.sheet import Cell, Column, Count, Sheet, Word, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.book import Picture


class IndexReport(Report):
    """Every firm of a table in its order, and the `said` notes on the table; drawn as a page or a workbook only."""

    schema = "batch/1"

    def __init__(self, outcome: TableOutcome, said: Sequence[Text], catalogue: Catalogue, lang: Lang, days: Days) -> None:
        super().__init__(catalogue, lang, days)
        self.outcome = outcome
        self.said = [as_note(note).in_(lang) for note in said]
        self.words = Phrases(catalogue, lang)

    def body(self) -> Mapping[str, object]:
        return {}

    def table(self) -> Sheet:
        return self._firms()

    def title(self) -> str:
        count = len(self.outcome.named)
        return self.words.say(f"{count:,} 家企业可申请的支持", f"support that {many(count, 'firm')} can claim")

    def parts(self) -> "Sequence[Sheet | Picture]":
        sheets = [self._summary(), self._firms(), self._natures(), self._uncounted(), self._problems()]
        return [sheet for sheet in sheets if sheet.rows]

    def defaults(self) -> list[Text]:
        return defaulted([(AS_OF_LABEL, self.days.as_of, self.days.as_of_given)])

    def cautions(self) -> list[str]:
        return list(dict.fromkeys([*self.said, *super().cautions()]))

    def _summary(self) -> Sheet:
        words, found = self.words, self.outcome
        high, known = (
            words.say("合计最高（元）", "total, high (yuan)"),
            words.say("已知金额的最高合计（元）", "what is known, at most (yuan)"),
        )
        figures: list[book_sheets.Pair] = [
            (high, words.known(found.total.high)),
            *([(known, found.total.counted)] if found.total.high is None else []),
            (words.say("其中已确定（合计最低，元）", "certain of it (total, low, yuan)"), found.total.low),
            *self._still_open(),
        ]
        rows: list[book_sheets.Pair] = [
            (AS_OF_LABEL.in_(words.lang), self.days.as_of),
            (words.say("企业数", "firms"), Count(len(found.named))),
            (words.say("项目数", "items"), Count(found.items)),
            (words.say("申请数", "claims"), Count(found.claims)),
            *(row for nature, total in found.natures.items() for row in book_sheets.nature_pairs(nature, total, words)),
        ]
        return book_sheets.summary_sheet(book_sheets.lead_rows(figures, [], self.cautions(), words), rows, [], words)

    def _still_open(self) -> Iterator[book_sheets.Pair]:
        """How many items, rows and firms a reader must still look at."""
        say, found = self.words.say, self.outcome
        if found.sums:
            yield say("像是合计的“企业”", "“firms” that look like totals"), self._like_sums()
        if found.unknown:
            yield (
                say("未计入合计", "not in the total"),
                say(f"{found.unknown:,} 个项目金额未知", f"{many(found.unknown, 'item')} of unknown amount"),
            )
        if found.problems:
            said, unnamed = say(f"{found.problems:,} 行", many(found.problems, "row")), found.unnamed
            if found.with_problems:
                said += say(f"，{found.with_problems:,} 家企业", f", of {many(found.with_problems, 'firm')}")
            if in_sums := found.problems_of_sums:
                said += say(f"；其中 {in_sums:,} 行像是合计行", f"; {many(in_sums, 'row')} of them look like totals")
            if unnamed:
                said += say(f"；其中 {unnamed:,} 行没有写明企业", f"; {many(unnamed, 'row')} of them without a firm")
            yield _PROBLEMS.in_(self.lang), said
        if found.unproven:
            firms = many(found.unproven, "firm")
            said = say(f"{found.unproven:,} 家企业的组合在时限内未证明为最优", f"the choice of {firms} was not proven best in time")
            yield say("未证完", "not proven"), said

    def _like_sums(self) -> str:
        """How many there are, and what of the total is theirs."""
        say, sums = self.words.say, self.outcome.sums
        names = self.words.list_of([self._called(firm) for firm in sums])
        if not self.outcome.high_of_sums:
            return say(
                f"{len(sums):,} 个（{names}），不计入企业数；如是合计，请从表中删去",
                f"{len(sums):,} ({names}), not counted as firms: delete them from the table if they are totals",
            )
        fen = grouped_money(self.outcome.high_of_sums)
        return say(
            f"{len(sums):,} 个（{names}），不计入企业数，但合计中有其 {fen} 元；如是合计，请从表中删去后重算",
            f"{len(sums):,} ({names}), not counted as firms, but {fen} yuan of the total are theirs: delete them from the table"
            " if they are totals",
        )

    def _firms(self) -> Sheet:
        words = self.words
        refunds = self._refund_columns() if any(firm.refunds for firm in self.outcome.firms) else []
        shown: list[Column[FirmOutcome]] = [
            Column("enterprise", words.say("企业", "firm"), lambda row: Word("", self._called(row), file=row.file or "")),
            Column("code", words.say("统一社会信用代码", "credit code"), lambda row: row.code),
            Column("items", words.say("项目数", "items"), lambda row: Count(row.items), "word"),
            Column("claims", words.say("申请数", "claims"), lambda row: Count(row.claims), "word"),
            Column("low", words.say("最低（元）", "low (yuan)"), lambda row: self._low(row.total), "money"),
            Column("high", words.say("最高（元）", "high (yuan)"), lambda row: self._high(row.total), "money"),
            *refunds,
            Column("notes", words.say("说明", "notes"), self._noted),
        ]
        return sheet(shown, (*self.outcome.named, *self.outcome.sums), title=words.say("企业", "firms"))

    def _refund_columns(self) -> list[Column[FirmOutcome]]:
        """What is refunded stands beside the totals, and is no part of them."""
        say = self.words.say
        return [
            Column("refund_low", say("另：暂退最低（元）", "refunds, low (yuan)"), lambda row: self._low(row.refunds), "money"),
            Column("refund_high", say("另：暂退最高（元）", "refunds, high (yuan)"), lambda row: self._high(row.refunds), "money"),
        ]

    def _low(self, total: Total | None) -> Cell:
        return None if total is None else total.low

    def _high(self, total: Total | None) -> Cell:
        return None if total is None else self.words.known(total.high)

    def _called(self, firm: FirmOutcome) -> str:
        return firm.name or self.words.say("（没有企业名称）", "(no name)")

    def _noted(self, firm: FirmOutcome) -> str:
        say, said = self.words.say, []
        if firm.like_a_sum:
            said.append(say("像是合计行，不计入企业数", "looks like a total and is not counted as a firm"))
        if count := len(firm.problems):
            said.append(say(f"{count:,} 行有问题", f"{many(count, 'row')} with a problem"))
        if firm.total is None:
            said.append(say("没有可读的行，没有报告", "no row can be read, so there is no report"))
        elif count := len(firm.uncounted):
            known = grouped_money(firm.total.counted)
            said.append(
                say(f"{count:,} 个项目金额未知，其余至多 {known}", f"{many(count, 'item')} of unknown amount, the rest at most {known}")
            )
        if firm.gap:
            gap = grouped_money(firm.gap)
            said.append(say(f"时限内未证完，至多再多 {gap}", f"not proven in time, at most {gap} more"))
        return say("；", "; ").join(said)

    def _natures(self) -> Sheet:
        """What each firm's total is made of; refunds are no part of it."""
        words = self.words
        rows = [(firm, nature, total) for firm in self.outcome.firms for nature, total in firm.natures.items()]
        shown: list[Column[tuple[FirmOutcome, Nature, Total]]] = [
            Column("enterprise", words.say("企业", "firm"), lambda row: self._called(row[0]), once=True),
            Column("nature", words.say("性质", "nature"), lambda row: words.nature(row[1]), "word"),
            Column("low", words.say("最低（元）", "low (yuan)"), lambda row: row[2].low, "money"),
            Column("high", words.say("最高（元）", "high (yuan)"), lambda row: words.known(row[2].high), "money"),
        ]
        return sheet(shown, rows, title=words.say("各企业按性质", "firms by nature"))

    def _uncounted(self) -> Sheet:
        words = self.words
        rows = [(firm, entry) for firm in self.outcome.firms for entry in firm.uncounted]
        shown: list[Column[tuple[FirmOutcome, Uncounted]]] = [
            Column("enterprise", words.say("企业", "firm"), lambda row: self._called(row[0]), once=True),
            Column("item", words.say("项目", "item"), lambda row: row[1].item),
            Column("waiting", words.say("金额未知", "unknown amount"), lambda row: self._waiting(row[1])),
        ]
        return sheet(shown, rows, title=words.say("金额未知的项目", "items of unknown amount"))

    def _waiting(self, entry: Uncounted) -> str:
        return waiting([entry.replace(item="")], self.catalogue).in_(self.lang)

    def _problems(self) -> Sheet:
        words = self.words
        rows = [(firm, problem) for firm in self.outcome.firms for problem in firm.problems]
        shown: list[Column[tuple[FirmOutcome, RowProblem]]] = [
            Column("enterprise", words.say("企业", "firm"), lambda row: self._called(row[0]), once=True),
            Column("row", words.say("行", "row"), lambda row: row[1].place, "word"),
            Column("problem", words.say("问题", "problem"), lambda row: row[1].problem),
        ]
        return sheet(shown, rows, title=_PROBLEMS.in_(words.lang))


_PROBLEMS = Text("有问题的行", "rows with a problem")
