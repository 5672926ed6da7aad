"""The parts of the coaching rules that building, progressing, scheduling and safety are made of."""
