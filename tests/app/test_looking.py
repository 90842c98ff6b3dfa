"""Looking for words in a plan."""

import pytest

from tests.app.rooms import GARDEN, JO, SAM, TEAM, Room


@pytest.fixture
def room() -> Room:
    return Room()


def test_words_are_found_whatever_their_case_in_the_order_of_the_form(room: Room) -> None:
    room.write(room.own(SAM), "beside/patient", "Then the Garden.")
    room.write(room.own(JO), TEAM, "Garden, garden.")

    found = room.desk.find(" GARDEN ")

    assert [(one.side, one.at, one.length) for one in found] == [(TEAM, 0, 6), (TEAM, 8, 6), ("beside/patient", 9, 6)]
    assert found[2].around == "Then the Garden."
    assert room.desk.find("nothing like it") == room.desk.find("  ") == []


@pytest.mark.parametrize(
    ("text", "words", "at", "length"),
    [
        ("An der Straße", "straße", 7, 6),
        ("An der Straße", "STRASSE", 7, 6),
        ("ßß garden", "garden", 3, 6),
        ("👍🏽 the garden", "garden", 9, 6),
        ("the 🌻 flower", "🌻", 4, 2),
        ("اسمي سام", "سام", 5, 3),
        ("ΟΔΟΣ is a road", "οδος", 0, 4),
        ("ﬁne garden", "fine", 0, 3),
        ("x\nthe garden", "the", 2, 3),
    ],
)
def test_words_of_any_writing_are_found_at_their_place(room: Room, text: str, words: str, at: int, length: int) -> None:
    room.write(room.own(SAM), GARDEN, text)

    assert [(one.at, one.length) for one in room.desk.find(words)] == [(at, length)]


def test_words_that_left_the_page_are_not_found(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "I like the garden.")
    room.write(room.own(SAM), GARDEN, "", at=7, take=11)

    assert room.desk.find("garden") == []
