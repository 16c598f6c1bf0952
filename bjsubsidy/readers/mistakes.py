"""The broken files by which faults are explained: a sound catalogue, two sound layers, and each kind of fault as one of these with a slip.

They stand in `tests/mistakes`, and in the data folder of a wheel.
"""

import os
from collections.abc import Sequence

from bjsubsidy.law.storage import data_folder
from bjsubsidy.readers.fault_kinds import FaultKind

SOUND, LAYER, SECOND = "sound.toml", "sound-layer.toml", "sound-second-layer.toml"
SOUND_FILES = (SOUND, LAYER, SECOND)


def mistakes_folder() -> str:
    """Where they are: in the data folder of a wheel, among the tests of a checkout."""
    inside = os.path.join(data_folder(), "mistakes")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(data_folder()), "tests", "mistakes")


def broken_text(kind: FaultKind) -> str:
    """The text of the broken file of a kind; what is no UTF-8 is shown as far as it goes."""
    return _text(f"{kind}.toml")


def sound_text(kind: FaultKind) -> str:
    """The text of the sound file that it was made from."""
    return _text(_made_from(broken_text(kind)))


def named_before(text: str) -> Sequence[str]:
    """The files that lie below a broken file of this text."""
    if _made_from(text) == SECOND:
        return (SOUND, LAYER)
    return (SOUND,) if '\nid = "small"\n' not in text and "[edition]" in text else ()


def _made_from(text: str) -> str:
    return SECOND if "\n[layer]\n" in text else SOUND


def _text(name: str) -> str:
    with open(os.path.join(mistakes_folder(), name), encoding="utf-8", errors="replace") as file:
        return file.read()
