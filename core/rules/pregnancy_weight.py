"""R-GWG: does the mother's weight follow the band for her weight before the pregnancy."""

from dataclasses import dataclass
from decimal import Decimal

from core.rules.numbers import changed, half_up, shown
from core.rules.verdict import Verdict
from core.words.findings import Severity

_SOURCE = "Buku KIA 2024; IOM 2009"
_FIRST_WEEKS, _TERM_WEEKS = 13, 40
_FIRST_LOW, _FIRST_HIGH = Decimal("0.5"), Decimal(2)
_ONLY_WATCH_BEFORE_DAYS = 84
_MONTHLY_LEAST_KG, _MONTH_DAYS = Decimal(1), 30
_D = Decimal
_BANDS: tuple[tuple[Decimal | None, tuple[Decimal, Decimal], tuple[Decimal, Decimal]], ...] = (
    (_D("18.5"), (_D("12.5"), _D("18")), (_D("0.44"), _D("0.58"))),
    (_D("25"), (_D("11.5"), _D("16")), (_D("0.35"), _D("0.50"))),
    (_D("30"), (_D("7"), _D("11.5")), (_D("0.23"), _D("0.33"))),
    (None, (_D("5"), _D("9")), (_D("0.17"), _D("0.27"))),
)
"""IMT below (None: all above), total gain at 40 weeks, gain a week after the first trimester: low and high, in kg."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The weighing before this one, when the weight before the pregnancy is unknown."""

    gain_kg: Decimal
    days: int


def band(pre_bmi: Decimal, days: int, curve: str = "kurva") -> tuple[Decimal, Decimal]:
    """Least and most gain in kg (one decimal) on a day of the pregnancy, for the IMT before it (kg/m2, one decimal).

    To week 13 it rises to 0,5 and 2 kg, then straight to the totals of week 40; `curve="iom"` rises by kg a week
    instead. Beyond week 40 it stays level. Source: IOM 2009 as in the Buku KIA 2024.
    """
    totals, slopes = next((total, slope) for below, total, slope in _BANDS if below is None or pre_bmi < below)
    weeks = min(Decimal(days) / 7, Decimal(_TERM_WEEKS))
    if weeks <= _FIRST_WEEKS:
        return half_up(_FIRST_LOW * weeks / _FIRST_WEEKS), half_up(_FIRST_HIGH * weeks / _FIRST_WEEKS)
    later = weeks - _FIRST_WEEKS
    if curve == "iom":
        return half_up(_FIRST_LOW + slopes[0] * later), half_up(_FIRST_HIGH + slopes[1] * later)
    span = Decimal(_TERM_WEEKS - _FIRST_WEEKS)
    low = _FIRST_LOW + (totals[0] - _FIRST_LOW) * later / span
    high = _FIRST_HIGH + (totals[1] - _FIRST_HIGH) * later / span
    return half_up(low), half_up(high)


def judge(
    gain_kg: Decimal | None,
    pre_bmi: Decimal | None,
    days: int | None,
    *,
    earlier: Earlier | None = None,
    overruled: bool = False,
    curve: str = "kurva",
) -> Verdict:
    """R-GWG: SESUAI within the band, KURANG or BERLEBIH refer, below it before 12 weeks only PANTAU (IOM 2009).

    BELUM without weight before, height or weeks; then after the first trimester less than 1 kg a month is yellow.
    `overruled`: the bidan saw the curve and found it fine.
    """
    if gain_kg is None or pre_bmi is None or days is None:
        return _unjudged(days, earlier)
    low, high = band(pre_bmi, days, curve)
    why = f"{changed(gain_kg)} kg; pita {shown(low)} sampai {shown(high)} kg."
    if gain_kg < low:
        result = "PANTAU" if days < _ONLY_WATCH_BEFORE_DAYS else "KURANG"
    else:
        result = "BERLEBIH" if gain_kg > high else "SESUAI"
    if overruled and result != "SESUAI":
        return _verdict("SESUAI", Severity.GREEN, f"{why} Menurut bidan sesuai (hitungan: {result.lower()}).", "")
    steps = {
        "KURANG": "Rujuk ke puskesmas; tanyakan makan, mual, dan sakit.",
        "BERLEBIH": "Rujuk ke puskesmas; periksa bengkak, tensi, gula darah.",
        "PANTAU": "Makan sedikit tapi sering; timbang lagi bulan depan.",
    }
    severities = {"SESUAI": Severity.GREEN, "PANTAU": Severity.YELLOW}
    return _verdict(result, severities.get(result, Severity.RED), why, steps.get(result, ""))


def _unjudged(days: int | None, earlier: Earlier | None) -> Verdict:
    missing = "Berat sebelum hamil, tinggi, atau umur kehamilan belum diketahui."
    if days is not None and days > _ONLY_WATCH_BEFORE_DAYS and earlier is not None and earlier.days > 0:
        monthly = half_up(earlier.gain_kg * _MONTH_DAYS / earlier.days)
        if monthly < _MONTHLY_LEAST_KG:
            why = f"{missing} {changed(monthly)} kg sebulan, seharusnya paling sedikit 1 kg."
            return _verdict("BELUM", Severity.YELLOW, why, "Sampaikan ke bidan.")
    return _verdict("BELUM", Severity.GREEN, missing, "Tanyakan berat sebelum hamil, lihat Buku KIA.")


def _verdict(result: str, severity: Severity, why: str, step: str) -> Verdict:
    reasons = {"KURANG": "Berat ibu hamil di bawah kurva", "BERLEBIH": "Berat ibu hamil di atas kurva"}
    return Verdict(
        rule="R-GWG",
        field="gain_result",
        result=result,
        severity=severity,
        why=why,
        next_step=step,
        reason=reasons.get(result, ""),
        source=_SOURCE,
    )
