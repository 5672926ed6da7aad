"""What people type, read into values: total, deterministic, never raising."""

from core.reading.remembered import read

__all__ = ["read"]
