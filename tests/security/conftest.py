from tests.bot.telegram.conftest import diary, telegram

__all__ = ["diary", "telegram"]
