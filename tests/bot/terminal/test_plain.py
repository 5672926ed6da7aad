"""Plain mode: text lines in, text lines out, for pipes and screen readers."""

import re
import signal
import subprocess

import pytest

from bot.terminal.words import words

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def acts(talk):
    return [(turn["act"], turn.get("text") or turn.get("key")) for turn in talk.turns]


def test_lines_are_answered_in_order_until_the_input_ends(piped, talk):
    out, _, status = piped("6 6 5\nhello\n")

    assert out == f"You said 6 6 5.\n\nYou said hello.\n\n{words('goodbye')}\n"
    assert status == 0


def test_a_pipe_is_plain_without_being_asked(piped):
    assert piped("hello\n") == piped("hello\n", "--plain")


def test_the_last_line_needs_no_line_break(piped, talk):
    piped("first\nlast")

    assert acts(talk) == [("Said", "first"), ("Said", "last")]


def test_no_turn_is_made_of_an_empty_line(piped, talk):
    piped("\n  \n\r\n6\r\n")

    assert acts(talk) == [("Said", "6")]


@pytest.mark.parametrize("word", ["quit", "EXIT", "/quit"])
def test_a_word_leaves_and_what_comes_after_it_is_not_read(piped, talk, word):
    out, _, status = piped(f"6\n{word}\n7\n")

    assert acts(talk) == [("Said", "6")]
    assert out.endswith(f"{words('goodbye')}\n")
    assert status == 0


def test_choices_stand_on_a_line_in_brackets(piped):
    out, *_ = piped("squat\n")

    assert "\n[a] 6 ✓  [b] 5  [c] 7  [d] Other  [f] Skip  [g] Swap  [h] Pain  [j] Show me\n" in out


@pytest.mark.parametrize(
    ("line", "key"), [("a", "key:6 ✓"), ("6 ✓", "key:6 ✓"), ("SHOW  me", "key:Show me"), (" J ", "key:Show me")]
)
def test_a_choice_is_picked_by_its_key_or_its_label(piped, talk, line, key):
    piped(f"squat\n{line}\n")

    assert acts(talk)[-1] == ("Pressed", key)


@pytest.mark.parametrize("line", ["5", "7", "e", "l", "r", "x", "6 6 5", "ok"])
def test_numbers_and_words_of_the_log_are_said_to_the_coach_even_where_a_choice_is_labelled_so(piped, talk, line):
    piped(f"squat\n{line}\n")

    assert acts(talk)[-1] == ("Said", line)


def test_only_the_choices_of_the_last_turn_can_be_picked(piped, talk):
    piped("squat\nhello\na\n")

    assert acts(talk)[-1] == ("Said", "a")


def test_choices_of_two_messages_of_a_turn_have_keys_of_their_own(piped, talk):
    out, *_ = piped("two\nc\n")

    assert "One.\n[a] Undo\n\nTwo.\n[b] Go on  [c] Undo\n" in out
    assert acts(talk)[-1] == ("Pressed", "key:Undo")


def test_more_choices_than_letters_go_on_with_doubled_letters(piped, talk):
    out, *_ = piped("many\naa\n")

    assert "[z] Choice 14  [aa] Choice 15  [bb] Choice 16" in out
    assert acts(talk)[-1] == ("Pressed", "key:Choice 15")


def test_edit_changes_the_last_message_by_its_name(piped, talk):
    piped("6\n/edit 6 6 6\n/edit 7\n")

    first, second, third = talk.turns
    assert (second["act"], second["text"], second["message"]) == ("Edited", "6 6 6", first["message"])
    assert (third["act"], third["text"], third["message"]) == ("Edited", "7", first["message"])


def test_edit_reaches_further_back_and_counts_messages_only(piped, talk):
    piped("5\nsquat\na\n/edit of 2: 6 6 6\n")

    assert (talk.turns[-1]["text"], talk.turns[-1]["message"]) == ("6 6 6", talk.turns[0]["message"])


@pytest.mark.parametrize("line", ["/edit 6", "/edit of 0: 6", "/edit of 7: 6", "/edit"])
def test_an_edit_of_nothing_is_told_so(piped, talk, line):
    out, *_ = piped(f"{line}\n")

    assert words("nothing_to_edit") in out
    assert talk.turns == []


def test_a_failed_message_cannot_be_edited(piped, talk):
    out, *_ = piped("down\n/edit 6\n")

    assert words("nothing_to_edit") in out


def test_every_turn_has_a_delivery_and_every_message_a_name_of_its_own_also_across_runs(piped, talk):
    piped("6\n6\nsquat\na\n")
    piped("6\n")

    deliveries = [turn["delivery"] for turn in talk.turns]
    messages = [turn["message"] for turn in talk.turns if "message" in turn]
    assert len(set(deliveries)) == len(deliveries) == 5
    assert len(set(messages)) == len(messages) == 4


def test_a_turn_tells_who_and_the_zone_of_the_host(piped, talk):
    piped("6\n")

    assert (talk.turns[0]["who"], talk.turns[0]["zone"]) == ("terminal:me", "Europe/Berlin")


def test_a_command_with_a_slash_is_the_word_itself(piped, talk):
    piped("/run_days hard tue\n/start_workout\n/5\n")

    assert [text for _, text in acts(talk)] == ["run days hard tue", "start workout", "/5"]


def test_nothing_but_text_is_printed_whatever_a_message_holds(piped):
    out, *_ = piped("escape\nsquat\nstrong\nlong\n")

    assert not CONTROLS.search(out)
    assert "[31mred" in out


def test_lines_are_not_wrapped_for_a_pipe(piped):
    out, *_ = piped("long\n")

    assert max(map(len, out.splitlines())) > 100


def test_bytes_that_are_no_text_do_not_end_the_chat(piped, talk):
    _, _, status = piped(b"\xff\xfe6\n7\n")

    assert status == 0
    assert acts(talk) == [("Said", "\ufffd\ufffd6"), ("Said", "7")]


def test_a_console_that_knows_only_ascii_gets_text_all_the_same(piped):
    out, _, status = piped("squat\n", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert status == 0
    assert "[a] 6 ✓" in out


@pytest.mark.parametrize(("line", "told"), [("down", words("unavailable")), ("crash", words("broken"))])
def test_what_was_not_recorded_is_told_and_the_chat_goes_on(piped, talk, line, told):
    out, _, status = piped(f"squat\n{line}\na\n")

    assert told in out
    assert acts(talk)[-1] == ("Pressed", "key:6 ✓")
    assert status == 0


def test_there_is_no_live_timer(piped):
    out, *_ = piped("rest\n/timer off\n")

    assert "Rest 60 s." in out
    assert words("timer_plain") in out


def test_a_refusal_to_open_is_a_sentence(piped):
    out, err, status = piped("6\n", "--refused")

    assert (out, status) == ("", 1)
    assert err == "The database is from a newer version: update first.\n"


def test_nothing_heavy_is_loaded(piped):
    _, err, _ = piped("6\n")

    assert err == "loaded:\n"


def test_each_answer_is_there_before_the_next_line_is_asked_for(talk):
    command = [*talk.command(), "--plain"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as program:
        program.stdin.write("6\n")
        assert program.stdout.readline() == "You said 6.\n"
        assert program.stdout.readline() == "\n"
        program.stdin.write("squat\n")
        assert program.stdout.readline() == "Set 1 of 2: 6 reps.\n"


def test_a_nudge_comes_while_the_program_waits_for_a_line(talk):
    with subprocess.Popen(
        talk.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    ) as program:
        program.stdin.write("two\n")
        for _ in range(6):
            program.stdout.readline()

        program.send_signal(signal.SIGUSR1)

        assert program.stdout.readline() == "Lift day, 24 minutes.\n"
        assert program.stdout.readline() == "[d] Start  [f] Tomorrow\n"
        program.stdin.write("d\na\n")
        _, err = program.communicate()
    assert "nudge: sent" in err
    assert [text for act, text in acts(talk) if act == "Pressed"] == ["key:Start"]


def test_on_a_terminal_words_and_whole_choices_wrap_at_its_width(window):
    chat = window(40, 24, "--plain", ready=words("hello"))

    chat.enters("long")
    chat.shows("[b] Short")

    assert "can't see your form: stop if something\n" in chat.text
    assert "\n[b] Short" in chat.text
    assert "\x1b" not in chat.written


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_move_its_cursor_is_plain(window, term):
    chat = window(80, 24, ready=words("hello"), TERM=term)

    chat.enters("hello")
    chat.shows("You said hello.", "\n>")

    assert "\x1b" not in chat.written


def test_ctrl_c_is_asked_about_once_and_leaves_the_second_time(window):
    chat = window(80, 24, "--plain", ready="\n>")

    chat.program.send_signal(signal.SIGINT)
    chat.shows(words("again_leaves"))
    chat.program.send_signal(signal.SIGINT)

    assert chat.closes() == 0
    assert words("goodbye") in chat.text


def test_a_reader_that_goes_away_ends_the_chat_quietly(talk):
    with subprocess.Popen(
        talk.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        program.stdout.close()
        program.stdin.write("6\n7\n")
        program.stdin.flush()

        assert program.wait(30) == 0

        assert program.stderr.read() == "loaded:\n"
    assert acts(talk)[0] == ("Said", "6")
