"""New stores of the tests: the steps run for the first one of a run, and each store after it gets what they made, statement by statement.

The steps cost Alembic a tenth of a second for each of thousands of stores. They are tested by themselves (tests/models/test_migrations.py),
where it is proved as well that a store made so is the very same.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text

from models.migrations import OUR_STEPS, Steps

Upgrade = Callable[[Connection, Steps], None]
_KINDS = {"table": 0, "index": 1, "trigger": 2}  # what stands on a table comes after it


class MadeOnce:
    """Stands where `models.migrations.upgrade` does. Stores that are not new, and steps that are not ours, go by that way as ever."""

    def __init__(self, upgrade: Upgrade) -> None:
        self._upgrade = upgrade
        self._statements: list[str] = []
        self._rows: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, connection: Connection, steps: Steps) -> None:
        new = steps is OUR_STEPS and not schema_of(connection)
        if new and self._statements:
            self._make_again(connection)
            return
        self._upgrade(connection, steps)
        if new:
            self._statements = [statement for _kind, _name, statement in schema_of(connection)]
            self._rows = rows_of(connection)

    def _make_again(self, connection: Connection) -> None:
        for statement in self._statements:
            connection.exec_driver_sql(statement)
        for table, row in self._rows:
            places = ", ".join(f":{column}" for column in row)
            connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"), row)


def schema_of(connection: Connection) -> list[tuple[str, str, str]]:
    """Kind, name and statement of everything there is, in an order in which it can be made."""
    found = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")).all()
    return sorted(((row.type, row.name, row.sql) for row in found), key=lambda row: _KINDS[row[0]])


def rows_of(connection: Connection) -> list[tuple[str, dict[str, Any]]]:
    """Every row of every table, under the name of its table."""
    tables = [name for kind, name, _statement in schema_of(connection) if kind == "table"]
    return [(table, dict(row)) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]
