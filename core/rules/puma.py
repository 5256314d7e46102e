"""R-PUMA: lungs of smokers and others from 40 years on."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.rules import thresholds as at
from core.rules.choices import Choices
from core.rules.numbers import TWO_PLACES, half_up, shown
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Severity
from core.words.people import Sex

_CARD_WEIGHTS = (5, 4, 4, 5)
_BANDS = {"kmk": (Decimal(20), Decimal(30), False), "kartu": (Decimal(20), Decimal(40), True)}
"""From the first pack-years one point; two points above the second (KMK) or from it (card)."""


@dataclass(frozen=True, slots=True)
class Puma:
    """The answers of the PUMA form; None is not answered."""

    sex: Sex | None
    years: int | None
    smoked: bool | None
    smoking_years: int | None
    sticks_per_day: int | None
    symptoms: tuple[bool | None, ...]


def pack_years(smoking_years: int, sticks_per_day: int) -> Decimal:
    """Years of smoking times sticks a day over 20, two decimals (KMK 2015/2023)."""
    return half_up(Decimal(smoking_years * sticks_per_day) / 20, TWO_PLACES)


def smoking_points(packs: Decimal, bands: str = "kmk") -> int:
    """0 below 20 pack-years, 1 from 20 to 30, 2 above 30 (KMK 2015/2023); card: 1 from 20, 2 from 40."""
    first, second, from_second = _BANDS[bands]
    is_most = packs >= second if from_second else packs > second
    return 2 if is_most else 1 if packs >= first else 0


def age_points(years: int) -> int:
    """0 at 40-49 years, 1 at 50-59, 2 from 60 (KMK 2015/2023)."""
    return min(max(years // 10 - 4, 0), 2)


def screen(puma: Puma, choices: Choices) -> Iterator[Item]:
    """The score 0 to 9 and what it asks for: referral for spirometry from 6 on (KMK 2015/2023, Juknis PKG).

    Under 40 years TIDAK_DINILAI; without every answer no score and no class.
    """
    packs = None
    if puma.smoked is False:
        packs = Decimal(0)
    elif puma.smoked and puma.smoking_years is not None and puma.sticks_per_day is not None:
        packs = pack_years(puma.smoking_years, puma.sticks_per_day)
    if packs is not None:
        yield Score("pack_years", packs)
    is_asked = puma.smoked is not None or any(one is not None for one in puma.symptoms)
    if puma.years is None or not is_asked:
        return
    if puma.years < at.PUMA_FROM_YEARS:
        why = f"Umur {puma.years} tahun; PUMA mulai 40 tahun."
        yield Verdict("R-PUMA", "puma_result", "TIDAK_DINILAI", Severity.GREEN, why=why, source=at.ILP)
        return
    score = _score(puma, packs, choices.puma_smoking, choices.puma_weights)
    if score is None or packs is None:
        return
    yield Score("puma_score", score)
    other = _score(puma, packs, "kartu" if choices.puma_smoking == "kmk" else "kmk", choices.puma_weights)
    yield _verdict(score, other, int(choices.puma_cut))


def _score(puma: Puma, packs: Decimal | None, bands: str, weights: str) -> int | None:
    answered = [one for one in puma.symptoms if one is not None]
    if puma.sex is None or puma.years is None or packs is None or len(answered) < len(puma.symptoms):
        return None
    points = _CARD_WEIGHTS if weights != "0-1" else (1,) * len(answered)
    symptoms = sum(point for point, answer in zip(points, answered, strict=True) if answer)
    return (puma.sex is Sex.MALE) + age_points(puma.years) + smoking_points(packs, bands) + symptoms


def _verdict(score: int, other: int | None, cut: int) -> Verdict:
    refers = score >= cut
    why = f"Skor PUMA {shown(score)}, batas {cut}."
    if other is not None and other != score:
        why += f" Dengan batas bungkus-tahun yang lain skornya {shown(other)}."
    return Verdict(
        rule="R-PUMA",
        field="puma_result",
        result="RUJUK" if refers else "EDUKASI",
        severity=Severity.RED if refers else Severity.GREEN,
        why=why,
        next_step="Rujuk untuk spirometri; ajak berhenti merokok." if refers else "Jelaskan bahaya asap rokok.",
        reason=f"PUMA ≥{cut}" if refers else "",
        source=f"{at.ILP}; {at.PKG}",
    )
