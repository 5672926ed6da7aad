"""Days, dates and races (rules.md 1, 3.6-3.8, 4)."""

from datetime import date, timedelta

import pytest

from core.athlete import WEEKDAYS, Race
from core.scheduling import day_scores, proposed_days
from tests.core.coach import LIBRARY, MONDAY, WEEK, asked, lifted, numbers, of, person, session, template


def day(number):
    return MONDAY + timedelta(days=number)


class TestDays:
    def test_the_week_of_the_rules_has_their_scores(self):
        """rules.md 4: Mon 35, Tue 120, Wed 70, Thu 120, Fri 90, Sat 70, Sun 70 -> Tue+Thu (240)."""
        assert list(day_scores(person(), LIBRARY).values()) == [35, 120, 70, 120, 90, 70, 70]
        assert proposed_days(person(lifts_per_week=2), LIBRARY).days == ("tue", "thu")

    def test_one_lift_takes_the_best_day_and_the_earlier_on_ties(self):
        assert proposed_days(person(), LIBRARY).days == ("tue",)

    def test_equal_pairs_are_decided_from_monday(self):
        easy = person(lifts_per_week=2, run_week=dict.fromkeys(WEEKDAYS, "easy"))

        assert proposed_days(easy, LIBRARY).days == ("mon", "thu")

    @pytest.mark.parametrize(
        ("available", "days", "codes"),
        [
            (("mon", "tue"), ("tue",), ("ONLY_ONE_DAY_POSSIBLE",)),
            (("sun", "mon"), ("sun",), ("ONLY_ONE_DAY_POSSIBLE",)),
            (("mon", "wed"), ("mon", "wed"), ()),
            ((), (), ("NO_DAYS",)),
        ],
    )
    def test_neighbours_are_no_pair(self, available, days, codes):
        proposal = proposed_days(person(lifts_per_week=2, available=available), LIBRARY)

        assert (proposal.days, proposal.codes) == (days, codes)

    def test_without_a_day_there_is_no_date(self):
        answer = asked(person(lift_days=(), available=()), [], 0)

        assert (answer.date, answer.placement, answer.codes) == (None, None, ("NO_DAYS",))
        assert answer.exercises

    def test_chosen_days_count_even_where_nothing_is_available(self):
        assert asked(person(lift_days=("fri",), available=()), [], 0).date == day(4)


class TestTheDate:
    @pytest.mark.parametrize(
        ("last", "today", "expected"),
        [(None, 0, 1), (None, 1, 1), (None, 2, 8), (0, 0, 8), (-1, 0, 1), (-7, 0, 1)],
    )
    def test_it_is_the_next_lift_day_with_two_days_between(self, last, today, expected):
        history = [] if last is None else [session(last, lifted("squat"))]

        assert asked(person(run_week=dict.fromkeys(WEEKDAYS, "rest")), history, today).date == day(expected)

    @pytest.mark.parametrize(
        ("run", "placement"),
        [("hard", "AFTER_HARD_RUN"), ("easy", "AFTER_EASY_RUN"), ("long", "AFTER_LONG_RUN"), ("rest", "ANY_TIME")],
    )
    def test_its_place_beside_the_run_of_the_day(self, run, placement):
        assert asked(person(run_week={**WEEK, "tue": run}), [], 0).placement == placement

    def test_a_missed_day_is_made_up_on_the_best_of_the_next_three(self):
        """Last lift Thursday before, Tuesday missed, asked on Wednesday: Wed 70, Thu 120-5."""
        answer = asked(person(), [session(-4, lifted("squat"))], 2)

        assert answer.date == day(3)
        assert "RESCHEDULED" in answer.codes

    def test_not_where_it_is_not_available(self):
        answer = asked(person(available=("tue", "sat")), [session(-4, lifted("squat"))], 2)

        assert answer.date == day(8)

    def test_not_less_than_two_days_before_the_next(self):
        answer = asked(person(lift_days=("tue", "fri")), [session(-4, lifted("squat"))], 3)

        assert (answer.date, "RESCHEDULED" in answer.codes) == (day(4), False)

    def test_not_more_than_three_days_later(self):
        history = [session(-6, lifted("squat"))]

        assert "RESCHEDULED" in asked(person(), history, 4).codes
        assert "RESCHEDULED" not in asked(person(), history, 5).codes

    def test_not_if_no_day_is_good_enough(self):
        bad = person(run_week={**dict.fromkeys(WEEKDAYS, "rest"), "thu": "long", "fri": "long", "sat": "long"})

        assert asked(bad, [session(-4, lifted("squat"))], 2).date == day(8)

    def test_a_day_too_soon_after_the_last_lift_was_not_missed(self):
        assert "RESCHEDULED" not in asked(person(), [session(0, lifted("squat"))], 3).codes


class TestRaces:
    @pytest.mark.parametrize(
        ("priority", "ahead", "kind"),
        [
            ("A", 15, "normal"), ("A", 14, "taper"), ("A", 8, "taper"), ("A", 7, "primer"), ("A", 4, "primer"), ("A", 3, "rest"),
            ("A", 0, "rest"), ("B", 7, "normal"), ("B", 6, "taper"), ("B", 3, "taper"), ("B", 2, "rest"), ("B", 0, "rest"),
            ("C", 2, "normal"), ("C", 1, "rest"), ("C", 0, "rest"),
        ],
    )  # fmt: skip
    def test_the_windows_before(self, priority, ahead, kind):
        answer = asked(person(races=(Race(day(ahead), priority, "10k"),)), [session(-5, *template("P2"))], 0)

        assert answer.type == kind

    @pytest.mark.parametrize(
        ("distance", "days"),
        [("5k", 3), ("10k", 3), ("half", 5), ("marathon", 10), ("ultra", 14), ("fun run", 3), (None, 3)],
    )
    def test_the_days_after(self, distance, days):
        runner = person(races=(Race(day(0), "C", distance),))

        closed = asked(runner, [], days - 1)

        assert (closed.type, closed.codes, closed.date) == ("recovery", ("POST_RACE_RECOVERY",), day(days))
        assert asked(runner, [], days).type == "normal"

    def test_recovery_lasts_to_the_latest_end(self):
        runner = person(races=(Race(day(0), "A", "marathon"), Race(day(5), "C", "10k")))

        assert asked(runner, [], 6).date == day(10)

    def test_behind_comes_before_ahead(self):
        runner = person(races=(Race(day(0), "A", "half"), Race(day(2), "A", "half")))

        assert asked(runner, [], 1).codes == ("POST_RACE_RECOVERY",)

    def test_the_primer_wins_over_a_taper(self):
        runner = person(races=(Race(day(12), "A", "half"), Race(day(6), "A", "10k")))

        assert asked(runner, [session(-5, *template("P2"))], 0).type == "primer"

    def test_a_taper_halves_the_sets_and_rounds_up(self):
        runner = person(races=(Race(day(10), "A", "half"),))

        squat = of(asked(runner, [session(-5, lifted("squat"))], 0), "squat")

        assert numbers(squat) == ("TAPER", "db-front-squat", 8, 2, 8)
        assert squat.rir == 4

    def test_a_primer_is_four_short_lifts_without_jumps_and_calves(self):
        runner = person(races=(Race(day(6), "A", "half"),))
        history = [session(-5, *template("P2", core={"slug": "side-plank", "load": None, "reps": 30}))]

        answer = asked(runner, history, 0)

        assert [e.slot for e in answer.exercises] == ["squat", "hinge", "lunge", "h_push"]
        assert {(e.sets, e.reps, e.code) for e in answer.exercises} == {(2, 3, "PRIMER")}

    def test_a_hold_in_a_primer_is_fifteen_seconds(self):
        runner = person(races=(Race(day(6), "A", "half"),))
        logs = [lifted("core", slug="side-plank", load=None, reps=30, done=(30,)), lifted("squat", done=())]
        history = [
            session(-5, *logs),
            session(-3, lifted("core", slug="side-plank", load=None, reps=30), lifted("core", done=())),
        ]

        answer = asked(runner, history, 0)

        assert numbers(of(answer, "core"))[3:] == (2, 15)

    def test_the_week_of_any_race_has_no_jumps(self):
        history = [session(-5, *template("P4", "C"), phase="P4")]

        near = asked(person(races=(Race(day(6), "C", "10k"),)), history, 0)
        far = asked(person(races=(Race(day(7), "C", "10k"),)), history, 0)

        assert "NO_JUMPS" in near.codes
        assert "NO_JUMPS" not in far.codes

    def test_a_date_in_a_closed_window_becomes_today(self):
        runner = person(races=(Race(day(9), "B", "half"),))

        answer = asked(runner, [session(1, lifted("squat"))], 3)

        assert (answer.date, answer.codes) == (day(3), ("MOVED_EARLIER_FOR_RACE",))

    def test_or_the_first_lift_day_after_it(self):
        runner = person(races=(Race(day(9), "B", "half"),))

        answer = asked(runner, [session(1, lifted("squat"))], 2)

        assert (answer.date, answer.codes) == (day(15), ("MOVED_AFTER_RACE",))

    def test_and_after_the_next_if_that_one_is_closed_too(self):
        runner = person(races=(Race(day(9), "B", "half"), Race(day(16), "A", "half")))

        assert asked(runner, [session(1, lifted("squat"))], 2).date == day(22)

    def test_the_day_after_recovery_is_open(self):
        runner = person(races=(Race(date(2026, 3, 12), "C", "half"),), lift_days=("wed", "tue"))

        assert asked(runner, [session(7, lifted("squat"))], 7).date == day(15)
