"""The command line: read, ask, write. Here the clock is read, and an error becomes an exit code."""

import codecs
import errno
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bjsubsidy.errors import BAD_INPUT, Problem, Unwritable, system_reason
from bjsubsidy.language import LANGS, Lang, Text

INTERRUPTED = 130
# The handler of letters that a stream does not have.
_OTHER_MARKS = "bjsubsidy.marks"


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0 computed, 2 bad usage or input, 3 an unusable file, 4 an unknown amount, 130 interrupted, 143 terminated."""
    words = list(sys.argv[1:] if argv is None else argv)
    lang = language(words, os.environ)
    _speak_any_character()
    return ended(lambda: _answered(words, lang), lang)


def _answered(words: list[str], lang: Lang) -> int:
    """By the lane where it takes the line, else by Typer: the same function of the command answers."""
    from bjsubsidy.cli import lane
    from bjsubsidy.inputs import forget

    forget()
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    line = lane.taken(words, os.environ, lane.built_table())
    if line is not None:
        from bjsubsidy.cli.given import call

        return call(*line, lang)
    from bjsubsidy.cli.app import run

    return run(words, lang)


def ended(answer: Callable[[], int], lang: Lang) -> int:
    """The exit code of an answer, whichever way it ends; what is wrong is one line on standard error."""
    try:
        code = answer()
        sys.stdout.flush()
        return code
    except Problem as problem:
        aside(problem.sentence(lang))
        return problem.exit_code
    except MemoryError:
        said = Text("内存不足。请减少数据，或提高内存上限。", "there is not enough memory. Use less data, or raise the memory limit.")
        aside(said.in_(lang))
        return BAD_INPUT
    except BrokenPipeError:
        _forget_output()
        return 0
    except OSError as error:
        _forget_output()
        aside(Unwritable(path=Text("标准输出", "standard output"), why=system_reason(error)).sentence(lang))
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED


def aside(line: str) -> None:
    """A line on standard error; where it cannot be written the answer stands, and the exit code says enough."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _forget_output() -> None:
    """What could not be written is not tried again when the program ends."""
    if sys.stdout is None:
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def language(words: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """`--lang`, else the environment's; Chinese where nothing says otherwise.

    Looked for before anything else, since a line that cannot be read is told so in a language too.
    """
    for place, word in enumerate(words):
        said = words[place + 1] if word == "--lang" and place + 1 < len(words) else word.removeprefix("--lang=")
        if said != word and said in LANGS:
            return said
    own = environment.get("BJSUBSIDY_LANG")
    if own in LANGS:
        return own
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if said.lower().startswith("en") else "zh"


def _speak_any_character() -> None:
    """What the terminal cannot encode is said by other letters, never a traceback. What is meant for a closed standard error goes
    nowhere: `print` would put it on standard output."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_OTHER_MARKS)


def _marked(error: Any) -> tuple[str, int]:
    from bjsubsidy.cli.letters import marks

    return marks(error)


codecs.register_error(_OTHER_MARKS, _marked)
