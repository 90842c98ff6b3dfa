"""Text that no keyboard gives, pasted into every field of every page, with every button pressed afterwards: nothing breaks."""

import zipfile
from pathlib import Path

import pytest
from lxml.etree import fromstring
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from app.checking import check
from app.open_store import OpenStore
from app.people import everybody
from models.text.clean import clean
from tests.journeys import hands
from tests.journeys.a_sitting import back_in_the_sitting, begin_with_sam, not_to_press, one_of_each_kind
from tests.journeys.hands import CONTROL, Key, called, press, press_beginning, shown, there
from tests.journeys.stage import Script, play
from tests.journeys.walk import Walk
from tests.journeys.ways_in import unlock
from tests.listening import QtListener
from ui.writing.side_editor import SideEditor

pytestmark = pytest.mark.long

# Control characters, from right to left with a sign that turns the rest round, signs of several code points, accents that stand alone,
# characters that are none, line ends of every kind, and what other programs take for orders.
ODD = "\x00\x07\x1b[31m Zoë سام \u202egro.tixe\u2069 👩\u200d🌾🇬🇧 \u0301\u0301 \ufffe\uffff\U0010ffff \r\n\v\u2028 %s {name} <b>&amp; '; --"
MEGABYTE = "x" + "😀" * 500_000  # a field that holds less cuts it in the middle of a sign
NUMBERS = ("New number: Jo", "New recovery sheet", "Has left: Jo", "Lock")  # theirs are other tests
PAGES = ("who_is_here", "start_plan", "today", "people", "keepers", "settings", "ward_words", "send")


class Paster:
    """Pastes one text into every field that can be seen: each time, or once into each."""

    def __init__(self, text: str, once: bool) -> None:
        self._text, self._once = text, once
        self.filled: set[tuple[str, str]] = set()

    def fill(self) -> Script[None]:
        """Pastes it into what can be seen now. A field may go while another one is left."""
        for field in [*shown(QLineEdit), *shown(QPlainTextEdit)]:
            if isValid(field) and field.isVisible() and not field.isReadOnly() and not isinstance(field.parent(), QFileDialog):
                place = hands.window().page_name, called(field)
                if not self._once or place not in self.filled:
                    yield from paste_into(field, self._text)
                self.filled.add(place)


def paste_into(field: QWidget, text: str) -> Script[None]:
    """Puts the text in place of what stands there, by the keys."""
    yield from hands.copy_elsewhere(text)
    yield from hands.do(field.setFocus)
    yield from hands.key(Key.Key_A, CONTROL)
    yield from hands.key(Key.Key_V, CONTROL)


# ---- every field there is


@pytest.mark.parametrize(("text", "once"), [(ODD, False), (MEGABYTE, True)], ids=["odd", "a megabyte"])
def test_any_text_in_any_field_breaks_nothing(opened: None, expected_qt_messages: QtListener, text: str, once: bool) -> None:
    play(walk_with(Paster(text, once)), hands.view)


def walk_with(paster: Paster) -> Script[None]:
    """A sitting about Sam; then every page with a field, filled before each button is pressed."""
    yield from begin_with_sam()
    walk = Walk(lambda place: None, back_in_the_sitting, (*not_to_press(), *NUMBERS), paster.fill)
    for question in one_of_each_kind():
        yield from walk.through("desk", question)
    for page in PAGES:
        yield from walk.through(page)
    assert len(paster.filled) > 20, f"hardly any field was filled in: {paster.filled}"
    look_at(hands.window().shell.open_store)


def look_at(store: OpenStore) -> None:
    """All that was kept fits together, and can be stored and shown."""
    store.keeping.flush()
    checked = check(store.store, store.after_sitting.last_known_root, store.clock, lambda done, whole: None)
    assert checked.sound, checked.sentences
    for known in everybody(store.store):
        for name in (known.person.name, known.person.known_as, known.person.initials):
            assert name == clean(name)


# ---- what becomes of it


def test_odd_names_and_words_come_through_to_the_copy_in_word(opened: None, expected_qt_messages: QtListener, tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    play(write_odd_words(copy), hands.view)
    with zipfile.ZipFile(copy) as file:
        words = "".join(fromstring(file.read("word/document.xml")).itertext())
    for part in ("سام", "👩\u200d🌾🇬🇧", "Zoë", "{name} <b>&amp; '; --"):
        assert part in words, f"{part} is not in the copy"


def write_odd_words(copy: Path) -> Script[None]:
    """A patient with an odd name, odd words in a box, far too many of them, and a copy."""
    yield from unlock("Jo")
    yield from press_beginning("Write a plan together")
    yield from press("Add a patient")
    for field in ("Name", "Call me"):
        yield from paste_into(hands.found(QLineEdit, field), ODD)
    yield from hands.fill_in("Born", "12 March 1990")
    yield from press("Add this patient")
    yield from press_beginning("My care plan")
    yield from press("Start writing")
    yield there("desk")
    editor = next(shown(SideEditor))
    yield from hands.click(editor.viewport())
    yield from hands.key(Key.Key_1, CONTROL)
    yield from paste_into(editor, ODD)
    yield from press("Mine")
    yield lambda: editor.toPlainText() == clean(ODD)
    yield from paste_into(editor, MEGABYTE)
    yield lambda: any(words.startswith("These words are too many") for words in hands.words())
    assert editor.toPlainText() == clean(ODD)
    yield from press("Send a copy")
    yield from press("Save the copy")
    yield from hands.save_as(copy)
    yield lambda: "The copy is saved." in hands.words()
    look_at(hands.window().shell.open_store)
