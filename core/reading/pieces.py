"""What a message about sets is made of: amounts with their meaning, marks, names and notes, in the order typed."""

from __future__ import annotations

from typing import Any, NamedTuple


class Piece(NamedTuple):
    """One piece. `start` and `end` are places in the text.

    reps     value: repetitions (a float is no count: then it can only be a load)      extra: True when the word «reps» stood there
    count    value: number of sets («3 sets»)                                          times: the same, said as «3 times», «twice»
    chain    value: terms joined by x, each (number, kind)                             kind: "", "load:kg", "load:lb", "reps", "sets", "secs", "s"
    list     value: numbers joined by / - or +                                         extra: the sign
    load     value: kg or lb with sign                                                 extra: (unit or None, counts body weight)
    head     value: a number with a colon in front of a list («14: 6 6 5»)
    at       value: the number behind a bare @: a load or an RPE
    secs     value: seconds                                                            extra: True for «25s», which may be a pair of 25s
    rir, rpe value: as typed                                                           bw: body weight; band: value is its words
    side     value: "left" or "right"                                                  each: every side did as many
    label    value: how many sets the next number is for, «rest» = 0                   extra: the set's number, if said
    warm, work, drop                                                                   mark what follows
    done, same, delta, failed                                                          against the plan or the set before
    name     value: (slug or own words, known)                                         sep: value is the kind of separator
    note     words about the set                                                       junk: an amount that means nothing here
    """

    kind: str
    start: int
    end: int
    value: Any = None
    extra: Any = None


AMOUNTS = frozenset({"reps", "chain", "list", "secs", "count", "times"})
PLANNED = frozenset({"done", "same", "delta", "failed"})
COUNTING = AMOUNTS | PLANNED | {"every_set"}
