from pathlib import Path

import pytest

from app.access import store_words
from app.errors import explain
from models import store_errors
from models.store_errors import Damage, StoreDamaged, StoreError, StoreFromTheFuture

PATH = Path("two_pens.store")
KINDS = sorted(
    (kind for kind in vars(store_errors).values() if isinstance(kind, type) and issubclass(kind, StoreError)),
    key=lambda kind: kind.__name__,
)


def made(kind: type[StoreError]) -> StoreError:
    if issubclass(kind, StoreDamaged):
        return kind(PATH, Damage((3,), ("a" * 32,)))
    return kind(PATH, "2.0", "1.0") if issubclass(kind, StoreFromTheFuture) else kind(PATH)


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_of_the_store_has_words_and_a_next_step(kind: type[StoreError]) -> None:
    assert store_words.__doc__
    said = explain(made(kind))
    assert not said.ours
    assert said.sentence
    assert said.next_step
    assert said.kept


def test_a_store_of_which_some_plans_still_read_is_not_called_all_damaged() -> None:
    part, whole = (explain(StoreDamaged(PATH, Damage((3,), readable))).sentence for readable in (("a" * 32,), ()))
    assert part == "Part of the file with the plans is damaged."
    assert whole == "The file with the plans is damaged."
