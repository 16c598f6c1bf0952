"""What the fuzzers are made of: sound files of every kind, and ways of damaging bytes and structure."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent.parent
SOUND_CATALOGUE = (ROOT / "tests" / "mistakes" / "sound.toml").read_bytes()
SOUND_PROFILE = (ROOT / "examples" / "firm.toml").read_bytes()
SOUND_TABLE = (ROOT / "examples" / "firms.csv").read_bytes()

NASTY = (
    "",
    " ",
    "0",
    "-5",
    "1e400",
    "1e-999999999",
    "0x" + "f" * 40,
    "9" * 40,
    "120万",
    "１２００",
    "¥1,200.50",
    "nan",
    "inf",
    "2021-02-30",
    "2021-03-20",
    "2021/3/5",
    "44275",
    "4.6%",
    "4.6",
    "=1+1",
    "\x1b[31m",
    "\u202e",
    "a\nb",
    '"',
    "“",
    "\ufeff",
    "甲公司",
    "#REF!",
    "√",
    "{}",
    "[]",
    "true",
    "1.10202E+18",
)


def damaged(rng: Random, content: bytes) -> bytes:
    """Some bytes flipped, cut out, doubled or put in."""
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        place = rng.randrange(len(data) + 1)
        match rng.randrange(5):
            case 0 if data:
                data[place % len(data)] = rng.randrange(256)
            case 1:
                del data[place : place + rng.choice((1, 3, 50, 2000))]
            case 2:
                data[place:place] = data[place : place + rng.choice((1, 20, 300))]
            case 3:
                data[place:place] = rng.choice(NASTY).encode()
            case _:
                data[place:place] = rng.randbytes(rng.choice((1, 4, 30)))
    return bytes(data)


def reworded(rng: Random, text: str) -> str:
    """Some values after an equals sign, and some lines, exchanged for nasty ones."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 1, 2, 4))):
        place = rng.randrange(len(lines))
        key, equals, _ = lines[place].partition("=")
        match rng.randrange(4):
            case 0 if equals:
                lines[place] = f"{key}= {_value(rng)}"
            case 1:
                lines.insert(place, lines[rng.randrange(len(lines))])
            case 2:
                del lines[place]
                lines = lines or [""]
            case _:
                lines.insert(place, f"{rng.choice(('kind', 'id', 'x-y', 'measure', 'amount', 'on'))} = {_value(rng)}")
    return "\n".join(lines)


def _value(rng: Random) -> str:
    """A TOML value, sound or not."""
    word = rng.choice(NASTY)
    quoted = '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\x1b", "\\u001b") + '"'
    return rng.choice(
        (
            quoted,
            quoted,
            word,
            "-1",
            "1.5",
            "true",
            "{}",
            "[]",
            '[""]',
            "2021-03-20",
            "2021-03-20T10:00:00",
            "[[1]]",
            '{ zh = "", en = "x" }',
        )
    )


def rows(rng: Random, needed: Sequence[str], others: Sequence[str]) -> list[list[str]]:
    """A table with a heading of its own order, mostly with the columns that it needs, and cells sound and nasty."""
    chosen = [*needed, *rng.sample(list(others), rng.randint(0, len(others)))]
    rng.shuffle(chosen)
    chosen = chosen[rng.random() < 0.15 :]
    sound: dict[str, Sequence[str]] = {
        "enterprise": ("甲公司", "甲公司 ", "（甲）公司", "B"),
        "input": ("loan-interest", "贷款利息", "rd-expense", "loan-loss"),
        "amount": ("1200000", "120万", "0.01"),
        "on": ("2021-03-20", "2020/12/31"),
        "measure": ("rd-expense", "ip-pledge-interest", "tech-credit-interest"),
    }
    made = [list(chosen)]
    for _ in range(rng.choice((0, 1, 3, 12))):
        made.append([rng.choice(NASTY if rng.random() < 0.15 else sound.get(name, NASTY)) for name in chosen])
    if rng.random() < 0.15:
        made.insert(0, [rng.choice(("2021年第一季度", "单位：万元", "", "制表人：王"))])
    return made


def as_csv(rng: Random, table: Sequence[Sequence[str]]) -> bytes:
    """Written well or badly, in one of the usual encodings."""
    quote: Callable[[str], str] = rng.choice((lambda cell: '"' + cell.replace('"', '""') + '"', lambda cell: cell))
    text = rng.choice(("\n", "\r\n", "\r")).join(rng.choice((*"," * 8, "\t", ";")).join(map(quote, row)) for row in table)
    return text.encode(rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")


def as_workbook(table: Sequence[Sequence[str]]) -> bytes:
    """The cells as text and, where they are digits, as numbers."""
    from xlsxwriter import Workbook

    held = io.BytesIO()
    with Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": True, "nan_inf_to_errors": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    return held.getvalue()


def damaged_workbook(rng: Random, content: bytes) -> bytes:
    """One byte of the packed file flipped, or one of its parts damaged, emptied or left out and the rest packed again."""
    if rng.random() < 0.3:
        data = bytearray(content)
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        return bytes(data)
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        hit = rng.choice(before.namelist())
        for name in before.namelist():
            part = before.read(name)
            if name == hit and rng.random() < 0.15:
                continue
            after.writestr(name, rng.choice((damaged(rng, part), _renumbered(rng, part), b"")) if name == hit else part)
    return held.getvalue()


def _renumbered(rng: Random, part: bytes) -> bytes:
    """The numbers and cell names of a part exchanged for extreme ones."""
    extreme = (b"0", b"-1", b"1048577", b"99999999999999999999", b"XFD1048576", b"NaN", b"1e999", b"#REF!", b"")
    return re.sub(rb"[A-Z]?[0-9]+", lambda found: rng.choice(extreme) if rng.random() < 0.1 else found[0], part)
