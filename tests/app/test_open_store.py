"""The open store: locking, one sitting about one patient, and an end that loses nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer

import pytest

from app.access.copies import Copy, list_copies
from app.access.pins import PinWrong
from app.errors import explain
from app.forms import roles, shipped_form
from app.keeping import Keeping, SavedState
from app.open_store import OpenStore
from app.people import add_patient, add_person, mark_as_left
from app.plans import load_document, start_plan
from app.services import Services
from app.settings import BACKUP_FOLDER
from app.sitting import SittingNow, left_open
from models.access_log import access_lines
from models.plans import Plan
from models.store_errors import DiskFull
from models.text.engine import EngineBroken
from tests.app.open_ward import PATIENCE, OpenWard, open_ward
from tests.app.rooms import GARDEN, Table, lay_table, told
from tests.app.test_keeping import PATIENT
from tests.models.faults import FullDisk


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    yield ward
    ward.close()


@pytest.fixture
def robins_plan(ward: OpenWard) -> Plan:
    """A plan about the other patient, with a title that nobody may see in a sitting about Sam."""
    return start_plan(ward.store.store, ward.clock, ward.robin.id, shipped_form("blank"), title="Robin's own plan")


def lines(ward: OpenWard) -> list[tuple[str, str, str]]:
    with ward.store.store.reading() as session:
        return [(line.person_id, line.verb, line.patient_id) for line in access_lines(session)]


def saved_words(ward: OpenWard, plan: Plan) -> str:
    return load_document(ward.store.store, plan)[1].side(GARDEN).text


# ---- locking


def test_nobody_but_staff_who_are_still_here_unlocks(ward: OpenWard) -> None:
    ward.store.lock()
    mum, pat = add_person(ward.store.store, "Grace Okafor"), add_person(ward.store.store, "Pat", role=roles()["nurse"], by=ward.jo.id)
    mark_as_left(ward.store.store, pat.id, ward.clock.now().date(), by=ward.jo.id)

    for person in (ward.sam.id, mum.id, pat.id, "f" * 32, ""):
        with told("Only staff can unlock"):
            ward.store.unlock_as(person)
    assert ward.store.locked
    assert [person.id for person in ward.store.staff()] == [ward.jo.id]


def test_unlocking_is_noted_and_during_a_sitting_with_its_patient(ward: OpenWard) -> None:
    assert lines(ward) == [(ward.jo.id, "unlocked", "")]
    ward.store.begin_sitting(ward.sam.id)
    ward.store.lock()

    assert ward.store.unlock_as(ward.jo.id) == ward.jo
    assert (lines(ward)[-1], ward.store.unlocked_by, ward.store.locked) == ((ward.jo.id, "unlocked", ward.sam.id), ward.jo, False)


def test_a_number_is_asked_of_who_chose_one_and_a_wrong_one_unlocks_nothing(ward: OpenWard) -> None:
    ward.store.pins.set_pin(ward.jo.id, "246810")
    ward.store.lock()
    before = lines(ward)

    with pytest.raises(PinWrong):
        ward.store.unlock_as(ward.jo.id, "135791")
    assert ward.store.locked
    assert lines(ward) == [*before, (ward.jo.id, "refused", "")], "who looked says that somebody tried"
    ward.store.unlock_as(ward.jo.id, "246810")
    assert not ward.store.locked


def test_the_lock_takes_the_pen_and_leaves_the_words(ward: OpenWard) -> None:
    table = lay_table(ward)
    table.sam_writes("I like the garden.")

    ward.store.lock()

    assert (table.desk.pen, ward.store.plan) == (None, table.plan)
    assert table.plan.document.side(GARDEN).text == "I like the garden."


def test_behind_the_lock_nothing_is_given_out_and_nothing_is_opened(ward: OpenWard, robins_plan: Plan) -> None:
    ward.store.lock()

    assert ward.store.plans_to_carry_on() == []
    assert ward.store.people_to_choose_from() == []
    for act in (lambda: ward.store.begin_sitting(ward.robin.id), lambda: ward.store.open_plan(robins_plan)):
        with told("locked"):
            act()
    assert left_open(ward.store.store) is None


def test_behind_the_lock_a_sitting_that_was_left_open_is_not_shown(ward: OpenWard) -> None:
    ward.store.begin_sitting(ward.sam.id)
    again = start_again(ward)

    assert again.left_open() is None
    again.unlock_as(ward.jo.id)
    assert again.left_open() is not None


def test_no_new_sitting_ends_one_that_was_left_open_unasked(ward: OpenWard) -> None:
    sitting = ward.store.begin_sitting(ward.sam.id)
    again = start_again(ward)
    again.unlock_as(ward.jo.id)

    with told("left open"):
        again.begin_sitting(ward.robin.id)
    assert left_open(again.store) == sitting.sitting


def test_a_sitting_that_could_not_be_settled_is_put_off_until_the_next_lock(ward: OpenWard) -> None:
    ward.store.begin_sitting(ward.sam.id)
    again = start_again(ward)
    again.unlock_as(ward.jo.id)

    again.put_off_left_open(again.left_open())
    assert not again.left_open_waits()
    again.lock()
    again.unlock_as(ward.jo.id)
    assert again.left_open_waits()


# ---- one sitting, one patient


def test_before_a_sitting_staff_see_every_plan(ward: OpenWard, robins_plan: Plan) -> None:
    sams = start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("blank"))

    assert {listed.plan.id for listed in ward.store.plans_to_carry_on()} == {sams.id, robins_plan.id}


def test_while_a_sitting_is_open_nothing_of_another_patient_is_given_out(ward: OpenWard, robins_plan: Plan) -> None:
    table = lay_table(ward)
    add_patient(ward.store.store, "Robert Vale", "", None)

    given = [
        *[(listed.plan, listed.patient) for listed in ward.store.plans_to_carry_on()],
        *ward.store.people_to_choose_from(),
        *table.sitting.people,
        *table.desk.people,
    ]
    assert "Vale" not in str(given)
    assert "Rob" not in str(given)
    assert robins_plan.id not in str(given)
    assert [listed.plan.id for listed in ward.store.plans_to_carry_on()] == [table.plan.plan.id]


def test_while_a_sitting_is_open_no_other_patients_plan_and_no_other_sitting_is_opened(ward: OpenWard, robins_plan: Plan) -> None:
    table = lay_table(ward)
    sitting = table.sitting

    for act in (
        lambda: ward.store.open_plan(robins_plan),
        lambda: ward.store.begin_sitting(ward.robin.id),
        lambda: ward.store.begin_sitting(ward.sam.id),
        lambda: ward.store.go_on_with(sitting),
    ):
        with told("One plan at a time"):
            act()
    assert (ward.store.plan, ward.store.sitting) == (table.plan, sitting)
    assert ward.store.one_at_a_time().sentence == "This time is about Sam only."
    assert left_open(ward.store.store) == sitting.sitting


def test_without_a_sitting_no_plan_is_opened(ward: OpenWard, robins_plan: Plan) -> None:
    with told("One plan at a time"):
        ward.store.open_plan(robins_plan)
    assert ward.store.plan is None


def test_to_go_to_another_patient_the_sitting_ends_and_staff_unlock_again(ward: OpenWard, robins_plan: Plan) -> None:
    lay_table(ward)
    ward.store.end_sitting()

    assert ward.store.locked
    with told("locked"):
        ward.store.begin_sitting(ward.robin.id)
    ward.store.unlock_as(ward.jo.id)
    ward.store.begin_sitting(ward.robin.id)
    assert ward.store.open_plan(robins_plan).plan.title == "Robin's own plan"


def test_plans_and_sittings_are_told_as_they_come_and_go(ward: OpenWard) -> None:
    plans, sittings = list[object](), list[object]()
    ward.store.plan_opened.connect(plans.append)
    ward.store.sitting_changed.connect(sittings.append)

    table = lay_table(ward)
    sitting = table.sitting
    ward.store.end_sitting()

    assert plans == [table.plan, None]
    assert sittings == [sitting, None]


# ---- the end


def test_the_end_saves_and_closes_and_ends_undo(ward: OpenWard) -> None:
    table = lay_table(ward)
    table.sam_writes("I like the garden.")

    ward.store.end_sitting("garden")

    assert (ward.store.plan, ward.store.sitting, left_open(ward.store.store)) == (None, None, None)
    loaded, document = load_document(ward.store.store, table.plan.plan)
    assert document.side(GARDEN).text == "I like the garden."
    assert loaded.acts == ()


def test_an_end_without_a_sitting_only_locks(ward: OpenWard) -> None:
    ward.store.end_sitting()

    assert ward.store.locked
    assert not ward.store.after_sitting.under_way


def on_a_full_disk(ward: OpenWard) -> tuple[Table, FullDisk]:
    """A table at which Sam's words can't be saved."""
    disk = FullDisk(ward.store.store)
    ward.store.keeping.close()
    ward.store.keeping = Keeping(disk, ward.clock, ward.calls.put, PATIENT)  # type: ignore[arg-type]
    table = lay_table(ward)
    table.sam_writes("word " * 20_000)
    ward.wait_for(lambda: ward.store.keeping.saved.state is SavedState.NOT_SAVED)
    return table, disk


def test_a_sitting_with_words_that_are_not_saved_does_not_end(ward: OpenWard) -> None:
    table, disk = on_a_full_disk(ward)

    with told("not saved yet"):
        ward.store.end_sitting()
    assert (ward.store.plan, ward.store.sitting, ward.store.locked) == (table.plan, table.sitting, False)
    table.sam_writes("More.")

    disk.is_full = False
    ward.store.end_sitting()
    assert saved_words(ward, table.plan.plan) == "word " * 20_000 + "More."


def test_a_plan_with_words_that_are_not_saved_makes_room_for_no_other(ward: OpenWard) -> None:
    table, disk = on_a_full_disk(ward)
    other = start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("blank"))

    with told("not saved yet"):
        ward.store.open_plan(other)
    assert not ward.store.close_plan()
    assert ward.store.plan is table.plan
    table.sam_writes("More.")
    disk.is_full = False
    assert ward.store.open_plan(other).plan == other


def test_closing_over_words_that_are_not_saved_leaves_all_of_it_open(ward: OpenWard) -> None:
    table, disk = on_a_full_disk(ward)

    assert not ward.store.close()
    table.sam_writes("More.")
    assert table.plan.document.side(GARDEN).text.endswith("More.")

    disk.is_full = False
    assert ward.store.close()
    assert words_after_a_new_start(ward, table.plan.plan) == "word " * 20_000 + "More."


def test_closing_can_leave_words_behind_when_somebody_says_so(ward: OpenWard) -> None:
    table, disk = on_a_full_disk(ward)

    assert not ward.store.close(leave_words=True)

    disk.is_full = False
    assert words_after_a_new_start(ward, table.plan.plan) == ""


def test_an_end_that_cannot_be_noted_is_told_in_words_and_the_plan_stays_on_the_table(
    ward: OpenWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = lay_table(ward)
    table.sam_writes("I like ")
    with monkeypatch.context() as full:
        full.setattr(SittingNow, "end", no_room)
        with told("The disk is full"):
            ward.store.end_sitting()
    assert (ward.store.plan, ward.store.sitting, ward.store.locked) == (table.plan, table.sitting, False)

    table.sam_writes("the garden.")
    ward.store.end_sitting()
    assert (left_open(ward.store.store), saved_words(ward, table.plan.plan)) == (None, "I like the garden.")


def test_a_plan_that_broke_inside_is_closed_and_opened_again_and_written_on(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    table = lay_table(ward)
    table.sam_writes("I like ")
    with monkeypatch.context() as patch:
        patch.setattr("models.text.engine._checked", lambda *given: [][0])
        with pytest.raises(EngineBroken):
            table.sam_writes("the")
    monkeypatch.setattr("app.open_plan.ROWS_BETWEEN_SNAPSHOTS", 1)
    assert table.plan.is_broken

    again = ward.store.open_plan(table.plan.plan)
    assert (again.is_broken, again.loaded.snapshot) == (False, None)
    again.desk.take_up(again.desk.pens.own(ward.sam.id))
    again.desk.write(GARDEN, 7, 0, "the garden.")

    ward.store.end_sitting()
    assert saved_words(ward, table.plan.plan) == "I like the garden."


def no_room(*_given: object) -> None:
    raise DiskFull(Path("two_pens.store"))


def test_where_writing_stopped_is_a_courtesy_at_the_end(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_table(ward)
    monkeypatch.setattr("app.open_plan.note_where_we_stopped", no_room)

    ward.store.end_sitting("garden")

    assert (ward.store.plan, left_open(ward.store.store)) == (None, None)


def test_a_snapshot_for_which_there_is_no_room_is_no_reason_to_stay_open(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.open_plan.ROWS_BETWEEN_SNAPSHOTS", 1)
    monkeypatch.setattr("app.keeping.keep_snapshot", no_room)
    table = lay_table(ward)
    table.sam_writes("I like the garden.")

    assert ward.store.close()

    assert words_after_a_new_start(ward, table.plan.plan) == "I like the garden."


@pytest.mark.parametrize("end_first", [True, False])
def test_closing_waits_for_the_copy_that_is_being_made(
    ward: OpenWard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end_first: bool
) -> None:
    ward.services.settings.set(BACKUP_FOLDER, str(tmp_path))
    table = lay_table(ward)
    table.sam_writes("I like the garden.")
    slow = a_slow_copy(ward, monkeypatch)
    if end_first:
        ward.store.end_sitting()
    else:
        ward.store.after_sitting.begin()
    assert slow.begun.wait(PATIENCE)
    Timer(0.3, slow.may_go_on.set).start()

    assert ward.store.close()

    assert len(list_copies(tmp_path)) == 1
    assert ward.calls.get(timeout=PATIENCE)() is None
    assert ward.store.after_sitting.trouble is None


def test_a_copy_that_takes_too_long_is_waited_for_no_longer(ward: OpenWard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ward.services.settings.set(BACKUP_FOLDER, str(tmp_path))
    slow = a_slow_copy(ward, monkeypatch)
    ward.store.after_sitting.begin()
    assert slow.begun.wait(PATIENCE)
    assert not ward.store.after_sitting.settle(0.05)

    monkeypatch.setattr(ward.store.after_sitting, "settle", lambda: False)
    assert ward.store.close()
    slow.may_go_on.set()
    ward.wait_for(lambda: not ward.store.after_sitting.under_way)
    assert ward.store.after_sitting.trouble is None, "a copy that the end cut off is made up for at the next start"


@dataclass
class SlowCopy:
    """A copy that begins, and then waits to be let on."""

    begun: Event
    may_go_on: Event


def a_slow_copy(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> SlowCopy:
    """The next copy is one."""
    slow, keep_copy = SlowCopy(Event(), Event()), ward.store.in_hand.keep_copy

    def slowly(folder: Path) -> Copy:
        slow.begun.set()
        assert slow.may_go_on.wait(PATIENCE)
        return keep_copy(folder)

    monkeypatch.setattr(ward.store.in_hand, "keep_copy", slowly)
    return slow


# ---- a crash


def start_again(ward: OpenWard) -> OpenStore:
    """The store as the next start of the program finds it. Nothing of the sitting was ended."""
    ward.store.close()
    return open_again(ward)


def open_again(ward: OpenWard) -> OpenStore:
    """The next start of the program, after the store was closed."""
    ward.services.close()
    ward.services = Services(ward.services.profile, ward.calls.put, key_store=ward.services.key_store, clock=ward.clock)
    ward.store = ward.services.open_with_keyring()
    return ward.store


def words_after_a_new_start(ward: OpenWard, plan: Plan) -> str:
    open_again(ward)
    return saved_words(ward, plan)


def test_after_a_crash_the_sitting_goes_on_with_words_people_and_undo(ward: OpenWard) -> None:
    table = lay_table(ward)
    table.sam_writes("I like ")
    table.sam_writes("the garden.")
    people = table.sitting.people

    again = start_again(ward)
    assert again.sitting is None
    again.unlock_as(ward.jo.id)
    sitting = again.left_open()
    assert sitting is not None
    again.go_on_with(sitting)
    desk = again.open_plan(table.plan.plan).desk

    assert sitting.people == people
    assert again.left_open() is None
    desk.take_up(sitting.pens.own(ward.sam.id))
    desk.undo()
    assert desk.document.side(GARDEN).text == "I like "


def test_undo_does_not_outlive_a_sitting_that_another_one_ended(ward: OpenWard) -> None:
    table = lay_table(ward)
    table.sam_writes("I like the garden.")

    again = start_again(ward)
    again.unlock_as(ward.jo.id)
    again.put_off_left_open(again.left_open())
    sitting = again.begin_sitting(ward.sam.id)
    desk = again.open_plan(table.plan.plan).desk
    desk.take_up(sitting.pens.own(ward.sam.id))

    assert desk.undo() is None
    assert desk.document.side(GARDEN).text == "I like the garden."


def test_what_stands_in_the_way_is_told_in_words(ward: OpenWard) -> None:
    assert explain(ward.store.one_at_a_time()).sentence == "This needs a sitting first."
