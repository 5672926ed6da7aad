"""What people type, read into values: total, deterministic, never raising."""

from core.reading.reader import read

__all__ = ["read"]
