"""Random people with random histories, all of them well-formed: what the property tests are fed with."""

from datetime import date, timedelta

from hypothesis import strategies as st

from core.athlete import WEEKDAYS, Checkin, Equipment, Profile, Race
from core.building import next_session
from core.content import library
from core.plan import NO_LIFTING
from core.session import ExerciseLog, PainReport, SessionLog

LIBRARY = library()
SITES = ("knee", "low_back", "shoulder", "wrist", "achilles", "hip")
START = date(2026, 1, 5)

dumbbells = st.sampled_from(
    [
        (),
        (8,),
        (20,),
        (4, 6, 10),
        (2.5, 3.5, 20.5, 22.5, 25),
        tuple(range(2, 26, 2)),
        tuple(5 + 2.5 * n for n in range(15)),
        (20, 10, 8, 8),
    ]
)
bands = st.sampled_from([(), ("light",), ("light", "medium"), ("red", "green", "blue")])
equipment = st.builds(
    Equipment,
    dumbbells=dumbbells,
    bands=bands,
    box=st.sampled_from([True, True, False]),
    anchor=st.booleans(),
    space=st.booleans(),
    bar=st.booleans(),
    gym=st.booleans(),
)
run_week = st.fixed_dictionaries({day: st.sampled_from(["rest", "easy", "hard", "long"]) for day in WEEKDAYS})
days = st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=7).map(tuple)
races = st.lists(
    st.builds(
        Race,
        date=st.integers(-30, 200).map(lambda n: START + timedelta(days=n)),
        priority=st.sampled_from("ABC"),
        distance=st.sampled_from(["5k", "10k", "half", "marathon", "ultra", "mile", None]),
    ),
    max_size=3,
).map(tuple)
profiles = st.builds(
    Profile,
    unit=st.sampled_from(["kg", "lb"]),
    age=st.sampled_from([15, 16, 17, 18, 30, 35, 64, 65, 80]),
    experience=st.sampled_from(["new", "some", "trained"]),
    lifts_per_week=st.sampled_from([1, 2]),
    equipment=equipment,
    run_week=run_week,
    body_mass=st.sampled_from([None, 45, 70, 155.5]),
    lift_days=st.one_of(st.just(()), days),
    available=st.one_of(st.just(WEEKDAYS), days),
    races=races,
    season=st.sampled_from([None, None, "race"]),
    limits=st.lists(st.sampled_from(SITES[:5]), max_size=2, unique=True).map(tuple),
    max_minutes=st.sampled_from([None, None, 15, 20, 25, 30, 40]),
    plyo_gate=st.booleans(),
    jumpstart=st.booleans(),
    parq_yes=st.sampled_from([False] * 9 + [True]),
    cleared=st.booleans(),
    pregnant=st.sampled_from([False] * 9 + [True]),
)
pains = st.builds(PainReport, site=st.sampled_from(SITES), score=st.integers(0, 10), next_morning_worse=st.booleans())
checkins = st.one_of(
    st.none(),
    st.builds(Checkin, red_flag=st.sampled_from([False] * 9 + [True]), pain=st.one_of(st.none(), pains)),
)


@st.composite
def logs(draw, slot):
    """Any log that an exercise of the slot could have left."""
    own = [e for e in LIBRARY.exercises.values() if e.pattern == LIBRARY.slots[slot].pattern]
    exercise = draw(st.sampled_from(own))
    sets, reps = draw(st.integers(1, 4)), draw(st.integers(3, 20))
    one = st.integers(0, reps + 2)
    done = st.lists(st.tuples(one, one) if exercise.one_sided else one, max_size=sets + 1).map(tuple)
    loads = {"band": st.integers(0, 3), "bodyweight": st.none(), "time": st.none()}
    return ExerciseLog(
        slot=slot,
        slug=exercise.slug,
        load=draw(loads.get(exercise.load_type, st.sampled_from([None, 2, 5, 8, 12.5, 20, 60]))),
        sets=sets,
        reps=reps,
        tempo=draw(st.sampled_from(["2-1-1", "2-0-1", "4-1-1", "1-0-1"])),
        code=draw(st.sampled_from(["REP_UP", "PLATEAU_RESET", "GAP_REPEAT", ""])),
        done=draw(st.one_of(done, st.just((reps,) * sets))),
        rir=draw(st.sampled_from([None, 0, 1, 2, 3, 4, 5, 9])),
    )


@st.composite
def any_history(draw):
    """Sessions that nobody prescribed: any phase after any other, any exercise, days apart or months."""
    day, sessions = START, []
    for number in range(draw(st.integers(0, 7))):
        phase = draw(st.sampled_from([*LIBRARY.phases, "P2", "P2"]))
        template = draw(st.sampled_from(sorted(LIBRARY.phases[phase].templates.values())))
        sessions.append(
            SessionLog(
                id=f"s{number}",
                date=day,
                phase=phase,
                kind=draw(st.sampled_from(["normal", "normal", "return", "deload", "taper", "primer"])),
                exercises=tuple(draw(logs(slot)) for slot in template),
                pain=draw(st.one_of(st.none(), pains)),
                fatigue=draw(st.sampled_from([None, 1, 4, 5])),
                restart=draw(st.sampled_from([False, False, True])),
            )
        )
        day += timedelta(days=draw(st.sampled_from([0, 1, 2, 3, 4, 7, 12, 20, 26, 35, 64])))
    return tuple(sessions)


@st.composite
def lived(draw):
    """A person and what they lifted over some weeks, as it was prescribed, more or less."""
    profile = draw(profiles)
    today, sessions = START, []
    for number in range(draw(st.integers(0, 12))):
        coming = next_session(profile, tuple(sessions), today, None, LIBRARY)
        if coming.type in NO_LIFTING or coming.date is None:
            today += timedelta(days=draw(st.sampled_from([1, 7])))
            continue
        effort = draw(st.sampled_from(["easy", "right", "hard", "short"]))
        sessions.append(_done(coming, max(today, coming.date), number, effort))
        today = sessions[-1].date + timedelta(days=draw(st.sampled_from([1, 2, 2, 2, 3, 5, 7, 13, 20, 27, 40, 70])))
    return profile, tuple(sessions), today


RIR = {"easy": 5, "right": 2, "hard": 0, "short": None}


def _done(coming, day, number, effort):
    reps = {"short": 0.7}
    return SessionLog(
        id=f"s{number:03}",
        date=day,
        phase=coming.phase,
        kind=coming.type,
        exercises=tuple(
            ExerciseLog(
                e.slot, e.slug, e.load, e.sets, e.reps, e.tempo, e.code,
                (int(e.reps * reps.get(effort, 1)),) * e.sets, RIR[effort],
            )
            for e in coming.exercises
        ),
        restart=bool({"RESTART_P1", "GAP_RESTART_PHASE"} & set(coming.codes)),
    )  # fmt: skip


strange = st.tuples(profiles, any_history(), st.integers(0, 90).map(lambda n: START + timedelta(days=n)))
people = st.one_of(lived(), strange)
