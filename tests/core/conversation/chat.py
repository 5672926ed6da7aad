"""A person in a chat with the program: says, presses, lets days pass; for tests that look at what is kept."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.turn import Edited, Incoming, Pressed, Said

START = datetime(2026, 3, 2, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@dataclass
class Chat:
    desk: object
    store: object
    at: datetime = START
    who: str = "ana"
    number: int = 0
    choices: list = field(default_factory=list)
    facts: list = field(default_factory=list)

    def say(self, text):
        """What is answered, as one text."""
        return self._turn(lambda name: Said(text, message=name))

    def press(self, label):
        key = next(choice.key for choice in reversed(self.choices) if choice.label == label)
        return self._turn(lambda _: Pressed(key))

    def edit(self, text):
        return self._turn(lambda _: Edited(text, f"{self.who}:{self.number - 1}"))

    def wait(self, **time):
        self.at += timedelta(**time)
        return self

    def _turn(self, act):
        self.number += 1
        name = f"{self.who}:{self.number}"
        self.at += timedelta(seconds=30)
        answer = self.desk.turn_now(Incoming(self.who, act(name), self.at, name, host_zone="Europe/Berlin"))
        self.choices += [choice for message in answer.messages for row in message.choices for choice in row]
        self.facts = list(answer.facts)
        self.answer = answer
        return "\n".join(message.text for message in answer.messages)

    def look(self, at):
        """What is stored about the person, by a function of it."""
        return self.store.read(lambda glance: at(glance.athlete(self.who))).result()

    def settle_in(self, kit="dumbbells 4 8 12 kg and a band"):
        """Past hello, screen and equipment, and out of the first workout."""
        self.say("start workout")
        self.say("none of these")
        self.say(kit)
        return self
