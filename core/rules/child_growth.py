"""What a child's visit asks for: the card's letter, the red and orange lines, and the Permenkes 2/2020 categories."""

from collections.abc import Sequence

from core.growth.assess import Assessment
from core.growth.classify import (
    LengthForAgeCategory,
    MuacCategory,
    NutritionCategory,
    SchoolBmiCategory,
    WeightForAgeCategory,
)
from core.growth.velocity import Velocity, waz_change
from core.growth.weight_gain import Letter, WeighVerdict
from core.words.findings import Finding, Severity
from core.words.quantities import kilograms, z_words

CARD = "Juknis KMS 2021"
STANDARD = "Permenkes 2/2020"
_REFER = "Rujuk ke puskesmas."
_REFER_TODAY = "Rujuk ke puskesmas hari ini juga."
_TELL_MIDWIFE = "Sampaikan ke bidan."
_WAZ_MONTHS = 3


def growth_findings(
    growth: Assessment,
    weighing: WeighVerdict | None,
    velocity: Velocity | None,
    earlier: Sequence[WeighVerdict] = (),
) -> tuple[Finding, ...]:
    """Everything the visit asks for, worst first; `earlier` are the weighings before this one, oldest first."""
    found = [
        *_weighed(growth, weighing, earlier),
        body_for_length(growth),
        length(growth),
        muac(growth),
        head(growth),
        faltering(velocity),
    ]
    return tuple(sorted((one for one in found if one), key=lambda one: -one.severity.rank))


def _weighed(
    growth: Assessment, weighing: WeighVerdict | None, earlier: Sequence[WeighVerdict]
) -> tuple[Finding | None, ...]:
    if weighing is None:
        return (weight_for_age(growth, None),)
    return (letter(weighing), two_t(weighing), weight_for_age(growth, weighing), falling_curve(weighing, earlier))


def letter(weighing: WeighVerdict) -> Finding | None:
    """R-NT: the letter with its sum; one T is a prompt to look (KMS card and Juknis KMS 2021), never an illness."""
    if weighing.letter is None:
        return None
    is_t = weighing.letter is Letter.NOT_GAINED
    why = weighing.arithmetic
    if weighing.curve_disagrees:
        follows = "mengikuti garis" if is_t else "turun memotong garis"
        why += f"; arah kurva {follows}, petugas yang menentukan"
    return Finding(
        rule=f"R-NT ({CARD})",
        field="weight_g",
        label=letter_label(weighing),
        severity=Severity.YELLOW if is_t else Severity.GREEN,
        why=why,
        next_step="Timbang sekali lagi, lalu tunjukkan ke petugas di langkah 5." if is_t else "",
    )


def letter_label(weighing: WeighVerdict) -> str:
    """The letter as a kader reads it: `T · naik 0,2 kg, paling sedikit 0,3 kg (KBM)`; empty without a letter."""
    if weighing.letter is None:
        return ""
    if weighing.auto_letter is not None and weighing.letter is not weighing.auto_letter:
        return f"{weighing.letter} · diputuskan petugas (menurut KBM: {weighing.auto_letter})"
    if weighing.gain_g is None:
        is_new = weighing.letter is Letter.NEW
        return f"{weighing.letter} · {'penimbangan pertama di sini' if is_new else 'bulan lalu tidak ditimbang'}"
    gain = weighing.gain_g
    change = f"naik {kilograms(gain)} kg" if gain > 0 else f"turun {kilograms(-gain)} kg" if gain else "berat tetap"
    if weighing.kbm_g is None:
        return f"{weighing.letter} · {change} (perkiraan, umur belum 1 bulan)"
    least = f"paling sedikit {'' if gain > 0 else 'naik '}{kilograms(weighing.kbm_g)} kg (KBM)"
    return f"{weighing.letter} · {change}, {least}"


def two_t(weighing: WeighVerdict) -> Finding | None:
    """R-2T: T in this month and in the month before: to the puskesmas (form F1; KMS card)."""
    if not weighing.two_t:
        return None
    return Finding(
        rule=f"R-2T ({CARD})",
        field="weight_g",
        label="2T · dua kali berturut-turut tidak naik",
        severity=Severity.RED,
        why="Bulan lalu T, bulan ini T lagi.",
        next_step="Rujuk ke puskesmas; ukur panjang atau tinggi, tanyakan sakit dan makannya.",
    )


def weight_for_age(growth: Assessment, weighing: WeighVerdict | None) -> Finding | None:
    """R-BGM and orange line: below the red line to the puskesmas; above the orange one is confirmed by BB/TB.

    Source: KMS card and Juknis KMS 2021; categories of BB/U Permenkes 2/2020.
    """
    category = growth.waz_category
    is_bgm = weighing is not None and weighing.bgm
    is_orange = weighing is not None and weighing.orange
    if is_bgm or category in (WeightForAgeCategory.UNDERWEIGHT, WeightForAgeCategory.SEVERELY_UNDERWEIGHT):
        label = category.label if category else "Di bawah garis merah"
        return Finding(
            rule=f"R-BGM ({CARD}; {STANDARD})",
            field="weight_g",
            label=f"{label} (BGM)" if is_bgm else label,
            severity=Severity.RED,
            why=f"BB/U {z_words(growth.waz)}" + (", di bawah garis merah." if is_bgm else "."),
            next_step="Rujuk ke puskesmas; ukur panjang atau tinggi dan lihat apakah kakinya bengkak.",
        )
    if is_orange or category is WeightForAgeCategory.RISK_OF_OVERWEIGHT:
        return _above_orange(growth)
    return None


def _above_orange(growth: Assessment) -> Finding:
    fit = growth.whz_category or growth.baz_category
    is_fit = fit in (NutritionCategory.NORMAL, NutritionCategory.WASTED, NutritionCategory.SEVERELY_WASTED)
    return Finding(
        rule=f"R-ORANYE ({CARD}; {STANDARD})",
        field="weight_g",
        label="Di atas garis oranye, BB/TB tidak lebih" if is_fit else "Di atas garis oranye",
        severity=Severity.GREEN if is_fit else Severity.YELLOW,
        why=f"BB/U {z_words(growth.waz)}, di atas +1.",
        next_step="" if is_fit else "Ukur panjang atau tinggi, pastikan dengan BB/TB atau IMT/U.",
    )


def body_for_length(growth: Assessment) -> Finding | None:
    """R-GIZI: status gizi by BB/PB or BB/TB, by IMT/U where that cannot be computed; oedema is gizi buruk.

    Source: Permenkes 2/2020.
    """
    category = growth.whz_category or growth.baz_category
    if category is None or category.severity is Severity.GREEN:
        return None
    index, z = ("BB/TB", growth.whz) if growth.whz_category else ("IMT/U", growth.baz)
    is_oedema = category is NutritionCategory.OEDEMA
    return Finding(
        rule=f"R-GIZI ({STANDARD})",
        field="has_oedema" if is_oedema else "weight_g",
        label=category.label,
        severity=category.severity,
        why="Kedua kaki bengkak (edema)." if is_oedema else f"{index} {z_words(z)}.",
        next_step=_body_step(category),
    )


def _body_step(category: NutritionCategory | SchoolBmiCategory) -> str:
    if category.severity is Severity.URGENT:
        return _REFER_TODAY
    if category.severity is Severity.RED:
        return _REFER
    return "Bicarakan makan dan gerak badan anak; ukur lagi bulan depan."


def length(growth: Assessment) -> Finding | None:
    """R-PENDEK: PB/U or TB/U below -2 SD is referred and confirmed; above +3 the bidan looks (Permenkes 2/2020)."""
    category = growth.haz_category
    if category is None or category is LengthForAgeCategory.NORMAL:
        return None
    is_tall = category is LengthForAgeCategory.TALL
    return Finding(
        rule=f"R-PENDEK ({STANDARD})",
        field="length_mm",
        label=f"{category.label} (TB/U)",
        severity=category.severity,
        why=f"PB/U atau TB/U {z_words(growth.haz)}.",
        next_step=_TELL_MIDWIFE if is_tall else "Ukur sekali lagi; rujuk ke puskesmas untuk dipastikan.",
    )


def muac(growth: Assessment) -> Finding | None:
    """R-LILA: below 11.5 cm gizi buruk, below 12.5 cm gizi kurang at 6-59 months; below 11.0 cm a risk before.

    Source: Buku KIA 2020 and 2024.
    """
    category = growth.muac_category
    if category is None or category is MuacCategory.NORMAL:
        return None
    return Finding(
        rule="R-LILA (Buku KIA 2020, 2024)",
        field="muac_mm",
        label=f"{category.label} (LiLA)",
        severity=category.severity,
        why=_MUAC_WHY[category],
        next_step=_REFER_TODAY if category.severity is Severity.URGENT else _REFER,
    )


_MUAC_WHY = {
    MuacCategory.SEVERE: "LiLA di bawah 11,5 cm.",
    MuacCategory.MODERATE: "LiLA di bawah 12,5 cm.",
    MuacCategory.AT_RISK: "LiLA di bawah 11,0 cm pada bayi di bawah 6 bulan.",
}


def head(growth: Assessment) -> Finding | None:
    """R-LK: head circumference beyond 2 SD on either side is referred (WHO 2007; Buku KIA)."""
    category = growth.hcz_category
    if category is None or category.severity is Severity.GREEN:
        return None
    side = "di bawah" if (growth.hcz or 0.0) < 0 else "di atas"
    return Finding(
        rule="R-LK (WHO; Buku KIA)",
        field="head_mm",
        label=f"Lingkar kepala {side} normal",
        severity=category.severity,
        why=f"LK/U {z_words(growth.hcz)} ({category.label.lower()}).",
        next_step="Ukur sekali lagi; rujuk ke puskesmas.",
    )


def faltering(velocity: Velocity | None) -> Finding | None:
    """R-FALTERING: increment below the 5th centile: look before the child is thin (KMK HK.01.07/MENKES/1928/2022)."""
    if velocity is None or not velocity.is_faltering:
        return None
    return Finding(
        rule="R-FALTERING (KMK HK.01.07/MENKES/1928/2022; WHO 2009)",
        field="weight_g",
        label="Berat naik terlalu lambat" + (" (perkiraan)" if velocity.is_estimate else ""),
        severity=Severity.YELLOW,
        why=velocity.sentence,
        next_step=_TELL_MIDWIFE,
    )


def falling_curve(weighing: WeighVerdict, earlier: Sequence[WeighVerdict]) -> Finding | None:
    """R-DZ: BB/U fell by 0.67 SD or more in 3 months. Clinical practice, not an Indonesian rule: for the bidan."""
    then = next(
        (one for one in reversed(earlier) if one.is_official and one.age_months == weighing.age_months - _WAZ_MONTHS),
        None,
    )
    if then is None or then.waz is None or weighing.waz is None:
        return None
    change, is_alarm = waz_change(then.waz, weighing.waz)
    if not is_alarm:
        return None
    return Finding(
        rule="R-DZ (praktik klinis)",
        field="weight_g",
        label=f"Kurva turun {z_words(change).lstrip('−')} SD dalam 3 bulan",
        severity=Severity.YELLOW,
        why=f"BB/U dari {z_words(then.waz)} menjadi {z_words(weighing.waz)}.",
        next_step=_TELL_MIDWIFE,
    )
