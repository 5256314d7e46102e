"""The card of ibu hamil, and its verdicts."""

from collections.abc import Iterator
from decimal import Decimal

from core.rules import blood_pressure, blood_tests, body_size, pregnancy, pregnancy_risk, referral, supplements
from core.rules.card_parts import given, tbc
from core.rules.forms.body_fields import (
    BLOOD_PRESSURE,
    GROWN_WEIGHT_KG,
    HB_G_DL,
    HB_RESULT,
    HEIGHT_CM,
    MOTHER_BP_RESULT,
    MUAC_CM,
)
from core.rules.forms.fields import (
    Kind,
    choice,
    choices,
    computed,
    day,
    decimal,
    form_fields,
    several,
    text,
    whole,
    yes_no,
)
from core.rules.forms.form import Form
from core.rules.forms.person_fields import (
    BIRTH_INTERVAL_MONTHS,
    FOOD_PORTIONS,
    GESTATIONAL_WEEKS,
    GRAVIDA,
    MOTHER_FOOD_GIVEN,
)
from core.rules.forms.tbc_fields import TBC_CARD, TBC_RESULTS
from core.rules.forms.visit_fields import EDUCATION_NOTE, REFERRAL, VISIT_DATE
from core.rules.mother_card import early_bmi, gestation, pregnancy_age, weight_gain
from core.rules.sheet import Sheet
from core.rules.tuberculosis import Person
from core.rules.verdict import Item

FIELDS = form_fields(
    VISIT_DATE,
    GRAVIDA,
    BIRTH_INTERVAL_MONTHS,
    day(
        "hpht",
        "Hari pertama haid terakhir",
        "Hari pertama haid yang terakhir; lihat Buku KIA bila ibu lupa.",
        step=1,
        rule="R-HPL",
        from_register=True,
    ),
    day(
        "usg_due_date",
        "Perkiraan lahir dari USG",
        "Dari hasil USG di Buku KIA; ini yang dipakai bila ada.",
        step=1,
        rule="R-HPL",
        from_register=True,
    ),
    decimal(
        "pre_weight_kg",
        "Berat sebelum hamil",
        "Berat sebelum hamil, atau timbangan sebelum 12 minggu di Buku KIA.",
        "0.5",
        "250",
        "kg",
        step=1,
        rule="R-GWG",
        from_register=True,
        meant_from=Decimal(20),
    ),
    HEIGHT_CM,
    GESTATIONAL_WEEKS,
    computed(
        "gestational_days", "Umur kehamilan (hari)", Kind.WHOLE, unit="hari", low=0, high=321, step=2, rule="R-UK"
    ),
    computed("due_date", "Hari perkiraan lahir", Kind.DAY, step=1, rule="R-HPL"),
    computed(
        "trimester",
        "Trimester",
        Kind.CHOICE,
        options=choices(T1="Trimester 1", T2="Trimester 2", T3="Trimester 3"),
        step=2,
        rule="R-TM",
    ),
    GROWN_WEIGHT_KG,
    computed("pre_bmi", "IMT sebelum hamil", Kind.DECIMAL, unit="kg/m2", step=3, rule="R-GWG"),
    computed("gain_kg", "Kenaikan sejak sebelum hamil", Kind.DECIMAL, unit="kg", step=3, rule="R-GWG"),
    computed(
        "gain_result",
        "Berat menurut kurva",
        Kind.CHOICE,
        options=choices(
            SESUAI="Sesuai kurva",
            KURANG="Di bawah kurva, kurang",
            BERLEBIH="Di atas kurva, berlebih",
            PANTAU="Di bawah kurva, pantau",
            BELUM="Belum dinilai",
        ),
        step=3,
        rule="R-GWG",
    ),
    choice(
        "gain_override",
        "Penilaian bidan atas kurva berat",
        "Diisi bidan bila menurut kurva Buku KIA hasilnya lain.",
        choices(SESUAI="Sesuai", TIDAK="Tidak sesuai"),
        step=3,
        rule="R-GWG",
        for_midwife=True,
    ),
    MUAC_CM,
    computed(
        "muac_result",
        "Hasil LiLA",
        Kind.CHOICE,
        options=choices(N="Tidak KEK", KEK="KEK", BB_KURANG="Kekurangan berat badan"),
        step=3,
        rule="R-KEK",
    ),
    BLOOD_PRESSURE,
    MOTHER_BP_RESULT,
    computed("map_mmhg", "Tekanan rata-rata (MAP)", Kind.DECIMAL, unit="mmHg", step=3, rule="R-MAP", for_midwife=True),
    HB_G_DL,
    HB_RESULT,
    TBC_CARD,
    TBC_RESULTS,
    whole(
        "tablets_given",
        "TTD/MMS diberikan",
        "Jumlah tablet tambah darah atau MMS yang diberi petugas hari ini.",
        0,
        90,
        "tablet",
        step=4,
        rule="R-TTD",
    ),
    yes_no("tablets_daily", "TTD diminum setiap hari", "Tanyakan dan lihat sisa tabletnya.", step=4, rule="R-TTD"),
    MOTHER_FOOD_GIVEN,
    text("food_content", "Isi MT", "Sebutkan isinya, misalnya nasi, telur, sayur.", step=4, rule="R-PMT"),
    FOOD_PORTIONS,
    yes_no(
        "food_daily",
        "MT dihabiskan setiap hari",
        "Tanyakan apakah dihabiskan ibu sendiri setiap hari.",
        step=4,
        rule="R-PMT",
    ),
    yes_no(
        "mother_class",
        "Ikut kelas ibu hamil",
        "Tanyakan apakah bulan ini ikut kelas ibu hamil.",
        step=4,
        rule="R-KELAS",
    ),
    several(
        "education_topics",
        "Topik edukasi",
        "Pilih yang dibicarakan hari ini.",
        choices(
            GIZI="Isi piringku",
            TTD="Tablet tambah darah",
            BAHAYA="Tanda bahaya",
            KELAS="Kelas ibu hamil",
            PERSALINAN="Siap bersalin",
            ASI="ASI dan IMD",
            KB="KB sesudah bersalin",
            LAIN="Lainnya",
        ),
        step=4,
    ),
    EDUCATION_NOTE,
    REFERRAL,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    found = gestation(sheet)
    yield from pregnancy_age(sheet, found)
    yield from weight_gain(sheet, found)
    yield from given(pregnancy_risk.interval(sheet.whole("birth_interval_months")))
    thin = early_bmi(sheet, found)
    muac = body_size.mother_muac(sheet.number("muac_cm"), thin)
    yield from given(muac, body_size.height_jump(sheet.number("height_cm"), sheet.known_number("height_cm")))
    systolic, diastolic = sheet.whole("systolic_mmhg"), sheet.whole("diastolic_mmhg")
    first = (sheet.whole("first_systolic_mmhg"), sheet.whole("first_diastolic_mmhg"))
    yield from given(blood_pressure.mother(systolic, diastolic, first))
    yield from blood_pressure.mean_arterial(systolic, diastolic, found.weeks)
    trimester = None if found.days is None else pregnancy.trimester(found.days, by=sheet.choices.trimester)
    limit = blood_tests.hb_limit_pregnant(trimester, sheet.choices.pregnancy_hb)
    yield from given(blood_tests.hb(sheet.number("hb_g_dl"), limit, takes_tablets=True))
    yield from tbc(sheet, person=Person(is_priority=True))
    yield from _services(sheet, has_kek=None if muac is None else muac.result == "KEK")
    yield from referral.by_hand(sheet.yes("refer_manual"), sheet.text("refer_reason"))


def _services(sheet: Sheet, *, has_kek: bool | None) -> Iterator[Item]:
    yield from given(
        supplements.tablets_given(sheet.whole("tablets_given")),
        supplements.tablets_daily(sheet.yes("tablets_daily")),
        supplements.extra_food(sheet.yes("food_given"), has_kek=has_kek),
        supplements.advice(
            "R-PMT", "food_daily", sheet.yes("food_daily"), "MT dihabiskan", "MT tidak habis setiap hari",
            "Tanya sebabnya; jangan dibagi ke anggota keluarga lain.",
        ),
        supplements.advice(
            "R-KELAS", "mother_class", sheet.yes("mother_class"), "Ikut kelas ibu hamil", "Belum ikut kelas ibu hamil",
            "Ajak ke kelas ibu hamil berikutnya, sekali bersama suami.",
        ),
    )  # fmt: skip


FORM = Form("bumil", "Ibu hamil", FIELDS, _judge)
