"""Plans about a job or a service: they are about nobody, and while one is written no patient can be reached."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.answers import Chosen, chosen_value
from app.carrying_on import plans_in_rows
from app.checking import check
from app.errors import Trouble
from app.forms import roles, shipped_form
from app.history import sitting_ends
from app.left_open import find_left_open, go_on
from app.next_plan import start_next_plan
from app.open_plan import OpenPlan
from app.people import add_person
from app.plans import all_plans, load_history, plans_about, start_plan
from app.who_looked import who_looked
from app.word.blocks import CopyKind
from app.word.export import copy_of
from models.people import Person
from tests.app.open_ward import OpenWard, open_ward, write_in_a_plan
from tests.app.rooms import told

POST = "ip_post/together"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path)
    yield opened
    opened.close()


def panel(ward: OpenWard, words: str = "A nurse for the ward.") -> OpenPlan:
    """A sitting about nobody with Jo and Ana, and a panel's plan in which Jo has written."""
    sitting = ward.store.begin_sitting("")
    sitting.arrive(ward.jo.id, roles()["nurse"])
    sitting.arrive(ana(ward).id, roles()["uses_service"])
    plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, "", shipped_form("interview_panel")))
    plan.desk.take_up(sitting.pens.own(ward.jo.id))
    plan.desk.write(POST, 0, 0, words)
    assert ward.store.keeping.flush()
    return plan


def ana(ward: OpenWard) -> Person:
    return add_person(ward.store.store, "Ana Made-Up", "Ana", roles()["uses_service"])


def ended(ward: OpenWard) -> None:
    ward.store.end_sitting()
    ward.store.unlock_as(ward.jo.id)


def test_a_form_for_a_job_takes_no_patient(ward: OpenWard) -> None:
    with told("This form is about no patient."):
        start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("interview_panel"))

    assert all_plans(ward.store.store) == []


def test_such_a_sitting_knows_of_staff_and_of_whoever_came_to_one_before(ward: OpenWard) -> None:
    write_in_a_plan(ward)
    mum = add_person(ward.store.store, "Grace Okafor")
    ward.store.sitting.arrive(mum.id, roles()["mother"])
    ended(ward)
    panel(ward)
    ended(ward)

    ward.store.begin_sitting("")

    assert [person.name for person in ward.store.people_to_choose_from()] == ["Ana Made-Up", "Jo Nowak"]


def test_a_patients_sitting_does_not_know_of_people_who_came_for_a_job_alone(ward: OpenWard) -> None:
    panel(ward)
    ended(ward)
    ward.store.begin_sitting(ward.sam.id)

    assert [person.name for person in ward.store.people_to_choose_from()] == ["Jo Nowak", "Sam Okafor"]


def test_nobody_takes_part_as_one_who_uses_the_service_where_it_is_about_a_patient(ward: OpenWard) -> None:
    sitting = ward.store.begin_sitting(ward.sam.id)

    with told("This is not open to Ana."):
        sitting.arrive(ana(ward).id, roles()["uses_service"])
    with told("This time is about one person."):
        sitting.arrive(ward.robin.id, roles()["patient"])


def test_nobody_is_the_patient_of_such_a_sitting(ward: OpenWard) -> None:
    sitting = ward.store.begin_sitting("")

    with told("This time is about one person."):
        sitting.arrive(ward.sam.id, roles()["patient"])
    assert (sitting.about_nobody, sitting.patient) == (True, None)


def test_a_patients_plan_and_one_about_nobody_are_never_opened_in_each_others_sitting(ward: OpenWard) -> None:
    sams = write_in_a_plan(ward).plan
    ended(ward)
    panels = panel(ward).plan
    with pytest.raises(Trouble) as refused:
        ward.store.open_plan(sams)
    assert refused.value.sentence == "This time is about no patient."
    with told("One plan at a time."):
        copy_of(ward.store, sams, CopyKind.CLEAN)
    ended(ward)

    ward.store.begin_sitting(ward.sam.id)
    with told("One plan at a time."):
        ward.store.open_plan(panels)


def test_the_lists_of_such_a_sitting_hold_plans_about_nobody_alone(ward: OpenWard) -> None:
    write_in_a_plan(ward)
    ended(ward)
    plan = panel(ward).plan

    assert [(row.plan.id, row.initials) for row in plans_in_rows(ward.store)] == [(plan.id, "")]
    assert [(one.plan.id, one.patient) for one in plans_about(ward.store.store, "")] == [(plan.id, None)]
    ended(ward)
    ward.store.begin_sitting(ward.sam.id)
    assert plan.id not in [row.plan.id for row in plans_in_rows(ward.store)]


def test_the_log_of_such_a_sitting_tells_nothing_of_patients(ward: OpenWard) -> None:
    write_in_a_plan(ward)
    ended(ward)
    plan = panel(ward).plan

    for asked in ("", plan.id):
        lines = who_looked(ward.store, asked)
        assert [line for line in lines if "Interview panel" in line] == ["Jo opened Interview panel on 4 May 2026."]
        assert [line for line in lines if "care plan" in line or "a plan" in line] == []


def test_before_a_sitting_the_log_names_it_without_initials(ward: OpenWard) -> None:
    plan = panel(ward).plan
    ended(ward)

    assert who_looked(ward.store, plan.id) == ["Jo opened Interview panel: A nurse for the ward on 4 May 2026."]


def test_it_goes_by_what_it_is_about_once_it_was_put_down(ward: OpenWard) -> None:
    panel(ward, "A nurse for Oak ward.\nFrom May.")
    ended(ward)

    assert [row.plan.title for row in plans_in_rows(ward.store)] == ["Interview panel: A nurse for Oak ward. From May"]


def test_a_plan_about_a_patient_keeps_the_title_of_its_form(ward: OpenWard) -> None:
    sitting = ward.store.begin_sitting(ward.sam.id)
    plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("blank")))
    plan.desk.take_up(sitting.pens.own(ward.sam.id))
    plan.desk.write("bl_title/together", 0, 0, "My letter to the court.")
    ended(ward)

    assert [row.plan.title for row in plans_in_rows(ward.store)] == ["Blank"]


def test_the_next_plan_goes_on_from_it(ward: OpenWard) -> None:
    plan = panel(ward)
    started = start_next_plan(ward.store, plan.plan, ward.store.sitting.pens.own(ward.jo.id))
    ward.store.open_plan(started.plan)

    assert (started.plan.patient_id, started.plan.follows) == ("", plan.plan.id)
    assert ward.store.plan.document.side(POST).text == "A nurse for the ward."


def test_its_history_is_told_by_its_sittings(ward: OpenWard) -> None:
    plan = panel(ward).plan
    ended(ward)

    (end,) = sitting_ends(load_history(ward.store.store, plan), ward.store.store, "")
    assert "4 May 2026" in end.words


def test_one_that_was_left_open_is_gone_on_with(ward: OpenWard) -> None:
    plan = panel(ward).plan
    ward.store.close()
    ward.store = ward.services.open_with_keyring()
    ward.store.unlock_as(ward.jo.id)
    left = find_left_open(ward.store)
    assert left is not None
    go_on(ward.store, left)

    assert (ward.store.sitting.about_nobody, ward.store.plan.plan.id) == (True, plan.id)
    assert {here.known_as for here in ward.store.sitting.people} == {"Jo", "Ana"}


def test_the_store_stays_sound(ward: OpenWard) -> None:
    panel(ward)
    ended(ward)

    assert check(ward.store.store, lambda: None, ward.clock, lambda _done, _whole: None).sound


def test_a_copy_shows_views_only_when_each_who_was_there_has_chosen(ward: OpenWard) -> None:
    plan = panel(ward)
    jo, member = ward.store.sitting.people
    choose(plan, jo.person, "no", "too few nights")
    waiting = copy_of(ward.store, plan.plan, CopyKind.CLEAN)
    assert "too few nights" not in repr(waiting)
    assert "Not everybody has chosen yet." in repr(waiting)
    choose(plan, member.person, "yes", "")

    assert "too few nights" in repr(copy_of(ward.store, plan.plan, CopyKind.CLEAN))


def choose(plan: OpenPlan, person: str, value: str, own: str) -> None:
    plan.desk.take_up(plan.desk.pens.own(person))
    plan.desk.enter(f"ip_view/each:{person}", chosen_value(plan.form.question("ip_view"), Chosen((value,), own)))


def test_views_wait_for_everybody_with_a_box_who_is_here(ward: OpenWard) -> None:
    plan = panel(ward)
    view, (jo, member) = plan.form.question("ip_view"), ward.store.sitting.people
    helper = add_person(ward.store.store, "Chidi Made-Up")
    ward.store.sitting.arrive(helper.id, roles()["interpreter"])
    choose(plan, jo.person, "yes", "")
    assert plan.desk.waits_for_others(view)

    ward.store.sitting.leave(member.person)
    assert not plan.desk.waits_for_others(view)
    ward.store.sitting.arrive(member.person, roles()["uses_service"])
    choose(plan, member.person, "pass", "")
    assert not plan.desk.waits_for_others(view)
    assert not plan.desk.waits_for_others(plan.form.question("ip_doubts")), "only where the form says so"


def test_there_are_no_more_boxes_than_the_form_gives(ward: OpenWard) -> None:
    sitting = ward.store.begin_sitting(ward.sam.id)
    plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("ward_round")))
    plan.desk.take_up(sitting.pens.own(ward.sam.id))
    things = plan.form.question("wr_things")
    for _time in range(2):
        plan.desk.add_box(things)

    assert not plan.desk.may_add_box(things)
    with told("There are enough boxes."):
        plan.desk.add_box(things)
    assert len(plan.desk.box_ids(things)) == 3
