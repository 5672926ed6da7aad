"""Movements are read from TOML; what is wrong with them is said all at once."""

from bot.pictures.pose import Foot, Leg
from bot.pictures.script import motions, read

GOOD = """
[knee-bend]
beats = [["low", 2], ["hold", 1], ["tall", 1]]
[knee-bend.base]
arms = { shoulder = 75 }
[knee-bend.pose.tall]
stand = { knee = 4 }
[knee-bend.pose.low]
stand = { knee = 90 }
right_leg = { heel_up = 10 }
"""


def test_a_pose_takes_from_the_base_what_it_does_not_say():
    found, flaws = read({"a.toml": GOOD})

    low = found["knee-bend"].poses["low"]
    assert not flaws
    assert low.right_arm.shoulder == low.left_arm.shoulder == 75.0
    assert isinstance(low.right_leg, Foot)
    assert (low.right_leg.heel_up, low.left_leg.heel_up) == (10.0, 0.0)


def test_feet_stand_on_both_sides_of_the_middle():
    low = read({"a.toml": GOOD})[0]["knee-bend"].poses["low"]

    assert low.right_leg.at[2] == -low.left_leg.at[2] > 0


def test_a_hold_stays_where_the_person_is():
    beats = read({"a.toml": GOOD})[0]["knee-bend"].beats

    assert [(beat.to, beat.seconds) for beat in beats] == [("low", 2.0), ("low", 1.0), ("tall", 1.0)]


def test_all_flaws_are_reported_with_file_and_exercise():
    texts = {
        "a.toml": GOOD.replace('["tall", 1]', '["up", 1]'),
        "b.toml": GOOD.replace("stand = { knee = 90 }", "stand = { kneee = 90 }"),
        "c.toml": GOOD.replace("right_leg = { heel_up = 10 }", "right_leg = { hip = 10 }"),
        "d.toml": "[broken",
    }

    found, flaws = read(texts)

    assert not found
    assert len(flaws) == 4
    assert "a.toml, knee-bend: there is no pose up" in flaws[0]
    assert "b.toml, knee-bend" in flaws[1]
    assert "kneee" in flaws[1]
    assert "c.toml, knee-bend: its poses give the same limb in different ways" in flaws[2]
    assert flaws[3].startswith("d.toml: not TOML")


def test_a_free_leg_is_given_by_its_angles():
    assert isinstance(motions()["sl-rdl-reach"].poses["low"].left_leg, Leg)
