"""Alembic's entry: runs the migrations on the connection that it is given."""

from alembic import context

from bot.catalogue import repository  # noqa: F401  (its table belongs to the metadata)
from bot.storage.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
