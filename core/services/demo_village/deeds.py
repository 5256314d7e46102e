"""One deed of the invented past, before it is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from core.services.demo_village.people import DemoPerson
from core.store.base import Recorded
from core.store.unit_of_work import UnitOfWork

Row = dict[str, Any]
Inserts = list[tuple[type[Recorded], list[Row]]]


@dataclass(slots=True)
class Deed:
    """One deed: who did what when (UTC), which rows it added, who is gone since, and what else was done."""

    at: datetime
    who: str
    sentence: str
    inserts: Inserts = field(default_factory=list)
    gone: list[DemoPerson] = field(default_factory=list)
    act: Callable[[UnitOfWork], object] | None = None


def local_hour(on: date, hour: int) -> datetime:
    """A local hour of western Indonesia as UTC."""
    return datetime.combine(on, time(hour), tzinfo=UTC) - timedelta(hours=7)
