"""A fact as a question: how it is put, and what was answered before."""

from collections.abc import Sequence

from bjsubsidy.cli.answering import inputs_offered
from bjsubsidy.cli.conversation import Prompt
from bjsubsidy.language import Text
from bjsubsidy.law.entries import Fact
from bjsubsidy.quantities import Value
from bjsubsidy.reports.phrases import Phrases, grouped_money

WHY_ASKED, EACH = Text("为什么问", "why"), Text("列表和说明", "explain")
UNKNOWN, KEPT, FORGET = Text("不知道", "not known"), Text("保留", "keep it"), Text("改为不知道", "not known")
WELCOME = Text(
    "不知道就直接回车（不知道不等于“否”）。? 为什么问，< 上一题，Ctrl-C 离开，Ctrl-D 结束提问。",
    "Press Enter where you do not know (that is not a no). ? tells why, < goes back, Ctrl-C leaves, Ctrl-D ends the questions.",
)
# The measures on each input are listed beside it from so many columns on.
_WIDE = 76
_TITLES = 2
_MARGIN = 2


def fact_prompt(fact: Fact, about: str, head: str, before: Value | None, line: str, words: Phrases, measures: Sequence[str]) -> Prompt:
    """`about` is the item it is asked of, empty where it is asked of the firm; `line` the whole in one line; `measures` ask it."""
    offered = [said.in_(words.lang) for said in fact.kind.offered(fact)]
    listed = fact.kind.chosen
    what = (
        words.say("写编号或文字", "a number or words")
        if listed
        else words.say(" / ", " / ").join(offered) or fact.kind.asked(fact).in_(words.lang)
    )
    return Prompt(
        head,
        (f"{about}{words.say('：', ': ')}" if about else "") + words.question(fact, measures),
        hint_of(what, words, *((UNKNOWN, None) if before is None else (KEPT, FORGET))),
        tuple(f"{number} {choice}" for number, choice in enumerate(offered, 1)) if listed else (),
        "" if before is None else answered_before(words.value(fact.id, before), words),
        line + (f" [{'/'.join(offered)}]" if offered else ""),
    )


def hint_of(what: str, words: Phrases, enter: Text | None = UNKNOWN, clears: Text | None = None, why: Text = WHY_ASKED) -> str:
    """What may be typed; `enter` says what Enter does, and `clears` what a dash does to what was answered."""
    keys = [
        Text("", "") if enter is None else Text(f"回车：{enter.zh}", f"Enter = {enter.en}"),
        Text("", "") if clears is None else Text(f"-：{clears.zh}", f"- = {clears.en}"),
        Text(f"?：{why.zh}", f"? = {why.en}"),
        Text("<：上一题", "< = back"),
    ]
    return what + words.say("；", "; ") + words.say("，", ", ").join(key.in_(words.lang) for key in keys if key.zh)


def day_question(day: Text | None) -> Text:
    """The question of an item's day, which some inputs call by a name of its own."""
    if day is None:
        return Text("这一项发生在哪一天？", "On which day was it?")
    return Text(f"{day.zh}是哪一天？", f"Which is the {day.en}?")


def answered_before(said: str, words: Phrases) -> str:
    return words.say(f"已答：{said}", f"answered: {said}")


def question_head(place: int, count: int, worth: int | None, known: bool, words: Phrases) -> str:
    """问题 3/8，最多关系到 400,000.00 元. `known` where anything hangs on it; a `worth` of None is an amount that nothing bounds."""
    head = words.say(f"问题 {place}/{count}", f"question {place}/{count}")
    if not known:
        return head
    if worth is None:
        return head + words.say("，关系到的金额未知", ", the amount it is worth is not known")
    return head + words.say(f"，最多关系到 {grouped_money(worth)} 元", f", worth up to {grouped_money(worth)} yuan")


def input_lines(words: Phrases) -> tuple[str, ...]:
    """The inputs to choose from, numbered, with the measures on each as far as there is room for them, each on one line."""
    from shutil import get_terminal_size

    from rich.cells import cell_len, set_cell_size

    columns = get_terminal_size().columns
    names = {id: words.catalogue.input(id).name.in_(words.lang) for id in inputs_offered(words.catalogue)}
    widest = max(cell_len(name) for name in names.values())
    lines: list[str] = []
    for number, (id, name) in enumerate(names.items(), 1):
        line = f"{number:>2} {name}"
        if columns >= _WIDE:
            line = f"{line}{' ' * (widest - cell_len(name))}  {_titles(id, words)}"
            line = line if cell_len(line) <= columns - _MARGIN else set_cell_size(line, columns - _MARGIN - 1).rstrip() + "…"
        lines.append(line)
    return tuple(lines)


def _titles(input: str, words: Phrases) -> str:
    """The measures on an input: the first of them, and how many there are."""
    titles = [measure.title.in_(words.lang) for measure in words.catalogue.measures_on(input)]
    more = words.say(f"等 {len(titles)} 项", f" and {len(titles) - _TITLES} more") if len(titles) > _TITLES else ""
    return words.list_of(titles[:_TITLES]) + more


def first_seen(seen: Sequence[object], place: object) -> int:
    """The number of a question: the one it was given, else the next."""
    return seen.index(place) + 1 if place in seen else len(seen) + 1
