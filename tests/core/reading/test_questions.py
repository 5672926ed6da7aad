"""What people ask of a coach: each question has its kind, and what only looks like one is none."""

import pytest

from core.reading.questions import KINDS, read_question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("is it free?", "free"),
        ("how much does it cost", "free"),
        ("do I have to pay for this?", "free"),
        ("do I need a gym?", "gear"),
        ("do i really need dumbbells", "gear"),
        ("can I do this at home?", "gear"),
        ("can I use a chair?", "use_seat"),
        ("can I use a kitchen chair instead of a box?", "use_seat"),
        ("I have no box", "box"),
        ("do I need a box?", "box"),
        ("can I use a kettlebell?", "use_weight"),
        ("can I use a backpack instead of dumbbells?", "use_weight"),
        ("could I use water bottles?", "use_weight"),
        ("can I use a towel as a band", "use_band"),
        ("can I use the band instead?", "use_own"),
        ("how long will it take?", "length"),
        ("how long does a session take", "length"),
        ("how often should I lift?", "often"),
        ("can I lift every day?", "every_day"),
        ("when will I see results?", "results"),
        ("what happens if I miss a day", "miss"),
        ("will I get bulky?", "bulky"),
        ("should I lift before or after my run?", "order"),
        ("can I run tomorrow?", "run"),
        ("what's a set?", "rep"),
        ("what does each side mean", "side"),
        ("do you sell my data?", "privacy"),
        ("what does left in the tank mean", "rir"),
        ("can I skip the warm-up?", "warm_up"),
        ("hey coach, are you a bot?", "who"),
        ("are you a real doctor?", "doctor"),
        ("what is a deload week", "what_deload"),
    ],
)
def test_a_question_has_its_kind(text, kind):
    found = read_question(text)

    assert found is not None
    assert found.word == kind


@pytest.mark.parametrize(
    "text",
    [
        "6 6 5",
        "can I use 8 kg",
        "can I use heavier dumbbells",
        "can I lift tomorrow",
        "how long is the rest",
        "run after work",
        "what is next",
        "what's a Pallof press",
        "is it ok to lift with a cold?",
        "I run on tuesdays",
        "should I lift today",
        "do it",
        "",
    ],
)
def test_what_only_begins_like_a_question_is_none_of_these(text):
    assert read_question(text) is None


def test_every_kind_can_be_asked():
    assert len(set(KINDS)) == len(KINDS) > 20
