"""What the cards of mothers compute: age of the pregnancy, weight gain, and the days after birth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.rules import pregnancy, pregnancy_weight
from core.rules import thresholds as at
from core.rules.numbers import bmi, shown
from core.rules.sheet import Sheet
from core.rules.verdict import Item, Refusal, Score, Verdict
from core.words.findings import Severity
from core.words.life_stage import is_postpartum
from core.words.periods import date_words

_WEEK = 7
_STATUS = {"NIFAS": "Ibu nifas", "MENYUSUI": "Ibu menyusui", "PUS": "Dewasa/PUS"}
_NURSING_DAYS = 731
"""`menyusui` until the child is two."""


@dataclass(frozen=True, slots=True)
class Gestation:
    """The pregnancy on the day of the visit; `days` is None when unknown or impossible."""

    days: int | None = None
    is_exact: bool = False
    began_on: date | None = None
    due_on: date | None = None
    refusals: tuple[Refusal, ...] = ()

    @property
    def weeks(self) -> int | None:
        """Completed weeks."""
        return None if self.days is None else self.days // _WEEK


def gestation(sheet: Sheet) -> Gestation:
    """R-HPL, R-UK: by ultrasound, else by HPHT, else the typed weeks; impossible dates are refused (Buku KIA 2024)."""
    hpht, scan, on = sheet.day("hpht"), sheet.day("usg_due_date"), sheet.visit_on
    typed = sheet.whole("gestational_weeks")
    if on is not None and hpht is not None and hpht > on:
        why = f"HPHT {date_words(hpht)} sesudah tanggal datang. Periksa tanggalnya."
        return Gestation(refusals=(Refusal("hpht", why),))
    known = pregnancy.dating(hpht, scan, None)
    if known is None or on is None:
        return Gestation(None if typed is None else typed * _WEEK)
    field = "hpht" if scan is None else "usg_due_date"
    days = (on - known.began_on).days
    if days < 0:
        why = f"Menurut tanggal ini kehamilan baru mulai {date_words(known.began_on)}. Periksa tanggalnya."
        return Gestation(refusals=(Refusal(field, why),))
    if days // _WEEK > pregnancy.MOST_WEEKS:
        why = f"Menurut tanggal ini kehamilan sudah {days // _WEEK} minggu. Sudah bersalin? Catat kelahirannya."
        return Gestation(refusals=(Refusal(field, why),))
    return Gestation(days, True, known.began_on, known.due_on)


def pregnancy_age(sheet: Sheet, found: Gestation) -> Iterator[Item]:
    """R-UK, R-HPL, R-TM as the card has them: weeks, days, due date and trimester (Buku KIA 2024; KMK 2015/2023)."""
    yield from weeks(found)
    if found.due_on is not None:
        yield Score("due_date", found.due_on)
    if found.days is None:
        return
    if found.is_exact:
        yield Score("gestational_days", found.days)
    number = pregnancy.trimester(found.days, by=sheet.choices.trimester)
    words = pregnancy.Gestation(found.days).words
    yield Verdict("R-TM", "trimester", f"T{number}", Severity.GREEN, why=f"Umur kehamilan {words}.", source=at.ILP)


def weeks(found: Gestation) -> Iterator[Item]:
    """R-UK: completed weeks, or why the dates cannot be right; from 42 weeks on she is referred (Buku KIA 2024)."""
    yield from found.refusals
    if found.days is None or found.weeks is None:
        return
    yield Score("gestational_weeks", found.weeks)
    words = pregnancy.Gestation(found.days).words
    is_late = found.weeks >= pregnancy.POST_TERM_WEEKS
    yield Verdict(
        rule="R-UK",
        field="gestational_weeks",
        result="LEWAT_BULAN" if is_late else "N",
        severity=Severity.RED if is_late else Severity.GREEN,
        label="Lewat bulan" if is_late else words,
        why=f"Umur kehamilan {words}.",
        next_step="Rujuk ke puskesmas atau rumah sakit hari ini." if is_late else "",
        reason="Lewat bulan (42 minggu atau lebih)" if is_late else "",
        source=at.KIA,
    )


def weight_gain(sheet: Sheet, found: Gestation) -> Iterator[Item]:
    """R-GWG: IMT before the pregnancy, the gain, and the verdict on the curve; the bidan may overrule (IOM 2009).

    Without a weight before, that of the first 12 weeks stands in for the IMT, not for the gain.
    """
    weight, before = sheet.number("weight_kg"), sheet.number("pre_weight_kg")
    pre_bmi = early_bmi(sheet, found)
    gain = None if weight is None or before is None else weight - before
    if pre_bmi is not None:
        yield Score("pre_bmi", pre_bmi)
    if gain is not None:
        yield Score("gain_kg", gain)
    override = sheet.text("gain_override")
    if weight is not None:
        yield pregnancy_weight.judge(
            gain,
            pre_bmi,
            found.days,
            earlier=_earlier(sheet),
            overruled=override == "SESUAI",
            curve=sheet.choices.weight_gain_curve,
        )
    if override is not None:
        is_bad = override == "TIDAK"
        yield Verdict(
            rule="R-GWG",
            field="gain_override",
            result=override,
            severity=Severity.RED if is_bad else Severity.GREEN,
            label="Menurut bidan tidak sesuai kurva" if is_bad else "Menurut bidan sesuai kurva",
            next_step="Rujuk ke puskesmas." if is_bad else "",
            reason="Berat ibu hamil tidak sesuai kurva",
            source=at.KIA,
        )


_EARLY_DAYS = 84


def early_bmi(sheet: Sheet, found: Gestation) -> Decimal | None:
    """The IMT that R-KEK looks at, one decimal: before the pregnancy, else of the first 12 weeks; None when unknown."""
    before, height = sheet.number("pre_weight_kg"), sheet.number("height_cm")
    if before is None and found.days is not None and found.days <= _EARLY_DAYS:
        before = sheet.number("weight_kg")
    return bmi(before, height)


def _earlier(sheet: Sheet) -> pregnancy_weight.Earlier | None:
    weight, before = sheet.number("weight_kg"), sheet.number("prev_weight_kg")
    on, then = sheet.visit_on, sheet.day("prev_visit_date")
    if weight is None or before is None or on is None or then is None:
        return None
    return pregnancy_weight.Earlier(weight - before, (on - then).days)


def after_birth(sheet: Sheet, *, field: str = "nifas_status") -> Iterator[Item]:
    """R-NIFAS: day 0 to 42 nifas, then menyusui until two years, else dewasa/PUS (KMK 2015/2023).

    A visit before the birth is refused.
    """
    born, on = sheet.day("delivery_date"), sheet.visit_on
    if born is None or on is None:
        return
    if born > on:
        yield Refusal(
            "delivery_date", f"Tanggal bersalin {date_words(born)} sesudah tanggal datang. Periksa tanggalnya."
        )
        return
    days = (on - born).days
    if field == "nifas_status":
        yield Score("postpartum_day", days)
    nurses = sheet.yes("breastfeeding")
    if is_postpartum(born, on):
        result = "NIFAS"
    elif nurses and days < _NURSING_DAYS:
        result = "MENYUSUI"
    elif nurses is None and days < _NURSING_DAYS:
        return
    else:
        result = "PUS"
    why = f"Hari ke-{days} sesudah bersalin."
    yield Verdict("R-NIFAS", field, result, Severity.GREEN, _STATUS[result], why, source=at.ILP)


def is_childbed(sheet: Sheet) -> bool:
    """Whether the visit lies within day 0 to 42 after the birth."""
    born, on = sheet.day("delivery_date"), sheet.visit_on
    return born is not None and on is not None and is_postpartum(born, on)


def curve_after_birth(sheet: Sheet) -> Iterator[Item]:
    """The weight after birth: IMT 18,5 to 25 is fine, below is referred; there is no printed curve (our choice)."""
    value = bmi(sheet.number("weight_kg"), sheet.number("height_cm"))
    if value is None:
        return
    yield Score("bmi", value)
    is_thin = value < at.THIN_MOTHER_BELOW_BMI.value
    is_heavy = value > at.BMI_CARD[2]
    yield Verdict(
        rule="R-IMT",
        field="weight_curve",
        result="TIDAK" if is_thin else "SESUAI",
        severity=Severity.RED if is_thin else Severity.YELLOW if is_heavy else Severity.GREEN,
        why=f"IMT {shown(value)}; sesuai 18,5 sampai 25.",
        next_step="Rujuk ke puskesmas; tambah makan selama menyusui."
        if is_thin
        else "Terus menyusui, kurangi manis dan gorengan, jalan kaki setiap hari."
        if is_heavy
        else "",
        reason="IMT ibu <18,5" if is_thin else "",
        source=at.OURS,
    )


def birth_weight(sheet: Sheet) -> Verdict | None:
    """A newborn below 2,5 kg is BBLR, below 1,5 kg BBLSR, and is followed by the bidan (Buku KIA 2024)."""
    value = sheet.number("birth_weight_kg")
    if value is None:
        return None
    is_small = value < at.BBLR_BELOW_KG.value
    result = "BBLSR" if value < at.BBLSR_BELOW_KG.value else "BBLR" if is_small else "N"
    return Verdict(
        rule="R-BBLR",
        field="birth_weight_kg",
        result=result,
        severity=Severity.YELLOW if is_small else Severity.GREEN,
        label="Bayi berat lahir rendah" if is_small else "Berat lahir cukup",
        why=f"Berat lahir {shown(value)} kg, batas 2,5.",
        next_step="Jaga bayi tetap hangat, sering disusui, dipantau bidan." if is_small else "",
        source=at.KIA,
    )
