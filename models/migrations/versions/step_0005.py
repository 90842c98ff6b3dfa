"""Of a meeting stays what was left out, and whether it was closed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds both, with what an older program, which knows neither, would mean."""
    with op.batch_alter_table("meetings") as meetings:
        meetings.add_column(sa.Column("left_out", sa.Text, nullable=False, server_default="[]"))
        meetings.add_column(sa.Column("closed", sa.Boolean, nullable=False, server_default=sa.false()))
