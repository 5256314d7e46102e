"""The card of lansia, and its verdicts."""

from collections.abc import Iterator

from core.rules import body_size, referral
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
from core.rules.forms.fields import Kind, computed, decimal, form_fields, yes_no
from core.rules.forms.form import Form
from core.rules.forms.person_fields import (
    ADULT_TOPICS,
    AGE_GROUP,
    AGE_YEARS,
    AKS_TOTAL,
    CIGARETTES_PER_DAY,
    FAMILY_HISTORY,
    HABITS,
    OWN_HISTORY,
    PUMA_SCORE,
    SMOKING_KIND,
    SMOKING_RESULT,
    SMOKING_STATUS,
)
from core.rules.forms.tbc_fields import TBC_CARD, TBC_RESULTS
from core.rules.forms.visit_fields import EDUCATION_NOTE, REFERRAL, VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.tuberculosis import Person
from core.rules.verdict import Item

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
    yes_no("cannot_stand", "Tidak dapat berdiri", "Ya bila tidak dapat berdiri: ukur LiLA dan betis saja.", step=2),
    decimal(
        "calf_cm",
        "Lingkar betis",
        "Duduk, lutut tertekuk; lingkarkan pita di betis yang paling besar.",
        "10",
        "60",
        "cm",
        step=2,
    ),
    BMI,
    BMI_CLASS,
    WAIST_CM,
    WAIST_RESULT,
    MUAC_CM.at(2, "R-SKILAS", required=False),
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
    AKS_TOTAL,
    computed("skilas_domains", "SKILAS bermasalah", Kind.WHOLE, unit="ranah", low=0, high=6, step=4, rule="R-SKILAS"),
    ADULT_TOPICS,
    EDUCATION_NOTE,
    REFERRAL,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from age(sheet, "age_years")
    yield from adult_body(sheet)
    yield from given(body_size.elderly_muac(sheet.number("muac_cm")))
    yield from tbc(sheet, person=Person(is_priority="DM" in (sheet.codes("own_history") or ())))
    yield from referral.by_hand(sheet.yes("refer_manual"), sheet.text("refer_reason"))


FORM = Form("lansia", "Lansia", FIELDS, _judge)
