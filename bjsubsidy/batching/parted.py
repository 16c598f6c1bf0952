"""How an engine of many workers writes an answer: as a folder of parts, which it reads back."""

from collections.abc import Mapping

from bjsubsidy.record import NONE_GIVEN, Record


class PartedForm(Record):
    """`source` is the engine's name of the form; `textual` where every cell is text; what it is told to write and to read it."""

    source: str
    textual: bool = False
    writing: Mapping[str, str] = NONE_GIVEN
    reading: Mapping[str, str] = NONE_GIVEN
