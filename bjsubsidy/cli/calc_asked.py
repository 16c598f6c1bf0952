"""The conversation of `calc`: how much, when, and what is not known of one item; nothing is kept but the line that asks it again."""

from collections.abc import Callable

from bjsubsidy.answers.amount import ItemAmount
from bjsubsidy.answers.calc import Calc, Question
from bjsubsidy.answers.dates import contradictions
from bjsubsidy.answers.without_amount import amount_told
from bjsubsidy.cli.again import calc_again
from bjsubsidy.cli.answering import day_answer, fact_answer, money_answer, read_as
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.conversation import Place, Prompt, Told, conversation
from bjsubsidy.cli.fact_asked import FORGET, KEPT, WELCOME, answered_before, day_question, fact_prompt, first_seen, hint_of, question_head
from bjsubsidy.cli.given import GivenParameters, ParameterValue, parameter_of
from bjsubsidy.cli.terminal import Terminal, hold
from bjsubsidy.cli.why import Effect, fact_reasons, item_reasons
from bjsubsidy.errors import Mistake, Problem
from bjsubsidy.language import Text
from bjsubsidy.law.measure import Measure
from bjsubsidy.planning.plan import Total
from bjsubsidy.quantities import Value, parse_money
from bjsubsidy.reports.phrases import Phrases, grouped_money
from bjsubsidy.reports.plan_sheet import total_span
from bjsubsidy.reports.report import as_note

_AMOUNT, _DAY = "amount", "on"
# The answer to what a line gave, which has an amount.
_Solve = Callable[[Context], Calc]


class CalcTopic:
    """Questions about one item; each answer is a part of the line that the context holds, as if somebody had typed it there."""

    def __init__(self, context: Context, input: str, solve: _Solve) -> None:
        self.context = context
        self.lang = context.lang
        self.catalogue = context.catalogue
        self.input = self.catalogue.input(input)
        self.words = Phrases(self.catalogue, context.lang, input)
        self.solve = solve
        self._left: set[Place] = set()
        self._put: list[Place] = []
        self._answer: Calc | None = None

    def next(self) -> Place | None:
        if self._answer is None:
            return Place(_AMOUNT)
        if not self.context.given.has(_DAY) and Place(_DAY) not in self._left:
            return Place(_DAY)
        return next((Place(question.fact) for question in self._answer.questions if Place(question.fact) not in self._left), None)

    def stands(self, place: Place) -> bool:
        return True

    # How it is put

    def prompt(self, place: Place) -> Prompt:
        if place.key in (_AMOUNT, _DAY):
            return self._of_item(place)
        fact, questions = self.catalogue.fact(place.key), {each.fact: each for each in self._questions()}
        number, asked = first_seen(self._put, place), questions.get(place.key)
        self._put += [place] if place not in self._put else []
        count = len({*questions, *(each.key for each in self._put)})
        head = question_head(number, count, None if asked is None else asked.amount, asked is not None, self.words)
        measures = [measure.id for measure in self._asking(place)] if asked is None else asked.measures
        return fact_prompt(fact, "", head, self._held(fact.id), "", self.words, measures)

    def _asking(self, place: Place) -> list[Measure]:
        measures = [] if self._answer is None else [each.claim.measure for each in self._answer.assessments]
        return [measure for measure in measures if place.key in measure.asks(self.catalogue)]

    def _questions(self) -> tuple[Question, ...]:
        return () if self._answer is None else self._answer.questions

    def _held(self, fact: str) -> Value | None:
        written = self.context.given.values.get(parameter_of(fact))
        return None if written is None else self.catalogue.fact(fact).read(written)  # type: ignore[arg-type]

    def _of_item(self, place: Place) -> Prompt:
        words, held, name = self.words, self.context.given.one(place.key), self.input.name
        if place.key == _AMOUNT:
            what = words.say("如 120万 或 1,200,000.00", "such as 1,200,000.00")
            told = amount_told(self.input.id, self.catalogue)
            text = words.say(f"{name.zh}是多少元？\n{told.zh}", f"How many yuan of {name.en}?\n{told.en}")
            before = "" if held is None else answered_before(_yuan(parse_money(held), words), words)
            return Prompt("", text, hint_of(what, words, KEPT if before else None), before=before)
        enter = Text(f"不知道，按今天（{self.context.today}）计", f"not known, today ({self.context.today}) is taken")
        before = "" if held is None else answered_before(held, words)
        text = day_question(self.input.day).in_(self.lang)
        return Prompt(
            "",
            text,
            hint_of(words.say("如 2021-03-20", "such as 2021-03-20"), words, *((KEPT, FORGET) if before else (enter, None))),
            before=before,
        )

    def why(self, place: Place, whole: bool) -> list[str]:
        if place.key in (_AMOUNT, _DAY) or self._answer is None:
            return item_reasons(self.input, self.words, whole)
        fact = self.catalogue.fact(place.key)
        return fact_reasons(fact, self._asking(place), self._answer.item.on, self._effects(place), self.words, whole)

    def _effects(self, place: Place) -> list[Effect]:
        """What it would come to under each answer, where they are few."""
        fact, found = self.catalogue.fact(place.key), []
        for answer, said in zip(fact.kind.answers(fact), fact.kind.offered(fact), strict=True):
            amount = self.solve(self._with(parameter_of(fact.id), _written(fact_answer(fact, answer)[1]))).amount()
            found.append((said.in_(self.lang), _total(amount)))
        return found

    # What an answer does

    def take(self, place: Place, typed: str) -> list[str]:
        self._left.discard(place)
        if place.key == _AMOUNT:
            fen, written = money_answer(typed)
            return [*read_as(_yuan(fen, self.words), typed), *self._set(_AMOUNT, written)]
        if place.key == _DAY:
            day = day_answer(typed).isoformat()
            return [*read_as(day, typed), *self._set(_DAY, day)]
        fact = self.catalogue.fact(place.key)
        value, said = fact_answer(fact, typed)
        return [*read_as(self.words.value(fact.id, value), typed), *self._set(parameter_of(fact.id), _written(said))]

    def leave(self, place: Place) -> list[str]:
        if place.key == _AMOUNT and self._answer is None:
            what = Text("没有金额就算不出", "nothing can be worked out without an amount")
            raise Mistake(what, Text("请填写；要离开请按 Ctrl-C。", "Write it, or press Ctrl-C to leave."))
        self._left.add(place)
        return []

    def clear(self, place: Place) -> list[str]:
        if place.key == _AMOUNT:
            return []
        self._left.add(place)
        return self._set(place.key if place.key == _DAY else parameter_of(place.key), None)

    def _set(self, parameter: str, value: ParameterValue | None) -> list[str]:
        """One value of the line as it is to be; a `Problem` where it cannot stand beside the others."""
        changed, before = self._with(parameter, value), self._noted()
        try:
            answer = self.solve(changed)
        except Problem as problem:
            problem.where = None
            raise
        was = self._answer
        self.context, self._answer = changed, answer
        notes = [as_note(note).in_(self.lang) for note in self._noted() if note not in before]
        return [*notes, *self._changed(was, answer)] if parameter not in (_AMOUNT, _DAY) else notes

    def _with(self, parameter: str, value: ParameterValue | None) -> Context:
        values = {name: each for name, each in self.context.given.values.items() if name != parameter}
        given = GivenParameters(values if value is None else {**values, parameter: value}, self.context.given.variables)
        changed = self._of(given)
        # What a register has to say is said with the answer, and not at every question.
        changed.output.quiet = True
        return changed

    def _of(self, given: GivenParameters) -> Context:
        made = Context(self.context.command, given, self.lang)
        made.catalogue, made.today = self.catalogue, self.context.today
        return made

    def whole(self) -> Context:
        """The line as it is now, for the answer."""
        return self._of(self.context.given)

    def _noted(self) -> list[Text]:
        item = None if self._answer is None else self._answer.item
        return [] if item is None else contradictions(item.facts, item.on, self.catalogue)

    def _changed(self, was: Calc | None, answer: Calc) -> list[str]:
        before, now = (None if each is None else total_span(_total(each.amount()), self.words) for each in (was, answer))
        return [self.words.say(f"现在可得（元）：{now}", f"it now brings (yuan): {now}")] if now != before else []


def _total(amount: ItemAmount) -> Total:
    """What one item brings, as a sum of one."""
    return Total(amount.low, amount.high, amount.high or 0)


def _yuan(fen: int, words: Phrases) -> str:
    return grouped_money(fen) + words.say(" 元", " yuan")


def _written(value: object) -> ParameterValue:
    return value if isinstance(value, bool) else str(value)


def asked_line(context: Context, input: str, solve: _Solve) -> Context | None:
    """The line with what a person answered; None where the answers ended before there was an amount."""
    context.output.refuse_terminal()
    terminal, topic = Terminal(), CalcTopic(context, input, solve)
    said = Text("还没有金额，没有算。", "There is no amount yet, nothing was worked out.")
    if not context.given.has("quiet"):
        terminal.tell(Told("note", (WELCOME.in_(context.lang),)))
    try:
        hold(conversation(topic), terminal)
    except KeyboardInterrupt:
        line = calc_again(topic.context, input)
        again = Text(f"没有保存。到这里为止的一行：{line}", f"Nothing is kept. As far as it went: {line}")
        terminal.tell(Told("note", ("", again.in_(context.lang))))
        raise
    if not topic.context.given.has(_AMOUNT):
        terminal.tell(Told("note", ("", said.in_(context.lang))))
        return None
    terminal.tell(Told("note", ("",)))
    return topic.whole()
