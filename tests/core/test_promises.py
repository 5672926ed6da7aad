"""What holds for everybody, whatever they own and did: the promises of the coach."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.athlete import WEEKDAYS
from core.building import alternatives, next_session, trimmed
from core.coaching import loads
from core.coaching.fitting import has_equipment
from core.coaching.past import ordered
from core.explaining import explained
from core.outlook import outlook
from core.plan import NO_LIFTING
from tests.core.scenarios import LIBRARY, checkins, people
from tests.core.why_lines import LINES, said

RULES = LIBRARY.rules
promise = settings(max_examples=50, deadline=None)


def asked(person, checkin=None):
    profile, history, today = person
    return next_session(profile, history, today, checkin, LIBRARY)


@promise
@given(people, checkins, st.randoms())
def test_order_and_repeats_of_the_history_change_nothing(person, checkin, dice):
    profile, history, today = person
    twice = [*history, *dice.sample(history, len(history) // 2)]
    dice.shuffle(twice)

    assert asked((profile, tuple(twice), today), checkin) == asked(person, checkin)


@promise
@given(people, checkins)
def test_what_lies_after_today_counts_for_nothing(person, checkin):
    profile, history, today = person

    before = tuple(session for session in history if session.date <= today)

    assert asked(person, checkin) == asked((profile, before, today), checkin)


@promise
@given(people, checkins)
def test_every_load_is_owned_and_every_exercise_possible(person, checkin):
    profile = person[0]

    for entry in asked(person, checkin).exercises:
        exercise = LIBRARY.exercises[entry.slug]
        assert has_equipment(exercise, profile.equipment)
        owned = loads.owned(exercise, profile, RULES)
        assert entry.load in owned if owned else entry.load is None
        assert entry.load_label


@promise
@given(people, checkins)
def test_numbers_are_sane(person, checkin):
    for entry in asked(person, checkin).exercises:
        assert 1 <= entry.sets <= 4
        assert entry.reps >= (10 if LIBRARY.exercises[entry.slug].held else 1)
        assert 1 <= entry.rir <= 5
        assert entry.per_side == LIBRARY.exercises[entry.slug].one_sided


@promise
@given(people, checkins)
def test_two_days_lie_between_two_lifts(person, checkin):
    past = ordered(person[1], person[2])

    answer = asked(person, checkin)

    if answer.type not in NO_LIFTING and answer.date is not None and past:
        assert answer.date - past[-1].date >= timedelta(days=2)
        assert answer.date >= person[2]


@promise
@given(people, checkins)
def test_no_lift_lies_in_a_closed_window_of_a_race(person, checkin):
    profile, _, today = person
    answer = asked(person, checkin)

    if answer.type in NO_LIFTING or answer.date is None:
        return
    for race in profile.races:
        recovery = RULES.recovery.days.get(race.distance or "", RULES.recovery.days_else)
        until_race = (race.date - answer.date).days
        closed = RULES.races[race.priority].closed_days
        if race.date >= today:
            assert not -recovery < until_race <= closed, (race, answer.date)


@promise
@given(people, checkins)
def test_age_has_limits(person, checkin):
    profile = person[0]
    answer = asked(person, checkin)

    if profile.age < 16:
        assert answer.type in ("refer", "blocked")
    if 16 <= profile.age < 18:
        for entry in answer.exercises:
            assert LIBRARY.exercises[entry.slug].held or (entry.reps >= 6 and entry.rir >= 3)
    if not 18 <= profile.age < 65:
        assert "PHASE_UP" not in answer.codes or answer.phase != "P4"
    if profile.age < 18:
        assert "PHASE_UP" not in answer.codes or answer.phase not in ("P3", "P4")


@promise
@given(people, checkins)
def test_the_session_fits_into_the_minutes_where_it_can(person, checkin):
    profile = person[0]
    answer = asked(person, checkin)

    if profile.max_minutes is None or answer.type in NO_LIFTING or answer.minutes <= profile.max_minutes:
        return
    assert len(answer.exercises) <= 3
    assert all(entry.sets <= 2 for entry in answer.exercises)


@promise
@given(people, st.integers(1, 60))
def test_a_session_cut_today_is_a_part_of_the_whole(person, minutes):
    whole = asked(person)

    cut = trimmed(whole, minutes, LIBRARY)

    assert [e.slug for e in cut.exercises] == [e.slug for e in whole.exercises][: len(cut.exercises)]
    assert all(a.sets <= b.sets for a, b in zip(cut.exercises, whole.exercises, strict=False))
    assert cut.minutes <= whole.minutes
    assert cut.minutes <= minutes or len(cut.exercises) <= 3


@promise
@given(people, checkins)
def test_taking_back_the_last_session_gives_exactly_the_prescription_of_before(person, checkin):
    profile, history, today = person
    past = ordered(history, today)
    before = asked((profile, past[:-1], today), checkin)

    asked((profile, past, today), checkin)

    assert asked((profile, tuple(s for s in history if s not in past[-1:]), today), checkin) == before


@promise
@given(people, checkins)
def test_no_session_has_no_exercises_and_a_session_has_a_reason_for_each(person, checkin):
    answer = asked(person, checkin)

    if answer.type in NO_LIFTING:
        assert not answer.exercises
        assert answer.phase is answer.template is answer.week is answer.placement is None
        assert (answer.date is not None) == (answer.type == "recovery")
        assert answer.codes
    else:
        assert all(entry.code for entry in answer.exercises)
        assert answer.minutes > 0
        if answer.date is not None:
            assert answer.placement is not None


@promise
@given(people)
def test_the_date_is_a_lift_day_or_says_why_not(person):
    profile = person[0]
    answer = asked(person)

    if answer.type in NO_LIFTING or answer.date is None or not profile.lift_days:
        return
    chosen = WEEKDAYS[answer.date.weekday()] in profile.lift_days
    assert chosen or {"RESCHEDULED", "MOVED_EARLIER_FOR_RACE"} & set(answer.codes)


@promise
@given(people, checkins)
def test_every_number_can_be_explained_in_words_that_exist(person, checkin):
    profile, history, today = person

    for entry in asked(person, checkin).exercises:
        for line in explained(entry, ordered(history, today), profile, LIBRARY):
            assert all(line.blanks[blank] is not None for blank in LINES[line.key][1])
            assert "{" not in said(line)


@promise
@given(people)
def test_alternatives_are_possible_different_and_owned(person):
    profile = person[0]

    for entry in asked(person).exercises:
        found = alternatives(entry, profile, LIBRARY)
        assert len({other.slug for other in found} | {entry.slug}) == len(found) + 1
        for other in found:
            exercise = LIBRARY.exercises[other.slug]
            assert has_equipment(exercise, profile.equipment)
            assert not set(exercise.cautions) & set(profile.limits)
            owned = loads.owned(exercise, profile, RULES)
            assert other.load in owned if owned else other.load is None


@settings(max_examples=15, deadline=None)
@given(people)
def test_the_outlook_begins_with_the_next_session(person):
    profile, history, today = person
    answer = asked(person)

    weeks = outlook(profile, history, today, 6, LIBRARY)

    dates = [day for week in weeks for day in week.days]
    assert dates == sorted(dates)
    assert all(later - earlier >= timedelta(days=2) for earlier, later in pairwise(dates))
    if dates and answer.type not in NO_LIFTING and "RESCHEDULED" not in answer.codes:
        assert dates[0] >= answer.date or "MOVED_EARLIER_FOR_RACE" in answer.codes
