"""The shape of the store: one typed class a table, in types that SQLite and PostgreSQL share.

Nothing outside `models` sees these rows; each family of functions (people, plans, sittings, record …) hands out plain values.
Numbered steps in `migrations/` make these tables; a test holds the two against each other.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any, cast

from sqlalchemy import (
    BigInteger,
    Date,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from models.base import from_ms, to_ms


class Moment(TypeDecorator[datetime]):
    """A moment in Python (aware, UTC), milliseconds since 1970 in the store."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """The number that is stored."""
        return None if value is None else to_ms(value.astimezone(UTC))

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The moment that was stored."""
        return None if value is None else from_ms(value)


class Row(DeclarativeBase):
    """What all tables share: the rule by which constraints are named, so that a later step can find them again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    @classmethod
    def table(cls) -> Table:
        """The bare table, for writing many rows without an object for each."""
        return cast("Table", cls.__table__)


Id = Annotated[str, mapped_column(String(32))]
Hash = Annotated[bytes, mapped_column(LargeBinary(32))]
Code = Annotated[str, mapped_column(String(64))]
Words = Annotated[str, mapped_column(Text)]
Counter = Annotated[int, mapped_column(BigInteger)]


class PersonRow(Row):
    """Somebody who takes part, with initials that nobody else carries, and a mark that others carry only once all marks are used."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("initials"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[Words]
    known_as: Mapped[Words]
    pronoun: Mapped[Words]
    initials: Mapped[str] = mapped_column(String(8))
    ink: Mapped[Code]
    line: Mapped[Code]
    is_staff: Mapped[bool]
    usual_role: Mapped[Words]
    left_on: Mapped[date | None] = mapped_column(Date)
    merged_into: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))


class PatientRow(Row):
    """A person about whom plans are written."""

    __tablename__ = "patients"

    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    date_of_birth: Mapped[date | None] = mapped_column(Date)
    nhs_number: Mapped[str | None] = mapped_column(String(10), unique=True)


class NeedRow(Row):
    """What somebody needs to take part: a code that forms and pages know, and that person's own words."""

    __tablename__ = "needs"

    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    code: Mapped[Code] = mapped_column(primary_key=True)
    words: Mapped[Words]
    recorded_on: Mapped[date] = mapped_column(Date)
    reviewed_on: Mapped[date | None] = mapped_column(Date)
    review_on: Mapped[date | None] = mapped_column(Date)


class KeeperRow(Row):
    """Somebody who may add staff and join double entries; it opens no plan."""

    __tablename__ = "keepers"

    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since: Mapped[date] = mapped_column(Date)


class FormRow(Row):
    """A version of a form, as it was when a plan was first pinned to it. Never changed."""

    __tablename__ = "forms"

    form_id: Mapped[Code] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fingerprint: Mapped[Code]
    body: Mapped[Words]


class PlanRow(Row):
    """A plan, and the head of its chain."""

    __tablename__ = "plans"
    __table_args__ = (ForeignKeyConstraint(["form_id", "form_version"], ["forms.form_id", "forms.version"]),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    patient_id: Mapped[Id | None] = mapped_column(ForeignKey("patients.person_id"), index=True)
    form_id: Mapped[Code]
    form_version: Mapped[int]
    title: Mapped[Words]
    state: Mapped[Code]
    created_at: Mapped[datetime] = mapped_column("created_at_ms", Moment)
    state_at: Mapped[datetime] = mapped_column("state_at_ms", Moment)
    follows: Mapped[Id | None] = mapped_column(ForeignKey("plans.id"))
    head_n: Mapped[Counter]
    head_hash: Mapped[Hash]
    stopped_at: Mapped[Code]


class SittingRow(Row):
    """One occasion of writing. A workshop is about a form and has no patient."""

    __tablename__ = "sittings"

    id: Mapped[Id] = mapped_column(primary_key=True)
    patient_id: Mapped[Id | None] = mapped_column(ForeignKey("patients.person_id"), index=True)
    kind: Mapped[Code]
    started_at: Mapped[datetime] = mapped_column("started_at_ms", Moment)
    ended_at: Mapped[datetime | None] = mapped_column("ended_at_ms", Moment)
    paused_at: Mapped[datetime | None] = mapped_column("paused_at_ms", Moment)


class MeetingRow(Row):
    """A sitting with an agenda and a chair: the plan that is its record, who led it, and how it stands while it runs ("" afterwards).

    The ids of the parts that were left out, as a list in JSON, and whether it was closed, stay.
    """

    __tablename__ = "meetings"

    sitting_id: Mapped[Id] = mapped_column(ForeignKey("sittings.id"), primary_key=True)
    plan_id: Mapped[Id] = mapped_column(ForeignKey("plans.id"), primary_key=True, index=True)
    led: Mapped[Words]
    now: Mapped[Words]
    left_out: Mapped[Words] = mapped_column(server_default="[]")
    closed: Mapped[bool] = mapped_column(server_default=false())


class RoundRow(Row):
    """When somebody's ward round is, who comes, and what was changed about it since it was first said."""

    __tablename__ = "rounds"

    id: Mapped[Id] = mapped_column(primary_key=True)
    patient_id: Mapped[Id] = mapped_column(ForeignKey("patients.person_id"), index=True)
    day: Mapped[date] = mapped_column(Date, index=True)
    at_time: Mapped[Words]
    who_comes: Mapped[Words]
    change: Mapped[Words]
    plan_id: Mapped[Id | None] = mapped_column(ForeignKey("plans.id"))


class DraftRow(Row):
    """Somebody's private pages beside a plan, sealed so that nobody else can read them; `lock` tells how the key is wrapped."""

    __tablename__ = "drafts"

    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    plan_id: Mapped[Id] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    lock: Mapped[Words]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ReflectionRow(Row):
    """What somebody said after a sitting, for themselves until both want it side by side. Can be taken back."""

    __tablename__ = "reflections"

    sitting_id: Mapped[Id] = mapped_column(ForeignKey("sittings.id"), primary_key=True)
    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    said: Mapped[Words]
    finished: Mapped[bool]
    shared: Mapped[bool]


class WardWordRow(Row):
    """A hard word that somebody here said in plain words."""

    __tablename__ = "ward_words"

    word: Mapped[Words] = mapped_column(primary_key=True)
    explanation: Mapped[Words]
    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    said_at: Mapped[datetime] = mapped_column("said_at_ms", Moment)


class AttendanceRow(Row):
    """Somebody at a sitting, from one arrival to the next leaving: in which role, and how they take part."""

    __tablename__ = "attendances"

    sitting_id: Mapped[Id] = mapped_column(ForeignKey("sittings.id"), primary_key=True)
    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    arrived_at: Mapped[datetime] = mapped_column("arrived_at_ms", Moment, primary_key=True)
    left_at: Mapped[datetime | None] = mapped_column("left_at_ms", Moment)
    role: Mapped[Words]
    expertise: Mapped[Code]
    takes_part: Mapped[Code]
    helper_id: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))


class PenRow(Row):
    """A pen that was taken up: whose words, by way of whom, typed by whose hands. Never changed."""

    __tablename__ = "pens"

    id: Mapped[Id] = mapped_column(primary_key=True)
    sitting_id: Mapped[Id | None] = mapped_column(ForeignKey("sittings.id"))
    voice: Mapped[Words]
    hands: Mapped[Id]
    way: Mapped[Words]
    role: Mapped[Words]


class PeerRow(Row):
    """Under which number a pen writes in one plan, in one run of the program. Never changed."""

    __tablename__ = "peers"

    peer: Mapped[Counter] = mapped_column(primary_key=True, autoincrement=False)
    pen_id: Mapped[Id] = mapped_column(ForeignKey("pens.id"))
    plan_id: Mapped[Id] = mapped_column(ForeignKey("plans.id"), index=True)
    started_at_ms: Mapped[Counter]


class UpdateRow(Row):
    """The record: every change of every plan, in order, each row tied to the one before. Never changed.

    Kept in the order of the key, plan by plan, so that a hurt page of the file costs one plan and not all of them.
    """

    __tablename__ = "updates"
    __table_args__ = ({"sqlite_with_rowid": False},)

    plan_id: Mapped[Id] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    n: Mapped[Counter] = mapped_column(primary_key=True, autoincrement=False)
    peer: Mapped[Counter] = mapped_column(ForeignKey("peers.peer"))
    first: Mapped[Counter]
    last: Mapped[Counter]
    sitting_id: Mapped[Id | None] = mapped_column(ForeignKey("sittings.id"))
    at_ms: Mapped[Counter]
    blob: Mapped[bytes] = mapped_column(LargeBinary)
    previous_hash: Mapped[Hash]
    hash: Mapped[Hash]


class SnapshotRow(Row):
    """A whole document as it stood after row `n`, so that opening need not replay all rows. Never changed."""

    __tablename__ = "snapshots"

    plan_id: Mapped[Id] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    n: Mapped[Counter] = mapped_column(primary_key=True, autoincrement=False)
    at_ms: Mapped[Counter]
    blob: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[Hash]


class ActRow(Row):
    """A step that its pen can take back, kept so that undo survives a restart. Not part of the record."""

    __tablename__ = "acts"

    plan_id: Mapped[Id] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    id: Mapped[Code] = mapped_column(primary_key=True)
    sitting_id: Mapped[Id | None] = mapped_column(ForeignKey("sittings.id"), index=True)
    n: Mapped[Counter]
    pen_key: Mapped[Words]
    body: Mapped[Words]
    state: Mapped[Code]


class AccessRow(Row):
    """A line of the access log: who opened, exported or unlocked what. Its own chain. Never changed."""

    __tablename__ = "access_log"

    n: Mapped[Counter] = mapped_column(primary_key=True, autoincrement=False)
    at_ms: Mapped[Counter]
    person_id: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))
    verb: Mapped[Code]
    plan_id: Mapped[Id | None] = mapped_column(ForeignKey("plans.id"), index=True)
    patient_id: Mapped[Id | None] = mapped_column(ForeignKey("patients.person_id"), index=True)
    detail: Mapped[Code]
    previous_hash: Mapped[Hash]
    hash: Mapped[Hash]


class HeadRow(Row):
    """The head of a chain that belongs to no plan."""

    __tablename__ = "chain_heads"

    name: Mapped[Code] = mapped_column(primary_key=True)
    n: Mapped[Counter]
    hash: Mapped[Hash]


class CopyRow(Row):
    """A copy of a plan that left. Never changed."""

    __tablename__ = "copies"

    id: Mapped[Id] = mapped_column(primary_key=True)
    plan_id: Mapped[Id] = mapped_column(ForeignKey("plans.id"), index=True)
    plan_n: Mapped[Counter]
    made_at: Mapped[datetime] = mapped_column("made_at_ms", Moment)
    kind: Mapped[Code]
    file_name_hash: Mapped[Hash]
    for_whom: Mapped[Words]


class ReceiptRow(Row):
    """That somebody got a copy, and on which day."""

    __tablename__ = "receipts"

    copy_id: Mapped[Id] = mapped_column(ForeignKey("copies.id"), primary_key=True)
    whom: Mapped[Words] = mapped_column(primary_key=True)
    given_on: Mapped[date] = mapped_column(Date)
    noted_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))


class FamilyRow(Row):
    """What a patient said a family member may see, from one moment on. A change is a new row; no row is changed."""

    __tablename__ = "family_settings"

    patient_id: Mapped[Id] = mapped_column(ForeignKey("patients.person_id"), primary_key=True)
    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    may_see: Mapped[Words]
    stands_in_copies: Mapped[bool]
    set_at: Mapped[datetime] = mapped_column("set_at_ms", Moment)


class InfoRow(Row):
    """What the store knows of itself, by name."""

    __tablename__ = "store_info"

    key: Mapped[Code] = mapped_column(primary_key=True)
    value: Mapped[Words]


class WriterRow(Row):
    """How far a writer's work is stored, written in the same transaction as the work: after a doubtful failure nothing goes in twice."""

    __tablename__ = "writers"

    id: Mapped[Id] = mapped_column(primary_key=True)
    ticket: Mapped[Counter]
