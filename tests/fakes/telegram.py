"""A Bot API server on a real socket: people, chats, updates with offsets, and every kind of trouble.

Its calls are checked with the contract of ../shared/specs where that is at hand; `complaints` then has to stay empty.
"""

import asyncio
import functools
import importlib.util
import json
import re
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from tests.fakes.http import Cut, Server, Told
from tests.fakes.telegram_markup import Markup
from tests.fakes.telegram_people import ME, People, group, private

TOKEN = "123456:Fake-token_that-is-never-to-be-logged"
SPECS = Path(__file__).parents[2].parent / "shared" / "specs"
LONG_POLL_S = 0.25  # shorter than what is asked for, so that tests do not wait


@functools.cache
def contract():
    """The contract checker, None where the shared folder is absent."""
    description = SPECS / "telegram_api_10.0.json"
    if not description.exists():
        return None
    spec = importlib.util.spec_from_file_location("contract", SPECS / "contract.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with warnings.catch_warnings():  # it leaves the description's file to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        return module.TelegramContract(description)


@dataclass(frozen=True)
class Call:
    method: str
    fields: dict
    files: dict
    at: float

    @property
    def chat(self):
        return int(self.fields["chat_id"])

    @property
    def markup(self):
        return json.loads(self.fields.get("reply_markup", "null"))


@dataclass
class Shown:
    """A message as it stands in a chat now."""

    chat: int
    id: int
    text: str
    markup: dict | None = None
    photo: bytes | None = None
    silent: bool = False
    gone: bool = False
    edits: int = 0

    @property
    def buttons(self):
        return [button for row in (self.markup or {}).get("inline_keyboard", []) for button in row]


@dataclass
class Trouble:
    """What goes wrong with the next `times` calls of a method (in one chat, when `chat` is given).

    error: (status, description, parameters) · body: something else than Telegram answers · hang: never answers, and nothing happened · cut: the line breaks before anything happened ·
    lost: it happened, then the line breaks · late: it happened, then no answer comes
    """

    kind: str
    times: int = 1
    error: tuple = ()
    body: object = None
    chat: int | None = None
    fired: int = 0


class FakeTelegram(People):
    def __init__(self):
        super().__init__()
        self._contract = contract()
        self._server = Server(self._answer)
        self._troubles = {}
        self._told = {}  # commands and descriptions
        self.calls = []
        self.shown = {}
        self.complaints = []
        self.answered = []  # callback ids
        self.confirmed = 0  # the highest offset that was asked for
        self.handed_out = []  # updates, each as often as it was
        self.polls = 0  # calls of getUpdates that wait for an answer
        self.webhook = None
        self.webhook_error = ""  # what went wrong when the webhook was called
        self.date = ""  # of every answer
        self.reactions = []
        self.held = {}  # files by their id: uploaded animations, documents of people
        self.downloads = []

    async def __aenter__(self):
        await self._server.__aenter__()
        return self

    async def __aexit__(self, *error):
        await self._server.__aexit__(*error)

    @property
    def address(self):
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def checks(self):
        """Whether the contract is at hand."""
        return self._contract is not None

    # --- what there is to see ------------------------------------------------------------------------------------------
    def in_chat(self, chat):
        return [shown for shown in self.shown.values() if shown.chat == chat and not shown.gone]

    def texts(self, chat):
        return [shown.text for shown in self.in_chat(chat)]

    def of(self, method):
        return [call for call in self.calls if call.method == method]

    @property
    def waiting(self):
        return len(self._updates)

    def trouble(self, method, kind, **more):
        trouble = Trouble(kind, **more)
        self._troubles.setdefault(method.lower(), []).append(trouble)
        return trouble

    # --- the Bot API ---------------------------------------------------------------------------------------------------
    async def _answer(self, asked):
        path = unquote(asked.path)
        if path.startswith(f"/file/bot{TOKEN}/"):
            return self._downloaded(path.removeprefix(f"/file/bot{TOKEN}/"))
        prefix, _, method = asked.path.rpartition("/")
        if prefix != f"/bot{TOKEN}":
            return _error(401, "Unauthorized")
        call = Call(method, asked.fields, asked.files, time.monotonic())
        self.calls.append(call)
        if self._contract:
            self.complaints += self._contract.check(method, asked.fields, asked.files)
        trouble = self._trouble_of(call)
        if trouble:
            trouble.fired += 1
            match trouble.kind:
                case "error":
                    return _error(*trouble.error)
                case "body":
                    return Told(200, trouble.body)
                case "hang":
                    await asyncio.sleep(3600)
                case "cut":
                    raise Cut
        told = await getattr(self, _name_of(method), self._unknown)(call)
        if trouble and trouble.kind == "lost":
            raise Cut
        if trouble and trouble.kind == "late":
            await asyncio.sleep(3600)
        return told if isinstance(told, Told) else Told(200, {"ok": True, "result": told}, self.date)

    def _trouble_of(self, call):
        for trouble in self._troubles.get(call.method.lower(), []):
            if trouble.fired < trouble.times and trouble.chat in (None, int(call.fields.get("chat_id", 0))):
                return trouble
        return None

    async def _unknown(self, call):
        return _error(404, "Not Found: method not found")

    async def _get_me(self, call):
        return ME

    async def _get_updates(self, call):
        if self.webhook:
            return _error(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = int(call.fields.get("offset", 0))
        self.confirmed = max(self.confirmed, offset)
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self._updates and int(call.fields.get("timeout", 0)):
            self._news.clear()
            self.polls += 1
            try:
                await asyncio.wait_for(self._news.wait(), min(int(call.fields["timeout"]), LONG_POLL_S))
            except TimeoutError:
                return []
            finally:
                self.polls -= 1
        batch = [u for u in self._updates if u["update_id"] >= offset][: int(call.fields.get("limit", 100))]
        self.handed_out += batch
        return batch

    async def _get_file(self, call):
        name = call.fields["file_id"]
        if name not in self.held:
            return _error(400, "Bad Request: invalid file_id")
        size = len(self.held[name])
        return {"file_id": name, "file_unique_id": name, "file_size": size, "file_path": f"documents/{name}"}

    def _downloaded(self, path):
        self.downloads.append(path)
        for trouble in self._troubles.get("download", []):
            if trouble.fired < trouble.times:
                trouble.fired += 1
                raise Cut
        return Told(200, self.held[path.removeprefix("documents/")])

    async def _send_message(self, call):
        return self._show(call)

    async def _send_photo(self, call):
        return self._show(call, photo=call.files["photo"])

    async def _send_animation(self, call):
        uploaded = call.files.get("animation")
        if uploaded is None and call.fields["animation"] not in self.held:
            return _error(400, "Bad Request: wrong file identifier/HTTP URL specified")
        name = f"file-{len(self.held) + 1}" if uploaded is not None else call.fields["animation"]
        self.held.setdefault(name, uploaded)
        shown = self._show(call, photo=self.held[name])
        moving = {"file_id": name, "file_unique_id": name, "width": 320, "height": 320, "duration": 2}
        return {**shown, "animation": moving} if "message_id" in shown else shown

    async def _send_document(self, call):
        return self._show(call, photo=call.files["document"])

    def _show(self, call, photo=None):
        text = call.fields.get("caption" if photo else "text", "")
        if call.fields.get("parse_mode") == "HTML":
            parsed = Markup(text)
            if parsed.wrong:
                return _error(400, f"Bad Request: can't parse entities: {parsed.wrong}")
            text = parsed.text
        if not photo and not text.strip():
            return _error(400, "Bad Request: message text is empty")
        markup = json.loads(call.fields.get("reply_markup", "null"))
        shown = Shown(
            int(call.fields["chat_id"]),
            self._next("message"),
            text,
            markup,
            photo,
            call.fields.get("disable_notification") == "true",
        )
        self.shown[shown.chat, shown.id] = shown
        chat = private(shown.chat) if shown.chat > 0 else group(shown.chat)
        return {"message_id": shown.id, "date": int(time.time()), "chat": chat, "from": ME, "text": text}

    async def _edit_message_text(self, call):
        shown = self.shown.get((int(call.fields["chat_id"]), int(call.fields["message_id"])))
        if shown is None or shown.gone:
            return _error(400, "Bad Request: message to edit not found")
        if shown.text == call.fields["text"]:
            return _error(400, "Bad Request: message is not modified")
        shown.text = call.fields["text"]
        shown.edits += 1
        return True

    async def _edit_message_reply_markup(self, call):
        shown = self.shown.get((int(call.fields["chat_id"]), int(call.fields["message_id"])))
        markup = json.loads(call.fields.get("reply_markup", "null"))
        if shown is None or shown.gone:
            return _error(400, "Bad Request: message to edit not found")
        if shown.markup == markup:
            return _error(400, "Bad Request: message is not modified")
        shown.markup = markup
        return True

    async def _delete_message(self, call):
        shown = self.shown.get((int(call.fields["chat_id"]), int(call.fields["message_id"])))
        if shown is None or shown.gone:
            return _error(400, "Bad Request: message to delete not found")
        shown.gone = True
        return True

    async def _answer_callback_query(self, call):
        if call.fields["callback_query_id"] in self.answered:
            return _error(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.answered.append(call.fields["callback_query_id"])
        return True

    async def _set_message_reaction(self, call):
        self.reactions.append((int(call.fields["chat_id"]), int(call.fields["message_id"])))
        return True

    async def _set_webhook(self, call):
        self.webhook = call.fields
        return True

    async def _get_webhook_info(self, call):
        set_to = self.webhook or {}
        failed = {"last_error_date": int(time.time()), "last_error_message": self.webhook_error}
        return {
            "url": set_to.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": self.waiting,
            **(failed if self.webhook_error else {}),
        }

    async def _delete_webhook(self, call):
        self.webhook = None
        return True

    async def _get_my_commands(self, call):
        return self._told.get(("commands", call.fields.get("scope"), call.fields.get("language_code")), [])

    async def _set_my_commands(self, call):
        self._told["commands", call.fields.get("scope"), call.fields.get("language_code")] = json.loads(
            call.fields["commands"]
        )
        return True

    async def _get_my_description(self, call):
        return {"description": self._told.get("description", "")}

    async def _set_my_description(self, call):
        self._told["description"] = call.fields["description"]
        return True

    async def _get_my_short_description(self, call):
        return {"short_description": self._told.get("about", "")}

    async def _set_my_short_description(self, call):
        self._told["about"] = call.fields["short_description"]
        return True


def _error(status, description, parameters=None):
    body = {"ok": False, "error_code": status, "description": description}
    return Told(status, body | ({"parameters": parameters} if parameters else {}))


def _name_of(method):
    """getMyCommands → _get_my_commands."""
    return "_" + re.sub(r"(?<!^)([A-Z])", lambda found: "_" + found[1].lower(), method)
