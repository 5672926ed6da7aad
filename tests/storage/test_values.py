"""Values become text and come back as they were."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.athlete import Habits, Profile, Step
from core.plan import Prescribed, Prescription
from core.session import LiftSet
from storage.steps import SET
from storage.values import CLASSES, EPOCH, compact, instant, is_storable, micros, storable, text_of, value_of
from storage.workout_rows import HEAD, PRESCRIBED

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.dates()
)
INSTANTS = st.timedeltas(timedelta(days=-20_000), timedelta(days=80_000)).map(lambda since: EPOCH + since)
ANYTHING = st.recursive(
    SCALARS | INSTANTS,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.sampled_from(["$t", "$d", "$Profile"]), inner)
        | st.frozensets(st.text() | st.integers())
    ),
    max_leaves=20,
)


@given(ANYTHING)
def test_any_value_comes_back_as_it_was(value):
    back = value_of(text_of(value))

    assert back == value
    assert type(back) is type(value)


@given(ANYTHING)
def test_every_database_takes_the_text(value):
    assert is_storable(text_of(value))


@pytest.mark.parametrize("cls", CLASSES.values())
@given(data=st.data())
def test_each_class_comes_back_as_it_was(cls, data):
    given_fields = {field.name: SCALARS | st.lists(SCALARS).map(tuple) for field in dataclasses.fields(cls)}
    value = cls(**data.draw(st.fixed_dictionaries(given_fields)))

    assert value_of(text_of(value)) == value


def test_what_stands_at_its_default_takes_no_room():
    assert text_of(Profile()) == '{"$Profile":{}}'
    assert text_of(Habits(zone="UTC")) == '{"$Habits":{"zone":"UTC"}}'


def test_a_field_that_this_version_does_not_know_is_ignored():
    assert value_of('{"$Habits":{"zone":"UTC","mood":"sunny"}}') == Habits(zone="UTC")


def test_a_value_without_a_stored_form_is_a_mistake_that_names_it():
    with pytest.raises(TypeError, match="complex"):
        text_of({"a": [1j]})


@given(INSTANTS)
def test_instants_are_exact(at):
    assert instant(micros(at)) == at


@given(st.text())
def test_storable_text_is_unchanged_unless_it_must(text):
    cleaned = storable(text)

    assert is_storable(cleaned)
    assert cleaned == text or not is_storable(text)


def test_the_stored_positions_are_those_of_the_fields():
    """Fields may be appended to these classes; moved or removed, what was stored before would be read wrongly."""
    names = {
        cls: tuple(field.name for field in dataclasses.fields(cls)) for cls in (Prescribed, Prescription, LiftSet, Step)
    }

    assert names[Prescribed] == PRESCRIBED
    assert names[Prescription] == (*HEAD, "exercises")
    assert names[LiftSet] == SET
    assert names[Step] == ("did", "workout", "put", "remove", "head", "profile", "habits", "for_now", "agreed")


def test_compact_text_has_no_blanks():
    assert compact([1, {"a": None}, date(2026, 3, 2).isoformat()]) == '[1,{"a":null},"2026-03-02"]'
