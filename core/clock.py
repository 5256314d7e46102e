"""The one place that asks the computer what time it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Today and now; `fixed_on` pins the day (`--today`, tests, the demo)."""

    fixed_on: date | None = None

    def today(self) -> date:
        """The local calendar day, or the pinned one."""
        return self.fixed_on or datetime.now().astimezone().date()

    def now(self) -> datetime:
        """This moment in UTC; with a pinned day, that day at the present time of day."""
        now = datetime.now(UTC)
        return now if self.fixed_on is None else datetime.combine(self.fixed_on, now.timetz())

    def moment(self) -> datetime:
        """This moment in UTC whatever day is pinned: for waits that nobody may shorten with `--today`."""
        return datetime.now(UTC)
