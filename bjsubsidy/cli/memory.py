"""What a run of the engine needs at least of the memory that the system lets it have."""

import sys

from bjsubsidy.errors import Usage
from bjsubsidy.language import Text

# With less the engine aborts with a dump, before anything could say why.
_LEAST = 400 << 20


def refuse_small_memory() -> None:
    """`Usage` where a limit on the address space (`ulimit -v`) is below what the engine needs to start."""
    if sys.platform == "win32":
        return
    import resource

    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit != resource.RLIM_INFINITY and limit < _LEAST:
        what = Text(f"内存上限 {limit >> 20} MB 过小", f"the memory limit of {limit >> 20} MB is too small")
        raise Usage(what, Text(f"请把 ulimit -v 提高到 {_LEAST >> 10} 以上。", f"Raise ulimit -v to {_LEAST >> 10} or more."))
