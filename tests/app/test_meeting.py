"""A meeting under way: the agenda in the chair's order, the quiet ring, who leads, who asked to speak, breaks, and what is forgotten."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random, SystemRandom

import pytest

from app.agenda import chair_lines
from app.answers import Chosen, chosen_value
from app.forms import shipped_form
from app.meeting import MeetingNow
from app.plans import find_plan, start_plan
from app.standing import Rest
from models.agenda import Stretch
from models.meetings import Led, meeting
from models.sittings import TakesPart
from tests.app.meeting_room import MeetingRoom, open_meeting_room
from tests.app.open_ward import open_ward
from tests.app.rooms import told


@pytest.fixture
def room(tmp_path: Path) -> Iterator[MeetingRoom]:
    """Not the first meeting: there is something of last time."""
    ward = open_ward(tmp_path)
    opened = open_meeting_room(ward)
    opened.plan.desk.take_up(opened.sitting.pens.own(ward.jo.id))
    opened.plan.desk.write("mm_since/team", 0, 0, "The garden gate is mended.")
    opened.plan.desk.put_down()
    yield opened
    ward.close()


def ids(meeting: MeetingNow) -> list[str]:
    return [part.id for part in meeting.parts]


# ---- the agenda


def test_every_line_of_the_agenda_and_every_question_in_it_is_there() -> None:
    form = shipped_form("my_meeting")
    talked = [question for part in form.agenda for question in part.questions]

    assert len(talked) == len(set(talked))
    assert {line for part in form.agenda for line in part.lines} <= set(chair_lines())
    after_the_preparation = {question.id for section in form.sections[1:] for question in section.questions}
    headings = {question.id for question in form.questions if question.kind == "heading"}
    assert set(talked) == after_the_preparation - headings


def test_nobody_prepared_and_the_parts_come_as_they_are_printed(room: MeetingRoom) -> None:
    assert ids(room.meeting) == [part.id for part in room.plan.form.agenda]
    assert room.meeting.at.id == "ag_welcome"


def test_what_the_patient_put_first_comes_first_and_what_is_new_comes_after_what_was(room: MeetingRoom) -> None:
    order = room.plan.form.question("mm_order")
    room.plan.desk.take_up(room.sitting.pens.own(room.ward.sam.id))
    room.plan.desk.enter("mm_order/patient", chosen_value(order, Chosen(("mm_leave", "mm_well"))))

    parts = ids(room.meeting)
    assert parts[:5] == ["ag_welcome", "ag_since", "mm_leave", "mm_well", "mm_hard"]
    assert parts[-1] == "ag_close"


def test_where_there_was_no_last_time_nobody_is_asked_what_became_of_it(tmp_path: Path) -> None:
    ward = open_ward(tmp_path)
    first = open_meeting_room(ward)
    since = first.part("ag_since")
    assert since not in (*first.meeting.parts, *first.meeting.left_out)
    first.meeting.go_on_to_next()
    assert first.meeting.at.id == "mm_well"

    first.meeting.go_to(since)
    assert since in first.meeting.parts, "whoever wants to write there can"
    ward.close()


def test_a_short_meeting_has_what_was_chosen_what_was_written_for_and_what_stays(room: MeetingRoom) -> None:
    order = room.plan.form.question("mm_order")
    room.plan.desk.take_up(room.sitting.pens.own(room.ward.sam.id))
    room.plan.desk.enter("mm_order/patient", chosen_value(order, Chosen(("mm_leave", "mm_well"))))
    room.plan.desk.write("mm_medicine/patient", 0, 0, "It makes me sleepy.")

    meeting = room.plan.begin_meeting(short=True)
    talked = [part.id for part in meeting.parts if part.stretch is Stretch.TALK]
    assert talked == ["mm_leave", "mm_well", "mm_my_points", "mm_needs", "mm_safe", "mm_medicine"]
    untouched = [part.id for part in meeting.parts if part.stretch is not Stretch.TALK]
    assert untouched == [part.id for part in room.plan.form.agenda if part.stretch is not Stretch.TALK]
    meeting.go_to(room.part("mm_body"))
    assert "mm_body" in ids(meeting), "what was left out comes in at any time"


def test_going_on_ticks_a_part_and_opening_a_question_goes_to_its_part(room: MeetingRoom) -> None:
    meeting = room.meeting
    meeting.go_on_to_next()
    assert (meeting.at.id, meeting.is_done(room.part("ag_welcome"))) == ("ag_since", True)

    meeting.go_to_question("mm_law")
    assert meeting.at.id == "ag_decide"
    meeting.go_to_question("mm_say")  # of the preparation: no part
    assert meeting.at.id == "ag_decide"


def test_the_last_part_has_nothing_behind_it(room: MeetingRoom) -> None:
    meeting = room.meeting
    for _part in meeting.parts:
        meeting.go_on_to_next()
    assert (meeting.at.id, meeting.following) == ("ag_close", None)
    assert all(meeting.is_done(part) for part in meeting.parts)


def test_staying_safe_cannot_be_left_out_and_other_parts_come_back(room: MeetingRoom) -> None:
    meeting = room.meeting
    meeting.leave_out(room.part("mm_safe"))
    meeting.leave_out(room.part("mm_body"))
    meeting.leave_out(room.part("ag_since"))
    assert [part.id for part in meeting.left_out] == ["mm_body"]

    meeting.take_in(room.part("mm_body"))
    assert ids(meeting) == [part.id for part in room.plan.form.agenda]


def test_a_part_moves_past_what_was_left_out_and_not_past_the_ends(room: MeetingRoom) -> None:
    meeting = room.meeting
    talk = [part for part in meeting.parts if meeting.can_move(part)]
    place = talk.index(room.part("mm_body"))
    before, behind = talk[place - 1], talk[place + 1]
    meeting.leave_out(room.part("mm_body"))
    meeting.move(before, 1)
    assert meeting.parts.index(before) == meeting.parts.index(behind) + 1

    assert not meeting.can_move_by(talk[0], -1)
    assert not meeting.can_move_by(talk[-1], 1)
    assert not meeting.can_move_by(room.part("mm_body"), 1)
    assert meeting.can_move_by(talk[0], 1)


def test_whatever_is_done_to_the_agenda_every_part_is_there_once_and_start_and_close_stay_where_they_are(room: MeetingRoom) -> None:
    seed = SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    dice, meeting = Random(seed), room.meeting
    for _step in range(150):
        part = dice.choice(room.plan.form.agenda)
        act = dice.choice(
            (
                lambda part=part: meeting.move(part, dice.randint(-20, 20)),
                lambda part=part: meeting.leave_out(part),
                lambda part=part: meeting.take_in(part),
                lambda part=part: meeting.go_to(part),
                meeting.go_on_to_next,
                lambda part=part: meeting.change_minutes(part, dice.choice((-5, 5))),
            )
        )
        act()
        assert sorted(ids(meeting) + [one.id for one in meeting.left_out]) == sorted(one.id for one in room.plan.form.agenda)
        assert meeting.at in meeting.parts
        assert [one.stretch for one in meeting.parts] == sorted((one.stretch for one in meeting.parts), key=list(Stretch).index)
        assert all(part in meeting.parts for part in room.plan.form.agenda if part.stays)
    again = room.reopen()
    assert (ids(again), again.at, again.left_out) == (ids(meeting), meeting.at, meeting.left_out)


# ---- the ring


def test_the_ring_empties_with_time_that_passes_and_not_with_a_clock_that_is_set(room: MeetingRoom) -> None:
    meeting = room.meeting
    room.ward.clock.advance(60)
    room.ward.clock.set(room.ward.clock.now() + timedelta(hours=5))
    assert meeting.left(meeting.at) == pytest.approx(0.8)

    room.ward.clock.set(room.ward.clock.now() - timedelta(days=2))
    assert meeting.left(meeting.at) == pytest.approx(0.8)
    room.ward.clock.advance(3600)
    assert meeting.left(meeting.at) == 0.0


def test_the_ring_stands_still_in_a_break_and_goes_on_after_it(room: MeetingRoom) -> None:
    meeting, clock = room.meeting, room.ward.clock
    clock.advance(60)
    meeting.take_a_break(10)
    assert (meeting.rest, meeting.back_at) == (Rest.BREAK, clock.now() + timedelta(minutes=10))
    clock.advance(1200)
    assert meeting.rest is Rest.BREAK, "nothing begins again by itself"
    meeting.go_on_again()
    assert meeting.left(meeting.at) == pytest.approx(0.8)
    meeting.pause()
    clock.advance(500)
    assert meeting.left(meeting.at) == pytest.approx(0.8)


def test_the_end_is_reckoned_from_what_is_ahead(room: MeetingRoom) -> None:
    meeting = room.meeting
    whole = sum(part.minutes for part in room.plan.form.agenda)
    assert meeting.stops_at() - room.ward.clock.now() == timedelta(minutes=whole)

    meeting.leave_out(room.part("mm_body"))
    meeting.change_minutes(room.part("mm_well"), 5)
    assert meeting.stops_at() - room.ward.clock.now() == timedelta(minutes=whole)


# ---- the chair


def test_the_chair_is_handed_on_shared_and_taken_back_and_who_led_is_kept(room: MeetingRoom) -> None:
    meeting, sam, jo = room.meeting, room.ward.sam.id, room.ward.jo.id
    assert meeting.leads == ()
    meeting.hand_chair_to(sam)
    meeting.hand_chair_to(jo)
    meeting.hand_chair_to(sam, jo)
    meeting.hand_chair_to(sam)
    assert [here.person for here in meeting.leads] == [sam]
    assert meeting.led == (Led((sam,)), Led((jo,)), Led((sam, jo)), Led((sam,)))
    with told("not here"):
        meeting.hand_chair_to(room.ward.robin.id)


def test_a_chair_who_goes_leads_no_more_and_leads_again_on_coming_back(room: MeetingRoom) -> None:
    meeting = room.meeting
    meeting.hand_chair_to(room.mum.id)
    room.sitting.leave(room.mum.id)
    assert meeting.leads == ()


def test_the_lines_are_those_of_the_one_who_leads_with_the_gaps_filled(room: MeetingRoom) -> None:
    meeting = room.meeting
    assert meeting.line.startswith("Hello everybody. This is Sam's meeting")
    meeting.hand_chair_to(room.ward.sam.id)
    assert meeting.line == "Hello everybody. Thank you for coming to my meeting."
    meeting.hand_chair_to(room.ward.sam.id, room.ward.jo.id)
    assert meeting.line.startswith("A: Hello everybody")
    meeting.next_line()
    assert meeting.line == "B: Please say your name and what you do."
    for _line in meeting.lines():
        meeting.next_line()
    assert meeting.line == ""
    meeting.first_line()
    assert meeting.line.startswith("A: Hello")


def test_where_nobody_prepared_the_chair_asks_for_the_order(room: MeetingRoom) -> None:
    room.meeting.hand_chair_to(room.ward.sam.id)
    assert "Nobody had to prepare. Let us choose what comes first." in room.meeting.lines()
    assert not any("order I chose" in line for line in room.meeting.lines())


def test_no_line_has_a_gap_in_it(room: MeetingRoom) -> None:
    meeting = room.meeting
    for people in ((), (room.ward.sam.id,), (room.ward.sam.id, room.ward.jo.id), (room.mum.id,)):
        meeting.hand_chair_to(*people)
        for part in meeting.parts:
            meeting.go_to(part)
            assert all("{" not in line for line in meeting.lines())
        assert all("{" not in line for _when, line in meeting.other_lines())


def test_lines_that_were_written_down_before_are_at_hand_one_by_one(room: MeetingRoom) -> None:
    room.plan.desk.take_up(room.sitting.pens.own(room.ward.sam.id))
    room.plan.desk.write("mm_lines/patient", 0, 0, "I am afraid of needles.\n\nPlease look at me.")
    assert room.meeting.own_lines() == ["I am afraid of needles.", "Please look at me."]

    room.plan.desk.take_up(room.sitting.pens.own(room.ward.jo.id))
    room.plan.desk.write("mm_lines/patient", 0, len("I am afraid of needles."), "")
    assert room.meeting.own_lines() == ["I am afraid of needles.", "Please look at me."], "it is Sam's to let go"


def said_when(meeting: MeetingNow, when: str) -> str:
    return dict(meeting.other_lines()).get(when, "")


def test_no_line_names_whoever_says_it(room: MeetingRoom) -> None:
    meeting, sam, jo, mum = room.meeting, room.ward.sam.id, room.ward.jo.id, room.mum.id
    meeting.hand_chair_to(sam)
    assert not any("Sam" in line for _when, line in meeting.other_lines())
    assert said_when(meeting, "Passing the lead") == "I would like Jo to lead now, please."
    meeting.note_spoken(jo)
    assert said_when(meeting, "Somebody not heard yet") == "Mum, would you like to say something? You can pass."
    meeting.note_spoken(mum)
    assert said_when(meeting, "Passing the lead") == "I would like Jo to lead now, please.", "all were heard: who spoke first"
    meeting.hand_chair_to(jo)
    assert said_when(meeting, "Somebody not heard yet").startswith("Sam, "), "the patient first"
    meeting.ask_to_speak(mum)
    assert said_when(meeting, "Somebody not heard yet").startswith("Mum, ")
    room.sitting.leave(sam)
    room.sitting.leave(mum)
    assert said_when(meeting, "Somebody not heard yet") == "", "there is nobody to name"


def test_who_speaks_now_is_who_shall_finish(room: MeetingRoom) -> None:
    room.meeting.hand_chair_to(room.ward.sam.id)
    room.meeting.give_turn(room.mum.id)
    assert said_when(room.meeting, "Somebody talks over") == "Please let Mum finish."
    room.meeting.give_turn(room.ward.sam.id)
    assert said_when(room.meeting, "Somebody talks over") == "Please let Jo finish."


def test_how_much_time_is_left_is_said_near_the_end_alone_and_it_is_true(room: MeetingRoom) -> None:
    meeting = room.meeting
    assert said_when(meeting, "Time") == ""
    for _part in meeting.parts[1:]:
        meeting.go_on_to_next()
    assert said_when(meeting, "Time").startswith("We have 5 minutes left.")
    room.ward.clock.advance(120)
    assert said_when(meeting, "Time").startswith("We have 3 minutes left.")


# ---- who speaks


def speaker(meeting: MeetingNow) -> str:
    return meeting.speaks.known_as if meeting.speaks else ""


def test_who_asks_first_is_first_and_whoever_spoke_waits_no_more(room: MeetingRoom) -> None:
    meeting, jo, mum = room.meeting, room.ward.jo.id, room.mum.id
    meeting.ask_to_speak(mum)
    meeting.ask_to_speak(jo)
    meeting.ask_to_speak(mum)
    assert [here.person for here in meeting.turns] == [mum, jo]
    assert [here.known_as for here in meeting.not_heard] == ["Sam"]

    meeting.give_turn(mum)
    meeting.lower_hand(jo)
    assert meeting.turns == ()
    assert [here.person for here in meeting.not_heard] == [room.ward.sam.id, jo]
    meeting.go_on_to_next()
    assert len(meeting.not_heard) == 3, "each part begins anew"


def test_who_had_a_turn_speaks_until_somebody_else_does_and_can_ask_again(room: MeetingRoom) -> None:
    meeting, jo, mum = room.meeting, room.ward.jo.id, room.mum.id
    meeting.give_turn(mum)
    assert (speaker(meeting), meeting.heard) == ("Mum", ())
    meeting.note_spoken(room.ward.sam.id)
    assert speaker(meeting) == "Mum", "somebody else put in a word"
    meeting.give_turn(jo)
    assert (speaker(meeting), [here.person for here in meeting.heard]) == ("Jo", [mum, room.ward.sam.id])

    meeting.ask_to_speak(mum)
    assert [here.person for here in meeting.turns] == [mum]
    assert [here.person for here in meeting.heard] == [room.ward.sam.id]
    meeting.note_spoken(jo)
    assert speaker(meeting) == ""
    meeting.give_turn(mum)
    assert (speaker(room.reopen()), [here.person for here in room.reopen().heard]) == ("Mum", [room.ward.sam.id, jo]), "after a crash too"
    meeting.go_on_to_next()
    assert (speaker(meeting), meeting.heard) == ("", ()), "each part begins anew"


def test_whoever_leaves_or_only_sent_words_is_on_no_list(room: MeetingRoom) -> None:
    meeting = room.meeting
    meeting.ask_to_speak(room.mum.id)
    room.sitting.leave(room.mum.id)
    room.sitting.arrive(room.ward.jo.id, room.sitting.person(room.ward.jo.id).role, TakesPart.SENT_WORDS)
    assert meeting.turns == ()
    assert [here.known_as for here in meeting.not_heard] == ["Sam"]


# ---- after a crash, and after the end


def test_after_a_crash_it_goes_on_where_it_was(room: MeetingRoom) -> None:
    meeting = room.meeting
    meeting.hand_chair_to(room.ward.sam.id)
    meeting.go_to(room.part("mm_safe"))
    room.ward.clock.advance(120)
    meeting.ask_to_speak(room.mum.id)
    meeting.give_turn(room.ward.jo.id)
    room.ward.clock.advance(3000)  # the computer is off: time that nobody counts

    again = room.reopen()
    assert (again.at.id, again.left(again.at)) == ("mm_safe", pytest.approx(0.8))
    assert again.speaks is not None
    assert again.speaks.person == room.ward.jo.id
    assert [here.person for here in again.leads] == [room.ward.sam.id]
    assert [here.person for here in again.turns] == [room.mum.id]


def test_with_the_end_of_the_sitting_the_cues_are_forgotten_and_who_led_stays(room: MeetingRoom) -> None:
    running, sitting, plan = room.meeting, room.sitting.sitting.id, room.plan.plan.id
    running.hand_chair_to(room.ward.sam.id)
    running.ask_to_speak(room.mum.id)
    room.ward.store.end_sitting()

    with room.ward.store.store.reading() as session:
        kept = meeting(session, sitting, plan)
    assert kept is not None
    assert (kept.now, kept.led) == (None, (Led((room.ward.sam.id,)),))


def test_it_stays_closed_until_something_is_done_in_it(room: MeetingRoom) -> None:
    meeting = room.meeting
    meeting.close()
    meeting.keep_time()
    assert room.reopen().closed, "a crash in the questions after it opens it again"
    meeting.open_again()
    assert not room.reopen().closed, "whoever stays has not closed it"
    meeting.close()
    meeting.go_to(room.part("mm_safe"))
    assert not room.reopen().closed


def test_what_was_left_out_and_that_it_was_closed_stay_for_ever(room: MeetingRoom) -> None:
    meeting_now, sitting, plan = room.meeting, room.sitting.sitting.id, room.plan.plan.id
    meeting_now.leave_out(room.part("mm_body"))
    meeting_now.close()
    room.ward.store.end_sitting()
    with room.ward.store.store.reading() as session:
        kept = meeting(session, sitting, plan)
    assert kept is not None
    assert (kept.now, kept.left_out, kept.closed) == (None, ("mm_body",), True)


@pytest.mark.parametrize(("stopped_at", "part"), [("mm_safe", "mm_safe"), ("mm_read_back", "ag_welcome"), ("mm_lines", "ag_welcome")])
def test_in_another_sitting_it_goes_on_in_the_part_where_it_stopped_and_not_in_the_closing(
    room: MeetingRoom, stopped_at: str, part: str
) -> None:
    ward = room.ward
    assert room.meeting.at.id == "ag_welcome"
    ward.store.end_sitting(stopped_at)
    ward.store.unlock_as(ward.jo.id)
    ward.store.begin_sitting(ward.sam.id)
    again = ward.store.open_plan(find_plan(ward.store.store, room.plan.plan.id)).begin_meeting()
    assert again.at.id == part
    assert (again.leads, again.turns) == ((), ())


def test_what_was_written_before_the_first_meeting_does_not_say_where_it_begins(room: MeetingRoom) -> None:
    ward = room.ward
    ward.store.end_sitting("mm_safe")
    ward.store.unlock_as(ward.jo.id)
    ward.store.begin_sitting(ward.sam.id)
    first = ward.store.open_plan(find_plan(ward.store.store, room.plan.plan.id)).begin_meeting()
    assert first.at.id == "ag_welcome"


def test_two_meetings_can_be_held_in_one_sitting_each_with_a_record_of_its_own(room: MeetingRoom) -> None:
    room.meeting.hand_chair_to(room.ward.sam.id)
    ward, form = room.ward, room.plan.form
    second = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, form))
    assert second.meeting is None
    second.begin_meeting().hand_chair_to(ward.jo.id)
    assert [one.people for one in second.begin_meeting().led] == [(ward.jo.id,)]
    again = ward.store.open_plan(room.plan.plan)
    assert again.meeting is not None
    assert [one.people for one in again.meeting.led] == [(ward.sam.id,)]


def test_a_sitting_with_another_plan_is_no_meeting(room: MeetingRoom) -> None:
    room.meeting.hand_chair_to(room.ward.sam.id)
    found = MeetingNow.go_on(room.ward.store.store, room.ward.clock, room.sitting, "another", room.plan.form, room.plan.document)
    assert found is None
