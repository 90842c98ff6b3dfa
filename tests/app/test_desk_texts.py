"""What keys and pastes can bring: every writing of the world, odd characters, a megabyte. Cleaned or refused, and never lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.text.clean import clean, utf16_width
from models.text.document import PlanDocument
from tests.app.rooms import GARDEN, SAM, Room

MEGABYTE = 1_000_000
any_text = st.text(st.characters(codec=None, categories=None), max_size=40) | st.text("a😀\ud83d\ude00\r\n\x00\u202eמ", max_size=20)

TEXTS = {
    "right to left": ("أحب الحديقة", "أحب الحديقة"),
    "both ways": ("Sam says: אני אוהב את הגן, 3 times", "Sam says: אני אוהב את הגן, 3 times"),
    "direction signs": ("\u2067שם\u2069 \u200fx\u202c", "\u2067שם\u2069 \u200fx\u202c"),
    "emoji of several letters": ("👩🏽‍🚀🏳️‍🌈👍🏽", "👩🏽‍🚀🏳️‍🌈👍🏽"),
    "letters with marks of their own": ("e\u0301 ạ̈", "e\u0301 ạ̈"),
    "illegal for Word": ("a\x00b\x07c\x1bd\ufffee", "a�b�c�d�e"),
    "line ends of all kinds": ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
    "half an emoji": ("a\ud83db", "a�b"),
    "two halves that come apart": ("a\ud83d\ude00b", "a😀b"),
    "a picture's place": ("a\ufffcb", "a�b"),
    "tabs": ("a\tb", "a\tb"),
}


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_is_kept_as_it_is_or_made_fit_one_for_one(room: Room, what: str) -> None:
    typed, kept = TEXTS[what]

    written = room.write(room.own(SAM), GARDEN, typed)

    assert room.says(GARDEN) == kept
    assert (written.start, written.end) == (0, utf16_width(kept))


@settings(max_examples=60)
@given(any_text, any_text)
def test_any_text_beside_any_other_can_be_written_found_taken_out_and_brought_back(first: str, second: str) -> None:
    room = Room()
    room.write(room.own(SAM), GARDEN, first)
    room.write(room.own(SAM), GARDEN, second, at=0)
    whole = clean(second) + clean(first)

    assert room.says(GARDEN) == whole
    assert all(one.length for one in room.desk.find(second))
    room.write(room.own(SAM), GARDEN, "", at=0, take=utf16_width(clean(second)))
    assert room.says(GARDEN) == clean(first)
    while room.desk.undo():
        pass
    assert room.says(GARDEN) == ""
    while room.desk.redo():
        pass
    assert room.says(GARDEN) == clean(first)


def test_a_place_inside_a_letter_is_refused_and_nothing_changes(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "a😀b")

    for at, take in ((2, 0), (0, 2), (2, 1), (5, 0), (4, 1)):
        with pytest.raises(ValueError, match="position"):
            room.desk.write(GARDEN, at, take, "x")
    assert room.says(GARDEN) == "a😀b"


@pytest.mark.parametrize("letters", ["word ", "😀", "سلام ", "line\n"])
def test_a_megabyte_at_once_is_written_whole_and_goes_again_with_one_undo(room: Room, letters: str) -> None:
    text = letters * (MEGABYTE // len(letters.encode()))

    room.write(room.own(SAM), GARDEN, text)
    assert room.says(GARDEN) == text
    room.desk.undo()
    assert room.says(GARDEN) == ""


def test_a_megabyte_of_anothers_words_is_struck_in_one_go_and_stays(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "word " * (MEGABYTE // 5))

    written = room.write(room.pens.from_source(SAM, "Leaflet"), GARDEN, "", at=0, take=MEGABYTE)

    assert written.struck
    assert room.document.side(GARDEN).length == MEGABYTE


def test_odd_texts_come_back_the_same_when_the_plan_is_opened_again() -> None:
    room, kept = Room(), list[bytes]()
    room.document.keep = lambda committed: kept.extend(update.blob for update in committed.updates)
    for typed, _ in TEXTS.values():
        room.write(room.own(SAM), GARDEN, typed)

    again = PlanDocument(kept)

    assert again.side(GARDEN).text == room.says(GARDEN) == "".join(clean for _, clean in TEXTS.values())
    assert {run.look.pen for run in again.side(GARDEN).runs()} == {room.own(SAM)}


def test_odd_words_in_answers_are_made_fit_too(room: Room) -> None:
    room.desk.take_up(room.own(SAM))
    room.desk.enter("drinks/patient", {"values": ["own"], "own": "te\ud83da\x00"})

    assert [entry.value["own"] for entry in room.desk.entries("drinks/patient")] == ["te�a�"]


def test_odd_words_are_looked_for_without_harm(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "a\ud83db")

    assert len(room.desk.find("\ud83d")) == 1
    assert room.desk.find("\x00" * 5) == []
