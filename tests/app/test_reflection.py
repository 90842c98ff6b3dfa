"""After we met: nobody sees another's answers before each who was asked is done and wants it; and everything can be taken back."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.pins import PinWrong
from app.after_questions import AfterShelf
from app.errors import Trouble
from app.forms import roles
from app.people import add_person
from app.plans import find_plan
from app.reflection import Earlier, Reflection, in_words, last_sitting_of, reflection_on, to_hear
from app.sitting import SittingNow
from models.access_log import access_lines
from models.people import Person
from models.reflections import Answer
from models.sittings import TakesPart
from tests.app.open_ward import OpenWard, open_ward, write_in_a_plan

CANARY = "the yellow canary sings"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    yield ward
    ward.close()


@pytest.fixture
def shelf(tmp_path: Path) -> AfterShelf:
    return AfterShelf(tmp_path / "after")


@pytest.fixture
def met(ward: OpenWard, shelf: AfterShelf) -> Reflection:
    """Sam and Jo have met, and the sitting is still open."""
    sitting = ward.store.begin_sitting(ward.sam.id)
    sitting.arrive(ward.jo.id, roles()["nurse"])
    return found(ward, shelf)


def found(ward: OpenWard, shelf: AfterShelf, sitting_id: str = "") -> Reflection:
    reflection = reflection_on(ward.store, shelf, sitting_id)
    assert reflection is not None
    return reflection


def sitting(ward: OpenWard) -> SittingNow:
    assert ward.store.sitting is not None
    return ward.store.sitting


def join(ward: OpenWard, name: str, **how: object) -> Person:
    person = add_person(ward.store.store, name, name.split()[0], roles()["mother"])
    sitting(ward).arrive(person.id, roles()["mother"], **how)
    return person


def answers(met: Reflection, person: Person, words: str = "", choice: str = "partly", *, together: bool | None = True) -> None:
    """Somebody answers the first question alone; with `together` None without saying that it is all."""
    own = met.open_own(person.id)
    own.answer(met.shelf.questions.questions[0], Answer(choice, words))
    if together is not None:
        own.finish(side_by_side=together)


def shown(met: Reflection) -> list[str]:
    """Who shows what."""
    return [f"{one.person.known_as}: {one.answers[0][1].words}" for one in met.side_by_side()]


# ---- nothing of another's before both want it


def test_both_want_it_and_both_are_shown_the_patient_first(ward: OpenWard, met: Reflection) -> None:
    answers(met, ward.jo, "Jo's view")
    answers(met, ward.sam, "Sam's view")

    assert shown(met) == ["Sam: Sam's view", f"{ward.jo.known_as}: Jo's view"]


@pytest.mark.parametrize("together", [False, None])
def test_one_keeps_it_or_is_not_done_and_nothing_of_anybody_is_shown(ward: OpenWard, met: Reflection, together: bool | None) -> None:
    answers(met, ward.sam)
    answers(met, ward.jo, together=together)

    assert shown(met) == []


def test_nothing_is_shown_while_somebody_who_was_asked_has_not_answered(ward: OpenWard, met: Reflection) -> None:
    mum = join(ward, "Mum Okafor")
    answers(met, ward.sam)
    answers(met, ward.jo)
    assert shown(met) == []

    met.open_own(mum.id).pass_by()
    assert [one.person.id for one in met.side_by_side()] == [ward.sam.id, ward.jo.id]


def test_nobody_answers_and_nothing_is_kept(ward: OpenWard, met: Reflection) -> None:
    ward.store.end_sitting()

    assert met.side_by_side() == met.promises() == ()


def test_everybody_passes_and_there_is_nothing_to_show(ward: OpenWard, met: Reflection) -> None:
    for person in (ward.sam, ward.jo):
        met.open_own(person.id).pass_by()

    assert all(asked.done for asked in met.people())
    assert shown(met) == []


def test_one_alone_is_not_shown_to_somebody_who_passed(ward: OpenWard, met: Reflection) -> None:
    answers(met, ward.sam)
    met.open_own(ward.jo.id).pass_by()

    assert shown(met) == []


def test_saying_yes_without_an_answer_is_a_pass(ward: OpenWard, met: Reflection) -> None:
    met.open_own(ward.sam.id).finish(side_by_side=True)
    answers(met, ward.jo)

    assert shown(met) == []


def test_somebody_who_went_before_the_end_is_not_waited_for_and_can_answer(ward: OpenWard, met: Reflection) -> None:
    mum = join(ward, "Mum Okafor")
    sitting(ward).leave(mum.id)
    answers(met, ward.sam)
    answers(met, ward.jo)
    assert len(shown(met)) == 2

    answers(met, mum, together=None)
    assert shown(met) == []  # who began is one of those who are asked
    answers(met, mum, "Mum's view")
    assert len(shown(met)) == 3


def test_whoever_stayed_to_the_end_is_still_waited_for_afterwards(ward: OpenWard, met: Reflection, shelf: AfterShelf) -> None:
    join(ward, "Mum Okafor")
    ward.clock.advance(60)
    answers(met, ward.sam)
    answers(met, ward.jo)
    ward.store.end_sitting()
    ward.store.unlock_as(ward.jo.id)

    assert shown(found(ward, shelf, met.sitting_id)) == []


def test_who_only_sent_words_or_chose_not_to_come_is_not_asked(ward: OpenWard, met: Reflection) -> None:
    join(ward, "Ada Bello", takes_part=TakesPart.SENT_WORDS)
    join(ward, "Dan Bello", takes_part=TakesPart.CHOSE_NOT_TO_COME)

    assert [asked.person.id for asked in met.people()] == [ward.sam.id, ward.jo.id]


def test_nobody_answers_for_somebody_who_was_not_there(ward: OpenWard, met: Reflection) -> None:
    with pytest.raises(LookupError):
        met.open_own(ward.robin.id)


def test_another_nurse_who_unlocks_later_may_not_look(ward: OpenWard, met: Reflection, shelf: AfterShelf) -> None:
    ade = add_person(ward.store.store, "Ade Bello", role=roles()["doctor"], by=ward.jo.id)
    ward.store.end_sitting()
    ward.store.unlock_as(ade.id)

    later = found(ward, shelf, met.sitting_id)
    assert not later.may_look(ade.id)
    assert later.may_look(ward.jo.id)


def test_behind_the_lock_and_for_another_patient_there_is_nothing(ward: OpenWard, met: Reflection, shelf: AfterShelf) -> None:
    ward.store.end_sitting()
    assert reflection_on(ward.store, shelf, met.sitting_id) is None

    ward.store.unlock_as(ward.jo.id)
    assert reflection_on(ward.store, shelf) is None
    ward.store.begin_sitting(ward.robin.id)
    with pytest.raises(Trouble, match="about Robin only"):
        reflection_on(ward.store, shelf, met.sitting_id)


# ---- changing, taking back


def test_taking_back_takes_it_from_the_others_too_and_from_the_store(ward: OpenWard, met: Reflection) -> None:
    answers(met, ward.sam, CANARY)
    answers(met, ward.jo)
    met.open_own(ward.sam.id).pass_by()

    assert shown(met) == []
    assert not met.open_own(ward.sam.id).has_answered


def test_what_was_changed_is_not_shown_before_its_writer_says_so_again(ward: OpenWard, met: Reflection) -> None:
    answers(met, ward.sam, "first")
    answers(met, ward.jo)
    own = met.open_own(ward.sam.id)
    own.answer(met.shelf.questions.questions[0], Answer("yes", "second"))
    assert shown(met) == []

    own.finish(side_by_side=True)
    assert shown(met)[0] == "Sam: second"


def test_an_emptied_answer_is_a_skipped_question(ward: OpenWard, met: Reflection) -> None:
    own = met.open_own(ward.sam.id)
    first = met.shelf.questions.questions[0]
    own.answer(first, Answer("yes", "Mostly."))
    own.answer(first, Answer())

    assert not own.has_answered
    assert own.answer_to(first.id) == Answer()


def test_words_beside_rather_not_say_are_dropped(ward: OpenWard, met: Reflection) -> None:
    own = met.open_own(ward.sam.id)

    assert own.answer(met.shelf.questions.questions[0], Answer("pass", "They shouted.")) == Answer("pass")


def test_a_choice_that_is_not_offered_is_refused(ward: OpenWard, met: Reflection) -> None:
    own = met.open_own(ward.sam.id)

    with pytest.raises(Trouble, match="does not offer"):
        own.answer(met.shelf.questions.questions[0], Answer("l5_1"))
    assert own.answer(met.shelf.questions.ladder, Answer("l7_2")).choice == "l7_2"  # a step of either ladder


# ---- one's own number, and where there is none


def test_without_a_number_nothing_of_an_earlier_visit_is_shown_and_one_goes_on(ward: OpenWard, met: Reflection) -> None:
    answers(met, ward.sam, CANARY, together=None)
    again = met.open_own(ward.sam.id)
    first = met.shelf.questions.questions[0]

    assert again.earlier is Earlier.BEGUN
    assert again.answer_to(first.id) == Answer()
    assert again.is_answered(first.id)
    again.answer(first, Answer("no"))
    assert again.answer_to(first.id) == Answer("no")  # said in this visit


def test_without_a_number_a_promise_of_an_earlier_visit_is_not_shown_either(ward: OpenWard, met: Reflection) -> None:
    met.open_own(ward.sam.id).promise_to(CANARY)

    assert met.open_own(ward.sam.id).promise.words == ""
    assert met.promises() == ()


def test_with_a_number_all_is_shown_again_and_a_wrong_one_opens_nothing(ward: OpenWard, met: Reflection) -> None:
    ward.store.pins.set_pin(ward.sam.id, "482915")
    own = met.open_own(ward.sam.id, "482915")
    own.answer(met.shelf.questions.questions[0], Answer("no", CANARY))
    own.finish(side_by_side=False)

    assert met.needs_number(ward.sam.id)
    again = met.open_own(ward.sam.id, "48 29 15")
    assert again.answer_to("af_listened").words == CANARY
    assert again.earlier is Earlier.NOTHING
    for number in ("", "000000"):
        with pytest.raises(PinWrong):
            met.open_own(ward.sam.id, number)


def test_whoever_presses_anothers_button_can_show_nothing_that_was_kept(ward: OpenWard, met: Reflection) -> None:
    answers(met, ward.sam, CANARY, together=False)
    answers(met, ward.jo, "Jo's view")
    own = met.open_own(ward.sam.id)  # by Jo, when Sam is out of the room
    assert own.earlier is Earlier.DONE
    assert not own.can_share
    own.finish(side_by_side=True)
    assert shown(met) == []

    own.answer(met.shelf.questions.ladder, Answer("l5_1"))
    own.finish(side_by_side=True)
    assert CANARY not in str(met.side_by_side())
    own.promise_to("", shared=True)
    assert met.promises() == ()


def test_an_empty_answer_leaves_alone_what_cannot_be_seen(ward: OpenWard, met: Reflection) -> None:
    answers(met, ward.sam, CANARY)
    own = met.open_own(ward.sam.id)
    own.answer(met.shelf.questions.questions[0], Answer())

    assert own.is_hidden("af_listened")
    assert own.has_answered


def test_looking_in_again_and_changing_nothing_leaves_it_as_it_was(ward: OpenWard, met: Reflection) -> None:
    answers(met, ward.sam, "Sam's view")
    answers(met, ward.jo, "Jo's view")
    met.open_own(ward.sam.id).finish_as_before()

    assert len(shown(met)) == 2


# ---- the promise


def test_a_promise_is_its_writers_alone_until_the_writer_shows_it_and_can_be_taken_back(ward: OpenWard, met: Reflection) -> None:
    own = met.open_own(ward.jo.id)
    own.promise_to("Next time I will ask first.")
    assert met.promises() == ()

    own.promise_to("Next time I will ask first.", shared=True)
    assert [(person.id, words) for person, words in met.promises()] == [(ward.jo.id, "Next time I will ask first.")]
    own.promise_to("")
    assert met.promises() == ()


# ---- where none of it may be found


def test_nothing_that_was_said_is_in_the_log_the_access_log_or_the_bytes_of_any_file(
    ward: OpenWard, met: Reflection, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with ward.store.store.reading() as session:
        before = len(access_lines(session))
    answers(met, ward.sam, CANARY)
    met.open_own(ward.sam.id).promise_to(CANARY, shared=True)
    answers(met, ward.jo, CANARY)
    met.side_by_side()

    with ward.store.store.reading() as session:
        assert len(access_lines(session)) == before
    assert CANARY not in caplog.text
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()] == []


def test_nothing_that_was_said_is_in_the_plan_or_its_record(ward: OpenWard, shelf: AfterShelf) -> None:
    plan = write_in_a_plan(ward)
    before = find_plan(ward.store.store, plan.plan.id)
    met = found(ward, shelf)
    answers(met, ward.sam, CANARY)
    answers(met, ward.jo, CANARY)

    assert ward.store.keeping.flush()
    assert find_plan(ward.store.store, plan.plan.id) == before
    assert last_sitting_of(ward.store, before) == met.sitting_id


def test_what_was_said_survives_a_kill(ward: OpenWard, met: Reflection, shelf: AfterShelf, tmp_path: Path) -> None:
    answers(met, ward.sam, CANARY, together=None)
    ward.store.store.close()  # no word of farewell
    ward.store = ward.services.open_with_keyring()
    ward.store.unlock_as(ward.jo.id)
    left = ward.store.left_open()
    assert left is not None
    ward.store.go_on_with(left)

    again = found(ward, shelf)
    assert again.open_own(ward.sam.id).earlier is Earlier.BEGUN
    assert shown(again) == []


# ---- in words


def test_an_answer_in_words_says_what_a_step_means_and_says_so_where_nothing_was_said(ward: OpenWard, met: Reflection) -> None:
    ladder, first = met.shelf.questions.ladder, met.shelf.questions.questions[0]

    assert in_words(ladder, Answer("l5_2", "It was quick."), met.shelf) == (
        *("Consultation", "I was asked, and others decided later.", "It was quick."),
    )
    assert in_words(first, Answer("partly", "At first."), met.shelf) == ("Partly", "At first.")
    assert in_words(first, Answer(), met.shelf) == ("Nothing is shown here.",)


def test_it_can_be_heard_person_by_person_the_name_first(ward: OpenWard, met: Reflection) -> None:
    answers(met, ward.sam, "At first")
    answers(met, ward.jo)
    heard = to_hear(met.side_by_side(), met.shelf)

    assert heard[0] == "Sam: I was listened to. Partly. At first."
    assert all(passage.startswith((f"{ward.sam.known_as}: ", f"{ward.jo.known_as}: ")) for passage in heard)


# ---- after the sitting


@pytest.mark.parametrize("unlocks", ["jo", "sam's number"])
def test_after_the_sitting_only_who_unlocked_or_who_has_a_number_answers(ward: OpenWard, shelf: AfterShelf, unlocks: str) -> None:
    sitting = ward.store.begin_sitting(ward.sam.id)
    sitting.arrive(ward.jo.id, roles()["nurse"])
    answers(found(ward, shelf), ward.sam, CANARY)
    if unlocks == "sam's number":
        ward.store.pins.set_pin(ward.sam.id, "482915")
    ward.store.end_sitting()
    ward.store.unlock_as(ward.jo.id)
    later = found(ward, shelf, sitting.sitting.id)

    assert later.open_own(ward.jo.id).person == ward.jo.id
    if unlocks == "jo":
        assert not later.can_answer(ward.sam.id)
        with pytest.raises(Trouble):
            later.open_own(ward.sam.id)
    else:
        with pytest.raises(PinWrong):
            later.open_own(ward.sam.id)
        assert later.open_own(ward.sam.id, "482915").answer_to("af_listened").words == CANARY
