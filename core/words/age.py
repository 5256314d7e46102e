"""Ages: whole days for look-ups, completed calendar months for people and cards."""

from calendar import monthrange
from datetime import date

_SAID_IN_MONTHS, _SHORTEST_MONTH = 24, 28


def age_days(born_on: date, on: date) -> int:
    """Whole days from birth to `on`; the day of birth is 0, before birth is negative (WHO 2006)."""
    return (on - born_on).days


def completed_months(born_on: date, on: date) -> int:
    """Completed calendar months from birth to `on`, e.g. 2 months 29 days = 2.

    A child born on the 31st completes a month on the 1st when the month is shorter. Negative before birth.
    Source: Permenkes 2/2020 ("umur dihitung dalam bulan penuh").
    """
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    return months - 1 if on.day < born_on.day else months


def completed_years(born_on: date, on: date) -> int:
    """Completed years from birth to `on`."""
    return completed_months(born_on, on) // 12


def month_completed_on(born_on: date, months: int) -> date:
    """The first day on which `months` calendar months are completed (same rule as `completed_months`)."""
    index = born_on.year * 12 + born_on.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    # Every month has 28 days; asking how long this one is costs ten times as much.
    if born_on.day <= _SHORTEST_MONTH or born_on.day <= monthrange(year, month)[1]:
        return date(year, month, born_on.day)
    return date(year + month // 12, month % 12 + 1, 1)


def latest_birth(months: int, on: date) -> date:
    """The last birth date of those who have completed `months` calendar months on the day (as `completed_months`)."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def age_in_words(born_on: date, on: date) -> str:
    """The age as a kader says it: `12 hr`, `8 bln 12 hr`, `3 th 4 bln`, `45 th`; empty before birth."""
    if on < born_on:
        return ""
    months = completed_months(born_on, on)
    if months < _SAID_IN_MONTHS:
        days = (on - month_completed_on(born_on, months)).days
        return f"{days} hr" if months == 0 else f"{months} bln {days} hr" if days else f"{months} bln"
    years, rest = divmod(months, 12)
    return f"{years} th {rest} bln" if rest and years < 19 else f"{years} th"


def approximate_age(born_on: date, on: date) -> str:
    """The age from a guessed birth date, no finer than the guess: `± 8 bln`, `± 2 th`; empty before birth."""
    months = completed_months(born_on, on)
    if months < 0:
        return ""
    if months == 0:
        return f"± {age_days(born_on, on)} hr"
    return f"± {months} bln" if months < _SAID_IN_MONTHS else f"± {months // 12} th"


def age_words(born_on: date, on: date, *, is_approximate: bool) -> str:
    """`age_in_words`, or `approximate_age` where the birth date is a guess."""
    return approximate_age(born_on, on) if is_approximate else age_in_words(born_on, on)


def guess_words(guessed_on: date | None) -> str:
    """What stands beside a guessed age: `perkiraan per 1-1-2026`; without the day of the guess only `perkiraan`."""
    if guessed_on is None:
        return "perkiraan"
    return f"perkiraan per {guessed_on.day}-{guessed_on.month}-{guessed_on.year}"
