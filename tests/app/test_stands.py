"""Where people stand, who cannot say, and signing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.stands import (
    Stand,
    fingerprints,
    give_stand,
    not_able_on,
    record_not_able,
    sign,
    signatures,
    stands_on,
    take_back_stand,
)
from models.text.answering import confirm, not_my_words
from models.text.document import side_id
from models.text.entries import MOST_TEXT, answer_typed_for, enter
from models.text.pens import Pen
from models.text.spans import Spans
from models.text.undoing import undo
from tests.app.rooms import GARDEN, JO, MUM, SAM, SITTING, TEAM, TOGETHER, Room, told

STANDS, SIGNED = side_id("garden", "stand"), side_id("~plan", "signing")


@pytest.fixture
def room() -> Room:
    return Room()


def given_by(room: Room) -> dict[str, Stand]:
    return {given.person: given.stand for given in stands_on(room.document, "garden")}


def changed_since(room: Room) -> tuple[str, ...]:
    """What changed since the only signature."""
    (signature,) = signatures(room.document)
    return signature.changed


def everything_in(room: Room, side: str) -> Spans:
    return tuple(stretch.span for stretch in room.document.side(side).stretches())


# ---- stands


def test_a_stand_is_taken_back_to_nothing_said_and_that_is_undone(room: Room) -> None:
    give_stand(room.document, room.own(SAM), "garden", Stand.DISAGREE)

    take_back_stand(room.document, room.own(SAM), "garden")
    assert given_by(room) == {}

    undo(room.document, room.own(SAM))
    assert given_by(room) == {SAM: Stand.DISAGREE}


def test_it_is_taken_back_to_the_one_before_with_what_was_read_then(room: Room) -> None:
    room.write(room.own(JO), TOGETHER, "We look at sleep.")
    give_stand(room.document, room.own(SAM), "garden", Stand.AGREE)
    room.write(room.own(JO), TOGETHER, " And no more leave.")
    (before,) = stands_on(room.document, "garden")
    give_stand(room.document, room.own(SAM), "garden", Stand.DISAGREE)

    take_back_stand(room.document, room.own(SAM), "garden", before)

    (now,) = stands_on(room.document, "garden")
    assert (now.stand, now.changed) == (Stand.AGREE, (TOGETHER,))


def test_nobody_takes_back_where_somebody_else_stands(room: Room) -> None:
    give_stand(room.document, room.own(SAM), "garden", Stand.AGREE)

    take_back_stand(room.document, room.own(JO), "garden")
    with told("Only that person can say this."):
        take_back_stand(room.document, room.pens.typing_for(JO, SAM), "garden")

    assert given_by(room) == {SAM: Stand.AGREE}


def test_a_stand_tells_what_changed_since_it_was_given(room: Room) -> None:
    room.write(room.own(SAM), TOGETHER, "We look at sleep.")
    give_stand(room.document, room.own(SAM), "garden", Stand.AGREE)
    assert stands_on(room.document, "garden")[0].changed == ()

    room.write(room.own(JO), TOGETHER, " And no more leave.")
    assert stands_on(room.document, "garden")[0].changed == (TOGETHER,)

    give_stand(room.document, room.own(SAM), "garden", Stand.DISAGREE)
    assert stands_on(room.document, "garden")[0].changed == ()


def test_what_was_kept_before_stands_told_what_was_read_is_not_called_changed(room: Room) -> None:
    enter(room.document, room.own(SAM), STANDS, {"stand": "agree", "reason": ""})
    room.write(room.own(JO), TOGETHER, "More.")

    assert stands_on(room.document, "garden")[0].changed == ()


def test_a_stand_is_given_by_each_person_and_nobody_replaces_anothers(room: Room) -> None:
    give_stand(room.document, room.own(SAM), "garden", Stand.AGREE)
    give_stand(room.document, room.own(JO), "garden", Stand.AGREE_IN_PART, "Nights differ.")

    first, second = stands_on(room.document, "garden")
    assert (first.person, first.stand, first.reason) == (SAM, Stand.AGREE, "")
    assert (second.person, second.stand, second.reason) == (JO, Stand.AGREE_IN_PART, "Nights differ.")


def test_the_newest_stand_of_a_person_is_theirs(room: Room) -> None:
    give_stand(room.document, room.own(SAM), "garden", Stand.AGREE)
    give_stand(room.document, room.own(SAM), "garden", Stand.DISAGREE)

    assert given_by(room) == {SAM: Stand.DISAGREE}


def test_each_box_of_a_question_has_its_own_stands(room: Room) -> None:
    give_stand(room.document, room.own(SAM), "garden", Stand.AGREE, box="b1")

    assert given_by(room) == {}
    assert [given.stand for given in stands_on(room.document, "garden", "b1")] == [Stand.AGREE]


def test_a_stand_can_be_taken_back_by_who_gave_it(room: Room) -> None:
    give_stand(room.document, room.own(SAM), "garden", Stand.AGREE)
    undo(room.document, room.own(SAM))

    assert given_by(room) == {}


def test_other_hands_give_nobodys_stand_alone(room: Room) -> None:
    with told("Only that person"):
        give_stand(room.document, room.pens.typing_for(JO, SAM), "garden", Stand.AGREE)
    assert given_by(room) == {}


def test_what_was_pressed_for_somebody_and_seen_by_a_third_is_that_persons_stand_and_says_so(room: Room) -> None:
    give_stand(room.document, room.pens.typing_for(JO, SAM), "garden", Stand.AGREE, witness=MUM)

    (given,) = stands_on(room.document, "garden")
    assert (given.person, given.entry.pen.hands, given.entry.witness) == (SAM, JO, MUM)


@pytest.mark.parametrize("witness", [SAM, JO])
def test_neither_who_pressed_nor_whose_stand_it_is_can_be_the_witness(room: Room, witness: str) -> None:
    with told("Only that person"):
        give_stand(room.document, room.pens.typing_for(JO, SAM), "garden", Stand.AGREE, witness=witness)


def test_several_together_and_a_letter_give_no_stand_whoever_saw_it(room: Room) -> None:
    for pen in (room.pens.together(JO, SAM, JO), room.pens.from_source(JO, "Sam's letter", SAM), room.pens.from_source(JO, "Leaflet")):
        with told("Only that person"):
            give_stand(room.document, pen, "garden", Stand.AGREE, witness=MUM)
        with told("Only that person"):
            sign(room.document, pen, Stand.AGREE, witness=MUM)


def test_a_stand_that_came_from_elsewhere_without_a_witness_is_nobodys_until_that_person_says_yes(room: Room) -> None:
    key = enter(room.document, room.pens.typing_for(JO, SAM), STANDS, {"stand": "agree", "reason": ""})
    assert given_by(room) == {}

    answer_typed_for(room.document, room.own(SAM), STANDS, key, True)
    assert given_by(room) == {SAM: Stand.AGREE}


def test_a_reason_too_long_for_a_field_is_refused_in_words(room: Room) -> None:
    with told("too long"):
        give_stand(room.document, room.own(JO), "garden", Stand.DISAGREE, "a" * (MOST_TEXT + 1))


anything: st.SearchStrategy[Any] = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
odd = anything | st.lists(anything | st.lists(anything, max_size=3), max_size=3)


@given(st.dictionaries(st.sampled_from(["stand", "reason", "read", "person", "why", "again"]), odd))
def test_an_entry_of_any_shape_from_elsewhere_breaks_nothing(value: dict[str, Any]) -> None:
    room = Room()
    for place in (STANDS, SIGNED, side_id("garden", "not_able")):
        enter(room.document, room.own(JO), place, value)

    stands = {stand.value for stand in Stand}
    assert len(stands_on(room.document, "garden")) == (value.get("stand") in stands if isinstance(value.get("stand"), str) else 0)
    assert len(not_able_on(room.document, "garden")) == (isinstance(value.get("person"), str) and isinstance(value.get("why"), str))
    assert len(signatures(room.document)) == len(stands_on(room.document, "garden"))


# ---- not able to say


def test_who_cannot_say_is_recorded_by_a_named_person_with_why_and_when_we_ask_again(room: Room) -> None:
    record_not_able(room.document, room.own(JO), SAM, "garden", "Sam sleeps.", date(2026, 5, 6))

    (one,) = not_able_on(room.document, "garden")
    assert (one.person, one.why, one.ask_again, one.entry.pen.hands) == (SAM, "Sam sleeps.", date(2026, 5, 6), JO)


def test_not_able_is_nobodys_stand_and_hides_no_earlier_one(room: Room) -> None:
    give_stand(room.document, room.own(SAM), "garden", Stand.DISAGREE)
    record_not_able(room.document, room.own(JO), SAM, "garden", "Sam sleeps.", None)

    assert given_by(room) == {SAM: Stand.DISAGREE}


def test_not_able_without_a_why_is_refused(room: Room) -> None:
    with told("Say why"):
        record_not_able(room.document, room.own(JO), SAM, "garden", " \n", None)
    assert not_able_on(room.document, "garden") == []


def test_nobody_can_be_said_to_have_recorded_it_but_who_did(room: Room) -> None:
    with told("your own pen"):
        record_not_able(room.document, room.pens.typing_for(JO, SAM), SAM, "garden", "Sleeps.", None)


def test_the_newest_record_for_each_person_counts(room: Room) -> None:
    record_not_able(room.document, room.own(JO), SAM, "garden", "Sam sleeps.", None)
    record_not_able(room.document, room.own(MUM), SAM, "garden", "Sam is still tired.", None)
    record_not_able(room.document, room.own(JO), MUM, "garden", "Mum is upset.", None)

    assert {one.person: one.why for one in not_able_on(room.document, "garden")} == {SAM: "Sam is still tired.", MUM: "Mum is upset."}


# ---- signing


@pytest.fixture
def written(room: Room) -> Room:
    """Sam and Jo wrote in two boxes, and Jo typed for Sam in a third."""
    room.write(room.own(SAM), GARDEN, "I like the garden.")
    room.write(room.own(JO), TEAM, "Garden helps.")
    room.write(room.pens.typing_for(JO, SAM), TOGETHER, "Garden first.")
    return room


def test_nothing_has_changed_right_after_signing(written: Room) -> None:
    sign(written.document, written.own(SAM), Stand.AGREE)

    (signature,) = signatures(written.document)
    assert (signature.given.person, signature.given.stand, signature.changed) == (SAM, Stand.AGREE, ())


def test_signing_is_not_taken_back_by_undo(written: Room) -> None:
    sign(written.document, written.own(SAM), Stand.AGREE)
    undo(written.document, written.own(SAM))

    assert len(signatures(written.document)) == 1
    assert written.says(GARDEN) == ""


def test_a_later_stand_on_the_whole_takes_the_place_of_the_first(written: Room) -> None:
    sign(written.document, written.own(SAM), Stand.AGREE)
    written.write(written.own(JO), TEAM, "And more.")
    sign(written.document, written.own(SAM), Stand.AGREE_IN_PART, "Not the end.")

    (signature,) = signatures(written.document)
    assert (signature.given.stand, signature.given.reason, signature.changed) == (Stand.AGREE_IN_PART, "Not the end.", ())


def test_each_signature_is_held_against_what_that_person_read(written: Room) -> None:
    sign(written.document, written.own(SAM), Stand.AGREE)
    written.write(written.own(JO), TEAM, "And more.")
    sign(written.document, written.own(JO), Stand.AGREE)

    assert [(one.given.person, one.changed) for one in signatures(written.document)] == [(SAM, (TEAM,)), (JO, ())]


def test_signing_for_somebody_needs_a_witness(written: Room) -> None:
    pen = written.pens.typing_for(JO, SAM)
    with told("Only that person"):
        sign(written.document, pen, Stand.AGREE)

    sign(written.document, pen, Stand.AGREE, witness=MUM)
    (signature,) = signatures(written.document)
    assert (signature.given.person, signature.given.entry.witness) == (SAM, MUM)


def write_more(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, " Still.")


def take_out(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "", at=0, take=2)


def strike(room: Room) -> None:
    room.write(room.own(JO), GARDEN, "", at=0, take=6)


def say_not_mine(room: Room) -> None:
    not_my_words(room.document, room.own(SAM), TOGETHER, everything_in(room, TOGETHER))


def say_the_same_as_another(room: Room) -> None:
    room.write(room.own(JO), TEAM, "", at=0, take=13)
    room.write(room.pens.from_source(JO, "Leaflet"), TEAM, "Garden helps.")


def choose(room: Room) -> None:
    room.desk.take_up(room.own(SAM))
    room.desk.enter("drinks/patient", {"values": ["tea"], "own": ""})


CHANGES = [
    (write_more, GARDEN),
    (take_out, GARDEN),
    (strike, GARDEN),
    (say_not_mine, TOGETHER),
    (say_the_same_as_another, TEAM),
    (choose, "drinks/patient"),
]


@pytest.mark.parametrize(("change", "place"), CHANGES)
def test_what_changed_since_a_signature_is_named(written: Room, change: Callable[[Room], None], place: str) -> None:
    sign(written.document, written.own(MUM), Stand.AGREE)
    assert changed_since(written) == ()

    change(written)

    assert changed_since(written) == (place,)


def test_a_change_that_is_taken_back_is_no_change(written: Room) -> None:
    sign(written.document, written.own(MUM), Stand.AGREE)
    write_more(written)
    undo(written.document, written.own(SAM))

    assert changed_since(written) == ()


def test_saying_yes_to_ones_words_changes_nothing_that_was_signed(written: Room) -> None:
    sign(written.document, written.own(MUM), Stand.AGREE)
    (whole,) = everything_in(written, TOGETHER)
    half: Spans = (type(whole)(whole.peer, whole.first, 6),)
    confirm(written.document, written.own(SAM), TOGETHER, half)

    assert len(written.runs(TOGETHER)) == 2
    assert changed_since(written) == ()


def test_stands_not_now_and_new_boxes_change_nothing_that_was_signed(written: Room) -> None:
    sign(written.document, written.own(MUM), Stand.AGREE)
    give_stand(written.document, written.own(SAM), "garden", Stand.AGREE)
    record_not_able(written.document, written.own(JO), SAM, "garden", "Sleeps.", None)
    written.desk.take_up(written.own(SAM))
    written.desk.say_not_now(written.form.question("drinks"))
    written.desk.add_box(written.form.question("garden"))
    sign(written.document, written.own(JO), Stand.AGREE)

    assert [one.changed for one in signatures(written.document)] == [(), ()]


def test_places_that_say_nothing_have_no_fingerprint(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "I")
    room.write(room.own(SAM), GARDEN, "", at=0, take=1)

    assert fingerprints(room.document) == {}


def test_the_same_words_by_another_pen_in_another_place_of_time_have_the_same_fingerprint(room: Room) -> None:
    other = Room()
    room.write(room.own(SAM), GARDEN, "I like the garden.")
    for letter in "I like the garden.":
        other.write(Pen("other" + letter, room.own(SAM).voice, SAM, role="patient", sitting=SITTING), GARDEN, letter)

    assert len(other.document.side(GARDEN).runs()) > 1
    assert fingerprints(room.document) == fingerprints(other.document)
