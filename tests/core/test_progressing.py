"""How one exercise goes on from its last log (rules.md 3.1-3.3, 3.5-3.8)."""

import pytest

from core.athlete import Equipment
from core.coaching.ladder import reps_before
from tests.core.coach import (
    BANDS,
    FIXED,
    GYM,
    LIBRARY,
    STEPS,
    after,
    asked,
    climbed,
    lifted,
    numbers,
    of,
    person,
    session,
)

RULES = LIBRARY.rules


class TestTheLadder:
    def test_a_fixed_pair_climbs_reps_sets_tempo_and_variation(self):
        """rules.md 3.5: 3x6 … 3x10 -> 4x8 -> 4x9 -> 4x10 -> 3x6 at 4-1-1 … 3x10 -> one-and-a-quarter squat 3x6."""
        rungs = climbed(person(FIXED), "squat", 13, lifted("squat", reps=6))

        assert [(s, r, t) for s, r, _, t, _ in rungs[:8]] == [
            (3, 7, "2-1-1"), (3, 8, "2-1-1"), (3, 9, "2-1-1"), (3, 10, "2-1-1"),
            (4, 8, "2-1-1"), (4, 9, "2-1-1"), (4, 10, "2-1-1"), (3, 6, "4-1-1"),
        ]  # fmt: skip
        assert rungs[11][:2] == (3, 10)
        assert rungs[12] == (3, 6, 8, "2-1-1", "db-one-and-quarter-squat")

    def test_two_kilo_steps_climb_reps_and_load(self):
        """rules.md 3.5: 8 kg 3x6 … 3x10 -> 10 kg 3x6 -> 3x7."""
        rungs = climbed(person(STEPS), "squat", 6, lifted("squat", reps=6))

        assert [(s, r, load) for s, r, load, _, _ in rungs] == [
            (3, 7, 8), (3, 8, 8), (3, 9, 8), (3, 10, 8), (3, 6, 10), (3, 7, 10),
        ]  # fmt: skip

    def test_in_the_heavy_phase_small_steps_come_after_six(self):
        """rules.md 3.5: (P3) 12 kg 3x5 -> 3x6 -> 14 kg 3x3 -> 3x4 -> 3x5 -> 3x6 -> 16 kg 3x3."""
        gym = person(Equipment(dumbbells=tuple(range(2, 26, 2)), bands=("light",)))

        rungs = climbed(gym, "squat", 6, lifted("squat", "P3", load=12, reps=5), phase="P3")

        assert [(s, r, load) for s, r, load, _, _ in rungs] == [
            (3, 6, 12), (3, 3, 14), (3, 4, 14), (3, 5, 14), (3, 6, 14), (3, 3, 16),
        ]  # fmt: skip

    def test_a_hold_is_never_shorter_than_ten_seconds_however_short_the_last_was(self):
        """rules.md 3.6: «Holds: floor 10»; a history from elsewhere may hold one of three seconds."""
        short = lifted("core", "P1", slug="plank", load=None, reps=3, done=(3, 3, 3))

        assert after(person(), short, phase="P1").reps == 10

    def test_a_jump_that_is_too_big_makes_it_slower_instead(self):
        assert numbers(after(person(STEPS), lifted("h_pull", reps=10))) == (
            "TEMPO_UP", "supported-db-single-arm-row", 8, 3, 6,
        )  # fmt: skip

    def test_pounds_ask_for_eleven_before_the_next_weight(self):
        pounds = person(Equipment(dumbbells=(20, 22.5, 25), bands=("light",)), unit="lb", body_mass=155)
        row = {"load": 20, "slug": "supported-db-single-arm-row"}

        assert numbers(after(pounds, lifted("h_pull", reps=10, **row)))[2:] == (20, 3, 11)
        assert numbers(after(pounds, lifted("h_pull", reps=11, **row)))[2:] == (22.5, 3, 6)

    def test_a_band_waits_for_twelve(self):
        band = {"slug": "band-row", "load": 0}

        assert numbers(after(person(BANDS), lifted("h_pull", reps=11, **band))) == ("REP_UP", "band-row", 0, 3, 12)
        assert numbers(after(person(BANDS), lifted("h_pull", reps=12, **band))) == ("LOAD_UP", "band-row", 1, 3, 6)

    def test_the_strongest_band_ends_at_the_top_of_the_range(self):
        last = lifted("h_pull", slug="band-row", load=2, reps=10)

        assert numbers(after(person(BANDS), last)) == ("SET_UP", "band-row", 2, 4, 8)

    def test_a_forced_load_costs_a_set_and_two_reps(self):
        """rules.md 3.7: one set fewer, at least 2, with the phase's tempo."""
        uneven = person(Equipment(dumbbells=(8, 20)))
        last = lifted("h_pull", slug="db-split-stance-row", load=8, reps=10, tempo="4-1-1")

        entry = after(uneven, last)

        assert numbers(entry) == ("LOAD_UP_FORCED", "db-split-stance-row", 20, 2, 4)
        assert entry.tempo == "2-1-1"

    def test_at_the_end_of_the_ladder_it_holds(self):
        last = lifted("h_pull", slug="db-split-stance-row", load=8, reps=10, sets=4, tempo="4-1-1")

        assert numbers(after(person(FIXED), last)) == ("CAP_HOLD", "db-split-stance-row", 8, 4, 10)

    def test_no_set_is_added_at_the_slow_tempo(self):
        last = lifted("squat", reps=10, sets=3, tempo="4-1-1")

        assert after(person(FIXED), last).code == "VAR_UP"

    def test_a_variation_on_one_leg_starts_lighter_and_easier(self):
        entry = after(person(Equipment(dumbbells=(4, 8))), lifted("hinge", reps=10, sets=4, tempo="4-1-1"))

        assert numbers(entry) == ("VAR_UP", "db-staggered-rdl", 4, 3, 6)
        assert (entry.tempo, entry.rir) == ("2-1-1", 3)

    def test_a_variation_skips_what_limits_forbid(self):
        limited = person(FIXED, limits=("low_back",))

        assert after(limited, lifted("h_pull", reps=10, sets=4, tempo="4-1-1")).code == "CAP_HOLD"

    def test_seconds_climb_by_five(self):
        side = {"slug": "side-plank", "load": None}

        assert numbers(after(person(), lifted("core", reps=30, **side))) == ("REP_UP", "side-plank", None, 3, 35)
        assert after(person(), lifted("core", reps=30, rir=4, **side)).reps == 40
        assert numbers(after(person(), lifted("core", reps=45, **side))) == ("SET_UP", "side-plank", None, 4, 35)

    def test_a_hold_is_never_slow(self):
        last = lifted("core", slug="side-plank", load=None, reps=45, sets=4)

        assert numbers(after(person(), last)) == ("CAP_HOLD", "side-plank", None, 4, 45)

    def test_the_maximum_of_sets_only_limits_new_ones(self):
        assert numbers(after(person(STEPS), lifted("squat", sets=4, reps=8)))[3:] == (4, 9)

    @pytest.mark.parametrize(
        ("more", "build", "heavy"),
        [
            (0.05, 10, 6),
            (0.10, 10, 7),
            (0.125, 11, 8),
            (0.15, 12, 9),
            (0.20, 14, 10),
            (0.25, None, 12),
            (0.30, None, 14),
        ],
    )
    def test_the_table_of_reps_before_the_next_load(self, more, build, heavy):
        """rules.md 3.2: the row is held in one hand, so the step is the whole jump."""
        row = LIBRARY.exercises["supported-db-single-arm-row"]

        for phase, reps in (("P2", build), ("P3", heavy)):
            found = reps_before(row, 20, 20 * (1 + more), person(), LIBRARY.phases[phase], target_rir=2, rules=RULES)
            assert found == reps


class TestTheRoutine:
    def test_it_stays_at_the_target_and_without_a_word_about_effort(self):
        assert after(person(), lifted("squat", "P1", reps=6, rir=3), "P1").code == "HOLD_TARGET"
        assert after(person(), lifted("squat", "P1", reps=6, rir=None), "P1").code == "HOLD_TARGET"

    def test_more_than_five_left_counts_as_five(self):
        many, five = (after(person(STEPS), lifted("v_push", "P1", load=8, reps=6, rir=rir), "P1") for rir in (20, 5))

        assert numbers(many) == numbers(five)

    def test_a_band_counts_as_a_quarter_more(self):
        band = {"slug": "banded-paloff-press", "load": 0}

        assert numbers(after(person(), lifted("core", "P1", reps=6, rir=5, **band), "P1"))[0] == "REP_UP"
        assert numbers(after(person(), lifted("core", "P1", reps=8, rir=5, **band), "P1"))[0] == "CAP_HOLD"

    def test_eight_is_the_top(self):
        assert numbers(after(person(), lifted("squat", "P1", reps=8, rir=5), "P1")) == (
            "CAP_HOLD", "db-front-squat", 8, 2, 8,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("change", "sets"),
        [
            ({}, 3),
            ({"rir": None}, 3),
            ({"rir": 1}, 2),
            ({"done": (6, 5)}, 3),
            ({"done": (6, 4)}, 2),
            ({"done": ()}, 3),
        ],
        ids=["all well", "nothing said", "hard", "one short", "two short", "one left out"],
    )
    def test_the_third_set_is_earned_by_the_last_session(self, change, sets):
        """rules.md 3.7: q of all attempted exercises >= .9, mean RIR >= 2."""
        squat = lifted("squat", "P1", reps=6)
        history = [
            session(0, squat, phase="P1"),
            session(7, squat, lifted("hinge", "P1", **{"reps": 6, **change}), phase="P1"),
        ]

        # RIR 1 and 3 make a mean of 2: the squat has to be hard as well
        if change == {"rir": 1}:
            history[1] = session(7, lifted("squat", "P1", reps=6, rir=2), *history[1].exercises[1:], phase="P1")

        assert of(asked(person(), history, 14), "squat").sets == sets

    def test_pain_of_four_last_time_keeps_two_sets(self):
        from core.session import PainReport  # noqa: PLC0415  only here

        squat = lifted("squat", "P1", reps=6)
        history = [session(0, squat, phase="P1"), session(7, squat, phase="P1", pain=PainReport("knee", 4))]

        assert of(asked(person(), history, 14), "squat").sets == 2

    def test_nothing_attempted_last_time_keeps_two_sets(self):
        squat = lifted("squat", "P1", reps=6)
        history = [
            session(0, squat, phase="P1"),
            session(7, squat, phase="P1"),
            session(14, lifted("squat", "P1", reps=6, done=()), phase="P1"),
        ]

        assert of(asked(person(), history, 21 - 3), "squat").sets == 2


class TestMisses:
    def test_surplus_sets_are_ignored(self):
        assert after(person(), lifted("squat", done=(8, 8, 4, 8))).code == "MISS_HOLD"

    def test_zero_was_tried_and_nothing_was_not(self):
        tried = after(person(), lifted("squat", done=(0, 0, 0)))
        history = [session(0, lifted("squat")), session(7, lifted("squat", done=()))]

        assert tried.code == "MISS_REDUCE"
        assert of(asked(person(), history, 14), "squat").code == "REP_UP"

    def test_the_weaker_side_counts(self):
        assert after(person(), lifted("h_pull", done=((8, 8), (8, 7), (7, 8)))).code == "MISS_HOLD"

    def test_a_second_failure_at_the_same_load_reduces_though_the_reps_differ(self):
        history = [
            session(0, lifted("squat", load=12, reps=9, rir=0)),
            session(7, lifted("squat", load=12, reps=8, rir=0)),
        ]

        assert numbers(of(asked(person(STEPS), history, 14), "squat")) == ("MISS_REDUCE", "db-front-squat", 10, 3, 8)

    def test_a_failure_at_another_load_does_not_count(self):
        history = [session(0, lifted("squat", load=14, rir=0)), session(7, lifted("squat", load=12, rir=0))]

        assert of(asked(person(STEPS), history, 14), "squat").code == "HARD_HOLD"

    def test_a_deload_between_two_failures_is_passed_over(self):
        history = [
            session(0, lifted("squat", load=12, rir=0)),
            session(7, lifted("squat", load=12, rir=0, sets=2), kind="deload"),
            session(9, lifted("squat", load=12, rir=0)),
        ]

        assert of(asked(person(STEPS), history, 16), "squat").code == "MISS_REDUCE"

    def test_a_band_goes_down_a_level_and_the_lightest_loses_reps(self):
        band = {"slug": "band-row", "done": (3, 3, 3)}

        assert numbers(after(person(BANDS), lifted("h_pull", load=2, **band)))[2:] == (1, 3, 8)
        assert numbers(after(person(BANDS), lifted("h_pull", load=0, **band)))[2:] == (0, 3, 6)

    def test_a_hold_loses_seconds_in_fives_but_not_below_ten(self):
        side = {"slug": "side-plank", "load": None}

        assert after(person(), lifted("core", reps=30, done=(10, 10, 10), **side)).reps == 25
        assert after(person(), lifted("core", reps=10, done=(2, 2, 2), **side)).reps == 10

    def test_never_below_three_reps(self):
        assert after(person(FIXED), lifted("squat", reps=4, done=(1, 0, 0))).reps == 3

    def test_a_load_that_is_no_longer_owned_is_the_next_lighter_one(self):
        between = person(Equipment(dumbbells=(6, 10)))

        assert numbers(after(between, lifted("squat", load=8, rir=1))) == ("HARD_HOLD", "db-front-squat", 6, 3, 8)
        assert numbers(after(between, lifted("squat", load=4, rir=1)))[2] == 6


class TestStandingStill:
    def flat(self, count, **change):
        return [session(7 * n, lifted("squat", load=10, **change)) for n in range(count)]

    def test_four_equal_logs_step_back(self):
        entry = of(asked(person(STEPS), self.flat(4, rir=1), 28), "squat")

        assert numbers(entry) == ("PLATEAU_RESET", "db-front-squat", 8, 3, 6)

    def test_it_fires_even_if_the_fourth_was_on_target(self):
        assert of(asked(person(STEPS), self.flat(4), 28), "squat").code == "PLATEAU_RESET"

    def test_three_do_not(self):
        assert of(asked(person(STEPS), self.flat(3, rir=1), 21), "squat").code == "HARD_HOLD"

    def test_without_a_lighter_load_the_reps_are_reduced(self):
        history = [session(7 * n, lifted("squat", reps=9, rir=1)) for n in range(4)]

        assert numbers(of(asked(person(FIXED), history, 28), "squat")) == ("PLATEAU_RESET", "db-front-squat", 8, 3, 7)

    def test_the_second_time_another_exercise_takes_over(self):
        reset = [session(0, lifted("squat", load=10, reps=6, code="PLATEAU_RESET"))]
        history = reset + [session(7 * n, lifted("squat", load=10, rir=1)) for n in range(1, 5)]

        entry = of(asked(person(STEPS), history, 35), "squat")

        assert numbers(entry) == ("PLATEAU_SWAP", "db-one-and-quarter-squat", 10, 3, 6)
        assert entry.rir == 2

    def test_the_routine_knows_no_plateau(self):
        history = [session(4 * n, lifted("squat", "P1", reps=6), phase="P1") for n in range(4)]

        assert of(asked(person(age=17), history, 16), "squat").code == "HOLD_TARGET"


class TestNewExercises:
    def test_a_pair_far_too_heavy_is_begun_with_care(self):
        heavy = person(Equipment(dumbbells=(20,), bands=("light",)))

        entries = asked(heavy, [], 0).exercises

        assert {e.slot: e.code for e in entries if e.load == 20} == dict.fromkeys(
            ("squat", "v_push", "lunge", "hinge", "h_pull"), "CALIBRATE_HEAVY"
        )

    def test_without_a_body_mass_the_lightest_is_taken(self):
        entries = asked(person(STEPS, body_mass=None), [], 0).exercises

        assert {e.load for e in entries if e.load_label.endswith("hand")} == {2}

    def test_what_the_person_owns_no_longer_is_swapped(self):
        entry = after(person(BANDS), lifted("squat", load=8))

        assert numbers(entry) == ("EQUIP_SWAP", "band-front-squat", 0, 3, 6)
        assert entry.rir == 3

    def test_a_new_limit_swaps_or_empties_the_slot(self):
        answer = asked(person(limits=("low_back", "knee")), [session(0, lifted("hinge"), lifted("squat"))], 7)

        assert numbers(of(answer, "hinge"))[:2] == ("EQUIP_SWAP", "sl-glute-bridge")
        assert "NO_EXERCISE_SQUAT" in answer.codes
        assert "squat" not in {e.slot for e in answer.exercises}

    def test_in_the_heavy_phase_a_first_time_is_five_reps_and_a_swap_three(self):
        history = [session(7 * n, lifted("squat", "P3"), lifted("hinge", "P3", reps=6), phase="P3") for n in range(2)]
        answer = asked(person(GYM), history, 14)

        assert numbers(of(answer, "lunge"))[3:] == (3, 5)
        without = person(Equipment(dumbbells=(20,)), limits=("low_back",))
        swapped = of(
            asked(without, [session(0, lifted("lunge", "P3", slug="db-rfe-split-squat"), phase="P3")], 3), "lunge"
        )
        assert swapped.code != "EQUIP_SWAP"
        no_box = person(Equipment(dumbbells=(20,), box=False))
        lunge = of(asked(no_box, [session(0, lifted("lunge", "P3", reps=5), phase="P3")], 3), "lunge")
        assert numbers(lunge) == ("EQUIP_SWAP", "reverse-lunge-bw", None, 3, 6)
