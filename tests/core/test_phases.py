"""Which phase it is, and its templates, deloads and weeks (rules.md 1, 2.1, 3.6-3.8)."""

from datetime import timedelta

import pytest

from core.athlete import Equipment, Race
from core.session import PainReport
from tests.core.coach import (
    FIXED,
    GYM,
    LIBRARY,
    MONDAY,
    NOTHING,
    STEPS,
    asked,
    lifted,
    numbers,
    of,
    person,
    session,
    template,
)

TWICE = {"lifts_per_week": 2, "lift_days": ("tue", "thu")}


def block(phase, count, every=6, name="C", start=0, **changes):
    name = name if name in LIBRARY.phases[phase].templates else "A"
    return [session(start + every * n, *template(phase, name), phase=phase, **changes) for n in range(count)]


class TestWhereToBegin:
    @pytest.mark.parametrize(
        ("changes", "phase"),
        [
            ({"equipment": FIXED, "experience": "new"}, "P1"),
            ({"equipment": Equipment(dumbbells=(8,)), "experience": "new"}, "P0"),
            ({"equipment": Equipment(bands=("light",)), "experience": "new"}, "P0"),
            ({"equipment": NOTHING, "experience": "some"}, "P1"),
            ({"equipment": GYM, "experience": "trained"}, "P1"),
            ({"equipment": FIXED, "experience": "trained", "jumpstart": True}, "P0"),
        ],
    )
    def test_equipment_and_experience_decide(self, changes, phase):
        assert asked(person(**changes), [], 0).phase == phase


class TestMovingOn:
    @pytest.mark.parametrize(
        ("days", "sessions", "lifts", "phase"),
        [(13, 4, 2, "P0"), (14, 4, 2, "P1"), (14, 3, 2, "P0"), (14, 4, 1, "P1")],
    )
    def test_the_jump_start_takes_two_weeks_and_four_sessions(self, days, sessions, lifts, phase):
        history = block("P0", sessions, every=3)

        assert asked(person(NOTHING, lifts_per_week=lifts), history, days).phase == phase

    @pytest.mark.parametrize(
        ("days", "sessions", "lifts", "phase"),
        [
            (20, 5, 2, "P1"),
            (21, 5, 2, "P2"),
            (21, 4, 2, "P1"),
            (21, 3, 1, "P2"),
            (21, 2, 1, "P1"),
            (28, 3, 2, "P2"),
            (28, 2, 1, "P1"),
        ],
    )
    def test_the_routine_takes_three_to_four_weeks(self, days, sessions, lifts, phase):
        history = block("P1", sessions - 1, every=2) + block("P1", 1, start=days - 3)

        assert asked(person(lifts_per_week=lifts), history, days).phase == phase

    @pytest.mark.parametrize(
        ("changes", "phase"),
        [
            ({"equipment": GYM}, "P3"),
            ({"equipment": Equipment(dumbbells=(8, 20))}, "P3"),
            ({"equipment": Equipment(dumbbells=(8, 18))}, "P2"),
            ({"equipment": Equipment(dumbbells=(20, 40)), "unit": "lb"}, "P2"),
            ({"equipment": Equipment(dumbbells=(20, 45)), "unit": "lb"}, "P3"),
            ({"equipment": GYM, "age": 17}, "P2"),
            ({"equipment": GYM, "age": 18}, "P3"),
        ],
    )
    def test_the_heavy_phase_needs_weight_and_age(self, changes, phase):
        assert asked(person(**changes), block("P2", 7), 42).phase == phase

    @pytest.mark.parametrize(
        ("changes", "phase", "code"),
        [
            ({"plyo_gate": True}, "P4", "PHASE_UP"),
            ({"plyo_gate": False}, "P2", "PHASE_CYCLE"),
            ({"plyo_gate": True, "age": 65}, "P2", "PHASE_CYCLE"),
        ],
    )
    def test_power_needs_the_jump_gate_and_is_not_for_everybody(self, changes, phase, code):
        answer = asked(person(GYM, **changes), block("P3", 7), 42)

        assert (answer.phase, answer.codes) == (phase, (code,))

    def test_power_ends_after_four_weeks_whatever_hurt(self):
        history = block("P4", 5, pain=PainReport("knee", 5))

        assert asked(person(GYM), history, 27).phase == "P4"
        assert asked(person(GYM), history, 28).phase == "P2"

    def test_pain_keeps_the_phase_for_two_weeks(self):
        def hurt(day):
            history = block("P1", 5)
            history[-1] = session(24, *template("P1", "A"), phase="P1", pain=PainReport("hip", 4))
            return asked(person(), history, day).phase

        # the last session is on day 24; 14 days later would be a break already, so the pain lies one session back
        assert hurt(30) == "P1"
        past = block("P1", 5)
        past[1] = session(6, *template("P1", "A"), phase="P1", pain=PainReport("hip", 4))
        assert asked(person(), past[:4], 21).phase == "P2"
        assert asked(person(), [*past[:3], session(19, phase="P1")], 20).phase == "P1"
        assert asked(person(), past[:4], 21, pain=("hip", 4)).phase == "P1"
        assert asked(person(), past[:4], 21, pain=("hip", 2, True)).phase == "P1"

    def test_pain_counts_on_its_fourteenth_day(self):
        past = block("P1", 4)
        past[1] = session(7, *template("P1", "A"), phase="P1", pain=PainReport("hip", 4))

        assert asked(person(), past, 21).phase == "P1"
        assert asked(person(), past, 22).phase == "P2"

    def test_a_taper_keeps_the_phase(self):
        race = Race(MONDAY + timedelta(days=21 + 10), "A", "half")

        assert asked(person(races=(race,)), block("P1", 4), 21).phase == "P1"

    def test_a_phase_counts_from_a_restart(self):
        history = [*block("P1", 4), session(30, *template("P1", "A"), phase="P1", restart=True)]

        answer = asked(person(), history, 37)

        assert (answer.phase, answer.week) == ("P1", 2)

    def test_a_phase_taken_up_again_is_a_new_run(self):
        history = [*block("P2", 3), *block("M", 2, start=18), *block("P2", 1, start=30)]

        assert asked(person(), history, 36).week == 1


class TestTheRaceSeason:
    @pytest.mark.parametrize("phase", ["P2", "P3", "P4"])
    def test_it_keeps_what_was_built(self, phase):
        answer = asked(person(season="race"), block(phase, 2), 10)

        assert (answer.phase, answer.template, answer.codes[0]) == ("M", "C", "TO_MAINTENANCE")

    @pytest.mark.parametrize("phase", ["P0", "P1"])
    def test_it_does_not_touch_the_beginning(self, phase):
        assert asked(person(season="race"), block(phase, 2), 10).phase == phase

    def test_it_begins_after_some_weeks_off_too(self):
        assert "TO_MAINTENANCE" in asked(person(season="race"), block("P2", 1), 31).codes

    def test_when_it_is_over_building_begins(self):
        answer = asked(person(), block("M", 2), 10)

        assert (answer.phase, answer.codes[0]) == ("P2", "PHASE_CYCLE")
        assert numbers(of(answer, "squat")) == ("PHASE_KEEP", "db-front-squat", 8, 3, 6)

    def test_the_load_stays_until_it_is_far_too_easy(self):
        def coming(rir):
            squat = lifted("squat", "M", reps=5, rir=rir)
            return numbers(of(asked(person(season="race"), [session(0, squat, phase="M")], 7), "squat"))

        assert coming(None) == ("M_HOLD", "db-front-squat", 8, 2, 5)
        assert coming(3)[0] == "M_HOLD"
        assert coming(1)[0] == "HARD_HOLD"
        assert coming(4) == ("REP_UP2", "db-front-squat", 8, 2, 6)


class TestSlotsInANewPhase:
    def test_what_went_well_moves_one_variation_but_not_to_the_barbell(self):
        history = block("P1", 5)

        answer = asked(person(GYM), history, 30)

        assert of(answer, "squat").code == "VAR_UP"
        assert of(answer, "hinge").slug == "db-staggered-rdl"
        assert of(answer, "calf").code == "CALIBRATE"

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"rir": 2}, "VAR_UP"),
            ({"rir": None}, "VAR_UP"),
            ({"rir": 1}, "PHASE_KEEP"),
            ({"done": (6, 4)}, "PHASE_KEEP"),
        ],
    )
    def test_what_was_hard_stays(self, change, code):
        squat = lifted("squat", "P1", slug="db-front-load-box-squat", reps=6, **change)
        history = [*block("P1", 4), session(24, squat, phase="P1")]

        assert of(asked(person(), history, 30), "squat").code == code

    def test_a_slot_meets_the_new_phase_when_its_turn_comes(self):
        history = [*block("P1", 5), session(28, *template("P2", "A"))]

        answer = asked(person(**TWICE), history, 31)

        assert answer.template == "B"
        assert of(answer, "lunge").code == "VAR_UP"

    def test_in_a_gym_squat_and_hinge_go_to_the_barbell(self):
        history = block("P2", 7)
        history[-1] = session(36, lifted("squat", load=22.5), lifted("hinge", load=25.0), lifted("lunge", load=10.0))

        answer = asked(person(GYM), history, 42)

        assert numbers(of(answer, "squat")) == ("CALIBRATE", "bb-back-squat", 45.0, 3, 5)
        assert numbers(of(answer, "hinge")) == ("CALIBRATE", "trap-bar-deadlift", 50.0, 3, 5)
        assert of(answer, "squat").rir == 3

    def test_a_back_that_has_to_be_spared_stays_with_the_dumbbells(self):
        history = [*block("P2", 6), session(36, lifted("squat"))]

        assert of(asked(person(GYM, limits=("low_back",)), history, 42), "squat").slug == "db-front-squat"

    def test_main_lifts_go_as_heavy_as_five_reps_allow_but_a_quarter_at_the_most(self):
        strong = person(Equipment(dumbbells=tuple(range(2, 32, 2)), bands=("light",)))
        history = [
            *block("P2", 6),
            session(36, lifted("squat", load=8, reps=10, rir=2), lifted("lunge", load=8, reps=12, rir=3)),
        ]

        answer = asked(strong, history, 42)

        assert numbers(of(answer, "squat")) == ("PHASE_LOAD", "db-front-squat", 10, 3, 5)
        assert numbers(of(answer, "lunge")) == ("PHASE_LOAD", "db-step-up-alternating", 10, 3, 5)

    def test_where_the_estimate_means_nothing_and_the_next_is_too_far_it_stays(self):
        far = person(Equipment(dumbbells=(8, 12, 20), bands=("light",)))
        history = [*block("P2", 6), session(36, lifted("lunge", load=8, reps=12, rir=3))]

        assert numbers(of(asked(far, history, 42), "lunge")) == ("PHASE_KEEP", "db-step-up-alternating", 8, 3, 6)

    def test_from_the_jump_start_the_routine_is_taken_up(self):
        history = block("P0", 5, every=3)
        history[-1] = session(
            12, lifted("squat", "P0", slug="bw-box-squat", load=None), lifted("h_push", "P0", rir=3), phase="P0"
        )

        answer = asked(person(), history, 15)

        assert numbers(of(answer, "squat")) == ("CALIBRATE", "db-front-load-box-squat", 8, 2, 6)
        assert numbers(of(answer, "h_push")) == ("PHASE_KEEP", "elevated-hands-pushup", None, 2, 6)

    def test_into_power_and_maintenance_the_reps_are_kept_within_the_range(self):
        history = [
            *block("P3", 6),
            session(36, lifted("squat", "P3", reps=6), lifted("calf", "P3", reps=14), phase="P3"),
        ]

        answer = asked(person(GYM, plyo_gate=True, lifts_per_week=2), [*history, session(38, phase="P3")], 42)

        assert answer.template == "A"
        assert numbers(of(answer, "squat")) == ("PHASE_KEEP", "db-front-squat", 7.5, 2, 5)
        assert numbers(of(answer, "calf")) == ("PHASE_KEEP", "calf-raise-single", None, 2, 12)
        assert (of(answer, "squat").tempo, of(answer, "plyo1").tempo) == ("1-0-1", "fast")


class TestDeloads:
    def fourth_week(self, phase="P2", **changes):
        history = [session(3 * n, *template(phase, "AB"[n % 2]), phase=phase) for n in range(7)]
        return asked(person(GYM, **{**TWICE, **changes}), history, 21)

    @pytest.mark.parametrize("phase", ["P2", "P3", "P4"])
    def test_each_fourth_week_is_lighter(self, phase):
        answer = self.fourth_week(phase)

        assert (answer.type, answer.week, answer.codes) == ("deload", 4, ("DELOAD_PLANNED",))

    def test_a_deload_halves_the_sets_and_keeps_load_and_reps(self):
        answer = self.fourth_week()
        lunge = of(answer, "lunge")

        assert numbers(lunge) == ("DELOAD", "db-step-up-alternating", 7.5, 2, 8)
        assert lunge.rir == 4

    def test_once_a_week_none_is_planned(self):
        assert self.fourth_week(lifts_per_week=1).type == "normal"

    @pytest.mark.parametrize(("sets", "lighter"), [(4, 2), (3, 2), (2, 1), (1, 1)])
    def test_sets_in_a_deload(self, sets, lighter):
        history = [session(0, lifted("squat", sets=sets), fatigue=4), session(3, lifted("squat", sets=sets), fatigue=5)]

        assert of(asked(person(), history, 6), "squat").sets == lighter

    def test_two_tiring_sessions_trigger_one_but_not_after_a_deload(self):
        tired = [session(0, lifted("squat"), fatigue=4), session(3, lifted("squat"), fatigue=4)]
        rested = [tired[0], session(3, lifted("squat"), fatigue=4, kind="deload")]

        assert asked(person(), tired, 6).codes == ("DELOAD_TRIGGERED",)
        assert asked(person(), rested, 6).codes == ()

    def test_three_failing_exercises_trigger_one(self):
        def failing(count):
            slots = ("squat", "hinge", "lunge", "h_push")
            logs = [lifted(slot, rir=0 if n < count else 2) for n, slot in enumerate(slots)]
            return asked(person(), [session(0, *logs)], 7).codes

        assert failing(2) == ()
        assert failing(3) == ("DELOAD_TRIGGERED",)

    def test_the_routine_knows_no_deload(self):
        tired = [session(n * 3, lifted("squat", "P1", rir=0), phase="P1", fatigue=5) for n in range(2)]

        assert asked(person(), tired, 6).type == "normal"

    def test_no_deload_in_the_first_session_of_a_phase(self):
        tired = [session(6 * n, *template("P1", "A"), phase="P1", fatigue=5) for n in range(5)]

        answer = asked(person(), tired, 30)

        assert (answer.phase, answer.type) == ("P2", "normal")

    def test_no_deload_after_a_break_or_in_a_taper(self):
        tired = [session(0, lifted("squat"), fatigue=5), session(3, lifted("squat"), fatigue=5)]
        race = Race(MONDAY + timedelta(days=16), "A", "10k")

        assert asked(person(), tired, 14).type == "normal"
        assert asked(person(races=(race,)), tired, 6).type == "taper"

    def test_only_the_ordinary_path_is_lightened(self):
        history = [session(0, lifted("squat"), fatigue=5), session(3, lifted("squat", rir=2), fatigue=5)]

        answer = asked(person(STEPS), history, 6)

        assert {e.slot: e.code for e in answer.exercises}["hinge"] == "CALIBRATE"


class TestTemplates:
    def test_two_a_week_alternate_and_one_a_week_has_its_own(self):
        history = [session(0, *template("P2", "A")), session(3, *template("P2", "B"))]

        assert [asked(person(**TWICE), history[:n], 7).template for n in (1, 2)] == ["B", "A"]
        assert asked(person(), history, 7).template == "C"

    def test_what_was_left_comes_first_in_its_order(self):
        logs = [lifted(slot) for slot in ("squat", "hinge", "lunge", "h_push")]
        logs += [lifted(slot, done=()) for slot in ("core", "calf", "h_pull")]

        answer = asked(person(), [session(0, *logs)], 7)

        assert "UNFINISHED_FIRST" in answer.codes
        assert [e.slot for e in answer.exercises] == ["core", "calf", "h_pull", "squat", "hinge", "lunge", "h_push"]

    def test_it_is_said_even_if_the_order_stays(self):
        answer = asked(person(), [session(0, lifted("squat", done=()), lifted("hinge"))], 7)

        assert "UNFINISHED_FIRST" in answer.codes
        assert answer.exercises[0].slot == "squat"

    def test_what_is_not_in_todays_template_waits(self):
        history = [
            session(0, *[lifted(s, done=() if s == "core" else (8, 8, 8)) for s in LIBRARY.phases["P2"].templates["A"]])
        ]

        assert "UNFINISHED_FIRST" not in asked(person(**TWICE), history, 3).codes

    def test_another_phase_starts_afresh(self):
        history = [*block("P1", 4), session(24, lifted("squat", "P1"), lifted("hinge", "P1", done=()), phase="P1")]

        answer = asked(person(), history, 30)

        assert answer.phase == "P2"
        assert "UNFINISHED_FIRST" not in answer.codes
