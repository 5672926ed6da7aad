"""No token reaches a log."""

import logging
import sys

import httpx
import pytest

from bot.secrecy import HIDDEN, Concealment

TOKEN = "123456:Very-secret"


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.DEBUG)
    return caplog


def test_a_token_is_blotted_out_wherever_it_stands(log):
    with Concealment([TOKEN, ""]):
        logging.getLogger("some.library").info("POST https://api.example/bot%s/sendMessage in %d ms", TOKEN, 12)

    assert log.messages == [f"POST https://api.example/bot{HIDDEN}/sendMessage in 12 ms"]


def test_a_token_is_blotted_out_in_any_case(log):
    with Concealment([TOKEN]):
        logging.getLogger("bot").info("%s", f"bot{TOKEN} is unknown".capitalize())

    assert log.messages == [f"Bot{HIDDEN} is unknown"]


def test_a_traceback_is_blotted_too(log):
    with Concealment([TOKEN]):
        try:
            int(f"the token {TOKEN} was rejected")
        except ValueError:
            logging.getLogger("bot").exception("It failed")

    assert TOKEN not in log.text
    assert HIDDEN in log.text
    assert "ValueError" in log.text


def test_a_handler_that_comes_later_sees_nothing_either(capsys):
    with Concealment([TOKEN]):
        handler = logging.StreamHandler(sys.stderr)
        logger = logging.getLogger("late.library")
        logger.addHandler(handler)
        logger.warning("token=%s", TOKEN)
        logger.removeHandler(handler)

    assert capsys.readouterr().err == f"token={HIDDEN}\n"


def test_what_is_no_secret_is_left_alone(log):
    with Concealment([TOKEN]):
        logging.getLogger("bot").info("%s sets of %s", 3, 6)
        logging.getLogger("bot").info("wrong %s %s", "blanks", 1)

    assert log.messages == ["3 sets of 6", "wrong blanks 1"]


def test_a_log_call_with_the_wrong_blanks_stays_its_own_mistake(log):
    with Concealment([TOKEN]):
        record = logging.getLogRecordFactory()("bot", logging.INFO, "x.py", 1, f"%d {TOKEN}", ("six",), None)

    assert record.getMessage() == f"%d {HIDDEN} ('six',)"


async def test_httpx_says_nothing_about_its_requests(log):
    with Concealment([TOKEN]):
        async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as client:
            await client.get(f"https://api.example/bot{TOKEN}/getMe")

    assert TOKEN not in log.text
    assert not [record for record in log.records if record.name == "httpx"]


def test_afterwards_all_is_as_before():
    factory, level = logging.getLogRecordFactory(), logging.getLogger("httpx").level

    with Concealment([TOKEN]):
        assert logging.getLogRecordFactory() is not factory

    assert (logging.getLogRecordFactory(), logging.getLogger("httpx").level) == (factory, level)
