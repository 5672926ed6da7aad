"""A value with fields changed is just what the standard library makes, and the value itself stays as it was."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest

from core import athlete, bringing, message, plan, session, turn
from core.athlete import Athlete, NoPast, Profile
from core.reading import meaning
from core.values import replace

CLASSES = [
    cls
    for module in (athlete, bringing, message, plan, session, turn, meaning)
    for cls in vars(module).values()
    if dataclasses.is_dataclass(cls) and cls.__module__ == module.__name__ and dataclasses.fields(cls)
]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_each_field_of_each_value_is_changed_as_the_standard_library_does(cls):
    fields = [field.name for field in dataclasses.fields(cls)]
    value = cls(**{name: f"old {name}" for name in fields})

    for name in fields:
        changed = replace(value, **{name: "new"})

        assert changed == dataclasses.replace(value, **{name: "new"})
        assert type(changed) is cls
        assert getattr(value, name) == f"old {name}"
    assert replace(value) == value


def test_a_changed_value_is_as_frozen_as_before():
    profile = replace(Profile(), age=41)

    with pytest.raises(dataclasses.FrozenInstanceError):
        profile.age = 42


def test_a_field_that_there_is_not_is_refused():
    person = Athlete(1, datetime(2026, 3, 2, tzinfo=UTC), NoPast())

    with pytest.raises(TypeError, match="nickname"):
        replace(person, nickname="Ana")


def test_a_class_that_does_more_than_hold_its_fields_is_refused():
    @dataclasses.dataclass
    class Loose:
        n: int

    @dataclasses.dataclass(slots=True)
    class Checked:
        n: int

        def __post_init__(self):
            self.n += 1

    for value in (Loose(1), Checked(1), 3):
        with pytest.raises(TypeError, match="no dataclass of slots alone"):
            replace(value, n=2)
