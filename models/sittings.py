"""Sittings: one occasion of writing, who came and how they took part. Rules of who may come live upstairs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from models.base import new_id
from models.form_lists import Expertise
from models.tables import AttendanceRow, SittingRow


class TakesPart(StrEnum):
    """How somebody takes part today."""

    SPEAKS = "speaks"
    SPEAKS_WITH_HELP = "speaks_with_help"
    READ_BY_ANOTHER = "read_by_another"
    SENT_WORDS = "sent_words"
    CHOSE_NOT_TO_COME = "chose_not_to_come"


class NoSuchSitting(LookupError):
    """No sitting here has that id."""


@dataclass(frozen=True)
class Sitting:
    """One occasion of writing about one patient; `patient_id` is "" for a workshop. `ended_at` is None while it is open.

    `paused_at` is when Two Pens was closed before the end, by somebody who goes on later; None while it runs, and after a crash.
    """

    id: str
    patient_id: str
    kind: str
    started_at: datetime
    ended_at: datetime | None = None
    paused_at: datetime | None = None


@dataclass(frozen=True)
class Attendance:
    """Somebody at a sitting, from arriving to leaving; who came back has a second one. `helper_id` speaks or reads for them."""

    sitting_id: str
    person_id: str
    arrived_at: datetime
    role: str
    expertise: Expertise = Expertise.NEITHER
    takes_part: TakesPart = TakesPart.SPEAKS
    helper_id: str = ""
    left_at: datetime | None = None


def begin_sitting(session: Session, patient_id: str, kind: str, at: datetime) -> Sitting:
    """A new sitting, open from that moment."""
    row = SittingRow(id=new_id(), patient_id=patient_id or None, kind=kind, started_at=at)
    session.add(row)
    session.flush()
    return _sitting(row)


def end_sitting(session: Session, sitting_id: str, at: datetime) -> Sitting:
    """Ends a sitting; whoever is still there leaves. Ended twice, it ended the first time. Raises NoSuchSitting."""
    row = _row(session, sitting_id)
    if row.ended_at is None:
        row.ended_at = at
        still_here = update(AttendanceRow).where(AttendanceRow.sitting_id == sitting_id, AttendanceRow.left_at.is_(None))
        session.execute(still_here.values(left_at=at))
        session.flush()
    return _sitting(row)


def pause_sitting(session: Session, sitting_id: str, at: datetime | None) -> Sitting:
    """Puts a sitting to wait, or (None) goes on with it. Whoever is there stays on its list. Raises NoSuchSitting."""
    row = _row(session, sitting_id)
    row.paused_at = at
    session.flush()
    return _sitting(row)


def sitting(session: Session, sitting_id: str) -> Sitting:
    """The sitting of that id. Raises NoSuchSitting."""
    return _sitting(_row(session, sitting_id))


def open_sittings(session: Session) -> list[Sitting]:
    """Sittings that nobody ended, the newest first: what a crash left behind, or whoever goes on later."""
    rows = select(SittingRow).where(SittingRow.ended_at.is_(None)).order_by(SittingRow.started_at.desc(), SittingRow.id)
    return [_sitting(row) for row in session.scalars(rows)]


def last_ended(session: Session) -> datetime | None:
    """When the last sitting ended. None before any did."""
    return session.scalars(select(SittingRow.ended_at).where(SittingRow.ended_at.is_not(None)).order_by(SittingRow.ended_at.desc())).first()


def sittings_of(session: Session, patient_id: str) -> list[Sitting]:
    """A patient's sittings, the newest first; with "" those about nobody."""
    rows = select(SittingRow).where(_is_about(patient_id)).order_by(SittingRow.started_at.desc(), SittingRow.id)
    return [_sitting(row) for row in session.scalars(rows)]


def came_to_sittings_about(session: Session, patient_id: str) -> set[str]:
    """The ids of everybody who ever came to a sitting about that patient; with "" to one about nobody."""
    return set(last_roles_about(session, patient_id))


def last_roles_about(session: Session, patient_id: str) -> dict[str, str]:
    """The role in which each person came last to a sitting about that patient, by the person's id; with "" to one about nobody."""
    about = select(AttendanceRow.person_id, AttendanceRow.role).join(SittingRow, SittingRow.id == AttendanceRow.sitting_id)
    rows = session.execute(about.where(_is_about(patient_id)).order_by(AttendanceRow.arrived_at))
    return {row.person_id: row.role for row in rows}


def attend(session: Session, attendance: Attendance) -> Attendance:
    """Somebody arrives. The same arrival told again changes how that person takes part."""
    session.merge(AttendanceRow(**{**vars(attendance), "helper_id": attendance.helper_id or None}))
    session.flush()
    return attendance


def leave(session: Session, sitting_id: str, person_id: str, at: datetime) -> None:
    """Somebody who is there goes."""
    there = update(AttendanceRow).where(
        AttendanceRow.sitting_id == sitting_id, AttendanceRow.person_id == person_id, AttendanceRow.left_at.is_(None)
    )
    session.execute(there.values(left_at=at))


def attendances(session: Session, sitting_id: str) -> list[Attendance]:
    """Who came, in the order of arriving."""
    rows = select(AttendanceRow).where(AttendanceRow.sitting_id == sitting_id)
    return [_attendance(row) for row in session.scalars(rows.order_by(AttendanceRow.arrived_at, AttendanceRow.person_id))]


def _is_about(patient_id: str) -> ColumnElement[bool]:
    return SittingRow.patient_id == patient_id if patient_id else SittingRow.patient_id.is_(None)


def _row(session: Session, sitting_id: str) -> SittingRow:
    row = session.get(SittingRow, sitting_id)
    if row is None:
        raise NoSuchSitting(sitting_id)
    return row


def _sitting(row: SittingRow) -> Sitting:
    return Sitting(row.id, row.patient_id or "", row.kind, row.started_at, row.ended_at, row.paused_at)


def _attendance(row: AttendanceRow) -> Attendance:
    return Attendance(
        sitting_id=row.sitting_id,
        person_id=row.person_id,
        arrived_at=row.arrived_at,
        role=row.role,
        expertise=Expertise(row.expertise),
        takes_part=TakesPart(row.takes_part),
        helper_id=row.helper_id or "",
        left_at=row.left_at,
    )
