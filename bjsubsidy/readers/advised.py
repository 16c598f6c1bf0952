"""Lines on a table that say what to write on the command line, and how they are told to readers who run no command."""

from collections.abc import Iterable

from bjsubsidy.language import Text


class Advised(Text):
    """A line that ends with such advice; `told` is the same without it, None where it is about nothing else."""

    told: Text | None

    @classmethod
    def of(cls, said: Text, told: Text | None) -> "Advised":
        line = cls(*said)
        line.told = told
        return line


def told_to_readers(notes: Iterable[Text]) -> list[Text]:
    """The lines for a report, each once; without what only the command line has a use for."""
    told = (note.told if isinstance(note, Advised) else note for note in notes)
    return list(dict.fromkeys(line for line in told if line is not None))


def of_file(file: str, note: Text) -> Text:
    """A line on one of several files, which it names."""
    said = _named(file, note)
    return Advised.of(said, note.told and _named(file, note.told)) if isinstance(note, Advised) else said


def _named(file: str, note: Text) -> Text:
    return Text(f"{file}：{note.zh}", f"{file}: {note.en}")
