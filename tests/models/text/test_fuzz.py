"""The text engine against the rules: random acts of four people with many pens on three machines, for about a minute."""

import os
import secrets

import pytest

from tests.models.text.faults import a_foreign_word_is_hidden
from tests.models.text.fuzz import Failure, run, run_for, shrink

SECONDS = float(os.environ.get("TWOPENS_FUZZ_SECONDS", "60"))


@pytest.mark.long
def test_whatever_people_do_every_word_stays_its_owners_and_all_machines_agree() -> None:
    seed = int(os.environ.get("TWOPENS_FUZZ_SEED", secrets.randbelow(10**9)))
    print("first seed", seed)
    try:
        runs, done = run_for(SECONDS, seed)
    except Failure as failure:
        shrink(failure).tell()
        pytest.fail(f"{failure}; repeat it with: python -m tests.models.text.fuzz --shrink --seed {failure.seed}")
    print(runs, "runs;", ", ".join(f"{what} {often}" for what, often in done.most_common()))
    assert runs > 0


def test_a_seed_tells_the_same_story_every_time() -> None:
    assert run(7) == run(7)


def test_a_failing_run_is_shrunk_to_the_few_steps_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    a_foreign_word_is_hidden(monkeypatch)
    with pytest.raises(Failure) as found:
        run_for(30, 1)
    short = shrink(found.value)
    assert short.steps - len(short.skipped) <= 4
    with pytest.raises(Failure):
        run(short.seed, short.steps, short.skipped)
