"""Who looked, in sentences."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import keepers, restoring
from app.access.pins import PinWrong
from app.access.recovery import RecoveryCode
from app.errors import Trouble
from app.forms import roles
from app.people import add_person
from app.who_looked import who_looked
from app.word.blocks import CopyKind
from app.word.export import export_plan
from tests.app.open_ward import OpenWard, open_ward, write_in_a_plan


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    """A ward in which Robin's plan and Sam's were opened, and a copy of Sam's saved; before any sitting."""
    ward = open_ward(tmp_path)
    write_in_a_plan(ward, patient=ward.robin)
    ward.store.end_sitting()
    ward.store.unlock_as(ward.jo.id)
    write_in_a_plan(ward)
    export_plan(ward.store, ward.store.plan.plan, CopyKind.CLEAN, tmp_path / "copy.docx")
    ward.store.end_sitting()
    ward.clock.advance(86_400)
    ward.store.unlock_as(ward.jo.id)
    yield ward
    ward.close()


def test_a_patient_reads_all_that_is_about_them_and_nothing_of_anybody_else(ward: OpenWard) -> None:
    ward.store.begin_sitting(ward.sam.id)

    assert who_looked(ward.store) == [
        "Jo unlocked Two Pens on 5 May 2026.",
        "Jo saved a clean copy of My care plan on 4 May 2026.",
        "Jo opened My care plan on 4 May 2026.",
        "Jo unlocked Two Pens on 4 May 2026.",
    ]


def test_a_patient_reads_what_a_keeper_did_with_all_plans(ward: OpenWard, tmp_path: Path) -> None:
    keepers.take_recovery_code(ward.store, RecoveryCode.new())
    keepers.forget_number(ward.store, ward.jo.id)
    keepers.set_copy_folder(ward.store, tmp_path)
    keepers.take_as_newest(ward.store)
    ward.store.begin_sitting(ward.sam.id)

    assert who_looked(ward.store)[:4] == [
        "Jo took all plans as they are for the newest on 5 May 2026.",
        "Jo changed where second copies go on 5 May 2026.",
        "Jo let Jo choose a new number on 5 May 2026.",
        "Jo made a new recovery sheet on 5 May 2026.",
    ]


def test_a_patient_reads_that_a_copy_took_the_place_of_their_plans(ward: OpenWard, tmp_path: Path) -> None:
    copy = ward.store.in_hand.keep_copy(tmp_path)
    ward.store.close()
    restoring.use(ward.services, restoring.look_at(ward.services, None, copy.folder, ward.code))
    ward.store = ward.services.open_with_keyring()
    ward.store.unlock_as(ward.jo.id)
    ward.store.begin_sitting(ward.sam.id)

    assert who_looked(ward.store)[1] == "A second copy took the place of all plans on 5 May 2026."


def test_an_unlock_during_a_sitting_is_about_its_patient(ward: OpenWard) -> None:
    ward.store.begin_sitting(ward.sam.id)
    ward.store.lock()
    ward.store.unlock_as(ward.jo.id)

    assert who_looked(ward.store)[0] == "Jo unlocked Two Pens on 5 May 2026."


def test_a_keeper_reads_all_of_it_with_initials_for_patients(ward: OpenWard) -> None:
    said = who_looked(ward.store)

    assert said[0] == "Jo unlocked Two Pens on 5 May 2026."
    assert "Jo opened My care plan (RV) on 4 May 2026." in said
    assert "Jo saved a clean copy of My care plan (SO) on 4 May 2026." in said
    assert not any(name in " ".join(said) for name in ("Sam", "Okafor", "Robin", "Vale"))


def test_other_staff_read_it_for_a_plan_alone(ward: OpenWard) -> None:
    ade = add_person(ward.store.store, "Ade Bello", role=roles()["doctor"], by=ward.jo.id)
    ward.store.unlock_as(ade.id)
    plan = next(one.plan for one in ward.store.plans_to_carry_on() if one.patient.id == ward.sam.id)

    assert who_looked(ward.store) == []
    assert who_looked(ward.store, plan.id)[-1] == "Jo opened My care plan (SO) on 4 May 2026."


def test_behind_the_lock_there_is_nothing_to_read(ward: OpenWard) -> None:
    ward.store.lock()

    assert who_looked(ward.store) == []


def test_a_copy_that_was_not_saved_is_said_not_to_be(ward: OpenWard, tmp_path: Path) -> None:
    ward.store.begin_sitting(ward.sam.id)
    plan = ward.store.plans_to_carry_on()[0].plan
    with pytest.raises(Trouble):
        export_plan(ward.store, plan, CopyKind.CLEAN, tmp_path / "gone" / "copy.docx")

    assert who_looked(ward.store)[0] == "On 5 May 2026, a copy of My care plan that Jo wanted was not saved."


def test_a_wrong_number_is_told_to_everybody_and_by_day(ward: OpenWard) -> None:
    ward.store.pins.set_pin(ward.jo.id, "135790")
    for _try in range(2):
        with pytest.raises(PinWrong):
            ward.store.unlock_as(ward.jo.id, "000000")
    ward.store.unlock_as(ward.jo.id, "135790")
    ward.store.begin_sitting(ward.sam.id)

    assert who_looked(ward.store)[:2] == [
        "Jo unlocked Two Pens on 5 May 2026.",
        "Somebody tried a wrong number for Jo on 5 May 2026.",
    ]


def test_the_kind_of_a_copy_is_named(ward: OpenWard, tmp_path: Path) -> None:
    ward.store.begin_sitting(ward.sam.id)
    plan = ward.store.plans_to_carry_on()[0].plan
    export_plan(ward.store, plan, CopyKind.WHO_WROTE_WHAT, tmp_path / "who.docx")

    assert who_looked(ward.store)[0] == "Jo saved “Who wrote what” of My care plan on 5 May 2026."
