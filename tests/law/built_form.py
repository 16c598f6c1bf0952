"""The built form of the packaged catalogue, as a wheel carries it."""

from typing import Any

from bjsubsidy.law.catalogue import Catalogue, MeasureIndex
from bjsubsidy.law.storage import built, data_folder


def modules() -> dict[str, dict[str, Any]]:
    """The modules by name, each with what it holds."""
    found: dict[str, dict[str, Any]] = {}
    for name, text in built(data_folder()).items():
        found[name.removesuffix(".py")] = {}
        exec(compile(text, name, "exec"), found[name.removesuffix(".py")])
    return found


def catalogue() -> Catalogue:
    """The catalogue that a wheel reads from them."""
    held = modules()
    parts = {part: held[part]["PART"] for part in held["__init__"]["PARTS"]}
    made, index = (lambda kind: held[f"made_{kind}"]["MADE"]), MeasureIndex(*held["__init__"]["INDEX"])
    return Catalogue(parts, held["__init__"]["SHA256"], made=made, index=index)
