"""Builds the texts of `storage.prepared` from the tables, statements and migrations."""

from __future__ import annotations

import json
from dataclasses import asdict

from storage.migrating import head, new_tables
from storage.prepared import FOLDER, Prepared
from storage.statements import DIALECTS, compiled


def built(database: str) -> Prepared:
    """What `prepared` should read."""
    return Prepared(head(), new_tables(database), compiled(database))


def main() -> None:
    """Write down what is built."""
    for database in DIALECTS:
        text = json.dumps(asdict(built(database)), indent=1, sort_keys=True)
        (FOLDER / f"{database}.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
