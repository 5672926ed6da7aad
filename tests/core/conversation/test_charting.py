"""Charts stand beside their words: named by their values, drawn up from what was lifted, left out where there is nothing yet."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.athlete import Break, Race
from core.charts import LoadChart, OverviewChart, PlanChart, RecordsChart, VolumeChart, WeeksChart
from core.charts.naming import chart_of
from core.charts.words import words
from core.turn import Turn
from core.wording import text
from tests.core.conversation.chat import Chat

KINDS = {
    "progress": OverviewChart,
    "progress squat": LoadChart,
    "history": VolumeChart,
    "history squat": LoadChart,
    "records": RecordsChart,
    "records squat": LoadChart,
    "week": WeeksChart,
    "plan": PlanChart,
}


@pytest.fixture
def chat(desk, store):
    chat = Chat(desk, store).settle_in("dumbbells 4 8 12 kg and a band")
    chat.say("everything as planned")
    return chat


def lift(chat, days=3, *reports):
    chat.wait(days=days)
    chat.say("start workout")
    for report in reports:
        chat.say(report)
    chat.say("everything as planned")


def change(chat, store, changed):
    """The athlete as this function makes them."""

    def work(unit):
        athlete = unit.athlete(chat.who, chat.at)
        unit.keep(athlete, Turn(changed(athlete)))

    store.once(f"changed {chat.at}", chat.at, work).result()


def charts(chat):
    return [chart_of(message.picture) for message in chat.answer.messages if message.picture]


@pytest.mark.parametrize(("asked", "kind"), KINDS.items())
def test_a_picture_stands_beside_the_words(chat, asked, kind):
    chat.say(asked)

    assert [type(chart) for chart in charts(chat)][:1] == [kind]


@pytest.mark.parametrize("asked", [*KINDS, "progress burpees"])
def test_before_the_first_session_there_are_words_alone(desk, store, asked):
    chat = Chat(desk, store).settle_in()
    chat.say("stop")

    assert chat.say(asked)
    assert [chart for chart in charts(chat) if not isinstance(chart, PlanChart)] == []


@pytest.mark.parametrize("asked", ["progress squat", "history squat", "week", "plan", "history"])
def test_whoever_does_not_see_the_picture_reads_the_same(chat, asked):
    lift(chat)

    told = chat.say(asked)

    for chart in charts(chat):
        for line in words(chart):
            assert text(line)[1:] in told  # its first letter is a capital there


def test_progress_tells_of_every_exercise_in_the_picture_what_it_shows(chat):
    lift(chat, 3, "6 5")

    told = chat.say("progress")

    overview, weeks = charts(chat)
    assert isinstance(weeks, WeeksChart)
    for exercise in overview.exercises:
        line = next(
            line for line in told.splitlines() if line.casefold().startswith(f"{exercise.exercise}:".casefold())
        )
        hits = sum(point.reached for point in exercise.points)
        assert f"target in {hits} of {len(exercise.points)}" in line
    assert "target in 1 of 2, once about 4.6 kg" in told  # the squat of 6 5


def test_each_exercise_has_a_button_to_its_own_chart(chat):
    lift(chat)
    chat.say("progress")

    chat.press("RDL")

    (chart,) = charts(chat)
    assert chart.exercise == "RDL"
    assert [(point.load, point.reps, point.target) for point in chart.points] == [(4, 6, 6), (4, 6, 6)]


def test_a_session_with_a_set_short_of_its_target_is_no_hit(chat):
    lift(chat, 3, "6 5")
    chat.say("progress squat")

    (chart,) = charts(chat)
    assert [(point.reps, point.reached) for point in chart.points] == [(6, True), (6, False)]


def test_an_exercise_by_a_common_name_is_the_one_that_was_done(desk, store):
    chat = Chat(desk, store).settle_in("nothing")
    chat.say("everything as planned")

    chat.say("progress squat")

    (chart,) = charts(chat)
    assert "squat" in chart.exercise
    assert chart.points[0].load is None


def test_bands_are_told_by_name(chat):
    chat.say("progress pallof")

    (chart,) = charts(chat)
    assert (chart.points[0].load, chart.points[0].band) == (None, "medium")
    assert "6 @ medium band" in chat.answer.messages[0].text


def test_work_in_own_words_has_its_chart(chat):
    chat.wait(days=3)
    chat.say("start workout")
    chat.say("20 burpees")
    chat.press("Yes, note it")
    chat.say("everything as planned")

    told = chat.say("progress on burpees")

    (chart,) = charts(chat)
    assert [point.reps for point in chart.points] == [20]
    assert told.startswith("Burpees: 20 reps")


def test_what_is_carried_for_a_time_is_told_in_seconds(chat):
    """A chart has one unit: «40 @ 16 s» would be nonsense."""
    for report in ("farmer carry 40 s @ 16 kg", "farmer carry 30 s @ 20 kg"):
        chat.wait(days=3)
        chat.say("start workout")
        chat.say(report)
        chat.press("Yes, note it")
        chat.say("everything as planned")

    told = chat.say("progress on farmer carry")

    (chart,) = charts(chat)
    assert [(point.load, point.reps, chart.unit) for point in chart.points] == [(None, 40, "s"), (None, 30, "s")]
    assert told.startswith("Farmer carry: 40 → 30 s since Thursday 5 Mar.")


def test_what_was_never_done_is_said_to_be_so(chat):
    assert chat.say("progress flurbles") == "Nothing noted under «flurbles» yet."
    assert charts(chat) == []


def test_pounds_stay_pounds(desk, store):
    chat = Chat(desk, store).settle_in("dumbbells 10 15 20 lb and a band")
    chat.say("everything as planned")

    chat.say("progress squat")

    (chart,) = charts(chat)
    assert (chart.unit, chart.points[0].load) == ("lb", 10)


def test_weeks_are_marked_kept_missed_protected_and_open_and_races_stand_out(chat, store):
    lift(chat, 3)  # Monday 2 and Thursday 5 March: kept
    chat.wait(days=11)  # nothing in the week of the 9th
    chat.wait(days=7)  # ill in the week of the 16th
    race = Race(date(2026, 3, 14))
    ill = Break("sick", date(2026, 3, 16), date(2026, 3, 22))
    change(
        chat,
        store,
        lambda athlete: replace(
            athlete,
            profile=replace(athlete.profile, races=(replace(race, priority="C"),)),
            nudging=replace(athlete.nudging, breaks=(ill,)),
        ),
    )

    chat.say("week")

    (chart,) = charts(chat)
    assert chart.weeks[0].starts == date(2026, 3, 2)
    assert [week.mark for week in chart.weeks[-3:]] == ["protected", "protected", "open"]
    assert [week.race for week in chart.weeks] == [False, True, False, False]


def test_volume_counts_sets_a_week_over_the_weeks_there_were(chat):
    lift(chat, 3)
    lift(chat, 4)

    chat.say("history")

    (chart,) = charts(chat)
    sets = {row.pattern: row.sets for row in chart.patterns}
    assert chart.weeks == 2
    assert sets["squat"] == round((2 + 2 + 3) / 2, 1)
    assert all(row.before is None for row in chart.patterns)


def test_volume_is_set_against_the_weeks_before(chat):
    for _ in range(3):
        lift(chat, 7)
    chat.wait(days=21)

    chat.say("history")

    (chart,) = charts(chat)
    assert all(row.before is not None and row.before > row.sets for row in chart.patterns)


def test_the_plan_has_one_block_for_now_and_it_began_with_its_first_session(chat):
    lift(chat, 3)
    lift(chat, 4)

    chat.say("plan")

    (chart,) = charts(chat)
    here = [block for block in chart.blocks if block.starts <= chart.today <= block.ends]
    assert [block.starts for block in here] == [date(2026, 3, 2)]
    for before, after in zip(chart.blocks, chart.blocks[1:], strict=False):
        assert after.starts == before.ends + timedelta(days=1)


def test_a_week_that_is_lifted_through_is_not_called_free(chat):
    lift(chat, 3)

    told = chat.say("plan")

    assert "This week: lifted 2 times ✓" in told
    assert "no lifting" not in told


def test_a_race_ahead_stands_in_the_plan(chat):
    chat.say("race on 18 April 2026, half marathon")

    chat.say("plan")

    (chart,) = charts(chat)
    assert chart.races == (date(2026, 4, 18),)
    assert {"taper", "rest"} & {block.kind for block in chart.blocks}


def test_two_years_fit_into_the_name(chat, store):
    first = chat.look(lambda athlete: athlete.workout)
    past = tuple(replace(first, number=n + 2, date=first.date + timedelta(days=3 * n + 3)) for n in range(240))

    def work(unit):
        athlete = unit.athlete(chat.who, chat.at)
        unit.keep(athlete, Turn(replace(athlete, workouts=241), also=past))

    store.once("past", chat.at, work).result()
    chat.wait(days=730)

    for asked in ("progress", "progress squat"):
        chat.say(asked)
        assert all(charts(chat))
        assert all(len(message.picture or "") < 8000 for message in chat.answer.messages)


@pytest.mark.parametrize(
    ("asked", "name"), [("progress plank", "Plank"), ("history plank", "Plank"), ("progress side plank", "Side plank")]
)
def test_an_exercise_that_was_never_done_is_not_answered_by_another_one(chat, asked, name):
    told = chat.say(asked)

    assert told.startswith(f"{name}: not done yet.")
    assert charts(chat) == []


@pytest.mark.parametrize(
    ("asked", "name"), [("progress press", "Press"), ("progress push-ups", "Push-up"), ("progress rows", "Row")]
)
def test_a_name_that_many_share_is_the_one_that_was_done(chat, asked, name):
    lift(chat)

    assert chat.say(asked).startswith(name)
