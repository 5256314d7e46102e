"""What the card of bayi, balita and apras computes: growth through `core.growth`, and what each result asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.growth import assess as growth
from core.growth.classify import MUAC_REFERRED, Category, MuacCategory, NutritionCategory
from core.growth.kms import KmsEdition, is_above_orange, is_below_red
from core.growth.weight_gain import Letter, WeighingFact, WeighVerdict, kbm_g, weigh_chain
from core.rules import thresholds as at
from core.rules.numbers import TWO_PLACES, half_up, shown
from core.rules.sheet import Sheet
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Severity
from core.words.people import Posture
from core.words.quantities import z_words

_STANDARD, _KMS = "Permenkes 2/2020", "Juknis KMS 2021"
_REFER = "Rujuk ke puskesmas."
_TODAY = "Rujuk ke puskesmas hari ini juga."
_ODD = " Angka ini tidak lazim: ukur sekali lagi."
OEDEMA_REASON = "Gizi buruk (bengkak kedua kaki)"
"""One reason however it was found: by the feet alone, or with scale, board and tape."""
_CODES = {"RBBL": "RL", "Ti": "T", "GBE": "GB", "RGL": "BGL", "Mi": "MI", "Ma": "MA"}
_ALSO_REFERRED = frozenset({"RGL", "GL"})
_MUAC_CODES = {MuacCategory.SEVERE: "MERAH", MuacCategory.MODERATE: "KUNING", MuacCategory.NORMAL: "HIJAU"}


@dataclass(frozen=True, slots=True)
class ChildGrowth:
    """The growth of one visit: z-scores and categories, and the weighing with its letter when it is known."""

    judged: growth.Assessment
    weighing: WeighVerdict | None

    @property
    def two_t(self) -> bool:
        """Whether this is the second T in a row."""
        return self.weighing is not None and self.weighing.two_t


def grow(sheet: Sheet) -> ChildGrowth | None:
    """Judge the visit with WHO 2006 and 2007 (Permenkes 2/2020); None without sex or birth date."""
    sex, days, months = sheet.sex, sheet.days, sheet.months
    if sex is None or days is None or months is None:
        return None
    measure = sheet.text("measure")
    judged = growth.assess(
        sex,
        days,
        weight_kg=_float(sheet.number("weight_kg")),
        lenhei_cm=_float(sheet.number("height_cm")),
        posture=None if measure is None else Posture(measure),
        head_cm=_float(sheet.number("head_cm")),
        muac_cm=_float(sheet.number("muac_cm")),
        has_oedema=bool(sheet.yes("oedema")),
        gestation_weeks=sheet.whole("gestation_weeks"),
        completed_months=months,
    )
    return ChildGrowth(judged, _weighing(sheet))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _edition(sheet: Sheet) -> KmsEdition:
    return KmsEdition(sheet.text("kms_edition") or KmsEdition.CURRENT.value)


def _weighing(sheet: Sheet) -> WeighVerdict | None:
    """R-NT: the letter from this weighing and the one before it; None when the register knows too little."""
    sex, born, on, weight = sheet.sex, sheet.born_on, sheet.visit_on, sheet.number("weight_kg")
    if sex is None or born is None or on is None or weight is None:
        return None
    before, before_on = sheet.number("prev_weight_kg"), sheet.day("prev_visit_date")
    facts = [WeighingFact("now", on, int(weight * 1000), has_oedema=bool(sheet.yes("oedema")))]
    if before is not None and before_on is not None:
        is_same_month = (before_on.year, before_on.month) == (on.year, on.month)
        if is_same_month or not born <= before_on < on:
            return None
        letter = sheet.text("prev_letter")
        earlier = WeighingFact(
            "before", before_on, int(before * 1000), letter_override=Letter(letter) if letter else None
        )
        facts.insert(0, earlier)
    elif sheet.yes("first_ever") is not True:
        return None
    weeks = sheet.whole("gestation_weeks")
    found = weigh_chain(sex, born, facts, _edition(sheet), gestation_weeks=weeks)[-1]
    return found if found.letter is not None else None


def growth_items(sheet: Sheet, found: ChildGrowth) -> Iterator[Item]:
    """Every score and verdict of growth: letter, lines of the card, the four indices, head, LiLA and oedema."""
    judged = found.judged
    for key, z in (
        ("waz", judged.waz),
        ("haz", judged.haz),
        ("whz", judged.whz),
        ("baz", judged.baz),
        ("hcz", judged.hcz),
    ):
        if z is not None:
            yield Score(key, half_up(Decimal(repr(z)), TWO_PLACES))
    yield from _letter_items(sheet, found)
    yield from _line_verdicts(sheet, judged)
    yield from _index_verdicts(judged)
    yield from _muac_verdicts(sheet, judged)


def _letter_items(sheet: Sheet, found: ChildGrowth) -> Iterator[Item]:
    months, sex, weighing = sheet.months, sheet.sex, found.weighing
    kbm = None if sex is None or months is None else kbm_g(sex, months)
    if kbm is not None:
        yield Score("kbm_g", kbm)
    if weighing is None or weighing.letter is None:
        return
    if weighing.gain_g is not None:
        yield Score("gain_g", weighing.gain_g)
    is_t = weighing.letter is Letter.NOT_GAINED
    yield Verdict(
        rule="R-RUJ-BALITA",
        field="weight_letter",
        result=weighing.letter.value,
        severity=Severity.YELLOW if is_t else Severity.GREEN,
        why=weighing.arithmetic[:1].upper() + weighing.arithmetic[1:] + _curve_words(weighing),
        next_step="Timbang sekali lagi, lalu tunjukkan ke petugas untuk dipastikan." if is_t else "",
        source=_KMS,
    )
    if not is_t or sheet.text("prev_letter") is not None:
        yield Verdict(
            rule="R-RUJ-BALITA",
            field="two_t",
            result=weighing.two_t,
            severity=Severity.RED if weighing.two_t else Severity.GREEN,
            label="2T: dua kali tidak naik" if weighing.two_t else "Bukan 2T",
            next_step=f"{_REFER} Tanyakan sakit dan makannya." if weighing.two_t else "",
            reason="2T: dua kali tidak naik",
            source=_KMS,
        )


def _curve_words(weighing: WeighVerdict) -> str:
    """Where KBM and curve say different things both are shown; the KBM stands until somebody decides."""
    if not weighing.curve_disagrees:
        return ""
    follows = "mengikuti garis" if weighing.letter is Letter.NOT_GAINED else "turun memotong garis"
    return f"; arah kurva {follows}, petugas yang menentukan"


def _line_verdicts(sheet: Sheet, judged: growth.Assessment) -> Iterator[Verdict]:
    if judged.waz is None:
        return
    edition = _edition(sheet)
    is_bgm, is_orange = is_below_red(judged.waz, edition), is_above_orange(judged.waz, edition)
    why = f"BB/U {z_words(judged.waz)}, {edition.label}."
    yield Verdict(
        rule="R-RUJ-BALITA",
        field="bgm",
        result=is_bgm,
        severity=Severity.RED if is_bgm else Severity.GREEN,
        label="Di bawah garis merah (BGM)" if is_bgm else "Tidak BGM",
        why=why,
        next_step=f"{_REFER} Lihat apakah kakinya bengkak." if is_bgm else "",
        reason="BGM",
        source=_KMS,
    )
    yield Verdict(
        rule="R-RUJ-BALITA",
        field="orange",
        result=is_orange,
        severity=Severity.YELLOW if is_orange else Severity.GREEN,
        label="Di atas garis oranye" if is_orange else "Tidak di atas garis oranye",
        why=why,
        next_step="Rujuk; pastikan dengan BB/TB atau IMT/U." if is_orange else "",
        reason="Di atas garis oranye",
        source=_KMS,
        also_refers=is_orange,
    )


def _index_verdicts(judged: growth.Assessment) -> Iterator[Verdict]:
    length_name = "PB/U atau TB/U"
    rows: tuple[tuple[str, str, Category | None, float | None, bool], ...] = (
        ("waz_category", "BB/U", judged.waz_category, judged.waz, judged.waz_flag),
        ("haz_category", length_name, judged.haz_category, judged.haz, judged.haz_flag),
        ("whz_category", "BB/PB atau BB/TB", judged.whz_category, judged.whz, judged.whz_flag),
        ("hcz_category", "LK/U", judged.hcz_category, judged.hcz, judged.hcz_flag),
        # Where BB/TB cannot be computed (from 60 months, or off the table) IMT/U says how the child is fed.
        ("baz", "IMT/U", None if judged.whz_category else judged.baz_category, judged.baz, judged.baz_flag),
    )
    for field, index, category, z, is_odd in rows:
        if category is not None:
            yield _category(field, index, category, z, is_odd=is_odd)


def _category(field: str, index: str, category: Category, z: float | None, *, is_odd: bool) -> Verdict:
    severity = category.severity
    is_oedema = category is NutritionCategory.OEDEMA
    also = category.code in _ALSO_REFERRED
    refers = also or severity.rank >= Severity.RED.rank
    step = _TODAY if severity is Severity.URGENT else _REFER if refers else ""
    return Verdict(
        rule="R-RUJ-BALITA",
        field=field,
        result=_CODES.get(category.code, category.code),
        severity=severity,
        label=category.label if is_oedema else f"{category.label} ({index})",
        why="Kedua kaki bengkak (edema)." if is_oedema else f"{index} {z_words(z)}.{_ODD if is_odd else ''}",
        next_step=step or ("Sampaikan ke bidan." if severity is Severity.YELLOW else ""),
        reason=OEDEMA_REASON if is_oedema else "",
        source=_STANDARD,
        also_refers=also,
    )


def _muac_label(category: MuacCategory | None, *, has_oedema: bool) -> str:
    if has_oedema:
        return "Gizi buruk (kedua kaki bengkak)"
    return "LiLA tidak dinilai menurut umur" if category is None else f"{category.label} (LiLA)"


def _muac_verdicts(sheet: Sheet, judged: growth.Assessment) -> Iterator[Verdict]:
    oedema, muac = sheet.yes("oedema"), sheet.number("muac_cm")
    if oedema is not None:
        yield Verdict(
            rule="R-LILA-ANAK",
            field="oedema",
            result=oedema,
            severity=Severity.URGENT if oedema else Severity.GREEN,
            label="Bengkak kedua kaki: gizi buruk" if oedema else "Tidak bengkak",
            next_step=_TODAY if oedema else "",
            reason=OEDEMA_REASON,
            source=_STANDARD,
        )
    if muac is None:
        return
    category = judged.muac_category
    result = "MERAH" if oedema else "TIDAK_DINILAI" if category is None else _MUAC_CODES.get(category, "TIDAK_DINILAI")
    severity = Severity.URGENT if oedema else Severity.GREEN if category is None else category.severity
    is_moderate = category is MuacCategory.MODERATE and not oedema
    refers = bool(oedema) or category in MUAC_REFERRED
    yield Verdict(
        rule="R-LILA-ANAK",
        field="muac_category",
        result=result,
        severity=severity,
        label=_muac_label(category, has_oedema=bool(oedema)),
        why=f"LiLA {shown(muac)} cm." + (" Kedua kaki bengkak." if oedema else ""),
        next_step=(_TODAY if severity is Severity.URGENT else _REFER) if refers else "",
        reason=OEDEMA_REASON if oedema else "LiLA <11,5" if result == "MERAH" else "LiLA <12,5" if is_moderate else "",
        source=at.KIA,
        also_refers=refers,
    )
