"""The words the bot knows, as the command lists of the platforms show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Where a platform lists the word:
#   private   only where the person is alone with the bot
#   anywhere  in groups too: its answer holds nothing personal
#   admins    in private, and in a group for those who run it
Scope = Literal["private", "anywhere", "admins"]


@dataclass(frozen=True, slots=True)
class Word:
    """One command. `name` is safe on every platform ([a-z0-9_], ≤ 32); `text` is what the person would have typed instead.

    `description` has at most 100 characters. `argument` hints at what may follow the word; None: the word stands alone.
    """

    name: str
    text: str
    description: str
    argument: str | None = None
    scope: Scope = "private"


WORDS: tuple[Word, ...] = (
    Word("start_workout", "start workout", "Start today's session, or go on with it"),
    Word("today", "today", "What is on today"),
    Word("week", "week", "This week: done and to come"),
    Word("plan", "plan", "Your plan and where you are in it"),
    Word("next", "next", "The next exercise, or the next lift day"),
    Word("move", "move", "Move the next session to another day", "a day: Thursday"),
    Word("skip", "skip", "Skip this set, this exercise or this day", "what: today, rows"),
    Word("undo", "undo", "Take back the last thing recorded"),
    Word("swap", "swap", "Another exercise instead of this one", "which exercise"),
    Word("pain", "pain", "Something hurts: the session adapts", "where and how much, 0 to 10"),
    Word("pause", "pause", "No reminders for a while", "until when or why: until Friday, sick"),
    Word("resume", "resume", "Reminders again"),
    Word("progress", "progress", "How your loads and reps have moved", "an exercise"),
    Word("history", "history", "What you did, session by session"),
    Word("records", "records", "Your best sets"),
    Word("equipment", "equipment", "What you have to lift with", "4 6 10 kg, light and heavy band"),
    Word("days", "days", "On which days you lift", "Tuesday and Friday"),
    Word("time", "time", "At what time you like to lift", "18:00"),
    Word("run_days", "run days", "When you run, and how hard", "hard tue thu, long sun"),
    Word("race", "race", "A race ahead", "3 May half marathon"),
    Word("units", "units", "Kilograms or pounds", "kg or lb"),
    Word("language", "language", "The language I speak", "a language"),
    Word("rest_timer", "rest timer", "The countdown between sets, on or off", "on or off"),
    Word("time_zone", "time zone", "Where your clock is", "a city: Berlin"),
    Word("settings", "settings", "All settings on one screen"),
    Word("export", "export", "Everything about you, as a file", "json or csv"),
    Word("import", "import", "Bring your history from another app"),
    Word("link", "link", "One person on two platforms: a one-time code", "the code"),
    Word("club", "club", "Lift with your club", scope="admins"),
    Word("coach", "coach", "Let a coach look after your plan"),
    Word("help", "help", "What you can say right now", scope="anywhere"),
    Word("privacy", "privacy", "What is stored about you, and why", scope="anywhere"),
    Word("cancel", "cancel", "Get out of whatever is going on"),
    Word("delete_everything", "delete everything", "Remove every row about you, after one question"),
)

ABOUT = "Strength for runners: 25 minutes, once or twice a week."
DESCRIPTION = (
    "Strength training for runners: a plan for your dumbbells, a reason behind every number of reps, and a kind reminder on your lift days. "
    "General exercise education for healthy adults, not medical advice."
)


def spoken(command: str, rest: str = "", *, words: tuple[Word, ...] = WORDS) -> str | None:
    """What the person would have typed instead of this command and what follows it; None when there is no such command."""
    name = command.lower()
    for word in words:
        if word.name == name:
            return f"{word.text} {rest}".rstrip()
    return None
