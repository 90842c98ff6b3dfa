"""Prepare by myself: a page that only its writer opens, and from which nothing gets out that was not chosen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit

from app.access.tries import TRIES
from app.errors import Trouble
from app.forms import shipped_form
from tests.app.meeting_forms import meeting_form, round_form
from tests.journeys.eyes import everywhere
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.preparing import CANARY, FORGOTTEN, KNOWN, NEW, NUMBER, WRONG, give_number, lay_meeting, open_page, start_page, the_page
from tests.ui.pages.walking import order_on_page, press_key, walk
from tests.ui.rooms import Room, name_of
from ui.pages.prepare import PreparePage
from ui.widgets.choices import TickBox

THING = "Thing 1"


def said_anywhere(words: str) -> list[str]:
    """Every piece that says it, shown or not, and the clipboard."""
    return [kind for kind, said in everywhere() if words in said]


def text_of(room: Room, name: str = THING) -> str:
    """What stands in a box of the page."""
    return room.find(QPlainTextEdit, name).toPlainText()


# ---- opening


def test_a_page_is_started_written_left_and_opened_again(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.press("Close my page")
    assert room.window.page_name == "desk"
    open_page(room)
    assert text_of(room) == CANARY


def test_it_is_reached_from_more_on_the_desk(room: Room) -> None:
    lay_meeting(room)
    menu = room.find(QAbstractButton, "More").menu()
    next(action for action in menu.actions() if action.text() == "Get ready alone").trigger()
    room.settle()
    assert room.window.page_name == "prepare"


def test_whoever_was_chosen_to_lead_is_said_where_it_is_asked_again_and_nothing_is_written_for_it(room: Room) -> None:
    lay_meeting(room, shipped_form("my_meeting"))
    said = "Chosen for now: “Sam and Jo share it”."
    room.go("begin_meeting")
    room.press("Sam and Jo share it")
    start_page(room)
    for _turn in range(5):
        if said in room.words():
            break
        room.press("More choices")
    assert said in room.words()
    assert room.store.drafts.opened is not None
    assert room.store.drafts.opened.words.is_empty


@pytest.mark.parametrize("later", ["nothing", "We decide later", "begun"])
def test_where_nobody_was_chosen_or_the_meeting_is_held_nothing_is_said_of_it(room: Room, later: str) -> None:
    lay_meeting(room, shipped_form("my_meeting"))
    assert room.store.plan is not None
    room.go("begin_meeting")
    if later != "nothing":
        room.press("Sam leads")
    if later == "begun":
        room.store.plan.begin_meeting()
    elif later != "nothing":
        room.press(later)
    start_page(room)
    while "More choices" in room.names():
        assert "Chosen for now" not in room.words()
        room.press("More choices")
    assert "Chosen for now" not in room.words()


def test_it_is_reached_before_a_meeting_begins(room: Room) -> None:
    lay_meeting(room, shipped_form("my_meeting"))
    room.go("begin_meeting")
    room.press("Get ready alone first")
    assert room.window.page_name == "prepare"
    room.press("Go back")
    assert room.window.page_name == "begin_meeting"


def test_a_meeting_whose_form_prepares_nothing_offers_no_getting_ready(room: Room) -> None:
    form = shipped_form("my_meeting")
    lay_meeting(room, replace(form, id="bare", sections=form.sections[1:]))
    room.go("begin_meeting")
    assert "Get ready alone first" not in room.names()


def test_it_is_reached_from_the_row_of_the_plan_on_today(room: Room) -> None:
    lay_meeting(room)
    room.store.close_plan()
    room.go("today")
    room.press("Get ready alone: My meeting, SO")
    assert "Who prepares?" in room.words()
    assert room.store.plan is not None


def test_a_plan_without_a_preparation_offers_none(room: Room) -> None:
    room.open_plan()
    room.go("desk")
    assert "Get ready alone" not in [action.text() for action in room.find(QAbstractButton, "More").menu().actions()]
    room.go("today")
    assert "Get ready alone: My care plan, SO" not in room.names()
    room.go("prepare")
    assert "This plan has nothing to prepare." in room.words()


def test_without_a_plan_on_the_table_it_leads_to_today(room: Room) -> None:
    room.go("prepare")
    assert room.window.page_name == "today"


def test_a_wrong_number_is_said_and_nothing_opens(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.go("prepare")
    give_number(room, "Sam", WRONG)
    room.wait_until(lambda: "That is not the right number." in room.words())
    assert "Your other pages are safe." in room.words(), "the number of another meeting's page is no lost page"
    assert room.store.drafts.opened is None
    assert said_anywhere(CANARY) == []


def test_five_wrong_numbers_make_wait(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.go("prepare")
    for _try in range(TRIES):
        field = room.find(QLineEdit, "Your number, Sam") if "Your number, Sam" in room.words() else None
        if field is None:
            room.press("Sam")
            room.press(KNOWN)
        room.type_into("Your number, Sam", WRONG)
        room.press("Open my page")
        room.wait_until(lambda: not room.find(QLineEdit, "Your number, Sam").isReadOnly())
    assert "Wait 1 minute, then try again." in room.words()


def test_two_different_new_numbers_start_nothing(room: Room) -> None:
    lay_meeting(room)
    room.go("prepare")
    room.press("Sam")
    room.press(NEW)
    room.type_into("Choose a number, Sam", NUMBER)
    room.type_into("The same number again", WRONG)
    room.press("Start my page")
    assert "These two are not the same. Type it once more." in room.words()
    again = room.find(QLineEdit, "The same number again")
    assert room.focused is again
    assert again.selectedText() == again.text() != "", "what is typed once more takes its place"
    room.type_into("Choose a number, Sam", "123")
    room.press("Start my page")
    assert "It needs 6 digits or letters." in room.words()


def test_whoever_does_not_want_to_start_anew_keeps_the_old_page(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.go("prepare")
    room.press("Sam")
    room.press(FORGOTTEN)
    assert "If you forget it, nobody can open this." in room.words()
    assert "With a new number your old page here is gone. Other pages stay." in room.words()
    room.type_into("Choose a number, Sam", WRONG)
    room.type_into("The same number again", WRONG)
    room.answer("back")
    room.press("Start my page")
    open_page(room)
    assert text_of(room) == CANARY


def test_both_ways_of_opening_have_equal_weight_and_the_third_is_small(room: Room) -> None:
    lay_meeting(room)
    room.go("prepare")
    room.press("Sam")
    known, new = room.find(QAbstractButton, KNOWN), room.find(QAbstractButton, NEW)
    assert known.size() == new.size()
    assert known.y() == new.y()
    assert room.focused is known
    assert room.page.findChildren(QLineEdit) == [], "nobody is asked for a number that they may never have had"
    assert FORGOTTEN in room.names()
    assert "I do not want to prepare" in room.names()


def test_in_large_text_both_ways_of_opening_are_in_sight(room: Room) -> None:
    lay_meeting(room)
    room.window.resize(1366, 768)
    room.shell.look.change(scale=2.0)
    room.go("prepare")
    room.press("Sam")
    foot = room.find(QAbstractButton, "Go back").mapTo(room.page, QPoint(0, 0)).y()

    def bottom(name: str) -> int:
        way = room.find(QAbstractButton, name)
        return way.mapTo(room.page, QPoint(0, way.height())).y()

    room.wait_until(lambda: bottom(KNOWN) <= foot and bottom(NEW) <= foot, seconds=3)


def test_whoever_is_here_for_the_first_time_is_not_frightened(room: Room) -> None:
    lay_meeting(room)
    room.go("prepare")
    room.press("Sam")
    room.press(NEW)
    assert "gone" not in room.words()
    assert "Some words work too, such as three that you like." in room.words()
    for field in ("Choose a number, Sam", "The same number again"):
        room.type_into(field, "tea sea bee")
    room.answer("start")
    room.press("Start my page")
    room.wait_until(lambda: room.store.drafts.opened is not None)
    asked = room.shell.asking.said[-1]
    assert asked.title == "Is this your first page here?"
    assert asked.sentences == ("A new page takes the place of an older one.",)
    assert [way.key for way in asked.ways if way.primary] == ["start"]


def test_whoever_said_first_time_and_has_a_page_is_led_to_it_before_it_is_replaced(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.go("prepare")
    room.press("Sam")
    room.press(NEW)
    for field in ("Choose a number, Sam", "The same number again"):
        room.type_into(field, WRONG)
    room.answer("back")
    room.press("Start my page")
    room.type_into("Your number, Sam", NUMBER)
    room.press("Open my page")
    room.wait_until(lambda: room.store.drafts.opened is not None)
    assert text_of(room) == CANARY


def test_going_back_from_a_number_leads_to_the_ways_again(room: Room) -> None:
    lay_meeting(room)
    for way in (KNOWN, NEW, FORGOTTEN):
        room.go("prepare")
        room.press("Sam")
        room.press(way)
        room.press("Go back")
        assert NEW in room.names()


# ---- what is asked


def test_three_questions_at_most_stand_on_the_page_at_once(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    asked = {question.wording for question in meeting_form().questions}
    seen = [line for line in room.words().splitlines() if line in asked]
    assert list(dict.fromkeys(seen)) == ["What do I want to say or ask?", "Who do I want there?", "How do I want to take part?"]
    room.press("More choices")
    now = list(dict.fromkeys(line for line in room.words().splitlines() if line in asked))
    assert now == ["Who leads the meeting?", "How do I ask for a break?", "In which order do we talk?"]
    assert "You are invited to lead. You can say yes, share it, or say no." in room.words()
    room.press("The ones before")
    assert "What do I want to say or ask?" in room.words()


def test_choices_are_kept_and_can_be_left_open_again(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.press("I come and speak")
    draft = room.store.drafts.opened
    assert draft is not None
    assert draft.words.jotted("mm_take_part").values == ("speak",)
    room.press("Leave this open")
    assert draft.words.is_empty
    room.press("More choices")
    room.press("Something else")
    room.type_into("In my own words", "My sister")
    assert draft.words.jotted("mm_chair").values == ("own",)
    assert draft.words.jotted("mm_chair").own == "My sister"
    room.press("Medicine")
    room.press("What went well")
    assert "Press them in your order." in room.words()
    assert [room.find(TickBox, words).accessibleDescription() for words in ("Medicine", "What went well", "As printed")] == [
        "Number 1 in the order",
        "Number 2 in the order",
        "",
    ]
    room.press("As printed")
    assert draft.words.jotted("mm_order").values == ("printed",)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_choice_moves_nothing_that_can_be_pressed(room: Room, scale: float) -> None:
    room.shell.look.change(scale=scale)
    lay_meeting(room, shipped_form("my_meeting"))
    page = start_page(room)
    before = places(room, page)

    room.press("I come and speak")

    assert "Leave this open" in room.names()
    after = places(room, page)
    assert {name: after[name] for name in before} == before


def test_nor_do_several_choices_or_own_words_move_leave_this_open(room: Room) -> None:
    lay_meeting(room, shipped_form("my_meeting"))
    page = start_page(room)
    while "How is my body?" not in room.names():
        room.press("More choices")
    room.press("How is my body?")
    before = places(room, page)["Leave this open"]

    room.press("What has gone well?")
    room.press("Something else")

    assert places(room, page)["Leave this open"] == before


def places(room: Room, page: PreparePage) -> dict[str, QRect]:
    """Where everything stands in the middle of the page that can be pressed."""
    shown = [button for button in page._middle.findChildren(QAbstractButton) if button.isVisible()]
    return {name_of(button): QRect(button.mapToGlobal(QPoint(0, 0)), button.size()) for button in shown}


def test_a_second_thing_has_a_box_of_its_own(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, "Leave.")
    room.press("One more thing")
    room.type_into("Thing 2", "Sleep.")
    room.go("desk")
    open_page(room)
    assert (text_of(room), text_of(room, "Thing 2")) == ("Leave.", "Sleep.")


def test_no_more_things_are_offered_than_the_form_has_places_for(room: Room) -> None:
    lay_meeting(room, round_form())
    start_page(room)
    for _thing in range(2):
        room.press("One more thing")
    assert "Thing 3" in room.words()
    assert "One more thing" not in room.names()


def test_a_form_of_the_services_own_is_prepared_and_invites_to_lead(room: Room) -> None:
    lay_meeting(room, replace(meeting_form(), id="our_meeting", title="Our meeting"))
    assert "Get ready alone" in [action.text() for action in room.find(QAbstractButton, "More").menu().actions()]
    start_page(room)
    room.press("More choices")
    assert "You are invited to lead. You can say yes, share it, or say no." in room.words()


def test_it_says_who_can_see_it_and_how_to_get_help(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    assert "Only you can open this page. Staff and family cannot." in room.words()
    assert "Nobody sees this page, so it cannot call for help. If you need help, press Get help now." in room.words()
    helps = [button for button in room.page.findChildren(QAbstractButton) if button.accessibleName() == "Get help now"]
    helps[0].click()
    room.settle()
    assert room.window.page_name == "help"
    assert room.store.drafts.opened is None


@pytest.mark.parametrize("who", ["Jo", "Mum"])
def test_staff_and_family_are_not_told_of_themselves_that_they_cannot_open_their_own_page(room: Room, who: str) -> None:
    lay_meeting(room, round_form() if who == "Mum" else None)
    start_page(room, who)
    assert "Only you can open this page. Nobody else can." in room.words()
    assert "Staff and family cannot" not in room.words()


def test_the_team_prepares_in_the_plan(room: Room) -> None:
    lay_meeting(room)
    room.go("prepare")
    room.press("Jo")
    assert "The team prepares where everybody can read it." in room.words()
    room.press("Write it in the record")
    assert room.window.page_name == "desk"
    assert "What does the team want to talk about?" in room.words()
    assert room.store.plan is not None
    assert room.store.plan.desk.pen == room.store.sitting.pens.own(room.jo.id)
    assert "Jo is writing" in room.words()
    QTest.keyClicks(room.focused, "Sleep")
    assert room.store.plan.document.side("mm_team_brings/team").text == "Sleep"


def test_keys_that_wait_at_the_desk_are_asked_about_before_anybody_writes_in_the_record(room: Room) -> None:
    lay_meeting(room)
    room.go("desk", "mm_say")
    QTest.keyClicks(room.focused, "Leave")
    room.go("prepare")
    room.press("Jo")
    room.press("Write it in the record")
    assert room.store.plan is not None
    assert room.store.plan.desk.pen is None
    assert room.page.room.asks_who_writes


def test_letters_on_a_choice_come_behind_the_own_words_that_stand_there(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.press("More choices")
    room.press("Something else")
    room.type_into("In my own words", "My sister")
    own = room.focused
    assert isinstance(own, QLineEdit)
    own.home(False)
    room.find(QAbstractButton, "Something else").setFocus()
    for letter in "Ann":
        QTest.keyClick(room.focused, letter)
    draft = room.store.drafts.opened
    assert draft is not None
    assert draft.words.jotted("mm_chair").own == "My sisterAnn"


def test_pictures_to_begin_with_fill_a_box_each_on_a_private_page_up_to_three(room: Room) -> None:
    lay_meeting(room, shipped_form("ward_round"))
    start_page(room)
    for words in ("My leave", "My sleep", "My family"):
        room.press(f"Write “{words}”")
    draft = room.store.drafts.opened
    assert draft is not None
    assert draft.words.jotted("wr_things").boxes == ("My leave", "My sleep", "My family")
    assert not room.find(QAbstractButton, "Write “My medicine”").isEnabled()


def test_family_has_a_page_of_its_own(room: Room) -> None:
    mum = lay_meeting(room, round_form())
    start_page(room, "Mum")
    room.type_into("In my own words", "We miss him.")
    room.press("Choose what to share")
    room.press("Choose everything")
    room.press("Share it now")
    assert room.store.plan is not None
    assert room.store.plan.document.side(f"wr_family/family:{mum.id}").text == "We miss him."


# ---- sharing


def test_chosen_sentences_go_into_the_plan_and_the_others_stay(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, "I want my leave back. Jo frightens me.")
    room.press("Choose what to share")
    assert "After this it is in the record for good." in room.words()
    room.press("I want my leave back.")
    room.press("Share it now")
    assert room.page.strips.strips == [], "no notice stands above words that stayed"
    assert room.store.plan is not None
    assert room.store.plan.document.side("mm_say/patient").text == "I want my leave back."
    assert text_of(room) == "Jo frightens me."


def lines_of(room: Room) -> list[str]:
    """The lines of the page, from top to bottom."""
    room.settle()
    shown = [words for words in room.page.findChildren(QLabel) if words.isVisible() and words.text()]
    return [words.text() for words in sorted(shown, key=lambda words: words.mapTo(room.page, QPoint(0, 0)).y())]


def test_what_was_shared_is_listed_apart_from_what_stays_private(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, "I want my leave back. Jo frightens me.")
    room.press("I come and speak")
    room.press("Choose what to share")
    room.press("I want my leave back.")
    room.press("I come and speak")
    room.press("Share it now")
    lines = lines_of(room)
    shared = lines[lines.index("You shared 2 things") : lines.index("This stays private")]
    assert shared == [
        "You shared 2 things",
        "Everybody who can see the record can read this now.",
        "What do I want to say or ask?",
        "I want my leave back.",
        "How do I want to take part?",
        "I come and speak",
    ]
    assert "Jo frightens me." not in shared
    assert room.focused is room.find(QAbstractButton, "Close my page"), "the list is in sight, not the first box"


def test_the_list_of_what_was_shared_goes_with_the_page(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, "I want my leave back.")
    room.press("Choose what to share")
    room.press("Choose everything")
    room.press("Share it now")
    assert "You shared 1 thing" in room.words()
    room.press("Close my page")
    assert said_anywhere("You shared") == []
    open_page(room)
    assert "You shared" not in room.words()
    assert "This stays private" not in room.words()


def test_what_went_in_before_trouble_is_listed_alone(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, "I want my leave back.")
    room.press("I come and speak")
    plan = room.store.plan
    assert plan is not None

    def fails(*_said: object, **_how: object) -> None:
        raise Trouble("It did not work.", "The disk is full.", "Free some space.")

    monkeypatch.setattr(plan.desk, "enter", fails)
    room.press("Choose what to share")
    room.press("Choose everything")
    room.press("Share it now")
    assert "It did not work." in room.said
    lines = lines_of(room)
    assert lines[lines.index("You shared 1 thing") + 2 : lines.index("This stays private")] == [
        "What do I want to say or ask?",
        "I want my leave back.",
    ]


def test_closing_the_page_is_said_once_and_never_comes_back(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.press("Close my page")
    closed = "Your page is closed. Only you can open it."
    assert closed in room.words()
    room.go("today")
    assert closed not in room.words()
    room.go("desk")
    assert closed not in room.words()


def test_nothing_to_share_is_not_said_on_the_next_visit(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.press("Choose what to share")
    assert "There is nothing to share yet." in room.words()
    room.go("desk")
    open_page(room)
    assert "There is nothing to share yet." not in room.words()


def test_nothing_is_chosen_to_begin_with(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.press("Choose what to share")
    room.press("Share it now")
    assert "Nothing is chosen yet." in room.words()
    room.press("Keep it private")
    assert text_of(room) == CANARY
    assert room.store.plan is not None
    assert room.store.plan.document.written_sides() == []


def test_an_empty_page_says_what_comes_first(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.press("Choose what to share")
    assert "There is nothing to share yet." in room.said


# ---- nothing of it stays


def test_the_lock_forgets_it_and_the_words_are_kept(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.find(QPlainTextEdit, THING).selectAll()
    room.find(QPlainTextEdit, THING).copy()
    assert QGuiApplication.clipboard().text() == CANARY
    room.window.lock()
    assert room.store.drafts.opened is None
    assert said_anywhere(CANARY) == []
    room.store.unlock_as(room.jo.id)
    open_page(room)
    assert text_of(room) == CANARY


def test_quiet_minutes_forget_it(room: Room) -> None:
    from ui.locking import QuietWatch

    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    watch = QuietWatch(room.window.lock, room.services.settings, room.clock, room.window)
    room.clock.advance(6 * 60)
    watch.look()
    assert room.window.page_name == "unlock"
    assert said_anywhere(CANARY) == []


def test_leaving_the_page_forgets_it(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.press("Choose what to share")
    assert said_anywhere(CANARY)
    room.go("today")
    assert room.store.drafts.opened is None
    assert said_anywhere(CANARY) == []
    assert said_anywhere(NUMBER) == []


def test_the_lock_over_the_question_before_a_page_starts_leaves_no_name_behind(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_meeting(room)
    room.go("prepare")
    page = the_page(room)
    room.press("Sam")
    room.press(NEW)
    for field in ("Choose a number, Sam", "The same number again"):
        room.type_into(field, NUMBER)

    def lock_over_it(_question: object) -> str:
        room.window.lock()
        return "back"

    monkeypatch.setattr(room.shell.asking, "ask", lock_over_it)
    room.press("Start my page")
    room.settle()
    assert "Your number, Sam" not in [field.accessibleName() for field in page.findChildren(QLineEdit)]


def test_who_locks_while_a_number_is_looked_at_opens_nothing(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.go("prepare")
    give_number(room, "Sam", NUMBER)
    room.window.lock()
    room.services.tasks.run(lambda _tell: None, on_done=lambda _nothing: done.append(1), on_trouble=lambda trouble: done.append(trouble))
    done: list[object] = []
    room.wait_until(lambda: bool(done))
    assert room.store.drafts.opened is None
    assert said_anywhere(CANARY) == []


def test_declining_and_closing_the_page_end_alike(room: Room) -> None:
    lay_meeting(room)
    room.go("prepare")
    room.press("Sam")
    room.press("I do not want to prepare")
    declined = (room.window.page_name, room.said[-1], room.words())
    start_page(room)
    room.type_into(THING, CANARY)
    room.wait_until(lambda: "Saved, just now" in room.words())
    room.press("Close my page")
    private = (room.window.page_name, room.said[-1], room.words())
    assert declined == private


def test_an_open_page_can_be_declined_and_keeps_its_words(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.press("I do not want to prepare")
    open_page(room)
    assert text_of(room) == CANARY


# ---- hands and eyes


def test_it_is_done_by_keys_alone(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, "Leave.")
    room.go("prepare")
    press_key(room, Qt.Key.Key_Space)  # Sam has the keys
    press_key(room, Qt.Key.Key_Space)  # "I have a number" has them
    room.find(QLineEdit, "Your number, Sam").setText(NUMBER)
    press_key(room, Qt.Key.Key_Return)
    room.wait_until(lambda: room.store.drafts.opened is not None)
    assert room.window.focusWidget() is room.find(QPlainTextEdit, THING)
    stops = walk(room)
    assert stops == order_on_page(room, stops)


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
@pytest.mark.parametrize("step", ["who", "number", "typing", "new", "forgotten", "team", "page", "more", "sharing", "shared"])
def test_nothing_is_cut_or_without_a_name(room: Room, size: tuple[int, int], scale: float, step: str) -> None:
    lay_meeting(room)
    if step in ("page", "more", "sharing", "shared"):
        start_page(room)
        room.type_into(THING, "I want my leave back. The last one went well, and my sister would like to come along with me.")
        room.press("I come and speak")
        if step != "page":
            room.press("More choices" if step == "more" else "Choose what to share")
        if step == "shared":
            room.press("Choose everything")
            room.press("Share it now")
    else:
        room.go("prepare")
        ways = {
            "who": (),
            "number": ("Sam",),
            "typing": ("Sam", KNOWN),
            "new": ("Sam", NEW),
            "forgotten": ("Sam", FORGOTTEN),
            "team": ("Jo",),
        }
        for name in ways[step]:
            room.press(name)
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    room.settle()
    page = the_page(room)

    assert [fault(page) for fault in (cut_pieces, sideways, nameless, too_low_to_press)] == [[], [], [], []]
