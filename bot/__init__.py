"""What touches the world: fronts, the clock of the nudges, settings, the command line."""
