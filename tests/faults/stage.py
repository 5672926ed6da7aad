"""Everything a test of faults needs: the program as a process, both platforms on loopback, people, and a clock that is moved."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager
from datetime import timedelta

import psycopg

from bot.desk import Desk
from bot.discord.sending import nonce
from core.content import library
from storage import open_store
from tests.fakes.discord_payloads import BOT, Post, snowflake
from tests.fakes.discord_service import FakeDiscord
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.faults.background import Background
from tests.faults.clock import MovedClock, real_now
from tests.faults.program import Launched, Program
from tests.faults.runners import START, Report, Runner, begin
from tests.faults.truth import Truth, confirmed, violations
from tests.storage.raw import path_of

LEASES = timedelta(minutes=16)  # longer than a nudge may be under way
REFUSALS = ("Something went wrong", "I can't reach my notebook")
PATIENCE_S = 40
LOOK_S = 0.02


class Stage:
    """Nothing runs until `program.start()`; at the end `at_rest()` says that all is done, and `check()` that all is right."""

    def __init__(self, launched: Launched, folder, url: str, people: list[Runner]) -> None:
        self._launched = launched
        self.url = url
        self.people = people
        self.folder = folder
        self._journal: list[str] = []
        self._platforms = Background()
        self.clock = MovedClock(folder / "clock")
        self.clock.put(START)
        snowflake.__init__()
        self.telegram: FakeTelegram = self._platforms.do(FakeTelegram().__aenter__)
        self.telegram.clock = lambda: self.clock.now().timestamp()
        self.discord: FakeDiscord = self._platforms.do(FakeDiscord().__aenter__)
        for runner in people:
            if runner.platform == "discord":
                self.discord.people[runner.id] = runner.person
                self.discord.direct[runner.id] = runner.chat
        self.program = Program(launched, folder, self._settings())
        with closing(open_store(url)) as store:
            begin(Desk(store, library()), people)

    def _settings(self) -> dict[str, str]:
        settings = {"DATABASE_URL": self.url, "TZ": "Europe/Berlin", "LOG_LEVEL": "INFO"}
        if any(runner.platform == "telegram" for runner in self.people):
            settings |= {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": self.telegram.address}
        if any(runner.platform == "discord" for runner in self.people):
            settings |= {"DISCORD_TOKEN": self.discord.token, "DISCORD_API_URL": self.discord.api_url}
            settings |= {"DISCORD_GATEWAY_URL": self.discord.gateway_url}
        return settings

    def close(self) -> None:
        self.program.close()
        self._platforms.do(lambda: self.telegram.__aexit__(None, None, None))
        self._platforms.do(lambda: self.discord.__aexit__(None, None, None))
        self._platforms.close()
        self.clock.close()

    def do(self, work):
        """Call `work` where the platforms live."""
        return self._platforms.do(work)

    # --- the program -----------------------------------------------------------------------------------------------------
    def start(self, **more) -> None:
        """Run the program, and wait until the platforms have heard of it or it is dead."""
        asked, identified = len(self.telegram.of("getUpdates")), len(self.discord.gateway.identified)
        self.program.start(**more)
        wanted = self.program.settings
        self.until(
            lambda: (
                not self.program.runs()
                or (
                    ("TELEGRAM_TOKEN" not in wanted or len(self.telegram.of("getUpdates")) > asked)
                    and ("DISCORD_TOKEN" not in wanted or len(self.discord.gateway.identified) > identified)
                )
            )
        )

    def beside(self, name: str, **settings: str) -> Program:
        """Another process with the same settings and these, and a log of its own; the test ends it."""
        folder = self.folder / name
        folder.mkdir()
        (folder / "clock").symlink_to(self.folder / "clock")
        return Program(self._launched, folder, self.program.settings | settings)

    def until(self, holds, within_s: float = PATIENCE_S) -> None:
        """Wait until something holds; fails after a while, with what the program told."""
        deadline = time.monotonic() + within_s
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(self.story("it never came to that"))
            time.sleep(LOOK_S)

    def move(self, by: timedelta) -> None:
        """Move the clock of the program and of both platforms."""
        self.clock.move(by)
        snowflake.time = self.clock.now()

    def note(self, text: str) -> None:
        """Remember what was done, for the story of a failure."""
        self._journal.append(f"{real_now():%H:%M:%S.%f} (there {self.clock.now():%d %H:%M:%S}) {text}")

    def story(self, what: object) -> str:
        """What is wrong, what had been done, and what the program told."""
        return "\n".join([str(what), "", *self._journal[-80:], "", self.program.log[-8000:]])

    # --- people ----------------------------------------------------------------------------------------------------------
    def reports(self, runner: Runner, *, late: timedelta = timedelta()) -> Report:
        """Tell one set: a number of reps that this person has not told before, and 2 in reserve. `late`: it was on its way for so long."""
        reps = runner.next_reps()
        text = f"{reps} rir 2"
        if runner.platform == "telegram":
            sent = int((self.clock.now() - late).timestamp())
            told = self.do(lambda: self.telegram.says(runner.id, text, date=sent))
            report = Report(f"telegram:{runner.chat}:{told['message']['message_id']}", reps, told)
        else:
            snowflake.time = self.clock.now()
            told = self.do(lambda: self.discord.says(self._person(runner), text))
            lifts = any(closed is None for _, closed in self.truth().of(runner.who).workouts)
            report = Report(f"discord:{runner.chat}:{told.id}", reps, told, promised=lifts)
        runner.reports.append(report)
        return report

    def reports_reordered(self, runner: Runner) -> None:
        """Tell two sets on Telegram; the one that was written first arrives second."""
        first, second = (self.do(lambda: self.telegram._next("message")) for _ in range(2))
        for number in (second, first):
            reps = runner.next_reps()
            told = self.do(lambda: self.telegram.says(runner.id, f"{reps} rir 2", message=number))  # noqa: B023  used at once
            runner.reports.append(Report(f"telegram:{runner.chat}:{number}", reps, told))

    def again(self, runner: Runner, report: Report) -> None:
        """The platform delivers a report once more."""
        if runner.platform == "telegram":
            self.do(lambda: self.telegram.again(report.told))
        else:
            self.do(lambda: self.discord.gateway.emit("MESSAGE_CREATE", report.told.json()))

    def _person(self, runner: Runner):
        return self.discord.people[runner.id]

    def says(self, runner: Runner, text: str):
        """Anything else."""
        if runner.platform == "telegram":
            return self.do(lambda: self.telegram.says(runner.id, text))
        snowflake.time = self.clock.now()
        return self.do(lambda: self.discord.says(self._person(runner), text))

    def edits(self, runner: Runner, report: Report) -> None:
        """Change the number in a report."""
        reps = runner.next_reps()
        report.changed_to = reps
        if runner.platform == "telegram":
            number = report.told["message"]["message_id"]
            self.do(lambda: self.telegram.edits(runner.id, number, f"{reps} rir 2"))
        else:
            snowflake.time = self.clock.now()
            self.do(lambda: self.discord.edits(report.told, f"{reps} rir 2"))

    def presses(self, runner: Runner, *, times: int = 1) -> str | None:
        """Tap the newest button that records a set, so many times at once; its key, None when there is none yet."""
        button = self.button(runner)
        if button is None:
            return None
        shown, label, key = button
        _, workout, exercise, number, _ = key.split(":")
        runner.pressed.add((int(workout), int(exercise), int(number)))
        snowflake.time = self.clock.now()
        for _ in range(times):
            if runner.platform == "telegram":
                self.do(lambda: self.telegram.presses(runner.id, key, shown=shown))
            else:
                self.do(lambda: self.discord.presses(self._person(runner), shown, label))
        return key

    def button(self, runner: Runner):
        """The newest button that records a set: where it is, its label, its key."""
        if runner.platform == "telegram":
            for shown in reversed(self.telegram.in_chat(runner.chat)):
                for button in shown.buttons:
                    if button["callback_data"].startswith("set:"):
                        return shown, button["text"], button["callback_data"]
            return None
        for post in sorted(self._posts(runner), key=lambda post: -post.id):
            for label, key in post.buttons.items():
                if ":set:" in key:
                    return post, label, "set:" + key.partition(":set:")[2]
        return None

    # --- what is to be seen ------------------------------------------------------------------------------------------------
    def _posts(self, runner: Runner) -> list[Post]:
        return [
            post for post in [*self.discord.posts.values()] if post.channel == runner.chat and post.author.id == BOT
        ]

    def texts(self, runner: Runner) -> list[str]:
        """What the person was told, as far as it can still be seen."""
        if runner.platform == "telegram":
            return [shown.text for shown in [*self.telegram.shown.values()] if shown.chat == runner.chat]
        told = [
            body.get("data") or {}
            for asked in [*self.discord.asked.values()]
            if asked.person.id == runner.id
            for body in asked.answers
        ]
        return [post.content for post in self._posts(runner)] + [data.get("content") or "" for data in told]

    def refusals(self, runner: Runner) -> int:
        """How often they were told that something was not recorded."""
        return sum(text.startswith(REFUSALS) for text in self.texts(runner))

    def nodded_at(self, runner: Runner) -> list[str]:
        """Their messages that got a thumb up: those whose sets were recorded."""
        return [f"telegram:{chat}:{message}" for chat, message in [*self.telegram.reactions] if chat == runner.chat]

    def sightings(self, report: Report) -> int:
        """How many updates told of this report."""
        if isinstance(report.told, Post):
            frames = [*self.discord.gateway.sent]
            return sum(
                frame.get("t") == "MESSAGE_CREATE" and frame["d"]["id"] == str(report.told.id) for frame in frames
            )
        number = report.told["message"]["message_id"]
        return len(
            {u["update_id"] for u in [*self.telegram.handed_out] if u.get("message", {}).get("message_id") == number}
        )

    def arrived(self, runner: Runner) -> list[int]:
        """The numbers of the person's messages in the order in which Telegram handed them out for the first time."""
        told = [update.get("message") for update in [*self.telegram.handed_out]]
        return list(dict.fromkeys(one["message_id"] for one in told if one and one["chat"]["id"] == runner.chat))

    def taps(self) -> int:
        """How many taps were answered."""
        return len(self.telegram.answered) + sum(bool(asked.answers) for asked in [*self.discord.asked.values()])

    def nudges_heard(self, runner: Runner) -> int:
        """How many messages made a sound that nobody had asked for."""
        if runner.platform == "telegram":
            return sum(not shown.silent and shown.chat == runner.chat for shown in [*self.telegram.shown.values()])
        truth = Truth(self.url)
        stored = truth.of(runner.who)
        about = {nonce(f"{stored.athlete}:{kind}:{day}") for kind, day, *_ in stored.occurrences}
        return sum(mark in about for mark in self.marks(runner))

    def marks(self, runner: Runner) -> list[str]:
        """The nonces of the bot's messages to this person."""
        return [post.nonce for post in self._posts(runner) if post.nonce is not None]

    def delivered(self, runner: Runner) -> list[str]:
        """The delivery names of their reports that may not get lost."""
        return [
            report.name if runner.platform == "telegram" else f"discord:{report.told.id}"
            for report in runner.reports
            if report.promised
        ]

    def waiting(self) -> set[str]:
        """What Telegram still holds for us, by the names of the deliveries."""
        updates = self.do(lambda: [*self.telegram._updates])
        return {
            f"telegram:{update['message']['chat']['id']}:{update['message']['message_id']}"
            for update in updates
            if "message" in update
        }

    # --- the end -----------------------------------------------------------------------------------------------------------
    def truth(self) -> Truth:
        return Truth(self.url)

    def taken(self) -> bool:
        """Whether everything that people told was recorded, or refused, and confirmed to the platform."""
        if self.telegram.waiting:
            return False
        truth = self.truth()
        return all(
            sum(not truth.recorded(name) for name in self.delivered(runner)) <= self.refusals(runner)
            for runner in self.people
        )

    def at_rest(self) -> Truth:
        """Let the program, which runs, do all that there is to do, and its leases end."""
        self.until(self.taken)
        for _ in range(20):
            self.until(lambda: not self._due())
            if not self.truth().leases:
                break
            self.move(LEASES)
        return Truth(self.url, thorough=True)

    def _due(self) -> bool:
        """Whether there is something left for the clock to claim, or a lease that is over."""
        now = self.clock.now().timestamp() * 1e6
        truth = self.truth()
        overdue = any(at < now and truth.leases.get(key, 0) < now for key, at in truth.dues.items())
        return overdue or any(until < now for until in truth.leases.values())

    def check(self) -> Truth:
        """At rest, nothing is wrong."""
        truth = self.at_rest()
        wrong = violations(self, truth)
        assert wrong == [], self.story(wrong)
        assert self.telegram.complaints == []
        return truth

    @contextmanager
    def held(self):
        """Meanwhile another program writes to the database and lets nobody else."""
        if self.url.startswith("postgresql"):
            with closing(psycopg.connect(self.url)) as other:
                other.execute("LOCK TABLE deliveries IN EXCLUSIVE MODE")
                yield
            return
        with closing(sqlite3.connect(path_of(self.url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def confirmed(self, runner: Runner) -> int:
        """How many of the person's reports were told back as recorded."""
        told = confirmed(self.texts(runner))
        return sum(report.reps in told or report.changed_to in told for report in runner.reports)
