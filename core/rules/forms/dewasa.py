"""The card of usia dewasa, and its verdicts."""

from collections.abc import Iterator

from core.rules import body_size, family_planning, referral
from core.rules import thresholds as at
from core.rules.card_parts import adult_body, age, given, tbc
from core.rules.forms.body_fields import (
    ADULT_BP_RESULT,
    BLOOD_PRESSURE,
    BMI,
    BMI_CLASS,
    BP_CLASS,
    BP_ISOLATED,
    BP_SYMPTOMS,
    CHOLESTEROL_MG_DL,
    CHOLESTEROL_RESULT,
    GLUCOSE,
    GROWN_WEIGHT_KG,
    HB_G_DL,
    HB_RESULT,
    HEIGHT_CM,
    MUAC_CM,
    SENSES,
    URIC_ACID_MG_DL,
    URIC_ACID_RESULT,
    WAIST_CM,
    WAIST_RESULT,
)
from core.rules.forms.fields import Kind, choices, computed, day, form_fields, whole
from core.rules.forms.form import Form
from core.rules.forms.person_fields import (
    ADULT_TOPICS,
    AGE_GROUP,
    AGE_YEARS,
    CIGARETTES_PER_DAY,
    CONTRACEPTION,
    CONTRACEPTION_METHOD,
    FAMILY_HISTORY,
    HABITS,
    OWN_HISTORY,
    PREGNANT,
    PUMA_SCORE,
    SMOKING_KIND,
    SMOKING_RESULT,
    SMOKING_STATUS,
)
from core.rules.forms.tbc_fields import TBC_CARD, TBC_RESULTS
from core.rules.forms.visit_fields import EDUCATION_NOTE, REFERRAL, VISIT_DATE
from core.rules.numbers import bmi
from core.rules.sheet import Sheet
from core.rules.tuberculosis import Person
from core.rules.verdict import Item, Refusal, Verdict
from core.words.age import completed_months
from core.words.findings import Severity
from core.words.people import Sex

FIELDS = form_fields(
    VISIT_DATE,
    AGE_YEARS,
    AGE_GROUP,
    FAMILY_HISTORY,
    OWN_HISTORY,
    HABITS,
    SMOKING_STATUS,
    SMOKING_KIND,
    CIGARETTES_PER_DAY,
    SMOKING_RESULT,
    GROWN_WEIGHT_KG,
    HEIGHT_CM.at(2, required=True),
    BMI,
    BMI_CLASS,
    WAIST_CM,
    PREGNANT,
    WAIST_RESULT,
    MUAC_CM.at(2, required=False),
    BLOOD_PRESSURE,
    BP_SYMPTOMS,
    ADULT_BP_RESULT,
    BP_CLASS,
    BP_ISOLATED,
    GLUCOSE,
    CHOLESTEROL_MG_DL,
    CHOLESTEROL_RESULT,
    URIC_ACID_MG_DL,
    URIC_ACID_RESULT,
    HB_G_DL,
    HB_RESULT,
    SENSES,
    TBC_CARD,
    TBC_RESULTS,
    PUMA_SCORE,
    CONTRACEPTION,
    CONTRACEPTION_METHOD,
    whole(
        "children_count", "Jumlah anak hidup", "Jumlah anak yang masih hidup.", 0, 20, "anak", step=4, rule="R-LAYAK"
    ),
    day(
        "last_birth_date",
        "Tanggal lahir anak terakhir",
        "Tanggal lahir anak yang paling kecil.",
        step=4,
        rule="R-LAYAK",
    ),
    computed(
        "fit_result",
        "Layak hamil",
        Kind.CHOICE,
        options=choices(LAYAK="Layak hamil", TIDAK="Belum layak hamil"),
        step=4,
        rule="R-LAYAK",
    ),
    computed(
        "risk_4t",
        "Risiko 4T",
        Kind.SEVERAL,
        options=choices(MUDA="Terlalu muda", TUA="Terlalu tua", DEKAT="Terlalu dekat", BANYAK="Terlalu banyak"),
        step=4,
        rule="R-LAYAK",
    ),
    ADULT_TOPICS,
    EDUCATION_NOTE,
    REFERRAL,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from age(sheet, "age_years")
    yield from adult_body(sheet)
    yield from given(_muac(sheet))
    is_priority = bool(sheet.yes("pregnant")) or "DM" in (sheet.codes("own_history") or ())
    yield from tbc(sheet, person=Person(is_priority=is_priority))
    yield from _family_planning(sheet)
    yield from referral.by_hand(sheet.yes("refer_manual"), sheet.text("refer_reason"))


def _is_childbearing(sheet: Sheet) -> bool | None:
    if sheet.sex is Sex.MALE:
        return False
    if sheet.sex is None or sheet.years is None:
        return None
    first, last = body_size.CHILDBEARING_YEARS
    return first <= sheet.years <= last


def _muac(sheet: Sheet) -> Verdict | None:
    """R-KEK for women of 15 to 49 years; for others LiLA is written down and not judged (KMK 2015/2023)."""
    value = sheet.number("muac_cm")
    is_childbearing = True if sheet.yes("pregnant") else _is_childbearing(sheet)
    if value is None or is_childbearing is None:
        return None
    if is_childbearing:
        return body_size.mother_muac(value, field="muac_cm")
    why = "LiLA dewasa hanya dinilai pada perempuan 15-49 tahun."
    return Verdict("R-KEK", "muac_cm", "TIDAK_DINILAI", Severity.GREEN, "LiLA tidak dinilai", why, source=at.ILP)


def _family_planning(sheet: Sheet) -> Iterator[Item]:
    """R-LAYAK for a woman of child-bearing age who told about her children."""
    born, on = sheet.day("last_birth_date"), sheet.visit_on
    if born is not None and on is not None and born > on:
        yield Refusal("last_birth_date", "Tanggal lahir anak sesudah tanggal datang. Periksa tanggalnya.")
        born = None
    children = sheet.whole("children_count")
    is_childbearing = _is_childbearing(sheet)
    if (children is None and born is None) or is_childbearing is None:
        return
    if not is_childbearing or sheet.yes("pregnant"):
        why = "Sedang hamil." if sheet.yes("pregnant") else "Untuk perempuan 15-49 tahun."
        yield Verdict("R-LAYAK", "fit_result", "TIDAK_DINILAI", Severity.GREEN, why=why, source=at.ILP)
        return
    woman = family_planning.Woman(
        years=sheet.years,
        children=children,
        months_since_birth=None if born is None or on is None else completed_months(born, on),
        bmi=bmi(sheet.number("weight_kg"), sheet.number("height_cm")),
        muac_cm=sheet.number("muac_cm"),
    )
    yield from family_planning.judge(woman, int(sheet.choices.many_children))


FORM = Form("dewasa", "Usia dewasa", FIELDS, _judge)
