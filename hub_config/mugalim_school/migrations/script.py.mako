"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mugalim_school.models import Moment

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Called by Alembic on the way up."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Called by Alembic on the way down."""
    ${downgrades if downgrades else "pass"}
