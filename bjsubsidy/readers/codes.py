"""The code of each kind of fault of a catalogue, under which it is explained.

A code means one kind for ever; one that is given up is not given to another. `tests/mistakes` has a file for each kind.
"""

from bjsubsidy.readers.codes_of_laws import CODES_OF_LAWS
from bjsubsidy.readers.codes_of_layers import CODES_OF_LAYERS
from bjsubsidy.readers.codes_of_rules import CODES_OF_FORMS, CODES_OF_RULES
from bjsubsidy.readers.codes_of_writing import CODES_OF_WRITING
from bjsubsidy.readers.fault_kinds import FaultCode, FaultKind, Severity

CODES: dict[FaultKind, FaultCode] = CODES_OF_WRITING | CODES_OF_RULES | CODES_OF_LAYERS | CODES_OF_FORMS | CODES_OF_LAWS


def code_of(kind: FaultKind) -> str:
    """The code of a kind of fault."""
    return CODES[kind].code


def severity_of(kind: FaultKind) -> Severity:
    """Whether a kind of fault refuses the catalogue, or is only warned of."""
    return CODES[kind].severity
