"""Taking back where somebody stands: at once, and later."""

from app.stands import Stand, stands_on
from tests.ui.desk.test_desk_page import MINE, QUESTION, at_the_desk, pen_of, type_in
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage


def sams_desk(room: Room) -> DeskPage:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "I walk")
    return page


def given(page: DeskPage) -> list[Stand]:
    return [one.stand for one in stands_on(page.room.desk.document, QUESTION)]


def test_take_it_back_withdraws_what_the_press_gave(room: Room) -> None:
    page = sams_desk(room)
    room.press("I disagree")
    assert given(page) == [Stand.DISAGREE]

    room.press("Take it back")

    assert given(page) == []
    assert "What is your reason?" not in room.words()


def test_it_goes_back_to_the_stand_before(room: Room) -> None:
    page = sams_desk(room)
    room.press("I agree")
    room.press("I disagree")

    room.press("Take it back")

    assert given(page) == [Stand.AGREE]
    page._steps.undo()
    assert given(page) == [Stand.DISAGREE]


def test_nothing_said_can_be_had_again_later(room: Room) -> None:
    page = sams_desk(room)
    assert "Take back where I stand" not in room.names()
    room.press("I agree")

    room.press("Take back where I stand")

    assert given(page) == []
    assert "Take back where I stand" not in room.names()


def test_staff_who_give_no_reason_have_given_nothing_to_take_back(room: Room) -> None:
    page = sams_desk(room)
    page.room.take_up(pen_of(room, room.jo))
    room.press("I disagree")
    assert given(page) == []

    room.press("Leave it")

    assert given(page) == []
