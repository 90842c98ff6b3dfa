"""The forms page: what there is, what each asks, and bringing in one from a file."""

from pathlib import Path

from app.forms import shipped_form
from app.resources import resource_path
from tests.app.furnished import OTHER_PATIENT
from tests.ui.looking import cut_pieces, nameless
from tests.ui.rooms import Room


def wait_until_something_is_said(room: Room) -> list[str]:
    """What was told once the task was over."""
    for _round in range(200):
        room.services.tasks._pool.submit(lambda: None).result(timeout=5)
        room.settle()
        if room.said:
            break
    return room.said


def test_every_form_that_ships_can_be_looked_through_in_both_wordings(room: Room) -> None:
    room.go("forms")
    room.press("Look through Staying safe together")
    words = room.words()
    assert "This section is about safety. It can't be folded or left out." in words
    assert "Staff see:" in words


def test_a_form_from_a_file_is_there_for_new_plans(room: Room, tmp_path: Path) -> None:
    own = resource_path("forms", "blank.toml").read_text("utf-8").replace('id = "blank"', 'id = "our_ward"', 1)
    ids = [line.split('"')[1] for line in own.splitlines() if line.startswith("id = ")][1:]
    for one in ids:
        own = own.replace(f'"{one}"', f'"ow_{one}"')
    (tmp_path / "our.toml").write_text(own, "utf-8")
    room.go("forms")
    room.answer(tmp_path / "our.toml")
    room.press("Bring in a form from a file")
    assert wait_until_something_is_said(room) == ["The form is here. New plans can use it."]


def test_a_file_that_is_no_form_is_refused_in_plain_words_and_the_list_stays(room: Room, tmp_path: Path) -> None:
    (tmp_path / "no.toml").write_text("this is = = no form", "utf-8")
    room.go("forms")
    room.answer(tmp_path / "no.toml")
    room.press("Bring in a form from a file")
    assert len(wait_until_something_is_said(room)) == 1
    assert "Look through My care plan" in room.names()


def test_the_forms_page_has_names_for_everything_cuts_nothing_and_names_no_patient(room: Room) -> None:
    page = room.go("forms")
    assert (nameless(page), cut_pieces(page)) == ([], [])
    assert not any(part in room.words() for part in OTHER_PATIENT.split())


def test_a_section_that_a_law_names_and_words_said_before_the_first_are_shown(room: Room) -> None:
    room.go("forms", shipped_form("wales_ctp"))
    assert "The law names this section. It can't be left out." in room.words()
    assert "This section is about safety. It can't be folded or left out." in room.words()

    room.go("forms", shipped_form("interview_panel"))
    assert "The person who came for the job may ask to read what we write." in room.words()


def test_help_that_names_the_patient_names_nobody_here(room: Room) -> None:
    room.go("forms", shipped_form("my_meeting"))

    assert "Each of you has your own box; the person can read it." in room.words()
    assert "{Sam}" not in room.words()
