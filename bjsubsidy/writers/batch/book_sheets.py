"""The sheets of a run's workbook beside its claims: problems, questions, and the rows that no sum holds."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from bjsubsidy.batching.questions import FirmQuestion
from bjsubsidy.batching.request import LeftOut
from bjsubsidy.batching.row_problems import CellProblem
from bjsubsidy.language import Lang, Text, clean, many
from bjsubsidy.reports.batch import AnswerCells, AnswerRow
from bjsubsidy.reports.batch_summary import some_places
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.writers.batch.answer import BatchAnswer
from bjsubsidy.writers.worksheet import Page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

PROBLEMS, _QUESTIONS = Text("有问题的行", "rows with a problem"), Text("待答问题", "questions")
LEFT_OUT = Text("未计入合计", "not in the sums")
_FIRM, _ITEM, _ROW = Text("企业", "enterprise"), Text("项目", "item"), Text("行", "row")
_PROBLEM = (Text("文件、工作表", "file, sheet"), _ROW, Text("列", "column"), Text("问题", "problem"), Text("应写", "what to write"))
_QUESTION = (
    *(_FIRM, Text("问题", "question"), Text("行数", "rows"), _ROW, Text("措施", "measures")),
    Text("涉及金额，最高（元）", "at stake, at most (yuan)"),
)
_LEFT = (_FIRM, _ITEM, _ROW, Text("措施", "measures"), Text("需要的情况", "facts that would tell"))


def more_said(lang: Lang) -> Callable[[int], str]:
    """The line under a sheet that is full."""
    return lambda count: Text(f"另有 {count:,} 行，这张表放不下", f"and {many(count, 'row')} more than a sheet holds").in_(lang)


def _headings(texts: Sequence[Text], lang: Lang) -> list[str]:
    return [text.in_(lang) for text in texts]


def problem_lines(book: "Workbook", lang: Lang, rows: Iterable[AnswerRow], cells: AnswerCells) -> None:
    """A line for each problem of each row."""
    page = Page(book, PROBLEMS.in_(lang), _headings((*_PROBLEM, _FIRM, _ITEM), lang), [24, 8, 24, 48, 48, 30, 24], wrap=True)

    def draw(found: tuple[AnswerRow, CellProblem]) -> None:
        row, problem = found
        within, _, place = str(cells.of("row", row)).rpartition("!")
        texts = [within.replace("!", " ! "), place, *problem, str(cells.of("enterprise", row) or ""), str(cells.of("item", row) or "")]
        page.texts([clean(text) for text in texts])

    page.fill(((row, problem) for row in rows for problem in cells.problems(row)), draw, more_said(lang))
    page.sheet.autofilter(0, 0, page.row, page.last)


def question_lines(book: "Workbook", answer: BatchAnswer, questions: Iterable[FirmQuestion]) -> None:
    """What each firm is to be asked, and how much hangs on it."""
    words, lang = Phrases(answer.catalogue, answer.lang), answer.lang
    page = Page(book, _QUESTIONS.in_(lang), _headings(_QUESTION, lang), [36, 56, 8, 24, 48, 22], wrap=True, right=[2, 5])

    def draw(question: FirmQuestion) -> None:
        asked = words.question(answer.catalogue.fact(question.fact), [measure.id for measure in question.measures])
        titles = words.list_of([measure.title.in_(lang) for measure in question.measures])
        page.texts(
            [clean(text) for text in [question.enterprise, asked, "", some_places(question.places, question.rows).in_(lang), titles]]
        )
        page.count(2, question.rows)
        page.fen_or(5, question.most, words.said(None))

    page.fill(questions, draw, more_said(lang))
    page.sheet.autofilter(0, 0, page.row, page.last)


def left_out_lines(book: "Workbook", answer: BatchAnswer, rows: Iterable[LeftOut]) -> None:
    """The rows that no sum holds, and the facts that would tell their amounts."""
    words, lang = Phrases(answer.catalogue, answer.lang), answer.lang
    page = Page(book, LEFT_OUT.in_(lang), _headings(_LEFT, lang), [36, 36, 8, 40, 40], wrap=True)

    def draw(left: LeftOut) -> None:
        titles = [answer.catalogue.measure(id).title.in_(lang) for id in left.uncounted.measures]
        facts = [answer.catalogue.fact(id).name.in_(lang) for id in left.uncounted.facts]
        page.texts([clean(text) for text in [left.enterprise, left.uncounted.item, left.row, words.list_of(titles), words.list_of(facts)]])

    page.fill(rows, draw, more_said(lang))
