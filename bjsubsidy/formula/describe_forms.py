"""Reading 3 of the further forms: words in Chinese or English."""

from bjsubsidy.formula.describe import Speaker, amount
from bjsubsidy.formula.forms import (
    Added,
    AmountForm,
    Band,
    Bands,
    ByChoice,
    DatedAmount,
    Highest,
    Lowest,
    NothingBelow,
    Slice,
    Slices,
    Units,
)
from bjsubsidy.formula.tree import Amount, Fixed, Given
from bjsubsidy.language import Text, listed


def form_words(form: AmountForm, speaker: Speaker, subject: str | None) -> str:
    match form:
        case Added(of):
            return _together(Text("合计：", "together: "), of, speaker)
        case Highest(of):
            return _together(Text("较高者：", "the higher of: "), of, speaker)
        case Lowest((Given() as of, Fixed() as most)):
            words = Text("{of}（最多 {most}）", "{of} (at most {most})")
            return words.in_(speaker.lang).format(of=amount(of, speaker), most=amount(most, speaker, of.name))
        case Lowest(of):
            return _together(Text("较低者：", "the lower of: "), of, speaker)
        case ByChoice(fact, cases):
            said = [f"{speaker.choice(fact, choice)} {amount(case, speaker, subject)}" for choice, case in cases]
            return _bracketed(Text(f"按{speaker.name(fact)}：", f"by {speaker.name(fact)}: "), said, speaker)
        case Bands(of, bands):
            name = amount(of, speaker)
            return _bracketed(Text(f"按{name}分档：", f"by {name}: "), _bands(of, bands, speaker), speaker)
        case Slices(of, slices):
            name = amount(of, speaker)
            return _bracketed(Text(f"{name}，分段计：", f"{name}, by slices: "), _slices(of, slices, speaker), speaker)
        case Units(of, every, full):
            return _units(of, speaker.figure(_subject(of), every), every == 1, full, speaker)
        case NothingBelow(of, least):
            words = Text("（{of}；不足 {least}的不付）", "({of}; nothing below {least})")
            return words.in_(speaker.lang).format(of=amount(of, speaker), least=amount(least, speaker, subject))
        case DatedAmount(values):
            said = [Text(f"{day} 起 ", f"from {day} ").in_(speaker.lang) + amount(value, speaker, subject) for day, value in values]
            return _bracketed(Text("", ""), said, speaker)


def _together(heading: Text, of: tuple[Amount, ...], speaker: Speaker) -> str:
    return _bracketed(heading, [amount(part, speaker) for part in of], speaker)


def _bracketed(heading: Text, parts: list[str], speaker: Speaker) -> str:
    said = heading.in_(speaker.lang) + Text("；", "; ").in_(speaker.lang).join(parts)
    return Text(f"（{said}）", f"({said})").in_(speaker.lang)


def _subject(of: Amount) -> str | None:
    """The fact whose unit a figure has that is held against an amount."""
    if isinstance(of, Lowest):
        return _subject(of.of[0])
    return of.name if isinstance(of, Given) else None


def _bands(of: Amount, bands: tuple[Band, ...], speaker: Speaker) -> list[str]:
    """Each band with its bounds in words: up to and with it, or below it."""
    said, separator = [], Text("：", ": ").in_(speaker.lang)
    for before, band in zip((None, *bands), bands, strict=False):
        sides = [] if before is None else [_side(of, before, _ABOVE, speaker)]
        sides += [] if band.bound is None else [_side(of, band, _UP_TO, speaker)]
        said.append(listed(sides, speaker.lang) + separator + amount(band.pays, speaker))
    return said


_UP_TO = {True: Text("不超过 {}", "at most {}"), False: Text("低于 {}", "less than {}")}
_ABOVE = {True: Text("超过 {}", "more than {}"), False: Text("不低于 {}", "at least {}")}


def _side(of: Amount, band: Band, words: dict[bool, Text], speaker: Speaker) -> str:
    bound = "" if band.bound is None else amount(band.bound, speaker, _subject(of))
    return words[band.included].in_(speaker.lang).format(bound)


def _slices(of: Amount, slices: tuple[Slice, ...], speaker: Speaker) -> list[str]:
    edges = [amount(one.above, speaker, _subject(of)) for one in slices]
    said = []
    for number, one in enumerate(slices):
        to = edges[number + 1] if number + 1 < len(slices) else None
        words = _LAST_SLICE if to is None else _SLICE if number else _FIRST_SLICE
        said.append(f"{words.in_(speaker.lang).format(edges[number], to)} × {amount(one.rate, speaker)}")
    return said


_FIRST_SLICE = Text("不超过 {1}的部分", "the part up to {1}")
_SLICE = Text("{0} 至 {1}的部分", "the part from {0} to {1}")
_LAST_SLICE = Text("超过 {0}的部分", "the part above {0}")


def _units(of: Amount, every: str, single: bool, full: bool, speaker: Speaker) -> str:
    name = amount(of, speaker)
    # A count, or whole fen, has no part of one that could be left out.
    if full and not single:
        return Text(f"（{name}所含整 {every}的个数）", f"(the number of full {every} in the {name})").in_(speaker.lang)
    return name if single else f"{name} ÷ {every}"
