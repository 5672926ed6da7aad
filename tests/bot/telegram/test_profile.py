"""How the bot presents itself on Telegram."""

import json

import pytest

from bot.telegram.api import Api
from bot.telegram.profile import present
from bot.words import ABOUT, DESCRIPTION, WORDS, Word
from tests.bot.telegram.quick import QUICK
from tests.fakes.telegram import TOKEN


@pytest.fixture
async def api(telegram):
    api = Api(TOKEN, telegram.address, QUICK)
    await api.initialize()
    yield api
    await api.shutdown()


def told(telegram, method):
    return [call for call in telegram.calls if call.method.startswith(method)]


async def test_commands_are_listed_by_place(api, telegram):
    await present(api)

    lists = {
        json.loads(call.fields["scope"])["type"]: {c["command"] for c in json.loads(call.fields["commands"])}
        for call in telegram.of("setMyCommands")
    }
    assert lists["all_private_chats"] == {word.name for word in WORDS}
    assert lists["all_group_chats"] == {word.name for word in WORDS if word.scope == "anywhere"}
    assert lists["all_chat_administrators"] == {word.name for word in WORDS if word.scope in ("anywhere", "admins")}


async def test_descriptions_are_told(api, telegram):
    await present(api)

    assert telegram.of("setMyDescription")[0].fields == {"description": DESCRIPTION}
    assert telegram.of("setMyShortDescription")[0].fields == {"short_description": ABOUT}


async def test_the_second_start_tells_nothing_anew(api, telegram):
    await present(api)
    before = len(told(telegram, "set"))

    await present(api)

    assert len(told(telegram, "set")) == before == 5


async def test_each_language_has_its_own_list(api, telegram):
    await present(api, {"": WORDS, "de": (Word("help", "Hilfe", "Was du jetzt sagen kannst", scope="anywhere"),)})

    german = [call for call in telegram.of("setMyCommands") if call.fields.get("language_code") == "de"]
    assert len(german) == 3
    assert all("Was du jetzt sagen kannst" in json.loads(call.fields["commands"])[0]["description"] for call in german)


async def test_telegram_not_taking_them_fails_nothing(api, telegram, caplog):
    refused = telegram.trouble("setMyCommands", "error", error=(400, "Bad Request: no"))

    await present(api)

    assert refused.fired == 1
    assert "next start tries again" in caplog.text
