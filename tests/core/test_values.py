"""A value with fields changed is just what the standard library makes, and the value itself stays as it was."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest

from core import athlete, bringing, message, plan, session, turn
from core.athlete import Athlete, NoPast, Profile
from core.reading import meaning
from core.values import quick, replace

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


# --- made in less time --------------------------------------------------------------------------------------------------
@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    name: str
    reps: int = 6
    notes: dict[str, str] = dataclasses.field(default_factory=dict)


Quick = quick(
    dataclasses.make_dataclass(
        "Quick", [(f.name, f.type, f) for f in dataclasses.fields(Plain)], frozen=True, slots=True
    )
)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("squat",), {}),
        (("squat", 8), {}),
        (("squat", 8, {"why": "new"}), {}),
        ((), {"name": "squat"}),
        (("squat",), {"notes": {"why": "new"}}),
        ((), {"notes": {}, "reps": 0, "name": ""}),
    ],
)
def test_a_quick_value_holds_what_the_plain_one_would(given, named):
    assert dataclasses.astuple(Quick(*given, **named)) == dataclasses.astuple(Plain(*given, **named))


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("a", 1, {}, 2), {}), (("a",), {"load": 8}), (("a",), {"name": "b"})]
)
def test_what_the_plain_one_refuses_the_quick_one_does_too(given, named):
    for cls in (Plain, Quick):
        with pytest.raises(TypeError):
            cls(*given, **named)


def test_quick_values_share_nothing_and_are_as_frozen_equal_and_readable():
    one, other = Quick("squat"), Quick("squat")

    assert one.notes is not other.notes
    assert one == other
    assert repr(one) == "Quick(name='squat', reps=6, notes={})"
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.reps = 7
    assert replace(one, reps=7) == Quick("squat", 7)


def test_a_class_that_does_more_when_it_is_made_cannot_be_quick():
    @dataclasses.dataclass(frozen=True, slots=True)
    class Checked:
        n: int

        def __post_init__(self):
            assert self.n

    with pytest.raises(TypeError, match="Checked"):
        quick(Checked)
