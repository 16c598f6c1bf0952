"""A TOML file as text and as a table; numbers with a point are kept by their text."""

import tomllib
from decimal import Decimal
from typing import Any

from bjsubsidy.errors import UnreadableFile, why
from bjsubsidy.inputs import opened
from bjsubsidy.language import Text


def read_toml(path: str) -> tuple[bytes, str, dict[str, Any]]:
    """The bytes, the text and the table of a file; `UnreadableFile` where it is none."""
    try:
        with open(path, "rb") as file:
            opened(file)
            content = file.read()
        text = content.decode("utf-8-sig")
        return content, text, tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise UnreadableFile(path=path, why=why(error)) from None
    except UnicodeDecodeError:
        raise UnreadableFile(path=path, why=Text("不是 UTF-8 文本，请另存为 UTF-8", "it is not UTF-8 text; save it as UTF-8")) from None
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(path=path, why=Text(f"不是 TOML（{error}）", f"it is not TOML ({error})")) from None
    except (ValueError, RecursionError):
        raise UnreadableFile(path=path, why=Text("有过大的数或过深的嵌套", "it holds too large a number or nests too deep")) from None
