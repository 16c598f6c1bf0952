"""What a line gives is text: it is read in the function that Typer and the lane share, and nothing is to be made of it before.

Typer would have pydantic look at each parameter, given or not, by a validator of its own: with pydantic that takes as long as Typer.
"""

from collections.abc import Callable, Iterable
from typing import Any

from bjsubsidy.cli.lane import readable


def take_text(params: Iterable[Any]) -> None:
    """Have each parameter take what is plainly its value as it stands; Typer looks at all else, and says what is wrong with it."""
    for param in params:
        param.process_value = _taking(param, param.process_value)


def _taking(param: Any, typers: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def process_value(ctx: Any, value: Any) -> Any:
        if value is None and not param.required:
            return None if param.callback is None else param.callback(ctx, param, None)
        words = [value] if isinstance(value, str) else value
        if param.callback is not None or not words or isinstance(value, bool) or not readable(words):
            return typers(ctx, value)
        return value if isinstance(value, str) else list(words)

    return process_value
