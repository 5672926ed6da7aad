"""What happened in a run, added up, and the table that says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Figures:
    lives: int = 0
    steps: int = 0
    turns: int = 0
    kills: int = 0
    clock_moves: int = 0
    confirmed: int = 0
    stored: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    nudges: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)

    def fault(self, name: str, times: int = 1) -> None:
        self.faults[name] += times

    def table(self) -> str:
        """Markdown, as it stands in docs/reliability.md."""
        rows = [
            ("lives of four people", self.lives),
            ("steps", self.steps),
            ("units of work committed", self.turns),
            ("kills", self.kills),
            ("moves of the clock", self.clock_moves),
            ("sets confirmed to a person", self.confirmed),
            ("sets stored", self.stored),
            *((f"nudges: {state}", times) for state, times in sorted(self.nudges.items())),
            *((f"fault: {name}", times) for name, times in sorted(self.faults.items()) if times),
            ("**violations**", len(self.violations)),
        ]
        return "\n".join(["| what | how often |", "|---|---:|", *(f"| {name} | {times:,} |" for name, times in rows)])
