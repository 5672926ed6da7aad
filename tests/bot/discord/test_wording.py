"""What the front says in its own name has words, in every language there is and in those there are not."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.discord.wording import Name, rest, said, words
from core.wording import phrases


@pytest.mark.parametrize("name", get_args(Name))
@pytest.mark.parametrize("language", ["en", "xx"])
def test_every_sentence_has_words(name, language):
    assert words(name, language)
    assert said(name, language).text == words(name, language)


def test_no_line_about_discord_is_left_unsaid():
    written = {key.removeprefix("discord.") for key in phrases("en") if key.startswith("discord.")}

    assert written == {*get_args(Name), "rest"}


def test_the_rest_leaves_room_for_the_clock():
    assert rest().count("{when}") == 1
