"""Work that waits for its transaction, and what came of it."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.values import quick

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


@dataclass(slots=True, eq=False)
class Job:
    """One call of `once`: the digest of its delivery, whom it is about if anybody, and the future that the caller waits for."""

    key: int
    at: datetime
    work: Callable[[Any], Any]
    who: str = ""
    alone: bool = True  # in a transaction of its own
    future: Future[Any] = field(default_factory=Future)

    def starts(self) -> bool:
        """Whether it is still wanted; from here on it cannot be cancelled."""
        return self.future.running() or self.future.set_running_or_notify_cancel()


@quick
@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job's future will hold once the transaction is over, and what to do first if it was committed."""

    result: Any = None
    error: BaseException | None = None
    committed: Callable[[], None] | None = None

    def arrive(self, job: Job) -> None:
        """Do what may be done after the commit, and tell the caller."""
        if self.committed is not None:
            self.committed()
        if self.error is None:
            job.future.set_result(self.result)
        else:
            job.future.set_exception(self.error)
