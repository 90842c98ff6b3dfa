"""People: who takes part, their marks, patients, needs and keepers. Each function works inside the session it is given."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.base import new_id
from models.marks import Carrier, Mark, initials_of, next_mark
from models.sittings import came_to_sittings_about, open_sittings
from models.tables import KeeperRow, NeedRow, PatientRow, PersonRow


class NoSuchPerson(LookupError):
    """Nobody here has that id."""


@dataclass(frozen=True)
class Person:
    """Somebody who takes part.

    `left_on` is the day a member of staff left; `merged_into` is the id of the entry that stands for this double one.
    """

    id: str
    name: str
    known_as: str
    initials: str
    ink: str
    line: str
    is_staff: bool = False
    usual_role: str = ""
    pronoun: str = ""
    left_on: date | None = None
    merged_into: str = ""

    @property
    def mark(self) -> Mark:
        """Ink and line, which always go together with the initials."""
        return Mark(self.ink, self.line)


@dataclass(frozen=True)
class Patient:
    """What tells one patient from another. `nhs_number` is ten digits, or "" while nobody knows it."""

    person_id: str
    date_of_birth: date | None
    nhs_number: str = ""


@dataclass(frozen=True)
class Need:
    """What somebody needs to take part, in a code and in own words; last looked at, and when to look again."""

    person_id: str
    code: str
    words: str
    recorded_on: date
    reviewed_on: date | None = None
    review_on: date | None = None


# --- people ---


def add_person(
    session: Session, name: str, known_as: str = "", *, is_staff: bool = False, usual_role: str = "", pronoun: str = ""
) -> Person:
    """A new person with initials of their own and the next mark: a free one while there is any."""
    mark = next_mark(_carriers(session))
    row = PersonRow(
        id=new_id(),
        name=name,
        known_as=known_as or name,
        pronoun=pronoun,
        initials=initials_of(name, set(session.scalars(select(PersonRow.initials)))),
        ink=mark.ink,
        line=mark.line,
        is_staff=is_staff,
        usual_role=usual_role,
    )
    session.add(row)
    session.flush()
    return _person(row)


def change_person(session: Session, person: Person) -> Person:
    """Keeps a person's name, known-as, pronoun, role and staff flag as given. Mark and initials stay for ever."""
    row = _row(session, person.id)
    row.name, row.known_as, row.pronoun = person.name, person.known_as, person.pronoun
    row.usual_role, row.is_staff = person.usual_role, person.is_staff
    session.flush()
    return _person(row)


def mark_as_left(session: Session, person_id: str, day: date) -> Person:
    """Notes the day somebody left. Their words stay theirs."""
    row = _row(session, person_id)
    row.left_on = day
    session.flush()
    return _person(row)


def join_entries(session: Session, double: str, person_id: str) -> Person:
    """Points a double entry to the one that stands for it. Both stay; the words of either keep their owner."""
    row = _row(session, double)
    row.merged_into = _row(session, person_id).id
    session.flush()
    return _person(row)


def person(session: Session, person_id: str) -> Person:
    """The person of that id. Raises NoSuchPerson."""
    return _person(_row(session, person_id))


def people(session: Session) -> list[Person]:
    """Everybody, in order of name."""
    return [_person(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.name, PersonRow.id))]


# --- patients ---


def add_patient(session: Session, person_id: str, date_of_birth: date | None, nhs_number: str = "") -> Patient:
    """Makes a person a patient. A second patient with the same NHS number is refused by the store (IntegrityError)."""
    session.add(PatientRow(person_id=person_id, date_of_birth=date_of_birth, nhs_number=nhs_number or None))
    session.flush()
    return Patient(person_id, date_of_birth, nhs_number)


def change_patient(session: Session, patient: Patient) -> Patient:
    """Keeps date of birth and NHS number as given. Raises NoSuchPerson."""
    row = session.get(PatientRow, patient.person_id)
    if row is None:
        raise NoSuchPerson(patient.person_id)
    row.date_of_birth, row.nhs_number = patient.date_of_birth, patient.nhs_number or None
    session.flush()
    return patient


def patient(session: Session, person_id: str) -> Patient | None:
    """The patient that a person is. None for anybody else."""
    row = session.get(PatientRow, person_id)
    return None if row is None else _patient(row)


def patients(session: Session) -> list[Patient]:
    """All patients, in order of name."""
    rows = select(PatientRow).join(PersonRow, PersonRow.id == PatientRow.person_id).order_by(PersonRow.name, PersonRow.id)
    return [_patient(row) for row in session.scalars(rows)]


# --- needs ---


def keep_need(session: Session, need: Need) -> Need:
    """Keeps a need as given, in place of that person's need of the same code."""
    session.merge(NeedRow(**vars(need)))
    session.flush()
    return need


def forget_need(session: Session, person_id: str, code: str) -> None:
    """Takes a need away, when that person says it is one no longer."""
    session.execute(delete(NeedRow).where(NeedRow.person_id == person_id, NeedRow.code == code))


def needs_of(session: Session, person_id: str) -> list[Need]:
    """A person's needs, in order of code."""
    rows = session.scalars(select(NeedRow).where(NeedRow.person_id == person_id).order_by(NeedRow.code))
    return [Need(row.person_id, row.code, row.words, row.recorded_on, row.reviewed_on, row.review_on) for row in rows]


# --- keepers ---


def make_keeper(session: Session, person_id: str, since: date) -> None:
    """Lets somebody add staff and join double entries. Twice is as good as once."""
    if session.get(KeeperRow, person_id) is None:
        session.add(KeeperRow(person_id=person_id, since=since))
        session.flush()


def keepers(session: Session) -> list[Person]:
    """The keepers, in order of name."""
    rows = select(PersonRow).join(KeeperRow, KeeperRow.person_id == PersonRow.id).order_by(PersonRow.name, PersonRow.id)
    return [_person(row) for row in session.scalars(rows)]


# --- insides ---


def _carriers(session: Session) -> list[Carrier]:
    """Who carries which mark. Whoever is added during a sitting is to meet all who ever took part in the sittings of its patient."""
    about = {sitting.patient_id for sitting in open_sittings(session)}
    met = about.union(*(came_to_sittings_about(session, patient_id) for patient_id in about))
    rows = session.execute(select(PersonRow.id, PersonRow.ink, PersonRow.line, PersonRow.left_on))
    return [Carrier(Mark(row.ink, row.line), row.left_on, row.id in met) for row in rows]


def _row(session: Session, person_id: str) -> PersonRow:
    row = session.get(PersonRow, person_id)
    if row is None:
        raise NoSuchPerson(person_id)
    return row


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        known_as=row.known_as,
        initials=row.initials,
        ink=row.ink,
        line=row.line,
        is_staff=row.is_staff,
        usual_role=row.usual_role,
        pronoun=row.pronoun,
        left_on=row.left_on,
        merged_into=row.merged_into or "",
    )


def _patient(row: PatientRow) -> Patient:
    return Patient(row.person_id, row.date_of_birth, row.nhs_number or "")
