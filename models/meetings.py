"""Meetings: sittings with an agenda and a chair. Which plan is the record, who led when, and how the meeting stands while it runs.

How it stands (`now`) is kept so that a crash in the middle loses nothing, and emptied when the meeting ends: cues are forgotten. Who led,
what was not gone through, and whether it was closed are part of the record.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.tables import MeetingRow, PlanRow, SittingRow, UpdateRow


@dataclass(frozen=True)
class Led:
    """Who led, from one moment on: one person alone, or two who shared it. Nobody leads where `people` is empty."""

    people: tuple[str, ...]


@dataclass(frozen=True)
class Meeting:
    """A sitting that is a meeting. `led` is everybody who led, in order; `now` how it stands, empty once it is over.

    `left_out` are the ids of the parts of the agenda that were left out; `closed` whether it was closed, rather than ended for that day.
    """

    sitting_id: str
    plan_id: str
    led: tuple[Led, ...] = ()
    now: dict[str, Any] | None = None
    left_out: tuple[str, ...] = ()
    closed: bool = False


def begin_meeting(session: Session, sitting_id: str, plan_id: str, now: dict[str, Any]) -> Meeting:
    """Begins a meeting in a sitting, whose record is that plan."""
    row = MeetingRow(sitting_id=sitting_id, plan_id=plan_id, led="[]", now=json.dumps(now), left_out="[]", closed=False)
    session.add(row)
    session.flush()
    return _meeting(row)


def meeting(session: Session, sitting_id: str, plan_id: str) -> Meeting | None:
    """The meeting that was held in that sitting with that plan; None where there was none."""
    row = session.get(MeetingRow, (sitting_id, plan_id), populate_existing=True)
    return _meeting(row) if row else None


def note_how_it_stands(session: Session, stands: Meeting) -> None:
    """Keeps how a meeting stands. Nothing for a sitting that is no meeting, or none any more."""
    row = session.get(MeetingRow, (stands.sitting_id, stands.plan_id))
    if row is not None and row.now:
        row.now, row.led = json.dumps(stands.now), json.dumps([list(one.people) for one in stands.led])
        row.left_out, row.closed = json.dumps(stands.left_out), stands.closed
        session.flush()


def forget_cues(session: Session, sitting_id: str) -> None:
    """The meetings of a sitting are over: what is of the record stays, all cues go."""
    session.execute(update(MeetingRow).where(MeetingRow.sitting_id == sitting_id).values(now=""))


def meetings_of_plan(session: Session, plan_id: str) -> list[Meeting]:
    """The meetings whose record is that plan, the first first."""
    rows = select(MeetingRow).join(SittingRow, SittingRow.id == MeetingRow.sitting_id).where(MeetingRow.plan_id == plan_id)
    return [_meeting(row) for row in session.scalars(rows.order_by(SittingRow.started_at, SittingRow.id))]


def closed_on(session: Session) -> dict[str, datetime]:
    """When the last meeting of each plan began, of those plans whose last meeting was closed. By the id of the plan.

    A plan that was written in after that sitting is not among them: what was written then was not read back when it closed.
    """
    held = select(MeetingRow, SittingRow.started_at).join(SittingRow, SittingRow.id == MeetingRow.sitting_id)
    last = {row.plan_id: (row, at) for row, at in session.execute(held.order_by(SittingRow.started_at, SittingRow.id))}
    written = _last_written_in(session)
    closed = {plan: (row.sitting_id, at) for plan, (row, at) in last.items() if row.closed}
    return {plan: at for plan, (sitting, at) in closed.items() if not _came_after(written.get(plan), sitting, at)}


def _last_written_in(session: Session) -> dict[str, tuple[str, datetime]]:
    """The sitting in which each plan was written in last, and when it began."""
    newest = select(UpdateRow.plan_id, UpdateRow.sitting_id, SittingRow.started_at).join(SittingRow, SittingRow.id == UpdateRow.sitting_id)
    of_plan = (PlanRow.id == UpdateRow.plan_id) & (PlanRow.head_n == UpdateRow.n)
    return {plan: (sitting or "", at) for plan, sitting, at in session.execute(newest.join(PlanRow, of_plan))}


def _came_after(written: tuple[str, datetime] | None, sitting: str, began: datetime) -> bool:
    return written is not None and written[0] != sitting and written[1] >= began


def _meeting(row: MeetingRow) -> Meeting:
    led = tuple(Led(tuple(people)) for people in json.loads(row.led))
    now = json.loads(row.now) if row.now else None
    return Meeting(row.sitting_id, row.plan_id, led, now, tuple(json.loads(row.left_out)), row.closed)
