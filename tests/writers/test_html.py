"""The report as a page: its structure, its words, and nothing that leaves it."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from tests.books import FIRM, SHOWN, nasty_profile, unknown_profile
from tests.conftest import Run

DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")
COMMANDS = {
    "plan": ("plan", str(FIRM)),
    "calc": ("calc", "loan-interest", "1450000", "--received", "ip-pledge-interest=100000@2021-01-15", *DAYS),
    "calc of nothing": ("calc", "rd-expense", "0", "--enterprise-size", "large", *DAYS),
    "calc of a range": ("calc", "fund-excess-return", "5000000", "--fund-liquidated", "--satellite-fund", *DAYS),
    "sweep": ("sweep", "monthly-sales", "--vat-levy-rate", "3%", "--reach", "3000", *DAYS),
    "deadlines": ("deadlines",),
    "no deadlines": ("deadlines", "--before", "1990-01-01"),
    "one deadline": ("deadlines", "--after", "2022-12-31"),
    "due": ("due", "two-step-payment", "2021-04-28"),
    "status": ("status", "regional-headquarters", "--foreign-invested", "--on", "2021-03-20"),
    "measures": ("measures",),
    "show": ("show", "ip-pledge-interest"),
    "against": ("plan", str(FIRM), "--against", str(FIRM)),
}
VOID = {"meta", "br", "path", "circle", "rect"}
Page = Callable[..., "Parsed"]


class Parsed(HTMLParser):
    """Tags in order with their attributes, text, and whether every tag that opens closes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]

    @property
    def text(self) -> str:
        return " ".join(self.texts)


@pytest.fixture
def page(run: Run) -> Page:
    def drawn(*words: str, lang: str = "zh") -> Parsed:
        result = run(*words, "--format", "html", "--lang", lang)
        assert result.code == 0
        return Parsed(result.out)

    return drawn


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_is_well_formed_and_accessible(name: str, lang: str, page: Page) -> None:
    parsed = page(*COMMANDS[name], lang=lang)
    assert parsed.open == []
    assert parsed.all("html") == [{"lang": {"zh": "zh-CN", "en": "en"}[lang]}]
    levels = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(attributes["scope"] == "col" for attributes in parsed.all("th"))
    assert len(parsed.all("table")) == len(parsed.all("thead"))
    assert all(attributes.get("aria-label") or attributes.get("aria-hidden") == "true" for attributes in parsed.all("svg"))
    named = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
    assert len(set(named)) == len(named)
    assert {attributes["aria-labelledby"] for attributes in parsed.all("section", "table")} <= set(named)
    assert {(attributes["href"] or "")[1:] for attributes in parsed.all("a")} <= set(named)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_holds_no_script_and_asks_for_nothing(name: str, page: Page) -> None:
    parsed = page(*COMMANDS[name])
    assert parsed.all("script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use") == []
    assert all(not attribute.startswith("on") for _, attributes in parsed.tags for attribute in attributes)
    assert all((attributes["href"] or "").startswith("#") for attributes in parsed.all("a"))
    assert re.search(r"url\(|@import|@font-face|https?:", parsed.page) is None
    policy = [attributes["content"] for attributes in parsed.all("meta") if "http-equiv" in attributes]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_hostile_words_come_out_as_text(page: Page, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        parsed = page("plan", str(nasty_profile(tmp_path)), lang=lang)
        assert parsed.all("script") == []
        for shown in SHOWN:
            assert shown in parsed.text
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u001b]", parsed.page)


def test_the_same_answer_is_the_same_bytes(page: Page) -> None:
    for words in COMMANDS.values():
        assert page(*words).page == page(*words).page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_shows_every_figure_of_the_plan_and_every_page(lang: str, page: Page, run: Run, tmp_path: Path) -> None:
    for profile in (FIRM, unknown_profile(tmp_path)):
        answer = json.loads(run("plan", str(profile), "--format", "json", "--lang", lang).out)
        text = page("plan", str(profile), lang=lang).text
        figures = [answer["total"]["low"], answer["total"]["counted"]]
        figures += [claim[key] for claim in answer["claims"] for key in ("amount", "low", "high")]
        figures += [cap[key] for cap in answer["caps"] for key in ("amount", "received", "claimed", "remaining")]
        for figure in figures:
            assert f"{int(figure[:-3]):,}{figure[-3:]}" in text
        for claim in answer["claims"]:
            assert claim["item"] in text
            for source in claim["sources"]:
                assert source["article"] in text
                assert all(str(number) in text for number in source["pages"][:1])


def test_a_report_says_what_no_total_holds(page: Page, tmp_path: Path) -> None:
    text = page("plan", str(unknown_profile(tmp_path))).text
    assert "另：暂退（不是收入），不计入合计，最高（元） 80,000.00" in re.sub(r"\s+", " ", text)
    assert "1 个项目金额未知，未计入：“销售”的" in text
    assert "合计最高（元） 未知" in re.sub(r"\s+", " ", text)


def test_a_column_of_zeros_is_shown_and_an_empty_one_is_not(page: Page) -> None:
    headings = [a["data-heading"] for a in page("calc", "rd-expense", "5", *DAYS).all("td")]
    assert "最低（元）" in headings
    plan = page("plan", str(FIRM))
    assert "还放得下" not in [attributes["data-heading"] for attributes in plan.all("td")]


def test_what_the_row_above_says_is_said_again_for_cards_only(page: Page) -> None:
    spans = page("plan", str(FIRM)).page
    assert '<span class="again">A 银行科技贷利息</span>' in spans
    assert '<td role="cell" data-heading="项目">A 银行科技贷利息</td>' in spans


def test_a_table_wider_than_paper_is_cards(page: Page, tmp_path: Path) -> None:
    assert 'class="cards"' not in page("plan", str(FIRM)).page
    assert 'class="cards"' in page("plan", str(unknown_profile(tmp_path)), lang="en").page


def test_a_bar_is_as_long_as_what_it_says(page: Page) -> None:
    """100,000 received, 248,000 claimed, 152,000 left of 500,000."""
    drawn = page("plan", str(FIRM)).page
    bar = re.search(r'aria-label="知识产权质押贷款贴息[^"]*" viewBox="0 0 1000 40"[^>]*>(.*?)</svg>', drawn)
    assert bar is not None
    assert re.findall(r"M(\d+) 20 H(\d+)", bar[1]) == [("0", "200"), ("200", "696")]


def lead_of(parsed: Parsed) -> list[str]:
    """What the page says before its contents and its first part, each thing once."""
    before = parsed.page[: parsed.page.index("<nav")]
    return [" ".join(text.split()) for text in Parsed(before[before.index("<h1>") :]).texts if text.strip()]


@pytest.mark.parametrize(
    ("lang", "words", "lead"),
    [
        (
            "zh",
            ("plan", str(FIRM)),
            [
                *("海淀某芯片科技有限公司：可申请的支持", "合计最高（元）", "1,958,612.40", "其中已确定（合计最低，元）", "328,612.40"),
                *("另一种选择", "只选符合的，已确定的更多：480,612.40"),
                *("金额同样高的措施", "A 银行科技贷利息：现列首创产品企业贷款贴息（待定），科技信贷产品贷款贴息（待定）同样高"),
                *("下一个日期", "2021-06-30 污水处理费停征申请截止", "向谁询问", "市科委、中关村管委会、市水务局"),
                "要确定更多，先回答",
                "市科委、中关村管委会是否已确认企业符合“首创产品企业贷款贴息”、“科技信贷产品贷款贴息”另行规定的条件？（最多 500,000.00）",
            ],
        ),
        (
            "en",
            (
                "calc",
                "rd-expense",
                "300000",
                "--enterprise-size",
                "small",
                "--in-zhongguancun",
                "--on",
                "2021-04-01",
                "--as-of",
                "2021-04-01",
            ),
            [
                *("Support for R&D expense", "the most it can be (yuan)", "200,000.00", "certain of it (yuan)", "0.00"),
                *("to make more of it certain, answer", "Is the firm a technology enterprise? (up to 200,000.00)"),
                *("note", "the day is past this edition's end (2021-03-31); later texts are not in it"),
            ],
        ),
    ],
)
def test_a_report_begins_with_its_figure_what_is_certain_of_it_what_would_raise_it_and_its_cautions(
    lang: str, words: tuple[str, ...], lead: list[str], page: Page
) -> None:
    parsed = page(*words, lang=lang)
    assert lead_of(parsed) == lead
    # They stand there and nowhere else.
    assert all(parsed.text.count(line) == 1 for line in lead if line.startswith(("合计最高（", "the day is past")))


def test_a_page_without_a_figure_begins_with_its_cautions(page: Page) -> None:
    parsed = page("sweep", "monthly-sales", "--on", "2021-04-01", "--as-of", "2021-04-01", lang="en")
    assert parsed.page.index("later texts are not in it") < parsed.page.index("<h2")
