"""Home visit to a toddler or preschool child."""

from collections.abc import Iterator

from core.rules.danger_signs import TODDLER
from core.rules.forms.body_fields import CHILD_HEIGHT_CM, HEAD_CM, WEIGHT_KG
from core.rules.forms.fields import choice, choices, day, form_fields, several, yes_no
from core.rules.forms.form import Form
from core.rules.forms.home_fields import (
    BOOK_SHOWN,
    HOME_END,
    LAST_WEIGHED_DATE,
    LAST_WEIGHED_PLACE,
    TEMPERATURE_C,
    VISIT_KIND,
)
from core.rules.forms.person_fields import CHILD_FOOD_GIVEN, DEWORMING, FOOD_FINISHED, VITAMIN_A
from core.rules.forms.sign_fields import sign_choices
from core.rules.forms.visit_fields import HOME_VISIT_DATE
from core.rules.home_visit import end_of_visit, signs
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    HOME_VISIT_DATE,
    VISIT_KIND,
    TEMPERATURE_C,
    BOOK_SHOWN,
    LAST_WEIGHED_DATE,
    LAST_WEIGHED_PLACE,
    WEIGHT_KG.at(None, required=False),
    CHILD_HEIGHT_CM.at(None, required=False),
    HEAD_CM,
    several(
        "immunizations",
        "Imunisasi sudah didapat",
        "Salin dari halaman imunisasi Buku KIA.",
        choices(
            HB0="HB0",
            BCG="BCG",
            OPV1="Polio tetes 1",
            DPT1="DPT-HB-Hib 1",
            OPV2="Polio tetes 2",
            PCV1="PCV 1",
            RV1="Rotavirus 1",
            DPT2="DPT-HB-Hib 2",
            OPV3="Polio tetes 3",
            PCV2="PCV 2",
            RV2="Rotavirus 2",
            DPT3="DPT-HB-Hib 3",
            OPV4="Polio tetes 4",
            IPV1="Polio suntik 1",
            RV3="Rotavirus 3",
            MR1="MR 1",
            IPV2="Polio suntik 2",
            JE="JE",
            PCV3="PCV 3",
            DPT4="DPT-HB-Hib 4",
            MR2="MR 2",
        ),
    ),
    yes_no("food_staple", "Kemarin makan: makanan pokok", "Nasi, jagung, ubi, sagu, atau mi."),
    yes_no("food_animal", "Kemarin makan: lauk hewani", "Telur, ikan, ayam, hati, daging, atau susu."),
    yes_no("food_plant", "Kemarin makan: lauk nabati", "Tahu, tempe, atau kacang."),
    yes_no("food_fat", "Kemarin makan: lemak", "Minyak, santan, atau mentega."),
    yes_no("food_fruit_veg", "Kemarin makan: buah dan sayur", "Sayur dan buah apa saja."),
    DEWORMING.at(None),
    day("deworming_date", "Obat cacing: tanggal", "Kapan obat cacing terakhir."),
    VITAMIN_A.at(None),
    choice(
        "vitamin_a_colour",
        "Warna kapsul vitamin A",
        "Biru 6-11 bulan, merah 12-59 bulan.",
        choices(BIRU="Biru", MERAH="Merah"),
    ),
    CHILD_FOOD_GIVEN.at(None),
    FOOD_FINISHED.at(None),
    several(
        "danger_signs",
        "Tanda bahaya",
        "Tanyakan satu per satu; daftar kosong berarti sudah ditanya, tidak ada.",
        sign_choices(TODDLER),
        rule="R-BAHAYA",
    ),
    HOME_END,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from signs(sheet, TODDLER)
    yield from end_of_visit(sheet)


FORM = Form("kunjungan-balita", "Kunjungan rumah: balita dan prasekolah", FIELDS, _judge)
