"""What tape and scale say about grown-ups: IMT, waist and LiLA."""

from decimal import Decimal

from core.rules import thresholds as at
from core.rules.numbers import half_up, shown
from core.rules.verdict import Verdict
from core.words.findings import Severity
from core.words.people import Sex

CHILDBEARING_YEARS = (15, 49)


def adult_bmi(bmi: Decimal, sex: Sex | None, rule: str = "kartu") -> Verdict | None:
    """R-IMT: SK below 17,0; K to 18,4; N to 25,0; G to 27,0; O above (card; Permenkes 41/2014), kg/m2 to one decimal.

    `rule="asia"`: the Asia-Pacific classes of KMK 2015/2023; `rule="tbc"`: by sex, None while that is unknown.
    """
    limits = _bmi_limits(sex, rule)
    if limits is None:
        return None
    very_thin, thin, normal_to, heavy_to = limits
    if bmi < very_thin:
        result = "SK"
    elif bmi < thin:
        result = "K"
    else:
        result = "N" if bmi <= normal_to else "G" if bmi <= heavy_to else "O"
    steps = {
        "SK": "Sampaikan ke petugas; tanyakan makan, batuk lama, dan berat yang turun.",
        "K": "Tambah makan bergizi; timbang lagi bulan depan.",
        "G": "Kurangi manis, asin, lemak; perbanyak gerak.",
        "O": "Kurangi manis, asin, lemak; gerak badan. Periksa gula darah dan tensi.",
    }
    return Verdict(
        rule="R-IMT",
        field="bmi_class",
        result=result,
        severity=Severity.GREEN if result == "N" else Severity.YELLOW,
        why=f"IMT {shown(bmi)}.",
        next_step=steps.get(result, ""),
        source=f"{at.CARD}; Permenkes 41/2014",
    )


def _bmi_limits(sex: Sex | None, rule: str) -> tuple[Decimal, Decimal, Decimal, Decimal] | None:
    if rule == "tbc":
        return None if sex is None else at.BMI_TBC[sex.value]
    return at.BMI_ASIA if rule == "asia" else at.BMI_CARD


def bmi_waits(has_weight: bool) -> Verdict:
    """R-IMT: one of weight and height is there, so the card says what the other one is waiting for."""
    what = "TB" if has_weight else "BB"
    return Verdict(
        rule="R-IMT",
        field="bmi",
        result="BELUM",
        severity=Severity.GREEN,
        label="IMT belum dihitung",
        why=f"{what} belum diukur.",
        next_step=f"Ukur {what} dulu.",
        source=at.CARD,
    )


def waist(value: Decimal | None, sex: Sex | None, *, years: int | None, is_pregnant: bool | None) -> Verdict | None:
    """R-LP: obesitas sentral above 90 cm for men, above 80 for women (KMK 2015/2023).

    Not judged in pregnancy and below 15 years. Without the sex only what is wide, or fine, for both is judged.
    """
    if value is None:
        return None
    if is_pregnant or (years is not None and years < at.WAIST_FROM_YEARS):
        return _waist_verdict("TIDAK_DINILAI", value, "Sedang hamil." if is_pregnant else "Umur di bawah 15 tahun.")
    women, men = at.WAIST_WOMEN_ABOVE.value, at.WAIST_MEN_ABOVE.value
    if sex is None and women < value <= men:
        return None
    is_wide = value > (women if sex is Sex.FEMALE else men)
    return _waist_verdict("OBESITAS" if is_wide else "N", value, "Batas: laki-laki 90 cm, perempuan 80 cm.")


def _waist_verdict(result: str, value: Decimal, why: str) -> Verdict:
    is_wide = result == "OBESITAS"
    return Verdict(
        rule="R-LP",
        field="waist_result",
        result=result,
        severity=Severity.YELLOW if is_wide else Severity.GREEN,
        why=f"Lingkar perut {shown(value)} cm. {why}",
        next_step="Kurangi manis dan lemak, perbanyak gerak; periksa gula darah dan tensi." if is_wide else "",
        source=at.ILP,
    )


def mother_muac(value: Decimal | None, pre_bmi: Decimal | None = None, *, field: str = "muac_result") -> Verdict | None:
    """R-KEK: LiLA below 23,5 cm is KEK and referred; LiLA fine but IMT of trimester 1 below 18,5: kekurangan BB.

    Source: KMK 2015/2023. A finer reading is first rounded half up to the 0,1 cm of the tape.
    """
    if value is None:
        return None
    rounded = half_up(value)
    is_thin = pre_bmi is not None and pre_bmi < at.THIN_MOTHER_BELOW_BMI.value
    if rounded < at.KEK_BELOW_CM.value:
        result, severity = "KEK", Severity.RED
    else:
        result, severity = ("BB_KURANG", Severity.YELLOW) if is_thin else ("N", Severity.GREEN)
    why = f"LiLA {shown(value)} cm, batas 23,5."
    if value != rounded:
        why += f" Dibulatkan {shown(rounded)}; sebaiknya ukur sekali lagi."
    if result == "BB_KURANG" and pre_bmi is not None:
        why += f" IMT awal {shown(pre_bmi)}."
    return Verdict(
        rule="R-KEK",
        field=field,
        result=result,
        severity=severity,
        label={"KEK": "KEK (kurang energi kronik)", "BB_KURANG": "Kekurangan berat badan"}.get(result, "Tidak KEK"),
        why=why,
        next_step={
            "KEK": "Rujuk ke puskesmas; ibu perlu makanan tambahan (MT) setiap hari.",
            "BB_KURANG": "Sampaikan ke bidan; tambah porsi makan bergizi.",
        }.get(result, ""),
        reason="LiLA <23,5" if result == "KEK" else "",
        source=at.ILP,
    )


def elderly_muac(value: Decimal | None, *, field: str = "muac_cm") -> Verdict | None:
    """R-SKILAS: LiLA of an elder below 21 cm is a sign of malnutrition (KMK 2015/2023, SKILAS)."""
    if value is None:
        return None
    is_thin = value < at.ELDERLY_MUAC_BELOW_CM.value
    return Verdict(
        rule="R-SKILAS",
        field=field,
        result="MASALAH" if is_thin else "N",
        severity=Severity.YELLOW if is_thin else Severity.GREEN,
        label="LiLA di bawah 21 cm" if is_thin else "LiLA cukup",
        why=f"LiLA {shown(value)} cm, batas 21.",
        next_step="Sampaikan ke petugas pustu atau puskesmas; lengkapi SKILAS." if is_thin else "",
        reason="LiLA <21" if is_thin else "",
        source=at.ILP,
        also_refers=is_thin,
    )


def height_jump(value: Decimal | None, known: Decimal | None) -> Verdict | None:
    """R-VAL: a grown-up's height that is 3 cm or more off the last known one is measured again; never refused."""
    if value is None or known is None:
        return None
    is_odd = abs(value - known) >= at.HEIGHT_JUMP_CM.value
    if not is_odd:
        return None
    return Verdict(
        rule="R-VAL",
        field="height_cm",
        result="UKUR_LAGI",
        severity=Severity.YELLOW,
        label="Tinggi badan berubah",
        why=f"Dulu {shown(known)} cm, sekarang {shown(value)} cm.",
        next_step="Ukur sekali lagi, lalu simpan yang benar.",
        source=at.OURS,
    )
