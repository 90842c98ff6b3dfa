"""The demonstration: lively, made up from end to end, the same each time, and gone when it is closed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.access.profile import find_profile
from app.checking import check
from app.demo import DAYS_AGO, WARD, Demo, DemoClock, open_demo
from app.people import everybody
from app.plans import all_plans, load_document
from app.settings import WARD_NAME
from app.word.blocks import CopyKind
from app.word.export import copy_of
from models.nhs_number import NhsNumber
from models.plans import PlanState
from models.sittings import open_sittings, sittings_of
from models.text.runs import Said
from tests.app.word.plans import everything
from tests.fakes import FakeClock


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """One demonstration for all tests, since none of them changes it."""
    with open_demo(lambda call: call(), FakeClock()) as opened:
        yield opened


def looks(demo: Demo) -> list[object]:
    """Every look of every word in the care plan."""
    _loaded, document = load_document(demo.open_store.store, demo.care_plan)
    return [run.look for side in document.written_sides() for run in document.side(side).runs()]


def test_there_are_plans_and_two_meetings_the_care_plan_first_and_no_sitting_is_open(demo: Demo) -> None:
    listed = [one.plan for one in all_plans(demo.open_store.store)]

    assert [(plan.form_id, plan.state) for plan in listed] == [
        ("care_plan", PlanState.CURRENT),
        ("staying_safe", PlanState.BEING_WRITTEN),
        ("my_meeting", PlanState.BEING_WRITTEN),
        ("my_meeting", PlanState.BEING_WRITTEN),
        ("care_plan", PlanState.BEING_WRITTEN),
    ]
    shown = (demo.care_plan, demo.safety_plan, demo.meeting_plan)
    assert [plan.id for plan in listed[:3]] == [plan.id for plan in shown]
    assert demo.open_store.locked
    with demo.open_store.store.reading() as session:
        assert open_sittings(session) == []


def test_the_nhs_numbers_are_those_of_made_up_people(demo: Demo) -> None:
    numbers = [NhsNumber.read(known.patient.nhs_number) for known in everybody(demo.open_store.store) if known.patient]

    assert len(numbers) == 2
    assert all(number.digits.startswith("999") for number in numbers)  # the range that is given to nobody


def test_it_is_marked_as_a_demonstration(demo: Demo) -> None:
    assert demo.services.settings.get(WARD_NAME) == WARD
    assert "Demo" in copy_of(demo.open_store, demo.care_plan, CopyKind.CLEAN).ward


def test_the_sittings_are_three_weeks_apart(demo: Demo) -> None:
    with demo.open_store.store.reading() as session:
        days = sorted({sitting.started_at.date() for sitting in sittings_of(session, demo.people.sam.id)})

    assert days == [datetime(2026, 5, 4, tzinfo=UTC).date() - timedelta(days=DAYS_AGO), datetime(2026, 5, 4, tzinfo=UTC).date()]


def test_the_care_plan_holds_everything_that_words_can_be(demo: Demo) -> None:
    found = looks(demo)

    assert {look.said for look in found} == {Said.OWN, Said.WAITING, Said.CONFIRMED, Said.NOT_MINE}
    assert any(look.struck_by for look in found)
    assert any(look.kept_from for look in found)
    assert any(look.quoted and not look.moved for look in found)
    assert any(look.moved for look in found)
    assert any(look.way for look in found)
    assert any(len(look.voice.people) > 1 for look in found)


def test_its_copy_has_every_kind_of_answer(demo: Demo) -> None:
    text = everything(copy_of(demo.open_store, demo.care_plan, CopyKind.WHO_WROTE_WHAT))

    for words in (
        "Sam agreed with it on 13 April 2026.",
        "changed since Sam signed.",
        "Who decided this:",
        "We look again on 18 May 2026.",
        "Jo marked this for Sam. Lee was there and saw it.",
        "Mum cannot say now.",
        "Sam said: not now.",
        "Jo (nurse) agrees in part.",
        "Nobody has taken this step yet.",
    ):
        assert words in text


@pytest.mark.parametrize("kind", list(CopyKind))
def test_nothing_of_the_other_patient_and_nothing_disowned_is_in_it(demo: Demo, kind: CopyKind) -> None:
    for plan in (demo.care_plan, demo.safety_plan):
        text = everything(copy_of(demo.open_store, plan, kind))
        assert not [word for word in ("Robin", "violin", "Whitby", "left alone", "of everybody") if word in text]


def test_its_store_verifies(demo: Demo) -> None:
    checked = check(demo.open_store.store, lambda: None, FakeClock(), lambda done, whole: None)

    assert checked.sound
    assert checked.report.plans == 5


def test_it_is_the_same_each_time_but_for_ids(demo: Demo) -> None:
    with open_demo(lambda call: call(), FakeClock()) as again:
        for kind in CopyKind:
            one, other = (everything(copy_of(which.open_store, which.care_plan, kind)) for which in (demo, again))
            assert sorted(one.splitlines()) == sorted(other.splitlines())


def test_closing_throws_it_away_and_it_was_never_in_anybodys_profile() -> None:
    opened = open_demo(lambda call: call(), FakeClock())
    folder = opened.folder
    assert folder.is_dir()
    opened.close()

    assert not folder.exists()
    assert not find_profile().store_file.exists()


def test_a_demonstration_that_does_not_come_off_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("app.demo._people", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        open_demo(lambda call: call(), FakeClock())
    assert list(tmp_path.iterdir()) == []  # type: ignore[attr-defined]


def test_afterwards_its_clock_shows_the_real_time() -> None:
    real = FakeClock()
    clock = DemoClock(real)
    clock.show(datetime(2026, 1, 1, tzinfo=UTC))
    clock.pass_by(60)
    assert clock.now() == datetime(2026, 1, 1, 0, 1, tzinfo=UTC)
    clock.go_on()

    assert clock.now() == real.now()
