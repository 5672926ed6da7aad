"""Every line the coach says, as data, and the phrasebook that fills the blanks."""
