"""Alembic's entry: runs the migrations on the connection that `database.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from mugalim_school.models import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
