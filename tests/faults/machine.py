"""People, a moving clock, faults and kills in any order that hypothesis thinks of, held against the small model of `runners`."""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.fakes.discord_service import Refused
from tests.faults.runners import SETS, Report, Runner, runners
from tests.faults.stage import Stage
from tests.faults.truth import violations

if TYPE_CHECKING:
    from tests.faults.figures import Figures

MOST = timedelta(days=40)  # occurrences are kept for sixty
STORE_POINTS = ("taken", "begun", "worked", "kept", "committed", "resolved")
FRONT_POINTS = ("received", "turned", "told", "polled", "claimed", "decided", "delivered", "settled")
MOVES = tuple(
    timedelta(seconds=seconds) for seconds in (61, 20 * 60, 50 * 60, 3 * 3600, 11 * 3600, 24 * 3600, -3 * 60, -3600)
)
TELEGRAM_TROUBLE = (
    ("sendMessage", "error", (429, "Too Many Requests: retry after 1", {"retry_after": 1})),
    ("sendMessage", "error", (500, "Internal Server Error")),
    ("sendMessage", "error", (502, "Bad Gateway")),
    ("sendMessage", "cut", ()),
    ("sendMessage", "lost", ()),
    ("getUpdates", "error", (502, "Bad Gateway")),
    ("getUpdates", "error", (429, "Too Many Requests: retry after 1", {"retry_after": 1})),
    ("getUpdates", "cut", ()),
    ("getUpdates", "lost", ()),
    ("answerCallbackQuery", "error", (400, "Bad Request: query is too old")),
)
MESSAGES = r"/channels/\d+/messages"
DISCORD_TROUBLE = (
    ("POST", MESSAGES, "429", Refused(429, headers={"Retry-After": "0.2"})),
    ("POST", MESSAGES, "502", Refused(502)),
    ("POST", MESSAGES, "cut before", None),
    ("POST", MESSAGES, "cut after", None),
    ("POST", r"/interactions/.*", "cut before", None),
    ("POST", r"/interactions/.*", "cut after", None),
    ("GET", MESSAGES, "502", Refused(502)),
)


def step(work):
    """Write down in the stage's journal what a rule does, with its values: the run itself cannot be repeated."""

    @wraps(work)
    def noted(self, **values):
        self.stage.note(f"{work.__name__} {values}")
        self.figures.steps += 1
        return work(self, **values)

    return noted


class People(RuleBasedStateMachine):
    """`launched` and `new_url` (a database for a folder) are given by whoever runs it; `figures` adds up what happened."""

    launched = None
    new_url: ClassVar = staticmethod(lambda folder: f"sqlite:///{folder}/ironstride.db")
    figures: ClassVar[Figures]

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="faults-")
        folder = Path(self._folder.name)
        self.stage = Stage(self.launched, folder, type(self).new_url(folder), runners(telegram=2, discord=2))
        self.begun_at = self.stage.clock.now()
        self.telegram_troubles: list[tuple[str, object]] = []
        self.discord_faults: list[tuple[str, object]] = []
        self.late: list[Report] = []
        self.again: list[Report] = []
        self.reordered: list[Runner] = []

    @initialize()
    def begins(self) -> None:
        self.stage.start()

    # --- people ----------------------------------------------------------------------------------------------------------
    def _runner(self, number: int) -> Runner:
        return self.stage.people[number % len(self.stage.people)]

    @rule(number=st.integers(0, 3), times=st.integers(1, 4))
    @step
    def reports(self, number, times):
        runner = self._runner(number)
        for _ in range(min(times, SETS - len(runner.reports))):
            self.stage.reports(runner)

    @rule(times=st.integers(1, 3))
    @step
    def all_report(self, times):
        for _ in range(times):
            for runner in self.stage.people:
                if len(runner.reports) < SETS:
                    self.stage.reports(runner)

    @rule(number=st.integers(0, 3), times=st.sampled_from((1, 2, 5)))
    @step
    def presses(self, number, times):
        if self.stage.presses(self._runner(number), times=times) and times > 1:
            self.figures.fault("taps at once")

    @rule(number=st.integers(0, 3), which=st.integers(0, 13))
    @step
    def edits(self, number, which):
        runner = self._runner(number)
        if which < len(runner.reports):
            self.stage.edits(runner, runner.reports[which])
            self.figures.fault("edited message")

    @rule(number=st.integers(0, 3), which=st.integers(0, 13))
    @step
    def is_delivered_again(self, number, which):
        runner = self._runner(number)
        if which < len(runner.reports):
            self.stage.again(runner, runner.reports[which])
            self.again.append(runner.reports[which])

    @rule(number=st.integers(0, 1))
    @step
    def arrives_late(self, number):
        runner = self._runner(number)
        if len(runner.reports) < SETS:
            self.late.append(self.stage.reports(runner, late=timedelta(hours=9)))

    @rule(number=st.integers(0, 1))
    @step
    def two_arrive_in_the_other_order(self, number):
        runner = self._runner(number)
        if len(runner.reports) < SETS - 1:
            self.stage.reports_reordered(runner)
            self.reordered.append(runner)

    @rule(number=st.integers(0, 3), text=st.sampled_from(("start workout", "today", "stop", "🦵 flurbles", "week")))
    @step
    def says(self, number, text):
        runner = self._runner(number)
        runner.starts += text == "start workout"
        self.stage.says(runner, text)

    # --- time ------------------------------------------------------------------------------------------------------------
    @rule(by=st.sampled_from(MOVES))
    @step
    def time_passes(self, by):
        if self.stage.clock.now() + by - self.begun_at < MOST:
            if by > timedelta(hours=1):  # nobody promises what was delivered longer ago than a day
                self.stage.until(self.stage.taken)
            self.stage.move(by)
            self.figures.clock_moves += 1

    @rule(seconds=st.sampled_from((0.05, 0.3, 1.2)))
    @step
    def a_while(self, seconds):
        time.sleep(seconds)

    # --- faults ----------------------------------------------------------------------------------------------------------
    @precondition(lambda self: self.stage.program.runs())
    @rule(seconds=st.sampled_from((0, 0.01, 0.05, 0.2)))
    @step
    def is_killed(self, seconds):
        time.sleep(seconds)
        if self.stage.program.runs():
            self.stage.program.kill()
            self.figures.fault("kill at any moment")
        self.stage.start()

    @precondition(lambda self: self.stage.program.runs())
    @rule(point=st.sampled_from(STORE_POINTS + FRONT_POINTS), times=st.integers(1, 6), everybody=st.booleans())
    @step
    def is_killed_at(self, point, times, everybody):
        self.stage.program.kill()
        self.stage.start(crash_at=f"{point}:{times}")
        if everybody:
            self.all_report(times=1)
        self._dies_or_not(point)

    def _dies_or_not(self, point: str) -> None:
        deadline = time.monotonic() + 0.5
        while self.stage.program.runs() and time.monotonic() < deadline:
            time.sleep(0.01)
        if self.stage.program.runs():
            self.stage.program.kill()
            self.figures.fault("kill at any moment")
        else:
            self.stage.program.dies()
            self.figures.fault(f"kill at «{point}»")
        self.stage.start()

    @precondition(lambda self: self.stage.program.runs())
    @rule(chance=st.integers(0, 3))
    @step
    def is_stopped(self, chance):
        if chance:
            return  # it takes its time to let replies leave
        assert self.stage.program.stop() == 0
        self.figures.fault("stop and start")
        self.stage.start()

    @rule(what=st.sampled_from(TELEGRAM_TROUBLE), times=st.integers(1, 2))
    @step
    def telegram_is_in_trouble(self, what, times):
        method, kind, error = what
        trouble = self.stage.do(lambda: self.stage.telegram.trouble(method, kind, times=times, error=error))
        self.telegram_troubles.append((f"Telegram {method} {error[0] if error else kind}", trouble))

    @rule(what=st.sampled_from(DISCORD_TROUBLE), times=st.integers(1, 2))
    @step
    def discord_is_in_trouble(self, what, times):
        method, path, name, refusal = what
        cut = name.removeprefix("cut ") if name.startswith("cut") else ""
        fault = self.stage.do(lambda: self.stage.discord.fault(method, path, refusal, cut=cut, times=times))
        where = "interaction" if "interactions" in path else "message" if method == "POST" else "history"
        self.discord_faults.append((f"Discord {where} {name}", fault))

    @rule(how=st.sampled_from(("cut", "reconnect", "invalid session")))
    @step
    def the_gateway_breaks(self, how):
        gateway = self.stage.discord.gateway
        if gateway.is_connected:
            work = {"cut": gateway.cut, "reconnect": gateway.ask_to_reconnect, "invalid session": gateway.invalidate}
            self.stage.do(work[how])
            self.figures.fault(f"Discord gateway {how}")

    @precondition(lambda self: self.stage.program.runs())
    @rule()
    @step
    def the_event_loop_stalls(self):
        self.stage.program.stall()

    @precondition(lambda self: self.stage.program.runs())
    @rule(number=st.integers(0, 3))
    @step
    def handlers_are_cancelled(self, number):
        with self.stage.held():
            self.reports(number=number, times=2)
            time.sleep(0.1)
            cancelled = self.stage.program.cancel_handlers()
        self.figures.fault("cancelled handler", cancelled)

    @rule(seconds=st.sampled_from((0.1, 0.6)))
    @step
    def the_database_is_held(self, seconds):
        with self.stage.held():
            self.all_report(times=1)
            time.sleep(seconds)
        self.figures.fault("database locked")

    # --- what must hold in the end ----------------------------------------------------------------------------------------
    def teardown(self) -> None:
        try:
            if self.stage.program.runs():
                self.stage.program.kill()
                self.figures.fault("kill at any moment")
            self.stage.start()
            truth = self.stage.at_rest()
            wrong = violations(self.stage, truth)
            self._count(truth, wrong)
            assert wrong == [], self.stage.story(wrong)
        finally:
            self.stage.close()
            self._folder.cleanup()

    def _count(self, truth, wrong) -> None:
        figures = self.figures
        for name, trouble in self.telegram_troubles + self.discord_faults:
            figures.fault(name, trouble.fired)
        # Only what happened counts, not what was planned.
        figures.fault("late message", sum(self.stage.sightings(report) > 0 for report in self.late))
        figures.fault("duplicate", sum(self.stage.sightings(report) > 1 for report in self.again))
        figures.fault("stalled event loop", self.stage.program.stalls)
        for runner in self.reordered:
            numbers = self.stage.arrived(runner)
            figures.fault("reordered messages", int(numbers != sorted(numbers)))
        figures.lives += 1
        figures.violations += wrong
        figures.kills += self.stage.program.kills
        for runner in self.stage.people:
            stored = truth.of(runner.who)
            figures.nudges.update(stored.states())
            figures.stored += len(stored.sets)
            figures.confirmed += self.stage.confirmed(runner)
        figures.turns += len(truth.deliveries)
