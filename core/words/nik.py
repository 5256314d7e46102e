"""The national identity number (NIK): 6 digits of region, 6 of birth (day + 40 for women), 4 of sequence."""

from dataclasses import dataclass
from datetime import date

from core.words.findings import Finding, Severity
from core.words.people import Sex
from core.words.periods import date_words

LENGTH = 16
_WOMAN_DAY, _SHOWN_DIGITS, _REGION_DIGITS = 40, 4, 6
_FIRST_PROVINCE = 11
_RULE = "R-NIK (Permendagri 104/2019)"


@dataclass(frozen=True, slots=True)
class NikParts:
    """What a NIK says: region code, sex, and birth date (None when the digits are no date)."""

    region: str
    sex: Sex
    born_on: date | None
    sequence: str


def tidy(text: str) -> str:
    """The number as typed without spaces, dots and dashes; what stands for "none" (`0`, `-`) becomes empty."""
    number = "".join(mark for mark in text.strip() if mark not in " .-'’")
    return "" if not number.strip("0") else number


def is_complete(nik: str) -> bool:
    """Whether it has exactly 16 digits."""
    return len(nik) == LENGTH and nik.isascii() and nik.isdecimal()


def kk_problem(number: str) -> str:
    """What is wrong with a KK number (16 digits too) as a sentence; empty when it fits or is not known yet."""
    number = tidy(number)
    if not number or is_complete(number):
        return ""
    said = f"ada {len(number)} angka" if number.isascii() and number.isdecimal() else "ada yang bukan angka"
    return f"Nomor KK 16 angka, di sini {said}. Lihat kartu keluarganya, atau kosongkan bila belum tahu."


def parse(nik: str, *, today: date) -> NikParts | None:
    """Read a NIK; None when it does not have 16 digits. The century is the latest that is not after `today`."""
    if not is_complete(nik):
        return None
    day, month, short_year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    is_woman = day > _WOMAN_DAY
    year = today.year // 100 * 100 + short_year
    sex = Sex.FEMALE if is_woman else Sex.MALE
    born_on = _date(year, month, day - _WOMAN_DAY if is_woman else day)
    if born_on is not None and born_on > today:
        born_on = _date(year - 100, month, born_on.day)
    return NikParts(nik[:_REGION_DIGITS], sex, born_on, nik[-4:])


def mask(number: str | None) -> str:
    """A NIK or KK number that tells its region and its end only, `3273********0009` (UU 27/2022); empty without one.

    A number too short to hide enough keeps only its last four digits.
    """
    if not number:
        return ""
    shown = _SHOWN_DIGITS if len(number) >= LENGTH else 0
    return number[:shown] + "*" * max(0, len(number) - shown - _SHOWN_DIGITS) + number[-_SHOWN_DIGITS:]


def check(nik: str, born_on: date | None, sex: Sex | None, *, today: date) -> tuple[Finding, ...]:
    """What looks odd about a NIK beside birth date and sex. Warnings only; a wrong length asks for confirmation.

    Source: composition of the NIK, Permendagri 104/2019. Real NIKs do differ from the birth date now and then.
    """
    if not nik:
        return ()
    parts = parse(nik, today=today)
    if parts is None:
        return (_wrong_length(nik),)
    found = []
    if int(nik[:2]) < _FIRST_PROVINCE or parts.sequence == "0000":
        found.append(_odd("NIK ini tidak lazim", "Periksa lagi angkanya di kartu keluarga."))
    if sex is not None and parts.sex is not sex:
        label = f"Menurut NIK {parts.sex.label.lower()}"
        found.append(_odd(label, "Periksa jenis kelamin dan NIK di kartu keluarga."))
    if born_on is not None and parts.born_on is None:
        found.append(_odd("Tanggal lahir di NIK tidak ada di kalender", "Periksa lagi angkanya di kartu keluarga."))
    elif born_on is not None and parts.born_on is not None and not _is_same_day(parts.born_on, born_on):
        label = f"Menurut NIK lahir {date_words(parts.born_on)}"
        found.append(_odd(label, "Periksa tanggal lahir dan NIK di kartu keluarga."))
    return tuple(found)


def _wrong_length(nik: str) -> Finding:
    if not (nik.isascii() and nik.isdecimal()):
        why = "NIK hanya berisi angka."
    else:
        why = f"NIK ada 16 angka, yang diketik {len(nik)} angka."
    return Finding(_RULE, "nik", "NIK belum benar", Severity.YELLOW, why, "Lihat lagi kartu keluarga.", True)


def _odd(label: str, next_step: str) -> Finding:
    return Finding(_RULE, "nik", label, Severity.YELLOW, f"{label}.", next_step)


def _is_same_day(one: date, other: date) -> bool:
    # A NIK holds no century, so a hundred years apart is the same.
    return (one.day, one.month, one.year % 100) == (other.day, other.month, other.year % 100)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
