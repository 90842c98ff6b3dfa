"""What is read aloud of a question: its words, its help, then what stands in each box, the name first."""

from datetime import date

import pytest

from app.answers import Answered, Chosen, LawDecision, Reply, Step, answered_value, chosen_value, date_value, law_value, step_value
from app.differing import differing_at
from app.reading_out import answer_in_words, passages_of
from models.questions import Kind, Question, SideName
from models.text.document import side_id
from tests.app.rooms import JO, MUM, SAM, Room

NAMES = {SAM: "Sam", JO: "Jo", MUM: "Mum", "mum": "Mum"}


def heard(room: Room, question: str) -> list[str]:
    asked = room.form.question(question)
    said = passages_of(room.desk, asked, lambda person: NAMES.get(person, person))
    assert said[0] == asked.wording
    return said[1 + bool(asked.help) :]


def test_words_of_each_side_are_read_with_the_name_first() -> None:
    room = Room()
    room.write(room.own(SAM), side_id("garden", "patient"), "I like it.")
    room.write(room.own(JO), side_id("garden", "team"), "It helps.")
    room.write(room.own(JO), side_id("garden", "together"), "Garden first.")

    assert heard(room, "garden") == ["Sam: I like it.", "Jo: It helps.", "Together: what we agree.", "Jo: Garden first."]


def test_where_nobody_wrote_that_is_said() -> None:
    assert heard(Room(), "garden") == ["Nobody has written here yet."]


def test_words_that_were_typed_for_somebody_say_so() -> None:
    room = Room()
    room.write(room.pens.typing_for(JO, SAM), side_id("garden", "patient"), "I like it.")

    assert heard(room, "garden") == ["Sam, typed by Jo, not yet confirmed: I like it."]


def test_a_decision_under_the_law_is_read_with_how_it_can_be_questioned_or_that_nobody_wrote_it() -> None:
    room, law = Room(), Question("law", "What was decided?", "Law", Kind.LAW, (SideName.TEAM,))
    room.desk.take_up(room.own(JO))
    for way, said in (("", "Nobody has written yet how this can be questioned, and who can help."), ("Ask.", "How to question it: Ask.")):
        room.desk.enter(side_id("garden", "team"), law_value(LawDecision("Section 3", "Dr Ade", "Nights.", challenge=way)))
        entry = room.desk.entries(side_id("garden", "team"))[0]
        whole = f"Decided under the law by Dr Ade, under Section 3. Why: Nights. {said}"
        assert answer_in_words(law, entry, lambda person: NAMES.get(person, person)) == whole


@pytest.mark.parametrize(("until", "said"), [("12 June 2026", "Until: 12 June 2026."), ("Until May.", "Until May."), ("", "")])
def test_a_decision_under_the_law_is_read_with_its_end_and_each_part_has_its_stop(until: str, said: str) -> None:
    room, law = Room(), Question("law", "What was decided?", "Law", Kind.LAW, (SideName.TEAM,))
    room.desk.take_up(room.own(JO))
    room.desk.enter(side_id("garden", "team"), law_value(LawDecision("Section 3", "Dr Ade", "To be safe", until, "Ask the tribunal")))
    entry = room.desk.entries(side_id("garden", "team"))[0]

    whole = f"Decided under the law by Dr Ade, under Section 3. Why: To be safe. {said} How to question it: Ask the tribunal."
    assert answer_in_words(law, entry, lambda person: NAMES.get(person, person)) == " ".join(whole.split())


def test_a_reason_without_a_stop_does_not_run_into_the_next_sentence() -> None:
    room = Room()
    room.write(room.own(SAM), side_id("ask", "patient"), "Leave.")
    room.desk.take_up(room.own(JO))
    room.desk.enter(side_id("ask", "team"), answered_value(Answered(Reply.NO, "The ward is full", JO)))

    assert "Jo: No. The ward is full. Answered by Jo." in heard(room, "ask")


def test_answers_that_are_not_text_are_read_in_words() -> None:
    room = Room()
    drinks = room.form.question("drinks")
    first = drinks.choices[0]
    room.desk.take_up(room.own(SAM))
    room.desk.enter(side_id("drinks", "patient"), chosen_value(drinks, Chosen((first.value,))))
    room.desk.enter(side_id("day", "together"), date_value(date(2026, 6, 1)))
    room.desk.enter(side_id("step", "together"), step_value(Step(SAM, date(2026, 6, 1))))
    room.desk.take_up(room.own(JO))
    room.desk.enter(side_id("ask", "team"), answered_value(Answered(Reply.LATER, "The ward is full.", JO, date(2026, 6, 2))))

    assert heard(room, "drinks") == [f"Sam: {first.words}"]
    assert heard(room, "day") == ["Together: what we agree.", "Sam: 1 June 2026"]
    assert heard(room, "step") == ["Together: what we agree.", "Sam: Sam takes it on. By 1 June 2026."]
    assert heard(room, "ask") == ["Jo: Later. The ward is full. Answered by Jo. We look again on 2 June 2026."]


def test_an_answer_is_read_and_differs_also_when_the_relative_who_gave_it_is_not_here() -> None:
    room = Room()
    drinks = room.form.question("drinks")
    for person, side, choice in ((MUM, f"family:{MUM}", "music"), (SAM, "patient", "tea")):
        room.desk.take_up(room.own(person))
        room.desk.enter(side_id("drinks", side), chosen_value(drinks, Chosen((choice,))))
    room.people = [here for here in room.people if here.person != MUM]

    assert heard(room, "drinks") == ["Sam: Tea", "Mum: Music"]
    assert differing_at(room.desk, str) == [(drinks, "")]
