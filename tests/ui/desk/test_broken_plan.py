"""A fault inside in the midst of writing: it is told, no more is written, and from Today the plan opens with all that was saved."""

import pytest

from models.text.side import Side
from tests.ui.desk.test_desk_page import MINE, at_the_desk, pen_of, text_of, type_in
from tests.ui.rooms import Room


@pytest.fixture
def broken(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Sam has written "I like it" when something goes wrong inside; the last letter was kept, and never came onto the page."""
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "I like i")
    with monkeypatch.context() as patch:
        patch.setattr(Side, "put_text", lambda *given: [][0])
        type_in(room, page, MINE, "t")
    return room


def test_a_fault_inside_is_told_with_what_to_do_and_nothing_more_is_written(broken: Room) -> None:
    assert "Something went wrong inside Two Pens. What was saved is safe. Close the plan and open it again." in broken.words()

    page = at_the_desk(broken)
    type_in(broken, page, MINE, "!")
    assert text_of(broken, MINE) == "I like i"


def test_from_today_the_plan_is_opened_again_with_all_that_was_saved(broken: Room) -> None:
    broken.go("today")
    broken.press(next(name for name in broken.names() if name.startswith("Go on writing")))

    assert broken.window.page_name == "desk"
    assert text_of(broken, MINE) == "I like it"
    page = at_the_desk(broken)
    assert page.room is not None
    page.room.take_up(pen_of(broken, broken.sam))
    type_in(broken, page, MINE, ".")
    assert sorted(text_of(broken, MINE)) == sorted("I like it.")


def test_the_sitting_can_be_ended_all_the_same(broken: Room) -> None:
    broken.answer("end")
    broken.press("End for today")

    assert broken.store.sitting is None
