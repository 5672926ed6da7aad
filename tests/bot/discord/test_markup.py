"""Whatever somebody typed, Discord shows exactly that and runs nothing of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.discord.markup import escaped, paragraph
from core.message import Span

SIGNS = st.text(st.sampled_from("*_~`|<>@#:/-+[]()\\.!&1 0ab\n"), max_size=40)


def shown(markdown: str) -> str:
    """What Discord shows of markdown whose every sign is escaped: a backslash before a sign is not shown."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown)


@given(SIGNS)
@example("\\")
@example("\\*not bold\\*")
def test_escaped_text_is_shown_as_typed(text):
    assert shown(escaped(text)) == text


@given(SIGNS)
def test_no_sign_that_opens_markup_is_left_bare(text):
    line = paragraph((Span(text),))

    bare = re.sub(r"\\[^0-9A-Za-z\s]", "°", line)

    assert not re.search(r"[*_~`|<\[\\]", bare)
    assert not re.search(r"@\w", bare)
    assert "://" not in bare
    assert not re.search(r"^\s*([#>+-]|\d+[.)]\s)", bare, re.MULTILINE)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("@everyone", r"\@everyone"),
        ("<@123> <#4> <t:0:R> <:x:1>", r"\<\@123> \<#4> \<t:0:R> \<:x:1>"),
        ("**bold** __under__ ~~no~~ ||secret||", r"\*\*bold\*\* \_\_under\_\_ \~\~no\~\~ \|\|secret\|\|"),
        ("[click](https://evil.example)", r"\[click](https\://evil.example)"),
        ("# big", r"\# big"),
        ("-# small", r"\-# small"),
        ("> quote", r"\> quote"),
        ("1. one", r"1\. one"),
        ("6 @ 8 kg", "6 @ 8 kg"),
        ("2 x 6, 12.5 kg (each hand)", "2 x 6, 12.5 kg (each hand)"),
        ("a\u202eb\x00c", "a b c"),
    ],
)
def test_what_people_type(typed, sent):
    assert paragraph((Span(typed),)) == sent


def test_only_a_span_s_own_style_becomes_markup():
    spans = (Span("Squat", "strong"), Span(": **6** by "), Span("*ana*", "strong"), Span(" done", "strong"))

    assert paragraph(spans) == r"**Squat**: \*\*6\*\* by **\*ana\* done**"


def test_blanks_around_bold_words_stay_outside():
    assert paragraph((Span(" Set 1 ", "strong"), Span("of 2"))) == " **Set 1** of 2"
