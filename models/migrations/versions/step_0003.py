"""Two people may carry one mark once all are used; and each copy that left, and each thing said about family, has its line in the log."""

from typing import Any

from alembic import op
from sqlalchemy import Connection, text

from models.chain import Chain, Field, digest

revision = "0003"
down_revision = "0002"

_COPIES = """
SELECT 'copy_listed', plans.id, plans.patient_id, made_at_ms, 'entry of copies',
    copies.id, plan_id, plan_n, made_at_ms, kind, file_name_hash, for_whom
FROM copies JOIN plans ON plans.id = plan_id ORDER BY made_at_ms, copies.id
"""
_FAMILY = """
SELECT 'family_set', NULL, patient_id, set_at_ms, 'entry of family_settings',
    patient_id, person_id, n, may_see, stands_in_copies, set_at_ms
FROM family_settings ORDER BY set_at_ms, patient_id, person_id, n
"""
_LINE = """
INSERT INTO access_log (n, at_ms, person_id, verb, plan_id, patient_id, detail, previous_hash, hash)
VALUES (:n, :at_ms, NULL, :verb, :plan, :patient, :detail, :before, :hash)
"""
_HEAD = "INSERT INTO chain_heads (name, n, hash) VALUES ('access_log', :n, :hash) ON CONFLICT (name) DO UPDATE SET n = :n, hash = :hash"


def upgrade() -> None:
    """Frees the marks, and logs what is listed already."""
    with op.batch_alter_table("people", recreate="always") as people:
        people.drop_constraint("uq_people_ink_line", type_="unique")
    connection = op.get_bind()
    for question in (_COPIES, _FAMILY):
        for verb, plan, patient, at_ms, kind, *values in connection.execute(text(question)).all():
            _log(connection, verb, plan, patient, at_ms, digest(kind, *values).hex())


def _log(connection: Connection, verb: str, plan: str | None, patient: str, at_ms: int, detail: str) -> None:
    """Adds a line by the written rule of the log, as it is for ever."""
    n, before = _head(connection)
    fields: list[Field] = [at_ms, "", verb, plan or "", patient, detail]
    value = Chain("line", "access_log").hash_at(n + 1, before, [_sealed_as(field) for field in fields])
    line: dict[str, Any] = {"verb": verb, "plan": plan, "patient": patient, "at_ms": at_ms, "detail": detail, "before": before}
    connection.execute(text(_LINE), {**line, "n": n + 1, "hash": value})
    connection.execute(text(_HEAD), {"n": n + 1, "hash": value})


def _head(connection: Connection) -> tuple[int, bytes]:
    head = connection.execute(text("SELECT n, hash FROM chain_heads WHERE name = 'access_log'")).one_or_none()
    return (head.n, head.hash) if head else (0, digest("access_log"))


def _sealed_as(field: Field) -> bytes:
    return field.to_bytes(8, "big", signed=True) if isinstance(field, int) else str(field).encode()
