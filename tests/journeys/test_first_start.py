"""From the first start to a copy in Word, as somebody goes who was never here before."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml.etree import fromstring
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.access.profile import Profile
from app.open_store import OpenStore
from app.plans import all_plans, load_document
from app.services import Services
from models.text.document import PlanDocument
from models.text.runs import Said
from tests.journeys import hands
from tests.journeys.hands import ALT, CONTROL, Key, find, key, press, press_beginning, there, type_words
from tests.journeys.house import the_app
from tests.journeys.stage import Script, play
from tests.journeys.ways_in import NUMBER, PASSPHRASE, add_patient, sit_down_with, start_for_the_first_time, unlock
from tests.listening import QtListener
from tests.profiles import TemporaryProfile
from ui.writing.side_editor import SideEditor

QUESTION = "What helps me stay safe?"
MOST_QUESTIONS = 60
# What the offscreen platform says when a box for a file is opened.
NO_REAL_SCREEN = {"This plugin does not support raise()", "This plugin does not support grabbing the keyboard"}
SAMS, TEAM, TOGETHER = (f"{QUESTION}: {title}" for title in ("Sam", "Team", "Together: what we agree"))


def test_from_the_first_start_to_a_copy_in_word(home: TemporaryProfile, tmp_path: Path, expected_qt_messages: QtListener) -> None:
    copy = tmp_path / "Sam's copy.docx"
    with the_app(tmp_path / "Two Pens"):
        play(newcomer(copy), hands.view)
    look_at_copy(copy)
    look_at_store(tmp_path / "Two Pens")
    assert {message.rpartition(": ")[2] for message in expected_qt_messages.heard} <= NO_REAL_SCREEN


def newcomer(copy: Path) -> Script[None]:
    """The whole way."""
    yield from start_for_the_first_time("Jo Nowak", "Nurse")
    yield from press_beginning("Write a plan together")
    yield from add_patient("Sam Okafor", "Sam", "12 March 1990", "999 012 3454")
    yield from press_beginning("My care plan")
    yield there("who_is_here")
    yield from sit_down_with("Jo Nowak")
    yield from go_to_question()
    yield from write_together()
    yield from type_for_sam()
    yield from say_where_we_stand()
    yield from lock_and_unlock()
    yield from send_a_copy(copy)
    yield from end_for_today()


def go_to_question() -> Script[None]:
    """Reads on, question by question."""
    yield from read_on_until(lambda: find(SideEditor, SAMS))


def read_on_until(found: Callable[[], object]) -> Script[None]:
    """Goes to the next question until it is found."""
    for _question in range(MOST_QUESTIONS):
        if found():
            return
        before = hands.names()
        yield from key(Key.Key_Right, ALT)
        yield lambda before=before: hands.names() != before
        yield 0  # the last pieces of the new page show themselves a round later
    raise LookupError(hands.view())


def write_in(box: str, text: str) -> Script[None]:
    yield from hands.click(hands.found(SideEditor, box).viewport())
    yield from key(Key.Key_End, CONTROL)
    yield from type_words(text)


def write_together() -> Script[None]:
    """The first key asks who is writing; Jo crosses out two words of Sam's, and Sam lets one go and keeps one."""
    yield from write_in(SAMS, "I")
    yield from press("Sam is writing")
    yield from write_in(SAMS, " go to the garden")
    yield from write_in(TOGETHER, "Garden first, always alone")
    yield from press("Pass the pen to Jo")
    yield from write_in(TEAM, "Garden, music")
    yield from write_in(TOGETHER, "")
    yield from key(Key.Key_Backspace)
    yield lambda: "You crossed out “alone”." in hands.words()
    assert hands.found(SideEditor, TOGETHER).toPlainText() == "Garden first, always alone"
    yield from press("Pass the pen to Sam")
    yield from press("Let it go")
    yield lambda: hands.found(SideEditor, TOGETHER).toPlainText() == "Garden first, always "
    yield from write_in(TOGETHER, "with Jo")
    yield from key(Key.Key_Z, CONTROL)
    yield lambda: hands.found(SideEditor, TOGETHER).toPlainText() == "Garden first, always "


def type_for_sam() -> Script[None]:
    """Jo types what Sam says; Sam reads it, and says yes."""
    yield from press("Type for somebody")
    yield from hands.choose("Who types?", "Jo")
    yield from hands.choose("Whose words are you typing?", "Sam")
    yield from press("Start typing")
    yield from write_in(SAMS, " with Mum")
    yield from press("Pass the pen to Sam")
    yield from press("Check what Jo typed")
    yield from press("Yes, my words")
    yield lambda: find(QAbstractButton, "Yes, my words") is None


def say_where_we_stand() -> Script[None]:
    """Both agree on this question; Sam signs the whole plan."""
    yield from press_beginning("I agree")
    yield from press("Pass the pen to Jo")
    yield from press_beginning("I agree")
    yield from press("Pass the pen to Sam")
    yield from read_on_until(lambda: find(QAbstractButton, "Sign"))
    yield from press_beginning("I agree")
    yield from press("Sign")
    yield lambda: "Sam: I agree" in hands.words()


def lock_and_unlock() -> Script[None]:
    """One key covers everything; a member of staff opens it again, where it was."""
    yield from key(Key.Key_L, CONTROL)
    yield there("unlock")
    assert "Okafor" not in "".join(hands.words())
    yield from unlock("Jo")
    yield there("desk")
    yield lambda: "Welcome back." in hands.words()


def send_a_copy(path: Path) -> Script[None]:
    """A copy in which everybody's mark stands on their words, saved where the system asks."""
    yield from press("Send a copy")
    yield from press_beginning("Who wrote what")
    yield from press("Save the copy")
    yield from hands.save_as(path)
    yield lambda: "The copy is saved." in hands.words()
    yield from press("Back to writing")
    yield there("desk")


def end_for_today() -> Script[None]:
    """The sitting ends and the store is locked; nothing of it is to be seen, and the plan can be carried on with."""
    yield from press("End for today")
    yield lambda: QApplication.activeModalWidget() is not None
    yield from press("End for today")
    yield there("unlock")
    yield from hands.take_keys_back()
    yield from unlock("Jo")
    yield there("today")
    yield lambda: find(QAbstractButton, "Carry on: My care plan, SO")
    assert "Okafor" not in "".join(hands.words())


def look_at_copy(path: Path) -> None:
    with zipfile.ZipFile(path) as file:
        parts = [fromstring(file.read(f"word/{part}.xml")) for part in ("document", "header1")]
    words = "".join(words for part in parts for words in part.itertext()).replace("\N{NO-BREAK SPACE}", " ")
    for part in ("Sam Okafor", "12 March 1990", "999 012 3454", "go to the garden", "Garden, music", "with Mum"):
        assert part in words, f"{part} is not in the copy"
    assert "with Jo" not in words, "what was taken back is in the copy"


def look_at_store(folder: Path) -> None:
    """Opened again, every letter is its writer's."""
    services = Services(Profile(folder), lambda call: None)
    store = services.open_with_passphrase(PASSPHRASE)
    try:
        assert store.left_open() is None
        names = {person.id: person.known_as for person in store.staff()} | {all_plans(store.store)[0].patient.id: "Sam"}
        assert whose_words(the_plan(store), names) == {
            ("Sam", "Sam", "own"): "I go to the gardenGarden first, always ",
            ("Sam", "Jo", "confirmed"): " with Mum",
            ("Jo", "Jo", "own"): "Garden, music",
        }
        store.unlock_as(store.staff()[0].id, NUMBER)
    finally:
        store.close()
        services.close()


def the_plan(store: OpenStore) -> PlanDocument:
    return load_document(store.store, all_plans(store.store)[0].plan)[1]


def whose_words(document: PlanDocument, names: dict[str, str]) -> dict[tuple[str, str, str], str]:
    """All that stands in the plan, by whose words it is, whose hands typed it, and what its owner said of it."""
    out: dict[tuple[str, str, str], str] = {}
    for name in sorted(document.written_sides()):
        for run in document.side(name).runs():
            key = names[run.look.voice.people[0]], names[run.look.hands], run.look.said.value
            out[key] = out.get(key, "") + run.text
            assert run.look.said in (Said.OWN, Said.CONFIRMED)
    return out
