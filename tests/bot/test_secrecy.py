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


def test_a_traceback_that_tells_is_reduced_to_kinds_and_places(log):
    with Concealment([TOKEN]):
        try:
            int(f"the token {TOKEN} was rejected")
        except ValueError:
            logging.getLogger("bot").exception("It failed")

    assert TOKEN not in log.text
    assert "ValueError\n  tests/bot/test_secrecy.py:" in log.text


@pytest.mark.parametrize(
    "told",
    [
        "https://api.telegram.org/bot7654321:AAE-of_somebody_else_and_35_signs_long/getMe",
        "https://proxy/?bot=7654321%3AAAE-of_somebody_else_and_35_signs_long",
        "Authorization: Bot MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs",
        "POST https://discord.com/api/v10/webhooks/9002/aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4/messages/@original 429",
        "POST https://discord.com/api/v10/interactions/9002/aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4/callback",
    ],
)
def test_what_looks_like_a_token_is_blotted_out_though_nobody_named_it(log, told):
    with Concealment([]):
        logging.getLogger("some.library").warning("%s", told)

    assert HIDDEN in log.text
    assert not any(secret in log.text for secret in ("somebody_else", "ZnCjm1", "aW50ZX"))


def test_a_secret_is_blotted_out_in_an_address_too(log):
    with Concealment(["pass/wörd?"]):
        logging.getLogger("bot").warning("postgresql://me:pass%2Fw%C3%B6rd%3F@host/db")

    assert log.messages == [f"postgresql://me:{HIDDEN}@host/db"]


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
