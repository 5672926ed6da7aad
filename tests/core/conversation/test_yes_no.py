"""A typed yes or no answers every question that asks for one, as its buttons do; to any other question it is no answer."""

from datetime import timedelta

import pytest

from bot.occurrences import Occurrences, sent_until
from core.turn import Pressed
from tests.core.conversation.chat import Chat


@pytest.fixture
def ana(desk, store):
    return Chat(desk, store).settle_in("dumbbells 8 kg and a band")


def nudged(ana, kind):
    """Up to the next reminder of that kind, and a minute more."""
    for at, nudge in sent_until(Occurrences(ana.desk, "Europe/Berlin"), ana.at + timedelta(days=9), ana.at):
        if nudge.claim.kind.startswith(kind):
            ana.at = at + timedelta(minutes=1)
            return
    pytest.fail(f"no {kind}")


def finish(ana):
    ana.say("6")
    ana.say("stop")


def unlink(ana):
    code = ana.say("link").split("«link ")[1][:11]
    Chat(ana.desk, ana.store, who="discord:2", at=ana.at).say(f"link {code}")
    ana.say("unlink")


def lasting(ana):
    ana.say("stop")
    ana.say("I have a bad knee")


def day(ana):
    ana.say("stop")
    ana.say("move to next thursday")


def undo_old(ana):
    ana.say("6")
    ana.say("stop")
    ana.say("yes")
    ana.wait(days=2).say("undo")


def evening(ana):
    ana.say("stop")
    nudged(ana, "lift_day")
    nudged(ana, "evening")


def forgotten(ana):
    ana.say("6")
    nudged(ana, "forgotten")


def checked(ana):
    ana.say("chest pain")
    ana.wait(days=1).say("start workout")


def stale(ana):
    ana.say("6")
    ana.wait(days=1).say("start workout")


QUESTIONS = {
    finish: ("Done, 1 of 7", "On we go."),
    unlink: ("Separated.", "Fine, you stay linked."),
    lasting: ("I leave out what is hard on: knee.", "Good. Tell me"),
    day: ("Moved to Thursday 12 Mar", "Fine, nothing noted."),
    undo_old: ("Taken back", "Fine, nothing noted."),
    evening: ("Full Body Strength Routine", "Fine, today is off."),
    forgotten: ("On we go.", "Done, 1 of 7"),
    checked: ("Good to hear.", "Lifting waits"),
    stale: ("On we go.", "Done, 1 of 7"),
    lambda ana: ana.say("flurbles 3x5"): ("Flurbles: 5 5 5, noted", "Fine, nothing noted."),
    lambda ana: ana.say("everything as planned but row 5/6"): ("Done, 7 of 7", "Fine, nothing noted."),
    lambda ana: (ana.say("stop"), ana.say("squat 6 6 @ 8 kg")): ("Squat: 6 6 @ 8 kg, noted.", "Fine, nothing noted."),
    lambda ana: (ana.say("stop"), ana.say("season")): ("Race season, then", "Season over"),
    lambda ana: (ana.say("stop"), ana.say("rest timer")): ("Rest timer on.", "Rest timer off."),
    lambda ana: (ana.say("stop"), ana.say("jumps")): ("Good: jumps come in", "No jumps, then."),
    lambda ana: ana.say("delete everything"): ("Done. Every row about you is gone.", "Fine, nothing was deleted."),
}  # fmt: skip
ASKS = [pytest.param(ask, answers, id=answers[0]) for ask, answers in QUESTIONS.items()]


@pytest.mark.parametrize(("ask", "answers"), ASKS)
@pytest.mark.parametrize(("word", "place"), [("yes", 0), ("no", 1)])
def test_the_words_do_what_the_buttons_do(ana, ask, answers, word, place):
    ask(ana)

    assert ana.say(word).startswith(answers[place])


@pytest.mark.parametrize("word", ["yep", "OK", "Sure!", "yeah", "👍", "✓"])
def test_a_yes_has_many_words(ana, word):
    finish(ana)

    assert ana.say(word).startswith("Done, 1 of 7")
    assert len(ana.look(lambda a: a.workout).sets) == 1


@pytest.mark.parametrize("word", ["nope", "no thanks", "nah", "not now"])
def test_a_no_has_many_words(ana, word):
    day(ana)

    assert ana.say(word).startswith("Fine, nothing noted.")


@pytest.mark.parametrize("word", ["ok", "👍", "go"])
def test_a_professionals_word_is_only_taken_from_a_plain_yes(ana, word):
    checked(ana)

    assert "Good to hear" not in ana.say(word)
    assert ana.look(lambda a: a.paused) == "health"


def test_something_else_in_between_closes_the_question(ana):
    evening(ana)
    ana.say("history")

    assert "no question open" in ana.say("yes").casefold()
    assert not ana.look(lambda a: a.workout).is_open


def test_a_press_closes_it_too(ana):
    evening(ana)
    ana._turn(lambda _: Pressed("nudge:ok"))

    ana.say("yes")

    assert not ana.look(lambda a: a.workout).is_open


def test_sets_are_sets_while_a_question_beside_them_is_open(ana):
    unlink(ana)

    assert ana.say("6").startswith("Squat 1/2: 6 @ 8 kg.")


@pytest.mark.parametrize("asked", ["8 8", "swap", "units"])
def test_a_question_with_more_answers_is_not_settled_by_a_yes_and_left_by_a_no(ana, asked):
    ana.say(asked)

    assert ana.say("yes").startswith("That question has more answers than yes")
    assert "no question open" not in ana.say("no").casefold()
    assert ana.look(lambda a: a.talk.asked) is None
    assert ana.look(lambda a: a.workout).sets == ()


@pytest.mark.parametrize("ask", [evening, day, finish, unlink])
def test_help_says_so_and_leaves_the_question_open(ana, ask):
    ask(ana)
    asked = ana.look(lambda a: a.talk)

    told = ana.say("help")

    assert "«yes»" in told or "«Separate»" in told
    assert ana.look(lambda a: a.talk) == asked
