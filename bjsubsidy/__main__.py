"""`python -m bjsubsidy`, and the command `bjsubsidy`."""

import sys

from bjsubsidy.cli import main

if __name__ == "__main__":
    sys.exit(main())
