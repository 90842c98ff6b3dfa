"""Meetings, ward rounds, private drafts, what is said after a sitting, ward words, copies handed over; and plans that are about nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _id(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=nullable)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _at(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Lets a plan be about nobody, and makes the new tables."""
    with op.batch_alter_table("plans") as plans:
        plans.alter_column("patient_id", existing_type=sa.String(32), nullable=True)
    _make_meetings()
    _make_drafts_and_what_is_said_after()
    _make_lists()


def _make_meetings() -> None:
    op.create_table(
        "meetings",
        _id("sitting_id"),
        _id("plan_id"),
        _words("led"),
        _words("now"),
        _key("meetings", "sitting_id", "plan_id"),
        _points("meetings", "sitting_id", "sittings.id"),
        _points("meetings", "plan_id", "plans.id"),
    )
    op.create_index("ix_meetings_plan_id", "meetings", ["plan_id"])
    op.create_table(
        "rounds",
        _id("id"),
        _id("patient_id"),
        sa.Column("day", sa.Date, nullable=False),
        _words("at_time"),
        _words("who_comes"),
        _words("change"),
        _id("plan_id", nullable=True),
        _key("rounds", "id"),
        _points("rounds", "patient_id", "patients.person_id"),
        _points("rounds", "plan_id", "plans.id"),
    )
    op.create_index("ix_rounds_patient_id", "rounds", ["patient_id"])
    op.create_index("ix_rounds_day", "rounds", ["day"])


def _make_drafts_and_what_is_said_after() -> None:
    op.create_table(
        "drafts",
        _id("person_id"),
        _id("plan_id"),
        _words("lock"),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        _key("drafts", "person_id", "plan_id"),
        _points("drafts", "person_id", "people.id"),
        _points("drafts", "plan_id", "plans.id"),
    )
    op.create_table(
        "reflections",
        _id("sitting_id"),
        _id("person_id"),
        _words("said"),
        sa.Column("finished", sa.Boolean, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        _key("reflections", "sitting_id", "person_id"),
        _points("reflections", "sitting_id", "sittings.id"),
        _points("reflections", "person_id", "people.id"),
    )


def _make_lists() -> None:
    op.create_table(
        "ward_words",
        _words("word"),
        _words("explanation"),
        _id("person_id"),
        _at("said_at_ms"),
        _key("ward_words", "word"),
        _points("ward_words", "person_id", "people.id"),
    )
    op.create_table(
        "receipts",
        _id("copy_id"),
        _words("whom"),
        sa.Column("given_on", sa.Date, nullable=False),
        _id("noted_by"),
        _key("receipts", "copy_id", "whom"),
        _points("receipts", "copy_id", "copies.id"),
        _points("receipts", "noted_by", "people.id"),
    )
