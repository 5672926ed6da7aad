"""What people do on the fake Telegram: each deed becomes an update."""

import asyncio
import time
from collections import deque

ME = {"id": 123456, "is_bot": True, "first_name": "Ironstride", "username": "ironstride_bot"}


class People:
    def __init__(self):
        self.clock = time.time
        self._updates = deque()
        self._news = asyncio.Event()
        self._ids = {"update": 1000, "message": 10, "callback": 70000, "file": 0}

    def says(self, person, text, *, chat=None, message=None, update=None, **more):
        """A message; with `chat` in that group. Returns its update."""
        body = self._message(person, chat, message) | {"text": text} | more
        return self.update(update, message=body)

    def sends(self, person, *, chat=None, **content):
        return self.update(message=self._message(person, chat, None) | content)

    def hands(self, person, content, name="hevy.csv", *, media_type="text/csv", size=None, **more):
        """A document; `size` is what Telegram says of it."""
        file = f"doc{self._next('file')}"
        self.held[file] = content
        document = {"file_id": file, "file_unique_id": file, "file_name": name, "mime_type": media_type}
        return self.sends(person, document=document | {"file_size": len(content) if size is None else size}, **more)

    def edits(self, person, message, text, *, at=None):
        return self.update(
            edited_message=self._message(person, None, message) | {"text": text, "edit_date": at or int(self.clock())}
        )

    def presses(self, person, label, *, shown=None):
        """The newest button in the person's chat with that label or key."""
        shown = shown or next(
            s
            for s in reversed(self.in_chat(person))
            if any(label in (b["text"], b["callback_data"]) for b in s.buttons)
        )
        key = next(b["callback_data"] for b in shown.buttons if label in (b["text"], b["callback_data"]))
        body = self._message(person, shown.chat if shown.chat != person else None, shown.id) | {
            "from": ME,
            "text": shown.text,
        }
        if shown.markup:
            body["reply_markup"] = shown.markup
        return self.update(callback_query=self._query(person) | {"data": key, "message": body})

    def presses_old(self, person, key, message):
        """A button under a message that Telegram no longer has."""
        old = {"chat": private(person), "message_id": message, "date": 0}
        return self.update(callback_query=self._query(person) | {"data": key, "message": old})

    def blocks(self, person, *, blocks=True):
        member, kicked = {"status": "member", "user": ME}, {"status": "kicked", "user": ME, "until_date": 0}
        old, new = (member, kicked) if blocks else (kicked, member)
        change = {
            "chat": private(person),
            "from": user(person),
            "date": int(self.clock()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        return self.update(my_chat_member=change)

    def update(self, number=None, **body):
        """Queue any update."""
        update = {"update_id": number or self._next("update")} | body
        self._updates.append(update)
        self._news.set()
        return update

    def again(self, update):
        """The same message or press under another update's number."""
        return self.update(**{name: body for name, body in update.items() if name != "update_id"})

    def _message(self, person, chat, message):
        place = private(person) if chat is None else chat if isinstance(chat, dict) else group(chat)
        return {
            "message_id": message or self._next("message"),
            "date": int(self.clock()),
            "chat": place,
            "from": user(person),
        }

    def _query(self, person):
        return {"id": str(self._next("callback")), "from": user(person), "chat_instance": "1"}

    def _next(self, kind):
        self._ids[kind] += 1
        return self._ids[kind]


def user(person):
    return {"id": person, "is_bot": False, "first_name": f"Runner {person}", "language_code": "en"}


def private(person):
    return {"id": person, "type": "private", "first_name": f"Runner {person}"}


def group(chat):
    return {"id": chat, "type": "supergroup", "title": "Club"}
