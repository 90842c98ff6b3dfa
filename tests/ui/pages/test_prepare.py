"""Prepare by myself: a page that only its writer opens, and from which nothing gets out that was not chosen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from app.access.tries import TRIES
from app.forms import shipped_form
from tests.app.meeting_forms import meeting_form, round_form
from tests.journeys.eyes import everywhere
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.preparing import CANARY, NEW, NUMBER, WRONG, give_number, lay_meeting, open_page, start_page, the_page
from tests.ui.pages.walking import order_on_page, press_key, walk
from tests.ui.rooms import Room, name_of
from ui.pages.prepare import PreparePage

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
    room.press("Keep it private")
    assert room.window.page_name == "desk"
    open_page(room)
    assert text_of(room) == CANARY


def test_it_is_reached_from_more_on_the_desk(room: Room) -> None:
    lay_meeting(room)
    menu = room.find(QAbstractButton, "More").menu()
    next(action for action in menu.actions() if action.text() == "Prepare by myself").trigger()
    room.settle()
    assert room.window.page_name == "prepare"


def test_it_is_reached_from_the_row_of_the_plan_on_today(room: Room) -> None:
    lay_meeting(room)
    room.store.close_plan()
    room.go("today")
    menu = room.find(QAbstractButton, "More about My meeting, SO").menu()
    next(action for action in menu.actions() if action.text() == "Prepare by myself").trigger()
    room.settle()
    assert "Who prepares?" in room.words()
    assert room.store.plan is not None


def test_a_plan_without_a_preparation_offers_none(room: Room) -> None:
    room.open_plan()
    room.go("desk")
    assert "Prepare by myself" not in [action.text() for action in room.find(QAbstractButton, "More").menu().actions()]
    room.go("today")
    menu = room.find(QAbstractButton, "More about My care plan, SO").menu()
    assert "Prepare by myself" not in [action.text() for action in menu.actions()]
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
    room.type_into("Choose a number, Sam", "123")
    room.press("Start my page")
    assert "It needs 6 digits or letters." in room.words()


def test_whoever_does_not_want_to_start_anew_keeps_the_old_page(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.go("prepare")
    room.press("Sam")
    room.press(NEW)
    assert "If you forget it, nobody can open this." in room.words()
    assert "If you had a page for this one before, it is gone then. Other pages stay." in room.words()
    room.type_into("Choose a number, Sam", WRONG)
    room.type_into("The same number again", WRONG)
    room.answer("back")
    room.press("Start my page")
    open_page(room)
    assert text_of(room) == CANARY


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
    room.press("Medicine")
    room.press("What went well")
    assert "In this order: Medicine, What went well" in room.words()
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

    assert "In this order: How is my body?, What has gone well?, Something else" in room.words()
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
    assert "Prepare by myself" in [action.text() for action in room.find(QAbstractButton, "More").menu().actions()]
    start_page(room)
    room.press("More choices")
    assert "You are invited to lead. You can say yes, share it, or say no." in room.words()


def test_it_says_who_can_see_it_and_how_to_get_help(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    assert "Only you can open this page. Staff and family cannot." in room.words()
    assert "Nobody sees this page, so it cannot call for help. Press Get help now." in room.words()
    helps = [button for button in room.page.findChildren(QAbstractButton) if button.accessibleName() == "Get help now"]
    helps[0].click()
    room.settle()
    assert room.window.page_name == "help"
    assert room.store.drafts.opened is None


def test_the_team_prepares_in_the_plan(room: Room) -> None:
    lay_meeting(room)
    room.go("prepare")
    room.press("Jo")
    assert "The team prepares where everybody can read it." in room.words()
    room.press("Write it in the plan")
    assert room.window.page_name == "desk"
    assert "What does the team want to talk about?" in room.words()


def test_family_has_a_page_of_its_own(room: Room) -> None:
    mum = lay_meeting(room, round_form())
    start_page(room, "Mum")
    room.type_into("In my own words", "We miss him.")
    room.press("Share this with the plan")
    room.press("Choose everything")
    room.press("Share it now")
    assert room.store.plan is not None
    assert room.store.plan.document.side(f"wr_family/family:{mum.id}").text == "We miss him."


# ---- sharing


def test_chosen_sentences_go_into_the_plan_and_the_others_stay(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, "I want my leave back. Jo frightens me.")
    room.press("Share this with the plan")
    assert "After this it is in the plan's history for good. Share it now?" in room.words()
    room.press("I want my leave back.")
    room.press("Share it now")
    assert "Shared. Everybody who can see the plan can read it now." in room.said
    assert room.store.plan is not None
    assert room.store.plan.document.side("mm_say/patient").text == "I want my leave back."
    assert text_of(room) == "Jo frightens me."


def test_nothing_is_chosen_to_begin_with(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.type_into(THING, CANARY)
    room.press("Share this with the plan")
    room.press("Share it now")
    assert "Nothing is chosen yet." in room.words()
    room.press("Keep it private")
    assert text_of(room) == CANARY
    assert room.store.plan is not None
    assert room.store.plan.document.written_sides() == []


def test_an_empty_page_says_what_comes_first(room: Room) -> None:
    lay_meeting(room)
    start_page(room)
    room.press("Share this with the plan")
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
    room.press("Share this with the plan")
    assert said_anywhere(CANARY)
    room.go("today")
    assert room.store.drafts.opened is None
    assert said_anywhere(CANARY) == []
    assert said_anywhere(NUMBER) == []


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


def test_declining_and_keeping_private_end_alike(room: Room) -> None:
    lay_meeting(room)
    room.go("prepare")
    room.press("Sam")
    room.press("I do not want to prepare")
    declined = (room.window.page_name, room.said[-1], room.words())
    start_page(room)
    room.type_into(THING, CANARY)
    room.wait_until(lambda: "Saved, just now" in room.words())
    room.press("Keep it private")
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
    room.find(QLineEdit, "Your number, Sam").setText(NUMBER)
    press_key(room, Qt.Key.Key_Return)
    room.wait_until(lambda: room.store.drafts.opened is not None)
    assert room.window.focusWidget() is room.find(QPlainTextEdit, THING)
    stops = walk(room)
    assert stops == order_on_page(room, stops)


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
@pytest.mark.parametrize("step", ["who", "number", "new", "team", "page", "more", "sharing"])
def test_nothing_is_cut_or_without_a_name(room: Room, size: tuple[int, int], scale: float, step: str) -> None:
    lay_meeting(room)
    if step in ("page", "more", "sharing"):
        start_page(room)
        room.type_into(THING, "I want my leave back. The last one went well, and my sister would like to come along with me.")
        room.press("I come and speak")
        if step != "page":
            room.press({"more": "More choices", "sharing": "Share this with the plan"}[step])
    else:
        room.go("prepare")
        for name in {"who": (), "number": ("Sam",), "new": ("Sam", NEW), "team": ("Jo",)}[step]:
            room.press(name)
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    room.settle()
    page = the_page(room)

    assert [fault(page) for fault in (cut_pieces, sideways, nameless, too_low_to_press)] == [[], [], [], []]
