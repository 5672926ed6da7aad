"""Cells of a table that a spreadsheet opens: texts that it would run as a formula get a quote in front, and lose it again."""

from __future__ import annotations

import re

# A quote that stands there already counts as well, or the way back would take it from a text that began so.
_RUNS = re.compile(r"'*[=+\-@\t\r\n]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n]")


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if _RUNS.match(text) else text


def undefused(cell: str) -> str:
    """The text of a cell that `defused` wrote."""
    return cell[1:] if _DEFUSED.match(cell) else cell
