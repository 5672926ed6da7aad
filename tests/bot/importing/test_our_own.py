"""What `export` wrote, `import` reads back: into somebody new it restores, into the same person it adds nothing."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.refused import Refused
from core import wording
from core.athlete import Equipment, Profile
from core.session import LiftSet
from core.turn import Turn
from tests.storage.examples import AT, edit, lift, workout
from tests.transcript import FOLDER, Exchange, Player, exchanges

NAMES = count()
LATER = (
    "start workout",
    "6",
    "knee hurts 3",
    "swap press",
    "warmup 5 @ 4 kg",
    "6 =1+1 felt heavy",
    "bench press 8 8",
    "yes",
)
KIT = Equipment(dumbbells=(6.0, 8.0), bands=("light", "heavy"))


@pytest.fixture
def lifted(desk, store):
    """Ana has lifted twice and is at it again, with pain, a swap, a note, a warm-up and work outside the plan."""
    player = Player(desk.turn_now)
    played = exchanges(FOLDER / "second-workout.chat")
    for exchange in played:
        player.play(exchange)
    for number, text in enumerate(LATER):
        at = played[-1].at + timedelta(days=4, minutes=number)
        player.play(Exchange(0, at, "Europe/Berlin", text, ()))
    return store


def without(text, *keys):
    """The export without what differs between two people."""
    whole = json.loads(text)
    return {
        **whole,
        "who": None,
        "identities": None,
        "athlete": {k: v for k, v in whole["athlete"].items() if k not in keys},
    }


def closed(whole):
    for one in whole["workouts"]:
        one["closed"] = one["closed"] or "finished"
        one["ended"] = None
        one["number"] = None
    return whole


def test_json_restores_somebody_new_so_that_the_coach_sees_the_same_history(lifted, files):
    kept = files.keep("ben", files.export("ana", "json"))

    assert kept == len(files.workouts("ana")) > 1
    mine, theirs = (closed(without(files.export(who, "json"), "since", "nudging")) for who in ("ana", "ben"))
    assert theirs == mine
    mine, theirs = files.history("ana"), files.history("ben")  # his holds what she has not finished yet, too
    assert [replace(log, id="") for log in theirs[: len(mine)]] == [replace(log, id="") for log in mine]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_into_the_same_person_it_adds_nothing(lifted, files, form):
    before = files.export("ana", "json")

    preview = files.preview("ana", files.export("ana", form))

    assert (preview.new, preview.restores, preview.bad) == ((), False, ())
    assert files.keep("ana", files.export("ana", form)) == 0
    assert files.export("ana", "json") == before


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_same_file_again_adds_nothing(lifted, files, form):
    file = files.export("ana", form)
    files.keep("ben", file)
    before = files.export("ben", "json")

    assert files.keep("ben", file) == 0
    assert files.export("ben", "json") == before


def test_somebody_who_is_there_already_keeps_their_profile(lifted, files, store):
    edit(store, "ben", lambda a: Turn(replace(a, profile=Profile(age=61), answered=frozenset({"hello"}))))

    files.keep("ben", files.export("ana", "json"))

    assert files.athlete("ben").profile == Profile(age=61)
    assert len(files.workouts("ben")) == len(files.workouts("ana"))


SETS = st.builds(
    LiftSet,
    exercise=st.integers(0, 6),
    number=st.just(0),
    at=st.just(AT),
    reps=st.integers(0, 200),
    load=st.one_of(st.none(), st.integers(1, 2800).map(lambda n: n / 4)),
    rir=st.one_of(st.none(), st.integers(0, 5)),
    kind=st.sampled_from(["normal", "normal", "warmup", "drop"]),
    note=st.one_of(st.just(""), st.sampled_from(["=1+1", "'=x", 'a, "b"; c', "-5 felt", "schön", "'tis"])),
)


def told(sets):
    """A workout's sets with numbers and outcomes as the conversation gives them: bands by place, sides for one-sided exercises."""
    per_side, band = {1, 5, 6}, 6
    numbers = {}
    made = []
    for one in sets:
        first = 1 if one.kind == "normal" else 101
        number = numbers[one.exercise, first] = numbers.get((one.exercise, first), first - 1) + 1
        left, right = (one.reps, min(one.reps + len(one.note), 200)) if one.exercise in per_side else (None, None)
        load = (0.0 if (one.load or 0) < 350 else 1.0) if one.exercise == band else one.load
        outcome = "not_done" if one.reps == 0 else "hit" if one.kind != "normal" or one.reps >= 6 else "short"
        made.append(replace(one, number=number, left=left, right=right, load=load, outcome=outcome))
    return tuple(made)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(st.lists(SETS, min_size=1, max_size=12), min_size=1, max_size=3),
    form=st.sampled_from(["json", "csv"]),
)
def test_export_then_import_into_somebody_new_then_export_gives_the_same_sets(files, store, days, form):
    ana, ben = (f"person {next(NAMES)}" for _ in range(2))
    workouts = tuple(
        workout(n, sets=told(sets), closed="finished", ended=AT + timedelta(days=2 * n))
        for n, sets in enumerate(days, 1)
    )
    profile = Profile(equipment=KIT)
    edit(store, ana, lambda a: Turn(replace(a, profile=profile, workouts=len(workouts)), also=workouts))
    edit(store, ben, lambda a: Turn(replace(a, profile=profile)))

    files.keep(ben, files.export(ana, form))

    assert files.export(ben, "csv") == files.export(ana, "csv")
    if form == "json":
        mine, theirs = (json.loads(files.export(who, "json"))["workouts"] for who in (ana, ben))
        assert [one["sets"] for one in theirs] == [one["sets"] for one in mine]


def broken(text, **changed):
    whole = json.loads(text)
    first = whole["workouts"][0]
    for key, value in changed.items():
        where, name = first, key
        if key in {"reps", "exercise", "load"}:
            where = first["sets"][0]
        where[name] = value
    return json.dumps(whole)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"reps": 999}, "from 0 to 200"),
        ({"exercise": 99}, "exercise 99"),
        ({"load": 1e9}, "load"),
        ({"reps": "six"}, "whole number"),
        ({"date": "yesterday"}, "date"),
        ({"nonsense": 1}, "nonsense"),
        ({"closed": "maybe"}, "one of"),
    ],
)
def test_a_bad_session_is_named_by_its_place_and_the_others_are_fine(lifted, files, changed, why):
    preview = files.preview("ben", broken(files.export("ana", "json"), **changed))

    (bad,) = preview.bad
    assert bad.number == 1
    assert why in wording.text(bad.reason)
    assert len(preview.new) == len(files.workouts("ana")) - 1


@pytest.mark.parametrize("content", ["{}", "[]", "{", '{"ironstride": 1, "workouts": [], "athlete": 3}', "[" * 100_000])
def test_other_json_is_refused_in_a_sentence(files, content):
    with pytest.raises(Refused, match=r"JSON|read back"):
        files.preview("ben", content)


def test_a_newer_version_is_refused(lifted, files):
    with pytest.raises(Refused, match="version 2"):
        files.preview("ben", files.export("ana", "json").replace('"ironstride": 1', '"ironstride": 2'))


def test_a_lone_set_of_the_past_keeps_its_day(store, files):
    """Told of on Tuesday, lifted on Monday: the table says Monday."""
    told_later = workout(1, sets=(lift(),), closed="finished", date=AT.date() - timedelta(days=1))
    edit(
        store,
        "ana",
        lambda a: Turn(replace(a, habits=replace(a.habits, zone="Europe/Berlin"), workouts=1), also=(told_later,)),
    )

    assert files.preview("ana", files.export("ana", "csv")).new == ()
    files.keep("ben", files.export("ana", "csv"))

    assert [one.date for one in files.workouts("ben")] == [told_later.date]
