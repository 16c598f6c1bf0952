"""Changed catalogues and layers: some of fixed seeds, and that the judges see what they are to see."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from bjsubsidy.answers.examples import checked_catalogue
from tests.fuzz.entry_judge import Ground
from tests.fuzz.mutants import Trial, judged, layers, said_otherwise, wholes
from tests.fuzz.mutations import put

pytestmark = pytest.mark.law
SEEDS = range(60)


@pytest.mark.parametrize("layer", [False, True], ids=["catalogues", "layers"])
def test_changed_catalogues_are_refused_in_words_or_compute_what_they_say(layer: bool, tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    assert [found for seed in SEEDS if (found := trial.fault(seed, layer)) is not None] == []
    assert trial.counts["accepted"] > len(SEEDS) // 10
    assert trial.counts["refused"] > len(SEEDS) // 10


def test_what_is_changed_was_sound_and_is_written_whole(tmp_path: Path) -> None:
    for base in (wholes()[0], layers()[0]):
        (tmp_path / "same.toml").write_text(base.text(base.table), "utf-8")
        catalogue = checked_catalogue(str(tmp_path / "same.toml"))
        for id in [row["id"] for row in base.table["measure"]]:
            assert judged(Random(id), catalogue, id, compared=False) is None


# A row that is not the one the catalogue was read from stands for a program that computes, or says, something else.
OTHERWISE = [
    ("ip-pledge-interest", ("benefit", "rate"), "41%"),
    ("ip-pledge-interest", ("caps", 0, "amount"), "500000.01"),
    ("ip-pledge-interest", ("conditions", 0), {"fact": "annual-revenue", "less-than": "200000000"}),
    ("ip-pledge-interest", ("conditions", 4, "at-most"), "1.39"),
    ("ip-pledge-interest", ("conditions", 5, "holds"), True),
    ("ip-pledge-loss", ("benefit", "less-for", "one-of"), ["guarantor"]),
    ("satellite-fund-award", ("benefit", "from"), "11%"),
    ("sewage-fee", ("until",), None),
    ("rd-expense", ("continues",), None),
]


@pytest.mark.parametrize(("id", "path", "value"), OTHERWISE)
def test_the_judge_sees_another_figure(id: str, path: tuple[str | int, ...], value: object, tmp_path: Path) -> None:
    base = wholes()[0]
    (tmp_path / "same.toml").write_text(base.text(base.table), "utf-8")
    catalogue = checked_catalogue(str(tmp_path / "same.toml"))
    catalogue.measure(id)  # what is computed is made of the row that was read
    place = [row["id"] for row in base.table["measure"]].index(id)
    changed = put(base.table, ("measure", place, *path), value)
    catalogue.rows("measure")[id] = changed["measure"][place]
    assert any(judged(Random(seed), catalogue, id, compared=False) for seed in range(20))


SAID_OTHERWISE = [
    ("ip-pledge-interest", ("benefit", "rate"), "41%"),
    ("ip-pledge-interest", ("conditions", 0), {"fact": "annual-revenue", "less-than": "200000000"}),
    ("ip-pledge-interest", ("caps", 0, "scope"), ["enterprise", "loan", "year"]),
    ("tech-credit-interest", ("conditions", 0, "one-of"), ["micro", "small", "medium", "large"]),
    ("tech-credit-interest", ("conditions", 1, "holds"), False),
    ("exhibition-rent", ("until",), date(2021, 12, 30)),
]


@pytest.mark.parametrize(("id", "path", "value"), SAID_OTHERWISE)
def test_the_reader_of_words_sees_another_figure(id: str, path: tuple[str | int, ...], value: object, tmp_path: Path) -> None:
    base = wholes()[0]
    (tmp_path / "same.toml").write_text(base.text(base.table), "utf-8")
    catalogue = checked_catalogue(str(tmp_path / "same.toml"))
    ground = Ground(catalogue.raw["edition"], catalogue.raw["documents"], {one["id"]: one for one in catalogue.raw["series"]})
    assert said_otherwise(catalogue, id, ground) == []
    place = [row["id"] for row in base.table["measure"]].index(id)
    catalogue.rows("measure")[id] = put(base.table, ("measure", place, *path), value)["measure"][place]
    assert said_otherwise(catalogue, id, ground) != []
