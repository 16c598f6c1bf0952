"""A person at a terminal: a program in a process of its own behind a pseudo-terminal, whose questions are answered by keys."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

INTERRUPT, END = "\x03", "\x04"
_PATIENCE, _SOON = 60, 2
_PROMPT = "> "


class Seen(NamedTuple):
    """The exit code, and all that stood on the screen."""

    code: int
    screen: str

    @property
    def lines(self) -> list[str]:
        return self.screen.split("\n")


def at_terminal(words: Sequence[str], keys: Sequence[str], folder: Path, columns: int = 80, out: Path | None = None) -> Seen:
    """Run `bjsubsidy` with words; each of the keys, or texts with Enter, is typed at a prompt. `out` takes standard output instead."""
    pid, master = pty.fork()
    if pid == 0:
        _become(words, folder, columns, out)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    screen, left = b"", list(keys)
    answered, last = 0, ""
    while True:
        ready, _, _ = select.select([master], [], [], _SOON if last == INTERRUPT else _PATIENCE)
        if not ready and last == INTERRUPT:
            # One that comes before the line editor waits is heard with the next key.
            os.write(master, INTERRUPT.encode())
            continue
        if not ready:
            os.kill(pid, signal.SIGKILL)
            raise AssertionError(f"nothing more is said after {screen.decode(errors='replace')!r}")
        try:
            read = os.read(master, 1 << 16)
        except OSError:
            break
        if not read:
            break
        screen += read
        shown = screen[answered:].decode("utf-8", "ignore").replace("\r", "")
        if left and shown.endswith(f"\n{_PROMPT}"):
            answered = len(screen)
            last = left.pop(0)
            os.write(master, last.encode() if last in (INTERRUPT, END) else f"{last}\n".encode())
    _, status = os.waitpid(pid, 0)
    os.close(master)
    assert left == [], f"not asked for {left}: {screen.decode(errors='replace')}"
    return Seen(os.waitstatus_to_exitcode(status), screen.decode(errors="replace").replace("\r", ""))


def _become(words: Sequence[str], folder: Path, columns: int, out: Path | None) -> None:
    """The program, in the child: with a plain environment, and no line editor that draws."""
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(folder)
        if out is not None:
            os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT), 1)
        root = str(Path(__file__).parent.parent)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
        environment = {**kept, "TERM": "dumb", "COLUMNS": str(columns), "LANG": "C.UTF-8", "PYTHONPATH": root, "PYTHONUTF8": "1"}
        os.execve(sys.executable, [sys.executable, "-m", "bjsubsidy", *words], environment)
    finally:
        os._exit(127)
