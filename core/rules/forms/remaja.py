"""The card of usia sekolah and remaja, and its verdicts."""

from collections.abc import Iterator
from decimal import Decimal

from core.growth import assess as growth
from core.growth.classify import SchoolBmiCategory
from core.rules import blood_pressure, body_size, mind, referral, smoking, supplements, tuberculosis
from core.rules.card_parts import age, eyes_and_ears, given, glucose, hb, tbc
from core.rules.forms.body_fields import (
    BMI,
    DIASTOLIC_MMHG,
    GLUCOSE,
    GROWN_WEIGHT_KG,
    HB_G_DL,
    HB_RESULT,
    HEIGHT_CM,
    SENSES,
    SYSTOLIC_MMHG,
    WAIST_CM,
    WAIST_RESULT,
)
from core.rules.forms.fields import Kind, choice, choices, computed, decimal, form_fields, several, text, whole, yes_no
from core.rules.forms.form import Form
from core.rules.forms.person_fields import (
    AGE_GROUP,
    AGE_YEARS,
    BAZ,
    CIGARETTES_PER_DAY,
    FAMILY_HISTORY,
    HABITS,
    SMOKING_KIND,
    SMOKING_RESULT,
    SMOKING_STATUS,
)
from core.rules.forms.tbc_fields import TBC_CARD, TBC_LETHARGY, TBC_RESULTS
from core.rules.forms.visit_fields import EDUCATION_NOTE, REFERRAL, VISIT_DATE
from core.rules.numbers import TWO_PLACES, bmi, half_up
from core.rules.sheet import Sheet
from core.rules.tuberculosis import Person
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Severity
from core.words.people import Sex
from core.words.quantities import z_words

FIELDS = form_fields(
    VISIT_DATE,
    AGE_YEARS,
    AGE_GROUP,
    text("school", "Sekolah", "Nama sekolahnya; kosongkan bila tidak sekolah.", step=1),
    whole("grade", "Kelas", "Kelas 1 sampai 12.", 1, 12, step=1),
    FAMILY_HISTORY.at(4),
    HABITS,
    GROWN_WEIGHT_KG,
    HEIGHT_CM.at(2, required=True, from_register=False),
    BMI.at(3, "R-IMTU"),
    BAZ.at(3, "R-IMTU"),
    computed(
        "bmi_class",
        "Hasil IMT/U",
        Kind.CHOICE,
        options=choices(SK="Sangat kurus", K="Kurus", N="Normal", G="Gemuk", O="Obesitas"),
        step=3,
        rule="R-IMTU",
    ),
    WAIST_CM,
    WAIST_RESULT,
    SYSTOLIC_MMHG.at(2, required=False),
    DIASTOLIC_MMHG.at(2, required=False),
    computed(
        "bp_result",
        "Hasil tekanan darah",
        Kind.CHOICE,
        options=choices(
            N="Normal",
            MENINGKAT="Meningkat",
            HT1="Hipertensi derajat 1",
            HT2="Hipertensi derajat 2",
            TINGGI="Di atas batas umur",
        ),
        step=3,
        rule="R-TDREMAJA",
    ),
    GLUCOSE,
    HB_G_DL,
    HB_RESULT,
    SENSES,
    TBC_CARD,
    TBC_LETHARGY,
    TBC_RESULTS,
    whole(
        "tablets_given",
        "TTD diberikan",
        "Jumlah tablet tambah darah yang diberikan hari ini.",
        0,
        90,
        "tablet",
        step=4,
        rule="R-TTDREMAJA",
    ),
    yes_no(
        "tablets_weekly",
        "TTD diminum setiap minggu",
        "Tanyakan apakah diminum setiap minggu.",
        step=4,
        rule="R-TTDREMAJA",
    ),
    SMOKING_STATUS,
    SMOKING_KIND,
    CIGARETTES_PER_DAY,
    whole(
        "smoking_start_age",
        "Umur mulai merokok",
        "Umur waktu pertama merokok.",
        5,
        100,
        "tahun",
        step=4,
        rule="R-ROKOK",
    ),
    whole(
        "cigarettes_per_week",
        "Batang per minggu",
        "Bila tidak setiap hari: batang seminggu.",
        0,
        700,
        "batang",
        step=4,
        rule="R-ROKOK",
    ),
    yes_no("family_smokes", "Keluarga merokok", "Ada yang merokok di rumah?", step=4, rule="R-ROKOK"),
    yes_no("wants_to_quit", "Ingin berhenti merokok", "Tanyakan apakah ingin berhenti.", step=4, rule="R-ROKOK"),
    decimal(
        "co_ppm", "Kadar CO napas", "Angka alat ukur CO napas bila ada.", "0", "100", "ppm", step=4, rule="R-ROKOK"
    ),
    SMOKING_RESULT,
    choice(
        "sdq_form",
        "Pengisi lembar SDQ",
        "Siapa yang mengisi lembar SDQ.",
        choices(SELF="Anak sendiri", PARENT="Orang tua/guru"),
        step=4,
        rule="R-SDQ",
    ),
    whole("sdq_emotional", "SDQ emosi", "Salin skor emosi dari lembar SDQ.", 0, 10, "skor", step=4, rule="R-SDQ"),
    whole("sdq_conduct", "SDQ perilaku", "Salin skor perilaku dari lembar SDQ.", 0, 10, "skor", step=4, rule="R-SDQ"),
    whole("sdq_hyper", "SDQ hiperaktif", "Salin skor hiperaktif dari lembar SDQ.", 0, 10, "skor", step=4, rule="R-SDQ"),
    whole("sdq_peer", "SDQ teman", "Salin skor hubungan teman dari lembar SDQ.", 0, 10, "skor", step=4, rule="R-SDQ"),
    whole(
        "sdq_prosocial", "SDQ prososial", "Salin skor prososial dari lembar SDQ.", 0, 10, "skor", step=4, rule="R-SDQ"
    ),
    computed("sdq_total", "SDQ jumlah kesulitan", Kind.WHOLE, unit="skor", low=0, high=40, step=4, rule="R-SDQ"),
    computed(
        "sdq_result",
        "Hasil SDQ",
        Kind.CHOICE,
        options=choices(NORMAL="Normal", AMBANG="Ambang", ABNORMAL="Abnormal"),
        step=4,
        rule="R-SDQ",
    ),
    several(
        "education_topics",
        "Topik edukasi",
        "Pilih yang dibicarakan hari ini.",
        choices(
            GIZI="Isi piringku",
            TTD="TTD dan anemia",
            ROKOK="Bahaya rokok",
            NAPZA="Bahaya NAPZA",
            REPRO="Kesehatan reproduksi",
            JIWA="Kesehatan jiwa",
            GERAK="Aktivitas fisik",
            LAIN="Lainnya",
        ),
        step=4,
    ),
    EDUCATION_NOTE,
    REFERRAL,
)


_CLASSES = {
    SchoolBmiCategory.SEVERELY_THIN: "SK",
    SchoolBmiCategory.THIN: "K",
    SchoolBmiCategory.NORMAL: "N",
    SchoolBmiCategory.OVERWEIGHT: "G",
    SchoolBmiCategory.OBESE: "O",
}
_STEPS = {
    "SK": "Rujuk ke puskesmas hari ini; tanyakan makan dan sakit.",
    "K": "Rujuk ke puskesmas; tambah makan bergizi.",
    "G": "Kurangi manis dan gorengan, perbanyak gerak.",
    "O": "Rujuk ke puskesmas; kurangi manis dan gorengan, perbanyak gerak.",
}


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from age(sheet, "age_years")
    yield from _bmi_for_age(sheet)
    yield from given(
        body_size.waist(sheet.number("waist_cm"), sheet.sex, years=sheet.years, is_pregnant=None),
        blood_pressure.school_age(sheet.whole("systolic_mmhg"), sheet.whole("diastolic_mmhg"), sheet.years, sheet.sex),
        glucose(sheet),
        hb(sheet),
        smoking.status(sheet.text("smoking_status"), sheet.text("smoking_kind")),
    )
    yield from eyes_and_ears(sheet)
    yield from tbc(sheet, "tbc_lethargy", person=Person(is_child=tuberculosis.is_child(sheet.years), is_teen=True))
    yield from _tablets(sheet)
    yield from mind.sdq(
        {key: sheet.whole(key) for key in ("sdq_emotional", "sdq_conduct", "sdq_hyper", "sdq_peer", "sdq_prosocial")},
        sheet.text("sdq_form"),
        sheet.choices.sdq_parent,
    )
    yield from referral.by_hand(sheet.yes("refer_manual"), sheet.text("refer_reason"))


def _bmi_for_age(sheet: Sheet) -> Iterator[Item]:
    """R-IMTU: IMT/U by WHO 2007, on the better side of a border (Permenkes 2/2020)."""
    weight, height = sheet.number("weight_kg"), sheet.number("height_cm")
    index = bmi(weight, height)
    if index is None or weight is None or height is None:
        return
    yield Score("bmi", index)
    if sheet.sex is None or sheet.days is None:
        return
    judged = growth.assess(sheet.sex, sheet.days, weight_kg=float(weight), lenhei_cm=float(height))
    if judged.baz is None or not isinstance(judged.baz_category, SchoolBmiCategory):
        why = "Tabel IMT/U berlaku untuk umur 5 sampai 19 tahun."
        yield Verdict("R-IMTU", "bmi_class", "TIDAK_DINILAI", Severity.GREEN, why=why, source="Permenkes 2/2020")
        return
    yield Score("baz", half_up(Decimal(repr(judged.baz)), TWO_PLACES))
    yield bmi_class(judged.baz, judged.baz_category)


def bmi_class(z: float, category: SchoolBmiCategory) -> Verdict:
    """R-IMTU: SK below -3, K below -2, N to +1, G to +2, O above, on the z of two decimals (Permenkes 2/2020)."""
    result = _CLASSES[category]
    return Verdict(
        rule="R-IMTU",
        field="bmi_class",
        result=result,
        severity=category.severity,
        why=f"IMT/U {z_words(z)}.",
        next_step=_STEPS.get(result, ""),
        reason={"SK": "Sangat kurus", "K": "Kurus", "O": "Obesitas"}.get(result, ""),
        source="Permenkes 2/2020; WHO 2007",
    )


def _tablets(sheet: Sheet) -> Iterator[Item]:
    if sheet.sex is Sex.MALE:
        yield from supplements.only_girls(sheet.is_answered("tablets_weekly"), "tablets_weekly")
        return
    yield from given(
        supplements.tablets_given(sheet.whole("tablets_given"), rule="R-TTDREMAJA"),
        supplements.tablets_weekly(sheet.yes("tablets_weekly")),
    )


FORM = Form("remaja", "Usia sekolah dan remaja", FIELDS, _judge)
