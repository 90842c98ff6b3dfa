"""Guards: triggers that keep what is written for ever from being changed or taken out, whoever asks.

They stop mistakes. Whoever holds the key can drop them; what that person then changes, the chains tell (see verify).
"""

from sqlalchemy import Connection, inspect, text

# A row in one of these is never changed and never taken out.
FOREVER = ("updates", "snapshots", "access_log", "forms", "pens", "peers", "copies", "family_settings", "receipts")
# A row in one of these counts a chain: its number never runs back, and it is never taken out.
COUNTING = {"plans": "head_n", "chain_heads": "n"}


def put_guards(connection: Connection) -> None:
    """Puts every guard in place, anew, on the tables that there are: a step that is still to come may make one.

    A step that copies a table loses that table's triggers; this brings them back.
    """
    there = inspect(connection).get_table_names()
    for name, (table, rule) in _guards().items():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        if table in there:
            connection.execute(text(_trigger(name, rule)))


def missing_guards(connection: Connection) -> tuple[str, ...]:
    """The names of the guards that somebody took away, or put something else in the place of."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    there = {row.name: row.sql for row in rows}
    return tuple(sorted(name for name, (_table, rule) in _guards().items() if there.get(name) != _trigger(name, rule)))


def _guards() -> dict[str, tuple[str, str]]:
    """Table and rule of every guard, by its name."""
    rules: dict[str, tuple[str, str]] = {}
    for table in FOREVER:
        rules[f"{table}_never_change"] = (table, _refuse(f"BEFORE UPDATE ON {table}"))
    for table in (*FOREVER, *COUNTING):
        rules[f"{table}_never_go"] = (table, _refuse(f"BEFORE DELETE ON {table}"))
    for table, counter in COUNTING.items():
        rules[f"{table}_never_run_back"] = (table, _refuse(f"BEFORE UPDATE ON {table} WHEN new.{counter} < old.{counter}"))
    return rules


def _trigger(name: str, rule: str) -> str:
    return f"CREATE TRIGGER {name} {rule}"


def _refuse(when: str) -> str:
    return f"{when} BEGIN SELECT RAISE(ABORT, 'kept for ever'); END"
