"""Which backups stay: the newest of each of the last days, weeks and months that have one; a function of values."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 5, 12
_PERIODS: tuple[tuple[Callable[[datetime], Hashable], int], ...] = (
    (datetime.date, DAYS),
    (lambda at: at.isocalendar()[:2], WEEKS),
    (lambda at: (at.year, at.month), MONTHS),
)


def kept(made_at: Iterable[datetime]) -> frozenset[datetime]:
    """Which of these backups (local time of each that is proven and readable) stay.

    Of each of the last 7 days, 5 weeks and 12 months that have one, the newest: never more than 24, and always the
    newest of all.
    """
    newest_first = sorted(set(made_at), reverse=True)
    staying: set[datetime] = set()
    for period, limit in _PERIODS:
        seen: set[Hashable] = set()
        for at in newest_first:
            if len(seen) < limit and period(at) not in seen:
                seen.add(period(at))
                staying.add(at)
    return frozenset(staying)
