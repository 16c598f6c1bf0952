"""The progress bar: on a terminal, on standard error, for what takes longer than a second."""

import sys

import pytest

from bjsubsidy.cli import progress


@pytest.mark.parametrize(("terminal", "soon", "shown"), [(True, -1, True), (True, 60, False), (False, -1, False)])
def test_a_bar_is_shown_on_a_terminal_after_a_while_only(
    terminal: bool, soon: int, shown: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_SOON", soon)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with progress.progress("firms") as planned:
        for done in range(3):
            planned(done, 3)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert ("firms" in captured.err) is shown
