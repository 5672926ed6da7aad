"""Of what is said twice in one message the second counts, whatever it measures; what is only taken back does nothing."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.reading import read
from core.reading.meaning import Context, Event, Pain, Sets, Unclear
from core.reading.reader import as_meant

TODAY = Context(today=date(2026, 3, 2), now=time(18, 5))
SET = Context("db-rdl", sets=2, reps=6, load=8, asked="set", left=2, today=date(2026, 3, 2), now=time(18, 5))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("only 15 minutes, no 20", "only 20 minutes"),
        ("only 15 minutes. sorry 20", "only 20 minutes"),
        ("only 15 minutes I mean half an hour", "only half an hour"),
        ("only 20 minutes, not 15", "only 20 minutes"),
        ("pause for a week. no, two weeks", "pause for two weeks"),
        ("pause for two weeks sorry one week", "pause for one week"),
        ("pause for a week, no, until friday", "pause until friday"),
        ("pause until friday not saturday", "pause until friday"),
        ("travelling until friday. no, saturday", "travelling until saturday"),
        ("travelling from friday until sunday. no, monday", "travelling from friday until monday"),
        ("sick, wait until monday", "sick until monday"),
        ("move to friday at 18:00. no, 19:00", "move to friday at 19:00"),
        ("move to friday at 6 pm, no 7", "move to friday at 7 pm"),
        ("long run moved to saturday, no sunday", "long run moved to sunday"),
        ("half marathon on 3 may, no, 10 may", "half marathon on 10 may"),
        ("quiet hours 22:00 to 7:00, no, 23:00 to 7:00", "quiet hours 23:00 to 7:00"),
        ("time 18:00 no 19:00", "time 19:00"),
        ("I'm sick. no, just tired", "just tired"),
        ("I'm sick, no just tired", "just tired"),
        ("sick sorry tired", "tired"),
    ],
)
def test_what_is_said_anew_takes_the_place_of_what_was_said(said, meant):
    assert as_meant(said, TODAY) == meant
    assert read(said, TODAY) == read(meant, TODAY) != Unclear((), (meant,))


@pytest.mark.parametrize(
    "said",
    [
        "I'm sick, sorry, can't train today",
        "I'm sick, no energy",
        "no dumbbells, no band",
        "8 kg and a band, no wait, 10 kg",
        "weekdays, no wed",
        "my knee hurts, no wait, it's fine",
        "it's today, no?",
        "6 no wait 5",
    ],
)
def test_where_nothing_is_said_anew_or_other_rules_hold_the_message_stands(said):
    assert as_meant(said, TODAY) == said


@pytest.mark.parametrize(
    "said", ["I'm sick. no, blue cars and so on", "pause until friday. actually no", "undo, no wait"]
)
def test_what_is_taken_back_without_anything_clear_instead_is_asked(said):
    found = read(said, TODAY)

    assert isinstance(found, Unclear)
    assert found.limit == "mind"


def test_a_red_flag_is_never_taken_back_by_what_follows():
    found = read("chest pain. no, just tired", TODAY)

    assert isinstance(found, Pain)
    assert found.red_flag == "emergency"


def test_the_time_there_is_is_no_set_when_it_is_said_anew_in_a_workout():
    assert read("only 15 minutes, no 20", SET) == Event("minutes", minutes=20)


@pytest.mark.parametrize(
    ("asked", "said", "meant"),
    [
        ("rir", "2, no 3", "3"),
        ("rir", "hmm 2 no wait 3", "3"),
        ("pain_score", "3, no 5", "5"),
        ("pain_site", "knee, no, back", "back"),
    ],
)
def test_an_answer_said_anew_answers_what_was_asked_and_is_no_set(asked, said, meant):
    context = Context("db-rdl", sets=2, reps=6, load=8, asked=asked, left=2)

    assert as_meant(said, context) == meant


@pytest.mark.parametrize("said", ["4+", "6 6+", "6+ reps"])
def test_or_more_is_no_number_that_is_kept(said):
    found = read(said, SET)

    assert isinstance(found, Unclear)
    assert all(isinstance(reading, Sets) for reading in found.readings)


@pytest.mark.parametrize("said", ["6, 4+ left", "6 6, 4+ in the tank"])
def test_an_effort_may_be_or_more(said):
    assert isinstance(read(said, SET), Sets)
