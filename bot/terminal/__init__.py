"""The chat on a terminal: needs no token, no account, no server."""
