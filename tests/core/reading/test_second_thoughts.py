"""Of two answers in one message the second counts; «no» in front of a thing says that it is not there."""

import pytest

from core.reading.second_thoughts import Second, second_thought
from core.reading.week import has_no_fixed_days, read_days


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("tuesday, no wait, wednesday", "wednesday"),
        ("no, tuesday and friday", "tuesday and friday"),
        ("friday. no, saturday", "saturday"),
        ("8 kg, no, 10 kg", "10 kg"),
        ("tue wait wed", "wed"),
        ("tue, scratch that, wed, no wait, thu", "thu"),
        ("3 may half marathon. I meant 4 may", "4 may"),
    ],
)
def test_what_stands_behind_the_last_turn_counts(text, last):
    second = second_thought(text)

    assert second is not None
    assert (second.last, second.taken_back) == (last, True)


@pytest.mark.parametrize("text", ["actually friday", "sorry, friday"])
def test_a_word_that_may_only_fill_takes_nothing_back(text):
    assert second_thought(text) == Second("", "friday", taken_back=False)


def test_what_is_taken_back_without_another_answer_is_none():
    assert second_thought("tuesday, no wait") == Second("tuesday", "", taken_back=True)


@pytest.mark.parametrize("text", ["monday", "no", "no, ", "8 kg, no bands", "no bands, no box", "friday actually", ""])
def test_where_no_mind_is_changed_there_is_nothing(text):
    assert second_thought(text) is None


def test_a_day_that_was_not_among_them_cannot_be_left_out():
    assert read_days("tue, no thu") is None
    assert read_days("weekdays, no wed").days == ("mon", "tue", "thu", "fri")


@pytest.mark.parametrize(
    ("text", "fixed"), [("it varies", False), ("I don't run on fixed days", False), ("hard tue", True)]
)
def test_a_week_may_have_no_fixed_days(text, fixed):
    assert has_no_fixed_days(text) is not fixed
