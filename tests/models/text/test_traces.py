"""Real typing histories by other people, through the product's own document: each ends in its known text, every letter its writer's."""

import pytest

from models.text.document import PlanDocument
from tests.models.text.traces import (
    CONCURRENT,
    LONG,
    SEQUENTIAL,
    SIDE,
    check_alone,
    check_together,
    history,
    made_up,
    replay_alone,
    replay_together,
    told,
)


@pytest.mark.long
@pytest.mark.parametrize("name", SEQUENTIAL)
def test_a_history_of_one_writer_ends_in_its_text(name: str) -> None:
    typed = history(name)
    done = replay_alone(typed, group=100 if name in LONG else 1)
    print(told(typed, done))
    check_alone(typed, done)


@pytest.mark.long
@pytest.mark.parametrize("name", CONCURRENT)
def test_a_history_of_several_writers_ends_in_its_text_but_for_what_is_struck(name: str) -> None:
    typed = history(name)
    done = replay_together(typed)
    print(told(typed, done))
    print("\n".join(check_together(typed, done)))


def test_a_made_up_history_of_one_writer_ends_in_its_text_and_opens_again_from_its_rows() -> None:
    typed = made_up("rustcode")
    done = replay_alone(typed)
    check_alone(typed, done)
    assert PlanDocument(done.rows).side(SIDE).runs() == done.documents[0].side(SIDE).runs()


def test_a_made_up_history_of_two_writers_who_never_write_at_one_place_ends_exactly_in_its_text() -> None:
    typed = made_up("clownschool")
    assert check_together(typed, replay_together(typed)) == []


def test_letters_that_were_lost_or_changed_hands_are_noticed() -> None:
    typed, other = made_up("friendsforever"), made_up("clownschool")
    with pytest.raises(AssertionError):
        check_together(typed, replay_together(other))
    with pytest.raises(AssertionError):
        check_alone(made_up("rustcode"), replay_alone(made_up("seph-blog1")))
