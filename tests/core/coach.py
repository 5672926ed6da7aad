"""Short words for scenarios: a person, what they lifted, and what the coach says."""

from dataclasses import replace
from datetime import date, timedelta

from core.athlete import Checkin, Equipment, Profile
from core.building import next_session
from core.content import library
from core.session import ExerciseLog, PainReport, SessionLog

LIBRARY = library()
MONDAY = date(2026, 3, 2)
WEEK = {"mon": "rest", "tue": "hard", "wed": "easy", "thu": "hard", "fri": "rest", "sat": "easy", "sun": "long"}
FIXED = Equipment(dumbbells=(8,), bands=("light", "medium", "heavy"))
STEPS = Equipment(dumbbells=tuple(range(2, 26, 2)), bands=("light", "medium", "heavy"))
GYM = Equipment(dumbbells=tuple(2.5 * n for n in range(2, 17)), bands=("light",), gym=True, bar=True)
BANDS = Equipment(bands=("light", "medium", "heavy"))
NOTHING = Equipment()

# One slot's usual log in the middle of its range, to be changed by the test.
USUAL = {
    "squat": ("db-front-squat", 8, 8),
    "lunge": ("db-step-up-alternating", 8, 8),
    "hinge": ("db-rdl", 8, 8),
    "hinge_sl": ("db-staggered-rdl", 8, 8),
    "h_push": ("elevated-hands-pushup", None, 8),
    "h_pull": ("supported-db-single-arm-row", 8, 8),
    "v_push": ("db-single-arm-shoulder-press", 8, 8),
    "v_pull": ("band-pulldown", 0, 8),
    "core": ("banded-paloff-press", 0, 8),
    "hip_flexor": ("db-suitcase-march", 8, 8),
    "calf": ("calf-raise-single", None, 10),
    "soleus": ("sl-bent-knee-calf-raise", None, 10),
    "plyo1": ("pogo-double", None, 10),
    "plyo2": ("squat-jump", None, 10),
}


def person(equipment=FIXED, **changes):
    return Profile(
        **{
            "unit": "kg",
            "age": 35,
            "experience": "some",
            "lifts_per_week": 1,
            "equipment": equipment,
            "run_week": WEEK,
            "body_mass": 70,
            "lift_days": ("tue",),
            **changes,
        }
    )


def lifted(slot, phase="P2", **changes):
    """A log of the slot, everything done at the target unless changed."""
    slug, load, reps = USUAL[slot]
    stage = LIBRARY.phases[phase]
    slug = changes.pop("slug", slug)
    exercise = LIBRARY.exercises[slug]
    tempo = "fast" if exercise.pattern == "plyo" else "hold" if exercise.held else stage.tempo
    usual = {"load": load, "sets": stage.sets, "reps": reps, "tempo": tempo, "code": "", "rir": stage.target_rir}
    log = ExerciseLog(slot=slot, slug=slug, done=(), **{**usual, **{k: v for k, v in changes.items() if k != "done"}})
    return replace(log, done=changes.get("done", (log.reps,) * log.sets))


def session(day, *logs, phase="P2", number=None, **changes):
    """A session on a day (a date, or days after Monday)."""
    day = MONDAY + timedelta(days=day) if isinstance(day, int) else day
    return SessionLog(
        **{
            "id": f"s{number or day:%Y%m%d}" if number is None else number,
            "date": day,
            "phase": phase,
            "kind": "normal",
            "exercises": logs,
            **changes,
        }
    )


def template(phase, name="C", **changes):
    """The usual logs of a whole template; `changes` by slot."""
    return tuple(lifted(slot, phase, **changes.get(slot, {})) for slot in LIBRARY.phases[phase].templates[name])


def asked(profile, history, today, pain=None, **checkin):
    """The coach's answer on a day (a date, or days after Monday); `pain` is (site, score) or (site, score, worse)."""
    today = MONDAY + timedelta(days=today) if isinstance(today, int) else today
    said = Checkin(pain=PainReport(*pain), **checkin) if pain else Checkin(**checkin) if checkin else None
    return next_session(profile, tuple(history), today, said, LIBRARY)


def of(answer, slot):
    """The slot's exercise in an answer."""
    (entry,) = (entry for entry in answer.exercises if entry.slot == slot)
    return entry


def numbers(entry):
    return (entry.code, entry.slug, entry.load, entry.sets, entry.reps)


def after(profile, log, phase="P2", days=7, **more):
    """What the coach makes of one log a week later."""
    return of(asked(profile, [session(0, log, phase=phase)], days, **more), log.slot)


def climbed(profile, slot, steps, start, phase="P2", **outcome):
    """The prescriptions of a slot over some sessions that all go as planned: (sets, reps, load, tempo, slug)."""
    history, rungs = [session(0, start, phase=phase)], []
    for number in range(1, steps + 1):
        today = MONDAY + timedelta(days=6 * number)  # not long enough for a new phase
        entry = of(asked(profile, history, today), slot)
        rungs.append((entry.sets, entry.reps, entry.load, entry.tempo, entry.slug))
        log = ExerciseLog(
            slot, entry.slug, entry.load, entry.sets, entry.reps, entry.tempo, entry.code, (entry.reps,) * entry.sets,
            outcome.get("rir", 2),
        )  # fmt: skip
        history.append(session(today, log, phase=phase))
    return rungs
