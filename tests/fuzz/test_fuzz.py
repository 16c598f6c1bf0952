"""Whatever is typed or brought is answered or refused in words: a minute of cases made by fixed seeds."""

import pytest

from tests.fuzz.cases import FUZZERS
from tests.fuzz.judge import fault

pytestmark = pytest.mark.law
SEEDS = {"command-lines": 300, "catalogues": 120, "profiles": 150, "tables": 120, "registers": 120}


@pytest.mark.parametrize("fuzzer", FUZZERS)
def test_nothing_made_at_random_is_a_traceback(fuzzer: str) -> None:
    faults = [found for seed in range(SEEDS[fuzzer]) if (found := fault(fuzzer, seed)) is not None]
    assert not faults, "\n".join(faults[:5])
