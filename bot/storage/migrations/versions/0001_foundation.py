"""Conversations, outbox and published catalogues."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _moment(name: str, *, index: bool = False) -> sa.Column[object]:
    """Return a column that holds when the row was made."""
    return sa.Column(
        name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now(), index=index
    )


def upgrade() -> None:
    """Make all tables of the first version."""
    op.create_table(
        "inbound_events",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("event_key", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False, index=True),
        sa.Column("payload", sa.LargeBinary),
        _moment("received_at", index=True),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("failure", sa.Text),
        sa.UniqueConstraint("channel", "event_key"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column(
            "inbound_id",
            sa.BigInteger,
            sa.ForeignKey("inbound_events.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("conversation", sa.Text, nullable=False, index=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("reply", sa.LargeBinary, nullable=False),
        _moment("created_at", index=True),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
    )
    op.create_index(
        "ix_outbox_unsent", "outbox", ["created_at"], postgresql_where=sa.text("sent_at IS NULL")
    )
    _create_trackers()
    op.create_table(
        "catalogue_versions",
        sa.Column("version", sa.Text, primary_key=True),
        sa.Column("content_hash", sa.Text, nullable=False),
        _moment("created_at"),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("snapshot", JSONB, nullable=False),
    )


def _create_trackers() -> None:
    op.create_table(
        "tracker_snapshots",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("state", JSONB, nullable=False),
        sa.Column("turns", sa.BigInteger, nullable=False),
        _moment("updated_at", index=True),
    )
    op.create_table(
        "tracker_turns",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("conversation", sa.Text, nullable=False, index=True),
        sa.Column("events", JSONB, nullable=False),
        _moment("created_at", index=True),
    )
