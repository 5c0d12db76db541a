"""The queue: procrastinate on the same PostgreSQL, one lock a conversation."""
