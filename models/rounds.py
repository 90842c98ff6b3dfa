"""Ward rounds: when each is, who comes, what was told of a change, and which plan holds what is asked and answered."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import new_id
from models.tables import RoundRow


class NoSuchRound(LookupError):
    """No ward round here has that id."""


@dataclass(frozen=True)
class Round:
    """One person's ward round on one day. `at_time` is as people say it ("10:30", "after lunch"); `change` tells what changed, or ""."""

    id: str
    patient_id: str
    day: date
    at_time: str = ""
    who_comes: str = ""
    change: str = ""
    plan_id: str = ""


def add_round(session: Session, patient_id: str, day: date, at_time: str, who_comes: str) -> Round:
    """One more ward round."""
    row = RoundRow(id=new_id(), patient_id=patient_id, day=day, at_time=at_time, who_comes=who_comes, change="", plan_id=None)
    session.add(row)
    session.flush()
    return _round(row)


def round_now(session: Session, round_id: str) -> Round:
    """The ward round as it is kept now. Raises NoSuchRound."""
    return _round(_row(session, round_id))


def change_round(session: Session, changed: Round) -> Round:
    """Keeps another day, time or company of a ward round, and what is told of the change. Its plan stays. Raises NoSuchRound."""
    row = _row(session, changed.id)
    row.day, row.at_time, row.who_comes, row.change = changed.day, changed.at_time, changed.who_comes, changed.change
    session.flush()
    return _round(row)


def note_plan(session: Session, round_id: str, plan_id: str) -> Round:
    """Notes in which plan it is written, where there was none; else the one that is there stays. Raises NoSuchRound."""
    row = _row(session, round_id)
    row.plan_id = row.plan_id or plan_id
    session.flush()
    return _round(row)


def take_out_round(session: Session, round_id: str) -> None:
    """A ward round that does not take place. Raises NoSuchRound."""
    session.delete(_row(session, round_id))
    session.flush()


def rounds_on(session: Session, day: date) -> list[Round]:
    """The ward rounds of a day, by the time that was said."""
    rows = select(RoundRow).where(RoundRow.day == day).order_by(RoundRow.at_time, RoundRow.id)
    return [_round(row) for row in session.scalars(rows)]


def rounds_of(session: Session, patient_id: str) -> list[Round]:
    """A person's ward rounds, the latest day first."""
    rows = select(RoundRow).where(RoundRow.patient_id == patient_id).order_by(RoundRow.day.desc(), RoundRow.at_time, RoundRow.id)
    return [_round(row) for row in session.scalars(rows)]


def _row(session: Session, round_id: str) -> RoundRow:
    row = session.get(RoundRow, round_id)
    if row is None:
        raise NoSuchRound(round_id)
    return row


def _round(row: RoundRow) -> Round:
    return Round(row.id, row.patient_id, row.day, row.at_time, row.who_comes, row.change, row.plan_id or "")
