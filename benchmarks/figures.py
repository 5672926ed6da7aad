"""What a benchmark found: figures with their goals and yardsticks, as a table and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Sense = Literal["at most", "at least", "exactly"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing. `value` is the median of `rounds`; `yardstick` what it is compared with, measured in the same rounds.

    `goal` is what `value` should be, in the sense given; None: it is only told.
    """

    name: str
    value: float
    unit: str
    rounds: int
    goal: float | None = None
    sense: Sense = "at most"
    yardstick: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without a goal."""
        if self.goal is None:
            return None
        match self.sense:
            case "at most":
                return self.value <= self.goal
            case "at least":
                return self.value >= self.goal
            case "exactly":
                return self.value == self.goal

    def as_json(self) -> dict[str, Any]:
        """The shape that docs/performance.md describes."""
        goal = None if self.goal is None else {"sense": self.sense, "value": self.goal}
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "rounds": self.rounds,
            "goal": goal,
            "met": self.met,
            "yardstick": self.yardstick or None,
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Figure:
        """The figure that `as_json` told."""
        goal = told["goal"] or {"sense": "at most", "value": None}
        return cls(
            told["name"],
            told["value"],
            told["unit"],
            told["rounds"],
            goal["value"],
            goal["sense"],
            told["yardstick"] or "",
        )


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one benchmark: its figures, or why there are none."""

    name: str
    figures: tuple[Figure, ...] = ()
    failure: str | None = None
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The shape that docs/performance.md describes."""
        return {
            "name": self.name,
            "seconds": round(self.seconds, 1),
            "failure": self.failure,
            "figures": [figure.as_json() for figure in self.figures],
        }


def ratio(of: Sequence[float], to: Sequence[float]) -> float:
    """The median of the rounds' ratios: what disturbs a round disturbs both sides of it."""
    return median(one / other for one, other in zip(of, to, strict=True))


def number(value: float) -> str:
    """With three digits that count, thousands apart."""
    if value and abs(value) < 100:
        return f"{value:.3g}"
    return f"{value:,.0f}"


def _cells(figure: Figure) -> tuple[str, ...]:
    sign = {"at most": "≤", "at least": "≥", "exactly": "="}[figure.sense]
    goal = "" if figure.goal is None else f"{sign} {number(figure.goal)}"
    met = {None: "", True: "met", False: "MISSED"}[figure.met]
    return (figure.name, f"{number(figure.value)} {figure.unit}", goal, met, figure.yardstick)


HEAD = ("what", "figure", "goal", "", "measured beside it")


def table(parts: Iterable[Part], *, markdown: bool = False) -> str:
    """All figures, part by part; a part that failed says why."""
    lines: list[str] = []
    if markdown:
        lines += [f"| {' | '.join(HEAD)} |", "|---|--:|--:|---|---|"]
    for part in parts:
        rows = [_cells(figure) for figure in part.figures]
        if markdown:
            lines.append(f"| **{part.name}** | | | | |")
            lines += [f"| {' | '.join(row)} |" for row in rows]
            lines += [f"| failed: {part.failure} | | | | |"] if part.failure else []
        else:
            lines.append(f"\n{part.name} ({part.seconds:.0f} s)")
            lines += [
                f"  {what:<64}{value:>18}  {goal:>9}  {met:<7} {beside}" for what, value, goal, met, beside in rows
            ]
            lines += [f"  FAILED: {part.failure}"] if part.failure else []
    return "\n".join(lines).strip("\n")
