"""What stands on private pages: no word is lost by cutting it into pieces, by taking pieces out, or as bytes."""

import random

import pytest

from app.draft_words import BLOCK, DraftFromTheFuture, DraftUnreadable, DraftWords, Jotted, joined
from models.questions import Kind
from tests.app.meeting_forms import meeting_form, round_form

SIGNS = ["I ", "go", " home", ". ", "! ", "? ", "\n", "  ", "Dr. ", "\t", "é", "👩‍👧", "“No.” ", "…", "(x) "]


def some_text(chance: random.Random) -> str:
    return "".join(chance.choice(SIGNS) for _sign in range(chance.randrange(14)))


def test_the_pieces_of_a_box_are_all_its_words_in_order() -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    for _round in range(3_000):
        text = some_text(chance)
        pieces = DraftWords().with_words("mm_who", 0, text).pieces(meeting_form())
        assert "".join(piece.words for piece in pieces) == (text if text.strip() else "")
        assert all(piece.words == text[piece.start : piece.end] for piece in pieces)


def test_what_is_taken_out_and_what_is_left_are_all_the_words() -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    for _round in range(2_000):
        words = DraftWords()
        for box in range(chance.randrange(1, 4)):
            words = words.with_words("mm_say", box, some_text(chance))
        pieces = words.pieces(meeting_form())
        out = [piece for piece in pieces if chance.random() < 0.5]
        left = words.without(out)
        assert sorted(text for piece in out for text in piece.words.split()) == sorted(
            _all_words(words.jotted("mm_say").boxes) - _all_words(left.jotted("mm_say").boxes)
        )


class _Bag(list[str]):
    def __sub__(self, other: list[str]) -> "_Bag":
        rest = _Bag(self)
        for word in other:
            rest.remove(word)
        return rest


def _all_words(boxes: tuple[str, ...]) -> _Bag:
    return _Bag(word for box in boxes for word in box.split())


def test_shared_sentences_that_stood_apart_keep_a_gap() -> None:
    words = DraftWords().with_words("mm_who", 0, "One. Two.\nThree.")
    one, two, three = words.pieces(meeting_form())
    assert joined([three, one]) == "One. Three."
    assert joined([one, two, three]) == "One. Two.\nThree."
    assert words.without([two]).jotted("mm_who").boxes == ("One. Three.",)


def test_a_choice_is_one_piece_with_its_own_words() -> None:
    words = DraftWords().with_choice("mm_chair", ("own",), "Ask me on the day")
    (piece,) = words.pieces(meeting_form())
    assert piece.is_choice
    assert piece.words == "Something else\nAsk me on the day"
    assert words.without([piece]).is_empty


def test_an_emptied_box_goes_and_the_others_stay() -> None:
    words = DraftWords().with_words("wr_things", 0, "Leave.").with_words("wr_things", 2, "Sleep.")
    leave, _sleep = words.pieces(round_form())
    assert words.without([leave]).jotted("wr_things").boxes == ("Sleep.",)


def test_bytes_are_as_long_with_words_as_without() -> None:
    assert len(DraftWords().to_bytes()) == len(DraftWords().with_words("mm_who", 0, "Mum. " * 500).to_bytes()) == BLOCK
    assert len(DraftWords().with_words("mm_who", 0, "Mum. " * 3_000).to_bytes()) == 2 * BLOCK


def test_bytes_give_the_same_pages_again() -> None:
    words = DraftWords().with_words("mm_say", 1, "👩‍👧 and\n\tI").with_choice("mm_take_part", ("later",))
    assert DraftWords.from_bytes(words.to_bytes()) == words
    assert words.jotted("mm_say").boxes == ("", "👩‍👧 and\n\tI")
    assert words.jotted("elsewhere") == Jotted()


def test_what_was_put_in_order_is_shared_in_that_order() -> None:
    (piece,) = DraftWords().with_choice("mm_order", ("medicine", "well")).pieces(meeting_form())
    assert piece.words == "Medicine\nWhat went well"


def test_pages_of_a_newer_two_pens_are_said_to_be_that() -> None:
    held = b'{"format":2,"at":{}}'
    with pytest.raises(DraftFromTheFuture):
        DraftWords.from_bytes(len(held).to_bytes(8, "big") + held)


@pytest.mark.parametrize("held", [b"", b"\0" * 8, b"\0" * 7 + b"\x02[]", b"\0" * 7 + b'\x09{"a":[1]}', b"\xff" * 40])
def test_bytes_that_are_no_pages_are_refused(held: bytes) -> None:
    with pytest.raises(DraftUnreadable):
        DraftWords.from_bytes(held)


def test_own_words_go_with_the_choice_that_takes_them() -> None:
    words = DraftWords().with_choice("mm_chair", ("own",), "Mine").with_choice("mm_chair", ())
    assert words.jotted("mm_chair").own == ""
    assert words.is_empty


def test_kinds_that_need_others_have_no_pieces() -> None:
    assert not DraftWords().with_words("sec_before", 0, "Hm").pieces(meeting_form())
    assert meeting_form().question("sec_before").kind is Kind.HEADING
