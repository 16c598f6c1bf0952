"""One case of each fuzzer: the words of a command and the files it reads, from a source of chance."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.fuzz.materials import (
    NASTY,
    SOUND_CATALOGUE,
    SOUND_PROFILE,
    SOUND_TABLE,
    as_csv,
    as_workbook,
    damaged,
    damaged_workbook,
    reworded,
    rows,
)

NEEDED = ("enterprise", "input", "amount", "on")
FACTS = ("item", "enterprise-size", "credit-product", "loan", "loan-rate", "loan-date", "in-zhongguancun", "金额（万元）", "备注")
COMMANDS = [
    "calc",
    "sweep",
    "status",
    "plan",
    "batch",
    "deadlines",
    "due",
    "measures",
    "show",
    "catalogue",
    "schema",
    "completion",
    "help",
    "version",
]
OPTIONS = [
    "--on",
    "--as-of",
    "--measure",
    "--received",
    "--received-file",
    "--strict",
    "--format",
    "-o",
    "--lang",
    "--quiet",
    "--explain",
    "--limit",
    "--best",
    "--search",
    "--kind",
    "--input",
    "--before",
    "--after",
    "--steps",
    "--from",
    "--to",
    "--reach",
    "--encoding",
    "--sheet",
    "--in-zhongguancun",
    "--no-in-zhongguancun",
    "--enterprise-size",
    "--loan-rate",
    "--credit-product",
    "--column",
    "--set",
    "--help",
    "--",
    "-",
    "-h",
    "-V",
]
WORDS = [
    "loan-interest",
    "贷款利息",
    "loan-loss",
    "monthly-sales",
    "regional-headquarters",
    "first-product",
    "paint-filing-certificate",
    "ip-pledge-interest",
    "1200000",
    "120万",
    "2021-03-20",
    "table",
    "json",
    "csv",
    "amount",
    "xlsx",
    "html",
    "ics",
    "zh",
    "en",
    "small",
    "firm.toml",
    "firms.csv",
    "check",
    "export",
]
Case = tuple[list[str], bytes]
LANGS = (["--lang", "zh"], ["--lang", "en"])


def command_line(rng: Random, folder: Path) -> Case:
    """Right words in wrong places, wrong words in right ones; outputs go into the folder."""
    (folder / "firm.toml").write_bytes(SOUND_PROFILE)
    (folder / "firms.csv").write_bytes(SOUND_TABLE)
    words = [rng.choice(COMMANDS)]
    for _ in range(rng.randrange(8)):
        source = rng.choice((OPTIONS, WORDS, WORDS, NASTY))
        word = rng.choice(source)
        words.append(f"{word}={rng.choice(NASTY)}" if source is OPTIONS and word.startswith("--") and rng.random() < 0.2 else word)
    return [word.replace("\0", "") for word in words], rng.choice(NASTY).encode()


def catalogue(rng: Random, folder: Path) -> Case:
    content = SOUND_CATALOGUE
    content = damaged(rng, content) if rng.random() < 0.3 else reworded(rng, content.decode()).encode()
    (folder / "other.toml").write_bytes(content)
    command = rng.choice(
        (["measures"], ["show", "x"], ["calc", "loan-interest", "100", "--format", "json"], ["deadlines", "--format", "csv"])
    )
    return ["--catalogue", str(folder / "other.toml"), *command, *rng.choice(LANGS)], b""


def profile(rng: Random, folder: Path) -> Case:
    content = damaged(rng, SOUND_PROFILE) if rng.random() < 0.3 else reworded(rng, SOUND_PROFILE.decode()).encode()
    (folder / "firm.toml").write_bytes(content)
    return [
        "plan",
        str(folder / "firm.toml"),
        "--format",
        rng.choice(("amount", "json", "csv", "table")),
        "--limit",
        "1",
        *rng.choice(LANGS),
    ], b""


def table(rng: Random, folder: Path) -> Case:
    made = rows(rng, NEEDED, FACTS)
    match rng.randrange(5):
        case 0:
            name, content = "firms.csv", damaged(rng, SOUND_TABLE)
        case 1:
            name, content = "firms.csv", as_csv(rng, made)
        case 2:
            name, content = "firms.xlsx", as_workbook(made)
        case _:
            name, content = "firms.xlsx", damaged_workbook(rng, as_workbook(made))
    (folder / name).write_bytes(content)
    form = rng.choice(("csv", "json", "table"))
    return [
        "batch",
        str(folder / name),
        "--format",
        form,
        "--as-of",
        "2021-04-01",
        *rng.choice(([], ["--best"], ["--strict"])),
        *rng.choice(LANGS),
    ], b""


def register(rng: Random, folder: Path) -> Case:
    made = rows(rng, ("enterprise", "measure", "amount", "on"), ("paid-on", "credit-product", "金额"))
    content = (
        as_csv(rng, made)
        if rng.random() < 0.6
        else damaged(rng, "enterprise,measure,amount,on\n甲公司,rd-expense,100,2021-03-20\n".encode())
    )
    (folder / "received.csv").write_bytes(content)
    (folder / "firms.csv").write_bytes(SOUND_TABLE)
    words = rng.choice((["batch", str(folder / "firms.csv"), "--format", "csv"], ["calc", "rd-expense", "100", "--format", "json"]))
    return [*words, "--received-file", str(folder / "received.csv"), *rng.choice(LANGS)], b""


FUZZERS: dict[str, Callable[[Random, Path], Case]] = {
    "command-lines": command_line,
    "catalogues": catalogue,
    "profiles": profile,
    "tables": table,
    "registers": register,
}
