"""The questions of the ward round and the meeting at the desk: pictures, a no that counts at once, orders, and who answers what."""

from PySide6.QtWidgets import QAbstractButton

from app.answers import Reply, read_answered, read_chosen
from tests.ui.desk.test_desk_page import pen_of
from tests.ui.rooms import Room
from ui.desk.answers.choosing import ChoosingControl
from ui.desk.answers.replying import ReplyControl
from ui.pages.desk import DeskPage
from ui.widgets.choices import TickBox

HELP_OFFERED = "This answer tells nobody by itself."


def at(room: Room, form_id: str, question: str, *, by: str = "sam") -> DeskPage:
    """The desk with a new plan on that form at that question, and Sam's pen in hand (or whose is named)."""
    room.open_plan(form_id)
    page = room.go("desk", question)
    assert isinstance(page, DeskPage)
    page.room.take_up(pen_of(room, getattr(room, by)))
    room.settle()
    return page


def test_a_scale_shows_a_picture_above_the_words_of_each_step(room: Room) -> None:
    page = at(room, "ward_round", "wr_week")

    control = page.view.side_boxes[0].control
    assert isinstance(control, ChoosingControl)
    assert [control.choices.buttons[str(step)].option.icon != "" for step in range(1, 6)] == [True] * 5
    assert "Up and down" in room.names(QAbstractButton)


def test_a_low_answer_is_kept_and_leads_to_a_person(room: Room) -> None:
    page = at(room, "ward_round", "wr_mood")
    room.press("Low")

    (entry,) = page.room.desk.entries("wr_mood/patient")
    assert read_chosen(entry.value).values == ("2",)
    assert HELP_OFFERED in room.words()
    room.press("Get help now")
    assert "Press your call button, or tell any member of staff." in room.words()
    room.press("Go back")
    assert "How do I feel inside?" in room.words()


def test_a_good_answer_offers_nothing(room: Room) -> None:
    at(room, "ward_round", "wr_mood")
    room.press("Fine")

    assert HELP_OFFERED not in room.words()


def test_rather_not_saying_offers_nothing(room: Room) -> None:
    at(room, "ward_round", "wr_week")
    room.press("I would rather not say")

    assert HELP_OFFERED not in room.words()


def test_a_low_answer_offers_help_also_when_the_pen_is_taken_up_only_then(room: Room) -> None:
    page = at(room, "ward_round", "wr_week")
    page.room.desk.put_down()
    room.settle()
    room.press("A very bad week")
    assert HELP_OFFERED not in room.words()
    room.press("Sam is writing")

    assert HELP_OFFERED in room.words()


def test_not_feeling_safe_counts_at_once_and_asks_what_would_help(room: Room) -> None:
    page = at(room, "ward_round", "wr_feel_safe")
    room.press("No")

    assert reply_in(page, "wr_feel_safe/patient") == (Reply.NO, "")
    assert HELP_OFFERED in room.words()
    room.type_into("What would help? You can leave this empty.", "A lock on my door")
    room.press("Give this answer")
    assert reply_in(page, "wr_feel_safe/patient") == (Reply.NO, "A lock on my door")


def test_a_yes_after_that_leaves_what_would_have_helped(room: Room) -> None:
    page = at(room, "ward_round", "wr_feel_safe")
    room.press("No")
    room.type_into("What would help? You can leave this empty.", "A lock on my door")
    room.press("Give this answer")

    room.press("Yes")

    assert reply_in(page, "wr_feel_safe/patient") == (Reply.YES, "")
    assert "Give this answer" not in room.names()


def reply_in(page: DeskPage, side: str) -> tuple[Reply, str]:
    answered = read_answered(page.room.desk.entries(side)[-1].value)
    assert answered is not None
    return answered.reply, answered.reason


def test_a_no_to_an_advocate_offers_no_help_and_needs_its_reason(room: Room) -> None:
    page = at(room, "wales_ctp", "w_advocate")
    room.press("No")

    assert HELP_OFFERED not in room.words()
    assert page.room.desk.entries("w_advocate/patient") == []


def test_there_are_three_things_to_talk_about_and_no_more(room: Room) -> None:
    at(room, "ward_round", "wr_things")
    room.press("One more thing")
    room.press("One more thing")

    assert "One more thing" not in room.names()


def test_an_order_is_numbered_as_it_was_chosen(room: Room) -> None:
    at(room, "my_meeting", "mm_order")
    first = room.names(QAbstractButton).index("How is my body?")
    assert first
    room.press("How is my body?")
    room.press("What has gone well?")

    assert "1. How is my body? 2. What has gone well?" in room.words()
    assert "Press them in your order." in room.words()
    described = [room.find(TickBox, words).accessibleDescription() for words in ("How is my body?", "What has gone well?")]
    assert described == ["Number 1 in the order, Sam", "Number 2 in the order, Sam"]


def test_the_team_answers_what_happened_with_the_steps_as_everybody_does(room: Room) -> None:
    page = at(room, "my_meeting", "mm_since", by="jo")
    controls = {box.box.name: box.control for box in page.view.side_boxes}

    assert isinstance(controls["mm_since/team"], ChoosingControl)
    page.go_to("mm_read_back")
    controls = {box.box.name: box.control for box in page.view.side_boxes}
    assert isinstance(controls["mm_read_back/team"], ReplyControl)


def test_family_read_the_name_of_the_patient_in_the_help(room: Room) -> None:
    at(room, "ward_round", "wr_family")

    assert "You have your own box; Sam can read it." in room.words()
    assert "{Sam}" not in room.words()


def test_a_review_after_more_than_a_year_is_kept_and_says_so(room: Room) -> None:
    page = at(room, "wales_ctp", "w_review")
    began = room.store.plan.plan.created_at.astimezone().date()
    box = page.view.side_boxes[0]
    box.control.enter({"day": began.replace(year=began.year + 1).isoformat()})
    room.settle()
    assert "more than twelve months" not in room.words()
    box.control.enter({"day": began.replace(year=began.year + 2).isoformat()})
    room.settle()

    assert "That is more than twelve months after the plan began." in room.words()
