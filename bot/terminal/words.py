"""What the terminal says on its own behalf, beside the coach."""

from __future__ import annotations

HELLO = (
    "Ironstride: strength for runners.",
    "Say “start workout” or “help”. A letter picks a choice.",
    "“/edit 6 6 5” changes your last message, Ctrl-D leaves.",
)
GOODBYE = "Everything is kept. See you."
AGAIN_LEAVES = "Ctrl-C again leaves"
REST_OVER = "Rest over."
TIMER_ON = "Rest timer on. “/timer off” hides it."
TIMER_OFF = "Rest timer off for now, “/timer on” brings it back. To rest without one always, say “rest timer off”."
TIMER_PLAIN = "There is no live timer in plain text: the rest stands in each message."
NOTHING_TO_EDIT = "There is no message of yours to change so far. “/edit 6 6 5” changes the last one."
EDIT_HOW = "Write the new text after it: “/edit 6 6 5”, or “/edit of 2: 6 6 5” for the message before the last."
UNAVAILABLE = "The database cannot be reached right now, so that was not recorded. Please send it again in a moment."
BROKEN = "Something broke on my side, and that was not recorded. Please try again, or say “cancel”."
IDLE = "Tab: choices · help · Ctrl-D: leave"
SAVED = "Written to {path}"
NOT_SAVED = (
    "{name} could not be written into this folder ({reason}). Start the chat where you may write, and ask again."
)
NO_FILE = (
    "I can't read {path} ({reason}). Write “import” and where the file is, for example “import ~/Downloads/hevy.csv”."
)
OPENING = "One moment…"
