"""`bjsubsidy plan --ask PROFILE.toml`: a conversation that fills a profile in, from nothing where it is blank, and ends with its plan."""

import os
import sys

from bjsubsidy.cli import aside
from bjsubsidy.cli.again import options_again, typed_line
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.conversation import Told, conversation
from bjsubsidy.cli.desk import ProfileDesk, refuse_unwritable
from bjsubsidy.cli.fact_asked import WELCOME
from bjsubsidy.cli.firm_asked import FirmTopic
from bjsubsidy.cli.planning import planned
from bjsubsidy.cli.terminal import Lines, Terminal, at_terminal, hold
from bjsubsidy.errors import Problem, Usage
from bjsubsidy.language import Text, clean, many
from bjsubsidy.planning.plan import Plan

_HINT = Text("直接回车跳过，Ctrl-D 结束", "Enter skips, Ctrl-D ends")


def ask(context: Context, path: str) -> Plan | None:
    """Ask until nothing is open, the answers end, or everything left was passed over; the plan that comes out.

    None where the answers ended before there was anything to plan.
    """
    spoken = at_terminal()
    if spoken:
        context.output.refuse_terminal()
        context.output.refuse_input(path)
        refuse_unwritable(path)
    elif not os.path.lexists(path):
        raise _at_a_terminal(path)
    desk = _opened(context, path, spoken)
    if spoken:
        return _spoken(context, desk)
    if desk.blank():
        raise _at_a_terminal(path)
    context.warn(_HINT)
    hold(conversation(FirmTopic(desk, False)), Lines())
    return planned(context, path)


def _at_a_terminal(path: str) -> Usage:
    """Items are asked for one by one of a person only; lines of a pipe answer the questions of those that are there."""
    what = Text(
        f"“{path}”还没有内容，从头填写只在终端里进行", f"“{path}” has nothing in it yet, and is asked for from the start at a terminal only"
    )
    return Usage(
        what, Text("请在终端运行，或用 bjsubsidy plan --new 写出待填的资料。", "Run it there, or let bjsubsidy plan --new write a form.")
    )


def _opened(context: Context, path: str, spoken: bool) -> ProfileDesk:
    """The profile, as far as it can be asked about: with items that are not complete only where somebody completes them."""
    desk = ProfileDesk(context, path)
    complete = not any(desk.lacks(item) for item in range(len(desk.items())))
    try:
        desk.read(desk.text, filled=True)
    except Problem:
        complete, spoken = False, False
    if not complete and not spoken:
        planned(context, path)
    return desk


def _spoken(context: Context, desk: ProfileDesk) -> Plan | None:
    terminal = Terminal()
    if not context.given.has("quiet"):
        terminal.tell(Told("note", tuple(text.in_(context.lang) for text in _welcome(desk))))
    try:
        ended = hold(conversation(FirmTopic(desk, True)), terminal)
    except KeyboardInterrupt:
        terminal.tell(Told("note", _left_off(desk)))
        raise
    if not ended:
        terminal.tell(Told("note", _left_off(desk)))
        if not desk.items() or any(desk.lacks(item) for item in range(len(desk.items()))):
            return None
    elif desk.saved and not context.given.has("quiet"):
        terminal.tell(Told("note", ("", _saved(desk).in_(context.lang))))
    print(file=sys.stderr)
    return planned(context, desk.path)


def _welcome(desk: ProfileDesk) -> list[Text]:
    """What happens now."""
    path, name = desk.path, desk.held("name", None)
    begun = Text(f"填写“{path}”", f"filling in “{path}”")
    if desk.blank():
        begun = Text(f"从头填写“{path}”：先选项目，再回答问题", f"“{path}” begins here: first the items, then the questions")
    elif name is not None:
        begun = Text(f"继续填写“{path}”（{name}）", f"going on with “{path}” ({name})")
    return [
        Text(f"{begun.zh}。每个回答都马上存进文件。", f"{begun.en}. Each answer is saved at once."),
        WELCOME,
    ]


def _left_off(desk: ProfileDesk) -> tuple[str, ...]:
    """What was saved, what is still wanted, and how to go on."""
    lang = desk.context.lang
    lines = [Text(f"这次没有新的回答，“{desk.path}”没有改动。", f"There was no new answer; “{desk.path}” is as it was.")]
    if desk.saved:
        lines = [_saved(desk)]
    elif not os.path.lexists(desk.path):
        lines = [Text(f"没有建立“{desk.path}”。", f"“{desk.path}” was not made.")]
    for item in range(len(desk.items())):
        if "amount" in desk.lacks(item):
            label = desk.held("label", item)
            lines.append(Text(f"“{label}”还没有金额。", f"“{label}” has no amount yet."))
    again = typed_line(["plan", "--ask", desk.path, *options_again(desk.context, _HERE)])
    lines.append(Text(f"接着填写：{again}", f"Go on with: {again}"))
    return ("", *(line.in_(lang) for line in lines))


def _saved(desk: ProfileDesk) -> Text:
    return Text(f"已存进“{desk.path}”：{desk.saved} 次回答。", f"Saved in “{desk.path}”: {many(desk.saved, 'answer')}.")


# What the line of --ask says of itself, and not of the plan.
_HERE = ("profile", "ask", "explain", "output", "format", "quiet", "plain")


def further(context: Context, path: str, answer: Plan) -> None:
    """The lines that show more of the plan, where somebody sees them."""
    if not at_terminal() or context.output.path is not None:
        return
    same = options_again(context, _HERE)
    lines = {
        typed_line(["plan", path, *same, "--explain"]): Text("全部条件、算式和问题", "every condition, the working and all questions"),
        typed_line(["plan", path, *same, "-o", "report.html"]): Text("给老板看的报告", "a report for the boss"),
        typed_line(["plan", path, *same, "-o", "plan.xlsx"]): Text("工作簿", "a workbook"),
        typed_line(["plan", path, *same, "-o", "dates.ics"]): Text("日期放进日历", "the dates for a calendar"),
    }
    best = max(answer.claims, key=lambda kept: kept.assessment.high or 0, default=None)
    if best is not None:
        measure = best.assessment.claim.measure
        shown = Text(f"{measure.title.zh}的原文出处和条文理解", f"{measure.title.en}: where it stands and how it is read")
        lines[typed_line(["show", measure.id, *options_again(context, (*_HERE, *_OF_PLAN))])] = shown
    if answer.questions:
        lines[typed_line(["plan", "--ask", path, *same])] = Text("接着回答没有回答的问题", "the questions that are still open")
    if context.given.has("quiet"):
        return
    terminal, lang = Terminal(), context.lang
    terminal.say(("", *([] if answer.profile.receipts else [_RECEIVED.in_(lang)]), _NEXT.in_(lang)))
    for line, said in lines.items():
        aside(clean(f"  {line}"))
        terminal.say((f"      {said.in_(lang)}",), "dim")


_NEXT = Text("接下来可以：", "What you can do next:")
_RECEIVED = Text(
    "已经收到过支持的，请在文件中加 [[received]]（写法见 bjsubsidy plan --new），上限会先扣去它。",
    "What was received already goes into the file as [[received]] (as bjsubsidy plan --new shows); caps are less by it.",
)
# Options of a plan that `show` has not.
_OF_PLAN = ("on", "as_of", "received_file", "strict", "limit")
