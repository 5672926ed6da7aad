"""An exercise's movement: key poses, the beats between them, and the figure at each moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.pictures.figure import Figure, figure_of
from bot.pictures.pose import between, eased, lifted, mirrored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.pictures.pose import Pose
    from bot.pictures.props import Prop

FRAMES_PER_S = 12.5
OTHER = "other "  # before a pose's name: with left and right exchanged


@dataclass(frozen=True, slots=True)
class Beat:
    """A movement to a pose in so many seconds; a beat to the pose one is in is a pause. `arc` lifts limbs on the way (cm)."""

    to: str
    seconds: float
    manner: str = "smooth"
    arc: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame: who stands how, for how long (s)."""

    figure: Figure
    seconds: float


@dataclass(frozen=True, slots=True)
class Motion:
    """How one exercise goes.

    `mirror` repeats the beats with left and right exchanged: all limbs, or the legs alone when the arms hold something.
    `loads` are shares of body mass by place; `works` names the sides whose muscles are tinted.
    """

    slug: str
    poses: Mapping[str, Pose]
    beats: tuple[Beat, ...]
    props: tuple[Prop, ...] = ()
    loads: Mapping[str, float] = field(default_factory=dict)
    mirror: str = ""
    works: tuple[str, ...] = ("right", "left")
    yaw: float = 20.0
    pitch: float = 9.0
    cue: int = 0
    still: tuple[str, ...] = ()

    @property
    def start(self) -> Pose:
        """The pose in which a repetition starts and ends."""
        return self.poses[self.beats[-1].to]

    @property
    def seconds(self) -> float:
        """How long the whole picture runs."""
        return sum(beat.seconds for beat in self.beats) * (2 if self.mirror else 1)

    def _turns(self) -> Iterator[Mapping[str, Pose]]:
        yield self.poses
        if self.mirror:
            yield {name: mirrored(pose, arms=self.mirror == "all") for name, pose in self.poses.items()}

    def path(self) -> Iterator[tuple[Pose, float]]:
        """Every frame's pose and how long it stays (s): the start, then moving beats in frames, pauses as one."""
        yield self.start, 1 / FRAMES_PER_S
        for turn, poses in enumerate(self._turns()):
            flip = {"right": "left", "left": "right"} if turn else {}
            here = self.beats[-1].to
            for beat in self.beats:
                if beat.to == here:
                    yield poses[here], beat.seconds
                    continue
                arc = {_renamed(limb, flip): height for limb, height in beat.arc.items()}
                count = max(round(beat.seconds * FRAMES_PER_S), 2)
                for frame in range(1, count + 1):
                    share = eased(frame / count, beat.manner)
                    pose = between(poses[here], poses[beat.to], share)
                    yield lifted(pose, arc, share) if arc else pose, beat.seconds / count
                here = beat.to

    def moments(self) -> Iterator[Moment]:
        """Every frame, solved. The first shows the start; the last is the start again."""
        near = None
        for pose, seconds in self.path():
            figure = figure_of(pose, self.loads, near)
            near = figure.pelvis
            yield Moment(figure, seconds)

    def key_figures(self) -> list[Figure]:
        """Up to three telling figures: those named for the still, else start, halfway and end of the first movement."""
        if self.still:
            return [figure_of(self._named(name), self.loads) for name in self.still]
        start = self.start
        end = next(self.poses[beat.to] for beat in self.beats if self.poses[beat.to] != start)
        return [figure_of(pose, self.loads) for pose in (start, between(start, end, 0.5), end)]

    def _named(self, name: str) -> Pose:
        """A pose by its name; «other NAME» is the pose with the sides exchanged."""
        if name.startswith(OTHER) and name not in self.poses:
            return mirrored(self.poses[name.removeprefix(OTHER)], arms=self.mirror == "all")
        return self.poses[name]


def _renamed(limb: str, flip: Mapping[str, str]) -> str:
    side, _, part = limb.partition("_")
    return f"{flip.get(side, side)}_{part}" if part else limb
