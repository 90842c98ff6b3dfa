"""A meeting in the window: who leads, the agenda, the chair's card, breaks, the page for the room, closing, and going on in the middle."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QWidget

from app.family import let_see
from app.forms import roles
from app.open_plan import OpenPlan
from app.people import add_person
from app.plans import find_plan
from app.standing import Rest
from models.agenda import AgendaPart
from models.questions import Duty
from models.text.document import side_id
from tests.ui.desk.test_desk_page import pen_of, type_in
from tests.ui.looking import cut_pieces, sideways
from tests.ui.rooms import Room, name_of
from ui.meeting.projector import LEAST_TEXT
from ui.pages.desk import DeskPage
from ui.pages.meeting import MeetingPage
from ui.screens import OtherScreen
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.pressing import Kind


class FakeScreens(QObject):
    """A laptop to which a projector can be plugged."""

    changed = Signal()

    def __init__(self, other: OtherScreen | None = None) -> None:
        super().__init__()
        self.other = other

    def beside(self, window: QWidget) -> OtherScreen | None:
        return self.other

    def plug(self, other: OtherScreen | None) -> None:
        """A cable is put in, or comes loose."""
        self.other = other
        self.changed.emit()


BEAMER = OtherScreen("beamer", QRect(0, 0, 1920, 1080))


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> FakeScreens:
    found = FakeScreens()
    monkeypatch.setattr(MeetingPage, "screens", found)
    return found


@pytest.fixture
def meeting(room: Room, screens: FakeScreens) -> MeetingPage:
    """Sam leads a meeting with Jo and Mum, who may see what is written; it was just begun."""
    plan = room.open_plan("my_meeting")
    mum = add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    room.store.sitting.arrive(mum.id, roles()["mother"])
    sams = room.store.sitting.pens.own(room.sam.id)
    let_see(room.store.store, room.clock, sams, room.sam.id, mum.id, sees_plan=True, in_copies=False)
    plan.desk.take_up(sams)
    room.go("begin_meeting")
    room.press("Sam leads")
    room.press("Start the meeting")
    page = room.page
    assert isinstance(page, MeetingPage)
    return page


def part(page: MeetingPage, part_id: str) -> AgendaPart:
    return next(one for one in page.meeting.parts if one.id == part_id)


# ---- how it begins


def test_who_is_here_leads_to_the_invitation_and_writing_without_a_meeting_is_one_press_away(room: Room) -> None:
    room.open_plan("my_meeting")
    room.go("who_is_here")
    room.press("Go on")
    assert room.window.page_name == "begin_meeting"
    assert "Sam, would you like to lead? You can say no, share it, or change your mind." in room.words()

    room.press("Only write, without a meeting")
    assert room.window.page_name == "desk"


def test_with_nothing_prepared_and_nobody_chosen_the_meeting_begins_all_the_same(room: Room, screens: FakeScreens) -> None:
    plan = room.open_plan("my_meeting")
    room.go("begin_meeting")
    room.press("Start the meeting")
    assert room.window.page_name == "meeting"
    assert plan.meeting is not None
    assert plan.meeting.left_out == ()
    assert plan.meeting.leads == ()
    assert "Nobody leads now." in room.words()
    assert "This is Sam's meeting, and I help it along." in room.words()


def test_a_short_meeting_can_be_chosen_and_all_of_it_is_the_rule(room: Room, screens: FakeScreens) -> None:
    plan = room.open_plan("my_meeting")
    room.go("begin_meeting")
    assert "In a short one we talk about: What I want to say, What I need and Staying safe." in room.words()
    room.press("A short one, about 1 hour")
    room.press("Start the meeting")
    assert [part.title for part in plan.meeting.left_out][:2] == ["What went well", "What was hard"]


def test_what_the_patient_answered_to_the_invitation_is_chosen_already(room: Room) -> None:
    plan = room.open_plan("my_meeting")
    plan.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    plan.desk.enter(side_id("mm_chair", "patient"), {"values": ["me"], "own": ""})
    room.go("begin_meeting")
    room.press("Start the meeting")
    assert [here.known_as for here in plan.meeting.leads] == ["Sam"]


def test_who_shall_lead_and_how_long_is_kept_from_the_press_through_leaving_and_coming_back(room: Room) -> None:
    plan = room.open_plan("my_meeting")
    room.go("begin_meeting")
    room.press("Sam and Jo share it")
    room.press("A short one, about 1 hour")
    room.press("Get ready alone first")
    room.press("Go back")
    assert room.find(QAbstractButton, "Sam and Jo share it").isChecked()
    assert room.find(QAbstractButton, "A short one, about 1 hour").isChecked()

    room.press("Only write, without a meeting")
    start(room)
    assert [here.known_as for here in plan.meeting.leads] == ["Sam", "Jo"]
    assert plan.meeting.left_out


def test_what_was_pressed_gives_way_to_what_the_patient_answers_after_it(room: Room) -> None:
    plan = room.open_plan("my_meeting")
    room.go("begin_meeting")
    room.press("Jo leads")
    plan.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    plan.desk.enter(side_id("mm_chair", "patient"), {"values": ["me"], "own": ""})
    room.go("settings")
    room.go("begin_meeting")
    assert room.find(QAbstractButton, "Sam leads").isChecked()


def test_nobody_is_chosen_to_lead_who_has_gone_meanwhile(room: Room) -> None:
    plan = room.open_plan("my_meeting")
    room.go("begin_meeting")
    room.press("Jo leads")
    room.store.sitting.leave(room.jo.id)
    room.go("settings")
    start(room)
    assert plan.meeting.leads == ()


def test_what_was_pressed_for_one_plan_says_nothing_of_another(room: Room) -> None:
    room.open_plan("my_meeting")
    room.go("begin_meeting")
    room.press("Sam leads")
    room.open_plan("my_meeting")
    room.go("begin_meeting")
    assert room.find(QAbstractButton, "We decide later").isChecked()


def test_a_meeting_that_was_not_begun_asks_who_leads_on_the_way_back_until_its_record_is_written_at_the_desk(room: Room) -> None:
    room.open_plan("my_meeting")
    room.go("settings")
    room.press("Back to writing")
    assert room.window.page_name == "begin_meeting"

    room.press("Only write, without a meeting")
    room.go("settings")
    room.press("Back to writing")
    assert room.window.page_name == "desk"


def test_the_meeting_can_be_started_from_the_desk(room: Room, screens: FakeScreens) -> None:
    room.open_plan("my_meeting")
    room.go("begin_meeting")
    room.press("Only write, without a meeting")
    menu = room.page._menu()
    next(action for action in menu.actions() if action.text() == "Start the meeting").trigger()
    room.settle()
    assert room.window.page_name == "begin_meeting"

    room.press("Start the meeting")
    assert room.window.page_name == "meeting"
    assert "Start the meeting" not in [action.text() for action in room.page._menu().actions()]


@pytest.mark.parametrize(("size", "scale"), [((1366, 768), 1.0), ((1024, 700), 1.0), ((960, 640), 1.0), ((1366, 768), 2.0)])
def test_the_desk_before_the_meeting_shows_the_way_to_it_until_it_was_begun(
    room: Room, screens: FakeScreens, size: tuple[int, int], scale: float
) -> None:
    page = desk_before_the_meeting(room, POINTS)
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    room.settle()
    assert room.names(Button).count("Start the meeting") == 1
    assert cut_pieces(page) == []
    assert sideways(page) == []
    room.find(Button, "Start the meeting").click()
    room.settle()
    assert room.window.page_name == "begin_meeting"

    room.press("Start the meeting")
    assert room.window.page_name == "meeting"
    assert "Start the meeting" not in room.names(Button)


def test_the_foot_keeps_one_line_with_the_way_to_the_meeting(room: Room) -> None:
    page = desk_before_the_meeting(room, POINTS)
    heights = set()
    for width in range(960, 1400, 20):
        room.window.resize(width, 768)
        room.settle()
        heights.add(page.foot.height())
    assert len(heights) == 1


def test_a_record_without_a_meeting_and_a_closed_one_have_no_way_to_one_in_the_foot(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.open_plan("care_plan")
    room.go("desk")
    assert "Start the meeting" not in room.names(Button)
    assert "Send a copy" in room.names(Button)

    monkeypatch.setattr(OpenPlan, "is_closed", True)
    room.open_plan("my_meeting")
    room.go("desk")
    assert "Start the meeting" not in room.names(Button)
    assert "Send a copy" in room.names(Button)


# ---- more


POINTS, LAW, WHY = "mm_my_points", "mm_law", "Why? Say it in plain words."


def desk_before_the_meeting(room: Room, question: str) -> DeskPage:
    """The record of a meeting that was not begun yet, at the desk; Sam has said what they want to say."""
    plan = room.open_plan("my_meeting")
    page = room.go("desk", question)
    assert isinstance(page, DeskPage)
    page.room.take_up(pen_of(room, room.sam))
    plan.desk.write(f"{POINTS}/patient", 0, 0, "Leave at the weekend")
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    return page


def start(room: Room) -> MeetingPage:
    """The meeting begins, from wherever we are."""
    room.go("begin_meeting")
    room.press("Start the meeting")
    page = room.page
    assert isinstance(page, MeetingPage)
    return page


def test_a_meeting_that_goes_on_another_day_says_so_and_whoever_led_is_chosen(room: Room, meeting: MeetingPage) -> None:
    meeting.go_to("mm_safe")
    record = room.store.plan.plan
    assert room.store.keeping.flush()
    room.store.end_sitting("mm_safe")
    room.clock.advance(86_400)
    room.store.unlock_as(room.jo.id)
    room.begin()
    room.store.open_plan(find_plan(room.store.store, record.id))
    room.go("begin_meeting")
    assert "We go on. Who leads?" in room.words()
    room.press("Go on with the meeting")

    held = room.store.plan.meeting
    assert [here.person for here in held.leads] == [room.sam.id]
    assert held.at.id == "mm_safe"


def not_saved_yet(room: Room) -> str:
    """What the banner's button is called, while something is half given."""
    return next((name for name in room.names() if name.startswith("Not saved yet")), "")


def test_an_answer_that_was_begun_at_the_desk_is_given_in_the_meeting(room: Room, screens: FakeScreens) -> None:
    desk_before_the_meeting(room, POINTS)
    room.press("No")
    room.type_into(WHY, "There are too few nurses")

    page = start(room)
    room.wait_until(lambda: bool(not_saved_yet(room)))
    room.press(not_saved_yet(room))
    assert room.page is page
    assert page.view.question.id == POINTS
    assert "There are too few nurses" in room.words()
    room.press("Give this answer")

    (entry,) = page.room.desk.entries(f"{POINTS}/team")
    assert (entry.value["reply"], entry.value["reason"]) == ("no", "There are too few nurses")
    room.wait_until(lambda: room.window.banner.saved.words == "Saved, just now")


def test_a_decision_that_was_begun_at_the_desk_is_written_down_in_the_meeting(room: Room, screens: FakeScreens) -> None:
    desk_before_the_meeting(room, LAW)
    room.press("Write down a decision")
    room.type_into("Who decided this?", "Dr Ade")

    page = start(room)
    room.shell.end_requested.emit()
    room.settle()
    room.press("Go there")

    assert room.page is page
    assert page.view.question.id == LAW
    assert "Dr Ade" in room.words()


def test_the_end_of_the_meeting_asks_nothing_about_what_was_given_in_it(room: Room, screens: FakeScreens) -> None:
    desk_before_the_meeting(room, POINTS)
    room.press("Later")
    room.type_into(WHY, "The doctor is away")
    page = start(room)
    room.go("meeting", POINTS)
    room.press("Give this answer")

    assert page.may_close()
    room.answer("end")
    room.shell.end_requested.emit()
    room.settle()

    assert room.store.sitting is None


def test_nothing_that_was_begun_goes_over_into_another_plan(room: Room, screens: FakeScreens) -> None:
    desk_before_the_meeting(room, POINTS)
    room.press("No")
    room.type_into(WHY, "There are too few nurses")

    room.open_plan("my_meeting")
    page = start(room)
    room.go("meeting", POINTS)

    assert page.room.drafts.left() is None


def test_the_meeting_begins_once_it_is_said_whose_words_wait_at_the_desk(room: Room, screens: FakeScreens) -> None:
    page = desk_before_the_meeting(room, POINTS)
    page.room.desk.put_down()
    room.settle()
    type_in(room, page, f"{POINTS}/patient", "And home")

    room.go("begin_meeting")
    assert room.window.page_name == "desk"
    assert "First choose whose words these are." in room.words()
    assert "You typed: “And home”" in room.words()
    room.press("Sam is writing")
    assert "And home" in room.store.plan.document.side(f"{POINTS}/patient").text

    start(room)


def test_more_has_room_on_the_screen_and_says_nothing_that_stands_in_the_foot(room: Room, meeting: MeetingPage) -> None:
    said = opened_more(meeting)

    assert meeting._more.menu().sizeHint().height() < room.window.height()
    assert "Pause, or go on" not in said
    assert {"Change the agenda", "Take back the last step", "End for today"} <= set(said)


def test_where_the_foot_has_no_room_all_of_it_stands_in_more(room: Room, meeting: MeetingPage) -> None:
    room.window.resize(1000, 768)
    room.settle()

    assert {"Pause, or go on", "Who leads?", "A break of 5 minutes", "Close the meeting", "Somebody joins or goes"} <= set(
        opened_more(meeting)
    )


def opened_more(meeting: MeetingPage) -> list[str]:
    """What More says once it is open."""
    menu = meeting._more.menu()
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.isVisible()]


# ---- on the way


@pytest.mark.parametrize("width", [1366, 1000])
def test_the_way_on_and_back_stand_in_one_place_from_the_first_question_to_the_last(room: Room, meeting: MeetingPage, width: int) -> None:
    room.window.resize(width, 768)
    room.settle()

    def places() -> tuple[QRect, QRect]:
        return tuple(QRect(way.mapToGlobal(QPoint(0, 0)), way.size()) for way in (meeting.way.next, meeting.way.before))

    before, titles = places(), []
    assert meeting.way.before.isHidden()
    while room.page is meeting:
        assert places() == before, titles[-1:]
        titles.append(meeting.way.next.words_in(meeting.way.next.width()))
        meeting.way.next.click()
        room.settle()
    assert room.window.page_name == "close_meeting", "behind the last question it goes on to closing"

    wordings = [question.wording for question in meeting.way.questions]
    cut = [title.removeprefix("Next: ").removesuffix("…") for title in titles if title.endswith("…")]
    assert len(titles) > 20
    assert all(any(wording.startswith(f"{title} ") for wording in wordings) for title in cut), cut


def test_the_chair_reads_one_line_after_the_other_and_goes_on_to_the_next_part(room: Room, meeting: MeetingPage) -> None:
    assert "“Hello everybody. Thank you for coming to my meeting.”" in room.words()
    room.press("Next line")
    assert "“Please say your name and what you do, in one sentence.”" in room.words()

    while meeting.meeting.at.id == "ag_welcome":
        meeting.way.next.click()
        room.settle()
    assert meeting.meeting.at.id == "mm_well", "there was no last time to look back at"
    assert meeting.view.question.id == "mm_well"


def test_opening_a_question_elsewhere_in_the_plan_goes_to_its_part(room: Room, meeting: MeetingPage) -> None:
    meeting.go_to("mm_safe")
    assert meeting.meeting.at.id == "mm_safe"
    room.go("desk", "mm_law")
    assert (room.window.page_name, meeting.meeting.at.id) == ("meeting", "ag_decide")


def test_somebody_raises_a_hand_and_gets_the_turn(room: Room, meeting: MeetingPage) -> None:
    room.press("Mum asks to speak")
    assert "Waiting to speak" in room.words()
    room.press("Give the turn to Mum")
    assert meeting.meeting.turns == ()
    assert "Mum" not in [here.known_as for here in meeting.meeting.not_heard]


def test_who_speaks_now_is_said_and_everybody_stays_on_the_card_to_ask_again(room: Room, meeting: MeetingPage) -> None:
    room.press("Mum asks to speak")
    room.press("Give the turn to Mum")
    assert "Mum speaks now." in room.words()
    room.press("Mum spoke")
    assert "Mum speaks now." not in room.words()
    assert "Spoken already. They can ask again." in room.words()
    room.press("Mum asks to speak")
    assert [here.known_as for here in meeting.meeting.turns] == ["Mum"]


def test_the_keys_stay_with_the_same_person_on_the_card(room: Room, meeting: MeetingPage) -> None:
    for pressed, then in (
        ("Mum asks to speak", "Give the turn to Mum"),
        ("Give the turn to Mum", "Mum asks to speak"),
        ("Mum spoke", "Mum asks to speak"),
    ):
        room.find(QAbstractButton, pressed).setFocus()
        room.key(Qt.Key.Key_Space)
        assert name_of(room.focused) == then


def test_the_chair_is_handed_over_and_taken_back(room: Room, meeting: MeetingPage) -> None:
    room.answer(room.jo.id)
    room.press("Who leads?")
    assert "Jo leads. Only this screen shows these lines." in room.words()
    room.answer(room.sam.id)
    room.press("Who leads?")
    assert [here.known_as for here in meeting.meeting.leads] == ["Sam"]
    room.answer("leave")
    room.press("Who leads?")
    assert [here.known_as for here in meeting.meeting.leads] == ["Sam"]


@pytest.mark.parametrize(
    ("leads", "said", "offered"),
    [
        (("Sam",), "Sam leads now.", ["Sam and Jo share it", "Sam and Mum share it", "Jo leads", "Mum leads"]),
        (("Jo", "Sam"), "Jo and Sam share it now.", ["Sam leads", "Sam and Mum share it", "Jo leads", "Mum leads"]),
        ((), "Nobody leads now.", ["Sam leads", "Sam and Jo share it", "Sam and Mum share it", "Jo leads", "Mum leads"]),
    ],
)
def test_handing_over_says_who_leads_now_and_offers_everybody_else(
    room: Room, meeting: MeetingPage, leads: tuple[str, ...], said: str, offered: list[str]
) -> None:
    people = {here.known_as: here.person for here in room.store.sitting.people}
    meeting.meeting.hand_chair_to(*(people[name] for name in leads))
    room.answer("leave")
    room.press("Who leads?")
    saying = room.shell.asking.said[-1]
    assert saying.sentences[0] == said
    assert [way.words for way in saying.ways] == [*offered, "Leave it as it is"]


def test_a_break_is_said_in_words_and_nothing_begins_again_by_itself(room: Room, meeting: MeetingPage) -> None:
    meeting.meeting.take_a_break(10)
    room.settle()
    assert "We have a break until" in room.words()
    room.clock.advance(3600)
    assert meeting.meeting.rest is Rest.BREAK
    room.press("We go on")
    assert meeting.meeting.rest is Rest.NONE
    assert "We have a break until" not in room.words()
    room.press("Pause")
    room.press("We go on")
    assert meeting.meeting.rest is Rest.NONE
    room.press("Pause")
    assert "We have stopped for a while." in room.words()
    meeting.go_to("mm_safe")
    room.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert "We have stopped for a while." in room.words(), "it stays until somebody goes on"
    room.go("keepers")
    meeting.meeting.take_a_break(5)
    room.settle()
    assert "We have a break until" not in room.words(), "on other pages a Go on is for something else"
    room.go("meeting")
    assert "We have a break until" in room.words()


@pytest.mark.usefixtures("in_london")
def test_times_are_those_of_the_clock_on_the_wall(room: Room, screens: FakeScreens) -> None:
    room.open_plan("my_meeting")  # at ten by the clock that all is kept by, at eleven by the one on the wall
    page = start(room)
    minutes = sum(page.meeting.minutes(one) for one in page.meeting.parts)
    assert f"We stop at {11 + minutes // 60}:{minutes % 60:02}, if all goes as planned." in room.words()

    page.meeting.take_a_break(10)
    room.settle()

    assert "We have a break until 11:10." in room.words()
    assert any("11:10" in line for _when, line in page.meeting.other_lines())


def test_the_button_that_stops_goes_on_again(room: Room, meeting: MeetingPage) -> None:
    place = meeting._pause.mapToGlobal(meeting._pause.rect().center())
    for rest in (Rest.PAUSE, Rest.NONE):
        meeting._pause.click()
        room.settle()
        assert meeting.meeting.rest is rest
    assert meeting._pause.mapToGlobal(meeting._pause.rect().center()) == place


def test_each_part_shows_its_line_though_the_card_was_scrolled_down(room: Room, meeting: MeetingPage) -> None:
    room.window.resize(1366, 620)
    room.settle()
    bar = meeting._card_scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    meeting.meeting.go_on_to_next()
    room.settle()
    assert bar.value() == 0


def test_lines_that_the_patient_wrote_have_a_place_of_their_own(room: Room, meeting: MeetingPage) -> None:
    assert "Lines I wrote" not in room.names()
    meeting.room.desk.write(side_id("mm_lines", "patient"), 0, 0, "I am afraid of needles.")
    meeting.meeting.go_on_to_next()
    room.settle()
    own = room.find(QAbstractButton, "Lines I wrote")
    own.menu().aboutToShow.emit()
    own.menu().actions()[0].trigger()
    assert "“I am afraid of needles.”" in room.words()


def test_who_wants_to_speak_is_said_at_the_top_of_the_card_and_their_place_on_it_is_shown(room: Room, meeting: MeetingPage) -> None:
    assert "Mum wants to speak." not in room.words()
    meeting._card_scroll.verticalScrollBar().setValue(meeting._card_scroll.verticalScrollBar().maximum())
    asks = room.find(QAbstractButton, "Mum asks to speak")
    asks.setFocus()
    room.key(Qt.Key.Key_Space)
    room.settle()
    assert "Mum wants to speak." in room.words()
    assert room.focused.visibleRegion().boundingRect() == room.focused.rect()
    assert name_of(room.focused) == "Give the turn to Mum"

    room.press("Jo asks to speak")
    assert "Mum and Jo want to speak." in room.words()
    room.press("Give the turn to Mum")
    assert "Jo wants to speak." in room.words()


def test_letters_on_a_button_of_the_card_are_not_lost(room: Room, meeting: MeetingPage) -> None:
    meeting.go_to("mm_safe")
    room.settle()
    room.press("Mum asks to speak")
    room.press("Give the turn to Mum")
    room.find(QAbstractButton, "Mum asks to speak").setFocus()
    for letter in "I can drive":
        QTest.keyClick(room.focused, letter)
    room.settle()
    assert room.store.plan.document.side("mm_safe/patient").text == "I can drive", "it is Sam who holds the pen"


def test_in_large_text_the_card_keeps_to_the_line_and_the_question_begins_on_the_first_screen(room: Room, meeting: MeetingPage) -> None:
    room.shell.look.change(scale=2.0)
    room.settle()
    heading = next(words for words in meeting.view.findChildren(Words) if words.text() == meeting.view.question.wording)
    assert heading.mapTo(meeting._scroll.viewport(), heading.rect().topLeft()).y() < meeting._scroll.viewport().height()
    assert {"Other lines", "Who wants to speak"} & set(room.names()) == set()

    room.press("More lines, and who speaks")
    assert {"Other lines", "Who wants to speak", "Only the next line"} <= set(room.names())
    room.press("Who wants to speak")
    assert "Not spoken yet. They may stay quiet." in room.words()
    room.press("Only the next line")
    assert {"Other lines", "Who wants to speak"} & set(room.names()) == set()
    assert "Not spoken yet. They may stay quiet." not in room.words()


def test_that_lines_come_to_the_card_once_they_are_shared_is_said_whether_there_are_any_or_not(room: Room, meeting: MeetingPage) -> None:
    said = "Lines I wrote are here once they are shared."
    assert said in room.words()
    meeting.room.desk.write(side_id("mm_lines", "patient"), 0, 0, "I am afraid of needles.")
    meeting.meeting.go_on_to_next()
    room.settle()
    assert said in room.words()


def test_a_form_that_asks_for_no_lines_says_nothing_of_them(room: Room, screens: FakeScreens) -> None:
    plan = room.open_plan("my_meeting")
    sections = [
        replace(section, questions=tuple(one for one in section.questions if one.id != "mm_lines")) for section in plan.form.sections
    ]
    plan.form = replace(plan.form, sections=tuple(sections))
    start(room)
    assert "once they are shared" not in room.words()


def test_a_part_that_is_skipped_stays_in_its_place(room: Room, meeting: MeetingPage) -> None:
    room.go("agenda")
    rows = [room.find(QAbstractButton, f"{one.title}: more time") for one in meeting.meeting.parts]
    heights = [button.mapToGlobal(button.rect().topLeft()).y() for button in rows]
    room.press("Skip My body today")
    again = room.find(QAbstractButton, "Talk about My body today")
    ids = [one.id for one in meeting.meeting.agenda]
    assert again.mapToGlobal(again.rect().topLeft()).y() == heights[ids.index("mm_body")]
    room.press("Talk about My body today")
    assert [one.id for one in meeting.meeting.parts] == ids


def test_everybody_writes_at_the_same_desk_with_one_key_for_each(room: Room, meeting: MeetingPage) -> None:
    meeting.go_to("mm_safe")
    room.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert meeting.room.desk.pen.hands == room.jo.id
    room.key(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert meeting.room.desk.pen.hands not in (room.jo.id, room.sam.id)


def test_the_agenda_is_changed_and_the_change_holds(room: Room, meeting: MeetingPage) -> None:
    room.go("agenda")
    room.press("My medicine: earlier")
    room.press("Skip My body today")
    room.press("Staying safe: more time")
    assert "Skip Staying safe today" not in room.names()
    room.press("Back to the meeting")
    ids = [one.id for one in meeting.meeting.parts]
    assert ids.index("mm_medicine") == ids.index("mm_safe") - 1
    assert "mm_body" not in ids
    assert meeting.meeting.minutes(part(meeting, "mm_safe")) == 15


def test_at_the_ends_of_the_agenda_nothing_goes_further_and_the_keys_stay_with_the_part(room: Room, meeting: MeetingPage) -> None:
    room.go("agenda")
    talk = [one for one in meeting.meeting.parts if meeting.meeting.can_move(one)]
    first, second, last = talk[0].title, talk[1].title, talk[-1].title
    assert not room.find(QAbstractButton, f"{first}: earlier").isEnabled()
    assert not room.find(QAbstractButton, f"{last}: later").isEnabled()
    room.find(QAbstractButton, f"{second}: earlier").setFocus()
    room.key(Qt.Key.Key_Space)
    assert room.find(QAbstractButton, f"{first}: earlier").isEnabled()
    assert name_of(room.focused) == f"{second}: later"


def test_after_the_lock_it_goes_on_where_it_was(room: Room, meeting: MeetingPage) -> None:
    meeting.go_to("mm_safe")
    room.window.lock()
    assert "Staying safe" not in room.words()
    room.store.unlock_as(room.jo.id)
    room.go("desk")
    assert (room.window.page_name, meeting.view.question.id) == ("meeting", "mm_safe")


def test_in_large_text_the_break_is_in_more_and_a_menu_higher_than_the_screen_scrolls(
    room: Room, meeting: MeetingPage, screens: FakeScreens
) -> None:
    room.shell.look.change(scale=2.0)
    room.settle()
    assert "Break" not in room.names(), "there is no room for it in the foot"
    menu = meeting._menu()
    next(action for action in menu.actions() if action.text() == "A break of 10 minutes").trigger()
    room.settle()
    assert meeting.meeting.rest is Rest.BREAK
    assert menu.sizeHint().height() > menu.screen().availableGeometry().height()
    assert len({menu.actionGeometry(action).x() for action in menu.actions()}) == 1, (
        "one column, and it scrolls; else it goes over the edge"
    )


def test_the_agenda_stays_where_somebody_scrolled_it_until_another_part_begins(room: Room, meeting: MeetingPage) -> None:
    room.window.resize(1280, 640)
    room.settle()
    lines = meeting.way.list.findChild(QListView)
    bar = lines.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    room.clock.advance(60)
    meeting.way._time_goes_on()
    meeting.meeting.ask_to_speak(room.jo.id)
    room.settle()
    assert bar.value() == bar.maximum(), "nobody did anything to the list"
    meeting.go_to("mm_since")
    room.settle()
    assert bar.value() < bar.maximum(), "the part that we are in is in sight"


# ---- the page for the room


def test_the_page_for_the_room_shows_the_question_and_the_words_and_nothing_for_the_chair(
    room: Room, meeting: MeetingPage, screens: FakeScreens
) -> None:
    screens.other = BEAMER
    meeting.go_to("mm_safe")
    meeting.room.desk.write(side_id("mm_safe", "patient"), 0, 0, "I go to the garden.")
    meeting.meeting.ask_to_speak(room.jo.id)
    room.press("Show the page for the room, or put it away")
    projector = meeting.second.projector
    assert projector is not None
    assert projector.isFullScreen()
    said = words_of(projector)
    assert {"How do we keep me and others safe?", "Staying safe", "Sam", "Mum", "I go to the garden."} <= said
    everything = " ".join(said)
    for hidden in ("Okafor", "999", "1990", "Waiting to speak", "You can say", "leads", "needs"):
        assert hidden not in everything
    assert projector.windowTitle() == "Two Pens for the room"

    meeting.room.desk.write(side_id("mm_safe", "patient"), 0, 0, "Now: ")
    assert "Now: I go to the garden." in words_of(projector)
    meeting.way.next.click()
    room.settle()
    assert "What do I ask for about my medicine?" in words_of(projector)
    room.press("Show the page for the room, or put it away")
    assert meeting.second.projector is None


def test_what_is_said_of_its_window_goes_with_the_window(room: Room, meeting: MeetingPage, screens: FakeScreens) -> None:
    meeting.second.turn()
    room.settle()
    assert "The page for the room is in a window of its own." in room.words()
    meeting.second.projector.close()
    room.settle()
    assert meeting.second.projector is None
    assert "The page for the room is in a window of its own." not in room.words()


def test_an_answer_that_is_not_text_is_shown_in_words_as_soon_as_it_is_given(room: Room, meeting: MeetingPage) -> None:
    meeting.go_to("mm_read_back")
    meeting.second.turn()
    meeting.room.desk.enter(side_id("mm_read_back", "patient"), {"reply": "yes", "reason": "", "by": room.sam.id, "again": ""})
    room.settle()
    assert any(said.startswith("Sam: Yes.") for said in words_of(meeting.second.projector))


def test_what_is_kept_apart_until_everybody_has_chosen_is_not_shown_to_the_room(room: Room, meeting: MeetingPage) -> None:
    desk, pens = meeting.room.desk, room.store.sitting.pens
    asked = desk.form.question("mm_read_back")
    apart = replace(asked, duties=frozenset({*asked.duties, Duty.APART_FIRST}))
    meeting.second.turn()
    meeting.second.follow(apart)
    said_apart = "Everybody's choice is shown when each has chosen or passed."

    desk.write(side_id(apart.id, "patient"), 0, 0, "Not what I said")
    *first, last = (here.person for here in desk.people)
    for person in first:
        answer(room, meeting, person)
    assert said_apart in words_of(meeting.second.projector)
    assert "Not what I said" not in words_of(meeting.second.projector)

    answer(room, meeting, last)
    assert said_apart not in words_of(meeting.second.projector)
    assert "Not what I said" in words_of(meeting.second.projector)

    desk.take_up(pens.own(last))
    desk.undo()
    room.settle()
    assert said_apart in words_of(meeting.second.projector)
    assert "Not what I said" not in words_of(meeting.second.projector)


def answer(room: Room, page: MeetingPage, person: str) -> None:
    """Somebody answers at once what is asked at the read back."""
    desk = page.room.desk
    desk.take_up(room.store.sitting.pens.own(person))
    box = next(box for box in desk.boxes(desk.form.question("mm_read_back")) if desk.pen_for(box.name))
    desk.enter(box.name, {"reply": "yes", "reason": "", "by": person, "again": ""})
    room.settle()


def test_the_smallest_text_is_read_from_far_away(room: Room, meeting: MeetingPage, screens: FakeScreens) -> None:
    meeting.second.turn()
    projector = meeting.second.projector
    assert projector is not None
    projector.resize(1920, 1080)
    room.settle()
    sizes = [label.fontInfo().pixelSize() for label in projector.findChildren(Words) if label.isVisible()]
    assert sizes
    assert min(sizes) >= LEAST_TEXT


def test_behind_the_lock_the_page_for_the_room_is_blank(room: Room, meeting: MeetingPage) -> None:
    meeting.second.turn()
    projector = meeting.second.projector
    room.go("who_is_here")
    room.window.lock()
    assert projector is not None
    assert words_of(projector) == set()
    room.store.unlock_as(room.jo.id)
    room.settle()
    assert "Welcome" in words_of(projector)


def test_a_screen_that_goes_takes_its_page_along_and_one_that_comes_is_offered(
    room: Room, meeting: MeetingPage, screens: FakeScreens
) -> None:
    screens.other = BEAMER
    meeting.second.turn()
    screens.plug(None)
    assert meeting.second.projector is None
    assert "The second screen is gone." in room.said
    room.press("Show it in a window")
    assert meeting.second.projector is not None
    meeting.second.turn()
    screens.plug(BEAMER)
    assert "A second screen is here." in room.said
    assert meeting.second.projector is None, "nothing appears by itself"


def test_an_offer_that_is_older_than_the_meeting_opens_nothing(room: Room, meeting: MeetingPage, screens: FakeScreens) -> None:
    second = meeting.second
    room.go("who_is_here")
    screens.plug(BEAMER)
    room.answer("end")
    room.shell.end_requested.emit()
    room.settle()
    second._show()
    assert second.projector is None


def test_behind_the_lock_no_offer_opens_the_page(room: Room, meeting: MeetingPage, screens: FakeScreens) -> None:
    room.window.lock()
    screens.plug(BEAMER)
    meeting.second._show()
    assert meeting.second.projector is None


def test_in_a_window_beside_us_the_page_for_the_room_says_what_it_is_and_can_be_put_away(room: Room, meeting: MeetingPage) -> None:
    room.press("Show the page for the room, or put it away")
    projector = meeting.second.projector
    away = next(button for button in projector.findChildren(QAbstractButton) if name_of(button) == "Put it away")
    assert away.isVisible()
    assert projector.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert QApplication.activeWindow() is room.window, "whoever is writing writes on"
    assert "This is what the room sees. You can move this window." in words_of(projector)
    away.click()
    room.settle()
    assert meeting.second.projector is None


# ---- closing


def test_what_has_no_answer_is_said_before_the_meeting_closes_and_all_of_it_is_read_back(room: Room, meeting: MeetingPage) -> None:
    meeting.room.desk.write(side_id("mm_my_points", "patient"), 0, 0, "Can I have my room back?")
    assert room.store.keeping.flush()
    room.press("Close the meeting")
    assert room.window.page_name == "close_meeting"
    assert "“Can I have my room back?” has no answer yet." in room.words()
    assert "Not answered yet." in room.words()
    room.press("Answer now: Can I have my room back?")
    assert (room.window.page_name, meeting.view.question.id) == ("meeting", "mm_my_points")

    room.press("Close the meeting")
    room.press("Did we get this right?")
    assert meeting.view.question.id == "mm_read_back"


def test_the_meeting_ends_and_the_record_says_who_led(room: Room, meeting: MeetingPage) -> None:
    from app.word.blocks import CopyKind
    from app.word.export import copy_of

    meeting.room.desk.write(side_id("mm_safe", "patient"), 0, 0, "I go to the garden.")
    assert room.store.keeping.flush()
    room.answer(room.jo.id)
    room.press("Who leads?")
    copy = copy_of(room.store, room.store.plan.plan, CopyKind.CLEAN)
    took_part = next(found for found in copy.closing if found.title == "Who took part")
    said = " ".join(piece.text for row in took_part.body[0].rows for line in row[1] for piece in line)
    assert "The meeting was led by Sam. Then by Jo." in said

    room.press("Close the meeting")
    room.press("Close the meeting")
    room.answer("end")
    room.press("End for today")
    assert room.store.sitting is None
    assert room.store.plan is None


def words_of(window: QWidget) -> set[str]:
    """Every word that can be seen in a window."""
    from PySide6.QtWidgets import QLabel, QTextEdit

    labels = {label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()}
    return labels | {edit.toPlainText() for edit in window.findChildren(QTextEdit) if edit.isVisible() and edit.toPlainText()}


def test_behind_the_last_question_of_the_last_part_it_goes_on_to_closing_the_meeting(room: Room, meeting: MeetingPage) -> None:
    meeting.go_to("mm_stand")
    room.settle()
    assert (room.find(Button, "Sign").kind, meeting.way.next.kind) == (Kind.PRIMARY, Kind.PLAIN)
    room.press("I agree")
    room.press("Sign")
    assert (room.find(Button, "Sign").kind, meeting.way.next.kind) == (Kind.PLAIN, Kind.PRIMARY)

    room.press("Go on: close the meeting")

    assert room.window.page_name == "close_meeting"
