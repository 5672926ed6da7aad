"""Files and payloads made to hurt: nested without end, or with numbers and names that are none."""

import json

import pytest

from bot.importing.unreadable import Unreadable
from bot.refused import Refused
from core.bringing import MOST_BYTES
from tests.bot.importing.conftest import Files
from tests.bot.telegram.conftest import serving, until

DEEP = 200_000
WHOLE = '{"format": "ironstride", "version": 1, "athlete": %s, "workouts": %s}'
BOMBS = {
    "lists": "[" * DEEP,
    "closed lists": "[" * DEEP + "]" * DEEP,
    "objects": '{"a":' * DEEP,
    "in a profile": WHOLE % ("[" * DEEP + "]" * DEEP, "[]"),
    "in workouts": WHOLE % ("{}", "[" * DEEP + "]" * DEEP),
    "a number without end": WHOLE % ("{}", "[" + "9" * 100_000 + "]"),
    "no numbers": WHOLE % ("{}", '[{"date": NaN, "sets": Infinity}]'),
    "the same key again": "{" + '"sets": [],' * 10_000 + '"sets": []}',
    "lone halves": WHOLE % ('"\\ud800\\udfff\\ud800"', "[]"),
    "lines": "\n" * 40_000,
    "a row of cells": ",".join("a" * 60_000),
    "an open quote": '"' + "a,b\n" * 20_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_is_a_bomb_is_refused_in_a_sentence_and_keeps_nothing(store, name):
    files, content = Files(store), BOMBS[name].encode("utf-8", "surrogatepass")
    assert len(content) <= MOST_BYTES, "it has to pass the first gate"

    with pytest.raises((Refused, Unreadable)) as caught:
        files.keep("ana", content)

    assert 10 < len(str(caught.value)) < 500
    assert files.athlete("ana") is None


async def test_an_answer_of_a_platform_that_is_nested_without_end_stops_nothing(diary, telegram):
    async with serving(diary, telegram):
        deep = json.loads('{"reply_to_message": ' * 400 + "{}" + "}" * 400)
        fault = telegram.trouble("getUpdates", "body", body={"ok": True, "result": [{"update_id": 1, "message": deep}]})
        await until(lambda: fault.fired)

        telegram.says(501, "6")
        await until(lambda: diary.kept)

    assert diary.kept == [("telegram:501", "Said", "6")]
