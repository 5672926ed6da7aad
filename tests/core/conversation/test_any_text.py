"""Whatever somebody writes or presses, wherever the talk stands, they get an answer and nothing breaks."""

from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.turn import Edited, Incoming, Pressed, Said

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
PEOPLE = count(1)

KNOWN = st.sampled_from(
    [
        "start workout", "none of these", "dumbbells 8 kg and a band", "6", "6 6", "all done", "skip", "undo", "swap", "why",
        "help", "cancel", "stop", "yes", "no", "knee hurts 4", "chest pain", "everything as planned", "8 8", "set one was 5",
        "next", "plan", "today", "history", "show me", "equipment 4 6 kg", "squat 6 6 and flurbles 3x5", "yesterday: squat 6 6",
        "I am sick", "only 15 minutes", "race on 3 May", "",
    ]
)  # fmt: skip
MOVES = st.one_of(
    st.tuples(st.just("say"), KNOWN),
    st.tuples(st.just("say"), st.text(max_size=200)),
    st.tuples(st.just("press"), st.integers(0, 30)),
    st.tuples(st.just("press"), st.text(max_size=40)),
    st.tuples(st.just("edit"), st.one_of(KNOWN, st.text(max_size=60))),
    st.tuples(st.just("wait"), st.sampled_from([1, 5, 48])),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, max_size=25))
def test_everything_gets_an_answer(desk, moves):
    who, at, shown, said = f"p{next(PEOPLE)}", AT, [], []
    for number, (move, what) in enumerate(moves):
        at += timedelta(seconds=20)
        name = f"{who}:{number}"
        if move == "wait":
            at += timedelta(hours=what)
            continue
        if move == "say":
            act = Said(what, message=name)
            said.append(name)
        elif move == "edit":
            act = Edited(what, said[-1] if said else "nothing")
        else:
            act = Pressed(shown[-1 - what].key if isinstance(what, int) and what < len(shown) else str(what))

        answer = desk.turn_now(Incoming(who, act, at, name))

        assert answer.messages, (move, what)
        assert all(message.text.strip() for message in answer.messages), (move, what)
        shown += [choice for message in answer.messages for row in message.choices for choice in row]
        assert all(len(choice.key.encode()) <= 64 and choice.label for choice in shown)
