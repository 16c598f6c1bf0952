"""A folder of files, whole or not at all: filled beside its place, then put there at once."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress

from bjsubsidy.cli.ending import put_away
from bjsubsidy.cli.output import umask
from bjsubsidy.errors import Usage
from bjsubsidy.held import unwritable
from bjsubsidy.language import Text


def refuse_taken(option: str, path: str) -> None:
    """`Usage` where the place of a new folder is no empty one: nothing that is there is written over. `Unwritable` where it cannot be."""
    try:
        taken = os.path.lexists(path) and (not os.path.isdir(path) or any(os.scandir(path)))
        os.stat(os.path.join(os.path.dirname(os.path.abspath(path)), ""))
    except OSError as error:
        raise unwritable(path, error) from None
    if taken:
        what = Text(f"{option} 的“{path}”已经存在，且不是空文件夹", f"{option}: “{path}” is there already and is not an empty folder")
        raise Usage(what, Text("请写一个新的文件夹名。", "Name a new folder."))


def put_whole_folder(path: str, fill: Callable[[str], None]) -> None:
    """What `fill` puts into a folder that it is told, in its place once all of it is written."""
    place = os.path.realpath(path)
    beside = os.path.join(os.path.dirname(place), f".bjsubsidy-{os.urandom(8).hex()}")
    with put_away():
        try:
            os.mkdir(beside, 0o700)
            fill(beside)
            os.chmod(beside, 0o777 & ~umask())
            # Not every system puts a folder over an empty one.
            with suppress(FileNotFoundError):
                os.rmdir(place)
            os.replace(beside, place)
        except OSError as error:
            shutil.rmtree(beside, ignore_errors=True)
            raise unwritable(path, error) from None
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
