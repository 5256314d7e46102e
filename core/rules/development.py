"""A child's development: which questionnaire is due (KPSP), what its score means, and the checklist of the Buku KIA.

Source: SDIDTK 2022 (Kemenkes); Buku KIA 2020 and 2024. The KPSP questions themselves are read from the printed book;
here stand its ages and its scores.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.rules.development_items import CHECKPOINTS
from core.words.age import age_days, completed_months
from core.words.findings import Finding, Severity

KPSP_AGES = (3, 6, 9, 12, 15, 18, 21, 24, 30, 36, 42, 48, 54, 60, 66, 72)
"""Months for which there is a questionnaire."""
KPSP_QUESTIONS = 10
LAST_MONTH = 72
_ROUNDS_UP_FROM_DAYS = 16
_TERM_WEEKS, _PRETERM_BELOW_WEEKS, _CORRECTED_BELOW_MONTHS, _DAYS_A_WEEK = 40, 37, 24, 7
_DAYS_A_MONTH = 30.4375
_FITTING_FROM, _DOUBTFUL_FROM = 9, 7
_REPEAT_AFTER_DAYS = 14


def screening_months(born_on: date, on: date, gestation_weeks: int | None = None) -> int:
    """R-KPSP-UMUR: the age for the KPSP in months; 16 days or more over make one more (SDIDTK 2022).

    A child born before 37 weeks and younger than 24 months counts from its due date.
    """
    is_preterm = gestation_weeks is not None and gestation_weeks < _PRETERM_BELOW_WEEKS
    if is_preterm and completed_months(born_on, on) < _CORRECTED_BELOW_MONTHS:
        early = (_TERM_WEEKS - (gestation_weeks or 0)) * _DAYS_A_WEEK
        corrected = max(age_days(born_on, on) - early, 0)
        months, rest = divmod(corrected, _DAYS_A_MONTH)
        return int(months) + (rest >= _ROUNDS_UP_FROM_DAYS)
    months, rest = _months_and_days(born_on, on)
    return months + (rest >= _ROUNDS_UP_FROM_DAYS)


def _months_and_days(born_on: date, on: date) -> tuple[int, int]:
    # As people count from the end of a month: from 31 January the third month is full on 30 April.
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    if _same_day(born_on, months) > on:
        months -= 1
    return months, (on - _same_day(born_on, months)).days


def _same_day(born_on: date, months: int) -> date:
    year, month = divmod(born_on.year * 12 + born_on.month - 1 + months, 12)
    return date(year, month + 1, min(born_on.day, monthrange(year, month + 1)[1]))


def kpsp_for(born_on: date, on: date, gestation_weeks: int | None = None) -> int | None:
    """R-KPSP: the questionnaire for that day: the largest age not above the child's; None below 3, above 72 months."""
    if completed_months(born_on, on) > LAST_MONTH:
        return None
    months = screening_months(born_on, on, gestation_weeks)
    return max((age for age in KPSP_AGES if age <= months), default=None)


SECTORS = ("Gerak kasar", "Gerak halus", "Bicara dan bahasa", "Sosialisasi dan kemandirian")
"""The parts of development that the questions ask about, as printed beside each (SDIDTK 2022)."""


class KpspResult(StrEnum):
    """The three results of a KPSP."""

    FITTING = "S"
    DOUBTFUL = "M"
    DEVIATION = "P"

    @property
    def label(self) -> str:
        """The word on the form."""
        return {"S": "Sesuai", "M": "Meragukan", "P": "Kemungkinan penyimpangan"}[self.value]


def kpsp_result(yes: int) -> KpspResult:
    """R-KPSP-SKOR: 9-10 times yes fits, 7-8 is doubtful, 6 or fewer may be a deviation (SDIDTK 2022)."""
    if yes >= _FITTING_FROM:
        return KpspResult.FITTING
    return KpspResult.DOUBTFUL if yes >= _DOUBTFUL_FROM else KpspResult.DEVIATION


def kpsp_finding(yes: int, *, is_repeat: bool = False, sectors: Iterable[str] = ()) -> Finding:
    """R-KPSP: what a score means and asks for; `is_repeat` after two weeks of stimulation, `sectors` answered no."""
    result = kpsp_result(yes)
    why = f"Jawaban ya {yes} dari {KPSP_QUESTIONS}."
    failed = ", ".join(sectors)
    if result is KpspResult.FITTING:
        next_step = "Puji ibu. Teruskan stimulasi sesuai umur; periksa lagi pada umur berikutnya."
        return Finding("R-KPSP", "kpsp", result.label, Severity.GREEN, why, next_step)
    if result is KpspResult.DOUBTFUL and not is_repeat:
        next_step = "Ajari ibu stimulasi setiap hari, periksa lagi 2 minggu lagi."
        return Finding("R-KPSP", "kpsp", result.label, Severity.YELLOW, why, next_step)
    named = f" Tulis bagian yang belum bisa: {failed}." if failed else ""
    return Finding("R-KPSP", "kpsp", result.label, Severity.RED, why, f"Rujuk ke Puskesmas.{named}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One page of the Buku KIA checklist: the age in months and what a child can do by then."""

    age_months: int
    items: tuple[str, ...]


def checkpoint_for(age_months: int, completed: Collection[int] = ()) -> Checkpoint | None:
    """R-KIA: the largest checkpoint not above the age in completed months; None when it is done or there is none.

    `completed` are the ages of checkpoints that were filled with yes throughout (Buku KIA 2020/2024).
    """
    age = max((one for one in CHECKPOINTS if one <= age_months), default=None)
    if age is None or age in completed or age_months > LAST_MONTH:
        return None
    return Checkpoint(age, CHECKPOINTS[age])


def checklist_finding(checkpoint: Checkpoint, can: Collection[int]) -> Finding:
    """R-KIA: complete, or incomplete with what the child cannot do yet; `can` are places in `items` (from 0)."""
    missing = [item for place, item in enumerate(checkpoint.items) if place not in can]
    if not missing:
        next_step = "Puji ibu dan teruskan stimulasi sesuai umur."
        return Finding("R-KIA", "ceklis_perkembangan", "Lengkap", Severity.GREEN, "Semua sudah bisa.", next_step)
    why = "Belum bisa: " + "; ".join(missing) + "."
    next_step = "Rujuk ke tenaga kesehatan untuk diperiksa."
    return Finding("R-KIA", "ceklis_perkembangan", "Tidak lengkap", Severity.RED, why, next_step)


def checklist_so_far(checkpoint: Checkpoint, answers: Mapping[int, bool]) -> Finding | None:
    """R-KIA of a checklist that may still have open lines (None: nothing answered); one no is enough to send on.

    `answers` are places in `items` (from 0) with yes or no.
    """
    if not answers:
        return None
    no = {place for place, can in answers.items() if not can}
    is_open = len(answers) < len(checkpoint.items)
    if is_open and not no:
        left = len(checkpoint.items) - len(answers)
        why, next_step = f"Masih {left} baris belum ditanyakan.", "Tanyakan sisanya kepada ibu."
        return Finding("R-KIA", "ceklis_perkembangan", "Belum selesai", Severity.YELLOW, why, next_step)
    return checklist_finding(checkpoint, set(range(len(checkpoint.items))) - no)


def is_kpsp_repeat(age_months: int, on: date, earlier: Iterable[tuple[date, int, int]]) -> bool:
    """R-KPSP-ULANG: the second try after a doubtful one of the same questionnaire, two weeks or more later.

    `earlier` are day, questionnaire in months and times yes (SDIDTK 2022).
    """
    before = [(day, yes) for day, age, yes in earlier if age == age_months and day < on]
    if not before:
        return False
    day, yes = max(before)
    return kpsp_result(yes) is KpspResult.DOUBTFUL and (on - day).days >= _REPEAT_AFTER_DAYS
