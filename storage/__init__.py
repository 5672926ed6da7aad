"""Keeps every athlete in a database: SQLite in a file, or PostgreSQL."""

from storage.backup import back_up
from storage.examining import examined
from storage.opening import open_replica, open_store
from storage.refusals import Refused

__all__ = ["Refused", "back_up", "examined", "open_replica", "open_store"]
