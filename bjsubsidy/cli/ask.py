"""`bjsubsidy plan --ask PROFILE.toml`: the open questions one by one, the most valuable first, answers written back."""

import sys
from datetime import date
from io import TextIOWrapper

from bjsubsidy.cli.context import Context
from bjsubsidy.cli.output import write_whole
from bjsubsidy.cli.planning import planned
from bjsubsidy.errors import Problem, UnreadableFile, system_reason
from bjsubsidy.language import Text, clean
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.planning.plan import AskedQuestion, Plan
from bjsubsidy.quantities import Value
from bjsubsidy.readers.keys import key_of
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.plan_table import question

_HINT = Text("直接回车跳过，Ctrl-D 结束", "Enter passes over, Ctrl-D ends")


def ask(context: Context, path: str) -> Plan:
    """Ask until nothing is open, the answers end, or everything left was passed over; the plan that comes out."""
    passed: set[tuple[str, str | None]] = set()
    context.warn(_HINT)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    while True:
        answer = planned(context, path)
        open_places = ((asked, label) for asked in answer.questions for label in _places(context, asked))
        found = next((pair for pair in open_places if (pair[0].question.fact, pair[1]) not in passed), None)
        if found is None:
            return answer
        asked, label = found
        fact = context.catalogue.fact(asked.question.fact)
        written = _answer(context, fact, asked, label)
        if written is None:
            return answer
        if written == "":
            passed.add((fact.id, label))
        else:
            _write_back(path, context.catalogue, fact, label, written)


def _places(context: Context, asked: AskedQuestion) -> tuple[str | None, ...]:
    """The enterprise, or each item the question is about."""
    return (None,) if context.catalogue.fact(asked.question.fact).of == "enterprise" else asked.labels


def _answer(context: Context, fact: Fact, asked: AskedQuestion, label: str | None) -> str | None:
    """What somebody typed and the fact can read; empty to pass over, None when the answers end."""
    words = Phrases(context.catalogue, context.lang)
    choices = [answer.in_(context.lang) for answer in fact.kind.offered(fact)]
    about = ("" if label is None else f"{label}: ") + question(asked, words) + (f" [{'/'.join(choices)}]" if choices else "")
    while True:
        print(f"{clean(about)} ", end="", file=sys.stderr, flush=True)
        line = "" if sys.stdin is None else sys.stdin.readline()
        if not line:
            print(file=sys.stderr)
            return None
        written = fact.kind.short.get(line.strip().lower(), line.strip())
        try:
            if written:
                fact.read(written)
            return written
        except Problem as problem:
            print(problem.sentence(context.lang), file=sys.stderr)


def _write_back(path: str, catalogue: Catalogue, fact: Fact, label: str | None, written: str) -> None:
    """The answer into the profile, everything else as it stands."""
    import tomlkit

    try:
        with open(path, "rb") as file:
            before = file.read().decode("utf-8")
    except OSError as error:
        raise UnreadableFile(path=path, why=system_reason(error)) from None
    document = tomlkit.parse(before.removeprefix("\ufeff"))
    if label is None:
        table = document.setdefault("enterprise", tomlkit.table())
    else:
        table = next(item for item in document["item"] if item["label"] == label)
    # A fact that was left blank stays under the name by which the file calls it.
    key = next((key for key in table if key_of(key, catalogue) == fact.id), fact.id)
    table[key] = _as_toml(fact.read(written), written)
    after = tomlkit.dumps(document)
    if "\r\n" in before:
        after = after.replace("\r\n", "\n").replace("\n", "\r\n")
    write_whole(path, ("\ufeff" * before.startswith("\ufeff") + after).encode("utf-8"))


def _as_toml(value: Value, written: str) -> bool | int | date | str:
    """Yes/no, whole numbers and days by their type; amounts, rates and names as they were typed."""
    return value if isinstance(value, (bool, date)) else written
