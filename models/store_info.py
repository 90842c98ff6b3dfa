"""What a store knows of itself, by name: its id, when it was made, the version of its shape, and what the app keeps beside."""

from sqlalchemy.orm import Session

from models.tables import InfoRow

STORE_ID = "store_id"
MADE_AT = "made_at_ms"
SCHEMA = "schema"


def read_info(session: Session, key: str) -> str | None:
    """What is kept under that name. None if nothing is."""
    row = session.get(InfoRow, key)
    return None if row is None else row.value


def write_info(session: Session, key: str, value: str) -> None:
    """Keeps a value under that name, in place of the one before."""
    session.merge(InfoRow(key=key, value=value))
    session.flush()
