"""A catalogue written as TOML and read back is the same catalogue."""

from pathlib import Path

import pytest

from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.law.catalogue import SHAPES, Catalogue
from bjsubsidy.law.export import catalogue_toml
from bjsubsidy.law.storage import data_folder
from tests.law import built_form

TESTS = Path(__file__).parent.parent


def entries(catalogue: Catalogue) -> dict[str, list[object]]:
    """All that a catalogue says, in its order."""
    said: dict[str, list[object]] = {kind: [*zip(catalogue.rows(kind), catalogue.all(kind), strict=True)] for kind in SHAPES}
    rest = [catalogue.raw.get(name, {}) for name in ("authorities", "columns", "candidates")]
    return said | {"edition": [catalogue.edition], "rest": rest}


def read_back(catalogue: Catalogue, folder: Path) -> Catalogue:
    (folder / "catalogue.toml").write_text(catalogue_toml(catalogue), "utf-8")
    return checked_catalogue(str(folder / "catalogue.toml"))


@pytest.mark.parametrize("path", [Path(data_folder()) / "measures.toml", TESTS / "mistakes" / "sound.toml"], ids=["packaged", "sound"])
def test_a_catalogue_that_was_written_reads_back_the_same(path: Path, tmp_path: Path) -> None:
    catalogue = checked_catalogue(str(path))
    again = read_back(catalogue, tmp_path)
    assert entries(again) == entries(catalogue)
    assert catalogue_toml(again) == catalogue_toml(catalogue)


def test_the_built_form_is_written_as_the_file_it_was_built_from(tmp_path: Path) -> None:
    form = built_form.catalogue()
    again = read_back(form, tmp_path)
    assert entries(again) == entries(form)
