"""Groups whose commands are made when they are asked for: the program's own, and the entries of the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from typer.core import TyperCommand

from bjsubsidy.answers.search import input_named, measures_on
from bjsubsidy.answers.without_amount import amount_told
from bjsubsidy.cli.facts import parameters
from bjsubsidy.cli.make import Maker, command_of, group_app, made
from bjsubsidy.cli.offers import Offer, computed, name_of
from bjsubsidy.cli.session import catalogue_at, looked_ahead, session_of
from bjsubsidy.cli.speak import SpokenCommand, SpokenGroup
from bjsubsidy.errors import NotAsked, NotAskedHere, Problem, UnknownName, missing_word
from bjsubsidy.language import Text
from bjsubsidy.law.entries import Fact


class Listing(SpokenGroup):
    """A group that knows the names of its commands without making them."""

    word: ClassVar[tuple[str, Text]] = ("COMMAND", Text("命令", "command"))
    # Whether its commands are entries, which are called by their names too.
    named: ClassVar[bool] = False

    @classmethod
    def modules(cls, name: str) -> Sequence[str]:
        """Where the functions of its commands are, under this name."""
        return (name,)

    def names(self, ctx: Any) -> Sequence[Offer]:
        """The name and the title of each command."""
        raise NotImplementedError

    def make(self, ctx: Any, name: str) -> Any:
        """The command of a name; a problem where there is none."""
        raise NotImplementedError

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self._listed(ctx))

    def get_command(self, ctx: Any, name: str) -> Any:
        if session_of(ctx).listing:
            return TyperCommand(name, short_help=self._listed(ctx)[name])
        try:
            return self.make(ctx, name)
        except Problem:
            if ctx.resilient_parsing:
                return None
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The catalogue is open before a command of it is looked for, wherever the line names it."""
        session_of(ctx).paths = looked_ahead(args) or session_of(ctx).paths
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        session_of(ctx).listing = "id" if incomplete.isascii() or not self.named else "name"
        return super().shell_complete(ctx, incomplete)

    def _listed(self, ctx: Any) -> dict[str, str]:
        """The names of its commands with their titles; or, where Chinese is typed, the other way round."""
        pairs = [(name, title.in_(self.lang)) for name, title in self.names(ctx)]
        return dict(pairs) if session_of(ctx).listing != "name" else {title: name for name, title in pairs}

    def check(self, rest: Sequence[str], ctx: Any) -> None:
        if not rest and not self.invoke_without_command:
            raise missing_word(*self.word, self.names(ctx))


class Program(Listing):
    """The program: its commands by name. `titles` are set when it is made; its example is one of `calc`."""

    module = "calc"

    titles: Mapping[str, Text]

    def names(self, ctx: Any) -> Sequence[Offer]:
        return list(self.titles.items())

    def make(self, ctx: Any, name: str) -> Any:
        if name not in self.titles:
            raise UnknownName(Text("命令", "command"), name, list(self.titles))
        if name in GROUPS:
            group = GROUPS[name]
            formats = dict.fromkeys(form for module in group.modules(name) for form in command_of(module).formats)
            return group_app(group, name, self.titles[name], self.lang, list(formats))
        return made(Maker(self.lang), name, self.titles[name], name, SpokenCommand)


class Inputs(Listing):
    """`calc` and `sweep`: a command for each input that a measure is computed from."""

    word = ("INPUT", Text("计算项目", "input"))
    named = True

    def asked_for(self, ctx: Any, words: Sequence[str]) -> list[str]:
        from bjsubsidy.cli.terminal import at_terminal

        if self.name != ASKS or not at_terminal():
            return []
        from bjsubsidy.cli.input_asked import input_asked

        session_of(ctx).paths = looked_ahead(words) or session_of(ctx).paths
        return [input_asked(catalogue_at(ctx), self.lang)]

    def names(self, ctx: Any) -> Sequence[Offer]:
        return computed(catalogue_at(ctx))

    def make(self, ctx: Any, name: str) -> Any:
        catalogue = catalogue_at(ctx)
        id = input_named(catalogue, name)
        measures = measures_on(catalogue, id)
        title = amount_told(id, catalogue)
        command = self.of_entry(id, title, catalogue.facts_asked(measures), OfInput)
        command.parts = [(Text("措施", "Measures").in_(self.lang), [(measure.id, measure.title) for measure in measures])]
        return command

    def of_entry(self, id: str, title: Text, facts: Sequence[Fact], cls: type["OfEntry"]) -> Any:
        """The command of an entry: the function of the group, with the entry's facts as options."""
        maker = Maker(self.lang, id)
        return made(maker, id, title, str(self.name), cls, parameters(facts, maker))


class Statuses(Inputs):
    """`status`: a command for each status."""

    word = ("ID", Text("身份认定", "status"))

    def names(self, ctx: Any) -> Sequence[Offer]:
        return [(id, name_of(row)) for id, row in catalogue_at(ctx).rows("status").items()]

    def make(self, ctx: Any, name: str) -> Any:
        catalogue = catalogue_at(ctx)
        status = catalogue.status(catalogue.find(name, "status"))
        return self.of_entry(status.id, status.text, catalogue.facts_of(status), OfStatus)


class OfEntry(SpokenCommand):
    """The command of an entry: of an option that it does not have it says whether it is a fact that is not asked here."""

    def not_asked(self, fact: str) -> Problem:
        raise NotImplementedError

    def unknown(self, name: str, ctx: Any, whole: str) -> Problem:
        fact = name.removeprefix("--").removeprefix("no-")
        if fact in catalogue_at(ctx).rows("fact"):
            return self.not_asked(fact).at(f"--{fact}")
        return super().unknown(name, ctx, whole)


class OfInput(OfEntry):
    """The command of an input under `calc` or `sweep`."""

    def not_asked(self, fact: str) -> Problem:
        return NotAsked(fact=fact, input=str(self.name))


class OfStatus(OfEntry):
    """The command of a status under `status`."""

    def not_asked(self, fact: str) -> Problem:
        return NotAskedHere(fact=fact, status=str(self.name))


class Catalogues(Listing):
    """`catalogue`: what is done with a catalogue file. A command more is a module `catalogue_NAME` and a title here."""

    module = "catalogue_check"
    titles: ClassVar[Mapping[str, Text]] = {
        "check": Text("检查目录，列出全部错误和警告", "check catalogues and list every fault and warning"),
        "explain": Text("说明一种错误，附改正的例子", "explain a fault, with an example mended"),
        "schema": Text("输出目录和层的 JSON Schema，供编辑器使用", "print the JSON Schema of catalogues and layers, for editors"),
        "fmt": Text("按自带目录的写法整理目录文件", "lay out catalogue files as the packaged one is written"),
        "new": Text(
            "逐题询问，写一个新条目和它的出处；在管道中或加 -o 则输出待填的样本",
            "ask for a new entry with its evidence and write it; in a pipe or with -o print one to fill in",
        ),
        "export": Text("把目录写成一份 TOML 文件", "write the catalogue as one TOML file"),
    }

    @classmethod
    def modules(cls, name: str) -> Sequence[str]:
        return [f"{name}_{each}" for each in cls.titles]

    def names(self, ctx: Any) -> Sequence[Offer]:
        return list(self.titles.items())

    def make(self, ctx: Any, name: str) -> Any:
        if name not in self.titles:
            raise UnknownName(Text("目录命令", "command of catalogue"), name, list(self.titles))
        return made(Maker(self.lang), name, self.titles[name], f"{self.name}_{name}", SpokenCommand)


# The group whose words are asked of a person at a terminal.
ASKS = "calc"

GROUPS: dict[str, type[Listing]] = {"calc": Inputs, "sweep": Inputs, "status": Statuses, "catalogue": Catalogues}
