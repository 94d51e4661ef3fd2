"""Find the lines of an order without reading all lines.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the lines by their order."""
    op.create_index("ix_order_lines_order_id", "order_lines", ["order_id"])


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_order_lines_order_id", table_name="order_lines")
