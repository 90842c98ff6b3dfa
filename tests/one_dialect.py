"""Statements of SQLAlchemy are compiled once in a run. An engine keeps what it compiled, and each of thousands of stores has an engine.

What is compiled is kept under the dialect that it was compiled for, so the engines share the dialect too: all are of one kind.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, Pool

MakeEngine = Callable[[Callable[[], Any], type[Pool]], Engine]


class OneDialect:
    """Stands where `models.database._engine` does."""

    def __init__(self, make: MakeEngine) -> None:
        self._make = make
        self._first: Engine | None = None

    def __call__(self, connect: Callable[[], Any], pool: type[Pool]) -> Engine:
        engine = self._make(connect, pool)
        first = self._first = self._first or engine
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
        return engine
