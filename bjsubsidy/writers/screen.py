"""What a format may know of the place that an answer is written to."""

from datetime import datetime

from bjsubsidy.record import Record


class Screen(Record):
    """`width` of a terminal in columns, None in a pipe or a file; whether it takes colours.

    `moment` is when a calendar is written, in whole seconds of UTC, and `replaced` what stands in the file that it is written over.
    """

    width: int | None = None
    colour: bool = False
    moment: datetime | None = None
    replaced: bytes = b""
