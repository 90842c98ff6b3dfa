"""What a patient said that each family member may see, and whether that person's side stands in copies. Dated; nothing is overwritten."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.base import to_ms
from models.listed import Entry, log_entry
from models.tables import FamilyRow


@dataclass(frozen=True)
class FamilySetting:
    """What holds from `set_at` on. `may_see` are codes of what may be seen: nothing until the patient says so."""

    patient_id: str
    person_id: str
    may_see: tuple[str, ...] = ()
    stands_in_copies: bool = False
    set_at: datetime | None = None


def set_for_family(session: Session, setting: FamilySetting) -> FamilySetting:
    """Keeps what holds from now on, with its line in the log; what held before stays. Raises ValueError when it does not say since when."""
    if setting.set_at is None:
        raise ValueError("a setting holds from some moment on")
    said = select(func.count()).where(FamilyRow.patient_id == setting.patient_id, FamilyRow.person_id == setting.person_id)
    row = FamilyRow(
        patient_id=setting.patient_id,
        person_id=setting.person_id,
        n=(n := session.scalars(said).one() + 1),
        may_see=(codes := json.dumps(list(setting.may_see))),
        stands_in_copies=setting.stands_in_copies,
        set_at=setting.set_at,
    )
    session.add(row)
    session.flush()
    at_ms, patient = to_ms(setting.set_at), setting.patient_id
    log_entry(session, Entry.FAMILY, at_ms, patient, "", patient, setting.person_id, n, codes, int(setting.stands_in_copies), at_ms)
    return setting


def family_setting(session: Session, patient_id: str, person_id: str) -> FamilySetting:
    """What holds now: what was said last, and nothing at all before anything was said."""
    said = _settings(session.scalars(_rows(patient_id).where(FamilyRow.person_id == person_id)))
    return said[-1] if said else FamilySetting(patient_id, person_id)


def family_settings(session: Session, patient_id: str) -> list[FamilySetting]:
    """All that a patient ever said of family, person by person, oldest first."""
    return _settings(session.scalars(_rows(patient_id)))


def _rows(patient_id: str) -> Select[FamilyRow]:
    return select(FamilyRow).where(FamilyRow.patient_id == patient_id).order_by(FamilyRow.person_id, FamilyRow.n)


def _settings(rows: Iterable[FamilyRow]) -> list[FamilySetting]:
    return [FamilySetting(row.patient_id, row.person_id, tuple(json.loads(row.may_see)), row.stands_in_copies, row.set_at) for row in rows]
