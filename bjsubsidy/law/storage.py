"""Where the packaged catalogue lies: its files as written, and the form they were built into."""

import hashlib
import json
import os
from typing import Any

from bjsubsidy.law.catalogue import Catalogue

_HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def packaged() -> Catalogue:
    """The catalogue this program came with; its built form only where it was built from the very same files."""
    folder = data_folder()
    measures, lpr = sources(folder)
    stamp = _stamp(measures, lpr)
    try:
        with open(os.path.join(folder, "measures.json"), "rb") as file:
            if json.loads(file.readline()) == stamp:
                return Catalogue(json.loads(file.read()), stamp[0])
    except FileNotFoundError:
        pass
    return Catalogue(joined(measures, lpr), stamp[0])


def data_folder() -> str:
    """Inside the package where it is installed, beside it in a checkout."""
    inside = os.path.join(_HERE, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_HERE), "data")


def sources(folder: str) -> tuple[bytes, bytes]:
    """The catalogue and the rate series of a data folder, as written."""
    with open(os.path.join(folder, "measures.toml"), "rb") as measures, open(os.path.join(folder, "lpr.toml"), "rb") as lpr:
        return measures.read(), lpr.read()


def _stamp(measures: bytes, lpr: bytes) -> list[str]:
    return [hashlib.sha256(measures).hexdigest(), hashlib.sha256(lpr).hexdigest()]


def joined(measures: bytes, lpr: bytes) -> dict[str, Any]:
    """Both files as one table; floats are kept apart as Decimal, so that a check can refuse them."""
    import tomllib
    from decimal import Decimal

    raw = tomllib.loads(measures.decode("utf-8"), parse_float=Decimal)
    raw["series"] = [tomllib.loads(lpr.decode("utf-8"), parse_float=Decimal)]
    return raw


def built(folder: str) -> str:
    """The built form of a data folder: a line with the hashes of its files, then everything as JSON."""
    measures, lpr = sources(folder)
    raw = json.dumps(joined(measures, lpr), ensure_ascii=False, separators=(",", ":"), default=str)
    return f"{json.dumps(_stamp(measures, lpr))}\n{raw}\n"
