"""Since last time: the open steps of the last meeting come into the next one, word for word, under their owners, once."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random, SystemRandom

import pytest

from app.answers import Chosen, Step, chosen_value, step_value
from app.forms import roles, shipped_form
from app.next_plan import start_next_plan
from app.open_plan import OpenPlan
from app.places import BEFORE, STRUCK_BEFORE, added_boxes
from app.plans import start_plan
from app.reading_out import passages_of
from app.since import bring_steps, last_record
from app.struck_before import asked_out
from app.word.blocks import CopyKind
from app.word.export import copy_of
from app.wording import voice_name
from models.text.clean import utf16_width
from models.text.document import side_id
from models.text.entries import answers
from models.text.pens import Pen
from tests.app.meeting_room import MeetingRoom, open_meeting_room
from tests.app.open_ward import open_ward

People = tuple[str, ...]
Letter = tuple[str, People]  # and whose it is


@pytest.fixture
def room(tmp_path: Path) -> Iterator[MeetingRoom]:
    ward = open_ward(tmp_path)
    yield open_meeting_room(ward)
    ward.close()


def add_step(room: MeetingRoom, pen: Pen, words: str, step: Step | None = None) -> str:
    """Somebody adds a step with their pen; gives its place."""
    desk, question = room.plan.desk, room.plan.form.question("mm_actions")
    desk.take_up(pen)
    first = side_id("mm_actions", "together")
    place = first if not room.plan.document.side(first).length else side_id("mm_actions", "together", desk.add_box(question))
    desk.write(place, 0, 0, words)
    if step:
        desk.enter(place, step_value(step))
    return place


def next_meeting(room: MeetingRoom) -> OpenPlan:
    """The sitting ends, and in a new one the next meeting's record is on the table, with the steps brought in."""
    ward = room.ward
    ward.store.end_sitting()
    ward.clock.advance(86_400)
    ward.store.unlock_as(ward.jo.id)
    sitting = ward.store.begin_sitting(ward.sam.id)
    sitting.arrive(ward.jo.id, roles()["nurse"])
    sitting.arrive(room.mum.id, roles()["mother"])
    room.plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("my_meeting")))
    bring_steps(ward.store, room.plan, sitting.pens.own(ward.jo.id))
    assert ward.store.keeping.flush()
    return room.plan


def brought(plan: OpenPlan) -> list[tuple[str, tuple[str, ...]]]:
    """What was brought in: the words, and the people whose they are."""
    places = [side_id("mm_since", BEFORE, box) for box in added_boxes(plan.document, "mm_since")]
    return [
        ("".join(run.text for run in runs), runs[0].look.voice.people) for place in places if (runs := plan.document.side(place).runs())
    ]


def test_the_next_meeting_begins_with_the_steps_of_this_one_under_their_owners(room: MeetingRoom) -> None:
    sam, jo = room.ward.sam.id, room.ward.jo.id
    add_step(room, room.sitting.pens.own(sam), "I ring the council.", Step(sam))
    add_step(room, room.sitting.pens.own(jo), "Jo asks for the room.", Step(jo))

    plan = next_meeting(room)

    assert brought(plan) == [("I ring the council.", (sam,)), ("Jo asks for the room.", (jo,))]
    assert bring_steps(room.ward.store, plan, room.sitting.pens.own(jo)) == 0, "once is enough"


def test_what_is_done_or_not_wanted_by_all_is_not_asked_again_and_what_is_open_for_one_is(room: MeetingRoom) -> None:
    sam, jo = room.ward.sam.id, room.ward.jo.id
    for words in ("Done by both.", "Done for Jo alone.", "Nobody said."):
        add_step(room, room.sitting.pens.own(jo), words)
    plan = next_meeting(room)
    question = plan.form.question("mm_since")
    both, one, _nobody = added_boxes(plan.document, "mm_since")
    for person, side, box, value in (
        (sam, "patient", both, "done"),
        (jo, "team", both, "changed"),
        (jo, "team", one, "done"),
        (sam, "patient", one, "partly"),
    ):
        plan.desk.take_up(room.sitting.pens.own(person))
        plan.desk.enter(side_id("mm_since", side, box), chosen_value(question, Chosen((value,))))

    assert [words for words, _people in brought(next_meeting(room))] == ["Done for Jo alone.", "Nobody said."]


def test_while_a_relative_says_that_a_step_is_open_it_is_asked_again(room: MeetingRoom) -> None:
    add_step(room, room.sitting.pens.own(room.ward.jo.id), "Find a flat.")
    plan = next_meeting(room)
    question, box = plan.form.question("mm_since"), added_boxes(plan.document, "mm_since")[0]
    mums = f"family:{room.mum.id}"
    for person, side, value in ((room.ward.sam.id, "patient", "done"), (room.ward.jo.id, "team", "done"), (room.mum.id, mums, "not_yet")):
        plan.desk.take_up(room.sitting.pens.own(person))
        plan.desk.enter(side_id("mm_since", side, box), chosen_value(question, Chosen((value,))))

    assert [words for words, _people in brought(next_meeting(room))] == ["Find a flat."]


def test_a_record_that_was_only_prepared_hides_no_steps(room: MeetingRoom) -> None:
    room.plan.begin_meeting()
    add_step(room, room.sitting.pens.own(room.ward.jo.id), "Find a flat.")
    ward = room.ward
    assert ward.store.keeping.flush()
    ward.clock.advance(60)
    unheld = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("my_meeting")))
    unheld.desk.take_up(room.sitting.pens.own(ward.sam.id))
    unheld.desk.write("mm_say/patient", 0, 0, "One word.")
    assert [words for words, _people in brought(next_meeting(room))] == ["Find a flat."]


def test_the_next_plan_from_this_one_brings_no_step_twice(room: MeetingRoom) -> None:
    add_step(room, room.sitting.pens.own(room.ward.jo.id), "Find a flat.")
    ward = room.ward
    assert ward.store.keeping.flush()
    started = start_next_plan(ward.store, room.plan.plan, room.sitting.pens.own(ward.jo.id))
    later = ward.store.open_plan(started.plan)
    assert started.left_behind == ()
    bring_steps(ward.store, later, room.sitting.pens.own(ward.jo.id))
    assert [words for words, _people in brought(later)] == ["Find a flat."]
    assert later.document.side("mm_actions/together").text == ""


def strike(room: MeetingRoom, place: str, words: str) -> None:
    """Jo strikes words of a step."""
    room.plan.desk.take_up(room.sitting.pens.own(room.ward.jo.id))
    room.plan.desk.write(place, room.plan.document.side(place).text.index(words), len(words), "")


def called(room: MeetingRoom, person: str) -> str:
    """What somebody of the room is called."""
    return {room.ward.jo.id: "Jo", room.ward.sam.id: "Sam"}[person]


def asked_out_of(room: MeetingRoom) -> list[str]:
    """What is said of the strikes on the steps that were brought in."""
    document = room.plan.document
    name = partial(voice_name, names=partial(called, room))
    return [said for box in added_boxes(document, "mm_since") for said in asked_out(document, "mm_since", box, name)]


def test_a_first_meeting_has_no_steps_and_one_that_its_owner_let_go_does_not_come(room: MeetingRoom) -> None:
    assert last_record(room.ward.store, room.plan.plan) is None
    assert bring_steps(room.ward.store, room.plan, room.sitting.pens.own(room.ward.jo.id)) == 0
    place = add_step(room, room.sitting.pens.own(room.ward.sam.id), "I go alone.")
    strike(room, place, "I go alone.")
    room.plan.desk.take_up(room.sitting.pens.own(room.ward.sam.id))
    room.plan.desk.let_go(place, room.plan.document.side(place).ids_of(0, len("I go alone.")))

    assert brought(next_meeting(room)) == []


def test_a_step_that_somebody_struck_comes_whole_and_it_is_said_who_asked_to_take_it_out(room: MeetingRoom) -> None:
    sam = room.ward.sam.id
    place = add_step(room, room.sitting.pens.own(sam), "The ward buys a kettle and a toaster.", Step(sam))
    strike(room, place, "and a toaster")
    asks = "Jo asked to take out “and a toaster”. It is not settled."

    plan = next_meeting(room)
    assert brought(plan) == [("The ward buys a kettle and a toaster.", (sam,))]
    assert asked_out_of(room) == [asks]
    assert any(asks in said for said in passages_of(plan.desk, plan.form.question("mm_since"), partial(called, room)))
    copy = copy_of(room.ward.store, plan.plan, CopyKind.CLEAN)
    parts = next(asked.parts for asked in copy.asked if asked.question == "mm_since")
    assert "".join(piece.text for piece in parts[0].body[-1]) == asks
    assert plan.desk.answers_waiting_for(room.ward.jo.id) == []

    assert brought(next_meeting(room)) == [("The ward buys a kettle and a toaster.", (sam,))]
    assert asked_out_of(room) == [asks], "until somebody settles it"


def test_a_step_that_somebody_struck_is_not_called_left_behind_since_it_comes(room: MeetingRoom) -> None:
    ward = room.ward
    strike(room, add_step(room, room.sitting.pens.own(ward.sam.id), "I go alone."), "I go alone.")
    assert ward.store.keeping.flush()
    started = start_next_plan(ward.store, room.plan.plan, room.sitting.pens.own(ward.jo.id))
    later = ward.store.open_plan(started.plan)
    bring_steps(ward.store, later, room.sitting.pens.own(ward.jo.id))
    assert ward.store.keeping.flush()

    assert started.left_behind == ()
    assert [words for words, _people in brought(later)] == ["I go alone."]
    copy = copy_of(ward.store, later.plan, CopyKind.CLEAN)
    assert "Left behind in the earlier plan" not in [part.title for part in copy.closing]


def test_the_copy_says_what_was_said_last_time_before_the_answers(room: MeetingRoom) -> None:
    sam = room.ward.sam.id
    add_step(room, room.sitting.pens.own(sam), "I ring the council.", Step(sam))
    plan = next_meeting(room)
    copy = copy_of(room.ward.store, plan.plan, CopyKind.CLEAN)
    parts = next(asked.parts for asked in copy.asked if asked.question == "mm_since")

    assert [part.title for part in parts if part.title] == ["What we said last time"], "and nowhere else a second time"
    said = ["".join(piece.text for piece in line) for line in parts[0].body]
    assert said == ["I ring the council. (words of Sam)", "Sam takes this step."]


def test_the_chair_asks_about_the_step_that_nobody_has_answered_yet(room: MeetingRoom) -> None:
    for words in ("Ring the council.", "Find a room."):
        add_step(room, room.sitting.pens.own(room.ward.sam.id), words)
    plan = next_meeting(room)
    meeting = plan.begin_meeting()
    meeting.hand_chair_to(room.ward.sam.id)
    meeting.go_to(next(part for part in meeting.parts if part.since_last_time))
    assert meeting.line == "Last time we said: Ring the council. What happened?"

    plan.desk.take_up(room.sitting.pens.own(room.ward.sam.id))
    question = plan.form.question("mm_since")
    plan.desk.enter(side_id("mm_since", "patient", added_boxes(plan.document, "mm_since")[0]), chosen_value(question, Chosen(("done",))))
    assert meeting.line == "Last time we said: Find a room. What happened?"


def test_whatever_steps_there_are_each_comes_once_with_every_letter_under_its_owner_and_every_strike_is_told(room: MeetingRoom) -> None:
    seed = SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    dice = Random(seed)
    pens = [room.sitting.pens.own(person) for person in (room.ward.sam.id, room.ward.jo.id, room.mum.id)]
    steps = [step_by_chance(room, pens, dice) for _step in range(12)]

    plan = next_meeting(room)
    found = []
    for box in added_boxes(plan.document, "mm_since"):
        runs = plan.document.side(side_id("mm_since", BEFORE, box)).runs()
        letters = [(letter, run.look.voice.people) for run in runs for letter in run.text]
        told = {entry.pen.voice.people: entry.value["out"] for entry in answers(plan.document, side_id("mm_since", STRUCK_BEFORE, box))}
        found.append((letters, told))
    assert sorted(map(str, found)) == sorted(map(str, steps))


def step_by_chance(room: MeetingRoom, pens: list[Pen], dice: Random) -> tuple[list[Letter], dict[People, list[str]]]:
    """A step by several hands, with strikes: its letters, whose they are, and what is told of who struck which of them."""
    place = add_step(room, dice.choice(pens), f"Step {dice.random()} ")
    first = room.plan.document.side(place)
    letters: list[Letter] = [(letter, run.look.voice.people) for run in first.runs() for letter in run.text]
    for _more in range(dice.randint(0, 3)):
        pen, words = dice.choice(pens), dice.choice(("garden ", "é😀 ", "ring "))
        room.plan.desk.take_up(pen)
        room.plan.desk.write(place, room.plan.document.side(place).length, 0, words)
        letters += [(letter, pen.voice.people) for letter in words]
    struck: dict[int, People] = {}  # who asked to take that letter out
    for _strike in range(dice.randint(0, 3)):
        pen = dice.choice(pens)
        start = dice.randrange(len(letters))
        end = dice.randint(start, len(letters))
        others = [at for at in range(start, end) if letters[at][1] != pen.voice.people]
        if len(others) == end - start and not set(others) & set(struck):  # of one's own words it would take them away
            room.plan.desk.take_up(pen)
            text = "".join(letter for letter, _owner in letters)
            room.plan.desk.write(place, utf16_width(text[:start]), utf16_width(text[start:end]), "")
            struck |= dict.fromkeys(others, pen.voice.people)
    return letters, told_of(letters, struck)


def told_of(letters: list[Letter], struck: dict[int, People]) -> dict[People, list[str]]:
    """Of each who struck something the words of it: those of one owner that stand together are told together."""
    told: dict[People, list[str]] = {}
    before: tuple[int, People, People] | None = None
    for at in sorted(struck):
        words = told.setdefault(struck[at], [])
        if before == (at - 1, struck[at], letters[at][1]):
            words[-1] += letters[at][0]
        else:
            words.append(letters[at][0])
        before = (at, struck[at], letters[at][1])
    return told


def test_over_many_meetings_a_step_comes_again_until_all_who_answered_say_that_it_is_over(room: MeetingRoom) -> None:
    seed = SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    dice = Random(seed)
    sam, jo = room.ward.sam.id, room.ward.jo.id
    still_open: list[tuple[str, tuple[str, ...]]] = []
    for number in range(5):
        if number:
            next_meeting(room)
            if dice.random() < 0.5:
                room.plan.begin_meeting()  # else it stays one that was only prepared, and hides nothing
        plan, question = room.plan, room.plan.form.question("mm_since")
        assert sorted(brought(plan)) == sorted(still_open)
        for box in added_boxes(plan.document, "mm_since"):
            said = {person: dice.choice(("", "done", "changed", "partly", "not_yet")) for person in (sam, jo)}
            for person, value in said.items():
                if value:
                    plan.desk.take_up(room.sitting.pens.own(person))
                    side = "patient" if person == sam else "team"
                    plan.desk.enter(side_id("mm_since", side, box), chosen_value(question, Chosen((value,))))
            given = {value for value in said.values() if value}
            if given and given <= {"done", "changed"}:
                runs = plan.document.side(side_id("mm_since", BEFORE, box)).runs()
                still_open.remove(("".join(run.text for run in runs), runs[0].look.voice.people))
        for _step in range(dice.randint(0, 3)):
            person, words = dice.choice((sam, jo)), f"Step {dice.random()}."
            add_step(room, room.sitting.pens.own(person), words)
            still_open.append((words, (person,)))


def test_what_a_relative_alone_says_about_last_time_brings_the_look_back_onto_the_agenda_and_keeps_it_there(room: MeetingRoom) -> None:
    meeting = room.meeting
    look_back = next(part for part in room.plan.form.agenda if part.since_last_time)
    assert look_back not in meeting.parts, "nothing was said last time"
    room.plan.desk.take_up(room.sitting.pens.own(room.mum.id))
    room.plan.desk.write(side_id("mm_since", f"family:{room.mum.id}"), 0, 0, "He still waits for the flat.")
    assert look_back in meeting.parts
    assert look_back in room.reopen().parts, "and so it is for whoever opens it anew"

    room.plan.desk.undo()
    assert look_back not in meeting.parts
