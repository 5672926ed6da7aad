"""After time off (rules.md 3.4, 3.6-3.8)."""

from dataclasses import replace

import pytest

from core.athlete import Equipment
from tests.core.coach import BANDS, FIXED, GYM, LIBRARY, STEPS, asked, lifted, numbers, of, person, session, template


def back(days, *logs, profile=None, phase="P2"):
    return asked(profile or person(STEPS), [session(0, *logs, phase=phase)], days)


@pytest.mark.parametrize(
    ("days", "code", "numbers_"),
    [
        (10, "REP_UP", (10, 3, 9)),
        (11, "GAP_REPEAT", (10, 3, 8)),
        (17, "GAP_REPEAT", (10, 3, 8)),
        (18, "GAP_REDUCE10", (8, 3, 8)),
        (24, "GAP_REDUCE10", (8, 3, 8)),
        (25, "GAP_REDUCE15", (8, 2, 8)),
        (31, "GAP_REDUCE15", (8, 2, 8)),
        (32, "GAP_REDUCE20", (8, 2, 6)),
        (62, "GAP_REDUCE20", (8, 2, 6)),
    ],
)
def test_the_longer_the_break_the_lighter(days, code, numbers_):
    entry = of(back(days, lifted("squat", load=10)), "squat")

    assert (entry.code, entry.load, entry.sets, entry.reps) == (code, *numbers_)


@pytest.mark.parametrize(
    ("days", "kind", "codes"),
    [
        (10, "normal", []),
        (11, "normal", ["WEEKS_OFF_1"]),
        (18, "return", ["WEEKS_OFF_2"]),
        (25, "return", ["WEEKS_OFF_3"]),
        (32, "return", ["GAP_RESTART_PHASE"]),
        (63, "return", ["RESTART_P1"]),
    ],
)
def test_the_session_says_how_long_it_was(days, kind, codes):
    answer = back(days, lifted("squat"))

    assert answer.type == kind
    assert [code for code in answer.codes if "OFF" in code or "RESTART" in code] == codes


def test_a_reduction_asks_for_one_more_in_reserve_and_a_repeat_does_not():
    assert of(back(11, lifted("squat")), "squat").rir == 2
    assert of(back(18, lifted("squat")), "squat").rir == 3


def test_the_month_off_clamps_the_reps_when_the_load_stays():
    """Reps into the range first, then a fifth off, down to three at the least."""
    fixed = person(FIXED)

    assert numbers(of(back(40, lifted("squat", reps=14), profile=fixed), "squat"))[2:] == (8, 2, 6)
    assert numbers(of(back(40, lifted("squat", reps=4), profile=fixed), "squat"))[2:] == (8, 2, 3)


@pytest.mark.parametrize(
    ("phase", "again"), [("P0", "P0"), ("P1", "P1"), ("P2", "P2"), ("P3", "P2"), ("P4", "P2"), ("M", "P2")]
)
def test_after_a_month_the_phase_begins_again_the_high_ones_at_build(phase, again):
    answer = asked(person(season="race"), [session(0, lifted("squat", phase), phase=phase)], 40)

    assert (answer.phase, answer.week) == (again, 1)


def test_after_nine_weeks_the_routine_begins_with_less_of_what_was_lifted():
    squat = lifted("squat", slug="db-front-load-box-squat", load=20)

    answer = back(63, squat, lifted("hinge", slug="db-staggered-rdl", load=20), lifted("core", load=2))

    assert answer.phase == "P1"
    assert numbers(of(answer, "squat")) == ("RESTART", "db-front-load-box-squat", 14, 2, 6)
    assert numbers(of(answer, "hinge")) == ("RESTART", "db-rdl", 8, 2, 6)
    assert numbers(of(answer, "core")) == ("RESTART", "banded-paloff-press", 0, 2, 6)
    assert numbers(of(answer, "h_pull"))[0] == "CALIBRATE"


def test_an_exercise_lifted_once_long_ago_comes_back_at_its_own_load():
    history = [
        session(0, lifted("squat", "P1", slug="db-front-load-box-squat", load=10), phase="P1"),
        session(7, lifted("squat", load=20)),
    ]

    assert numbers(of(asked(person(STEPS), history, 80), "squat"))[:3] == ("RESTART", "db-front-load-box-squat", 6)


def test_whoever_never_left_the_jump_start_begins_there_again():
    first = session(0, lifted("squat", "P0", slug="bw-box-squat", load=None), phase="P0")
    left = session(3, lifted("squat", "P1"), phase="P1")

    assert asked(person(), [first], 70).phase == "P0"
    assert asked(person(), [first, left], 70).phase == "P1"


def test_a_slot_left_out_for_a_month_comes_back_lighter_though_the_rest_went_on():
    """rules.md 3.8: stale slots."""
    history = [session(0, lifted("squat", load=10), lifted("hinge"))]
    history += [session(7 * n, lifted("hinge", rir=1), lifted("lunge")) for n in range(1, 6)]

    answer = asked(person(STEPS), history, 36)

    assert answer.type == "normal"
    assert numbers(of(answer, "squat")) == ("GAP_REDUCE20", "db-front-squat", 8, 2, 6)


def test_a_slot_left_out_for_nine_weeks_counts_as_new():
    history = [session(0, lifted("squat", load=20))] + [session(7 * n, lifted("hinge", rir=1)) for n in range(1, 10)]

    answer = asked(person(STEPS), history, 64)

    assert numbers(of(answer, "squat"))[:3] == ("CALIBRATE", "db-front-load-box-squat", 6)


def test_a_lighter_session_in_between_keeps_a_slot_from_being_stale_but_is_not_where_it_stands():
    history = [
        session(0, lifted("squat", load=10)),
        session(30, lifted("squat", load=10, sets=2), kind="taper"),
        session(36, lifted("hinge"), kind="normal"),
    ]

    assert numbers(of(asked(person(STEPS), history, 38), "squat")) == ("REP_UP", "db-front-squat", 10, 3, 9)


def test_a_slot_with_lighter_sessions_only_starts_from_the_last_of_them():
    history = [
        session(0, lifted("squat", load=10, sets=2), kind="deload"),
        session(3, lifted("squat", load=10, sets=1), kind="taper"),
    ]

    assert of(asked(person(STEPS), history, 6), "squat").sets == 1


def test_a_slot_new_after_two_weeks_off_has_two_sets():
    assert of(back(11, lifted("squat")), "hinge").sets == 3
    assert of(back(18, lifted("squat")), "hinge").sets == 2


def test_a_swap_after_two_weeks_off_has_two_sets():
    assert numbers(of(back(20, lifted("squat"), profile=person(BANDS)), "squat"))[3] == 2


def test_a_gap_comes_before_a_change_of_phase():
    answer = asked(person(), [session(0, *template("P1", "A"), phase="P1"), session(3, lifted("hinge"))], 16)

    assert answer.phase == "P2"
    assert of(answer, "squat").code == "GAP_REPEAT"


def test_no_phase_begins_during_a_break():
    history = [session(6 * n, *template("P1", "A"), phase="P1") for n in range(5)]

    assert asked(person(), history, 24 + 10).phase == "P2"
    assert asked(person(), history, 24 + 11).phase == "P1"


def test_time_off_is_counted_from_a_session_of_any_kind():
    history = [session(0, lifted("squat")), session(12, lifted("squat", sets=2), kind="deload")]

    assert of(asked(person(), history, 20), "squat").code == "REP_UP"


def test_the_barbell_comes_back_in_steps_of_the_bar():
    squat = lifted("squat", "P3", slug="bb-back-squat", load=60, reps=5)

    entry = of(asked(person(GYM), [session(0, squat, phase="P3")], 40), "squat")

    assert numbers(entry) == ("GAP_REDUCE20", "bb-back-squat", 47.5, 2, 6)
    assert entry.tempo == LIBRARY.phases["P2"].tempo


def test_a_limit_that_came_meanwhile_swaps_before_the_break_counts():
    answer = back(70, lifted("hinge"), profile=replace(person(FIXED), limits=("low_back",)))

    assert of(answer, "hinge").code == "EQUIP_SWAP"


def test_an_uneven_set_of_dumbbells_goes_down_to_what_is_there():
    uneven = person(Equipment(dumbbells=(2.5, 3.5, 20.5, 22.5, 25)))

    assert of(back(18, lifted("squat", load=20.5), profile=uneven), "squat").load == 3.5
