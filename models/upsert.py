"""Inserts that may meet a row with their own key. Both engines say it alike, but SQLAlchemy has it under two names; each is built once."""

from functools import cache
from typing import TYPE_CHECKING, cast

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def insert_or_leave(session: Session, table: Table) -> Insert:
    """An insert that leaves a row alone whose key is there."""
    return _insert_or_leave(session.get_bind().dialect.name, table)


def insert_or_renew(session: Session, table: Table) -> Insert:
    """An insert that puts all its values in place of those of a row whose key is there."""
    return _insert_or_renew(session.get_bind().dialect.name, table)


@cache
def _insert_or_leave(engine: str, table: Table) -> Insert:
    return cast("Insert", _insert(engine, table).on_conflict_do_nothing())


@cache
def _insert_or_renew(engine: str, table: Table) -> Insert:
    new = _insert(engine, table)
    values = {column.name: new.excluded[column.name] for column in table.columns if not column.primary_key}
    return cast("Insert", new.on_conflict_do_update(index_elements=list(table.primary_key), set_=values))


def _insert(engine: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    if engine != "postgresql":
        return sqlite.insert(table)
    # here and not above: it costs a twentieth of the start, and a store on one computer never needs it
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
