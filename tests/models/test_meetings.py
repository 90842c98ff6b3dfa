"""Meetings and ward rounds as they are kept."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from models.agenda import read_chair_lines
from models.form_reading import FaultKind, FormFaults
from models.forms import form_from_json, form_to_json, read_form
from models.meetings import Led, Meeting, begin_meeting, closed_on, forget_cues, meeting, meetings_of_plan, note_how_it_stands
from models.rounds import NoSuchRound, Round, add_round, change_round, note_plan, rounds_of, rounds_on, take_out_round
from models.sittings import begin_sitting
from tests.models.stores import new_ward

DAY = date(2026, 6, 1)
FORM = """
format = 1
id = "talk"
version = 1
title = "Talk"
language = "en-GB"
[[sections]]
id = "sec"
title = "All"
[[sections.questions]]
id = "one"
wording = "What?"
kind = "text"
sides = ["patient"]
[[agenda]]
id = "ag_one"
title = "First"
minutes = 5
"""


def test_a_meeting_knows_who_led_and_forgets_its_cues(tmp_path: Path) -> None:
    ward = new_ward(tmp_path / "s")
    with ward.store.session() as session:
        sitting = begin_sitting(session, ward.sam, "writing", datetime(2026, 6, 1, 9, tzinfo=UTC))
        begin_meeting(session, sitting.id, ward.plan, {"at": "one"})
        led = (Led((ward.sam,)), Led((ward.sam, ward.jo)))
        note_how_it_stands(session, Meeting(sitting.id, ward.plan, led, {"at": "two"}, ("ag_one",), closed=True))
    with ward.store.session() as session:
        assert [one.now for one in meetings_of_plan(session, ward.plan)] == [{"at": "two"}]
        forget_cues(session, sitting.id)
        note_how_it_stands(session, Meeting(sitting.id, ward.plan, (), {"at": "three"}))
        kept = meeting(session, sitting.id, ward.plan)
    assert kept == Meeting(sitting.id, ward.plan, led, None, ("ag_one",), closed=True)
    ward.store.close()


def test_a_meeting_of_an_older_program_left_nothing_out_and_was_not_closed(tmp_path: Path) -> None:
    ward = new_ward(tmp_path / "s")
    with ward.store.session() as session:
        sitting = begin_sitting(session, ward.sam, "writing", datetime(2026, 6, 1, 9, tzinfo=UTC))
        row = {"sitting": sitting.id, "plan": ward.plan}
        session.execute(text("INSERT INTO meetings (sitting_id, plan_id, led, now) VALUES (:sitting, :plan, '[]', '')"), row)
        assert meetings_of_plan(session, ward.plan) == [Meeting(sitting.id, ward.plan)]
        assert closed_on(session) == {}
    ward.store.close()


def test_ward_rounds_are_listed_by_day_and_by_person(tmp_path: Path) -> None:
    ward = new_ward(tmp_path / "s")
    with ward.store.session() as session:
        late = add_round(session, ward.sam, DAY, "11:00", "Dr Reyes")
        early = add_round(session, ward.sam, DAY, "09:30", "")
        note_plan(session, late.id, ward.plan)
        note_plan(session, late.id, ward.other_plan)  # the first stays
        moved = change_round(session, Round(late.id, ward.sam, DAY, "14:00", "Dr Reyes", "Later, because of an emergency."))
        assert moved.plan_id == ward.plan
        assert rounds_on(session, DAY) == [early, moved]
        assert rounds_of(session, ward.sam) == [early, moved]
        take_out_round(session, early.id)
        assert rounds_on(session, DAY) == [moved]
        with pytest.raises(NoSuchRound):
            take_out_round(session, early.id)
    ward.store.close()


def test_an_agenda_is_read_with_its_form_and_kept_with_it() -> None:
    form = read_form((FORM + 'questions = ["one"]\nstays = true\n').encode())
    assert [(part.title, part.minutes, part.stays) for part in form.agenda] == [("First", 5, True)]
    assert form_from_json(form_to_json(form)) == form


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ('questions = ["two"]', FaultKind.NO_SUCH_QUESTION),
        ("", FaultKind.EMPTY),
        ('questions = ["one"]\nstretch = "later"', FaultKind.UNKNOWN_NAME),
        ('questions = ["one"]\nloud = true', FaultKind.UNKNOWN_ENTRY),
        ('questions = ["one"]\n[[agenda]]\nid = "ag_one"\ntitle = "Again"\nminutes = 5\nquestions = ["one"]', FaultKind.TWICE),
        ('questions = ["one"]\n[[agenda]]\nid = "ag_two"\ntitle = "Long"\nminutes = 500\nquestions = ["one"]', FaultKind.OUT_OF_RANGE),
    ],
)
def test_an_agenda_that_does_not_fit_is_refused(more: str, fault: FaultKind) -> None:
    with pytest.raises(FormFaults) as caught:
        read_form((FORM + more).encode())
    assert [one.kind for one in caught.value.faults] == [fault]


def test_a_line_that_is_there_twice_or_that_nobody_says_is_refused() -> None:
    line = '[[lines]]\nid = "cs_one"\npart = "Welcome"\nother = "Hello."\n'
    with pytest.raises(FormFaults) as caught:
        read_chair_lines(f'format = 1\nlanguage = "en-GB"\n{line}{line}[[lines]]\nid = "cs_two"\npart = "x"\n'.encode())
    assert [one.kind for one in caught.value.faults] == [FaultKind.TWICE, FaultKind.MISSING]
