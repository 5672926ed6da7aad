"""The whole program with the wordiest log: nothing that people wrote, are called or suffer from, and no token, is seen from outside."""

from __future__ import annotations

import json
import re

import httpx

from tests.bot.watching.conftest import free_address
from tests.fakes.discord_service import Refused
from tests.fakes.telegram import TOKEN

SAID = [
    "my left knee hurts zanzibar 7/10", "I am pregnant zanzibar", "pain 8 in my achilles zanzibar", "I am 67 and had a heart attack zanzibar",
    "6 rir 2 note zanzibar", 'zanzibar\n\x1b[31m{"level": "error"}', "link ZANZIBAR22", "delete everything", "no", "export",
]  # fmt: skip
HIDDEN = re.compile(
    r"zanzibar|knee|pregnan|achilles|heart|rir 2|pain|\\x1b|\\u001b\[31m\{|runner ?[56]0", re.IGNORECASE
)


def troubles(stage):
    """What makes programs talk: refusals that quote, failures, lines that break."""
    telegram, discord = stage.telegram, stage.discord
    return [
        stage.do(lambda: telegram.trouble("sendMessage", "error", error=(400, 'Bad Request: unsupported tag "zanzibar"'))),
        stage.do(lambda: telegram.trouble("sendMessage", "cut")),
        stage.do(lambda: telegram.trouble("getUpdates", "error", error=(502, f"zanzibar {TOKEN}"))),
        stage.do(lambda: discord.fault("POST", r"/channels/\d+/messages", Refused(400, 50035, "zanzibar"))),
        stage.do(lambda: discord.fault("POST", r"/channels/\d+/messages", cut="after")),
    ]  # fmt: skip


def poison(stage, runners):
    """Updates that nobody can read, full of what nobody is to see."""
    for runner in runners:
        person = {"id": runner.id, "first_name": "zanzibar", "is_bot": False}
        if runner.platform == "telegram":
            message = {
                "message_id": 1,
                "from": person,
                "chat": {"id": "zanzibar", "type": "private"},
                "text": "zanzibar",
            }
            stage.do(lambda m=message: stage.telegram.update(message=m))
        else:
            for event in ("MESSAGE_CREATE", "INTERACTION_CREATE"):
                stage.do(lambda e=event: stage.discord.gateway.emit(e, {"id": "zanzibar", "content": "zanzibar"}))


def test_nothing_of_people_and_no_token_is_in_the_log_the_health_or_the_numbers(staged):
    listen = free_address()
    stage = staged(telegram=1, discord=1)
    fired = troubles(stage)
    stage.start(LISTEN=listen, LOG_LEVEL="DEBUG")

    for text in SAID:
        for runner in stage.people:
            stage.says(runner, text)
    poison(stage, stage.people)
    for runner in stage.people:
        stage.reports(runner)
    stage.until(stage.taken)
    stage.until(lambda: "is set aside" in stage.program.log and "cannot be read" in stage.program.log)
    stage.until(lambda: all(trouble.fired for trouble in fired))
    told = "".join(httpx.get(f"http://{listen}{path}", timeout=30).text for path in ("/healthz", "/readyz", "/metrics"))
    assert stage.program.stop() == 0

    log = stage.program.log
    assert len(log.splitlines()) > 30
    assert all(json.loads(line).keys() >= {"timestamp", "level", "logger", "event"} for line in log.splitlines())
    assert [line for line in (log + told).splitlines() if HIDDEN.search(line)] == []
    assert TOKEN.partition(":")[2] not in log + told
    assert stage.discord.token not in log + told
    for runner in stage.people:
        assert not re.search(rf"\b{runner.id}\b", told)
