"""The catalogue that an answer is computed from: the one the package came with, or anybody's, checked whole."""

from __future__ import annotations

import os
from functools import cache

from bjsubsidy.api.typed import wrong_type
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue


def catalogue(path: str | os.PathLike[str] | None = None, *layers: str | os.PathLike[str]) -> Catalogue:
    """The packaged catalogue, read once; or that of a file, read anew and checked whole (`UnusableFile` names every fault).

    Files that are layers lie over the whole catalogue among the files, or over the packaged one.
    """
    if path is None and not layers:
        return _packaged()
    from bjsubsidy.answers.examples import checked_catalogue

    return checked_catalogue(*(os.fspath(each) for each in (path, *layers) if each is not None))


@cache
def _packaged() -> Catalogue:
    from bjsubsidy.law.storage import packaged

    return packaged()


def law_of(given: Catalogue | None) -> Catalogue:
    """The catalogue that somebody gave, or the packaged one."""
    if given is not None and not isinstance(given, Catalogue):
        what, now = Text("一份目录（Catalogue）", "a Catalogue"), Text('请用 catalogue("…") 得到它。', 'Open one with catalogue("…").')
        raise wrong_type(given, "catalogue", what, now)
    return _packaged() if given is None else given
