"""Reports in a real browser: no sideways scroll on a phone or on paper, no request, found text in print, an accessibility judge.

Debian's Chromium without a window; the judge is axe-core, installed by `npm ci --prefix tests/browser`.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from bjsubsidy.cli import main
from tests.books import nasty_profile, unknown_profile
from tests.writers.test_html import COMMANDS

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).parent.parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
MISSING = CHROMIUM is None or not AXE.exists() or shutil.which("pdftotext") is None
pytestmark = pytest.mark.skipif(MISSING and not os.environ.get("CI"), reason="Chromium, axe-core or pdftotext is not installed")

PHONE, A4 = 360, 794
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every command's report in both languages, and the plans of a hostile and of an unknown firm."""
    folder = tmp_path_factory.mktemp("reports")
    plans = {"hostile plan": ("plan", str(nasty_profile(folder))), "unknown plan": ("plan", str(unknown_profile(folder)))}
    made = {}
    for name, words in {**COMMANDS, **plans}.items():
        for lang in ("zh", "en"):
            path = folder / f"{name} {lang}.html".replace(" ", "-")
            assert main([*words, "-o", str(path), "--lang", lang]) == 0
            made[f"{name} {lang}"] = path
    return made


NAMES = [f"{name} {lang}" for name in (*COMMANDS, "hostile plan", "unknown plan") for lang in ("zh", "en")]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def open_quietly(page: Page, path: Path, width: int) -> list[str]:
    """Opens a report; what it asks for beside itself, and what the browser complains about."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path.as_uri())
    return [url for url in asked if url != path.as_uri()]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_fits_phone_and_paper_and_asks_for_nothing(name: str, reports: dict[str, Path], page: Page) -> None:
    for width in (PHONE, A4):
        assert open_quietly(page, reports[name], width) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OUTSIDE) == []


# Everything that shows text stands within the page.
OUTSIDE = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.childElementCount === 0 && e.textContent.trim() && !e.closest("svg, thead, [aria-hidden=true]"))
  .filter(e => { const r = e.getBoundingClientRect(); return r.width && (r.left < -1 || r.right > innerWidth + 1) })
  .map(e => e.textContent)"""


@pytest.mark.parametrize("name", [*(name for name in NAMES if name.endswith("zh")), "plan en", "calc en"])
def test_an_accessibility_judge_finds_nothing_serious(name: str, reports: dict[str, Path], page: Page) -> None:
    for width in (PHONE, A4):
        open_quietly(page, reports[name], width)
        page.evaluate(AXE.read_text("utf-8"))
        found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_printed_report_holds_its_figures_as_text(lang: str, reports: dict[str, Path], page: Page, tmp_path: Path) -> None:
    open_quietly(page, reports[f"plan {lang}"], A4)
    page.pdf(path=str(tmp_path / "plan.pdf"), prefer_css_page_size=True)
    shown = subprocess.run(["pdftotext", "-layout", str(tmp_path / "plan.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    for figure in ("1,958,612.40", "328,612.40", "248,000.00", "3,812.40", "152,000.00", "人民币壹佰玖拾伍万捌仟陆佰壹拾贰元肆角整"):
        assert figure in shown
    info = subprocess.run(["pdfinfo", str(tmp_path / "plan.pdf")], capture_output=True, text=True, check=True).stdout
    assert "A4" in info
    bars = {"zh": ("此前已用 100,000.00", "尚余 152,000.00"), "en": ("used before 100,000.00", "remaining 152,000.00")}
    flat = " ".join(shown.split())
    assert all(words in flat for words in bars[lang])


def test_a_row_is_a_card_on_a_phone_and_a_row_on_paper(reports: dict[str, Path], page: Page) -> None:
    def shape(width: int) -> tuple[str, str]:
        open_quietly(page, reports["plan zh"], width)
        style = "e => getComputedStyle(e).display"
        return page.eval_on_selector("#part-2 ~ table tbody tr", style), page.eval_on_selector("span.again", style)

    assert shape(PHONE) == ("block", "inline")
    assert shape(A4) == ("table-row", "none")


def test_a_hostile_word_runs_nothing(reports: dict[str, Path], page: Page) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    open_quietly(page, reports["hostile plan zh"], A4)
    assert dialogs == []
    assert page.evaluate("document.scripts.length") == 0
    assert page.title() == "<script>alert(1)</script>：可申请的支持"
