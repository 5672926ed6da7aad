"""The log: a line each, which nobody can forge and which tells of nobody's words, health or tokens."""

import asyncio
import io
import json
import logging
import re
import threading
import warnings

import pytest

from bot.logs import report_loop, written
from bot.refused import Refused
from bot.secrecy import HIDDEN
from core.ports import Unavailable

TOKEN = "123456:Very-secret"
WORDS = "my left knee hurts since Tuesday"
# A name that wants to be two lines, one of them red and somebody else's, read from right to left.
EVIL = "Ana\n2026-01-01 [error] forged\r\x1b[31mred\x1b[0m\x07\x9b2J\u2028next\u202eback\x00"


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(params=["json", "text"])
def form(request):
    return request.param


@pytest.fixture
def stream():
    return io.StringIO()


def lines(stream):
    return stream.getvalue().splitlines()


# --- two forms ----------------------------------------------------------------------------------------------------------
def test_a_record_is_one_object_a_line(stream):
    with written("INFO", "json", stream=stream):
        logging.getLogger("bot.desk").info("%s sets of %s", 3, "ana", extra={"who": "telegram:7", "took_ms": 1.5})

    (line,) = lines(stream)
    told = json.loads(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", told.pop("timestamp"))
    assert told == {
        "level": "info",
        "logger": "bot.desk",
        "event": "3 sets of ana",
        "who": "telegram:7",
        "took_ms": 1.5,
    }


@pytest.mark.parametrize(("screen", "is_json"), [(Screen(), False), (io.StringIO(), True)])
def test_unless_it_is_set_the_form_is_text_on_a_terminal_and_json_elsewhere(screen, is_json):
    with written("INFO", None, stream=screen):
        logging.getLogger("bot").info("hello")

    assert screen.getvalue().startswith("{") == is_json


def test_colours_are_for_terminals_and_only_for_those_who_want_them(monkeypatch):
    told = {}
    for name, screen, no_color in (("screen", Screen(), ""), ("no colour", Screen(), "1"), ("pipe", io.StringIO(), "")):
        monkeypatch.setenv("NO_COLOR", no_color)
        with written("INFO", "text", stream=screen):
            logging.getLogger("bot").info("hello")
        told[name] = "\x1b[" in screen.getvalue()

    assert told == {"screen": True, "no colour": False, "pipe": False}


def test_the_level_is_ours_and_libraries_are_heard_from_warnings_on(form, stream):
    with written("DEBUG", form, stream=stream):
        for name in (
            "bot.desk",
            "core",
            "storage.sqlite",
            "httpx",
            "discord.http",
            "telegram.ext",
            "brand.new.library",
        ):
            logging.getLogger(name).debug("quiet %s", name)
            logging.getLogger(name).warning("loud %s", name)

    told = stream.getvalue()
    assert [name for name in ("bot.desk", "core", "storage.sqlite") if f"quiet {name}" in told] == [
        "bot.desk",
        "core",
        "storage.sqlite",
    ]
    assert told.count("quiet") == 3
    assert told.count("loud") == 7


def test_afterwards_all_is_as_before(stream):
    root = logging.getLogger()
    before = (root.level, [*root.handlers], logging.getLogRecordFactory(), threading.excepthook)

    with written("DEBUG", "json", stream=stream):
        assert len(root.handlers) == len(before[1]) + 1

    assert (root.level, [*root.handlers], logging.getLogRecordFactory(), threading.excepthook) == before


# --- nobody can forge a line --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("way", ["args", "message", "extra", "refusal", "logger"])
def test_no_name_can_end_a_line_or_steer_a_terminal(form, stream, way):
    with written("INFO", form, stream=stream):
        logger = logging.getLogger("bot")
        match way:
            case "args":
                logger.info("hello %s", EVIL)
            case "message":
                logger.info(f"hello {EVIL}")  # noqa: G004  what a library may do
            case "extra":
                logger.info("hello", extra={"who": EVIL, "front": [EVIL]})
            case "refusal":
                logger.info("hello", exc_info=Refused(EVIL))
            case "logger":
                logging.getLogger(f"bot.{EVIL}").info("hello")

    told = stream.getvalue()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]", told)
    records = [line for line in told.split("\n") if line and not line.startswith("  ")]
    assert len(records) == 1
    assert "Ana" in told
    assert "forged" in told  # it is not hidden, it is only no line of its own
    if form == "json":
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]", str(json.loads(records[0])))


def test_bytes_that_were_no_text_do_not_stop_the_log(form):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    record = logging.LogRecord("bot", logging.INFO, "x.py", 1, "hello %s", ("\udcff",), None)

    with written("INFO", form, stream=stream):
        logging.getLogger().handlers[-1].handle(record)

    assert b"hello \\" in stream.buffer.getvalue()


# --- no tokens ----------------------------------------------------------------------------------------------------------
class Sly:
    def __repr__(self):
        return f"<bot {TOKEN}>"


def stumble_over(words):
    """Raises a mistake that came from another; both have these words."""
    try:
        {}[words]
    except KeyError as error:
        raise Refused(f"{words} is refused") from error


WAYS = {
    "args": lambda log: log.warning("POST /bot%s/sendMessage", TOKEN),
    "message": lambda log: log.warning(f"POST /bot{TOKEN.lower()}/sendMessage"),  # noqa: G004  what a library may do
    "extra": lambda log: log.warning("called", extra={"front": f"bot{TOKEN}", "who": Sly()}),
    "object": lambda log: log.warning("%r", Sly()),
    "wrong blanks": lambda log: log.warning("%d of them", TOKEN),
    "exception": lambda log: log.warning("it failed", exc_info=ValueError(TOKEN)),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_secret_is_written_whichever_way_it_comes(form, stream, way):
    with written("INFO", form, [TOKEN], stream=stream):
        WAYS[way](logging.getLogger("some.library"))

    assert stream.getvalue()
    assert TOKEN.lower() not in stream.getvalue().lower()
    assert (HIDDEN in stream.getvalue()) == (way != "exception")


def test_no_secret_is_written_of_a_traceback_and_its_cause(form, stream):
    with written("INFO", form, [TOKEN], stream=stream):
        try:
            stumble_over(TOKEN)
        except Refused:
            logging.getLogger("bot").exception("it failed")

    assert TOKEN not in stream.getvalue()
    assert f"Refused: {HIDDEN} is refused" in stream.getvalue()
    assert "in stumble_over" in stream.getvalue()


# --- nobody's words -----------------------------------------------------------------------------------------------------
def test_of_a_mistake_its_kind_and_place_are_written_but_not_its_words(form, stream):
    def stumble():
        try:
            int(WORDS)
        except ValueError as error:
            raise LookupError(WORDS) from error

    with written("INFO", form, stream=stream):
        try:
            stumble()
        except LookupError:
            logging.getLogger("bot").exception("a turn failed")

    told = stream.getvalue()
    assert "knee" not in told
    assert "Tuesday" not in told
    assert re.search(r"LookupError.*tests/bot/test_logs\.py:\d+ in stumble.*because of ValueError", told, re.DOTALL)


def test_the_words_of_our_own_refusals_and_of_the_system_are_written(form, stream):
    with written("INFO", form, stream=stream):
        for error in (Refused("LISTEN is taken"), Unavailable("no disk"), FileNotFoundError(2, "", "/home/ana/knee")):
            logging.getLogger("bot").error("it failed", exc_info=error)

    told = stream.getvalue()
    assert "LISTEN is taken" in told
    assert "no disk" in told
    assert "No such file or directory" in told
    assert "knee" not in told


def test_fields_that_are_not_ours_are_left_out(form, stream):
    with written("INFO", form, stream=stream):
        logging.getLogger("some.library").warning("sent", extra={"body": WORDS, "pain": 7, "who": "telegram:7"})

    told = stream.getvalue()
    assert "telegram:7" in told
    assert "knee" not in told
    assert "pain" not in told


def test_a_log_call_with_the_wrong_blanks_tells_no_arguments(form, stream, capsys):
    record = logging.LogRecord("bot", logging.INFO, "x.py", 1, "%d reps, %s", (WORDS,), None)

    with written("INFO", form, stream=stream):
        logging.getLogger().handlers[-1].handle(record)

    assert "%d reps, %s (its blanks do not fit)" in stream.getvalue()
    assert "knee" not in stream.getvalue() + capsys.readouterr().err


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_ends_a_thread_is_written_without_its_words(form, stream, capsys):
    with written("INFO", form, stream=stream):
        thread = threading.Thread(target=lambda: int(WORDS))
        thread.start()
        thread.join()

    assert "a thread ended" in stream.getvalue()
    assert "ValueError" in stream.getvalue()
    assert "knee" not in stream.getvalue() + capsys.readouterr().err


async def test_what_a_task_dies_of_is_written_without_its_words(stream):
    async def stumble():
        int(WORDS)

    report_loop(asyncio.get_running_loop())
    with written("INFO", "json", stream=stream):
        task = asyncio.create_task(stumble())
        await asyncio.sleep(0)
        del task
        await asyncio.sleep(0)

    (told,) = map(json.loads, lines(stream))
    assert told["event"] == "Task exception was never retrieved"
    assert "ValueError" in told["exception"]
    assert "knee" not in stream.getvalue()


def test_a_mistake_that_ends_the_program_is_written_without_its_words(form, stream):
    with pytest.raises(SystemExit) as ended, written("INFO", form, [TOKEN], stream=stream):
        raise RuntimeError(f"{WORDS} {TOKEN}")

    assert ended.value.code == 1
    assert "RuntimeError" in stream.getvalue()
    assert "knee" not in stream.getvalue()


def test_a_refusal_goes_to_whoever_tells_the_host(form, stream):
    with pytest.raises(Refused, match="is taken"), written("INFO", form, stream=stream):
        raise Refused("LISTEN is taken")

    assert stream.getvalue() == ""


def test_warnings_of_libraries_are_lines_like_all_others(stream):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        with written("INFO", "json", stream=stream):
            warnings.warn("old\nthing", DeprecationWarning, stacklevel=1)

    (told,) = map(json.loads, lines(stream))
    assert told["logger"] == "py.warnings"
    assert "old\\u000athing" in told["event"]
