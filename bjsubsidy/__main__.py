"""`python -m bjsubsidy`, and the command `bjsubsidy`."""

import gc
import os
import sys

# Short runs end before so many objects are there that looking for unreachable ones pays.
_SELDOM = 100_000


def main() -> int:
    """The exit code of the words that the program was called with.

    A line of the lane leaves nothing open: its process ends at once, since to take the interpreter apart takes as long as the answer.
    """
    gc.set_threshold(_SELDOM)
    from bjsubsidy.cli import main as answer

    # Nobody's plugins are to change what is checked here; to look for them takes as long as to read a firm.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = answer()
    if "typer" not in sys.modules and sys.stderr is not None:
        sys.stderr.flush()
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
