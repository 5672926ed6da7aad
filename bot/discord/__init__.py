"""Discord: the bot in direct messages, in servers and as an app that a person installs for themselves."""
