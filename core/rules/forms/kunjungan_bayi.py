"""Home visit to an infant under six months."""

from collections.abc import Iterator

from core.rules import danger_signs, supplements
from core.rules.card_parts import given
from core.rules.danger_signs import INFANT
from core.rules.forms.body_fields import HEAD_CM, WEIGHT_KG
from core.rules.forms.fields import choices, day, decimal, form_fields, several, text, whole
from core.rules.forms.form import Form
from core.rules.forms.home_fields import (
    BOOK_SHOWN,
    HOME_END,
    LAST_WEIGHED_DATE,
    LAST_WEIGHED_PLACE,
    TEMPERATURE_C,
    VISIT_KIND,
)
from core.rules.forms.person_fields import EXCLUSIVE_BREASTFEEDING
from core.rules.forms.sign_fields import sign_choices
from core.rules.forms.visit_fields import HOME_VISIT_DATE
from core.rules.home_visit import end_of_visit, signs
from core.rules.postnatal import visit_verdict
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    HOME_VISIT_DATE,
    VISIT_KIND,
    TEMPERATURE_C,
    BOOK_SHOWN,
    text("birth_place", "Tempat lahir", "Di mana bayi lahir."),
    EXCLUSIVE_BREASTFEEDING.at(None),
    LAST_WEIGHED_DATE,
    LAST_WEIGHED_PLACE,
    text("last_weighed_by", "Terakhir ditimbang: petugas", "Siapa yang menimbang terakhir."),
    WEIGHT_KG.at(None, required=False),
    decimal(
        "length_cm",
        "Panjang badan",
        "Telentang di papan ukur, kepala menempel, lutut lurus.",
        "20",
        "150",
        "cm",
        rule="R-VAL",
    ),
    HEAD_CM,
    day("kn0_date", "Kunjungan 0-6 jam: tanggal", "0 sampai 6 jam sesudah lahir.", rule="R-KN"),
    day("kn1_date", "Kunjungan bayi KN1: tanggal", "6 jam sampai 2 hari sesudah lahir.", rule="R-KN"),
    day("kn2_date", "Kunjungan bayi KN2: tanggal", "Hari ke-3 sampai 7.", rule="R-KN"),
    day("kn3_date", "Kunjungan bayi KN3: tanggal", "Hari ke-8 sampai 28.", rule="R-KN"),
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
        ),
    ),
    whole(
        "breaths_per_min",
        "Napas per menit",
        "Hitung napas satu menit penuh saat bayi tenang.",
        10,
        150,
        "/menit",
        rule="R-BAHAYA",
    ),
    several(
        "danger_signs",
        "Tanda bahaya",
        "Tanyakan satu per satu; daftar kosong berarti sudah ditanya, tidak ada.",
        sign_choices(INFANT),
        rule="R-BAHAYA",
    ),
    HOME_END,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    born = sheet.born_on
    for number in range(4):
        key = f"kn{number}_date"
        yield from given(visit_verdict("R-KN", key, f"KN{number}", born, sheet.day(key)))
    yield from given(
        supplements.advice(
            "R-ASI", "exclusive_breastfeeding", sheet.yes("exclusive_breastfeeding"), "ASI saja", "Tidak ASI saja",
            "Dukung ibu kembali ke ASI saja; panggil bidan bila sulit.",
        )
    )  # fmt: skip
    measured = danger_signs.infant_measures(sheet.number("temperature_c"), sheet.whole("breaths_per_min"))
    yield from signs(sheet, INFANT, measured)
    yield from end_of_visit(sheet)


FORM = Form("kunjungan-bayi", "Kunjungan rumah: bayi 0-5 bulan", FIELDS, _judge)
