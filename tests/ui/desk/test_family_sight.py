"""While somebody of family holds the pen the desk shows them their own page and what was opened to them; a sentence stands for the rest."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.family import let_see, open_to_relatives
from app.forms import roles
from app.people import add_person
from app.reading_out import passages_of
from app.stands import Stand
from app.ward_words import meaning_of
from models.people import Person
from models.questions import Kind, SideName
from models.text import writing
from models.text.pens import Pen, Voice
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage
from ui.widgets.dressing import Words

QUESTION = "safe_helps"
SAMS, TEAMS, TOGETHER = (f"{QUESTION}/{side}" for side in ("patient", "team", "together"))
WORDS = {SAMS: "The apple garden", TEAMS: "Brisk walks", TOGETHER: "Cherry trees first"}
CLOSED = "Sam has not opened this to Mum."


@pytest.fixture
def mum(room: Room) -> Person:
    return relative(room, "Grace Okafor", "Mum", "mother")


@pytest.fixture
def dad(room: Room) -> Person:
    return relative(room, "George Okafor", "Dad", "father")


def relative(room: Room, name: str, known_as: str, role: str) -> Person:
    if room.store.plan is None:
        room.open_plan()
    person = add_person(room.store.store, name, known_as, roles()[role])
    room.store.sitting.arrive(person.id, roles()[role])
    return person


@pytest.fixture
def page(room: Room, mum: Person, dad: Person) -> DeskPage:
    """A word of each on one question, and Sam has the pen."""
    desk = room.store.plan.desk
    for person, side, words in (
        (room.jo, TEAMS, WORDS[TEAMS]),
        (room.jo, TOGETHER, WORDS[TOGETHER]),
        (mum, own_page(mum), "Mulberries help"),
        (dad, own_page(dad), "Damsons help"),
        (room.sam, SAMS, WORDS[SAMS]),
    ):
        desk.take_up(desk.pens.own(person.id))
        desk.write(side, 0, 0, words)
    page = room.go("desk", QUESTION)
    assert isinstance(page, DeskPage)
    return page


def own_page(person: Person) -> str:
    return f"{QUESTION}/family:{person.id}"


def pass_pen(room: Room, person: Person) -> None:
    room.settle()
    room.press(f"Pass the pen to {person.known_as}")


def opens_plan(room: Room, person: Person, yes: bool = True) -> None:
    own = Pen("p", Voice.of(room.sam.id), room.sam.id)
    let_see(room.store.store, room.clock, own, room.sam.id, person.id, sees_plan=yes, in_copies=False)


def opens_to_relatives(room: Room, person: Person, yes: bool = True) -> None:
    open_to_relatives(room.store.store, room.clock, Pen("p", Voice.of(person.id), person.id), room.sam.id, yes)


def findable(room: Room) -> str:
    """Every word in the window, shown or not, and in the tree of screen readers."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what is taken away goes when the window rests
    said = [word for widget in room.window.findChildren(QWidget) for word in texts_of(widget)]
    return "\n".join([*said, *in_tree(QAccessible.queryAccessibleInterface(room.window))])


def texts_of(widget: QWidget) -> Iterator[str]:
    for name in ("text", "toPlainText", "toolTip", "accessibleName", "accessibleDescription", "placeholderText"):
        said = getattr(widget, name, None)
        if said is not None:
            yield str(said())


def in_tree(reader: QAccessibleInterface | None, depth: int = 0) -> Iterator[str]:
    if reader is None or not reader.isValid() or depth > 60:
        return
    for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield reader.text(part)
    text = reader.textInterface()
    if text is not None:
        yield text.text(0, text.characterCount())
    for place in range(reader.childCount()):
        yield from in_tree(reader.child(place), depth + 1)


def seen(room: Room) -> list[str]:
    """Which of the words can be found now."""
    everywhere = findable(room)
    return [words for words in (*WORDS.values(), "Mulberries help", "Damsons help") if words in everywhere]


def heard(page: DeskPage) -> str:
    return "\n".join(passages_of(page.room.desk, page.view.question, page.room.name_of))


def test_mum_sees_her_own_page_alone_and_everything_is_back_with_sams_pen(room: Room, mum: Person, page: DeskPage) -> None:
    assert seen(room) == [*WORDS.values(), "Mulberries help", "Damsons help"]

    pass_pen(room, mum)
    assert seen(room) == ["Mulberries help"]
    assert room.words().count(CLOSED) >= 3
    assert "This is Dad's own page." in room.words()
    assert not [words for words in WORDS.values() if words in heard(page)]

    pass_pen(room, room.sam)
    assert seen(room) == [*WORDS.values(), "Mulberries help", "Damsons help"]
    assert CLOSED not in room.words()


def test_the_words_are_there_again_for_the_team(room: Room, mum: Person, page: DeskPage) -> None:
    pass_pen(room, mum)
    pass_pen(room, room.jo)

    assert seen(room) == [*WORDS.values(), "Mulberries help", "Damsons help"]


def test_the_keys_go_to_the_own_page_and_what_is_typed_stands_there(room: Room, mum: Person, page: DeskPage) -> None:
    page.view.box_named(SAMS).editor.setFocus()
    pass_pen(room, mum)
    QTest.keyClicks(room.focused, "!")
    room.settle()

    assert room.store.plan.document.side(own_page(mum)).text == "Mulberries help!"
    assert room.store.plan.document.side(SAMS).text == WORDS[SAMS]


def test_typing_goes_on_where_it_was_when_sam_has_the_pen_again(room: Room, mum: Person, page: DeskPage) -> None:
    pass_pen(room, mum)
    pass_pen(room, room.sam)
    editor = page.view.box_named(SAMS).editor
    editor.go_to(len(WORDS[SAMS]))
    QTest.keyClicks(room.focused, " again")
    room.settle()

    assert editor.toPlainText() == f"{WORDS[SAMS]} again" == room.store.plan.document.side(SAMS).text


def test_keys_that_wait_keep_their_place_while_the_words_are_out_of_sight(room: Room, mum: Person, page: DeskPage) -> None:
    page.room.desk.put_down()
    editor = page.view.box_named(SAMS).editor
    editor.go_to(len(WORDS[SAMS]))
    QTest.keyClicks(editor, "s")
    pass_pen(room, mum)
    assert CLOSED in room.words()
    assert WORDS[SAMS] not in room.words()

    pass_pen(room, room.sam)
    room.press("Sam is writing")
    assert room.store.plan.document.side(SAMS).text == f"{WORDS[SAMS]}s" == editor.toPlainText()


@pytest.mark.parametrize("typed_in", ["own", "closed"])
def test_nothing_closed_stays_in_the_window_where_mum_takes_the_pen_by_an_answer(
    room: Room, mum: Person, page: DeskPage, typed_in: str
) -> None:
    page.room.desk.put_down()
    page.view.box_named(own_page(mum) if typed_in == "own" else TOGETHER).editor.go_to(0)
    QTest.keyClick(room.focused, "x")
    room.settle()
    room.press("Mum is writing" if typed_in == "own" else "Pass the pen to Mum")
    if typed_in == "closed":
        room.press("Put it into the box for Mum")
    room.settle()

    assert not set(seen(room)) & set(WORDS.values())


@pytest.mark.parametrize(("answer", "grown"), [("Put it into the box for Mum", "mum"), ("Sam is writing", "sam")])
def test_a_key_where_nothing_is_shown_is_not_lost(room: Room, mum: Person, page: DeskPage, answer: str, grown: str) -> None:
    pass_pen(room, mum)
    page.view.box_named(SAMS).first_piece.setFocus()
    QTest.keyClicks(room.focused, "so")
    room.settle()
    assert "You typed: “so”" in room.words()
    room.press(answer)

    document = room.store.plan.document
    assert document.side(own_page(mum)).text == ("Mulberries help\nso" if grown == "mum" else "Mulberries help")
    assert document.side(SAMS).text == (f"{WORDS[SAMS]}so" if grown == "sam" else WORDS[SAMS])
    QTest.keyClicks(room.focused, "!")
    assert document.side(own_page(mum) if grown == "mum" else SAMS).text.endswith("so!")


def test_sam_opens_the_plan_on_the_page_and_mum_sees_it(room: Room, mum: Person, page: DeskPage) -> None:
    room.go("family")
    room.press("Mum may see what we write")
    room.go("desk")
    pass_pen(room, mum)

    assert seen(room) == [*WORDS.values(), "Mulberries help"]


def test_a_hard_word_that_is_being_said_plainly_waits_until_sam_has_the_pen_again(room: Room, mum: Person, page: DeskPage) -> None:
    page.plain_word.open_for("apple")
    QTest.keyClicks(room.focused, "A red fruit")
    pass_pen(room, mum)
    assert "A red fruit" not in findable(room)
    assert "apple" not in findable(room)

    pass_pen(room, room.sam)
    assert room.find(QLineEdit, "What does “apple” mean, in plain words?").text() == "A red fruit"
    room.press("Keep it")
    assert meaning_of(room.store.store, "apple") == "A red fruit"


def test_a_relatives_own_hard_word_leaves_the_one_that_waits(room: Room, mum: Person, dad: Person, page: DeskPage) -> None:
    page.plain_word.open_for("apple")
    QTest.keyClicks(room.focused, "A red fruit")
    pass_pen(room, mum)
    page.plain_word.open_for("mulberries")
    QTest.keyClicks(room.focused, "Black ones")
    pass_pen(room, dad)
    assert not {"apple", "Black ones", "A red fruit"} & set(findable(room).splitlines())

    pass_pen(room, mum)
    assert room.find(QLineEdit, "What does “mulberries” mean, in plain words?").text() == "Black ones"
    room.press("Keep it")
    assert "A red fruit" not in findable(room)
    pass_pen(room, room.sam)
    assert room.find(QLineEdit, "What does “apple” mean, in plain words?").text() == "A red fruit"


def test_a_hard_word_that_is_kept_by_whoever_takes_up_the_pen_does_not_come_again(room: Room, mum: Person, page: DeskPage) -> None:
    page.room.desk.put_down()
    page.plain_word.open_for("apple")
    QTest.keyClicks(room.focused, "A red fruit")
    room.press("Keep it")
    room.press("Mum is writing")
    assert meaning_of(room.store.store, "apple") == "A red fruit"
    pass_pen(room, room.sam)
    assert "Keep it" not in room.names()


def test_what_is_closed_again_goes_out_of_sight_at_once(room: Room, mum: Person, page: DeskPage) -> None:
    opens_plan(room, mum)
    pass_pen(room, mum)
    assert WORDS[SAMS] in findable(room)

    opens_plan(room, mum, yes=False)
    room.store.plan.desk.sight.look_again()
    room.settle()
    assert seen(room) == ["Mulberries help"]


def test_two_relatives_read_each_other_once_both_said_so(room: Room, mum: Person, dad: Person, page: DeskPage) -> None:
    opens_to_relatives(room, mum)
    pass_pen(room, mum)
    assert "Damsons help" not in findable(room)

    opens_to_relatives(room, dad)
    pass_pen(room, dad)
    assert seen(room) == ["Mulberries help", "Damsons help"]
    pass_pen(room, mum)
    assert seen(room) == ["Mulberries help", "Damsons help"]


def test_what_somebody_writes_meanwhile_does_not_show(room: Room, mum: Person, page: DeskPage) -> None:
    pass_pen(room, mum)
    desk = page.room.desk
    desk.take_up(desk.pens.own(room.jo.id))
    desk.write(TEAMS, 0, 0, "Kiwis. ")
    pass_pen(room, mum)

    assert "Kiwis" not in findable(room)
    pass_pen(room, room.jo)
    assert "Kiwis" in room.words()


def test_nothing_below_moves_when_the_words_go(room: Room, mum: Person, page: DeskPage) -> None:
    boxes = [page.view.box_named(side) for side in (SAMS, TEAMS, TOGETHER)]
    before = [(box.y(), box.height()) for box in boxes]
    pass_pen(room, mum)

    assert [(box.y(), box.height()) for box in boxes] == before


def test_choices_and_where_people_stand_are_not_shown_either(room: Room, mum: Person, page: DeskPage) -> None:
    desk = page.room.desk
    desk.take_up(desk.pens.own(room.jo.id))
    desk.give_stand(desk.pen, QUESTION, Stand.AGREE_IN_PART, "Quinces differ")
    room.settle()
    assert "Quinces differ" in room.words()

    pass_pen(room, mum)
    assert "Quinces differ" not in findable(room)
    pass_pen(room, room.sam)
    assert "Quinces differ" in room.words()


def test_answers_that_are_no_words_are_not_shown_either(room: Room, mum: Person, page: DeskPage) -> None:
    desk = page.room.desk
    action = next(one for one in page.way.questions if one.kind is Kind.ACTION)
    place = f"{action.id}/together"
    desk.take_up(desk.pens.own(room.sam.id))
    desk.enter(place, {"who": room.jo.id})
    page.go_to(action.id)
    room.settle()
    taken = "Jo takes it on."
    assert taken in heard(page)

    pass_pen(room, mum)
    assert taken not in heard(page)
    assert page.view.box_named(place).control.entries() == []
    assert CLOSED in room.words()
    pass_pen(room, room.sam)
    assert taken in heard(page)
    assert page.view.box_named(place).control.isVisible()


def test_words_that_wait_behind_a_closed_page_are_not_announced(room: Room, mum: Person, page: DeskPage) -> None:
    desk = page.room.desk
    desk.take_up(desk.pens.typing_for(room.jo.id, mum.id))
    desk.write(TOGETHER, 0, 0, "Pears. ")
    page.go_to("about_important")
    pass_pen(room, mum)
    assert "Something waits for you, Mum." not in room.said


def test_in_a_question_without_a_page_of_their_own_the_keys_press_nothing(room: Room, mum: Person, page: DeskPage) -> None:
    only_sams = next(one for one in page.way.questions if not any("family" in side.value for side in one.sides) and one.kind is Kind.TEXT)
    page.go_to(only_sams.id)
    page.view.first_editor.setFocus()
    pass_pen(room, mum)
    assert isinstance(room.focused, Words)
    assert room.focused.text() == CLOSED

    written = page.room.desk.document.written_sides()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_Return):
        room.key(key)
    assert page.view.question == only_sams
    assert page.room.desk.document.written_sides() == written


def test_words_of_a_relative_who_has_no_box_in_a_question_can_go_on_their_own_page(room: Room, mum: Person, page: DeskPage) -> None:
    none_here = next(one for one in page.way.questions if SideName.FAMILY not in one.sides and len(one.sides) > 1 and one.kind is Kind.TEXT)
    page.go_to(none_here.id)
    pass_pen(room, mum)
    page.view.side_boxes[0].first_piece.setFocus()
    QTest.keyClicks(room.focused, "I miss him")
    room.settle()
    room.press("Somebody else")
    room.press("Leave it")
    assert "You typed: “I miss him”" in room.words(), "only the form is left"

    room.press("Put it on the page for Mum")
    asked = next(one for one in page.way.questions if SideName.FAMILY in one.sides)
    assert page.view.question == asked
    assert room.store.plan.document.side(f"{asked.id}/family:{mum.id}").text == "I miss him"
    QTest.keyClicks(room.focused, "!")
    room.settle()
    assert room.store.plan.document.side(f"{asked.id}/family:{mum.id}").text == "I miss him!"


def test_what_was_said_last_time_is_not_shown_either(room: Room, mum: Person, page: DeskPage) -> None:
    before = f"{QUESTION}/before"
    desk = page.room.desk
    writing.write(desk.document, desk.pens.own(room.sam.id), before, 0, 0, "Figs were good")
    page.go_to("about_important")
    page.go_to(QUESTION)
    room.settle()
    assert "Figs were good" in room.words()

    pass_pen(room, mum)
    assert "Figs were good" not in findable(room)
    assert "Figs" not in heard(page)
    pass_pen(room, room.sam)
    assert "Figs were good" in room.words()


# Somebody of family arrives

HINT, BOTH = "Mum sees only their own page until Sam says more.", "Mum and Dad see only their own pages until Sam says more."


def test_sam_is_told_once_and_led_to_the_page(room: Room, mum: Person) -> None:
    page = room.go("desk", QUESTION)
    assert HINT in room.words()
    pass_pen(room, room.jo)
    assert HINT not in room.words()
    pass_pen(room, room.sam)
    assert HINT in room.words()

    room.press("Family and friends")
    assert room.window.page_name == "family"
    room.press("Go back")
    pass_pen(room, room.jo)
    pass_pen(room, room.sam)
    assert room.page is page
    assert HINT not in room.words()


def test_somebody_who_comes_later_is_told_of_too(room: Room, mum: Person) -> None:
    room.go("desk", QUESTION)
    pass_pen(room, room.sam)
    room.go("who_is_here")
    relative(room, "George Okafor", "Dad", "father")
    room.go("desk")
    assert "Dad sees only their own page until Sam says more." in room.words()


def test_two_who_came_are_said_in_one_sentence_and_it_stops_no_key(room: Room, mum: Person, dad: Person) -> None:
    page = room.go("desk", QUESTION)
    pass_pen(room, room.sam)
    assert BOTH in room.words()

    QTest.keyClicks(room.focused, "Apples")
    room.settle()
    assert page.room.desk.document.side(SAMS).text == "Apples"


def test_nothing_is_said_of_whom_the_plan_is_opened_to(room: Room, mum: Person) -> None:
    opens_plan(room, mum)
    room.go("desk", QUESTION)
    pass_pen(room, room.sam)
    assert HINT not in room.said
