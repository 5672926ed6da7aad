"""What a check found, as a value, and as the line that is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Level = Literal["ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, how it stands, and for all that is not ok how to mend it."""

    name: str
    level: Level
    says: str
    remedy: str = ""


def ok(name: str, says: str) -> Finding:
    """All is well."""
    return Finding(name, "ok", says)


def warn(name: str, says: str, remedy: str) -> Finding:
    """It runs, but not as it should."""
    return Finding(name, "warn", says, remedy)


def bad(name: str, says: str, remedy: str) -> Finding:
    """It does not run."""
    return Finding(name, "bad", says, remedy)


def line(finding: Finding) -> str:
    """The finding on one line, whatever a server put into its texts; the remedy follows on a line of its own."""
    told = f"{finding.level:<4}  {finding.name}: {_flat(finding.says)}"
    return f"{told}\n      → {_flat(finding.remedy)}" if finding.remedy else told


def summary(findings: Iterable[Finding]) -> str:
    """The last line: how many of each."""
    levels = [finding.level for finding in findings]
    return f"{levels.count('ok')} ok, {levels.count('warn')} warn, {levels.count('bad')} bad"


def _flat(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
