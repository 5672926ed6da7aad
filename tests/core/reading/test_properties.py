"""What holds for every text: reading answers, it keeps to the caps, and what it shows it reads again."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from core.content import library
from core.reading import read
from core.reading.caps import MOST_REPS, MOST_SECONDS, MOST_SETS, too_heavy
from core.reading.dates import read_when
from core.reading.load_lists import MOST_LOADS
from core.reading.loads import read_equipment
from core.reading.meaning import Context, Correction, Pain, Sets, Today, Unclear
from core.reading.quantities import read_age, read_mass, read_minutes, read_number, read_pain_score, read_site
from core.reading.races import read_race
from core.reading.reader import read as read_anew
from core.reading.remembered import ROW
from core.reading.week import read_days, read_run_week
from core.reading.zones import read_zone
from tests.core.reading.phrases import phrases

SLUGS = sorted(library().exercises)
TABLE = [text for _, text, _ in phrases()]
WORDS = sorted({word for text in TABLE for word in text.split()})

# work outside the catalogue goes by the person's own words
slugs = st.sampled_from(SLUGS) | st.sampled_from(["flurbles", "bench press", ""]) | st.text(max_size=20)
contexts = st.builds(
    Context,
    exercise=st.none() | slugs,
    sets=st.none() | st.integers(1, 5),
    reps=st.none() | st.integers(1, 60),
    per_side=st.booleans(),
    load=st.none() | st.sampled_from([0, 2.5, 8, 12, 20, 60]),
    unit=st.sampled_from(["kg", "lb"]),
    asked=st.sampled_from(["set", "rir", "day", None, "something else"]),
    last_reps=st.none() | st.integers(0, 20),
    last_load=st.none() | st.sampled_from([8, 12.5]),
    left=st.integers(0, 5),
    today=st.none() | st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    now=st.none() | st.times(),
    session=st.lists(
        st.builds(
            Today,
            slugs,
            st.integers(1, 4),
            st.integers(1, 20),
            st.booleans(),
            st.none() | st.just(10.0),
            st.integers(0, 4),
        ),
        max_size=3,
    ).map(tuple),
)
written = st.text(max_size=120) | st.text(string.digits + " x×@,./-+:;kglbs\n\"'()½", max_size=80)
spoken = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
spliced = st.tuples(
    st.sampled_from(TABLE), st.sampled_from([" ", ", ", "\n", "; ", " and ", " but "]), st.sampled_from(TABLE)
).map("".join)
texts = written | spoken | spliced | st.sampled_from(TABLE)


def sets_in(reading):
    """Every row of sets that a reading holds or offers."""
    match reading:
        case Sets():
            yield reading.entries
        case Pain():
            yield reading.entries
        case Correction():
            yield (reading.entry,) if reading.entry else ()
        case Unclear():
            for way in reading.readings:
                yield from sets_in(way)


@settings(max_examples=400)
@given(texts, contexts)
def test_any_text_in_any_context_is_read_the_same_twice(text, context):
    assert read(text, context) == read(text, context)


@settings(max_examples=200)
@given(st.sampled_from(TABLE), contexts, slugs, st.lists(slugs, max_size=3))
def test_work_outside_the_catalogue_may_be_asked_for(text, context, asked, session):
    today = tuple(Today(slug, 2, 6, per_side=False, load=None, left=2) for slug in session)

    assert read(text, replace(context, exercise=asked, session=today)) is not None


@given(st.text(min_size=1, max_size=12), st.integers(1, 10_000), contexts)
def test_long_texts_are_read_too(piece, length, context):
    text = (piece * (length // len(piece) + 1))[:length]

    reading = read(text, context)

    if length > 2_000 and not isinstance(reading, Pain):
        assert reading == Unclear(limit="length")


@settings(max_examples=400)
@given(texts, contexts)
def test_no_reading_goes_beyond_the_caps(text, context):
    for entries in sets_in(read(text, context)):
        by_exercise: dict = {}
        for entry in entries:
            by_exercise.setdefault(entry.exercise, []).append(entry)
            assert 0 <= (entry.seconds or 0) <= MOST_SECONDS
            assert entry.load is None or not too_heavy(entry.load, entry.unit)
        for sets in by_exercise.values():
            assert len(sets) <= 2 * MOST_SETS  # two parts of one message may be about the same exercise
            assert all(0 <= (entry.reps or 0) <= MOST_REPS for entry in sets)


@settings(max_examples=300)
@given(texts, contexts)
def test_a_set_is_complete(text, context):
    for entries in sets_in(read(text, context)):
        for entry in entries:
            assert (entry.left is None) == (entry.right is None)
            assert entry.left is None or (entry.reps if entry.seconds is None else entry.seconds) == min(
                entry.left, entry.right
            )
            assert (entry.load is None) == (entry.unit is None)
            assert entry.note is None or entry.note.strip()


@settings(max_examples=300)
@given(texts, contexts)
def test_what_is_unclear_offers_readings_that_differ(text, context):
    reading = read(text, context)

    if isinstance(reading, Unclear):
        assert len(set(map(str, reading.readings))) == len(reading.readings)
        assert len(reading.readings) <= 4  # what is wanted of an exercise that is only named
        assert not (reading.limit and any(isinstance(way, Sets) for way in reading.readings))


rows = st.lists(st.tuples(st.integers(0, 30), st.sampled_from([8, 12.5, 20])), min_size=1, max_size=6)


@given(
    rows,
    st.sampled_from(["{reps} @ {load} kg", "{load}kg x {reps}", "{reps} reps with {load} kg", "{load} kg: {reps}"]),
    st.sampled_from([", ", "; ", "\n", " then "]),
)
def test_a_written_list_of_sets_reads_back_as_itself(row, form, between):
    text = between.join(form.format(reps=reps, load=load) for reps, load in row)

    found = read(text, Context("db-front-load-box-squat", 3, 6, load=12, asked="set", left=3))

    assert [(entry.reps, entry.load, entry.unit) for entry in found.entries] == [
        (reps, load, "kg") for reps, load in row
    ]


@given(st.lists(st.integers(0, 10), min_size=1, max_size=20), st.sampled_from([" ", ", ", " / ", "\n", " then "]))
def test_a_written_list_of_repetitions_reads_back_as_itself(reps, between):
    found = read(between.join(map(str, reps)), Context("elevated-hands-pushup", 3, 6, asked="set", left=3))

    if len(reps) == 2 and between == " / " and reps[0] < reps[1]:  # «5 / 6» may be five of six
        assert isinstance(found, Unclear)
    else:
        assert [entry.reps for entry in found.entries] == reps


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=5))
def test_a_written_list_of_sides_reads_back_as_itself(row):
    text = ", ".join(f"L{left} R{right}" for left, right in row)

    found = read(text, Context("supported-db-single-arm-row", 2, 6, per_side=True, load=10, asked="set", left=2))

    assert [(entry.left, entry.right) for entry in found.entries] == row


@given(st.sampled_from(SLUGS), st.lists(st.integers(1, 20), min_size=2, max_size=4))
def test_every_exercise_is_known_by_its_name_and_its_aliases(slug, reps):
    exercise = library().exercises[slug]
    for name in (exercise.name, *exercise.aliases):
        if name[0].isdigit():  # «1 1/4 squat» begins like a number of sets
            continue
        found = read(f"{name}: {', '.join(map(str, reps))}", Context())

        assert {entry.exercise for entry in found.entries} == {slug}, name
        assert [entry.seconds if exercise.held else entry.reps for entry in found.entries] == reps


@given(texts, contexts)
def test_the_small_readers_answer_any_text(text, context):
    equipment = read_equipment(text, "kg")
    assert equipment is None or (
        len(equipment.dumbbells) <= MOST_LOADS and list(equipment.dumbbells) == sorted(set(equipment.dumbbells))
    )
    when = read_when(text, context)
    assert when is None or context.today or getattr(when, "day", None) is None or any(sign.isdigit() for sign in text)
    days = read_days(text)
    assert days is None or days.days
    assert read_run_week(text) is None or read_run_week(text)
    assert read_race(text, context) is None or isinstance(read_race(text, context).confirm, bool)
    assert read_zone(text) is None or "/" in read_zone(text).zone or read_zone(text).zone in {"UTC", "GMT"}
    assert (read_minutes(text) or 1) in range(1, 601)
    assert (read_pain_score(text) or 0) in range(11)
    assert (read_age(text) or 5) in range(5, 121)
    assert read_mass(text) is None or read_mass(text)[1] in {"kg", "lb"}
    assert read_site(text) is None or read_site(text).islower()
    assert read_number(text) is None or read_number(text) >= 0


def test_a_day_is_never_resolved_without_a_today():
    assert read_when("friday", replace(Context(), now=time(12))).day is None


def test_no_row_that_is_remembered_holds_a_word_but_its_units():
    units = {"kg", "kgs", "lb", "lbs", "rep", "reps", "rir", "rpe", "x"}
    known = set(re.findall(r"[a-z]+", " ".join([*TABLE, "today tomorrow monday knee pain sore done"]).lower()))

    strange = known - units

    assert len(strange) > 500
    assert [word for word in strange for row in (f"{word} 6 6", f"6 {word}", f"6{word}") if ROW.fullmatch(row)] == []


signs = st.sampled_from(["x", "@", ",", "/", "kg", "lbs", "rir", "RPE", "reps", "2.5", "6", "8", "12", "0", "999"])
rows = st.lists(st.tuples(signs, st.sampled_from(["", " "])).map("".join), min_size=1, max_size=9).map("".join)


@settings(max_examples=300)
@given(rows.filter(ROW.fullmatch), contexts.filter(lambda context: context.exercise), st.sampled_from(["set", "rir"]))
def test_a_row_of_numbers_means_the_same_whatever_the_day_and_the_other_exercises_and_remembered_or_not(
    text, context, asked
):
    context = replace(context, asked=asked)

    assert repr(read(text, context)) == repr(read_anew(text, context))


def test_a_message_beyond_a_cap_offers_nothing_of_its_other_parts():
    context = Context("band-front-squat", reps=1, load=0, asked="set")

    assert read("20X1:0. B:0L", context) == Unclear((), ("20X1:0", "B:0L"), "sets")
