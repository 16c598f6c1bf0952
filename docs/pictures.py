"""Draws the pictures of the READMEs: `python docs/pictures.py` with Debian's Chromium and Noto's CJK fonts.

A picture shows a report or a terminal as the program writes it; `pictures.json` holds the hash of what was drawn, so that a
test knows when a picture no longer shows what the program says.
"""

import hashlib
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
STAMPS = HERE / "pictures.json"
FIRM = "examples/firm.toml"
CALC = (
    "calc loan-interest 1450000 --measure ip-pledge-interest --annual-revenue 1.8亿 --high-precision-industry --core-technology-or-ip"
    " --ip-pledged --loan-rate 4.6% --loan-date 2021-01-08 --no-fraud-on-record --received ip-pledge-interest=100000@2021-01-15"
    " --on 2021-03-20 --as-of 2021-04-01 --curve"
)
PAPER, COLUMNS = (794, 1500), 96
# What a terminal shows of each command, one below the other.
SCREENS = (
    "calc loan-interest 120万 --on 2021-03-20 --as-of 2021-04-10",
    f"plan {FIRM}",
    "deadlines --as-of 2021-04-01",
    "status first-product --on 2021-03-20",
    "batch examples/firms.csv --as-of 2021-07-10 --format table",
)
WIDTHS = (80, 200)
LOOK = """<meta charset="utf-8"><style>body { margin: 0; background: #0d1117; color: #e6edf3; }
pre { margin: 0; padding: 1.2rem; font: 15px/1.35 "Noto Sans Mono CJK SC", monospace; }
i { display: inline-block; width: .5em; font: 15px/1 "DejaVu Sans"; }</style>"""


def sources() -> dict[str, str]:
    """What each picture shows: a report's page, or what a terminal was sent."""
    made = {}
    for lang in ("zh", "en"):
        made[f"report.{lang}.png"] = report("plan", FIRM, "--format", "html", "--lang", lang)
        made[f"terminal.{lang}.png"] = terminal(COLUMNS, *CALC.split(), "--lang", lang)
        for width in WIDTHS:
            made[f"terminal-{width}.{lang}.png"] = screens(width, lang)
    return made


def screens(width: int, lang: str) -> str:
    """What a terminal of so many columns shows of the commands."""
    shown = ((words, terminal(width, *words.split(), "--lang", lang)) for words in SCREENS)
    return "\n".join(f"$ bjsubsidy {words}\n{sent}" for words, sent in shown)


def report(*words: str) -> str:
    command = [sys.executable, "-m", "bjsubsidy", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")


def terminal(width: int, *words: str) -> str:
    """The answer that the program sends to a terminal of so many columns, in colour."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "bjsubsidy", *words]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=theirs, stderr=subprocess.DEVNULL, stdin=theirs):
        os.close(theirs)
        sent = b""
        try:
            while part := os.read(ours, 1 << 16):
                sent += part
        except OSError:
            pass
    os.close(ours)
    return sent.decode("utf-8").replace("\r\n", "\n")


def stamp(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def page_of(sent: str) -> str:
    """A terminal's text and colours as a page; no line is folded that the program did not fold."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=max(WIDTHS), file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text.from_ansi(sent))
    drawn = console.export_html(inline_styles=True, code_format="<pre>{code}</pre>")
    return LOOK + re.sub("([\u2800-\u28ff✓✗])", r"<i>\1</i>", drawn)


def draw(pages: dict[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for name, page in pages.items():
            drawn = browser.new_page(viewport={"width": PAPER[0], "height": PAPER[1]})
            drawn.set_content(page)
            if name.startswith("terminal"):
                drawn.locator("pre").evaluate("e => e.style.display = 'inline-block'")
                drawn.locator("pre").screenshot(path=HERE / name)
            else:
                drawn.screenshot(path=HERE / name)
            drawn.close()
        browser.close()


def main() -> None:
    made = sources()
    draw({name: page_of(text) if name.startswith("terminal") else text for name, text in made.items()})
    STAMPS.write_text(json.dumps({name: stamp(text) for name, text in made.items()}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
