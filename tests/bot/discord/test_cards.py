"""Messages keep within Discord's limits, whatever they hold."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards import Select, cards, components
from bot.discord.keys import Pressable, pressable
from bot.discord.parts import form, sendable, typed_in_form
from core.message import Choice, Message, Span
from tests.fakes.keeping_desk import message

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
ANA = 2**63 - 1  # as long as an id gets


def units(text):
    return len(text.encode("utf-16-le")) // 2


def labels_of(rows):
    return [
        label
        for row in rows
        for label in ([o[1] for o in row.options] if isinstance(row, Select) else [b.label for b in row])
    ]


texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=300)
spans = st.builds(Span, texts.map(lambda text: text * 11), st.sampled_from(["plain", "strong"]))
keys = st.text(st.sampled_from("abcdef0123456789:-ä"), max_size=64)
choices = st.lists(st.lists(st.builds(Choice, keys, texts), max_size=12).map(tuple), max_size=14).map(tuple)
messages = st.builds(Message, st.lists(st.lists(spans, max_size=3).map(tuple), max_size=4).map(tuple), choices)


@given(st.lists(messages, max_size=3))
def test_every_card_keeps_the_limits(told):
    for card in cards(told, ANA, NOW):
        assert 1 <= units(card.content) <= 2000
        assert card.content.strip(" \n")
        assert len(card.rows) <= 5
        custom_ids = []
        for row in card.rows:
            if isinstance(row, Select):
                assert 1 <= len(row.options) <= 25
                assert all(1 <= len(label) <= 100 and 1 <= len(key) <= 100 for key, label in row.options)
                custom_ids.append(row.custom_id)
            else:
                assert 1 <= len(row) <= 5
                assert all(1 <= units(button.label) <= 80 for button in row)
                custom_ids += [button.custom_id for button in row]
        assert all(1 <= len(custom_id) <= 100 for custom_id in custom_ids)
        assert len(custom_ids) == len(set(custom_ids))


@given(choices)
def test_every_choice_is_a_button_an_option_or_named_to_be_typed(offered):
    rows, typed = components(offered, ANA)

    carried = {pressable(b.custom_id).key for row in rows if not isinstance(row, Select) for b in row}
    carried |= {key for row in rows if isinstance(row, Select) for key, _ in row.options}
    assert {choice.key for row in offered for choice in row} == carried | {choice.key for choice in typed}


@given(st.text(st.sampled_from("a \n*"), max_size=60), st.integers(1, 120))
def test_long_text_is_cut_but_nothing_of_it_is_lost(piece, times):
    text = piece * times

    told = cards((message(text),), ANA, NOW)

    pieces = "".join(card.content for card in told).replace("\\", "")
    assert "".join(pieces.split()).strip("\u200b") == "".join(text.split())


def test_the_choices_stand_below_the_last_piece():
    told = cards((message("word " * 900, (("start", "Start"),)),), ANA, NOW)

    assert [bool(card.rows) for card in told] == [False, False, True]


def test_a_piece_that_begins_in_the_middle_of_a_line_opens_no_heading():
    told = cards((message("a" * 1999 + " # not a heading"),), ANA, NOW)

    assert told[1].content == "\\# not a heading"


def test_rows_stay_as_they_were_meant_where_they_fit():
    rows, _ = components(tuple(tuple(Choice(f"{r}:{n}", f"{r}{n}") for n in range(3)) for r in range(2)), ANA)

    assert [[button.label for button in row] for row in rows] == [["00", "01", "02"], ["10", "11", "12"]]
    assert [button.first for row in rows for button in row] == [True, False, False, False, False, False]


def test_seven_rows_of_three_become_five_rows_of_buttons():
    rows, _ = components(tuple(tuple(Choice(f"{r}:{n}", f"{r}{n}") for n in range(3)) for r in range(7)), ANA)

    assert [len(row) for row in rows] == [5, 5, 5, 5, 1]


def test_more_than_25_choices_become_lists():
    rows, typed = components((tuple(Choice(f"k{n}", f"choice {n}") for n in range(130)),), ANA)

    assert [len(row.options) for row in rows] == [25, 25, 25, 25, 25]
    assert [choice.label for choice in typed] == [f"choice {n}" for n in range(125, 130)]
    assert labels_of(rows)[26] == "choice 26"


def test_the_longest_key_fits_beside_the_longest_id():
    assert Pressable(10**20 - 1, "k" * 64).fits


def test_the_rest_timer_counts_down_without_edits():
    told = cards((message("Squat 1/2: 6 @ 8 kg.", rest_s=60),), ANA, NOW, "Rest over {when}.")

    assert told[0].content == f"Squat 1/2: 6 @ 8 kg.\nRest over <t:{int(NOW.timestamp()) + 60}:R>."


def test_what_has_no_choices_is_joined_with_what_follows():
    told = cards((message("Noted."), message("Next: press", (("a", "A"),)), message("and this")), ANA, NOW)

    assert [card.content for card in told] == ["Noted.\n\nNext: press", "and this"]


async def test_discord_py_keeps_nothing_about_buttons_and_forms():
    """A view or form that is finished when it is sent is not stored, so memory does not grow and nothing times out."""
    [card] = cards((message("Set 1", (("a", "A"),)),), ANA, NOW)

    assert sendable(card)["view"].is_finished()
    assert form(message("How many?"), ANA, "Your answer").is_finished()
    await asyncio.sleep(0)


def test_what_was_typed_is_found_in_both_layouts_of_forms():
    field = {"type": 4, "custom_id": "text", "value": "6 6 5"}

    assert typed_in_form([{"type": 18, "component": field}]) == "6 6 5"
    assert typed_in_form([{"type": 1, "components": [field]}]) == "6 6 5"
    assert typed_in_form([{"type": 10}]) == ""
