"""Every number has a reason in a plain sentence."""

from dataclasses import replace
from datetime import date

import pytest

from core.athlete import Equipment, Profile
from core.building import next_session
from core.content import library
from core.explaining import explained, reason
from core.plan import Prescribed
from core.safety import forbidden_claims
from core.session import ExerciseLog, SessionLog
from tests.core.why_lines import LINES, said

LIBRARY = library()
STEPS = Profile(
    equipment=Equipment(dumbbells=(4, 6, 8, 10, 12), bands=("light",)),
    body_mass=70,
    experience="some",
    lift_days=("tue",),
)
FIXED = replace(STEPS, equipment=Equipment(dumbbells=(8,), bands=("light",)))
CODES = [
    "CALIBRATE",
    "CALIBRATE_HEAVY",
    "EQUIP_SWAP",
    "PHASE_KEEP",
    "PHASE_LOAD",
    "VAR_UP",
    "HOLD_TARGET",
    "REP_UP",
    "REP_UP2",
    "SET_UP",
    "LOAD_UP",
    "TEMPO_UP",
    "LOAD_UP_FORCED",
    "CAP_HOLD",
    "MISS_HOLD",
    "HARD_HOLD",
    "MISS_REDUCE",
    "M_HOLD",
    "PLATEAU_RESET",
    "PLATEAU_SWAP",
    "GAP_REPEAT",
    "GAP_REDUCE10",
    "GAP_REDUCE15",
    "GAP_REDUCE20",
    "RESTART",
    "DELOAD",
    "TAPER",
    "PRIMER",
    "PAIN_HOLD",
    "PAIN_REDUCE",
    "PAIN_SWAP",
]
# The words of gates stand with the conversation's other safety texts.
GATES = {"RED_FLAG", "PREGNANCY_REFER", "SCREEN_BLOCK", "PAIN_STOP"}
SESSION_CODES = [
    "YOUTH_SUPERVISED",
    "PAIN_PERSISTENT",
    "POST_RACE_RECOVERY",
    "RACE_NO_LIFT_A",
    "RACE_NO_LIFT_B",
    "RACE_NO_LIFT_C",
    "RESTART_P1",
    "GAP_RESTART_PHASE",
    "TO_MAINTENANCE",
    "PHASE_UP",
    "PHASE_CYCLE",
    "DELOAD_PLANNED",
    "DELOAD_TRIGGERED",
    "UNFINISHED_FIRST",
    "NO_JUMPS",
    "PAIN_REMOVE",
    "YOUTH_LIMITS",
    "TIME_TRIM",
    "ONLY_ONE_DAY_POSSIBLE",
    "NO_DAYS",
    "RESCHEDULED",
    "WEEKS_OFF_1",
    "WEEKS_OFF_2",
    "WEEKS_OFF_3",
    "MOVED_EARLIER_FOR_RACE",
    "MOVED_AFTER_RACE",
]


def told(log, profile=STEPS, phase="P2"):
    """What is said of the press the next time: the reason, and the whole answer to «why»."""
    history = (SessionLog("s1", date(2026, 3, 3), phase, "normal", (log,)),)
    answer = next_session(profile, history, date(2026, 3, 10), None, LIBRARY)
    entry = next((e for e in answer.exercises if e.slot == log.slot), None)
    assert entry is not None, answer
    return (
        said(reason(entry, history, profile, LIBRARY)),
        [said(line) for line in explained(entry, history, profile, LIBRARY)],
    )


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ({"rir": 2}, "All 6 done with 2 left: up to 7."),
        ({"rir": None}, "All 6 done: up to 7."),
        ({"rir": 4}, "All 6 done with 4 still left: up to 8, two more."),
        ({"rir": 1}, "All 6 done, but with only 1 left: same again until it feels easier."),
        ({"done": (6, 6, 4)}, "6 6 4 of 3 × 6: same again."),
        ({"done": (3, 3, 0)}, "3 3 0 of 3 × 6: 6 kg each hand, 3 × 6, then up again."),
    ],
)
def test_the_reason_names_what_was_done_and_what_is_next(log, sentence):
    squat = ExerciseLog("squat", "db-front-squat", 8, 3, 6, "2-1-1", "", (6, 6, 6), 2)

    assert told(replace(squat, **log), replace(STEPS, lifts_per_week=1))[0] == sentence


def test_why_tells_last_time_the_reason_and_what_comes_after():
    row = ExerciseLog("h_pull", "supported-db-single-arm-row", 8, 3, 6, "2-1-1", "", ((6, 6), (6, 5), (6, 6)), 2)

    _, answer = told(replace(row, done=((6, 6),) * 3), replace(STEPS, lifts_per_week=1))

    assert answer == [
        "2026-03-03: 6 6 6 @ 8 kg with 2 left.",
        "All 6 done with 2 left: up to 7.",
        "Your next one is 10 kg: too big a jump, so reps, one set more and a slower tempo come first.",
    ]


def test_a_fixed_pair_says_that_it_is_the_heaviest():
    squat = ExerciseLog("squat", "db-front-squat", 8, 3, 6, "2-1-1", "", (6, 6, 6), 2)

    _, answer = told(squat, replace(FIXED, lifts_per_week=1))

    assert answer[-1].startswith("This is your heaviest")


def test_without_a_log_the_first_time_is_told():
    entry = next_session(STEPS, (), date(2026, 3, 2), None, LIBRARY).exercises[0]

    assert (
        said(reason(entry, (), STEPS, LIBRARY)) == "First time, so we find your level: stop at 6 even if it feels easy."
    )


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_the_rules_has_a_sentence_with_and_without_a_log(code):
    entry = Prescribed("squat", "db-front-squat", 3, 6, False, 8, "8 kg each hand", "2-1-1", 75, 2, code)
    log = ExerciseLog("squat", "db-front-squat", 8, 3, 6, "2-1-1", "", (6, 6, 6), 2)
    history = (SessionLog("s1", date(2026, 3, 3), "P2", "normal", (log,)),)

    assert f"why.{code.lower()}" in LINES
    assert reason(entry, history, STEPS, LIBRARY).key.startswith(f"why.{code.lower()}")
    assert said(reason(entry, history, STEPS, LIBRARY))
    assert said(reason(entry, (), STEPS, LIBRARY))


@pytest.mark.parametrize("code", [*SESSION_CODES, *(f"NO_EXERCISE_{slot.upper()}" for slot in LIBRARY.slots)])
def test_every_session_code_has_a_sentence(code):
    assert code not in GATES
    assert f"code.{code.lower()}" in LINES


def test_phases_and_placements_have_words():
    assert {f"phase.{slug.lower()}" for slug in LIBRARY.phases} <= LINES.keys()
    assert {f"placement.{name.lower()}" for name in LIBRARY.rules.days.placement.values()} <= LINES.keys()


def test_no_line_and_no_exercise_makes_a_forbidden_claim():
    texts = [text for text, _ in LINES.values()]
    for exercise in LIBRARY.exercises.values():
        texts += [exercise.setup, exercise.mistake, exercise.why, *exercise.cues]

    assert [(text, claims) for text in texts if (claims := forbidden_claims(text))] == []
