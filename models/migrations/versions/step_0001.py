"""The first shape of the store. What is written here stays as it is for ever; a change is the next step."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _id(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=nullable)


def _code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _count(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable, autoincrement=False)


def _hash(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(32), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Makes every table."""
    _make_the_stores_own()
    _make_people()
    _make_patients()
    _make_forms_and_plans()
    _make_sittings()
    _make_the_record()
    _make_what_hangs_on_the_record()
    _make_the_logs()


def _make_the_stores_own() -> None:
    op.create_table("store_info", _code("key"), _words("value"), _key("store_info", "key"))
    op.create_table("writers", _id("id"), _count("ticket"), _key("writers", "id"))
    op.create_table("chain_heads", _code("name"), _count("n"), _hash("hash"), _key("chain_heads", "name"))


def _make_people() -> None:
    op.create_table(
        "people",
        _id("id"),
        _words("name"),
        _words("known_as"),
        _words("pronoun"),
        sa.Column("initials", sa.String(8), nullable=False),
        _code("ink"),
        _code("line"),
        sa.Column("is_staff", sa.Boolean, nullable=False),
        _words("usual_role"),
        sa.Column("left_on", sa.Date),
        _id("merged_into", nullable=True),
        _key("people", "id"),
        _points("people", "merged_into", "people.id"),
        sa.UniqueConstraint("initials", name="uq_people_initials"),
        sa.UniqueConstraint("ink", "line", name="uq_people_ink_line"),
    )
    op.create_table(
        "needs",
        _id("person_id"),
        _code("code"),
        _words("words"),
        sa.Column("recorded_on", sa.Date, nullable=False),
        sa.Column("reviewed_on", sa.Date),
        sa.Column("review_on", sa.Date),
        _key("needs", "person_id", "code"),
        _points("needs", "person_id", "people.id"),
    )
    op.create_table(
        "keepers",
        _id("person_id"),
        sa.Column("since", sa.Date, nullable=False),
        _key("keepers", "person_id"),
        _points("keepers", "person_id", "people.id"),
    )


def _make_patients() -> None:
    op.create_table(
        "patients",
        _id("person_id"),
        sa.Column("date_of_birth", sa.Date),
        sa.Column("nhs_number", sa.String(10)),
        _key("patients", "person_id"),
        _points("patients", "person_id", "people.id"),
        sa.UniqueConstraint("nhs_number", name="uq_patients_nhs_number"),
    )
    op.create_table(
        "family_settings",
        _id("patient_id"),
        _id("person_id"),
        sa.Column("n", sa.Integer, nullable=False, autoincrement=False),
        _words("may_see"),
        sa.Column("stands_in_copies", sa.Boolean, nullable=False),
        _count("set_at_ms"),
        _key("family_settings", "patient_id", "person_id", "n"),
        _points("family_settings", "patient_id", "patients.person_id"),
        _points("family_settings", "person_id", "people.id"),
    )


def _make_forms_and_plans() -> None:
    op.create_table(
        "forms",
        _code("form_id"),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        _code("fingerprint"),
        _words("body"),
        _key("forms", "form_id", "version"),
    )
    op.create_table(
        "plans",
        _id("id"),
        _id("patient_id"),
        _code("form_id"),
        sa.Column("form_version", sa.Integer, nullable=False),
        _words("title"),
        _code("state"),
        _count("created_at_ms"),
        _count("state_at_ms"),
        _id("follows", nullable=True),
        _count("head_n"),
        _hash("head_hash"),
        _code("stopped_at"),
        _key("plans", "id"),
        _points("plans", "patient_id", "patients.person_id"),
        _points("plans", "follows", "plans.id"),
        sa.ForeignKeyConstraint(["form_id", "form_version"], ["forms.form_id", "forms.version"], name="fk_plans_form_id_form_version"),
    )
    op.create_index("ix_plans_patient_id", "plans", ["patient_id"])


def _make_sittings() -> None:
    op.create_table(
        "sittings",
        _id("id"),
        _id("patient_id", nullable=True),
        _code("kind"),
        _count("started_at_ms"),
        _count("ended_at_ms", nullable=True),
        _key("sittings", "id"),
        _points("sittings", "patient_id", "patients.person_id"),
    )
    op.create_index("ix_sittings_patient_id", "sittings", ["patient_id"])
    op.create_table(
        "attendances",
        _id("sitting_id"),
        _id("person_id"),
        _count("arrived_at_ms"),
        _count("left_at_ms", nullable=True),
        _words("role"),
        _code("expertise"),
        _code("takes_part"),
        _id("helper_id", nullable=True),
        _key("attendances", "sitting_id", "person_id", "arrived_at_ms"),
        _points("attendances", "sitting_id", "sittings.id"),
        _points("attendances", "person_id", "people.id"),
        _points("attendances", "helper_id", "people.id"),
    )


def _make_the_record() -> None:
    op.create_table(
        "pens",
        _id("id"),
        _id("sitting_id", nullable=True),
        _words("voice"),
        _id("hands"),
        _words("way"),
        _words("role"),
        _key("pens", "id"),
        _points("pens", "sitting_id", "sittings.id"),
    )
    op.create_table(
        "peers",
        _count("peer"),
        _id("pen_id"),
        _id("plan_id"),
        _count("started_at_ms"),
        _key("peers", "peer"),
        _points("peers", "pen_id", "pens.id"),
        _points("peers", "plan_id", "plans.id"),
    )
    op.create_index("ix_peers_plan_id", "peers", ["plan_id"])
    op.create_table(
        "updates",
        _id("plan_id"),
        _count("n"),
        _count("peer"),
        _count("first"),
        _count("last"),
        _id("sitting_id", nullable=True),
        _count("at_ms"),
        sa.Column("blob", sa.LargeBinary, nullable=False),
        _hash("previous_hash"),
        _hash("hash"),
        _key("updates", "plan_id", "n"),
        _points("updates", "plan_id", "plans.id"),
        _points("updates", "peer", "peers.peer"),
        _points("updates", "sitting_id", "sittings.id"),
        sqlite_with_rowid=False,
    )


def _make_what_hangs_on_the_record() -> None:
    op.create_table(
        "snapshots",
        _id("plan_id"),
        _count("n"),
        _count("at_ms"),
        sa.Column("blob", sa.LargeBinary, nullable=False),
        _hash("hash"),
        _key("snapshots", "plan_id", "n"),
        _points("snapshots", "plan_id", "plans.id"),
    )
    op.create_table(
        "acts",
        _id("plan_id"),
        _code("id"),
        _id("sitting_id", nullable=True),
        _count("n"),
        _words("pen_key"),
        _words("body"),
        _code("state"),
        _key("acts", "plan_id", "id"),
        _points("acts", "plan_id", "plans.id"),
        _points("acts", "sitting_id", "sittings.id"),
    )
    op.create_index("ix_acts_sitting_id", "acts", ["sitting_id"])


def _make_the_logs() -> None:
    op.create_table(
        "access_log",
        _count("n"),
        _count("at_ms"),
        _id("person_id", nullable=True),
        _code("verb"),
        _id("plan_id", nullable=True),
        _id("patient_id", nullable=True),
        _code("detail"),
        _hash("previous_hash"),
        _hash("hash"),
        _key("access_log", "n"),
        _points("access_log", "person_id", "people.id"),
        _points("access_log", "plan_id", "plans.id"),
        _points("access_log", "patient_id", "patients.person_id"),
    )
    op.create_index("ix_access_log_plan_id", "access_log", ["plan_id"])
    op.create_index("ix_access_log_patient_id", "access_log", ["patient_id"])
    op.create_table(
        "copies",
        _id("id"),
        _id("plan_id"),
        _count("plan_n"),
        _count("made_at_ms"),
        _code("kind"),
        _hash("file_name_hash"),
        _words("for_whom"),
        _key("copies", "id"),
        _points("copies", "plan_id", "plans.id"),
    )
    op.create_index("ix_copies_plan_id", "copies", ["plan_id"])
