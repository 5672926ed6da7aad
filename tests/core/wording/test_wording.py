"""The wording as a whole: nothing forbidden, nothing too long, nothing unused, no symbol that stands alone."""

import ast
import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

from core.content import library
from core.message import Line, Spaced
from core.safety import forbidden_claims
from core.wording import phrases, text
from core.wording.template import Blank

ROOT = Path(__file__).parents[3]
BOOK = phrases("en")
LABEL, LABEL_AT_MOST, MESSAGE, CAPTION = 40, 80, 2000, 1024
LABELS = ("offer.", "tap.")

# What usually stands in a blank; a name that is not here is a number.
WORDY = {
    "exercise": "supported dumbbell single arm row",
    "name": "Dumbbell Single Arm Shoulder Press",
    "day": date(2026, 9, 23),
    "text": "squat 6 6 and flurbles 3x5",
    "kit": "dumbbells of 4, 6, 8, 10 and 12 kg, three bands (light, medium, heavy)",
    "setup": "One hand on a bench, back flat, the dumbbell hanging from the other.",
    "amount": "6 reps each side @ 8 kg each hand",
    "sets": Spaced((6, 6, 5)),
    "days": ("Tuesday", "Thursday"),
}
PLURAL = re.compile(r"\{(\w+)\|")


@cache
def source(key):
    """The line as rendered with usual blanks."""
    template = BOOK[key]
    counted = {p.name for p in template.pieces if isinstance(p, Blank) and p.forms}
    return text(Line(key, {n: 6 if n in counted else WORDY.get(n, 12) for n in template.blanks}))


def test_no_line_makes_a_claim_that_must_never_be_made():
    claims = {key: found for key in BOOK if (found := forbidden_claims(source(key)))}

    assert claims == {}


def test_no_exercise_makes_a_claim_that_must_never_be_made():
    told = {
        f"{slug}: {part}"
        for slug, exercise in library().exercises.items()
        for part in (exercise.name, exercise.setup, *exercise.cues, exercise.mistake, exercise.why)
    }

    assert [part for part in sorted(told) if forbidden_claims(part)] == []


def test_the_claims_are_recognised_at_all():
    assert forbidden_claims("Lifting prevents injuries, guaranteed.")


def test_every_line_fits_where_it_is_shown():
    lengths = {key: len(source(key)) for key in BOOK}

    assert {key: n for key, n in lengths.items() if not 0 < n <= MESSAGE} == {}
    assert {key: n for key, n in lengths.items() if key.startswith(LABELS) and n > LABEL} == {}


def test_the_longest_labels_that_are_made_fit_a_button():
    longest = max(library().exercises.values(), key=lambda exercise: len(exercise.name))
    amount = Line("amount.side.load", {"reps": 12, "load": "12.5 kg each hand"})

    label = text(Line("swap.option", {"name": longest.name, "amount": amount}))

    assert len(label) <= LABEL_AT_MOST


def test_the_card_of_every_exercise_fits_under_its_picture():
    """Telegram carries 1,024 characters below a picture (the longest reason and a whole earlier session included)."""
    reason = max((source(key) for key in BOOK if key.startswith("why.")), key=len)
    amount = text(Line("amount.side.load", {"reps": 12, "load": "12.5 kg each hand"}))
    last = text(Line("card.last", {"log": Line("log.rir", {"sets": Spaced(("left 12 right 11",) * 4), "rir": 2})}))
    for exercise in library().exercises.values():
        lines = (
            text(Line("card.title", {"n": 7, "of": 7, "name": exercise.name})),
            text(Line("card.set", {"n": 4, "of": 4, "amount": amount, "rir": 5})),
            text(Line("card.tempo.counted", {"tempo": "4-1-1", "rest_s": 150})),
            text(Line("card.cues", {"first": exercise.cues[0], "second": exercise.cues[1]})),
            last,
            reason,
        )

        assert len("\n".join(lines)) <= CAPTION, exercise.name


def symbols(words):
    return [c for c in words if unicodedata.category(c) in {"So", "Sm", "Sk"} and c not in "+<>=|~^×→"]


def test_a_symbol_never_carries_the_meaning_alone():
    """At most one in a line, and words beside it (product.md, voice)."""
    alone = [
        key for key in BOOK if (found := symbols(source(key))) and (len(found) > 1 or not re.search(r"\w", source(key)))
    ]

    assert alone == []


# --- every line is said -------------------------------------------------------------------------------------------------------
def strings():
    """Every string of the code: as it stands, and formatted ones as patterns."""
    for folder in ("core", "bot"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield re.escape(node.value)
                elif isinstance(node, ast.JoinedStr):
                    yield pattern(node)


def pattern(node):
    return "".join(re.escape(p.value) if isinstance(p, ast.Constant) else r"[\w.:]+" for p in node.values)


def test_every_line_is_said_somewhere():
    """A line that nothing says is deleted; keys are written out or put together from a part that is."""
    patterns = {p for p in strings() if re.search(r"[a-z]", p) and len(p) < 80}
    exact = {p for p in patterns if "[\\w.:]+" not in p}
    made = re.compile("|".join(sorted(p for p in patterns - exact if re.match(r"[a-z_]+\\\.", p))))
    suffixed = re.compile(r"\.(load|side|side\.load|hold|left|seconds|heavier|young|row)$")

    unused = [
        key
        for key in BOOK
        if not key.startswith("chart.label.")  # the pictures read that table as a whole
        and re.escape(key) not in exact
        and not made.fullmatch(key)
        and re.escape(suffixed.sub("", key)) not in exact
    ]

    assert unused == []


OF_THIS_DAY = frozenset(
    {"pain_stop", "pain_persistent", "race_no_lift_c", "moved_earlier_for_race"}
)  # judged by the day itself


def test_what_is_said_of_the_next_session_too_names_no_day():
    """«why», «next» and the end of a workout give the reasons of a session that may be days away."""
    said = {key for key in BOOK if key.startswith(("why.", "code.", "placement."))} - {
        f"code.{one}" for one in OF_THIS_DAY
    }

    assert [
        key for key in sorted(said) if key != "why.not_in" and re.search(r"\btoday\b", source(key), re.IGNORECASE)
    ] == []
