"""Blood pressure: mothers, adults, and children of school age. Either number alone is judged when it alone decides."""

from collections.abc import Iterator
from decimal import Decimal

from core.rules import thresholds as at
from core.rules.numbers import half_up, shown
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Severity
from core.words.people import Sex

_REFER = "Rujuk ke pustu atau puskesmas."
_TODAY = "Rujuk SEGERA, hari ini juga. Jangan biarkan pulang sendiri."
_CALM = "Minta duduk tenang 5 menit, lalu ukur sekali lagi."


def _reaches(systolic: int | None, diastolic: int | None, limit: tuple[int, int]) -> bool:
    return (systolic is not None and systolic >= limit[0]) or (diastolic is not None and diastolic >= limit[1])


def _is_low(systolic: int | None, diastolic: int | None) -> bool:
    return (systolic is not None and systolic < at.LOW[0]) or (diastolic is not None and diastolic < at.LOW[1])


def _shown(systolic: int | None, diastolic: int | None) -> str:
    top, bottom = (str(one) if one is not None else "…" for one in (systolic, diastolic))
    return f"Tekanan darah {top}/{bottom} mmHg."


def mother(
    systolic: int | None, diastolic: int | None, first: tuple[int | None, int | None], *, is_childbed: bool = False
) -> Verdict | None:
    """R-TDBUMIL: from 140/90 refer, from 160/110 at once (KMK 1186/2022); a rise or a low value is reported.

    `first`: mmHg of the first trimester. `is_childbed`: within 42 days of birth 140/90 is urgent (pre-eklampsia nifas).
    None while the numbers known so far decide nothing.
    """
    result = _mother_result(systolic, diastolic, first)
    if result is None:
        return None
    is_urgent = result == "HT_BERAT" or (result == "HT" and is_childbed)
    severity = {"HT": Severity.RED, "NAIK": Severity.YELLOW, "RENDAH": Severity.YELLOW}.get(result, Severity.GREEN)
    steps = {
        "HT": f"{_REFER} Tanyakan sakit kepala, pandangan kabur, nyeri ulu hati.",
        "NAIK": f"{_CALM} Sampaikan ke bidan.",
        "RENDAH": "Sampaikan ke bidan. Tanyakan apakah pusing atau lemas.",
    }
    return Verdict(
        rule="R-TDBUMIL",
        field="bp_result",
        result=result,
        severity=Severity.URGENT if is_urgent else severity,
        why=_shown(systolic, diastolic) + (_rise_words(first) if result == "NAIK" else ""),
        next_step=_TODAY if is_urgent else steps.get(result, ""),
        reason="TD ≥160/110" if result == "HT_BERAT" else "TD ≥140/90" if result == "HT" else "",
        source=at.PPK,
    )


def _mother_result(systolic: int | None, diastolic: int | None, first: tuple[int | None, int | None]) -> str | None:
    if _reaches(systolic, diastolic, at.PREGNANCY_SEVERE):
        return "HT_BERAT"
    if _reaches(systolic, diastolic, at.PREGNANCY_HIGH):
        return "HT"
    if _rises(systolic, diastolic, first):
        return "NAIK"
    if _is_low(systolic, diastolic):
        return "RENDAH"
    return None if systolic is None or diastolic is None else "N"


def _rises(systolic: int | None, diastolic: int | None, first: tuple[int | None, int | None]) -> bool:
    pairs = zip((systolic, diastolic), first, at.PREGNANCY_RISE, strict=True)
    return any(now is not None and then is not None and now - then > limit for now, then, limit in pairs)


def _rise_words(first: tuple[int | None, int | None]) -> str:
    return " Trimester 1: " + _shown(*first).removeprefix("Tekanan darah ")


def mean_arterial(systolic: int | None, diastolic: int | None, weeks: int | None) -> Iterator[Item]:
    """R-MAP: (S + 2 D) / 3 in mmHg, above 90 a risk before 20 weeks (Buku KIA 2020). For the bidan; alone no alarm."""
    if systolic is None or diastolic is None:
        return
    mean = half_up(Decimal(systolic + 2 * diastolic) / 3)
    yield Score("map_mmhg", mean)
    if weeks is not None and weeks >= at.MAP_BEFORE_WEEKS:
        return
    is_high = mean > at.MAP_ABOVE.value
    yield Verdict(
        rule="R-MAP",
        field="map_mmhg",
        result="POSITIF" if is_high else "NEGATIF",
        severity=Severity.GREEN,
        label="MAP di atas 90" if is_high else "MAP tidak di atas 90",
        why=f"MAP {shown(mean)} mmHg. Hanya untuk penilaian bidan.",
        source=at.MAP_ABOVE.source,
    )


def adult(
    systolic: int | None,
    diastolic: int | None,
    *,
    has_symptoms: bool | None = None,
    years: int | None = None,
    rule: str = "140/90",
    is_pregnant: bool | None = None,
) -> Iterator[Verdict]:
    """R-TD: R/N/T, the degree, and whether only the upper number is high (KMK 2015/2023, KMK 1186/2022).

    T from 140 or 90; R below 90 or 60, T goes first. `rule="kartu"` is the other printed reading: 130/90 under 60
    years, above 140 systolic only from 60. `has_symptoms` with T, or from 180/110: at once; who `is_pregnant` from
    160/110, whatever the card (R-TDBUMIL).
    """
    is_high = _is_high(systolic, diastolic, years, rule)
    both = systolic is not None and diastolic is not None
    result = "T" if is_high else "R" if _is_low(systolic, diastolic) else "N" if both else None
    if result is None:
        return
    is_severe = bool(is_pregnant) and _reaches(systolic, diastolic, at.PREGNANCY_SEVERE)
    yield _adult_verdict(result, systolic, diastolic, has_symptoms=bool(has_symptoms), is_severe_mother=is_severe)
    degree = _degree(systolic, diastolic)
    if degree is not None and (both or result == "T"):
        yield _degree_verdict(degree, systolic, diastolic)
    if systolic is not None and diastolic is not None:
        yield _isolated(systolic, diastolic)


def adult_high_severity(
    systolic: int | None, diastolic: int | None, *, years: int | None, rule: str = "140/90"
) -> Severity | None:
    """R-TD: how grave the T of `adult` is (mmHg), without any words: for the lists of a whole posyandu; None without T.

    Source: KMK 2015/2023.
    """
    if not _is_high(systolic, diastolic, years, rule):
        return None
    return _adult_severity("T", _reaches(systolic, diastolic, at.ADULT_GRADE_3))


def is_high_normal(systolic: int | None, diastolic: int | None) -> bool:
    """R-TD: from 130 or 85 mmHg, and below 140/90: normal, but measured again every month (KMK 2015/2023)."""
    reaches = _reaches(systolic, diastolic, at.ADULT_HIGH_NORMAL)
    return reaches and not _reaches(systolic, diastolic, at.ADULT_HIGH)


def _adult_verdict(
    result: str, systolic: int | None, diastolic: int | None, *, has_symptoms: bool, is_severe_mother: bool
) -> Verdict:
    is_complaining = result == "T" and has_symptoms
    is_urgent = is_complaining or is_severe_mother or _reaches(systolic, diastolic, at.ADULT_GRADE_3)
    return Verdict(
        rule="R-TD",
        field="bp_result",
        result=result,
        severity=_adult_severity(result, is_urgent),
        why=_shown(systolic, diastolic)
        + (" Disertai keluhan berat." if is_complaining else "")
        + (" Sedang hamil." if is_severe_mother else ""),
        next_step=_adult_step(result, is_urgent),
        reason=_high_reason(systolic, diastolic),
        source=at.ILP,
    )


def _isolated(systolic: int, diastolic: int) -> Verdict:
    is_isolated = systolic >= at.ADULT_HIGH[0] and diastolic < at.ADULT_HIGH[1]
    return Verdict(
        rule="R-TD",
        field="bp_isolated",
        result=is_isolated,
        severity=Severity.YELLOW if is_isolated else Severity.GREEN,
        label="Hanya tekanan atas yang tinggi" if is_isolated else "Bukan hipertensi sistolik terisolasi",
        why=_shown(systolic, diastolic),
        source=at.ILP,
    )


def _high_reason(systolic: int | None, diastolic: int | None) -> str:
    if _reaches(systolic, diastolic, at.ADULT_GRADE_3):
        return "TD ≥180/110"
    return "TD ≥140/90" if _reaches(systolic, diastolic, at.ADULT_HIGH) else "TD tinggi"


def _is_high(systolic: int | None, diastolic: int | None, years: int | None, rule: str) -> bool:
    if rule != "kartu" or _reaches(systolic, diastolic, at.ADULT_GRADE_3):
        return _reaches(systolic, diastolic, at.ADULT_HIGH)
    if years is not None and years >= _ELDERLY_YEARS:
        return systolic is not None and systolic > at.CARD_HIGH_FROM_60_ABOVE
    return _reaches(systolic, diastolic, at.CARD_HIGH_UNDER_60)


_ELDERLY_YEARS = 60


def _degree(systolic: int | None, diastolic: int | None) -> str | None:
    if systolic is None and diastolic is None:
        return None
    steps = (
        ("HT3", at.ADULT_GRADE_3),
        ("HT2", at.ADULT_GRADE_2),
        ("HT1", at.ADULT_HIGH),
        ("NORMAL_TINGGI", at.ADULT_HIGH_NORMAL),
        ("NORMAL", at.ADULT_NORMAL),
    )
    return next((code for code, limit in steps if _reaches(systolic, diastolic, limit)), "OPTIMAL")


def _adult_severity(result: str, is_urgent: bool) -> Severity:
    if is_urgent:
        return Severity.URGENT
    if result == "T":
        return Severity.RED
    return Severity.YELLOW if result == "R" else Severity.GREEN


def _adult_step(result: str, is_urgent: bool) -> str:
    if is_urgent:
        return _TODAY
    if result == "T":
        return f"{_CALM} Bila tetap tinggi: {_REFER[0].lower()}{_REFER[1:]} Kurangi garam, berhenti merokok."
    if result == "R":
        return "Sampaikan ke petugas. Tanyakan apakah pusing atau lemas."
    return "Ukur lagi paling lambat setahun."


def _degree_verdict(degree: str, systolic: int | None, diastolic: int | None) -> Verdict:
    severities = {"HT1": Severity.RED, "HT2": Severity.RED, "HT3": Severity.URGENT, "NORMAL_TINGGI": Severity.YELLOW}
    return Verdict(
        rule="R-TD",
        field="bp_class",
        result=degree,
        severity=severities.get(degree, Severity.GREEN),
        why=_shown(systolic, diastolic),
        next_step="Kurangi garam, perbanyak gerak; ukur lagi bulan depan." if degree == "NORMAL_TINGGI" else "",
        reason=_high_reason(systolic, diastolic),
        source=at.ILP,
    )


def school_age(systolic: int | None, diastolic: int | None, years: int | None, sex: Sex | None) -> Verdict | None:
    """R-TDREMAJA: from 13 years by fixed limits, at 7-12 years by the table of age and sex (KMK 2015/2023, AAP 2017).

    Younger: TIDAK_DINILAI. 140/90 and more is high at every age. None while age or numbers decide nothing.
    """
    if systolic is None and diastolic is None:
        return None
    if _reaches(systolic, diastolic, at.TEEN_GRADE_2):
        is_table_age = years is not None and years < at.TEEN_FROM_YEARS
        return _school_verdict("TINGGI" if is_table_age else "HT2", systolic, diastolic)
    if years is None:
        return None
    if years < min(at.SCHOOL_LIMITS):
        return _school_verdict("TIDAK_DINILAI", systolic, diastolic)
    result = _table_result(systolic, diastolic, years, sex)
    if years >= at.TEEN_FROM_YEARS:
        result = _teen_result(systolic, diastolic)
    return None if result is None else _school_verdict(result, systolic, diastolic)


def _table_result(systolic: int | None, diastolic: int | None, years: int, sex: Sex | None) -> str | None:
    limits = at.SCHOOL_LIMITS.get(years)
    if limits is None:
        return None
    boys, girls = limits
    # Without the sex only what is too high, or fine, for both is judged.
    highest = (max(boys[0], girls[0]), max(boys[1], girls[1]))
    lowest = (min(boys[0], girls[0]), min(boys[1], girls[1]))
    limit = highest if sex is None else boys if sex is Sex.MALE else girls
    if _reaches(systolic, diastolic, limit):
        return "TINGGI"
    if systolic is None or diastolic is None or (sex is None and _reaches(systolic, diastolic, lowest)):
        return None
    return "N"


def _teen_result(systolic: int | None, diastolic: int | None) -> str | None:
    if _reaches(systolic, diastolic, at.TEEN_GRADE_1):
        return "HT1"
    if systolic is not None and systolic >= at.TEEN_RAISED:
        return "MENINGKAT"
    return None if systolic is None or diastolic is None else "N"


def _school_verdict(result: str, systolic: int | None, diastolic: int | None) -> Verdict:
    is_high = result in ("HT1", "HT2", "TINGGI")
    is_urgent = _reaches(systolic, diastolic, at.ADULT_GRADE_3)
    severity = Severity.RED if is_high else Severity.YELLOW if result == "MENINGKAT" else Severity.GREEN
    return Verdict(
        rule="R-TDREMAJA",
        field="bp_result",
        result=result,
        severity=Severity.URGENT if is_urgent else severity,
        label="Tekanan darah belum dinilai, di bawah 7 tahun" if result == "TIDAK_DINILAI" else "",
        why=_shown(systolic, diastolic),
        next_step=_TODAY
        if is_urgent
        else f"{_CALM} Bila tetap tinggi, rujuk ke puskesmas."
        if is_high
        else "Kurangi asin, perbanyak gerak; ukur lagi tiap bulan."
        if result == "MENINGKAT"
        else "",
        reason="TD tinggi untuk umurnya" if is_high else "",
        source=at.ILP,
    )
