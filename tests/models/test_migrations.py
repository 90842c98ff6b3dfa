"""Steps from one shape of the store to the next: all or nothing, a copy before, guards after, and the tables as the code knows them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models.access_log import AccessLine, access_lines, log_access
from models.database import Store
from models.migrations import OUR_STEPS, BrokenReference, SchemaVersion, Steps, upgrade
from models.migrations.guards import missing_guards
from models.people import people
from models.record import load
from models.store_errors import DiskFull, StoreFromTheFuture
from models.store_info import SCHEMA, read_info
from models.tables import Row
from models.verify import verify
from tests.models.stores import AT, KEY, new_ward, older_ward
from tests.new_stores import MadeOnce, rows_of, schema_of

LAST = max(OUR_STEPS.folder.glob("step_*.py")).stem.removeprefix("step_")
NEXT = SchemaVersion(OUR_STEPS.version.major, OUR_STEPS.version.minor + 1)


@pytest.fixture(autouse=True)
def _the_steps_themselves_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.database.upgrade", upgrade)


ADDS_A_COLUMN = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "LAST"


def upgrade():
    with op.batch_alter_table("people", recreate="always") as people:
        people.add_column(sa.Column("colour", sa.Text, nullable=False, server_default="none"))
    op.create_table("toys", sa.Column("id", sa.String(32), primary_key=True))
    op.execute("UPDATE people SET colour = name || ' likes blue'")
"""
COPIES_A_GUARDED_TABLE = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "LAST"


def upgrade():
    with op.batch_alter_table("snapshots", recreate="always") as snapshots:
        snapshots.add_column(sa.Column("size", sa.Integer))
"""
FAILS_HALF_WAY = ADDS_A_COLUMN + "    op.execute('INSERT INTO no_such_table VALUES (1)')\n"
LEAVES_A_BROKEN_REFERENCE = ADDS_A_COLUMN + "    op.execute('DELETE FROM people')\n"
FILLS_THE_DISK = (
    ADDS_A_COLUMN + "    op.execute('PRAGMA max_page_count = 1')\n" + "    op.execute('INSERT INTO toys VALUES (randomblob(900000))')\n"
)

OLD_LISTS = (
    "INSERT INTO copies VALUES ('c', :plan, 3, 7, 'clean', x'00', 'Sam''s GP')",
    "INSERT INTO copies VALUES ('d', :plan, 3, 5, 'who_wrote_what', x'01', '')",
    "INSERT INTO family_settings VALUES (:sam, :jo, 1, '[\"plan\"]', 1, 9)",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed store of today's version with people, a plan and rows in it."""
    ward = new_ward(tmp_path / "s.twopens")
    ward.write(30)
    ward.store.close()
    return tmp_path / "s.twopens"


def steps_with(folder: Path, following: str) -> Steps:
    """Our own steps and one more, in a folder whose name is not easy."""
    folder = folder / "100% of the steps; all: of them"
    folder.mkdir()
    for step in OUR_STEPS.folder.glob("*.py"):
        (folder / step.name).write_text(step.read_text())
    (folder / "step_next.py").write_text(following.replace("LAST", LAST))
    return Steps(folder, NEXT)


def test_the_steps_make_the_tables_that_the_code_knows(path: Path) -> None:
    store = Store.open(path, KEY)
    with store.session() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert [difference for difference in compare_metadata(context, Row.metadata) if "alembic" not in str(difference)] == []
    store.close()


def test_stores_are_made_on_several_threads_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = [threads.submit(Store.create, tmp_path / str(number), KEY) for number in range(24)]
        for one in made:
            one.result().close()


def test_rows_of_the_record_lie_plan_by_plan(path: Path) -> None:
    store = Store.open(path, KEY)
    with store.reading() as session:
        assert "WITHOUT ROWID" in session.scalars(text("SELECT sql FROM sqlite_master WHERE name = 'updates'")).one()
    store.close()


def test_a_step_brings_an_older_store_along_with_its_data(path: Path, tmp_path: Path) -> None:
    store = Store.open(path, KEY, steps_with(tmp_path, ADDS_A_COLUMN))
    with store.reading() as session:
        assert session.scalars(text("SELECT colour FROM people ORDER BY colour")).all() == ["Jo Nowak likes blue", "Sam Okafor likes blue"]
        assert read_info(session, SCHEMA) == str(NEXT)
        plan = session.scalars(text("SELECT id FROM plans WHERE head_n > 0")).one()
        loaded = load(session, plan)
        assert (len(loaded.tail), loaded.broken_at) == (30, None)
    store.close()


def test_a_copy_of_the_old_store_is_made_before_the_step(path: Path, tmp_path: Path) -> None:
    Store.open(path, KEY, steps_with(tmp_path, ADDS_A_COLUMN)).close()
    copy = Store.open(path.with_name(f"s.twopens.before-{NEXT}"), KEY)
    with copy.reading() as session:
        assert len(people(session)) == 2
        assert read_info(session, SCHEMA) == str(OUR_STEPS.version)
    copy.close()


def test_a_store_that_is_up_to_date_is_not_copied(path: Path) -> None:
    Store.open(path, KEY).close()
    assert list(path.parent.glob("*.before-*")) == []


@pytest.mark.parametrize(
    ("step", "error"),
    [(FAILS_HALF_WAY, Exception), (LEAVES_A_BROKEN_REFERENCE, BrokenReference), (FILLS_THE_DISK, DiskFull)],
    ids=["wrong statement", "broken reference", "full disk"],
)
def test_a_step_that_fails_half_way_leaves_the_store_as_it_was(path: Path, tmp_path: Path, step: str, error: type[Exception]) -> None:
    before = contents_of(path)
    with pytest.raises(error):
        Store.open(path, KEY, steps_with(tmp_path, step))
    assert contents_of(path) == before
    store = Store.open(path, KEY)
    with store.session() as session:
        assert missing_guards(session.connection()) == ()
    assert store.damaged_pages() == ()
    store.close()


def test_an_older_program_refuses_what_a_major_step_made(path: Path, tmp_path: Path) -> None:
    Store.open(path, KEY, Steps(steps_with(tmp_path, ADDS_A_COLUMN).folder, SchemaVersion(3, 0))).close()
    with pytest.raises(StoreFromTheFuture):
        Store.open(path, KEY)


def test_a_step_that_copies_a_guarded_table_leaves_it_guarded(path: Path, tmp_path: Path) -> None:
    store = Store.open(path, KEY, steps_with(tmp_path, COPIES_A_GUARDED_TABLE))
    with store.session() as session:
        assert missing_guards(session.connection()) == ()
        session.execute(text("INSERT INTO snapshots SELECT id, 0, 0, x'00', x'00', 1 FROM plans"))
    with pytest.raises(IntegrityError, match="kept for ever"), store.session() as session:
        session.execute(text("DELETE FROM snapshots"))
    store.close()


def test_what_was_listed_before_there_were_lines_for_it_has_them_after_the_step(tmp_path: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    for step in ("step_0001.py", "step_0002.py"):
        (before / step).write_text((OUR_STEPS.folder / step).read_text())
    ward = older_ward(tmp_path / "old", Steps(before, SchemaVersion(1, 1)))
    with ward.store.session() as session:
        log_access(session, AccessLine(1, ward.jo, "opened", ward.plan, ward.sam))
        for statement in OLD_LISTS:
            session.execute(text(statement), {"plan": ward.plan, "sam": ward.sam, "jo": ward.jo})
    ward.store.close()

    store = Store.open(tmp_path / "old", KEY)

    assert verify(store).sound
    with store.reading() as session:
        assert [line.verb for line in access_lines(session)] == ["opened", "copy_listed", "copy_listed", "family_set"]
        assert len(people(session)) == 2
    store.close()


def test_versions_are_read_and_ordered() -> None:
    assert SchemaVersion.read("1.12") > SchemaVersion.read("1.9")
    assert str(SchemaVersion(3, 4)) == "3.4"
    with pytest.raises(ValueError, match="not enough values"):
        SchemaVersion.read("one")


def contents_of(path: Path) -> list[tuple[str, list[object]]]:
    """Every table with its definition and all its rows."""
    store = Store.open(path, KEY)
    with store.reading() as session:
        tables = session.execute(text("SELECT name, sql FROM sqlite_master ORDER BY name, type")).all()
        contents = [
            (
                f"{name}: {definition}",
                list(session.execute(text(f"SELECT * FROM {name}")).all()) if str(definition).startswith("CREATE TABLE") else [],
            )
            for name, definition in tables
        ]
    store.close()
    return contents


def test_the_new_stores_of_the_tests_are_what_the_steps_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_once = MadeOnce(upgrade)
    monkeypatch.setattr("models.database.upgrade", made_once)
    stores = [Store.create(tmp_path / name, KEY, AT) for name in ("by the steps", "again")]

    seen = []
    for store in stores:
        with store.session() as session:
            seen.append((schema_of(session.connection()), [row for row in rows_of(session.connection()) if row[0] == "alembic_version"]))
            assert missing_guards(session.connection()) == ()
        store.close()
    assert seen[0] == seen[1]
    assert seen[0][1]
