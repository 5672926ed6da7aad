"""Reading training from files: our own exports, Hevy's and Strong's; nothing is kept before somebody has seen what it would be."""
