"""Keeps every athlete in a database: SQLite in a file, or PostgreSQL."""

from storage.opening import open_replica, open_store
from storage.refusals import Refused

__all__ = ["Refused", "open_replica", "open_store"]
