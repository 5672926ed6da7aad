"""The proportions of the person in the drawings: lengths, masses, and how far each joint may go."""

from __future__ import annotations

from math import cos, radians, sqrt

# Lengths in cm for a stature of 172 (shares of stature after Drillis and Contini).
TRUNK = 50.0  # hip line to shoulder line
NECK = 8.0
HEAD = 11.0  # top of the neck to the middle of the head
UPPER_ARM = 31.0
FOREARM = 26.0
FIST = 6.0  # wrist to what the fist holds
PALM = 15.0  # wrist to fingertips of a flat hand
THIGH = 42.0
SHANK = 42.0
ANKLE_HEIGHT = 7.0
HEEL_TO_ANKLE = 6.0
ANKLE_TO_BALL = 13.0
BALL_TO_TOE = 7.0
MIDFOOT_TO_BALL = 6.0
HALF_HIPS = 9.0
HALF_SHOULDERS = 17.0

FOOT_BACK = MIDFOOT_TO_BALL - ANKLE_TO_BALL - HEEL_TO_ANKLE  # heel, seen from mid-foot

# Shares of body mass (Winter, Biomechanics and Motor Control of Human Movement).
MASS = {
    "head": 0.081,
    "trunk": 0.497,
    "upper_arm": 0.028,
    "forearm": 0.022,  # with the hand
    "thigh": 0.100,
    "shank": 0.0465,
    "foot": 0.0145,
}

# How far a healthy adult's joints go, in degrees (American Academy of Orthopaedic Surgeons, widened by about 10).
RANGE = {
    "hip": (-35.0, 135.0),
    "knee": (-2.0, 155.0),
    "ankle": (-62.0, 40.0),  # minus: toes pointed
    "shoulder": (-75.0, 190.0),
    "elbow": (-2.0, 158.0),
    "neck": (-50.0, 60.0),
}


def leg_span(knee: float) -> float:
    """Hip to ankle in cm when the knee is bent by so many degrees."""
    return sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * cos(radians(knee)))
