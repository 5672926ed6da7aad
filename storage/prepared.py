"""The statements as text, so that opening a store need not load SQLAlchemy.

Building them from the tables takes a third of a second, most of it the import. So they are written to `storage/sql/` once, by
`python -m storage.preparing` after any change to the tables, statements or migrations; a test finds a stale file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class Prepared:
    """One database's SQL: the newest version of its tables, what makes a new database, and each statement by name."""

    head: str
    new: tuple[str, ...]
    statements: Mapping[str, str]


def prepared(database: str) -> Prepared:
    """What was written for this database."""
    found = json.loads((FOLDER / f"{database}.json").read_text("utf-8"))
    return Prepared(found["head"], tuple(found["new"]), found["statements"])
