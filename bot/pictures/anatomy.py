"""What surrounds the bones: the round of each part, and where the muscles lie on it."""

from __future__ import annotations

from dataclasses import dataclass

# A cross-section: how far along the part, half its depth (front to back), half its width, and how far its middle is ahead, in cm.
Section = tuple[float, float, float, float]

TRUNK: tuple[Section, ...] = (
    (-0.16, 4.5, 7.0, -1.0),
    (-0.08, 8.5, 13.0, -1.5),
    (0.04, 10.5, 15.5, -1.8),
    (0.18, 10.0, 14.8, -1.0),
    (0.40, 8.6, 12.6, 0.6),
    (0.58, 9.6, 14.4, 0.8),
    (0.78, 10.8, 16.6, 0.6),
    (0.94, 9.4, 17.2, -0.4),
    (1.04, 6.6, 13.0, -1.0),
    (1.12, 4.6, 6.5, -0.6),
)
NECK: tuple[Section, ...] = ((0.0, 5.0, 5.2, 0.0), (1.0, 4.8, 4.8, 0.4))
HEAD: tuple[Section, ...] = (
    (0.0, 4.0, 3.5, 2.5),
    (0.10, 6.8, 5.6, 1.8),
    (0.30, 8.8, 7.4, 0.8),
    (0.55, 10.0, 8.2, 0.0),
    (0.78, 9.2, 7.6, -0.4),
    (0.93, 6.2, 5.2, -0.6),
    (1.0, 2.4, 2.2, -0.6),
)
THIGH: tuple[Section, ...] = (
    (-0.10, 6.5, 6.0, -0.4),
    (0.02, 8.8, 8.0, -0.4),
    (0.22, 9.2, 8.2, 0.2),
    (0.50, 8.0, 7.4, 0.5),
    (0.80, 6.3, 6.2, 0.2),
    (1.0, 5.6, 5.6, 0.2),
)
SHANK: tuple[Section, ...] = (
    (0.0, 5.6, 5.4, 0.2),
    (0.12, 5.4, 5.2, -0.4),
    (0.30, 5.9, 5.6, -1.3),
    (0.55, 4.8, 4.6, -0.8),
    (0.82, 3.5, 3.4, 0.0),
    (1.0, 3.6, 3.5, 0.0),
)
UPPER_ARM: tuple[Section, ...] = (
    (-0.12, 3.6, 3.4, 0.0),
    (-0.02, 5.6, 5.4, 0.0),
    (0.16, 5.8, 5.5, 0.0),
    (0.50, 4.9, 4.6, 0.2),
    (0.85, 4.1, 4.0, 0.0),
    (1.0, 4.0, 3.9, 0.0),
)
FOREARM: tuple[Section, ...] = (
    (0.0, 4.0, 3.9, 0.0),
    (0.22, 4.4, 4.2, 0.2),
    (0.60, 3.6, 3.4, 0.0),
    (1.0, 2.8, 2.8, 0.0),
)


@dataclass(frozen=True, slots=True)
class Patch:
    """A muscle on a part: from where to where along it, and round it in degrees (0 ahead, 90 to the side, 180 behind)."""

    part: str
    start: float
    end: float
    middle: float
    half: float
    pointed: bool = True


_QUADS = Patch("thigh", 0.08, 0.95, 0, 82)
_HAMSTRINGS = Patch("thigh", 0.14, 0.97, 180, 78)
_GLUTES = (Patch("trunk", -0.17, 0.20, 180, 66), Patch("thigh", -0.10, 0.14, 180, 75))
_GASTROCNEMIUS = Patch("shank", 0.06, 0.56, 180, 84)
_SOLEUS = Patch("shank", 0.46, 0.90, 180, 92)
_HIP_FLEXORS = (Patch("trunk", -0.16, 0.10, 0, 60), Patch("thigh", -0.04, 0.32, 0, 66))

# By the names the catalogue uses.
MUSCLES: dict[str, tuple[Patch, ...]] = {
    "quads": (_QUADS,),
    "hamstrings": (_HAMSTRINGS,),
    "glutes": _GLUTES,
    "gastrocnemius": (_GASTROCNEMIUS,),
    "soleus": (_SOLEUS,),
    "calves": (_GASTROCNEMIUS, _SOLEUS),
    "legs": (_QUADS, _HAMSTRINGS, *_GLUTES, _GASTROCNEMIUS),
    "chest": (Patch("trunk", 0.60, 0.97, 0, 86),),
    "lats": (Patch("trunk", 0.36, 0.88, 150, 44), Patch("trunk", 0.36, 0.88, 210, 44)),
    "upper back": (Patch("trunk", 0.66, 1.06, 180, 70),),
    "back": (Patch("trunk", 0.08, 0.80, 180, 42),),
    "trunk": (Patch("trunk", 0.06, 0.60, 0, 78),),
    "shoulders": (Patch("upper_arm", -0.13, 0.36, 90, 180),),
    "biceps": (Patch("upper_arm", 0.30, 0.92, 0, 80),),
    "triceps": (Patch("upper_arm", 0.24, 0.96, 180, 80),),
    "hips": (Patch("trunk", -0.10, 0.16, 100, 32), Patch("trunk", -0.10, 0.16, 260, 32)),
    "hip flexors": _HIP_FLEXORS,
    "foot": (Patch("foot", 0.0, 1.0, 0, 0),),
}
