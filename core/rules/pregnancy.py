"""The age of a pregnancy, its due date and trimester, and what they ask for. Pure: dates in, verdict out."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.errors import InputError
from core.words.findings import Finding, Severity
from core.words.periods import date_words

TERM_DAYS = 280
"""From the first day of the last period (HPHT) to the due date."""
MOST_WEEKS = 45
"""Beyond 45 completed weeks nobody is pregnant any more: she has given birth, or a date is wrong."""
POST_TERM_WEEKS = 42
VIABLE_WEEKS = 20
"""Before 20 weeks the end of a pregnancy is a miscarriage (keguguran)."""
_WEEK = 7
_RULE_UK = "R-UK (Buku KIA 2024)"
_TRIMESTERS = {"kmk": (84, 168), "buku": (97, 195)}


class DatedBy(StrEnum):
    """By what the age of a pregnancy is known, the surest last."""

    ESTIMATE = "perkiraan"
    HPHT = "HPHT"
    USG = "USG"


@dataclass(frozen=True, slots=True)
class Dating:
    """When the pregnancy began (as if by HPHT), when the child is due, and by what that is known."""

    began_on: date
    due_on: date
    by: DatedBy


@dataclass(frozen=True, slots=True)
class Gestation:
    """The age of a pregnancy on a day."""

    days: int

    @property
    def weeks(self) -> int:
        """Completed weeks, never rounded up."""
        return self.days // _WEEK

    @property
    def words(self) -> str:
        """`24 minggu 1 hari`."""
        rest = self.days % _WEEK
        return f"{self.weeks} minggu {rest} hari" if rest else f"{self.weeks} minggu"


def due_on(hpht_on: date) -> date:
    """R-HPL: 280 days after the first day of the last period (Naegele's rule counted in days)."""
    return hpht_on + timedelta(TERM_DAYS)


def naegele_on(hpht_on: date) -> date:
    """The due date as it is taught and worked out by hand: three months back, a year on, then seven days.

    Differs from `due_on` by up to three days; only shown beside it.
    """
    year, month = divmod(hpht_on.year * 12 + hpht_on.month - 1 + 9, 12)
    # The 31st of May has no 31st three months before; the last day of that month stands for it.
    day = min(hpht_on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(_WEEK)


def due_by_weeks(weeks: int, said_on: date) -> date:
    """The due date when the mother says on a day how many weeks she is along: an estimate."""
    return said_on + timedelta(TERM_DAYS - weeks * _WEEK)


def dating(hpht_on: date | None, usg_due_on: date | None, estimated_due_on: date | None) -> Dating | None:
    """R-HPL: an ultrasound's due date goes before HPHT, and HPHT before an estimate; None when nothing is known."""
    if usg_due_on is not None:
        return Dating(usg_due_on - timedelta(TERM_DAYS), usg_due_on, DatedBy.USG)
    if hpht_on is not None:
        return Dating(hpht_on, due_on(hpht_on), DatedBy.HPHT)
    if estimated_due_on is not None:
        return Dating(estimated_due_on - timedelta(TERM_DAYS), estimated_due_on, DatedBy.ESTIMATE)
    return None


def gestation(began_on: date, on: date) -> Gestation:
    """R-UK: days since the first day of the last period; weeks are cut off, never rounded (Buku KIA 2024).

    Raises InputError for a day before it, and beyond 45 weeks, where she must have given birth.
    """
    days = (on - began_on).days
    if days < 0:
        raise InputError(
            f"Menurut tanggal ini kehamilan baru mulai {date_words(began_on)}. Periksa tanggalnya.", field="hpht_on"
        )
    found = Gestation(days)
    if found.weeks > MOST_WEEKS:
        raise InputError(
            f"Menurut tanggal ini kehamilan sudah {found.words}. Sudah bersalin? "
            "Catat kelahirannya, atau periksa tanggalnya.",
            field="hpht_on",
        )
    return found


def trimester(days: int, *, by: str = "kmk") -> int:
    """R-TM: 1 to 12 weeks 0 days, 2 to 24 weeks 0 days, then 3 (KMK HK.01.07/MENKES/2015/2023).

    `by="buku"` has the borders of the textbooks: 13 weeks 6 days and 27 weeks 6 days. KeyError for another name.
    """
    first, second = _TRIMESTERS[by]
    return 1 if days <= first else 2 if days <= second else 3


def findings(known: Dating | None, on: date) -> tuple[Finding, ...]:
    """What the age of an open pregnancy asks for on a day: its date to be found out, referral past term, its end."""
    if known is None:
        step = "Tanyakan HPHT, atau lihat hasil USG di Buku KIA."
        return (_finding("Umur kehamilan belum diketahui", Severity.YELLOW, "HPHT dan USG belum dicatat.", step),)
    age = Gestation((on - known.began_on).days)
    if age.weeks > MOST_WEEKS:
        label, why = "Sudah bersalin?", f"Menurut catatan kehamilan ini sudah {age.words}."
        return (_finding(label, Severity.RED, why, "Tanyakan ke ibu, lalu catat kelahirannya."),)
    if age.weeks >= POST_TERM_WEEKS:
        why = f"Umur kehamilan {age.words}; lewat 42 minggu."
        return (_finding("Lewat bulan", Severity.RED, why, "Rujuk ke puskesmas atau rumah sakit hari ini."),)
    return ()


def end_findings(known: Dating | None, ended_on: date, *, is_miscarriage: bool) -> tuple[Finding, ...]:
    """What looks odd about the end of a pregnancy beside its age; each asks for a reason and never refuses."""
    if known is None or known.by is DatedBy.ESTIMATE:
        return ()
    age = Gestation((ended_on - known.began_on).days)
    if age.weeks > MOST_WEEKS or age.days < 0:
        return (_odd(f"Menurut {known.by} umur kehamilan {age.words}.", "Periksa tanggalnya."),)
    if not is_miscarriage and age.weeks < VIABLE_WEEKS:
        why = f"Umur kehamilan baru {age.words}; di bawah {VIABLE_WEEKS} minggu disebut keguguran."
        return (_odd(why, "Periksa tanggalnya."),)
    if is_miscarriage and age.weeks >= VIABLE_WEEKS:
        why = f"Umur kehamilan sudah {age.words}; sejak {VIABLE_WEEKS} minggu disebut lahir mati."
        return (_odd(why, "Periksa tanggalnya, atau pilih lahir mati."),)
    return ()


def _finding(label: str, severity: Severity, why: str, next_step: str) -> Finding:
    return Finding(_RULE_UK, "hpht_on", label, severity, why, next_step)


def _odd(why: str, next_step: str) -> Finding:
    return Finding(_RULE_UK, "ended_on", "Tanggal tidak lazim", Severity.YELLOW, why, next_step, True)
