"""Hear it: read aloud from a button, stopped by it, by Escape, by going elsewhere and by the lock; not there where there is no voice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.speech import VoiceFailed
from models.text.document import side_id
from tests.fakes import FakeVoice
from tests.ui.pages.walking import press_key
from tests.ui.rooms import Room, click, open_room
from ui.look import Look
from ui.pages.meeting import MeetingPage
from ui.speaking import HearButton

HEAR, STOP = "Hear it", "Stop reading"
QUESTION = "about_important"


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice(waits=True)


@pytest.fixture
def room(tmp_path: Path, look: Look, voice: FakeVoice) -> Iterator[Room]:
    """Sam's care plan on the table; Sam wrote a line."""
    opened = open_room(tmp_path, look, voice=voice)
    plan = opened.open_plan()
    plan.desk.take_up(opened.store.sitting.pens.own(opened.sam.id))
    plan.desk.write(side_id(QUESTION, "patient"), 0, 0, "I like the garden.")
    opened.go("desk", QUESTION)
    yield opened
    opened.close()


def hear(room: Room, voice: FakeVoice) -> None:
    """Presses the button, and waits for the first sentence."""
    room.press(HEAR)
    room.wait_until(lambda: len(voice.heard) == 1)


def test_a_question_is_read_from_the_desk_its_words_its_help_and_whose_words_stand_in_it(room: Room, voice: FakeVoice) -> None:
    hear(room, voice)
    while room.services.speaker.is_reading:
        voice.go_on()
        room.wait_until(lambda: True)

    assert voice.heard[0] == room.page.view.question.wording
    assert voice.heard[-1] == "Sam: I like the garden."
    assert HEAR in room.names()


def test_the_window_goes_on_while_it_is_read_and_the_button_stops_it(room: Room, voice: FakeVoice) -> None:
    hear(room, voice)
    assert STOP in room.names()
    room.press(STOP)

    assert not room.services.speaker.is_reading
    assert voice.stopped
    assert HEAR in room.names()
    assert len(voice.heard) == 1


def test_escape_stops_it_and_does_nothing_else(room: Room, voice: FakeVoice) -> None:
    room.go("settings")
    room.services.speaker.read_aloud(["One. Two."])
    room.wait_until(lambda: voice.heard == ["One."])
    press_key(room, Qt.Key.Key_Escape)
    assert not room.services.speaker.is_reading
    assert room.window.page_name == "settings"

    press_key(room, Qt.Key.Key_Escape)
    assert room.window.page_name == "desk"


@pytest.mark.parametrize("goes", ["next question", "another page", "lock", "close"])
def test_it_falls_silent_when_its_place_goes(room: Room, voice: FakeVoice, goes: str) -> None:
    hear(room, voice)
    room.answer("later")
    acts = {
        "next question": lambda: room.page.way.step(1),
        "another page": lambda: room.go("today"),
        "lock": room.window.lock,
        "close": room.window.close,
    }
    acts[goes]()
    room.settle()

    assert not room.services.speaker.is_reading
    assert voice.stopped


def test_without_a_voice_there_is_no_button(tmp_path: Path, look: Look) -> None:
    silent = open_room(tmp_path / "silent", look)
    silent.open_plan()
    silent.go("desk", QUESTION)

    assert not any(button.isVisible() for button in silent.window.findChildren(HearButton))
    assert HEAR not in silent.words()
    silent.close()


def test_a_voice_that_does_not_answer_is_told_of(room: Room, voice: FakeVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    def hoarse(_sentence: str) -> None:
        raise VoiceFailed

    monkeypatch.setattr(voice, "say", hoarse)
    room.press(HEAR)
    room.wait_until(lambda: not room.services.speaker.is_reading)

    assert "This cannot be read aloud now." in room.words()
    assert "garden" not in "".join(room.said)


def test_on_the_chairs_card_the_line_is_read_that_is_shown(room: Room, voice: FakeVoice) -> None:
    plan = room.open_plan("my_meeting")
    plan.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    plan.desk.write(side_id("mm_lines", "patient"), 0, 0, "I am afraid of needles.")
    room.go("begin_meeting")
    room.press("Start the meeting")
    page = room.page
    assert isinstance(page, MeetingPage)
    own = room.find(QAbstractButton, "Lines I wrote")
    own.menu().aboutToShow.emit()
    own.menu().actions()[0].trigger()
    room.settle()
    assert "“I am afraid of needles.”" in room.words()

    click(page.card.findChild(HearButton))
    room.wait_until(lambda: bool(voice.heard))

    assert voice.heard == ["I am afraid of needles."]
    assert page.card.line == "I am afraid of needles."
    click(page.card.findChild(HearButton))
    page.meeting.next_line()
    assert page.card.line == page.meeting.line
