"""What belongs to the owner of words, answers that are not text, and where people stand: at the desk."""

from datetime import date

import pytest

from app.answers import Chosen, chosen_value, read_chosen
from app.desk import NobodyHoldsThePen
from app.errors import explain
from app.stands import Stand, not_able_on, signatures, stands_on
from models.text.answering import NotTheirs
from models.text.entries import MOST_TEXT
from models.text.pens import Pen
from models.text.runs import Said
from models.text.spans import Spans
from models.text.waiting import WaitKind
from tests.app.rooms import ADE, GARDEN, JO, MUM, SAM, SITTING, TOGETHER, Room, somebody, told

DRINKS = "drinks/patient"


@pytest.fixture
def struck() -> Room:
    """Jo struck "I like" of Sam's words."""
    room = Room()
    room.write(room.own(SAM), GARDEN, "I like the garden.")
    room.write(room.own(JO), GARDEN, "", at=0, take=6)
    return room


@pytest.fixture
def typed() -> Room:
    """Jo typed for Sam."""
    room = Room()
    room.write(room.pens.typing_for(JO, SAM), GARDEN, "I like the garden.")
    return room


def spans(room: Room, side: str = GARDEN) -> Spans:
    """All characters on a side's page."""
    return tuple(stretch.span for stretch in room.document.side(side).stretches())


def said(room: Room, side: str = GARDEN) -> set[Said]:
    return {run.look.said for run in room.runs(side)}


# ---- let go, keep, confirm, not my words


def test_struck_words_wait_for_their_owner_and_leave_when_the_owner_lets_go(struck: Room) -> None:
    (waiting,) = struck.desk.waiting_for(SAM)
    assert (waiting.kind, waiting.text, waiting.by.hands) == (WaitKind.STRUCK, "I like", JO)
    assert struck.desk.waiting_for(JO) == []

    struck.desk.take_up(struck.own(SAM))
    assert struck.desk.let_go(GARDEN, waiting.spans)

    assert struck.says(GARDEN) == " the garden."
    assert struck.desk.waiting_for(SAM) == []


def test_words_that_their_owner_keeps_stand_and_the_same_person_cannot_strike_them_again(struck: Room) -> None:
    struck.desk.take_up(struck.own(SAM))
    assert struck.desk.keep(GARDEN, spans(struck))

    assert struck.write(struck.own(JO), GARDEN, "", at=0, take=6).refused
    assert struck.runs(GARDEN)[0].look.kept_from[0].hands == JO
    assert struck.desk.waiting_for(SAM) == []


def test_the_striker_takes_the_strike_back_and_nobody_else_does(struck: Room) -> None:
    struck.desk.take_up(struck.own(MUM))
    assert not struck.desk.take_back_strike(GARDEN, spans(struck))

    struck.desk.take_up(struck.own(JO))
    assert struck.desk.take_back_strike(GARDEN, spans(struck))
    assert all(not run.look.struck_by for run in struck.runs(GARDEN))


def test_what_was_typed_for_somebody_waits_for_a_yes(typed: Room) -> None:
    assert [(thing.kind, thing.by.hands) for thing in typed.desk.waiting_for(SAM)] == [(WaitKind.TYPED_FOR, JO)]

    typed.desk.take_up(typed.own(SAM))
    assert typed.desk.confirm(GARDEN, spans(typed))

    assert said(typed) == {Said.CONFIRMED}
    assert typed.desk.waiting_for(SAM) == []


def test_a_scribe_takes_out_what_waits_and_only_strikes_what_was_confirmed(typed: Room) -> None:
    scribe = typed.pens.typing_for(JO, SAM)
    typed.write(scribe, GARDEN, "", at=0, take=2)
    assert typed.says(GARDEN) == "like the garden."

    typed.desk.take_up(typed.own(SAM))
    typed.desk.confirm(GARDEN, spans(typed))
    assert typed.write(scribe, GARDEN, "", at=0, take=5).struck
    assert typed.says(GARDEN) == "like the garden."


def test_a_yes_is_asked_again_when_the_words_changed(typed: Room) -> None:
    typed.desk.take_up(typed.own(SAM))
    typed.desk.confirm(GARDEN, spans(typed))

    typed.write(typed.pens.typing_for(JO, SAM), GARDEN, "really ", at=2)

    assert Said.CHANGED in said(typed)
    assert WaitKind.CHANGED in {thing.kind for thing in typed.desk.waiting_for(SAM)}


def test_not_my_words_is_shown_from_then_on(typed: Room) -> None:
    typed.desk.take_up(typed.own(SAM))
    assert typed.desk.not_my_words(GARDEN, spans(typed))

    assert said(typed) == {Said.NOT_MINE}


ANSWERS = ["let_go", "keep", "confirm", "not_my_words"]


@pytest.mark.parametrize("answer", ANSWERS)
def test_nobody_answers_for_somebody_else(answer: str) -> None:
    room = Room()
    room.write(room.pens.typing_for(JO, SAM), GARDEN, "I like the garden.")
    room.write(room.own(MUM), GARDEN, "", at=0, take=6)
    for pen in (room.own(JO), room.own(MUM)):
        room.desk.take_up(pen)
        assert not getattr(room.desk, answer)(GARDEN, spans(room))

    room.desk.take_up(room.pens.typing_for(JO, SAM))
    with pytest.raises(NotTheirs) as refused:
        getattr(room.desk, answer)(GARDEN, spans(room))

    assert said(room) == {Said.WAITING}
    assert explain(refused.value).title == "Only that person can say this."


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_needs_a_pen_in_hand(typed: Room, answer: str) -> None:
    typed.desk.put_down()

    with pytest.raises(NobodyHoldsThePen):
        getattr(typed.desk, answer)(GARDEN, spans(typed))


@pytest.mark.parametrize("answer", ANSWERS)
def test_who_cannot_use_the_keys_answers_through_other_hands_before_a_witness(answer: str) -> None:
    room = Room()
    room.write(room.pens.typing_for(JO, SAM), GARDEN, "I like the garden.")
    room.write(room.own(MUM), GARDEN, "", at=0, take=6)
    room.desk.take_up(room.pens.typing_for(JO, SAM))

    assert getattr(room.desk, answer)(GARDEN, spans(room), MUM)

    (record,) = [record for record in room.document.side(GARDEN).records.values() if record.witness]
    assert (record.actor, record.pen.hands, record.witness) == (SAM, JO, MUM)


@pytest.mark.parametrize("witness", [SAM, JO])
def test_neither_the_hands_nor_the_voice_can_be_the_witness(typed: Room, witness: str) -> None:
    typed.desk.take_up(typed.pens.typing_for(JO, SAM))

    with pytest.raises(NotTheirs):
        typed.desk.confirm(GARDEN, spans(typed), witness)
    assert said(typed) == {Said.WAITING}


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("witness", [MUM, ADE])
def test_a_witness_has_to_be_here(typed: Room, answer: str, witness: str) -> None:
    typed.stays_away(MUM)
    typed.desk.take_up(typed.pens.typing_for(JO, SAM))

    with told("Nobody saw it"):
        getattr(typed.desk, answer)(GARDEN, spans(typed), witness)
    with told("Nobody saw it"):
        typed.desk.give_stand(typed.pens.typing_for(JO, SAM), "garden", Stand.AGREE, witness=witness)
    with told("Nobody saw it"):
        typed.desk.sign(typed.pens.typing_for(JO, SAM), Stand.AGREE, witness=witness)
    assert said(typed) == {Said.WAITING}


# ---- several speak with one voice


@pytest.fixture
def shared() -> Room:
    """Mum typed what Sam and Jo said together."""
    room = Room()
    room.write(room.pens.together(MUM, SAM, JO), TOGETHER, "Garden first.")
    return room


def test_words_of_several_wait_for_each_of_them(shared: Room) -> None:
    shared.desk.take_up(shared.own(SAM))
    shared.desk.confirm(TOGETHER, spans(shared, TOGETHER))

    assert (shared.desk.waiting_for(SAM), len(shared.desk.waiting_for(JO))) == ([], 1)
    assert said(shared, TOGETHER) == {Said.WAITING}
    shared.desk.take_up(shared.own(JO))
    shared.desk.confirm(TOGETHER, spans(shared, TOGETHER))
    assert said(shared, TOGETHER) == {Said.CONFIRMED}


def test_one_of_several_only_strikes_until_every_other_lets_go(shared: Room) -> None:
    assert shared.write(shared.own(SAM), TOGETHER, "", at=0, take=7).struck
    assert shared.says(TOGETHER) == "Garden first."

    shared.desk.take_up(shared.own(JO))
    shared.desk.let_go(TOGETHER, shared.desk.waiting_for(JO)[0].spans)
    assert shared.says(TOGETHER) == "first."


# ---- the order of what waits


def test_what_waits_comes_in_the_order_of_the_form() -> None:
    room = Room()
    pen = room.pens.typing_for(JO, SAM)
    for side in ("each/each:" + SAM, "beside/patient", GARDEN):
        room.write(pen, side, "Words.")

    assert [thing.side for thing in room.desk.waiting_for(SAM)] == [GARDEN, "beside/patient", "each/each:" + SAM]


def test_answers_that_were_entered_for_somebody_wait_too_until_that_person_says_yes() -> None:
    room = Room()
    room.desk.take_up(room.pens.typing_for(JO, SAM))
    drinks = chosen_value(room.form.question("drinks"), Chosen(("tea",)))
    key = room.desk.enter(DRINKS, drinks)
    room.desk.enter("week/patient", chosen_value(room.form.question("week"), Chosen(("good",))))

    assert [place for place, _entry in room.desk.answers_waiting_for(SAM)] == ["week/patient", DRINKS]
    assert room.desk.answers_waiting_for(JO) == []
    room.desk.take_up(room.own(SAM))
    room.desk.answer_typed_for(DRINKS, key, True)
    assert [place for place, _entry in room.desk.answers_waiting_for(SAM)] == ["week/patient"]


# ---- answers that are not text


@pytest.fixture
def room() -> Room:
    return Room()


def choose(room: Room, pen: Pen, *values: str) -> str:
    room.desk.take_up(pen)
    return room.desk.enter(DRINKS, chosen_value(room.form.question("drinks"), Chosen(values)))


def test_an_answer_is_its_pens_and_undo_takes_it_back(room: Room) -> None:
    choose(room, room.own(SAM), "tea")
    choose(room, room.own(SAM), "music")

    (entry,) = room.desk.entries(DRINKS)
    assert (read_chosen(entry.value), entry.pen) == (Chosen(("music",)), room.own(SAM))
    room.desk.undo()
    assert [read_chosen(entry.value) for entry in room.desk.entries(DRINKS)] == [Chosen(("tea",))]


def test_a_choice_typed_for_somebody_waits_for_a_yes(room: Room) -> None:
    key = choose(room, room.pens.typing_for(JO, SAM), "tea")
    assert [entry.said for entry in room.desk.entries(DRINKS)] == [Said.WAITING]

    room.desk.take_up(room.own(SAM))
    assert room.desk.answer_typed_for(DRINKS, key, True)
    assert [entry.said for entry in room.desk.entries(DRINKS)] == [Said.CONFIRMED]


def test_a_choice_that_is_said_to_be_not_ones_own_is_no_answer(room: Room) -> None:
    key = choose(room, room.pens.typing_for(JO, SAM), "tea")

    room.desk.take_up(room.own(SAM))
    assert room.desk.answer_typed_for(DRINKS, key, False)
    assert room.desk.entries(DRINKS) == []


def test_nobody_says_yes_to_a_choice_that_was_typed_for_somebody_else(room: Room) -> None:
    key = choose(room, room.pens.typing_for(JO, SAM), "tea")

    room.desk.take_up(room.own(MUM))
    assert not room.desk.answer_typed_for(DRINKS, key, True)
    assert [entry.said for entry in room.desk.entries(DRINKS)] == [Said.WAITING]


def test_a_yes_to_a_choice_may_be_pressed_by_other_hands_before_a_witness(room: Room) -> None:
    key = choose(room, room.pens.typing_for(JO, SAM), "tea")

    room.desk.take_up(room.pens.typing_for(JO, SAM))
    with told("Nobody saw it"):
        room.desk.answer_typed_for(DRINKS, key, True, ADE)
    assert room.desk.answer_typed_for(DRINKS, key, True, MUM)
    assert [entry.said for entry in room.desk.entries(DRINKS)] == [Said.CONFIRMED]


def test_an_answer_too_long_for_a_field_is_refused_and_nothing_is_entered(room: Room) -> None:
    room.desk.take_up(room.own(SAM))

    with told("too long"):
        room.desk.enter(DRINKS, {"values": ["own"], "own": "a" * (MOST_TEXT + 1)})
    assert room.desk.entries(DRINKS) == []


def test_not_now_is_said_by_each_and_taken_back_by_each(room: Room) -> None:
    question = room.form.question("garden")
    for person in (SAM, MUM):
        room.desk.take_up(room.own(person))
        room.desk.say_not_now(question)

    room.desk.say_not_now(question, False)

    assert [entry.pen.hands for entry in room.desk.not_now(question)] == [SAM]


# ---- where people stand


def test_a_stand_is_given_with_the_pen_in_hand(room: Room) -> None:
    room.desk.take_up(room.own(JO))
    room.desk.give_stand(room.own(JO), "garden", Stand.AGREE_IN_PART, "Nights differ.", "b1")

    (given,) = stands_on(room.document, "garden", "b1")
    assert (given.person, given.reason) == (JO, "Nights differ.")


def test_what_was_asked_of_one_pen_is_never_said_with_another(room: Room) -> None:
    room.desk.take_up(room.own(JO))

    for act in (
        lambda: room.desk.give_stand(room.own(SAM), "garden", Stand.AGREE),
        lambda: room.desk.sign(room.own(SAM), Stand.AGREE),
        lambda: room.desk.record_not_able(room.own(MUM), SAM, "garden", "Sleeps.", None),
    ):
        with told("The pen was passed on"):
            act()
    assert stands_on(room.document, "garden") == []
    assert signatures(room.document) == []


def test_no_stand_is_given_with_a_pen_that_rests(room: Room) -> None:
    room.desk.take_up(room.own(SAM))
    room.clock.advance(200)

    with told("The pen was passed on"):
        room.desk.give_stand(room.own(SAM), "garden", Stand.AGREE)


def test_who_cannot_say_is_somebody_of_this_sitting(room: Room) -> None:
    room.desk.take_up(room.own(JO))
    room.desk.record_not_able(room.own(JO), SAM, "garden", "Sam sleeps.", date(2026, 5, 6))

    with pytest.raises(LookupError):
        room.desk.record_not_able(room.own(JO), ADE, "garden", "Who is that?", None)
    assert [one.person for one in not_able_on(room.document, "garden")] == [SAM]


def test_signing_stands_whatever_is_undone_and_says_what_changed(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "I like the garden.")
    room.desk.sign(room.own(SAM), Stand.AGREE)
    room.desk.undo()

    (signature,) = signatures(room.document)
    assert (signature.given.person, signature.changed) == (SAM, (GARDEN,))


def test_an_advocate_signs_as_the_advocate_and_never_as_the_patient(room: Room) -> None:
    room.people.append(somebody(ADE, "Ade Bello", "advocate"))
    room.desk.take_up(room.own(ADE))
    room.desk.sign(room.own(ADE), Stand.DISAGREE, "Sam was not asked.")

    (signature,) = signatures(room.document)
    assert (signature.given.person, signature.given.entry.pen.role, signature.given.entry.pen.sitting) == (ADE, "advocate", SITTING)
