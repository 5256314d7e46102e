"""R-LAYAK: is it a good time to be pregnant, and the four `terlalu` (4T)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.rules import thresholds as at
from core.rules.verdict import Verdict
from core.words.findings import Severity

_YOUNG_BELOW, _OLD_ABOVE = 20, 35
_CLOSE_BELOW_MONTHS = 24
_CHILDREN_BELOW = 3
_BMI = (Decimal("18.5"), Decimal("24.9"))
_FERTILE_YEARS, _PLANS_BEFORE_YEARS = range(15, 50), 60
_STEP = "Bicarakan KB dan waktu hamil yang baik dengan bidan."


def concerns(years: int, *, is_woman: bool, is_pregnant: bool = False) -> bool:
    """R-KB: contraception is asked of women of 15 to 49 who do not expect, and of men of the card of adults (under 60).

    Source: KMK 2015/2023, pasangan usia subur.
    """
    if is_woman:
        return years in _FERTILE_YEARS and not is_pregnant
    return _FERTILE_YEARS.start <= years < _PLANS_BEFORE_YEARS


@dataclass(frozen=True, slots=True)
class Woman:
    """A woman in a union: completed years, living children, months since the last birth, IMT, LiLA in cm."""

    years: int | None
    children: int | None
    months_since_birth: int | None
    bmi: Decimal | None
    muac_cm: Decimal | None


def four_too(woman: Woman, many_from: int = 4) -> tuple[str, ...]:
    """R-LAYAK: MUDA under 20, TUA above 35, DEKAT under 2 years, BANYAK from 4 (or 3) children (KMK 2015/2023)."""
    found = []
    if woman.years is not None and woman.years < _YOUNG_BELOW:
        found.append("MUDA")
    if woman.years is not None and woman.years > _OLD_ABOVE:
        found.append("TUA")
    if woman.months_since_birth is not None and woman.months_since_birth < _CLOSE_BELOW_MONTHS:
        found.append("DEKAT")
    if woman.children is not None and woman.children >= many_from:
        found.append("BANYAK")
    return tuple(found)


def _tests(woman: Woman) -> dict[str, bool | None]:
    """Each thing asked for, and whether it holds; None while it is unknown."""
    gap: bool | None = True
    if woman.months_since_birth is not None:
        gap = woman.months_since_birth >= _CLOSE_BELOW_MONTHS
    elif woman.children != 0:
        gap = None
    return {
        "umur 20-35 tahun": None if woman.years is None else _YOUNG_BELOW <= woman.years <= _OLD_ABOVE,
        "anak kurang dari 3": None if woman.children is None else woman.children < _CHILDREN_BELOW,
        "jarak 2 tahun": gap,
        "IMT 18,5-24,9": None if woman.bmi is None else _BMI[0] <= woman.bmi <= _BMI[1],
        "LiLA di atas 23,5": None if woman.muac_cm is None else woman.muac_cm > at.KEK_BELOW_CM.value,
    }


def is_fit(woman: Woman) -> bool | None:
    """R-LAYAK: 20-35 years, under 3 children, 2 years since the last, IMT 18,5-24,9, LiLA above 23,5 (KMK 2015/2023).

    False as soon as one fails; None while something is unknown.
    """
    found = _tests(woman).values()
    return False if False in found else None if None in found else True


def judge(woman: Woman, many_from: int = 4) -> Iterator[Verdict]:
    """R-LAYAK: whether it is a good time, and each of the 4T that holds. Advice, never a referral (KMK 2015/2023)."""
    fit = is_fit(woman)
    if fit is not None:
        yield Verdict(
            rule="R-LAYAK",
            field="fit_result",
            result="LAYAK" if fit else "TIDAK",
            severity=Severity.GREEN if fit else Severity.YELLOW,
            why=""
            if fit
            else "Belum terpenuhi: " + ", ".join(name for name, ok in _tests(woman).items() if ok is False),
            next_step="" if fit else _STEP,
            source=at.ILP,
        )
    for risk in four_too(woman, many_from):
        yield Verdict("R-LAYAK", "risk_4t", risk, Severity.YELLOW, next_step=_STEP, source=at.ILP)
