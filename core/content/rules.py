"""The coach's thresholds as frozen values: the shape of `plans/*.toml`, where each figure stands with the mark of its source."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  the types of the fields are resolved when a table is read
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.exercise import Exercise


@dataclass(frozen=True, slots=True)
class RangeOf:
    """The range of repetitions of one pattern or load type in a phase."""

    of: str
    reps: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Exit:
    """When a phase may end: days since its first session, and sessions at two a week or at one."""

    days: int
    sessions: int
    sessions_once: int


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the macrocycle (rules.md 1). `next` follows it, `after_gap` is taken up after 4-8 weeks off."""

    slug: str
    name: str
    weeks: int
    sets: int
    most_sets: int
    reps: tuple[int, int]
    target_rir: int
    rest_s: int
    tempo: str
    warm_up_s: int
    exit: tuple[Exit, ...]
    next: str
    after_gap: str
    templates: Mapping[str, tuple[str, ...]]
    ranges: tuple[RangeOf, ...] = ()
    most_sets_at_heaviest: int = 0
    circuit: bool = False
    plateaus: bool = False
    deloads: bool = False

    def own_range(self, exercise: Exercise) -> tuple[int, int]:
        """Repetitions from bottom to top for an exercise that is neither held nor a jump (rules.md 2.1)."""
        for entry in self.ranges:
            if entry.of in (exercise.pattern, exercise.load_type):
                return entry.reps
        return self.reps


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a session and its candidates, best first (rules.md 2.1)."""

    slug: str
    pattern: str
    candidates: tuple[str, ...]
    words: tuple[str, ...]
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gym: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    accessory: bool = False

    def candidates_in(self, phase: str, *, gym: bool) -> tuple[str, ...]:
        """The candidates of a phase: its own list where it has one; in a gym, the gym's before the others."""
        usual = self.first.get(phase, self.candidates)
        return (*self.gym.get(phase, ()), *usual) if gym else usual


@dataclass(frozen=True, slots=True)
class Reps:
    """Ranges and floors of repetitions and of seconds held."""

    held_s: tuple[int, int]
    jumps: tuple[int, int]
    most_contacts: int
    held_step_s: int
    held_floor_s: int
    held_primer_s: int
    floor: int
    heavy_first: int
    heavy_range_low: int


@dataclass(frozen=True, slots=True)
class Effort:
    """Reps in reserve: additions to a phase's target."""

    most: int
    unsure: int
    easy_day: int
    spare_for_variation: int


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast: names of tempos and their seconds a rep."""

    slow: str
    held: str
    jumps: str
    seconds_a_rep: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Progress:
    """How a log is judged (rules.md 3.1)."""

    on_target: float
    big_miss: float
    all_done: float
    failed_rir_below: int
    too_easy_rir_above: int
    failures_in_a_row: int
    reduce_by: float
    plateau_logs: int
    routine_sessions: int
    routine_rir: int
    routine_ready_rir: int
    maintain_easy_rir: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps up (rules.md 3.2)."""

    reachable_reps: int
    band_top: int
    band_jump: float
    one_sided_share: float
    barbell_factor: float
    epley: float
    e1rm_most_reps: int
    heavier_by_at_most: float
    forced_sets_fewer: int
    forced_reps_fewer: int
    forced_least_sets: int
    reps_off_per: float
    band_two_levels_from: float


@dataclass(frozen=True, slots=True)
class Loads:
    """First loads, and what the body itself weighs in a lift. By unit where it says so."""

    first_share: Mapping[str, float]
    first_share_else: float
    experience: Mapping[str, float]
    much_too_heavy: float
    body_share: Mapping[str, float]
    body_mass: Mapping[str, float]
    bar: Mapping[str, float]
    bar_step: Mapping[str, float]
    heaviest_bar: Mapping[str, float]
    heavy_dumbbell: Mapping[str, float]
    lb_per_kg: float


@dataclass(frozen=True, slots=True)
class TimeOff:
    """Days without a session, and what they cost (rules.md 3.4)."""

    first_week_from: int
    week_offset: int
    phase_again_from: int
    routine_again_from: int
    two_weeks_reduce: float
    three_weeks_reduce: float
    phase_again_reduce: float
    routine_again_share: float
    most_sets_after: int
    most_sets_from_weeks: int


@dataclass(frozen=True, slots=True)
class Deload:
    """Planned and triggered lighter sessions (rules.md 1). `sets` maps usual to lighter sets."""

    each_weeks: int
    fatigue: int
    failing_exercises: int
    sets: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Primer:
    """The last short session before an A race."""

    sets: int
    reps: int
    exercises: int


@dataclass(frozen=True, slots=True)
class PainBands:
    """From which score a rule holds (rules.md 3.4)."""

    hold: int
    reduce: int
    swap: int
    refer: int
    worse_adds: int
    reduce_by: float
    swap_sets: int
    quiet_days: int
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Age:
    """Limits by age in years."""

    least: int
    adult: int
    senior: int
    youth_reps: int
    youth_rir: int
    senior_rir: int
    senior_rest_s: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long a session takes (rules.md 1), and how it is cut to a budget."""

    side_change_s: int
    exercise_change_s: int
    circuit_change_s: int
    circuit_round_s: int
    circuit_sets: int
    accessory_rest_s: int
    least_exercises: int
    trimmed_sets: int
    default_budget: int
    budgets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RaceWindow:
    """Days before a race: no lifting from `closed_days`, a primer from `primer_days`, a taper from `taper_days`; 0 is none."""

    closed_days: int
    primer_days: int
    taper_days: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """Days without lifting after a race, by its distance."""

    days: Mapping[str, int]
    days_else: int
    jumps_closed_days: int


@dataclass(frozen=True, slots=True)
class DayScores:
    """How a weekday suits lifting beside the runs (rules.md 4)."""

    rest_between: int
    base: int
    run: Mapping[str, int]
    before_quality: int
    quality: tuple[str, ...]
    after_long: int
    pair_bonus: int
    pair_distance: int
    good: int
    missed_days: int
    delay: int
    placement: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Every threshold of `plans/rules.toml`."""

    reps: Reps
    effort: Effort
    tempo: Tempo
    progress: Progress
    ladder: Ladder
    loads: Loads
    time_off: TimeOff
    deload: Deload
    primer: Primer
    pain: PainBands
    age: Age
    minutes: Minutes
    races: Mapping[str, RaceWindow]
    recovery: Recovery
    days: DayScores
