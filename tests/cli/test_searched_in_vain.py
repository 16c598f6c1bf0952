"""A search that finds nothing says what is spelt nearly so, or how to look on."""

import pytest

from tests.conftest import Run

CASES = [
    (
        ("--search", "无此词"),
        "没有符合的条目含“无此词”；请换较短的词或减少条件，bjsubsidy measures 列出全部条目",
        "; try shorter words or fewer filters",
    ),
    (("--search", "贷款利悉"), "没有符合的条目含“贷款利悉”；相近的有贷款利息", "no such entry says “贷款利悉”; near it: loan interest"),
    (("--search", "loan intrest"), "相近的有贷款利息", "near it: loan interest"),
    (("--search", "贷款利息", "--kind", "status"), "没有符合的条目含“贷款利息”；请换较短的词", "no such entry says “贷款利息”; try"),
    (("--kind", "beyond"), "没有符合的条目；请换较短的词或减少条件", "there is no such entry; try"),
]


@pytest.mark.parametrize(("words", "zh", "en"), CASES)
def test_a_search_in_vain_says_how_to_go_on(words: tuple[str, ...], zh: str, en: str, run: Run) -> None:
    shown = run("measures", *words)
    assert (shown.code, shown.err) == (0, "")
    assert zh in shown.out
    assert en in run("measures", *words, "--lang", "en").out
    assert '"measures": []' in run("measures", *words, "--format", "json").out


def test_what_is_found_is_counted_as_before(run: Run) -> None:
    assert "条；bjsubsidy show 条目 查看全文" in run("measures", "--search", "污水").out
