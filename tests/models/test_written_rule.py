"""The rule of docs/decisions/0011, followed here by its words alone: anybody can check a store without our program, for ever."""

import hashlib
import json
from pathlib import Path

from models.access_log import ACCESS_LOG, AccessLine, access_lines, log_access
from models.copies import note_copy
from models.family import FamilySetting, set_for_family
from models.record import keep_snapshot, rows_of
from models.roots import root
from models.tables import SnapshotRow
from models.text.pens import voice_to_json
from tests.models.stores import AT, AT_MS, FORM, Ward, new_ward


def number(value: int) -> bytes:
    return value.to_bytes(8, "big", signed=True)


def sealed(kind: str, *fields: bytes | str | int) -> bytes:
    name = f"two pens {kind}".encode()
    plain = [number(field) if isinstance(field, int) else field.encode() if isinstance(field, str) else field for field in fields]
    lengths = b"".join(number(len(field)) for field in plain)
    return hashlib.sha256(number(len(plain)) + number(len(name)) + lengths + name + b"".join(plain)).digest()


def test_the_lists_can_be_checked_by_the_written_rule_alone(tmp_path: Path) -> None:
    ward = new_ward(tmp_path / "s.twopens")
    with ward.store.session() as session:
        copy = note_copy(session, ward.plan, AT, "clean", "plan.docx", "Sam's GP")
        set_for_family(session, FamilySetting(ward.sam, ward.jo, ("plan",), True, AT))
        lines = access_lines(session)
    ward.store.close()

    name = hashlib.sha256(b"plan.docx").digest()
    assert [(line.verb, line.person_id, line.plan_id, line.patient_id) for line in lines] == [
        ("copy_listed", "", ward.plan, ward.sam),
        ("family_set", "", "", ward.sam),
    ]
    assert lines[0].detail == sealed("entry of copies", copy.id, ward.plan, 0, AT_MS, "clean", name, "Sam's GP").hex()
    assert lines[1].detail == sealed("entry of family_settings", ward.sam, ward.jo, 1, '["plan"]', 1, AT_MS).hex()


def pen_print(ward: Ward) -> bytes:
    voice = json.dumps(voice_to_json(ward.pen.voice), sort_keys=True, separators=(",", ":"))
    return sealed("pen", ward.pen.id, voice, ward.pen.hands, ward.pen.way, ward.pen.role)


def test_a_store_can_be_checked_by_the_written_rule_alone(tmp_path: Path) -> None:
    ward = new_ward(tmp_path / "s.twopens")
    ward.write(3)
    with ward.store.session() as session:
        keep_snapshot(session, ward.plan, b"whole", AT_MS)
        log_access(session, AccessLine(AT_MS, ward.jo, "opened", ward.plan, ward.sam, "current"))

    with ward.store.reading() as session:
        rows, known = rows_of(session, ward.plan), root(session, AT_MS)
        snapshot = session.get_one(SnapshotRow, (ward.plan, 3)).hash
    ward.store.close()

    body = hashlib.sha256(FORM.body.encode()).digest()
    before = sealed("plan", ward.plan, ward.sam, FORM.form_id, FORM.version, FORM.fingerprint, body, AT_MS)
    for n, row in enumerate(rows, start=1):
        one = row.update
        numbers = number(one.peer) + number(one.first) + number(one.last) + number(one.at_ms)
        before = sealed(f"update of {ward.plan}", n, before, numbers, one.sitting_id, pen_print(ward), one.blob)
        assert row.hash == before
    assert snapshot == sealed("snapshot", ward.plan, 3, before, AT_MS, b"whole")
    line = sealed("line of access_log", 1, sealed("access_log"), AT_MS, ward.jo, "opened", ward.plan, ward.sam, "current")
    assert known.heads[ACCESS_LOG].hash == line
    assert known.root == sealed("root", *(f"{name}:{head.n}:{head.hash.hex()}" for name, head in sorted(known.heads.items())))
