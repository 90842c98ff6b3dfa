"""Alembic's own entrance: runs the steps on the connection that `upgrade` hands over, inside the transaction that is open there."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
