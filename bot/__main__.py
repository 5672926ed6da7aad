"""`python -m bot` is the `ironstride` command."""

from bot.cli import main

main()
