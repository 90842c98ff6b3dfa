"""Sittings can wait: whoever closes Two Pens before the end goes on later, and that is told from a crash."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds when a sitting was put to wait."""
    op.add_column("sittings", sa.Column("paused_at_ms", sa.BigInteger, nullable=True))
