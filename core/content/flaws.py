"""What can be wrong with the content files, as values that are reported together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong in a content file: which file, where in it, and what to mend."""

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        """«plans/slots.toml, squat.candidates: no exercise «bw-sqat»»."""
        return f"{self.file}, {self.place}: {self.reason}"


class FlawedContent(ValueError):  # noqa: N818  the state of the files, named as one
    """The content files have flaws; all of them are listed."""

    def __init__(self, flaws: tuple[Flaw, ...]) -> None:
        self.flaws = flaws
        count = "one flaw" if len(flaws) == 1 else f"{len(flaws)} flaws"
        super().__init__(f"{count} in the content files:\n" + "\n".join(f"  {flaw}" for flaw in flaws))
