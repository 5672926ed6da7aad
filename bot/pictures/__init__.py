"""Pictures: how an exercise is done, and how it is going."""
