"""Tablets, extra food and classes: R-TTD, R-TTDREMAJA, R-PMT, R-KELAS, and vitamin A in childbed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.rules import thresholds as at
from core.rules.verdict import Verdict
from core.words.findings import Severity

_MONTH_DAYS, _DAILY_LEAST = 30, 28
_WEEKS_IN_YEAR = 52
FOOD_DAYS = 90
"""R-PMT: days of extra food of a mother with KEK before LiLA decides (KMK 2015/2023)."""
CLASSES, _CLASS_MOST = 4, 10
CHILDBED_CAPSULES = 2
"""R-VITA: capsules of a mother after a birth (Permenkes 21/2015)."""


def percent(part: int, whole: int) -> int | None:
    """Per cent rounded half up; None without a whole."""
    return None if whole <= 0 else (200 * part + whole) // (2 * whole)


def tablets_percent(drunk: int, target: int = 90) -> int | None:
    """R-TTD: tablets drunk over the target of the pregnancy, 90 or 180 (10T of the Buku KIA; MMS programme)."""
    return percent(drunk, target)


def is_daily(drunk_in_30_days: int) -> bool:
    """R-TTD: `setiap hari` is 28 tablets or more in the last 30 days."""
    return drunk_in_30_days >= _DAILY_LEAST


def weekly_percent(taken: int, weeks: int) -> int | None:
    """R-TTDREMAJA: one tablet a week all year, so taken over weeks (KMK 2015/2023)."""
    return percent(taken, weeks)


def weekly_expected() -> int:
    """R-TTDREMAJA: tablets a girl is to take in a year."""
    return _WEEKS_IN_YEAR


def is_week_open(last_taken_on: date | None, on: date) -> bool:
    """R-TTDREMAJA: `minggu ini belum`: the last tablet is a week or more ago, or none is known."""
    return last_taken_on is None or on - last_taken_on >= timedelta(7)


@dataclass(frozen=True, slots=True)
class FoodCourse:
    """R-PMT: extra food for a mother with KEK: days since it began, and days it was eaten up."""

    days: int
    eaten_days: int
    muac_is_fine: bool | None = None

    @property
    def compliance(self) -> int | None:
        """Per cent of the days on which it was eaten up."""
        return percent(self.eaten_days, self.days)

    @property
    def is_due_for_review(self) -> bool:
        """At 90 days LiLA decides (KMK 2015/2023)."""
        return self.days >= FOOD_DAYS

    @property
    def is_finished(self) -> bool:
        """Reviewed at 90 days with a LiLA of 23,5 cm or more; else it goes on."""
        return self.is_due_for_review and self.muac_is_fine is True


def mother_class(attended: int, with_companion: int) -> str:
    """R-KELAS: LENGKAP is four classes, one of them with husband or family; else what is lacking (KMK 2015/2023)."""
    if attended < CLASSES:
        return "BELUM"
    return "LENGKAP" if with_companion else "KURANG_PENDAMPING"


def class_is_too_big(participants: int) -> bool:
    """R-KELAS: more than ten mothers are split into two classes (KMK 2015/2023)."""
    return participants > _CLASS_MOST


def advice(
    rule: str, field: str, answer: bool | None, good: str, bad: str, step: str, *, source: str = at.CARD
) -> Verdict | None:
    """A yes-no service of the card: no is a reason for education, never for referral; None when not answered."""
    if answer is None:
        return None
    return Verdict(
        rule=rule,
        field=field,
        result=answer,
        severity=Severity.GREEN if answer else Severity.YELLOW,
        label=good if answer else bad,
        next_step="" if answer else step,
        source=source,
    )


def tablets_daily(answer: bool | None) -> Verdict | None:
    """R-TTD: a mother-to-be takes one tablet every day."""
    step = "Tanya sebabnya (mual, lupa); minum malam hari, ajak keluarga mengingatkan."
    return advice("R-TTD", "tablets_daily", answer, "TTD diminum setiap hari", "TTD tidak setiap hari", step)


def tablets_given(count: int | None, field: str = "tablets_given", rule: str = "R-TTD") -> Verdict | None:
    """R-TTD: tablets handed out at this visit; none is a task for the bidan."""
    if count is None:
        return None
    return Verdict(
        rule=rule,
        field=field,
        result=count > 0,
        severity=Severity.GREEN if count else Severity.YELLOW,
        label=f"{count} tablet diberikan" if count else "Belum diberi tablet",
        next_step="" if count else "Minta tablet ke bidan; jelaskan gunanya.",
        source=at.CARD,
    )


def tablets_weekly(answer: bool | None) -> Verdict | None:
    """R-TTDREMAJA: girls of classes 7 to 12 take one tablet a week (KMK 2015/2023)."""
    step = "Ajak minum bersama teman pada hari yang tetap, sesudah makan."
    good, bad = "TTD diminum setiap minggu", "TTD tidak setiap minggu"
    return advice("R-TTDREMAJA", "tablets_weekly", answer, good, bad, step, source=at.ILP)


def only_girls(is_answered: bool, field: str) -> Iterator[Verdict]:
    """R-TTDREMAJA: the weekly tablet is for girls; a boy's answer is not judged (KMK 2015/2023)."""
    if is_answered:
        why = "Tablet mingguan untuk remaja putri."
        yield Verdict("R-TTDREMAJA", field, "TIDAK_DINILAI", Severity.GREEN, why=why, source=at.ILP)


def extra_food(given: bool | None, *, has_kek: bool | None) -> Verdict | None:
    """R-PMT: a mother with KEK gets extra food of 500 kcal a day for 90 days or more (KMK 2015/2023)."""
    if given is None:
        return None
    lacks = bool(has_kek) and not given
    return Verdict(
        rule="R-PMT",
        field="food_given",
        result=given,
        severity=Severity.YELLOW if lacks else Severity.GREEN,
        label="Perlu makanan tambahan (MT)" if lacks else "Mendapat MT" if given else "Tidak perlu MT",
        next_step="Sampaikan ke bidan agar ibu mendapat MT setiap hari." if lacks else "",
        source=at.ILP,
    )


def vitamin_a_childbed(capsules: int | None) -> Verdict | None:
    """Two capsules of 200,000 IU after birth, the second a day or more later, within 42 days (Permenkes 21/2015)."""
    if capsules is None:
        return None
    is_enough = capsules >= CHILDBED_CAPSULES
    return Verdict(
        rule="R-VITA",
        field="vitamin_a_capsules",
        result=is_enough,
        severity=Severity.GREEN if is_enough else Severity.YELLOW,
        label="Vitamin A lengkap" if is_enough else f"Vitamin A baru {capsules} kapsul" if capsules else "Belum diberi",
        next_step="" if is_enough else "Minta kapsul ke bidan; 2 kapsul, jarak paling sedikit sehari.",
        source="Permenkes 21/2015",
    )
