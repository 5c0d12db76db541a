"""PostgreSQL: the embedded server, engines, sessions, tables and migrations."""
