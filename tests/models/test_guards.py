"""What is written for ever can be neither changed nor taken out, by whatever statement."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models.access_log import AccessLine, log_access
from models.copies import note_copy
from models.database import Store
from models.family import FamilySetting, set_for_family
from models.migrations.guards import FOREVER, missing_guards, put_guards
from models.receipts import Receipt, note_receipt
from models.record import keep_snapshot
from tests.models.stores import AT, AT_MS, Ward, new_ward


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    """A store in which every table that is kept for ever has a row."""
    ward = new_ward(tmp_path / "s.twopens")
    ward.write(3)
    with ward.store.session() as session:
        keep_snapshot(session, ward.plan, b"whole", AT_MS)
        log_access(session, AccessLine(AT_MS, ward.jo, "opened", ward.plan, ward.sam))
        copy = note_copy(session, ward.plan, AT, "clean", "plan.docx")
        note_receipt(session, Receipt(copy.id, "Sam", AT.date(), ward.jo))
        set_for_family(session, FamilySetting(ward.sam, ward.jo, ("needs",), set_at=AT))
    yield ward
    ward.store.close()


def refuses(store: Store, statement: str) -> None:
    with pytest.raises(IntegrityError, match="kept for ever"), store.session() as session:
        session.execute(text(statement))


@pytest.mark.parametrize("table", FOREVER)
def test_a_row_kept_for_ever_cannot_be_changed(ward: Ward, table: str) -> None:
    with ward.store.reading() as session:
        column = session.execute(text(f"SELECT * FROM {table}")).keys()
    refuses(ward.store, f"UPDATE {table} SET {next(iter(column))} = {next(iter(column))}")


@pytest.mark.parametrize("table", [*FOREVER, "plans", "chain_heads"])
def test_a_row_kept_for_ever_cannot_be_taken_out(ward: Ward, table: str) -> None:
    refuses(ward.store, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", FOREVER)
def test_a_row_kept_for_ever_cannot_be_written_over(ward: Ward, table: str) -> None:
    refuses(ward.store, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_the_head_of_a_chain_never_runs_back(ward: Ward) -> None:
    refuses(ward.store, "UPDATE plans SET head_n = head_n - 1 WHERE head_n > 0")
    refuses(ward.store, "UPDATE chain_heads SET n = 0")


def test_a_guard_that_was_dropped_or_emptied_is_missed_and_can_be_put_back(ward: Ward) -> None:
    with ward.store.session() as session:
        assert missing_guards(session.connection()) == ()
        session.execute(text("DROP TRIGGER updates_never_change"))
        assert missing_guards(session.connection()) == ("updates_never_change",)
        session.execute(text("CREATE TRIGGER updates_never_change BEFORE UPDATE ON updates WHEN 0 BEGIN SELECT 1; END"))
        assert missing_guards(session.connection()) == ("updates_never_change",)
        put_guards(session.connection())
        assert missing_guards(session.connection()) == ()
    refuses(ward.store, "UPDATE updates SET at_ms = 0")
