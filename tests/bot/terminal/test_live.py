"""The chat in a real window: a pseudo-terminal, read as a person would see it."""

import re
import signal

import pytest

from bot.terminal.words import words

PROMPT = ">"
COLOUR = re.compile(r"\x1b\[[0-9;]*?\b(3[0-7]|4[0-7]|9[0-7]|10[0-7]|38;5|48;5|38;2|48;2)[;m]")


def typing_line(text):
    """What stands in the line being typed."""
    return text[text.rindex(PROMPT) :].split("\n")[0].removeprefix(PROMPT).strip()


def acts(talk):
    return [(turn["act"], turn.get("text") or turn.get("key")) for turn in talk.turns]


def test_what_is_said_stays_on_the_screen_with_its_answer_below(window, talk):
    chat = window()

    chat.enters("hello")
    chat.shows("You said hello.")

    assert f"{PROMPT} hello\nYou said hello.\n" in chat.text
    chat.until(lambda text: typing_line(text) == "")
    assert acts(talk) == [("Said", "hello")]


def test_a_key_picks_a_choice_and_shows_its_label(window, talk):
    chat = window()
    chat.enters("squat")
    chat.shows("[j] Show me")

    chat.types("f")
    chat.until(lambda text: typing_line(text) == "f  Skip")
    chat.types("\r")
    chat.shows("You pressed key:Skip.")

    assert f"{PROMPT} f  Skip\n" in chat.text


def test_tab_steps_through_the_choices(window, talk):
    chat = window()
    chat.enters("squat")
    chat.shows("[j] Show me")

    chat.types("\t\t\t\x1b[Z")
    chat.until(lambda text: typing_line(text) == "b  5")
    chat.types("\r")
    chat.shows("You pressed key:5.")


def test_tab_leaves_alone_what_is_being_typed(window):
    chat = window()
    chat.enters("squat")
    chat.shows("[j] Show me")

    chat.types("6 6\t5")

    chat.until(lambda text: typing_line(text) == "6 65")


def test_a_message_that_arrives_while_one_types_appears_above_and_the_typed_text_stays(window, talk):
    chat = window()
    chat.enters("squat")
    chat.shows("[j] Show me")
    chat.types("6 6")
    chat.until(lambda text: typing_line(text) == "6 6")

    chat.program.send_signal(signal.SIGUSR1)
    chat.shows("Lift day, 24 minutes.", "[m] Start  [p] Tomorrow")
    chat.until(lambda text: typing_line(text) == "6 6")
    chat.enters(" 5")
    chat.shows("You said 6 6 5.")

    assert acts(talk)[-1] == ("Said", "6 6 5")


def test_lines_entered_while_the_coach_is_slow_are_all_taken_in_order(window, talk):
    chat = window()

    chat.enters("slow")
    chat.enters("6")
    chat.enters("7")
    chat.shows("You said slow.", "You said 6.", "You said 7.")

    assert [text for _, text in acts(talk)] == ["slow", "6", "7"]


def test_a_key_is_read_against_the_choices_that_were_on_the_screen_when_it_was_entered(window, talk):
    chat = window()
    chat.enters("squat")
    chat.shows("[j] Show me")

    chat.types("slow\ra\r")
    chat.shows("You said slow.", "You pressed")

    assert acts(talk)[-1] == ("Pressed", "key:6 ✓")


def test_what_was_entered_before_leaving_is_still_recorded(window, talk):
    chat = window()

    chat.types("slow\r6\r\x04")

    assert chat.closes() == 0
    assert [text for _, text in acts(talk)] == ["slow", "6"]
    assert chat.text.rstrip().endswith(f"You said 6.\n\n{words('goodbye')}")


def test_the_rest_counts_down_and_its_end_is_said_once(window, talk):
    chat = window()

    chat.enters("rest")
    chat.shows("Rest 1:00")
    talk.passed(15)
    chat.shows("Rest 0:45")
    chat.types("half ty")
    talk.passed(60)
    chat.shows(words("rest_over"), "half ty", "Tab: choices")

    talk.passed(300)
    chat.enters("ped")
    chat.shows("You said half typed.")
    assert chat.text.count(words("rest_over")) == 1


def test_the_rest_timer_can_be_switched_off_and_on(window, talk):
    chat = window()
    chat.enters("rest")
    chat.shows("Rest 1:00  /timer off")

    chat.enters("/timer off")
    chat.shows("Rest timer off", "Tab: choices")
    talk.passed(10)
    chat.enters("/timer on")
    chat.shows("Rest 0:50")

    assert acts(talk) == [("Said", "rest")]


def test_a_rest_that_ended_unseen_is_not_announced_when_the_timer_comes_back(window, talk):
    chat = window()
    chat.enters("rest")
    chat.enters("/timer off")
    chat.shows("Rest timer off")
    talk.passed(300)

    chat.enters("/timer on")
    chat.enters("and now")
    chat.shows("Rest timer on", "You said and now.")

    assert words("rest_over") not in chat.text


def test_a_rest_goes_on_through_a_question_and_ends_with_the_next_set(window):
    chat = window()
    chat.enters("rest")
    chat.shows("Rest 1:00")

    chat.enters("why 6?")
    chat.shows("You said why 6?", "Rest 1:00")
    chat.enters("set without rest")

    chat.shows("Noted.", "Tab: choices")


def test_arrow_up_brings_back_what_was_typed(window):
    chat = window()
    chat.enters("first")
    chat.enters("second")
    chat.shows("You said second.")

    chat.types("\x1b[A\x1b[A")

    chat.until(lambda text: typing_line(text) == "first")


def test_edit_alone_fetches_the_last_message_for_changing(window, talk):
    chat = window()
    chat.enters("6 6 5")
    chat.shows("You said 6 6 5.")

    chat.enters("/edit")
    chat.until(lambda text: typing_line(text) == "/edit 6 6 5")
    chat.types("\x7f6\r")
    chat.shows("You changed 1 to 6 6 6.")


def test_ctrl_c_clears_the_line_first_and_leaves_the_second_time(window):
    chat = window()
    chat.types("half a thou")
    chat.until(lambda text: typing_line(text) == "half a thou")

    chat.types("\x03")
    chat.until(lambda text: typing_line(text) == "" and words("again_leaves") in text)
    chat.types("\x03")

    assert chat.closes() == 0
    assert words("goodbye") in chat.text


def test_typing_after_ctrl_c_stays(window):
    chat = window()

    chat.types("\x03")
    chat.shows(words("again_leaves"))
    chat.types("x")
    chat.shows("Tab: choices")
    chat.types("\x03")
    chat.shows(words("again_leaves"))

    assert chat.program.poll() is None


@pytest.mark.parametrize("keys", ["\x04", "quit\r", "EXIT\r"])
def test_leaving_is_kind_and_says_that_everything_is_kept(window, keys):
    chat = window()

    chat.types(keys)

    assert chat.closes() == 0
    assert chat.text.rstrip().endswith(words("goodbye"))


def test_a_terminated_chat_closes_its_window_properly(window):
    chat = window(80, 24, "--refused", ready=None)

    assert chat.closes() == 1
    assert chat.program.stderr.read() == b"The database is from a newer version: update first.\n"


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 24), (20, 10)])
def test_nothing_is_cut_and_words_and_choices_stay_whole(window, columns, lines):
    chat = window(columns, lines, ready=PROMPT)

    chat.enters("squat")
    chat.shows("[j] Show me")

    chat.until(lambda text: "Ctrl-D: leave" in " ".join(text.split()))
    for whole in ("[a] 6 ✓", "[d] Other", "[h] Pain", "[j] Show me"):
        assert whole in chat.text
    chat.enters("long")
    chat.shows("[b] Short")
    words_shown = chat.text.replace("\n", " ").split()
    assert "something" in words_shown
    assert "feels" in words_shown
    assert "many words in it" in " ".join(words_shown)


def test_a_line_longer_than_the_window_wraps_while_it_is_typed(window):
    chat = window(40, 24)

    chat.types("squat 6 6 6 press 5 5 5 step up 6 6 6 rows 6 6")

    chat.until(lambda text: "rows 6 6" in text and "squat 6 6 6 press" in text)


def test_no_escape_sequence_of_a_message_reaches_the_terminal(window):
    chat = window()

    chat.enters("escape")
    chat.shows("[31mred", "[a] [2Jwipe")

    assert "\x1b[31mred" not in chat.written
    assert "\x1b]0;" not in chat.written
    assert "\x07" not in chat.written
    assert "\x9b" not in chat.written


def test_pasted_escape_sequences_stay_text(window, talk):
    chat = window()

    chat.types("\x1b[200~6 \x1b[31m6\x1b[201~\r")
    chat.shows("You said")

    assert "\x1b[31m6" not in chat.written


def test_there_are_colours_unless_they_are_not_wanted(window):
    coloured, bare = window(), window(NO_COLOR="1")

    for chat in (coloured, bare):
        chat.enters("squat")
        chat.shows("[j] Show me")

    assert COLOUR.search(coloured.written)
    assert not COLOUR.search(bare.written)


def test_strong_words_are_strong(window):
    chat = window()

    chat.enters("strong")
    chat.shows("Now: Squat")

    assert "\x1b[1mSquat" in chat.written


def test_nothing_heavy_is_loaded(window):
    chat = window()

    chat.types("\x04")

    assert chat.closes() == 0
    assert chat.program.stderr.read() == b"loaded: prompt_toolkit rich\n"


def test_a_chat_that_is_terminated_records_what_was_entered_and_gives_the_terminal_back(window, talk):
    chat = window()
    assert not chat.echoes

    chat.types("slow\r6\r")
    chat.shows("> 6")
    chat.program.send_signal(signal.SIGTERM)

    assert chat.closes() == 0
    assert [text for _, text in acts(talk)] == ["slow", "6"]
    assert chat.echoes
    assert chat.text.rstrip().endswith(words("goodbye"))


def test_a_picture_is_drawn_where_the_words_stand(window):
    chat = window(40)

    chat.enters("show me")
    chat.shows("Sit back.\nsquat, 40 wide\n")
    chat.enters("show nothing")
    chat.shows("> show nothing\nWords do.\n\n")


@pytest.mark.parametrize("colours", [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "vt100"}])
def test_without_colours_or_with_few_a_picture_is_left_to_its_words(window, colours):
    chat = window(**colours)

    chat.enters("show me")
    chat.shows("> show me\nSit back.\n\n")
