"""The weeks ahead, minutes, alternatives and estimates of strength."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.athlete import Equipment, Race
from core.building import alternatives, estimated_minutes, trimmed
from core.coaching.strength import e1rm, e1rm_of
from core.outlook import outlook
from tests.core.coach import BANDS, FIXED, GYM, LIBRARY, MONDAY, STEPS, asked, lifted, of, person, session, template


class TestMinutes:
    def test_the_routine_takes_22_minutes_and_25_with_three_rounds(self):
        """rules.md 1: the check on the seed."""
        entries = asked(person(lifts_per_week=2), [], 0).exercises
        phase = LIBRARY.phases["P1"]

        assert estimated_minutes(entries, phase, LIBRARY) == 22
        assert estimated_minutes([replace(entry, sets=3) for entry in entries], phase, LIBRARY) == 25

    def test_a_session_is_cut_to_the_minutes_there_are(self):
        whole = asked(person(), [session(0, *template("P2"))], 7)

        cut = trimmed(whole, 20, LIBRARY)

        assert cut.minutes <= 20 < whole.minutes
        assert "TIME_TRIM" in cut.codes
        assert trimmed(whole, 90, LIBRARY) == whole

    def test_a_day_without_a_session_has_nothing_to_cut(self):
        rest = asked(person(pregnant=True), [], 0)

        assert trimmed(rest, 5, LIBRARY) == rest


class TestTheWeeksAhead:
    def test_the_routine_leads_to_building_with_a_lighter_fourth_week(self):
        weeks = outlook(person(lifts_per_week=2, lift_days=("tue", "thu")), [], MONDAY, 9, LIBRARY)

        assert [week.phase for week in weeks] == ["P1", "P1", "P1", "P2", "P2", "P2", "P2", "P2", "P2"]
        assert [week.week for week in weeks[3:]] == [1, 2, 3, 4, 5, 6]
        assert weeks[6].kinds == ("deload", "deload")
        assert weeks[0].days == (MONDAY + timedelta(days=1), MONDAY + timedelta(days=3))

    def test_a_race_shows_its_taper_and_its_rest(self):
        race = Race(MONDAY + timedelta(days=27), "A", "half")

        weeks = outlook(person(lifts_per_week=2, lift_days=("tue", "thu"), races=(race,)), [], MONDAY, 6, LIBRARY)

        assert [week.kinds for week in weeks] == [
            ("normal", "normal"), ("normal", "normal"), ("taper", "taper"), ("primer",), ("normal",), ("normal", "normal"),
        ]  # fmt: skip
        assert weeks[3].races == (race,)

    def test_behind_a_closed_gate_there_are_none(self):
        assert outlook(person(pregnant=True), [], MONDAY, 4, LIBRARY) == ()

    def test_the_history_is_left_alone(self):
        history = [session(0, lifted("squat"))]

        outlook(person(), history, MONDAY + timedelta(days=7), 4, LIBRARY)

        assert len(history) == 1


class TestInstead:
    def test_the_nearest_come_first_with_a_load_to_begin_with(self):
        squat = of(asked(person(STEPS), [session(0, lifted("squat", load=10))], 7), "squat")

        found = alternatives(squat, person(STEPS), LIBRARY)

        assert [(entry.slug, entry.load) for entry in found] == [
            ("db-front-load-box-squat", 10), ("band-front-squat", 0), ("bw-squat", None), ("bw-box-squat", None),
        ]  # fmt: skip
        assert {entry.code for entry in found} == {"EQUIP_SWAP"}
        assert {entry.sets for entry in found} == {squat.sets}

    def test_one_leg_instead_of_two_is_lighter(self):
        hinge = of(asked(person(STEPS), [session(0, lifted("hinge", load=10))], 7), "hinge")

        found = {entry.slug: entry for entry in alternatives(hinge, person(STEPS), LIBRARY, limit=9)}

        assert (found["db-staggered-rdl"].load, found["db-staggered-rdl"].per_side) == (6, True)
        assert "trap-bar-deadlift" not in {e.slug for e in alternatives(hinge, person(GYM), LIBRARY, limit=9)}

    def test_a_hold_and_repetitions_change_places(self):
        core = of(asked(person(BANDS), [session(0, lifted("core"))], 7), "core")

        plank = next(e for e in alternatives(core, person(BANDS), LIBRARY, limit=9) if e.slug == "plank")

        assert (plank.reps, plank.tempo, plank.load_label) == (20, "hold", "bodyweight")
        back = next(e for e in alternatives(plank, person(BANDS), LIBRARY, limit=9) if e.slug == "dead-bug")
        assert (back.reps, back.tempo) == (8, "2-1-1")

    def test_work_of_ones_own_has_none(self):
        entry = of(asked(person(FIXED), [], 0), "squat")

        assert alternatives(replace(entry, slug="kettlebell swing", slot="extra"), person(FIXED), LIBRARY) == ()


class TestOneRepMax:
    def test_both_formulas_and_the_careful_end(self):
        """rules.md 0, E15: Epley w(1+r/30), Brzycki 36w/(37-r)."""
        found = e1rm(60, 5, 2, LIBRARY)

        assert found.epley == pytest.approx(74)
        assert found.brzycki == pytest.approx(72)
        assert found.low == pytest.approx(72)

    def test_one_rep_with_nothing_left_is_the_maximum(self):
        assert e1rm(60, 1, 0, LIBRARY).epley == 60

    @pytest.mark.parametrize(("load", "reps", "rir"), [(60, 10, 3), (60, 13, None), (0, 5, 0), (60, 0, 0)])
    def test_where_it_means_nothing_there_is_none(self, load, reps, rir):
        assert e1rm(load, reps, rir, LIBRARY) is None

    def test_bands_body_weight_and_holds_have_none(self):
        for log in (
            lifted("core"),
            lifted("h_push"),
            lifted("core", slug="plank", load=None),
            lifted("squat", load=None),
        ):
            assert e1rm_of(log, LIBRARY) is None

    def test_the_best_set_counts_by_its_weaker_side(self):
        row = lifted("h_pull", load=10, reps=8, done=((8, 6), (7, 7)), rir=None)

        assert e1rm_of(row, LIBRARY).epley == pytest.approx(10 * (1 + 7 / 30))

    def test_what_was_left_is_told_of_the_last_set(self):
        squat = lifted("squat", load=10, reps=8, done=(8, 8), rir=2)

        assert e1rm_of(squat, LIBRARY).epley == pytest.approx(10 * (1 + 10 / 30))


def test_a_list_of_dumbbells_may_be_out_of_order_and_double():
    mixed = person(Equipment(dumbbells=(10, 4, 8, 4)))

    assert of(asked(mixed, [session(0, lifted("squat", reps=10))], 7), "squat").load == 10
