"""Where tags stand, and which character carries the room for them."""

from collections.abc import Callable

import pytest

from models.text.answering import confirm
from models.text.document import PlanDocument
from models.text.pens import Pen
from models.text.writing import pick_up, quote
from tests.ui.writing.desk import JO, JO_FOR_SAM, MUM, SAM, SIDE, KnownPeople, write
from ui.look import Look
from ui.writing.clusters import cluster
from ui.writing.patches import PatchReader
from ui.writing.wearing import Wardrobe

Page = Callable[..., PatchReader]


@pytest.fixture
def page(look: Look) -> Page:
    """Reads a side that several pens wrote, one behind the other."""

    def write_page(*words: tuple[Pen, str], owner: str = "") -> PatchReader:
        document = PlanDocument()
        for pen, text in words:
            write(document, pen, text)
        return reader_of(look, document, owner)

    return write_page


def reader_of(look: Look, document: PlanDocument, owner: str = "") -> PatchReader:
    """Reads the side of a document."""
    return PatchReader(document.side(SIDE), Wardrobe(look, KnownPeople(), owner).wear_of, cluster)


def tagged(reader: PatchReader) -> list[tuple[int, str]]:
    """Where tags stand, and what they say."""
    part = reader.read(0, reader.side.length)
    return [(patch.first_letter, patch.wear.tag.words) for patch in part.patches if patch.tagged]


def carried(reader: PatchReader) -> list[tuple[int, int, list[str]]]:
    """Which characters carry room, and for which tags."""
    rooms = reader.read(0, reader.side.length).rooms
    return [(room.start, room.end, [tag.words for tag in (*room.strikes, *([room.tag] if room.tag else []))]) for room in rooms]


def test_each_change_of_voice_gets_a_tag(page: Page):
    assert tagged(page((SAM, "Garden first, "), (JO, "and staff. "), (SAM, "Then tea."))) == [(0, "SO"), (14, "JN"), (25, "SO")]


def test_the_owners_own_words_get_none(page: Page):
    assert tagged(page((SAM, "Garden first, "), (JO, "and staff. "), (SAM, "Then tea."), owner="sam")) == [(14, "JN")]


def test_words_typed_for_the_owner_get_a_tag_in_the_owners_side_too(page: Page):
    assert tagged(page((SAM, "Garden. "), (JO_FOR_SAM, "Then tea."), owner="sam")) == [(8, "SO·jn")]


def test_a_confirmed_part_is_announced_by_its_own_circle(look: Look):
    document = PlanDocument()
    write(document, JO_FOR_SAM, "I like tea. And peas.")
    confirm(document, SAM, SIDE, document.side(SIDE).ids_of(0, 12))
    assert tagged(reader_of(look, document)) == [(0, "SO·jn"), (12, "SO·jn")]


def test_a_quote_says_so(look: Look):
    document = PlanDocument()
    write(document, SAM, "Garden first. ")
    quote(document, JO, SIDE, 14, 0, pick_up(document, SIDE, 0, 6))
    assert tagged(reader_of(look, document)) == [(0, "SO"), (14, "“SO”")]


def test_a_tag_stands_before_the_first_letter_and_not_before_spaces(page: Page):
    reader = page((SAM, "Garden"), (JO, "  and staff"))
    assert tagged(reader) == [(0, "SO"), (8, "JN")]
    assert carried(reader) == [(7, 8, ["JN"])]


def test_the_last_character_before_carries_the_room(page: Page):
    assert carried(page((SAM, "Garden "), (JO, "and staff"))) == [(6, 7, ["JN"])]


def test_a_letter_with_its_marks_carries_the_room_as_one(page: Page):
    assert carried(page((SAM, "I go cafe\u0301"), (JO, "and staff"))) == [(8, 10, ["JN"])]
    assert carried(page((SAM, "Tea 👩\u200d👧"), (JO, "and staff"))) == [(4, 9, ["JN"])]


def test_from_right_to_left_the_letter_behind_carries_the_room(page: Page):
    assert carried(page((SAM, "سلام عل"), (JO, "يكم سلام"))) == [(7, 8, ["JN"])]


def test_a_voice_that_begins_with_a_line_needs_no_room(page: Page):
    reader = page((SAM, "Garden.\n"), (JO, "Staff."))
    assert (tagged(reader), carried(reader)) == ([(0, "SO"), (8, "JN")], [])


def test_a_voice_that_begins_with_a_line_end_is_tagged_in_the_next_line(page: Page):
    reader = page((SAM, "Garden."), (JO, "\nStaff."))
    assert (tagged(reader), carried(reader)) == ([(0, "SO"), (8, "JN")], [])


def test_spaces_alone_get_no_tag(page: Page):
    assert tagged(page((SAM, "Garden"), (JO, " \n "), (SAM, "first."))) == [(0, "SO")]


def test_a_few_letters_inside_a_word_get_no_tag_of_their_own(page: Page):
    assert tagged(page((SAM, "nice wo"), (JO, "l"), (SAM, "rd here"))) == [(0, "SO")]


def test_several_letters_inside_a_word_do(page: Page):
    assert tagged(page((SAM, "wa"), (JO, "lking"), (SAM, " home"))) == [(0, "SO"), (2, "JN"), (8, "SO")]


def test_a_short_word_of_its_own_gets_a_tag(page: Page):
    assert tagged(page((SAM, "We go "), (JO, "to "), (SAM, "town"))) == [(0, "SO"), (6, "JN"), (9, "SO")]


def test_writing_letter_by_letter_tags_each_word_once(page: Page):
    letters = [(SAM if place % 2 else JO, letter) for place, letter in enumerate("garden walk")]
    assert tagged(page(*letters)) == [(0, "JN"), (7, "SO")]


def test_a_strike_ends_with_who_made_it(look: Look):
    document = PlanDocument()
    write(document, SAM, "Garden on my own first")
    write(document, JO, "", at=7, take=10)
    assert carried(reader_of(look, document)) == [(15, 16, ["×JN"])]


def test_a_strike_and_the_next_voice_share_a_character(look: Look):
    document = PlanDocument()
    write(document, SAM, "Garden")
    write(document, MUM, "first")
    write(document, JO, "", at=0, take=6)
    assert carried(reader_of(look, document)) == [(5, 6, ["×JN", "MO"])]


def test_a_strike_over_two_voices_ends_once(look: Look):
    document = PlanDocument()
    write(document, SAM, "Garden ")
    write(document, MUM, "first ")
    write(document, SAM, "then tea")
    write(document, JO, "", at=0, take=13)
    assert carried(reader_of(look, document)) == [(6, 7, ["MO"]), (11, 12, ["×JN"]), (12, 13, ["SO"])]


def test_hidden_marks_need_no_room(look: Look):
    document = PlanDocument()
    write(document, SAM, "Garden ")
    write(document, JO, "first")
    reader = reader_of(look, document)
    reader.tags_shown = False
    assert carried(reader) == []


def test_a_part_of_a_long_side_reads_as_it_does_in_the_whole(page: Page):
    pens = (SAM, JO, MUM)
    reader = page(*((pens[turn % 3], "word " * (turn % 7) + "x" * (turn % 3)) for turn in range(200)))
    whole = reader.read(0, reader.side.length)
    for start in range(0, reader.side.length, 97):
        reader.forget()
        part = reader.read(start, start + 60)
        inside = [room for room in part.rooms if start <= room.at <= start + 60]
        assert inside == [room for room in whole.rooms if start <= room.at <= start + 60]
