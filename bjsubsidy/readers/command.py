"""The words of a command line become positionals and option values: one grammar for every command.

The fact options of `calc` and `status` come from the catalogue, so options are data (`Option`), not a signature.
"""

from collections.abc import Callable, Sequence

from bjsubsidy.errors import Problem, UnknownName, Usage, near
from bjsubsidy.language import Text, shortened
from bjsubsidy.law.entries import Fact
from bjsubsidy.quantities import Value
from bjsubsidy.record import Record

OPTION = Text("选项", "option")


class Option(Record):
    """`--name VALUE`, or without `value` a flag; a `pair` is `--name` / `--no-name`."""

    name: str
    help: Text
    value: str | None = None
    many: bool = False
    pair: bool = False
    short: str | None = None
    choices: tuple[str, ...] = ()


class Parsed:
    """Positionals in order, and what each option was given (a flag's value is `yes` or `no`)."""

    def __init__(self) -> None:
        self.positionals: list[str] = []
        self.options: dict[str, list[str]] = {}

    def one(self, name: str) -> str | None:
        return self.options[name][0] if name in self.options else None

    def has(self, name: str) -> bool:
        return name in self.options


Foreign = Callable[[str], Problem | None]


def parse(words: Sequence[str], options: Sequence[Option], foreign: Foreign = lambda name: None) -> Parsed:
    """`foreign` may say why an option that is not among `options` is refused here."""
    known = _spellings(options)
    parsed = Parsed()
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            parsed.positionals += rest
            break
        if not _is_option(word):
            parsed.positionals.append(word)
            continue
        name, given, attached = word.partition("=") if word.startswith("--") else (word, "", "")
        if name not in known:
            raise foreign(name) or UnknownName(OPTION, name, [spelling for spelling in known if spelling.startswith("--")])
        option, flag = known[name]
        if option.value is None:
            _take_flag(parsed, option, name, flag, bool(given))
        else:
            _take(parsed, option, name, attached if given else _following(rest, name, known))
    return parsed


def _is_option(word: str) -> bool:
    """A dash and a letter; `-` is standard input and `-5` a (refused) amount."""
    return word.startswith("-") and word[1:2].isascii() and (word.startswith("--") or word[1:2].isalpha())


def _spellings(options: Sequence[Option]) -> dict[str, tuple[Option, str]]:
    known = {}
    for option in options:
        known[f"--{option.name}"] = (option, "yes")
        if option.pair:
            known[f"--no-{option.name}"] = (option, "no")
        if option.short:
            known[f"-{option.short}"] = (option, "yes")
    return known


def _following(rest: list[str], name: str, known: dict[str, tuple[Option, str]]) -> str:
    if not rest or rest[0].partition("=")[0] in known:
        raise Usage(Text(f"选项 {name} 缺少值", f"option {name} needs a value"), Text("请在其后写上值。", "Write the value after it."))
    return rest.pop(0)


def _take(parsed: Parsed, option: Option, name: str, value: str) -> None:
    if parsed.has(option.name) and not option.many:
        raise Usage(Text(f"选项 {name} 给了两次", f"option {name} is given twice"), Text("请只保留一个。", "Keep one of them."))
    if option.choices and value not in option.choices:
        what = Text(f"{name} 不能是“{shortened(value)}”", f"{name} cannot be “{shortened(value)}”")
        raise Usage(what, near(value, list(option.choices)))
    parsed.options.setdefault(option.name, []).append(value)


def _take_flag(parsed: Parsed, option: Option, name: str, flag: str, has_value: bool) -> None:
    if has_value:
        now = Text(f"请写 --{option.name}", f"Write --{option.name}")
        other = Text(f" 或 --no-{option.name}。", f" or --no-{option.name}.") if option.pair else Text("。", ".")
        raise Usage(Text(f"选项 {name} 不带值", f"option {name} takes no value"), Text(now.zh + other.zh, now.en + other.en))
    if parsed.one(option.name) not in (None, flag):
        what = Text(f"--{option.name} 与 --no-{option.name} 互相矛盾", f"--{option.name} and --no-{option.name} contradict each other")
        raise Usage(what, Text("请只保留一个。", "Keep one of them."))
    parsed.options[option.name] = [flag]


def fact_options(facts: Sequence[Fact]) -> list[Option]:
    """A flag pair for each yes/no fact, an option of the same name for every other."""
    return [_fact_option(fact) for fact in facts]


VALUES = {"money": "AMOUNT", "usd": "USD", "rate": "RATE", "date": "DATE", "count": "N", "name": "NAME"}


def _fact_option(fact: Fact) -> Option:
    if fact.kind == "yes-no":
        return Option(fact.id, fact.question, pair=True)
    if fact.kind == "choice":
        return Option(fact.id, fact.question, value="|".join(choice.id for choice in fact.choices))
    return Option(fact.id, fact.question, value=VALUES[fact.kind])


def facts_given(parsed: Parsed, facts: Sequence[Fact]) -> dict[str, Value]:
    """The typed value of every fact on the command line; a refusal names its option."""
    given: dict[str, Value] = {}
    for fact in facts:
        written = parsed.one(fact.id)
        if written is None:
            continue
        try:
            given[fact.id] = fact.read(written)
        except Problem as problem:
            raise problem.at(f"--{fact.id}") from None
    return given


def positionals(parsed: Parsed, names: Sequence[tuple[str, Text]], least: int | None = None) -> list[str]:
    """Exactly the named positionals; `least` of them where the others may be left out."""
    given = parsed.positionals
    needed = len(names) if least is None else least
    if len(given) < needed:
        name, what = names[len(given)]
        raise Usage(Text(f"缺少 {name}（{what.zh}）", f"{name} is missing ({what.en})"), _SEE_HELP)
    if len(given) > len(names):
        extra = shortened(given[len(names)])
        raise Usage(Text(f"多出一个词“{extra}”", f"there is one word too many: “{extra}”"), _SEE_HELP)
    return given


_SEE_HELP = Text("加 --help 查看用法。", "See --help for the usage.")
