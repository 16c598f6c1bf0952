"""The progress bar: on a terminal only, on standard error."""

import sys

import pytest

from bjsubsidy.cli.progress import progress


@pytest.mark.parametrize("terminal", [True, False])
def test_a_bar_is_shown_on_a_terminal_only(terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with progress("firms") as planned:
        for done in range(3):
            planned(done, 3)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert ("firms" in captured.err) is terminal
