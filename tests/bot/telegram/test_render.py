"""A message as Telegram shows it: every word arrives, nothing typed becomes markup, every part is within the limits."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.render import TEXT_UNITS, chosen, parts_of, units
from core.message import Choice, Message, Span
from tests.fakes.telegram_markup import Markup

TEXT = st.text(st.sampled_from("ab &<>\"'\n😀é ") | st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
LONG = st.builds(lambda text, times: text * times, TEXT, st.integers(0, 400))
SPAN = st.builds(Span, TEXT | LONG, st.sampled_from(["plain", "strong"]))
PARAGRAPHS = st.lists(st.lists(SPAN, max_size=3).map(tuple), max_size=6).map(tuple)


def message(*paragraphs, **more):
    return Message(tuple((Span(text),) for text in paragraphs), **more)


@given(PARAGRAPHS)
def test_every_part_is_markup_that_telegram_reads_and_within_its_length(paragraphs):
    for part in parts_of(Message(paragraphs)):
        assert Markup(part.html).wrong == ""
        assert Markup(part.html).text == part.bare
        assert 1 <= len(part.html.encode("utf-16-le")) // 2 <= TEXT_UNITS


@given(PARAGRAPHS)
def test_no_word_is_lost_whatever_its_length(paragraphs):
    said = Message(paragraphs).text

    shown = "".join(part.bare for part in parts_of(Message(paragraphs)))

    assert "".join(shown.split()) == "".join(said.split())


def test_what_people_type_can_never_become_markup():
    (part,) = parts_of(message('<b>6</b> & <a href="x">12</a> &amp;'))

    assert Markup(part.html).strong == []
    assert Markup(part.html).text == '<b>6</b> & <a href="x">12</a> &amp;'


def test_what_is_strong_is_bold():
    (part,) = parts_of(Message(((Span("Set 1: "), Span("6 reps", "strong")),)))

    assert part.html == "Set 1: <b>6 reps</b>"
    assert part.bare == "Set 1: 6 reps"


def test_a_long_message_splits_between_paragraphs():
    paragraphs = [f"{number} " + "word " * 150 for number in range(12)]

    parts = parts_of(message(*paragraphs))

    assert len(parts) == 3
    assert all(part.bare.split("\n")[0][0].isdigit() for part in parts)
    assert "\n".join(part.bare for part in parts) == "\n".join(paragraphs)


def test_a_paragraph_that_is_too_long_splits_between_words():
    parts = parts_of(message("word " * 2000))

    assert len(parts) == 3
    assert all(set(part.bare.split()) == {"word"} for part in parts)


def test_an_emoji_is_never_cut_in_half():
    parts = parts_of(message("😀" * 5000))

    assert sum(part.bare.count("😀") for part in parts) == 5000
    assert all(units(part.html) <= TEXT_UNITS for part in parts)


def test_buttons_stand_under_the_last_part():
    parts = parts_of(message("word " * 2000, choices=((Choice("go", "Start"),),)))

    assert [part.markup is not None for part in parts] == [False, False, True]


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00\x01"])
def test_there_is_no_request_for_nothing(text):
    assert parts_of(message(text)) == ()


def test_characters_that_cannot_be_sent_are_left_out():
    (part,) = parts_of(message("6\x00\x1f\ud83d 6\tok"))

    assert part.html == "6 6\tok"


# --- pictures ----------------------------------------------------------------------------------------------------------
def test_a_picture_carries_a_short_text_as_its_caption():
    (part,) = parts_of(message("Box squat", picture="squat", choices=((Choice("go", "Start"),),)))

    assert (part.picture, part.html) == ("squat", "Box squat")
    assert part.markup is not None


def test_a_picture_follows_a_text_too_long_for_its_caption():
    parts = parts_of(message("word " * 300, picture="squat", choices=((Choice("go", "Start"),),)))

    assert [(part.picture, bool(part.html)) for part in parts] == [(None, True), ("squat", False)]
    assert [part.markup is not None for part in parts] == [True, False]


def test_without_pictures_at_hand_the_words_stand_alone():
    (part,) = parts_of(message("Box squat", picture="squat"), pictured=False)

    assert part.picture is None


# --- buttons -----------------------------------------------------------------------------------------------------------
def labels(parts):
    return [[button["text"] for button in row] for row in parts[-1].markup["inline_keyboard"]]


def test_a_key_is_what_the_button_sends():
    (part,) = parts_of(message("?", choices=((Choice("set:1:6", "6 ✓"), Choice("set:1:5", "5")),)))

    assert [[button["callback_data"] for button in row] for row in part.markup["inline_keyboard"]] == [
        ["set:1:6", "set:1:5"]
    ]


def test_a_key_that_telegram_would_refuse_costs_its_button_alone(caplog):
    keys = ["", "k" * 64, "k" * 65, "é" * 32, "é" * 33]

    parts = parts_of(message("?", choices=(tuple(Choice(key, str(number)) for number, key in enumerate(keys)),)))

    assert labels(parts) == [["1", "3"]]
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 3


def test_wide_rows_are_wrapped_and_the_count_is_kept_within_limits():
    rows = tuple(tuple(Choice(f"{row}.{column}", f"{row}.{column}") for column in range(11)) for row in range(12))

    shown = labels(parts_of(message("?", choices=rows)))

    assert max(len(row) for row in shown) == 8
    assert sum(len(row) for row in shown) == 100
    assert shown[:2] == [[f"0.{column}" for column in range(8)], ["0.8", "0.9", "0.10"]]


def test_a_label_is_never_empty():
    assert labels(parts_of(message("?", choices=((Choice("go", " "),),)))) == [["go"]]


def test_where_a_number_is_wanted_the_field_says_so():
    (asked,) = parts_of(message("How heavy?", wants_number=True))
    (offered,) = parts_of(message("How many?", wants_number=True, choices=((Choice("6", "6"),),)))

    assert asked.markup["force_reply"]
    assert 1 <= len(asked.markup["input_field_placeholder"]) <= 64
    assert labels([offered]) == [["6"]]


def test_after_a_press_only_the_chosen_button_is_left_and_marked():
    (part,) = parts_of(message("?", choices=((Choice("a", "Yes"), Choice("b", "No")), (Choice("c", "Later"),))))

    after = chosen(part.markup, "b")

    assert [[(button["text"], button["callback_data"]) for button in row] for row in after["inline_keyboard"]] == [
        [("✓ No", "b")]
    ]
    assert chosen(after, "b") is None
    assert chosen(part.markup, "gone") is None
