"""What a drop of blood says: sugar, cholesterol, uric acid and Hb."""

from collections.abc import Iterator
from decimal import Decimal

from core.rules import thresholds as at
from core.rules.numbers import shown
from core.rules.verdict import Refusal, Verdict
from core.words.findings import Severity
from core.words.people import Sex

_REFER = "Rujuk ke pustu atau puskesmas untuk dipastikan."


def glucose(value: Decimal | None, *, kind: str | None, is_hi: bool | None, rule: str = "kmk") -> Verdict | None:
    """R-GD: R below 70; GDS from 140 prediabetes, from 200 suspected DM; GDP from 100 and 126 mg/dL (KMK 2015/2023).

    `is_hi`: the meter shows HI, above its range: T2. `rule="kartu"` calls only GDS above 200 high. None when nothing
    was measured.
    """
    if value is None and not is_hi:
        return None
    result = "T2" if is_hi or value is None else _glucose_class(value, kind or "GDS", rule)
    severity = {"R": Severity.YELLOW, "N": Severity.GREEN, "T1": Severity.RED, "T2": Severity.RED}[result]
    what = "Gula darah puasa" if kind == "GDP" else "Gula darah sewaktu"
    steps = {
        "R": "Beri minum manis, lalu sampaikan ke petugas.",
        "T1": f"{_REFER} Kurangi yang manis; ulang paling lambat 3 bulan.",
        "T2": _REFER,
    }
    return Verdict(
        rule="R-GD",
        field="glucose_result",
        result=result,
        severity=severity,
        why=f"{what} {'di atas 600 (HI)' if is_hi or value is None else shown(value)} mg/dL.",
        next_step=steps.get(result, ""),
        reason={"T1": "Gula darah tinggi (prediabetes)", "T2": "Gula darah ≥200, dugaan DM"}.get(result, "")
        if kind != "GDP"
        else "Gula darah puasa tinggi",
        source=at.ILP,
    )


def impossible_glucose(value: Decimal | None, *, is_hi: bool | None) -> Iterator[Refusal]:
    """R-VAL: the meter shows a value or HI, never both."""
    if value is not None and is_hi:
        yield Refusal("glucose_hi", "Alat menulis HI sebagai ganti angka. Isi angkanya saja, atau HI saja.")


def needs_glucose(*, kind: str | None, is_hi: bool | None) -> bool:
    """R-GD: a value is asked for only when the kind of a test was chosen and the meter did not show HI."""
    return kind is not None and not is_hi


def is_glucose_high(value: Decimal | None, *, kind: str | None, is_hi: bool | None, rule: str = "kmk") -> bool:
    """R-GD: whether `glucose` says T1 or T2 (mg/dL), without any words: for the lists of a whole posyandu."""
    if value is None:
        return bool(is_hi)
    return bool(is_hi) or _glucose_class(value, kind or "GDS", rule) in {"T1", "T2"}


def _glucose_class(value: Decimal, kind: str, rule: str) -> str:
    if value < at.GLUCOSE_LOW_BELOW.value:
        return "R"
    if rule == "kartu" and kind == "GDS":
        return "T2" if value > at.GLUCOSE_CARD_ABOVE else "N"
    raised, high = at.GLUCOSE_FASTING if kind == "GDP" else at.GLUCOSE_RANDOM
    return "T2" if value >= high else "T1" if value >= raised else "N"


def is_glucose_due_by_age(years: int, *, has_risk: bool, from_years: int = 40) -> bool:
    """R-GD: who is to be tested: from 40 years, or 15-39 with obesity, hipertensi or family history (KMK 2015/2023)."""
    return years >= from_years or (years >= at.HB_MAN_FROM_YEARS and has_risk)


def cholesterol(value: Decimal | None) -> Verdict | None:
    """R-KOL: below 200 mg/dL normal, 200-239 borderline, from 240 high; referred from 200 (Juknis PKG)."""
    if value is None:
        return None
    borderline, high = at.CHOLESTEROL
    result = "T" if value >= high else "T_BATAS" if value >= borderline else "N"
    return Verdict(
        rule="R-KOL",
        field="cholesterol_result",
        result=result,
        severity=Severity.GREEN if result == "N" else Severity.RED,
        why=f"Kolesterol {shown(value)} mg/dL.",
        next_step="" if result == "N" else f"{_REFER} Kurangi gorengan dan santan.",
        reason="" if result == "N" else "Kolesterol ≥200",
        source=at.PKG,
    )


def uric_acid(value: Decimal | None, sex: Sex | None, *, rule: str = "ppk") -> Verdict | None:
    """R-AU: high above 7.0 mg/dL for men, above 6.0 for women (KMK 1186/2022); `rule="5,7"` is the laboratories' limit.

    Without the sex only what is high, or fine, for both is judged.
    """
    if value is None:
        return None
    women, men = at.URIC_ACID_WOMEN_ABOVE[rule].value, at.URIC_ACID_MEN_ABOVE.value
    if sex is None and women < value <= men:
        return None
    is_high = value > (women if sex is Sex.FEMALE else men)
    return Verdict(
        rule="R-AU",
        field="uric_acid_result",
        result="T" if is_high else "N",
        severity=Severity.RED if is_high else Severity.GREEN,
        why=f"Asam urat {shown(value)} mg/dL.",
        next_step=_REFER if is_high else "",
        reason="Asam urat tinggi" if is_high else "",
        source=at.PPK,
    )


def hb(
    value: Decimal | None, below: Decimal | None, *, field: str = "hb_result", takes_tablets: bool = False
) -> Verdict | None:
    """R-HB: anaemia below the limit of the group, severe below 8 g/dL at any age (KMK 1186/2022, KMK 2015/2023).

    `below`: the limit from `hb_limit`, None when age or status forbids judging. `takes_tablets`: she goes on with them.
    """
    if value is None:
        return None
    if value < at.HB_SEVERE_BELOW.value:
        result = "BERAT"
    elif below is None:
        result = "TIDAK_DINILAI"
    else:
        result = "ANEMIA" if value < below else "N"
    severity = {"BERAT": Severity.URGENT, "ANEMIA": Severity.RED}.get(result, Severity.GREEN)
    limit = "" if below is None else f" Batas {shown(below)}."
    return Verdict(
        rule="R-HB",
        field=field,
        result=result,
        severity=severity,
        label={
            "BERAT": "Anemia berat",
            "ANEMIA": f"Anemia (<{shown(below)})" if below is not None else "",
            "N": "Tidak anemia",
        }.get(result, "Hb tidak dinilai menurut umur"),
        why=f"Hb {shown(value)} g/dL.{limit}",
        next_step={
            "BERAT": "Rujuk SEGERA, hari ini juga.",
            "ANEMIA": "Rujuk ke pustu atau puskesmas"
            + ("; tablet tambah darah tetap diminum." if takes_tablets else "; makan lauk hewani setiap hari."),
        }.get(result, ""),
        reason={"BERAT": "Anemia berat (Hb <8)", "ANEMIA": "Anemia"}.get(result, ""),
        source=at.PPK,
    )


def hb_limit(years: int | None, sex: Sex | None, value: Decimal | None) -> Decimal | None:
    """R-HB: the limit for whoever is neither pregnant nor under six: women 12, men from 15 years 13 g/dL; else None.

    Without the sex the value itself decides, when it lies outside 12-13.
    """
    if sex is Sex.FEMALE:
        return at.HB_WOMAN_BELOW.value
    if sex is Sex.MALE:
        return at.HB_MAN_BELOW.value if years is not None and years >= at.HB_MAN_FROM_YEARS else None
    if value is None or at.HB_WOMAN_BELOW.value <= value < at.HB_MAN_BELOW.value:
        return None
    return at.HB_WOMAN_BELOW.value


def hb_limit_pregnant(trimester: int | None, rule: str = "kartu") -> Decimal:
    """R-HB: 11 g/dL for mothers-to-be; with `rule="ppk"` 10.5 in the second trimester (KMK 1186/2022)."""
    if rule == "ppk" and trimester == _SECOND:
        return at.HB_SECOND_TRIMESTER_BELOW.value
    return at.HB_PREGNANT_BELOW.value


_SECOND = 2
