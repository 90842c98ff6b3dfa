"""What every kept thing shares: its id and the way a moment is written down."""

import secrets
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_id() -> str:
    """A fresh random id: 32 lower-case hexadecimal characters."""
    return secrets.token_hex(16)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970 in UTC. Raises ValueError for a moment that does not know its time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment must know its time zone")
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def from_ms(at_ms: int) -> datetime:
    """The moment, aware and in UTC, that was written as milliseconds since 1970."""
    return _EPOCH + timedelta(milliseconds=at_ms)
