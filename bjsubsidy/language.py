"""The two languages of everything a person reads, side by side."""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


class Text(NamedTuple):
    """One thing said in Chinese and in English."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """For pydantic: a table of both languages, neither of them blank."""
        from pydantic_core import core_schema as core

        said = core.typed_dict_field(core.str_schema(strict=True, pattern=r"\S"))
        table = core.typed_dict_schema({"zh": said, "en": said}, cls=cls, cls_name=cls.__name__, extra_behavior="forbid", strict=True)
        made = core.no_info_after_validator_function(lambda both: cls(**both), table)
        return core.custom_error_schema(made, "text", custom_error_message="text", ref=f"{cls.__module__}.{cls.__qualname__}:{id(cls)}")


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


def many(count: int, thing: str, things: str | None = None) -> str:
    """A number of things in English; more than one are `things`, by default the same with an s."""
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"
