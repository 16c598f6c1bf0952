"""What a format may know of the place that an answer is written to."""

from bjsubsidy.record import Record


class Screen(Record):
    """`width` of a terminal in columns, None in a pipe or a file; whether it takes colours."""

    width: int | None = None
    colour: bool = False
