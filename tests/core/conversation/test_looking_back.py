"""What was done is told numbers first, in messages that every platform carries, and with an estimate only where rules.md 3.3 has one."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from core.turn import Turn
from tests.core.conversation.chat import Chat

VIEWS = (
    "today",
    "week",
    "plan",
    "next",
    "history",
    "history 2",
    "history 999",
    "progress",
    "records",
    "why",
    "settings",
)


@pytest.fixture
def chat(desk, store):
    chat = Chat(desk, store).settle_in("dumbbells 4 8 12 kg and a band")
    chat.say("everything as planned")
    return chat


def many(chat, store, sessions):
    """A long past: copies of the first workout, with as much in them as a message may tell."""
    first = chat.look(lambda athlete: athlete.workout)
    wordy = replace(
        first.exercises[0], slot="extra", slug="a very long name that somebody gave to an exercise of theirs"
    )
    exercises = (*first.exercises, wordy)
    lifts = tuple(
        replace(first.sets[0], exercise=place, number=number, load=float(4 + number), reps=6)
        for place in range(len(exercises))
        for number in range(1, 21)
    )
    past = tuple(
        replace(first, number=n + 2, date=first.date + timedelta(days=3 * n + 3), exercises=exercises, sets=lifts)
        for n in range(sessions)
    )

    def work(unit):
        athlete = unit.athlete(chat.who, chat.at)
        unit.keep(athlete, Turn(replace(athlete, workouts=sessions + 1), also=past))

    store.once("past", chat.at, work).result()
    chat.wait(days=3 * sessions + 6)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_into_a_message_whatever_the_history(chat, store, view):
    many(chat, store, 60)

    chat.say(view)

    assert all(len(message.text) <= 3500 for message in chat.answer.messages)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_an_answer_before_the_first_session(desk, store, view):
    chat = Chat(desk, store).settle_in()
    chat.say("stop")

    assert chat.say(view)


def test_pages_of_the_history_cover_every_session_once(chat, store):
    many(chat, store, 12)

    pages = [chat.say("history")]
    while any(choice.label == "Older" for row in chat.answer.messages[-1].choices for choice in row):
        pages.append(chat.press("Older"))

    days = [re.findall(r"^\w+day \d+ \w+$", page, re.MULTILINE) for page in pages]
    listed = [day for found in days for day in found]
    assert len(listed) == len(set(listed)) == 13
    assert len(pages) > 2


def test_an_estimate_is_a_range_and_only_for_what_is_loaded_by_weight(chat):
    told = chat.say("records")

    lines = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    assert "once about 4.6\N{EN DASH}4.8 kg" in lines["Squat"]  # 6 reps at 4 kg: Brzycki 4.65, Epley 4.8
    assert "once" not in lines["Push-up"]
    assert "once" not in lines["Pallof"]


def test_progress_sets_the_first_beside_the_latest(chat):
    chat.wait(days=3)
    chat.say("start workout")
    chat.say("7 7")
    chat.say("stop")
    chat.press("Finish here")

    assert "Squat: 6 6 @ 4 kg → 7 7 @ 4 kg" in chat.say("progress")


def test_history_tells_extra_work_too(chat):
    chat.wait(days=3)
    chat.say("start workout")
    chat.say("6 6")
    chat.say("20 burpees")
    chat.press("Yes, note it")
    chat.say("stop")
    chat.press("Finish here")

    assert "Burpees: 20 (extra)" in chat.say("history")


def test_today_is_done_once_it_is_lifted(chat):
    assert "Lifted today" in chat.say("today")


@pytest.mark.parametrize(
    "word", ["club", "coach", "language", "language german", "jump-start", "jumpstart off", "jumps"]
)
def test_words_of_later_and_gates_have_kind_answers(chat, word):
    assert "comes later." not in chat.say(word).replace("coaches comes later.", "")


@pytest.mark.parametrize(("answer", "opened"), [("Four times yes", True), ("Not all of them", False)])
def test_jumps_need_four_times_yes(chat, answer, opened):
    chat.say("jumps")
    chat.press(answer)

    assert chat.look(lambda athlete: athlete.profile.plyo_gate) is opened


def test_the_jump_start_is_where_a_newcomer_may_begin(desk, store):
    chat = Chat(desk, store).settle_in()
    chat.say("stop")
    chat.say("jump-start")

    assert "Jump-start" in chat.say("start workout")


def test_a_day_of_nothing_but_extra_work_is_in_the_history_and_counts_for_no_week(chat):
    chat.wait(days=2).say("burpees 3x10")
    chat.press("Yes, note it")

    history, week = chat.say("history"), chat.say("week")

    assert history.index("Burpees: 10 10 10 (extra)") < history.index("Squat: 6 6")
    assert "1 of 2 sessions" in week


def test_reasons_that_are_the_same_for_all_are_said_once(chat):
    assert chat.say("next").count("On target") == 1


def test_what_is_long_ago_is_told_with_its_year_and_nothing_is_called_missing(chat):
    year = str(chat.look(lambda athlete: athlete.workout.started.year))
    recent = chat.say("history")
    chat.wait(days=400)

    history, records = chat.say("history"), chat.say("records")

    assert year not in recent
    assert year in history
    assert year in records
    assert "Nothing to show yet" not in history
