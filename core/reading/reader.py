"""A message read in the order of product.md: red flags and pain, corrections, sets, commands and life, dates, else unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.content import library
from core.reading import commands, efforts
from core.reading.caps import MOST_CHARACTERS
from core.reading.corrections import correction
from core.reading.dated import dated_report
from core.reading.dates import when
from core.reading.doubts import asks, asks_whether, unsure
from core.reading.events import event, time_off
from core.reading.flags import red_flag
from core.reading.impossible import no_such_day
from core.reading.kit_changes import read_change
from core.reading.meaning import Command, Event, Pain, Sets, Unclear
from core.reading.minutes import minutes_in
from core.reading.others import is_of_another
from core.reading.pain import read_pain
from core.reading.passing import exercise_alone, in_passing
from core.reading.reminders import read_reminder
from core.reading.rethinking import Undecided, rethought, without_opening
from core.reading.tokens import Typed, addressed, spoken_line, typed, unquoted
from core.reading.vocabulary import WORDS
from core.values import replace

if TYPE_CHECKING:
    from core.athlete import Unit
    from core.reading.meaning import Context, Reading

_MACHINE = tuple(f" {phrase} " for phrase in WORDS.some("machine", "say"))
_MACHINE_FIRST = frozenset(phrase.split()[0] for phrase in _MACHINE)
_SPEAKERS = frozenset(WORDS.some("machine", "speakers"))
_FIRST_LOOK = 10_000  # characters looked at for red flags in messages that are too long for anything else
# A message that fills 2,000 characters with more than this was not written by a person about their sets.
_MOST_TOKENS = 1000
_MOST_NUMBERS = 400
_KIT = frozenset({"kit", "weights"})  # questions about what there is
_I_AM_DONE = 3  # tokens: with this set, or for today
_THE_WHOLE = frozenset({"workout", "session"})  # what is done when «workout done» is said
_LEAST_MINUTES = 5  # of a session; fewer are rather a hold
# Words that sets begin with too («weight 14 kg, reps 6», «time 45s», «log 6 6 6»): there the sets win.
_YIELDING = frozenset({"weight", "time", "history", "records", "minutes", "yes", "today", "rir"})
_LIFE = {
    "skip": {"run_moved"},
    "move": {"run_moved"},
    "time_zone": {"sick", "travelling", "no_equipment", "hotel_gym"},
}
_RACE_ON = frozenset({"on", "in", "is", "this", "at"})


def read(text: str, context: Context) -> Reading:
    """What the message means, read against what was asked and prescribed.

    Total and deterministic: any text gives a value, never an exception. What could be two things is Unclear with both.
    """
    if len(text) > MOST_CHARACTERS:
        flag = red_flag(spoken_line(text[:_FIRST_LOOK]))
        return Pain(red_flag=flag) if flag else Unclear(limit="length")
    said = unquoted(addressed(typed(text)))
    if not said.tokens:
        return Unclear()
    alone = len(said.tokens) == 1 and said.tokens[0].kind == "number" and said.text.strip().isdigit()
    urgent = (
        None if alone else _urgent(said, context) or read_reminder(said.text, context)
    )  # «6» can be nothing of these
    found = urgent or _reported(said, context) or _spoken(said, context)
    if found is None and (rest := without_opening(text)) is not None:
        found = read(rest, context)
    if not isinstance(found, Sets | Pain) and (strange := no_such_day(said.tokens)) is not None:
        return Unclear((), (said.words(*strange),), "day")
    return _each_once(found) if isinstance(found, Unclear) else found or Unclear((), (text.strip(),))


def _each_once(found: Unclear) -> Unclear:
    """What two ways of reading agree on is one reading."""
    different = {repr(reading): reading for reading in found.readings}
    return found if len(different) == len(found.readings) else replace(found, readings=tuple(different.values()))


def _urgent(said: Typed, context: Context) -> Reading | None:
    slashed = commands.slash(said)
    if slashed is not None:
        return slashed
    pain = read_pain(said, context)
    if pain is not None:
        return Event("other_unwell") if pain.red_flag and is_of_another(said.line) else pain
    if len(said.tokens) > _MOST_TOKENS or sum(token.kind == "number" for token in said.tokens) > _MOST_NUMBERS:
        return Unclear(limit="sets")
    spoken_for = said.tokens[0].text in _SPEAKERS and said.tokens[1:2] and said.tokens[1].text == ":"
    if spoken_for or _speaks_to_a_machine(said.line):
        return Unclear((), (said.text.strip(),))
    return _said_anew(said, context) or in_passing(said, context) or correction(said, context)


def _speaks_to_a_machine(line: str) -> bool:
    return not _MACHINE_FIRST.isdisjoint(line.split()) and any(phrase in line for phrase in _MACHINE)


def as_meant(text: str, context: Context) -> str:
    """The message without what it takes back itself: «pause for a week. no, two weeks» → «pause for two weeks»."""
    anew = rethought(text, context, read)
    return anew if isinstance(anew, str) and not isinstance(read(text, context), Pain) else text


def _said_anew(said: Typed, context: Context) -> Reading | None:
    """What a message means in which a mind is changed."""
    anew = rethought(said.text, context, read)
    if isinstance(anew, Undecided):
        return Unclear((), (said.text.strip(),), "mind")
    return None if anew is None else read(anew, context)


def _reported(said: Typed, context: Context) -> Reading | None:
    """Sets, unless the message begins with a command that takes what follows, or answers another question."""
    if (away := time_off(said, context)) is not None:
        return away
    spoken = _kit_change(said, context) or commands.command(said, context)
    if context.asked == "rir" and (effort := efforts.answer(said)) is not None:
        return effort
    if context.asked == "day" and (day := when(said.tokens, context)) is not None:
        return day
    if spoken is not None and spoken.word == "equipment" and minutes_in(said) is not None:
        return _short(said, context) or spoken  # «I only have 15 minutes»
    if spoken is not None and (life := _instead(spoken, said, context)) is not None:
        return life
    if spoken is not None and _takes_over(spoken, context):
        return spoken
    found = dated_report(said, context)
    if isinstance(found, Sets) and found.entries and asks(said):
        return spoken or Unclear((), (said.text.strip(),))
    if isinstance(found, Sets) and found.entries and (unsure(said) or asks_whether(said)):
        return Unclear((found,), (said.text.strip(),))
    if isinstance(found, Sets) and found.entries:
        return _or_else(found, said, spoken, context)
    if spoken is None:
        return _short(said, context) or found
    if spoken.word == "race":
        return event(said, context) or spoken
    beyond = isinstance(found, Unclear) and found.limit is not None and context.asked == "set"
    return found if beyond or isinstance(found, Sets) else spoken


def _kit_change(said: Typed, context: Context) -> Command | None:
    """«sold my bands»: the equipment, with all that was said."""
    unit: Unit = "lb" if context.unit == "lb" else "kg"
    change = read_change(said.text, unit, asked=context.asked in _KIT)
    return None if change is None else Command("equipment", said.text.strip())


def _instead(spoken: Command, said: Typed, context: Context) -> Event | None:
    """«skip my long run», «I'm in a hotel with a gym»: an event that only begins like a command."""
    kinds = _LIFE.get(spoken.word)
    if kinds is None or spoken.exercise is not None:
        return None
    found = event(said, context)
    return found if found is not None and found.kind in kinds else None


def _or_else(found: Sets, said: Typed, spoken: Command | None, context: Context) -> Reading:
    """Sets that may be something else: a command with a number, the end of the session, how much time there is."""
    strange = any(not entry.known for entry in found.entries)
    if spoken is not None and spoken.word == "finish":
        named = any(token.text in _THE_WHOLE for token in said.tokens)
        whole = named or len(said.tokens) > _I_AM_DONE
        return spoken if whole else Unclear((found, spoken), (said.text.strip(),))
    if spoken is not None and strange:
        return spoken
    named = all(entry.exercise is not None for entry in found.entries)
    if named or _held(context) or all(entry.seconds is None for entry in found.entries):
        return found
    short = _short(said, context)
    return short or found


def _short(said: Typed, context: Context) -> Event | Unclear | None:
    """«only 15 minutes»: the time there is for the session."""
    found = event(said, context)
    if found is None or found.kind != "minutes" or (found.minutes or 0) < _LEAST_MINUTES:
        return None
    return found


def _takes_over(spoken: Command, context: Context) -> bool:
    """Whether the command wins over sets: it has words of its own, or it is no word that sets begin with too."""
    if spoken.word == "race" and spoken.rest.lower().partition(" ")[0] in _RACE_ON:
        return False
    if spoken.word == "finish" and context.asked == "set":
        return False
    if spoken.word == "skip" and any(sign.isdigit() for sign in spoken.rest):  # «skipped squats, did press 5 5»
        return False
    return spoken.word not in _YIELDING


def _held(context: Context) -> bool:
    """Whether a number of minutes may be a hold."""
    exercise = library().exercises.get(context.exercise or "")
    return exercise is not None and exercise.held


def _spoken(said: Typed, context: Context) -> Reading | None:
    return (
        event(said, context)
        or when(said.tokens, context)
        or commands.mistyped_head(said)
        or exercise_alone(said, context)
        or commands.mistyped(said)
    )
