"""A fuzz that finds nothing could be blind. Each of these faults is planted in the engine, and the fuzz must fall over it.

The seeds are fixed, since what is tested here is the fuzz; `test_fuzz` draws new ones each time.
"""

import pytest

from tests.models.text.faults import FAULTS, Fault
from tests.models.text.fuzz import Failure, run

FIRST_SEED, MOST_RUNS = 2000, 200


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_fuzz_finds_it_when(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    assert any(_goes_wrong(FIRST_SEED + number) for number in range(MOST_RUNS))


def _goes_wrong(seed: int) -> bool:
    try:
        run(seed)
    except Failure:
        return True
    return False
