"""The working sheet of a month: every child of a posyandu with what it is in that month's reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.services.register import Register
from core.services.reports.child_month import Chain, ChildMonth, child_month, letters_by_month
from core.services.reports.facts import ChildFacts, CountingRules
from core.services.reports.loading import ReportFacts, ReportPlace, load_facts
from core.words.findings import Finding, Severity
from core.words.periods import Month, date_words

__all__ = ["MonthSheet", "ReportPlace", "month_sheets", "session_words", "sheet_rows"]


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """One month of one posyandu, or of all together; `sessions` are the session days found, oldest first."""

    month: Month
    place: ReportPlace
    sessions: tuple[date, ...]
    rows: tuple[ChildMonth, ...]
    findings: tuple[Finding, ...]


def session_words(sessions: Sequence[date]) -> str:
    """The session days of one month in few words: `5, 10, dan 16 November 2026`."""
    if not sessions:
        return "belum ada bulan ini"
    *others, last = sessions
    if len(others) > 1:
        return f"{', '.join(str(day.day) for day in others)}, dan {date_words(last)}"
    return f"{others[0].day} dan {date_words(last)}" if others else date_words(last)


def sheet_rows(
    children: Iterable[ChildFacts], month: Month, session_on: date | None, rules: CountingRules
) -> tuple[ChildMonth, ...]:
    """The rows of one posyandu in one month. Pure; without a session the last calendar day stands for it."""
    on = session_on or month.last_day
    return tuple(child_month(child, letters_by_month(child, rules), month, on) for child in children)


def month_sheets(register: Register, months: Sequence[Month], posyandu_id: str | None = None) -> tuple[MonthSheet, ...]:
    """The sheets of `months` (ascending) from one reading of the register; InputError for an unknown posyandu."""
    facts = load_facts(register, months[0], months[-1], posyandu_id)
    chains = {child.id: letters_by_month(child, facts.rules) for child in facts.children}
    return tuple(_sheet(facts, chains, month) for month in months)


def _sheet(facts: ReportFacts, chains: dict[str, Chain], month: Month) -> MonthSheet:
    rows: list[ChildMonth] = []
    seen: set[str] = set()
    for unit_id in facts.posyandu_ids:
        on = facts.session_on(unit_id, month) or month.last_day
        for child in facts.children_of(unit_id, on):
            # A child that moved between two posyandu in one month is counted once, where it is met first.
            if child.id not in seen:
                seen.add(child.id)
                rows.append(child_month(child, chains[child.id], month, on))
    days = (facts.session_on(unit_id, month) for unit_id in facts.posyandu_ids)
    sessions = tuple(sorted({day for day in days if day is not None}))
    return MonthSheet(month, facts.place, sessions, tuple(rows), _findings(facts, month, sessions))


def _findings(facts: ReportFacts, month: Month, sessions: tuple[date, ...]) -> tuple[Finding, ...]:
    found = []
    if not sessions:
        why = f"Belum ada hari buka pada {month.label}; umur dihitung pada {date_words(month.last_day)}."
        found.append(Finding("R-SKDN", "month", "Tanpa hari buka", Severity.YELLOW, why, "Periksa bulannya."))
    if homeless := facts.without_posyandu_on(month.last_day):
        is_village = None in facts.posyandu_ids
        where = "baru ikut di laporan seluruh desa" if is_village else "jadi tidak ikut dihitung di sini"
        why = f"{homeless} balita belum punya posyandu, {where}."
        step = "Buka Warga, lalu pilih posyandu keluarganya."
        found.append(Finding("R-SKDN", "S", "Belum punya posyandu", Severity.YELLOW, why, step))
    return tuple(found)
