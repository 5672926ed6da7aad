"""What the coach knows and decides: no I/O, no clock, no chat library."""
