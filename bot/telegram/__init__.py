"""Telegram: updates become turns, answers become messages. Importing this package does not import python-telegram-bot."""

import os

# The library's own switch to its next version's types: without it every 429 comes with a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
