"""What a reading has to say that is no error: whoever asks may hear it, and Python warns of it where nobody does."""

from __future__ import annotations

import sys

from bjsubsidy.language import Text


class Note(UserWarning):
    """One thing to know of an answer, in both languages under `text`; it is shown in English."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def warned(text: Text) -> None:
    """What is told to nobody else becomes a warning of Python, at the line that called the package."""
    import warnings

    frame, level = sys._getframe(1), 2
    # A module's name is always a text; the package that a script says it belongs to is None.
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == _PACKAGE:
        frame, level = frame.f_back, level + 1
    warnings.warn(Note(text), stacklevel=level)


_PACKAGE = __name__.partition(".")[0]
