"""R-KF and R-KN: the visits to a mother in childbed and to her newborn, by calendar days after the birth."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.rules import thresholds as at
from core.rules.verdict import Verdict
from core.words.findings import Severity

MOTHER_WINDOWS = {"KF1": (0, 2), "KF2": (3, 7), "KF3": (8, 28), "KF4": (29, 42)}
INFANT_WINDOWS = {"KN1": (0, 2), "KN2": (3, 7), "KN3": (8, 28)}
"""First and last day after birth. By calendar day, so that no hour falls between two windows (KMK 2015/2023)."""
_NEWBORN_HOURS = 6


class WindowState(StrEnum):
    """Where one visit stands on a day; the values are the words on the screen."""

    AHEAD = "jadwal"
    OPEN = "dalam jendela"
    DONE = "sudah"
    MISSED = "terlewat"
    LATE = "terlambat"


@dataclass(frozen=True, slots=True)
class Window:
    """One visit: its name, first and last day, and where it stands."""

    name: str
    first_on: date
    last_on: date
    state: WindowState


def visit_name(born_on: date, on: date, windows: dict[str, tuple[int, int]]) -> str | None:
    """The visit that a day belongs to: day 0-2 KF1/KN1, 3-7 the second, 8-28 the third, 29-42 KF4; None outside."""
    day = (on - born_on).days
    return next((name for name, (first, last) in windows.items() if first <= day <= last), None)


def is_first_hours(born_at: datetime | None, seen_at: datetime | None) -> bool:
    """R-KN: KN0, within six hours of birth; only when both clock times are known (KMK 2015/2023)."""
    if born_at is None or seen_at is None:
        return False
    return 0 <= (seen_at - born_at).total_seconds() < _NEWBORN_HOURS * 3600


def schedule(born_on: date, done: dict[str, date], on: date, windows: dict[str, tuple[int, int]]) -> tuple[Window, ...]:
    """Every visit with its window and state on a day; `done` are the days they took place, by name."""
    found = []
    for name, (first, last) in windows.items():
        first_on, last_on = (date.fromordinal(born_on.toordinal() + day) for day in (first, last))
        seen_on = done.get(name)
        if seen_on is not None:
            state = WindowState.LATE if seen_on > last_on else WindowState.DONE
        else:
            state = WindowState.AHEAD if on < first_on else WindowState.OPEN if on <= last_on else WindowState.MISSED
        found.append(Window(name, first_on, last_on, state))
    return tuple(found)


def is_complete(done: dict[str, date], windows: dict[str, tuple[int, int]]) -> bool:
    """KF lengkap is all four, KN lengkap KN1 to KN3, late ones too (KMK 2015/2023)."""
    return all(name in done for name in windows)


def visit_verdict(rule: str, field: str, name: str, born_on: date | None, seen_on: date | None) -> Verdict | None:
    """R-KF or R-KN: whether a visit was within its window, too early or too late; None without both days."""
    if born_on is None or seen_on is None or seen_on < born_on:
        return None
    first, last = {**MOTHER_WINDOWS, **INFANT_WINDOWS, "KN0": (0, 0)}[name]
    day = (seen_on - born_on).days
    result = "AWAL" if day < first else "TERLAMBAT" if day > last else "TEPAT"
    words = {"AWAL": "belum waktunya", "TERLAMBAT": "terlambat", "TEPAT": "tepat waktu"}[result]
    return Verdict(
        rule=rule,
        field=field,
        result=result,
        severity=Severity.GREEN if result == "TEPAT" else Severity.YELLOW,
        label=f"{name} {words}",
        why=f"Hari ke-{day} sesudah lahir; waktunya hari {first}-{last}.",
        source=at.ILP,
    )
