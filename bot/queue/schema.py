"""The queue's own tables, made by procrastinate's schema, and one trigger of ours."""

from __future__ import annotations

import psycopg
from procrastinate.schema import SchemaManager

from bot.storage.errors import StorageUnavailable

# procrastinate wakes its workers when a job comes in, not when a finished one lets the
# next of its conversation go: without this, every second message in a row waits for a poll
_WAKE_FOR_NEXT = """
CREATE OR REPLACE FUNCTION troly_wake_for_next_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM procrastinate_jobs WHERE lock = OLD.lock AND status = 'todo') THEN
        PERFORM pg_notify(
            'procrastinate_queue_v1#' || OLD.queue_name,
            json_build_object('type', 'job_inserted', 'job_id', OLD.id)::text
        );
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER troly_wake_for_next_job AFTER DELETE ON procrastinate_jobs
    FOR EACH ROW WHEN (OLD.status = 'doing' AND OLD.lock IS NOT NULL)
    EXECUTE FUNCTION troly_wake_for_next_job();
CREATE INDEX IF NOT EXISTS troly_jobs_lock ON procrastinate_jobs (lock);
"""


def ensure(url: str) -> None:
    """Make procrastinate's tables where they are missing; one transaction.

    Raises ``StorageUnavailable`` when the database does not answer.
    """
    try:
        with psycopg.connect(url) as connection:
            # two starts at once must not both make the tables
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('troly.queue.schema'))")
            row = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
            if row is None or row[0] is None:
                connection.execute(SchemaManager.get_schema().encode())
            connection.execute(_WAKE_FOR_NEXT)
    except psycopg.Error as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise StorageUnavailable(f"the database does not answer: {reason}") from error
