"""The card of ibu nifas dan menyusui, and its verdicts."""

from collections.abc import Iterator

from core.rules import blood_pressure, blood_tests, body_size, referral, supplements
from core.rules import thresholds as at
from core.rules.card_parts import given, tbc
from core.rules.forms.body_fields import (
    BLOOD_PRESSURE,
    BMI,
    GROWN_WEIGHT_KG,
    HB_G_DL,
    HB_RESULT,
    HEIGHT_CM,
    MOTHER_BP_RESULT,
    MUAC_CM,
)
from core.rules.forms.fields import Kind, choices, computed, form_fields, several, yes_no
from core.rules.forms.form import Form
from core.rules.forms.person_fields import (
    BIRTH_LENGTH_CM,
    BIRTH_ORDER,
    BIRTH_WEIGHT_KG,
    BREASTFEEDING,
    CONTRACEPTION_AFTER_BIRTH,
    CONTRACEPTION_METHOD,
    DELIVERY_DATE,
    DELIVERY_MODE,
    DELIVERY_PLACE,
    VITAMIN_A_CAPSULES,
)
from core.rules.forms.tbc_fields import TBC_CARD, TBC_RESULTS
from core.rules.forms.visit_fields import EDUCATION_NOTE, REFERRAL, VISIT_DATE
from core.rules.mother_card import after_birth, birth_weight, curve_after_birth, is_childbed
from core.rules.sheet import Sheet
from core.rules.tuberculosis import Person
from core.rules.verdict import Item

FIELDS = form_fields(
    VISIT_DATE,
    DELIVERY_DATE,
    DELIVERY_PLACE,
    DELIVERY_MODE,
    BIRTH_ORDER,
    BIRTH_WEIGHT_KG,
    BIRTH_LENGTH_CM,
    computed(
        "postpartum_day", "Hari sesudah bersalin", Kind.WHOLE, unit="hari", low=0, high=731, step=1, rule="R-NIFAS"
    ),
    computed(
        "nifas_status",
        "Status ibu",
        Kind.CHOICE,
        options=choices(NIFAS="Nifas", MENYUSUI="Menyusui", PUS="Dewasa/PUS"),
        step=1,
        rule="R-NIFAS",
    ),
    GROWN_WEIGHT_KG,
    HEIGHT_CM,
    BMI,
    computed(
        "weight_curve", "Berat sesuai", Kind.CHOICE, options=choices(SESUAI="Sesuai", TIDAK="Tidak sesuai"), step=3
    ),
    MUAC_CM,
    computed("muac_result", "Hasil LiLA", Kind.CHOICE, options=choices(N="Tidak KEK", KEK="KEK"), step=3, rule="R-KEK"),
    BLOOD_PRESSURE,
    MOTHER_BP_RESULT,
    HB_G_DL,
    HB_RESULT,
    TBC_CARD,
    TBC_RESULTS,
    VITAMIN_A_CAPSULES,
    yes_no("vitamin_a_taken", "Vitamin A diminum", "Tanyakan apakah kapsulnya sudah diminum.", step=4),
    BREASTFEEDING,
    CONTRACEPTION_AFTER_BIRTH,
    CONTRACEPTION_METHOD,
    several(
        "education_topics",
        "Topik edukasi",
        "Pilih yang dibicarakan hari ini.",
        choices(
            ASI="Cara menyusui",
            GIZI="Isi piringku",
            VITA="Vitamin A",
            KB="KB",
            BAHAYA="Tanda bahaya",
            JIWA="Kesehatan jiwa ibu",
            LAIN="Lainnya",
        ),
        step=4,
    ),
    EDUCATION_NOTE,
    REFERRAL,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from after_birth(sheet)
    yield from curve_after_birth(sheet)
    systolic, diastolic = sheet.whole("systolic_mmhg"), sheet.whole("diastolic_mmhg")
    first = (sheet.whole("first_systolic_mmhg"), sheet.whole("first_diastolic_mmhg"))
    yield from given(
        birth_weight(sheet),
        body_size.height_jump(sheet.number("height_cm"), sheet.known_number("height_cm")),
        body_size.mother_muac(sheet.number("muac_cm")),
        blood_pressure.mother(systolic, diastolic, first, is_childbed=is_childbed(sheet)),
        blood_tests.hb(sheet.number("hb_g_dl"), at.HB_WOMAN_BELOW.value, takes_tablets=True),
    )
    yield from tbc(sheet, person=Person())
    yield from services_after_birth(sheet)
    yield from referral.by_hand(sheet.yes("refer_manual"), sheet.text("refer_reason"))


def services_after_birth(sheet: Sheet) -> Iterator[Item]:
    """Vitamin A, breastfeeding and KB after a birth: a no is talked about, never referred (card)."""
    yield from given(
        supplements.vitamin_a_childbed(sheet.whole("vitamin_a_capsules")),
        supplements.advice(
            "R-VITA", "vitamin_a_taken", sheet.yes("vitamin_a_taken"), "Vitamin A diminum", "Vitamin A belum diminum",
            "Jelaskan gunanya untuk ibu dan ASI.",
        ),
        supplements.advice(
            "R-ASI", "breastfeeding", sheet.yes("breastfeeding"), "Menyusui", "Tidak menyusui",
            "Tanya sebabnya; bantu cara melekat, panggil bidan bila sulit.",
        ),
        supplements.advice(
            "R-KB", "contraception", sheet.yes("contraception"), "Memakai KB", "Belum memakai KB",
            "Jelaskan pilihan KB yang aman untuk ibu menyusui.",
        ),
    )  # fmt: skip


FORM = Form("nifas", "Ibu nifas dan menyusui", FIELDS, _judge)
