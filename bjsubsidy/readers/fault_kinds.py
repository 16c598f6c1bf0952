"""What can be wrong with a catalogue: each kind of fault by its name, and what is told of one."""

from typing import Literal

from bjsubsidy.language import Text
from bjsubsidy.record import Record

FaultKind = Literal[
    "unreadable",
    "not-toml",
    "number-too-large",
    "missing-key",
    "unknown-key",
    "wrong-type",
    "float",
    "day-with-a-time",
    "not-a-choice",
    "unknown-benefit",
    "text-in-one-language",
    "not-a-section",
    "duplicate-id",
    "id-not-plain",
    "reserved-id",
    "fact-that-is-the-no-of-another",
    "word-for-two-things",
    "no-such-column",
    "no-such-fact",
    "no-such-input",
    "no-such-measure",
    "no-such-reading",
    "no-such-series",
    "no-such-document",
    "no-such-authority",
    "no-source",
    "source-not-whole",
    "page-outside-the-compendium",
    "condition-without-a-rule",
    "benefit-without-a-rule",
    "cap-without-a-rule",
    "given-cannot-be-read",
    "not-after-without-a-date",
    "fact-with-wrong-ends",
    "period-too-long",
    "confirmed-by-no-yes-or-no",
    "wrong-kind-of-fact",
    "no-such-choice",
    "day-without-an-entry",
    "steps-out-of-order",
    "rate-cannot-be-read",
    "series-without-a-rate",
    "checked-too-early",
    "example-cannot-be-read",
    "example-does-not-come-out",
    "two-editions",
    "edition-and-layer",
    "no-such-base",
    "duplicate-layer",
    "replaced-in-silence",
    "replaces-nothing",
    "ends-nothing",
    "end-out-of-order",
    "layers-contradict",
    "undated-document",
    "steps-not-connected",
    "dated-figures-out-of-order",
    "amount-without-a-solution",
    "choice-without-a-figure",
    "exclusion-without-a-rule",
    "never-met",
    "always-met",
    "choice-that-decides-nothing",
    "figure-that-nothing-reaches",
    "choice-without-a-cap",
    "scope-that-counts-nothing",
    "bound-without-an-example",
    "source-without-a-figure",
    "measures-side-by-side",
    "unused-entry",
    "figure-without-a-source",
    "authority-from-below",
]
# An error refuses the catalogue; a warning is told by `catalogue check` alone.
Severity = Literal["error", "warning"]


class FaultCode(Record):
    """A code, what must hold, and what comes of it where it does not."""

    code: str
    holds: Text
    why: Text
    severity: Severity = "error"
