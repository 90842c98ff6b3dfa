"""The access log: a line for each opening, export and unlock, in a chain of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models.access_log import AccessLine, access_lines, log_access, log_head, log_root
from tests.models.stores import AT_MS, Ward, new_ward


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    ward = new_ward(tmp_path / "s.twopens")
    yield ward
    ward.store.close()


@pytest.fixture
def session(ward: Ward) -> Iterator[Session]:
    with ward.store.session() as session:
        yield session


def test_lines_come_back_in_order_with_their_numbers(ward: Ward, session: Session) -> None:
    assert log_head(session) == log_root()
    for verb in ("unlocked", "opened", "exported"):
        head = log_access(session, AccessLine(AT_MS, ward.jo, verb))
    lines = access_lines(session)
    assert [(line.n, line.verb) for line in lines] == [(1, "unlocked"), (2, "opened"), (3, "exported")]
    assert (log_head(session), head.hash) == (head, lines[-1].hash)


def test_a_patient_reads_the_lines_about_her_alone(ward: Ward, session: Session) -> None:
    log_access(session, AccessLine(AT_MS, ward.jo, "unlocked"))
    log_access(session, AccessLine(AT_MS, ward.jo, "opened", ward.plan, ward.sam, "current"))
    log_access(session, AccessLine(AT_MS, ward.jo, "opened", ward.other_plan, ward.sam))
    assert [line.n for line in access_lines(session, patient_id=ward.sam)] == [2, 3]
    assert [line.n for line in access_lines(session, patient_id=ward.sam, plan_id=ward.plan)] == [2]
    line = access_lines(session, plan_id=ward.plan)[0]
    assert (line.at_ms, line.person_id, line.patient_id, line.detail) == (AT_MS, ward.jo, ward.sam, "current")


def test_lines_about_nobody_hold_no_patients(ward: Ward, session: Session) -> None:
    log_access(session, AccessLine(AT_MS, ward.jo, "unlocked"))
    log_access(session, AccessLine(AT_MS, ward.jo, "opened", ward.plan, ward.sam))
    log_access(session, AccessLine(AT_MS, ward.jo, "opened", ward.other_plan))

    assert [line.n for line in access_lines(session, patient_id="")] == [1, 3]
    assert [line.n for line in access_lines(session, patient_id="", plan_id=ward.other_plan)] == [3]
    assert [line.n for line in access_lines(session, patient_id="", plan_id=ward.other_plan, and_of_all=True)] == [1, 3]
    assert [line.n for line in access_lines(session, patient_id="", plan_id=ward.plan, and_of_all=True)] == [1]


def test_a_line_may_be_nobodys(session: Session) -> None:
    log_access(session, AccessLine(AT_MS, "", "unlock_refused"))
    assert access_lines(session)[0].person_id == ""


@pytest.mark.parametrize(("verb", "detail"), [("", ""), ("Opened", ""), ("opened", "Sam Okafor"), ("opened", "x" * 65), ("opened by", "")])
def test_a_name_or_a_sentence_has_no_place_in_the_log(session: Session, verb: str, detail: str) -> None:
    with pytest.raises(ValueError, match="codes"):
        log_access(session, AccessLine(AT_MS, "", verb, detail=detail))
    assert access_lines(session) == []
