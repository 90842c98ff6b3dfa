"""After we met: each alone, one question at a time; nothing of another's on the page, in its names or anywhere else before all want it."""

import logging
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QRadioButton, QWidget

from app.after_questions import AfterShelf, own_file
from app.errors import Trouble
from app.forms import roles
from app.reflection import Reflection, reflection_on
from app.resources import resource_path
from app.settings import LADDER
from app.word.copy import CopyKind
from app.word.export import export_plan
from models.people import Person
from models.plans import Plan
from models.reflections import Answer
from models.reflections import reflection as kept_reflection
from models.store_errors import DiskFull
from models.text.document import side_id
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.walking import order_on_page, press_key, walk
from tests.ui.rooms import Room, add_staff, name_of, room_at_start
from ui.locking import PRIVATE
from ui.look import Look
from ui.pages.reflect import ReflectPage
from ui.reflecting.asking_one import KEEP_MS
from ui.widgets.boxes import VScroll

CANARY = "the yellow canary sings"
SAM_ALONE, JO_ALONE = "Sam answers alone", "Jo answers alone"
OWN, OPEN = "In my own words, if I like", "In my own words"
QUESTIONS = ("I was listened to.", "My words are in it.", "I could say no.", "What should we do the same, or change, next time?")
LADDER_QUESTION, PLEDGE_QUESTION = "Which step was today? Why?", "Is there one thing I promise to do?"
TOGETHER, MINE = "Show side by side if the others want that too", "Keep it to myself"
BESIDE = "Show it side by side"


@pytest.fixture
def met(room: Room) -> Room:
    """Sam and Jo have met: a plan is on the table, and the page after it is shown."""
    room.open_plan()
    room.go("reflect")
    return room


def reflection(room: Room, sitting_id: str = "") -> Reflection:
    found = reflection_on(room.store, AfterShelf(room.services.profile.after_folder), sitting_id)
    assert found is not None
    return found


def on(room: Room, times: int = 1) -> None:
    """Goes on to the next question."""
    for _time in range(times):
        room.press("Next" if "Next" in room.names() else "Skip")


def answer_alone(room: Room, who: str, words: str = "", how: str = TOGETHER) -> None:
    """Somebody answers the first question on the page, and says at the end who may see it."""
    room.press(who)
    room.press("Partly")
    if words:
        room.type_into(OWN, words)
    on(room, 6)
    room.press(how)


def said(room: Room, person: Person) -> list[str]:
    """Everything that somebody shows, in words."""
    shown = [one for one in reflection(room).side_by_side() if one.person.id == person.id]
    return [answer.words for one in shown for _question, answer in one.answers]


def field_words(room: Room) -> str:
    """What stands in the field that is shown."""
    return next(field.toPlainText() for field in room.page.findChildren(QPlainTextEdit) if field.isVisible())


def traces(room: Room) -> list[str]:
    """Every piece of the program, shown or not, in which the canary can be read, heard or copied."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the loop of the program does by itself
    pieces = [piece for window in QApplication.topLevelWidgets() for piece in (window, *window.findChildren(QWidget))]
    return [type(piece).__name__ for piece in pieces if CANARY in _all_of(piece)]


def _all_of(piece: QWidget) -> str:
    texts = [piece.accessibleName(), piece.accessibleDescription(), piece.toolTip(), piece.windowTitle(), name_of(piece)]
    if isinstance(piece, QPlainTextEdit):
        texts.append(piece.toPlainText())
    elif hasattr(piece, "text") and callable(piece.text):
        texts.append(piece.text())
    return " ".join(texts)


# ---- the way there


def test_it_is_offered_before_the_end_and_the_end_works_without_it(room: Room) -> None:
    room.open_plan()
    room.go("desk")
    room.answer("questions")
    room.press("End for today")
    assert room.window.page_name == "reflect"
    assert room.store.sitting is not None

    room.answer("end")
    room.press("End for today")
    assert room.store.sitting is None
    assert room.window.page_name == "unlock"
    assert {way.key for way in room.shell.asking.said[-1].ways} == {"end", "stay"}  # the questions are not offered again


def test_it_is_reached_from_today_during_a_sitting(room: Room) -> None:
    room.begin()
    room.go("today")
    room.press("After we met")

    assert {SAM_ALONE, JO_ALONE} <= set(room.names())
    assert "Four short questions, then two more if you like. Answer for yourself. You can skip any of them." in room.words()


def test_it_is_reached_later_from_the_line_of_the_plan(room: Room) -> None:
    plan = written_plan(room)
    sitting = room.store.sitting.sitting.id
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.go("today")
    menu = room.find(QPushButton, "More about My care plan, SO").menu()
    next(action for action in menu.actions() if action.text() == "After we met").trigger()
    room.settle()

    assert room.window.page_name == "reflect"
    assert "We met on 4 May 2026." in room.words()
    assert "End for today" not in room.names()
    room.press(JO_ALONE)
    room.press("No")
    assert reflection(room, sitting).open_own(room.jo.id).is_answered("af_listened")
    assert plan


def test_after_the_sitting_nobody_answers_or_takes_back_for_somebody_without_a_number(met: Room) -> None:
    sitting = met.store.sitting.sitting.id
    answer_alone(met, SAM_ALONE, CANARY)
    answer_alone(met, JO_ALONE)
    met.store.end_sitting()
    met.store.unlock_as(met.jo.id)
    met.go("reflect", sitting)

    assert SAM_ALONE not in met.names()
    assert "Sam can answer while everybody is here, or with a number of their own." in met.words()
    assert JO_ALONE in met.names()
    met.press(BESIDE)  # what was shown can be read as before
    assert CANARY in met.words()


def test_after_the_sitting_a_number_of_ones_own_lets_one_answer(met: Room) -> None:
    sitting = met.store.sitting.sitting.id
    met.store.pins.set_pin(met.sam.id, "482915")
    met.store.end_sitting()
    met.store.unlock_as(met.jo.id)
    met.go("reflect", sitting)
    met.press(SAM_ALONE)
    met.type_into("Your number, Sam", "482915")
    met.press("Open my questions")

    met.wait_until(lambda: QUESTIONS[0] in met.words())


def test_somebody_who_was_not_there_finds_a_way_back(room: Room) -> None:
    written_plan(room)
    sitting = room.store.sitting.sitting.id
    ade = add_staff(room)
    room.store.end_sitting()
    room.store.unlock_as(ade.id)
    room.go("reflect", sitting)

    assert not {SAM_ALONE, JO_ALONE} & set(room.names())
    assert name_of(room.focused) == "Back to Today"


def test_without_a_sitting_there_is_nothing_to_say(room: Room) -> None:
    room.go("reflect")

    assert room.window.page_name == "today"


def test_another_patients_sitting_is_refused_with_a_sentence(room: Room) -> None:
    room.store.begin_sitting(room.robin.id)
    robins = room.store.sitting.sitting.id
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.begin()
    room.go("reflect", robins)

    assert room.window.page_name == "today"
    assert "Robin" not in room.words()


def written_plan(room: Room) -> Plan:
    """A care plan of Sam's in which Sam wrote a line just now."""
    plan = room.open_plan()
    plan.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    plan.desk.write(side_id("about_important", "patient"), 0, 0, "I like the garden.")
    assert room.store.keeping.flush()
    return plan.plan


# ---- alone, one at a time


def test_one_question_at_a_time_and_each_can_be_skipped(met: Room) -> None:
    met.press(SAM_ALONE)
    seen = []
    for _question in range(6):
        words = met.words()
        seen += [question for question in (*QUESTIONS, LADDER_QUESTION, PLEDGE_QUESTION) if question in words]
        assert "Only Sam looks at this page now." in words
        on(met)

    assert seen == [*QUESTIONS, LADDER_QUESTION, PLEDGE_QUESTION]
    assert "You skipped every question. That is fine." in met.words()
    met.press("Done")
    assert "Done. You can change it." in met.words()


def test_letters_on_a_choice_are_ones_own_words_and_press_nothing(met: Room) -> None:
    met.press(SAM_ALONE)
    pressed = next(button for button in met.page.findChildren(QRadioButton) if button.isVisible())
    assert met.focused is pressed
    for letter in "not all of them":
        QTest.keyClick(met.focused, letter)
    met.settle()

    assert field_words(met) == "not all of them"
    assert not pressed.isChecked()
    own = reflection(met).open_own(met.sam.id)
    met.wait_until(lambda: own.is_answered("af_listened"))
    assert _words_in_store(met) == "not all of them"


def test_letters_on_a_choice_come_behind_what_was_written_before(met: Room) -> None:
    met.press(SAM_ALONE)
    met.type_into(OWN, "Hello.")
    on(met)
    met.press("Back")
    assert isinstance(met.focused, QRadioButton)
    for letter in "Bye":
        QTest.keyClick(met.focused, letter)
    met.settle()

    assert field_words(met) == "Hello.Bye"
    met.wait_until(lambda: _words_in_store(met) == "Hello.Bye")


def test_one_can_go_back_and_finds_what_one_said(met: Room) -> None:
    met.press(SAM_ALONE)
    met.press("No")
    met.type_into(OWN, CANARY)
    on(met)
    met.press("Back")

    assert field_words(met) == CANARY


def test_words_are_kept_within_a_quarter_of_a_second(met: Room) -> None:
    met.press(SAM_ALONE)
    met.press("Yes")
    met.type_into(OWN, CANARY)
    own = reflection(met).open_own(met.sam.id)
    met.wait_until(lambda: _words_in_store(met) == CANARY)

    assert own.is_answered("af_listened")


def _words_in_store(room: Room) -> str:
    with room.store.store.reading() as session:
        return kept_reflection(session, room.store.sitting.sitting.id, room.sam.id).said.answers["af_listened"].words


def test_whoever_says_no_is_offered_whom_to_ask_and_told_that_it_alerts_nobody(met: Room) -> None:
    met.press(SAM_ALONE)
    on(met, 2)
    assert "Who to ask" not in met.names()
    met.press("No")

    assert "Thank you for saying so. This answer tells nobody." in met.words()
    met.press("Who to ask")
    assert "An advocate is a person who helps you say what you want." in met.words()
    met.press("Yes")
    assert "Who to ask" not in met.names()


@pytest.mark.parametrize("choice", ["Partly", "No", "I would rather not say"])
def test_anything_but_yes_at_my_words_offers_to_open_the_page(met: Room, choice: str) -> None:
    met.press(SAM_ALONE)
    on(met)
    met.press("Yes")
    assert "Open the page" not in met.names()
    met.press(choice)
    met.press("Open the page")

    assert met.window.page_name == "desk"
    assert reflection(met).open_own(met.sam.id).is_answered("af_my_words")


def test_who_would_rather_not_say_leaves_no_words_behind(met: Room) -> None:
    met.press(SAM_ALONE)
    met.press("No")
    met.type_into(OWN, CANARY)
    met.press("I would rather not say")

    assert OWN not in met.names(QPlainTextEdit)
    assert traces(met) == []
    assert _words_in_store(met) == ""


def test_a_person_passes_with_one_press(met: Room) -> None:
    met.press(SAM_ALONE)
    met.press("I would rather not answer any")

    assert "Done. You can change it." in met.words()
    assert reflection(met).people()[0].done


# ---- the ladder and the promise


@pytest.mark.parametrize(("ladder", "foot", "top"), [("ladder_five", "Involvement", "Full-scale"), ("ladder_seven", "Coercion", "Co-prod")])
def test_the_lowest_step_stands_at_the_foot_and_the_page_says_whose_names_they_are(met: Room, ladder: str, foot: str, top: str) -> None:
    met.services.settings.set(LADDER, ladder)
    met.press(SAM_ALONE)
    on(met, 4)
    steps = list(met.page._alone._piece.ladder.steps.values())

    assert steps[0].step.name.startswith(top)
    assert steps[-1].step.name == foot
    heights = [step.mapTo(met.page, step.rect().topLeft()).y() for step in steps]
    assert heights == sorted(heights)
    assert all(step.step.meaning in name_of(step) for step in steps)
    assert "Names of steps:" in met.words()
    QTest.mouseClick(steps[1], Qt.MouseButton.LeftButton)
    assert reflection(met).open_own(met.sam.id).is_answered("af_ladder")


def test_keys_go_up_and_down_the_ladder_and_only_a_press_chooses(met: Room) -> None:
    met.press(SAM_ALONE)
    on(met, 4)
    press_key(met, Qt.Key.Key_Up)
    focused = met.window.focusWidget()

    assert focused.step.name == "Consultation"
    assert not reflection(met).open_own(met.sam.id).is_answered("af_ladder")
    press_key(met, Qt.Key.Key_Space)
    assert focused.isChecked()
    assert reflection(met).open_own(met.sam.id).is_answered("af_ladder")


def test_a_promise_begins_with_words_that_can_be_changed_and_is_shown_when_its_writer_says_so(met: Room) -> None:
    met.press(JO_ALONE)
    on(met, 5)
    met.press("I will ask before I…")
    QTest.keyClicks(met.focused, "change the plan")
    met.press("Skip" if "Skip" in met.names() else "Next")
    met.press("Done")
    assert "change the plan" not in met.words()
    assert reflection(met).promises() == ()

    met.press(JO_ALONE)
    met.press("Go through the questions again")
    on(met, 5)
    assert "change the plan" not in "".join(field.toPlainText() for field in met.page.findChildren(QPlainTextEdit))
    met.press("Show it to the others")  # what cannot be read cannot be shown either
    assert reflection(met).promises() == ()
    met.type_into("My promise", "I will ask first")
    met.press("Show it to the others")
    on(met)
    met.press("Done")
    assert "Jo promises" in met.words()
    assert "I will ask first" in met.words()
    assert "Sam promises" not in met.words()


# ---- privacy


def test_what_somebody_said_is_nowhere_once_that_person_is_done(met: Room, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    answer_alone(met, SAM_ALONE, CANARY)

    assert traces(met) == []
    met.press(JO_ALONE)
    assert traces(met) == []
    met.press("Go on later")
    for page in ("today", "desk", "history", "send", "who_looked", "people", "help", "settings"):
        met.go(page)
        assert traces(met) == [], page
    assert CANARY not in "".join(met.said)
    assert CANARY not in caplog.text
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files if CANARY.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("away", ["Go on later", "Lock", "Today"])
def test_what_somebody_copied_from_their_answers_is_not_there_for_the_next_person(met: Room, away: str) -> None:
    met.press(SAM_ALONE)
    met.type_into(OWN, CANARY)
    box = met.find(QPlainTextEdit, OWN)
    box.selectAll()
    box.copy()
    held = QApplication.clipboard().mimeData()
    assert held.text() == CANARY
    assert held.hasFormat(PRIVATE)
    {"Go on later": lambda: met.press(away), "Lock": met.window.lock, "Today": lambda: met.go("today")}[away]()

    assert CANARY not in QApplication.clipboard().text()


def test_what_is_copied_from_one_answer_can_be_put_into_the_next(met: Room) -> None:
    met.press(SAM_ALONE)
    met.type_into(OWN, CANARY)
    box = met.find(QPlainTextEdit, OWN)
    box.selectAll()
    box.copy()
    on(met)
    met.find(QPlainTextEdit, OWN).paste()

    assert field_words(met) == CANARY
    met.press("Go on later")


@pytest.mark.parametrize("kind", list(CopyKind))
def test_what_was_said_is_in_no_copy_of_the_plan(met: Room, tmp_path: Path, kind: CopyKind) -> None:
    for who in (SAM_ALONE, JO_ALONE):
        answer_alone(met, who, CANARY)
    export_plan(met.store, met.store.plan.plan, kind, file := tmp_path / "copy.docx")

    with zipfile.ZipFile(file) as copy:
        parts = [copy.read(part).decode("utf-8", "replace") for part in copy.namelist()]
    assert not any("canary" in part or QUESTIONS[0] in part for part in parts)


def test_both_want_it_and_it_is_shown_side_by_side_in_columns_of_one_size(met: Room) -> None:
    answer_alone(met, SAM_ALONE, CANARY)
    assert BESIDE not in met.names()
    answer_alone(met, JO_ALONE, "Jo saw it so.")

    assert traces(met) == []  # not before somebody presses
    met.press(BESIDE)
    words = met.words()
    assert CANARY in words
    assert "Jo saw it so." in words
    assert words.index("Sam") < words.index(CANARY)
    columns = met.page._shown.findChildren(QWidget, options=Qt.FindChildOption.FindChildrenRecursively)
    cards = [card for card in columns if type(card).__name__ == "Card"]
    assert len({card.width() for card in cards}) == 1
    assert len({card.height() for card in cards}) == 1
    assert not any(letter in words for letter in "%")
    met.press("Back")
    assert traces(met) == []


def test_what_is_shown_anew_is_read_from_its_top(met: Room) -> None:
    met.shell.look.change(scale=3.0)
    answered(met)
    page = met.go("reflect")
    page._show_side_by_side()
    met.settle()
    bar = page.findChildren(VScroll)[-1].verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page._show_side_by_side()
    met.settle()
    assert (bar.value(), bar.maximum() > 0) == (0, True)


def test_one_keeps_it_and_the_page_never_says_why_nothing_is_shown(met: Room) -> None:
    waiting = "Answers are shown side by side when each of us is done and wants it."
    assert waiting in met.words()
    answer_alone(met, SAM_ALONE, CANARY)
    assert waiting in met.words()
    answer_alone(met, JO_ALONE, how=MINE)

    assert waiting in met.words()
    assert BESIDE not in met.names()
    assert traces(met) == []


def test_taking_back_after_it_was_shown_takes_it_from_the_page(met: Room) -> None:
    answer_alone(met, SAM_ALONE, CANARY)
    answer_alone(met, JO_ALONE)
    assert BESIDE in met.names()
    met.press(SAM_ALONE)
    met.answer("back")
    met.press("Take it all back")

    assert BESIDE not in met.names()
    assert traces(met) == []
    assert said(met, met.sam) == []


def test_leaving_it_as_it_is_takes_nothing_back(met: Room) -> None:
    answer_alone(met, SAM_ALONE, CANARY)
    met.press(SAM_ALONE)
    assert traces(met) == []
    met.answer("leave")
    met.press("Take it all back")
    met.press("Leave it as it is")

    assert reflection(met).people()[0].done


def test_another_nurse_who_unlocks_later_sees_nothing_that_was_shown(room: Room) -> None:
    written_plan(room)
    room.go("reflect")
    answer_alone(room, SAM_ALONE, CANARY)
    answer_alone(room, JO_ALONE)
    sitting = room.store.sitting.sitting.id
    ade = add_staff(room)
    room.store.end_sitting()
    room.store.unlock_as(ade.id)
    room.go("reflect", sitting)

    assert "Somebody who was there can open what was shown." in room.words()
    assert BESIDE not in room.names()


# ---- one's own number


def test_with_a_number_of_ones_own_it_is_asked_for_and_all_is_shown_again(met: Room) -> None:
    met.store.pins.set_pin(met.sam.id, "482915")
    met.press(SAM_ALONE)
    for number, taken in (("111111", False), ("482915", True)):
        met.type_into("Your number, Sam", number)
        met.press("Open my questions")
        met.wait_until(lambda taken=taken: (QUESTIONS[0] if taken else "That is not the right number.") in met.words())
    met.press("No")
    met.type_into(OWN, CANARY)
    met.press("Go on later")
    assert traces(met) == []

    met.press(SAM_ALONE)
    met.type_into("Your number, Sam", "482915")
    met.press("Open my questions")
    met.wait_until(lambda: QUESTIONS[0] in met.words())
    assert field_words(met) == CANARY


def test_a_number_that_was_looked_at_while_a_lock_came_opens_nothing(met: Room) -> None:
    met.store.pins.set_pin(met.sam.id, "482915")
    met.press(SAM_ALONE)
    met.type_into("Your number, Sam", "482915")
    met.press("Open my questions")
    met.window.lock()
    done: list[object] = []
    met.services.tasks.run(lambda _tell: None, on_done=done.append, on_trouble=done.append)
    met.wait_until(lambda: bool(done))

    assert met.window.page_name == "unlock"
    assert QUESTIONS[0] not in met.words()


# ---- lock, kill


def test_a_lock_keeps_what_was_typed_and_leaves_nothing_on_the_page(met: Room) -> None:
    met.press(SAM_ALONE)
    met.press("No")
    met.type_into(OWN, CANARY)
    met.window.lock()

    assert traces(met) == []
    assert _words_in_store(met) == CANARY
    met.store.unlock_as(met.jo.id)
    met.go("reflect")
    met.press(SAM_ALONE)
    assert "You began before." in met.words()
    assert traces(met) == []
    met.press("Go on with the next question")
    assert QUESTIONS[1] in met.words()


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A disk that takes nothing more; undoing the patch makes room."""
    with monkeypatch.context() as patch:
        yield patch


def fill_the_disk(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise DiskFull(Path("store"))

    patch.setattr("models.reflections.keep_reflection", refuse)
    patch.setattr("models.writer.keep_reflection", refuse)


@pytest.mark.parametrize("way", ["Next", "Go on later", "Escape"])
def test_nobody_goes_on_while_the_disk_takes_nothing_and_the_words_stay_in_the_box(met: Room, full: pytest.MonkeyPatch, way: str) -> None:
    met.press(SAM_ALONE)
    met.press("Partly")
    fill_the_disk(full)
    met.type_into(OWN, CANARY)
    QTest.qWait(KEEP_MS + 100)
    press_key(met, Qt.Key.Key_Escape) if way == "Escape" else met.press(way)

    assert field_words(met) == CANARY
    assert met.page._alone.question == "af_listened"
    full.undo()
    press_key(met, Qt.Key.Key_Escape) if way == "Escape" else met.press(way)
    assert _words_in_store(met) == CANARY
    assert met.page._alone is None or met.page._alone.question != "af_listened"


def test_what_the_disk_did_not_take_is_tried_again_by_itself_and_told_once(met: Room, full: pytest.MonkeyPatch) -> None:
    met.press(SAM_ALONE)
    met.press("Partly")
    fill_the_disk(full)
    met.page._alone._piece._again.setInterval(20)
    told = len(met.said)
    met.type_into(OWN, CANARY)
    QTest.qWait(KEEP_MS + 200)
    assert len(met.said) == told + 1
    full.undo()

    met.wait_until(lambda: _words_in_store(met) == CANARY)


@pytest.mark.parametrize("leaves", [lambda room: room.window.lock(), lambda room: room.go("today")], ids=["lock", "another page"])
def test_words_that_the_disk_did_not_take_at_the_end_of_a_visit_wait_and_are_kept_later(
    met: Room, full: pytest.MonkeyPatch, leaves: Callable[[Room], object]
) -> None:
    met.press(SAM_ALONE)
    met.press("Partly")
    fill_the_disk(full)
    met.type_into(OWN, CANARY)
    leaves(met)
    assert traces(met) == []
    assert not met.store.keeping.flush()

    met.store.unlock_as(met.jo.id)
    with pytest.raises(Trouble):
        reflection(met).open_own(met.sam.id)
    full.undo()
    assert met.store.keeping.flush()
    assert _words_in_store(met) == CANARY


def test_a_promise_and_an_open_answer_wait_as_well(met: Room, full: pytest.MonkeyPatch) -> None:
    met.press(SAM_ALONE)
    on(met, 3)
    fill_the_disk(full)
    met.type_into(OPEN, CANARY)
    met.press("Skip" if "Skip" in met.names() else "Next")
    assert field_words(met) == CANARY
    full.undo()
    on(met, 2)
    fill_the_disk(full)
    met.type_into("My promise", CANARY)
    met.press("Show it to the others")
    met.window.lock()
    full.undo()
    assert met.store.keeping.flush()
    with met.store.store.reading() as session:
        kept = kept_reflection(session, met.store.sitting.sitting.id, met.sam.id).said
    assert kept.answers["af_open"].words == kept.promise.words == CANARY
    assert kept.promise.shared


def test_what_somebody_takes_back_is_not_kept_after_all(met: Room, full: pytest.MonkeyPatch) -> None:
    met.press(SAM_ALONE)
    fill_the_disk(full)
    met.type_into(OWN, CANARY)
    QTest.qWait(KEEP_MS + 100)
    full.undo()
    met.press("I would rather not answer any")

    with met.store.store.reading() as session:
        assert not kept_reflection(session, met.store.sitting.sitting.id, met.sam.id).said


def test_a_close_that_is_called_off_leaves_the_words_in_the_box(met: Room) -> None:
    met.press(SAM_ALONE)
    met.type_into(OWN, CANARY)
    met.answer("stay")
    met.window.close()

    assert met.window.page_name == "reflect"
    assert field_words(met) == CANARY


def test_killed_in_the_middle_it_goes_on_with_the_next_question(met: Room, look: Look, tmp_path: Path) -> None:
    met.press(SAM_ALONE)
    met.press("Partly")
    on(met)
    met.press("Yes")
    met.bridge.close()
    met.store.store.close()  # no farewell
    met.shell.take_store(None)
    met.services.close()

    again = room_at_start(tmp_path, look, ring=met.ring, clock=met.clock)
    store = again.services.open_with_keyring()
    again.shell.take_store(store)
    store.unlock_as(met.jo.id)
    store.go_on_with(store.left_open())
    again.go("reflect")
    again.press(SAM_ALONE)
    again.press("Go on with the next question")
    assert QUESTIONS[2] in again.words()
    again.close()


def test_escape_goes_one_step_back_and_loses_nothing(met: Room) -> None:
    met.press(SAM_ALONE)
    met.press("Yes")
    press_key(met, Qt.Key.Key_Escape)
    assert SAM_ALONE in met.names()
    press_key(met, Qt.Key.Key_Escape)

    assert met.window.page_name == "desk"
    assert reflection(met).open_own(met.sam.id).is_answered("af_listened")


def test_somebody_left_and_the_others_need_not_wait(met: Room) -> None:
    ade = add_staff(met)
    sitting = met.store.sitting
    sitting.arrive(ade.id, roles()["doctor"])
    sitting.leave(ade.id)
    met.go("today")
    met.go("reflect")
    answer_alone(met, SAM_ALONE)
    answer_alone(met, JO_ALONE)

    assert f"{ade.known_as} answers alone" in met.names()
    assert BESIDE in met.names()


def test_the_words_of_the_service_are_shown_and_hurt_ones_are_told_of(met: Room) -> None:
    folder = met.services.profile.after_folder
    folder.mkdir()
    ours = resource_path("after", "questions.toml").read_text("utf-8")
    own_file(folder, "questions").write_text(ours.replace("I was listened to.", "They heard me."), "utf-8")
    met.go("today")
    met.go("reflect")
    met.press(SAM_ALONE)
    assert "They heard me." in met.words()

    own_file(folder, "questions").write_text("hurt", "utf-8")
    met.go("today")
    met.go("reflect")
    assert "Your own words for after we met cannot be used." in met.words()
    met.press(SAM_ALONE)
    assert QUESTIONS[0] in met.words()


# ---- seen and reached


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(met: Room, size: tuple[int, int], scale: float) -> None:
    met.window.resize(*size)
    met.shell.look.change(scale=scale)
    met.settle()
    faults = {}

    def look_at(place: str) -> None:
        page = met.page
        met.settle()
        faults[place] = cut_pieces(page) + sideways(page) + nameless(page) + too_low_to_press(page)

    look_at("everybody")
    page = met.page
    assert isinstance(page, ReflectPage)
    page._begin(met.sam.id)
    for question in (*QUESTIONS, LADDER_QUESTION, PLEDGE_QUESTION):
        if question == QUESTIONS[2]:
            page._alone._piece._choose("no")
            met.settle()
        look_at(question)
        page._alone.on.click()
    look_at("end")
    page._alone._finish(True)
    answered(met)
    met.go("today")
    page = met.go("reflect")
    look_at("all done")
    page._show_side_by_side()
    look_at("beside")
    assert {place: found for place, found in faults.items() if found} == {}


def answered(room: Room) -> None:
    """Both answered, and both want it side by side."""
    found = reflection(room)
    for person in (room.sam, room.jo):
        own = found.open_own(person.id)
        own.answer(found.shelf.questions.ladder, Answer("l5_2", "It was quick, and I should have liked more time to think about it."))
        own.finish(side_by_side=True)


def test_the_keys_go_through_the_page_as_one_reads_it(met: Room) -> None:
    reached = walk(met)
    assert reached == order_on_page(met, reached)
    met.press(SAM_ALONE)
    reached = walk(met)
    assert reached == order_on_page(met, reached)
    assert name_of(reached[0]) == "Yes"
