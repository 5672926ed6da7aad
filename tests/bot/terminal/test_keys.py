"""A line picks a choice only when nobody could mean a rep by it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.keys import LETTERS, keyed, options, picked
from bot.words import WORDS
from core.message import Choice, Message

# What one letter means where reps are written down or a question is answered; i and o look like figures.
MEANINGFUL = set("elrxkvynqio")


def live(*labels):
    return options(keyed((Message((), (tuple(Choice(f"key {n}", label) for n, label in enumerate(labels)),)),)))


def test_no_key_is_a_figure_or_a_letter_that_means_something():
    assert not MEANINGFUL & set(LETTERS)
    assert LETTERS.isalpha()


def test_no_key_is_a_word_the_bot_knows():
    many = live(*(str(n) for n in range(60)))

    assert not {option.typed for option in many} & {word.text for word in WORDS}


@given(st.integers(0, 100))
def test_every_choice_has_a_key_of_its_own(count):
    names = [option.typed for option in live(*(str(n) for n in range(count)))]

    assert len(set(names)) == len(names) == count


@given(st.lists(st.text(max_size=5), max_size=8), st.text("0123456789 .,/-:", max_size=12))
def test_figures_pick_nothing_whatever_the_choices_are_called(labels, line):
    assert picked(line, live(*labels)) is None


@given(st.lists(st.text(max_size=5), max_size=8), st.text(max_size=8))
def test_any_line_against_any_choices_has_an_answer(labels, line):
    choices = live(*labels)

    assert picked(line, choices) in (None, *choices)


def test_of_two_choices_with_one_label_the_newer_is_picked_by_it():
    choices = live("Undo", "Go on", "undo")

    assert picked("undo", choices) is choices[2]


def test_keys_go_on_after_those_that_are_taken():
    first = live("Yes", "No")

    second = options(keyed((Message((), ((Choice("later", "Later"),),)),), first))

    assert second[0].typed not in {option.typed for option in first}


def test_an_empty_row_takes_no_key():
    (sheet,) = keyed((Message((), ((), (Choice("k", "Go"),))),))

    assert [[option.typed for option in row] for row in sheet.rows] == [["a"]]
