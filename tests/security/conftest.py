from tests.bot.telegram.conftest import diary, telegram
from tests.faults.conftest import launched, staged

__all__ = ["diary", "launched", "staged", "telegram"]
