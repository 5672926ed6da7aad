"""The library: all exercises, phases, slots and thresholds, read once from the content files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from core.content.checks import flaws_between
from core.content.flaws import Flaw, FlawedContent
from core.content.rules import Phase, Rules, Slot
from core.content.tables import Page
from core.exercise import Exercise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

# The order of the catalogue. A new pattern needs a file of its name and a line here.
PATTERNS = (
    "squat", "hinge", "lunge", "h_push", "v_push", "h_pull", "v_pull", "core", "hip_flexor", "calf", "plyo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Library:
    """What the coach knows about training. Mappings keep the order of the files.

    `forbidden` maps a kind of claim to regular expressions that no wording may match (rules.md 5).
    """

    exercises: Mapping[str, Exercise]
    phases: Mapping[str, Phase]
    slots: Mapping[str, Slot]
    rules: Rules
    forbidden: Mapping[str, tuple[str, ...]]

    def exercise(self, slug: str) -> Exercise:
        """The exercise of that slug; KeyError when the catalogue has none."""
        return self.exercises[slug]

    def called(self, slug: str) -> str:
        """The everyday name; for work outside the catalogue, the person's own words."""
        exercise = self.exercises.get(slug)
        return exercise.short if exercise else slug


@cache
def library() -> Library:
    """The library of the package's own content files."""
    return library_from(files("core.content"))


def library_from(folder: Traversable) -> Library:
    """The library of a folder with `exercises/*.toml` and `plans/*.toml`. Raises FlawedContent with every flaw there is."""
    flaws: list[Flaw] = []
    exercises: dict[str, tuple[str, Exercise]] = {}
    for pattern in PATTERNS:
        page, tables = _opened(folder, f"exercises/{pattern}.toml", flaws)
        _read_exercises(page, tables, pattern, exercises)
    phases = _read_all(Phase, *_opened(folder, "plans/phases.toml", flaws))
    slots = _read_all(Slot, *_opened(folder, "plans/slots.toml", flaws))
    page, tables = _opened(folder, "plans/rules.toml", flaws)
    rules = page.value(Rules, tables, "rules") if tables else None
    page, tables = _opened(folder, "plans/safety.toml", flaws)
    forbidden = _forbidden(page, tables)
    if rules is not None:
        flaws.extend(flaws_between(exercises, phases, slots, rules))
    if flaws or rules is None:
        raise FlawedContent(tuple(flaws))
    return Library(
        exercises=MappingProxyType({slug: exercise for slug, (_, exercise) in exercises.items()}),
        phases=MappingProxyType(phases),
        slots=MappingProxyType(slots),
        rules=rules,
        forbidden=MappingProxyType(forbidden),
    )


def _opened(folder: Traversable, name: str, flaws: list[Flaw]) -> tuple[Page, dict[str, Any]]:
    page = Page(name, flaws)
    try:
        return page, tomllib.loads(folder.joinpath(*name.split("/")).read_text(encoding="utf-8"))
    except FileNotFoundError:
        page.note("the file", "is missing")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        page.note("the file", f"is not TOML: {error}")
    return page, {}


def _read_exercises(
    page: Page, tables: dict[str, Any], pattern: str, exercises: dict[str, tuple[str, Exercise]]
) -> None:
    for slug, table in tables.items():
        # `load`: in a file about lifting the word is enough; the value says load_type.
        renamed = {"load_type" if key == "load" else key: value for key, value in table.items()}
        exercise = page.value(Exercise, renamed, slug, slug=slug)
        if slug in exercises:
            page.note(slug, f"stands in {exercises[slug][0]} already")
        elif exercise is not None:
            exercises[slug] = (page.file, exercise)
            if exercise.pattern != pattern:
                page.note(f"{slug}.pattern", f"should be {pattern}, the name of its file")


def _read_all(kind: type[Any], page: Page, tables: dict[str, Any]) -> dict[str, Any]:
    read = {slug: page.value(kind, table, slug, slug=slug) for slug, table in tables.items()}
    return {slug: value for slug, value in read.items() if value is not None}


def _forbidden(page: Page, tables: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    table = tables.get("forbidden")
    if not isinstance(table, dict):
        page.note("forbidden", "is missing")
        return {}
    for kind, patterns in table.items():
        if not _is_text_list(patterns):
            page.note(f"forbidden.{kind}", "should be a list of texts")
    return {kind: tuple(patterns) for kind, patterns in table.items() if _is_text_list(patterns)}


def _is_text_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
