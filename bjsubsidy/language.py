"""The two languages of everything a person reads, side by side."""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


class Text(NamedTuple):
    """One thing said in Chinese and in English."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


def clean(text: str) -> str:
    """Text of a user or a file as one printable line: no control character, no mark that turns the direction."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else "�"


def shortened(text: str, most: int = 60) -> str:
    """At most `most` characters of a text that is quoted in a message."""
    return text if len(text) <= most else text[: most - 1] + "…"


def listed(parts: list[str], lang: Lang) -> str:
    """Words in a row, with the separator of the language."""
    return ("、" if lang == "zh" else ", ").join(parts)
