"""`catalogue explain CODE`: what must hold, why, and the broken and the mended example."""

import pytest

from bjsubsidy.readers.codes import CODES
from bjsubsidy.readers.fault_kinds import FaultKind
from bjsubsidy.reports.explain import mended
from tests.conftest import Run


@pytest.mark.parametrize("kind", CODES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_is_explained_by_what_is_broken_and_mended(kind: FaultKind, lang: str, run: Run) -> None:
    code = CODES[kind]
    answer = run("catalogue", "explain", code.code, "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"{code.code} {kind}\n\n{code.holds[lang == 'en']}\n{code.why[lang == 'en']}\n\n")
    marks = [line[:1] for line in mended(kind)]
    assert 1 <= len(marks) <= 16
    assert {"-", "+"} & set(marks)


def test_a_broken_line_stands_before_the_one_it_is_mended_to(run: Run) -> None:
    lines = run("catalogue", "explain", "bj030", "--lang", "en").out.splitlines()
    place = lines.index('-  { fact = "pleged", holds = true },')
    assert lines[place + 1] == '+  { fact = "pledged", holds = true },'
    over = run("catalogue", "explain", "BJ088", "--lang", "en").out
    assert "It lies over sound.toml and sound-layer.toml." in over


@pytest.mark.parametrize(("written", "said"), [("BJ999", "code of a fault “BJ999”"), ("x", "code of a fault “x”")])
def test_a_code_that_is_none_is_refused_in_one_line(written: str, said: str, run: Run) -> None:
    answer = run("catalogue", "explain", written, "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err
