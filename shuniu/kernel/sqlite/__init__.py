"""Django's SQLite engine, with a queue before its one writer (ADR 0052)."""
