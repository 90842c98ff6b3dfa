"""Plans: which there are, about whom, on which form version, and where they are in their lives. Rules of that life live upstairs."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import new_id, to_ms
from models.chain import digest
from models.tables import FormRow, PlanRow


class PlanState(StrEnum):
    """Where a plan is in its life."""

    BEING_WRITTEN = "being_written"
    CURRENT = "current"
    REPLACED = "replaced"
    PUT_AWAY = "put_away"


class NoSuchPlan(LookupError):
    """No plan here has that id."""


class NoSuchForm(LookupError):
    """No form of that id and version is kept here."""


class OtherForm(ValueError):
    """A form was to be kept under an id and version that already say something else. A form never changes; a change is a new version."""


@dataclass(frozen=True)
class Plan:
    """One filled-in form about one patient, or ("") about nobody.

    `follows` is the plan that it goes on from, `stopped_at` the question where writing stopped.
    """

    id: str
    patient_id: str
    form_id: str
    form_version: int
    title: str
    state: PlanState
    created_at: datetime
    state_at: datetime
    follows: str = ""
    stopped_at: str = ""
    head_n: int = 0
    head_hash: bytes = b""


@dataclass(frozen=True)
class KeptForm:
    """A form version as plans are pinned to it: its body is canonical JSON, its fingerprint that of the form."""

    form_id: str
    version: int
    fingerprint: str
    body: str


# --- forms, as plans are pinned to them ---


def keep_form(session: Session, form: KeptForm) -> KeptForm:
    """Keeps a form version, once. Raises OtherForm if that version is kept with other words."""
    row = session.get(FormRow, (form.form_id, form.version))
    if row is None:
        session.add(FormRow(**vars(form)))
        session.flush()
    elif (row.fingerprint, row.body) != (form.fingerprint, form.body):
        raise OtherForm(form.form_id, form.version)
    return form


def kept_form(session: Session, form_id: str, version: int) -> KeptForm:
    """The form version as it was kept. Raises NoSuchForm."""
    row = session.get(FormRow, (form_id, version))
    if row is None:
        raise NoSuchForm(form_id, version)
    return KeptForm(row.form_id, row.version, row.fingerprint, row.body)


def kept_forms(session: Session) -> list[KeptForm]:
    """Every form version that a plan may be pinned to, in order of id and version."""
    rows = session.scalars(select(FormRow).order_by(FormRow.form_id, FormRow.version))
    return [KeptForm(row.form_id, row.version, row.fingerprint, row.body) for row in rows]


# --- plans ---


def create_plan(session: Session, patient_id: str, form_id: str, form_version: int, title: str, at: datetime, follows: str = "") -> Plan:
    """A new plan, being written, pinned to a form version that is kept here. Raises NoSuchForm."""
    plan_id, form = new_id(), kept_form(session, form_id, form_version)
    row = PlanRow(
        id=plan_id,
        patient_id=patient_id or None,
        form_id=form_id,
        form_version=form_version,
        title=title,
        state=PlanState.BEING_WRITTEN,
        created_at=at,
        state_at=at,
        follows=follows or None,
        head_n=0,
        head_hash=root_of_chain(plan_id, patient_id, form, at),
        stopped_at="",
    )
    session.add(row)
    session.flush()
    return _plan(row)


def root_of_chain(plan_id: str, patient_id: str, form: KeptForm, created_at: datetime) -> bytes:
    """What the first row of a plan's chain hangs on: whose plan it is, on which form with which words, since when."""
    body = hashlib.sha256(form.body.encode()).digest()
    return digest("plan", plan_id, patient_id, form.form_id, form.version, form.fingerprint, body, to_ms(created_at))


def set_state(session: Session, plan_id: str, state: PlanState, at: datetime) -> Plan:
    """Moves a plan on in its life. Raises NoSuchPlan."""
    row = _row(session, plan_id)
    row.state, row.state_at = state, at
    session.flush()
    return _plan(row)


def rename(session: Session, plan_id: str, title: str) -> Plan:
    """Gives a plan another title. Raises NoSuchPlan."""
    row = _row(session, plan_id)
    row.title = title
    session.flush()
    return _plan(row)


def stop_at(session: Session, plan_id: str, question_id: str) -> None:
    """Notes where writing stopped, for carrying on there. Raises NoSuchPlan."""
    _row(session, plan_id).stopped_at = question_id
    session.flush()


def plan(session: Session, plan_id: str) -> Plan:
    """The plan of that id. Raises NoSuchPlan."""
    return _plan(_row(session, plan_id))


def plans_of(session: Session, patient_id: str) -> list[Plan]:
    """A patient's plans, the newest first; with "" those about nobody."""
    about = PlanRow.patient_id == patient_id if patient_id else PlanRow.patient_id.is_(None)
    rows = select(PlanRow).where(about).order_by(PlanRow.created_at.desc(), PlanRow.id)
    return [_plan(row) for row in session.scalars(rows)]


def plans(session: Session) -> list[Plan]:
    """All plans, the newest first."""
    return [_plan(row) for row in session.scalars(select(PlanRow).order_by(PlanRow.created_at.desc(), PlanRow.id))]


# --- insides ---


def _row(session: Session, plan_id: str) -> PlanRow:
    # The record moves the head past the session's back: read again.
    row = session.get(PlanRow, plan_id, populate_existing=True)
    if row is None:
        raise NoSuchPlan(plan_id)
    return row


def _plan(row: PlanRow) -> Plan:
    return Plan(
        id=row.id,
        patient_id=row.patient_id or "",
        form_id=row.form_id,
        form_version=row.form_version,
        title=row.title,
        state=PlanState(row.state),
        created_at=row.created_at,
        state_at=row.state_at,
        follows=row.follows or "",
        stopped_at=row.stopped_at,
        head_n=row.head_n,
        head_hash=row.head_hash,
    )
