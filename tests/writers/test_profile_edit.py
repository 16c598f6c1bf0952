"""A value is put into a profile and everything else stays: remarks, blank lines, line ends, tables written in any form."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import tomli

from bjsubsidy.language import LANGS
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.writers.profile import starting_profile
from bjsubsidy.writers.profile_edit import with_item, with_values, without_item

REMARKED = """# our firm
[enterprise]   # holds for every item
name = "x"  # for short
# size = ""

# the only loan
[[item]]
label = "A"
# its rate is not known

# what came already
[[received]]
measure = "m"
"""


class Edit(NamedTuple):
    before: str
    edit: Callable[[str], str]
    after: str


def firm(text: str) -> str:
    return with_values(text, None, {"small": True})


def item(text: str) -> str:
    return with_item(text, {"label": "B"})


EDITS = {
    "a key stands behind the last one, and what follows a blank line belongs to the next table": Edit(
        REMARKED, firm, REMARKED.replace("# for short\n", "# for short\nsmall = true\n")
    ),
    "an item stands behind the others, before what belongs to the next table": Edit(
        REMARKED, item, REMARKED.replace("not known\n", 'not known\n\n[[item]]\nlabel = "B"\n')
    ),
    "an item's key stands behind its last one": Edit(
        REMARKED, lambda text: with_values(text, 0, {"amount": "5"}), REMARKED.replace('"A"\n', '"A"\namount = "5"\n')
    ),
    "a value is replaced and its remark stays": Edit(
        REMARKED, lambda text: with_values(text, None, {"name": "y"}), REMARKED.replace('name = "x"  #', 'name = "y"  #')
    ),
    "a key that is taken out leaves the others": Edit(
        "[enterprise]\na = 1\nb = 2 # two\n\n# end\n",
        lambda text: with_values(text, None, {"a": None, "c": None}),
        "[enterprise]\nb = 2 # two\n\n# end\n",
    ),
    "an item that is taken out leaves what stands around it": Edit(
        REMARKED, lambda text: without_item(text, 0), REMARKED.replace('[[item]]\nlabel = "A"\n', "")
    ),
    "an item that was put in and is taken out leaves nothing": Edit(REMARKED, lambda text: without_item(item(text), 1), REMARKED),
    "an empty file begins with the table": Edit("", firm, "[enterprise]\nsmall = true\n"),
    "remarks stay above the first table": Edit("# ours\n", item, '# ours\n\n[[item]]\nlabel = "B"\n'),
    "a file without an end of its last line gets one": Edit("[enterprise]\na = 1", item, '[enterprise]\na = 1\n\n[[item]]\nlabel = "B"\n'),
    "items within a line stay there": Edit('item = [{label = "A"}]\n', item, 'item = [{label = "A"}, {label = "B"}]\n'),
    "an item within a line is taken out": Edit(
        'item = [{label = "A"}, {label = "B"}]\n', lambda text: without_item(text, 1), 'item = [{label = "A"}]\n'
    ),
    "a firm within a line stays there": Edit("enterprise = {a = 1}\n", firm, "enterprise = {a = 1,small = true}\n"),
    "a firm of dotted keys stays so": Edit("enterprise.a = 1\n", firm, "enterprise.a = 1\nenterprise.small = true\n"),
    "line ends of Windows stay": Edit(REMARKED.replace("\n", "\r\n"), item, item(REMARKED).replace("\n", "\r\n")),
}


@pytest.mark.parametrize("case", EDITS.values(), ids=EDITS.keys())
def test_what_was_written_stays(case: Edit) -> None:
    assert case.edit(case.before) == case.after


FORMS = [
    *(edit.before for edit in EDITS.values()),
    '[[item]]\nlabel = "A"\n[enterprise]\nname = "q"\n[[item]]\nlabel = "Z"\n',
    '[[received]]\nmeasure = "m"\n\n[enterprise]\nname = "z"',
    '[[item]]\nlabel = "A"\nnote = """\n[[item]]\nlabel = 5\n"""\n\n[item.more]\nx = 1\n\n[enterprise]\n',
]


@pytest.mark.parametrize("text", FORMS)
def test_whatever_its_form_a_profile_says_afterwards_what_it_said_and_the_change(text: str) -> None:
    before = table(text)
    items = before.get("item", [])
    one = with_item(text, {"label": "N", "on": True})
    assert table(one) == {**before, "item": [*items, {"label": "N", "on": True}]}
    two = with_values(with_item(one, {"label": "O"}), len(items), {"amount": "5", "on": None})
    assert table(two) == {**before, "item": [*items, {"label": "N", "amount": "5"}, {"label": "O"}]}
    assert table(without_item(two, len(items))) == {**before, "item": [*items, {"label": "O"}]}
    assert table(firm(text)) == {**before, "enterprise": {**before.get("enterprise", {}), "small": True}}


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_of_plan_new_takes_values_where_somebody_would_write_them(lang: Any, catalogue: Catalogue) -> None:
    form = starting_profile(catalogue, lang)
    filled = with_values(form, None, {"name": "甲公司", "small": True})
    assert filled == form.replace('name = ""\n', 'name = "甲公司"\nsmall = true\n', 1)
    assert item(filled) == f'{filled}\n[[item]]\nlabel = "B"\n'


def table(text: str) -> dict[str, Any]:
    return tomli.loads(text)
