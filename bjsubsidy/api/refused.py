"""What a Python program can put right: values that its places do not take. Imported when there is one."""

from bjsubsidy.errors import Problem
from bjsubsidy.language import Text


class WrongType(Problem, TypeError):
    """A value of a Python program that is not of the type its place asks for: nothing is converted."""

    words = Text("{place} 应为{what}，不能是 {given}。{now}", "{place} takes {what}, not {given}. {now}")


class OutOfBounds(Problem, ValueError):
    """A value of a Python program that no such place can have."""

    words = Text(
        "{place} 不能是 {given}：应在 {least} 至 {most} 之间。请更正。",
        "{place} cannot be {given}: it is from {least} to {most}. Correct it.",
    )


class NotAScope(Problem):
    """A receipt that names something by which no cap is counted."""

    words = Text("任何上限都不按“{fact}”计。请去掉它。", "no cap is counted by “{fact}”. Leave it out.")


class NotOfFirm(Problem):
    """A fact of a status among those of a firm that claims."""

    words = Text("“{fact}”只用于身份认定。请去掉它。", "“{fact}” is asked for statuses only. Leave it out.")
