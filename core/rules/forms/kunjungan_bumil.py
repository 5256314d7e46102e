"""Home visit to a mother-to-be."""

from collections.abc import Iterator

from core.rules import body_size, supplements
from core.rules.card_parts import given
from core.rules.danger_signs import MOTHER_TO_BE
from core.rules.forms.body_fields import MUAC_CM
from core.rules.forms.fields import day, form_fields, several, text, yes_no
from core.rules.forms.form import Form
from core.rules.forms.home_fields import (
    BOOK_SHOWN,
    HOME_END,
    MENTAL,
    PLATE,
    TABLETS_RECEIVED,
    TEMPERATURE_C,
    VISIT_KIND,
)
from core.rules.forms.person_fields import BIRTH_INTERVAL_MONTHS, GESTATIONAL_WEEKS, GRAVIDA, MOTHER_FOOD_GIVEN
from core.rules.forms.sign_fields import sign_choices
from core.rules.forms.visit_fields import HOME_VISIT_DATE
from core.rules.home_visit import end_of_visit, examinations, signs
from core.rules.mother_card import gestation, weeks
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    HOME_VISIT_DATE,
    VISIT_KIND,
    TEMPERATURE_C,
    BOOK_SHOWN,
    GRAVIDA.at(None, from_register=False),
    BIRTH_INTERVAL_MONTHS.at(None, ""),
    GESTATIONAL_WEEKS.at(None),
    day("k1_date", "Periksa hamil K1: tanggal", "Lihat Buku KIA: pemeriksaan pertama.", rule="R-ANC"),
    day("k2_date", "Periksa hamil K2: tanggal", "Lihat Buku KIA: pemeriksaan kedua.", rule="R-ANC"),
    day("k3_date", "Periksa hamil K3: tanggal", "Lihat Buku KIA: pemeriksaan ketiga.", rule="R-ANC"),
    day("k4_date", "Periksa hamil K4: tanggal", "Lihat Buku KIA: pemeriksaan keempat.", rule="R-ANC"),
    day("k5_date", "Periksa hamil K5: tanggal", "Lihat Buku KIA: pemeriksaan kelima, oleh dokter.", rule="R-ANC"),
    day("k6_date", "Periksa hamil K6: tanggal", "Lihat Buku KIA: pemeriksaan keenam.", rule="R-ANC"),
    text("anc_place", "Periksa hamil terakhir: tempat", "Di mana periksa hamil yang terakhir."),
    text("anc_by", "Periksa hamil terakhir: petugas", "Oleh siapa periksa hamil yang terakhir."),
    PLATE,
    TABLETS_RECEIVED,
    yes_no("tablets_shown", "TTD diperlihatkan", "Minta tabletnya diperlihatkan.", rule="R-TTD"),
    yes_no("tablets_taken", "TTD diminum 24 jam ini", "Tanyakan apakah diminum dalam 24 jam ini.", rule="R-TTD"),
    MUAC_CM.at(None, required=False),
    MOTHER_FOOD_GIVEN.at(None),
    day("class_date", "Kelas ibu hamil: tanggal", "Tanggal terakhir ikut kelas ibu hamil.", rule="R-KELAS"),
    MENTAL,
    several(
        "danger_signs",
        "Tanda bahaya",
        "Tanyakan satu per satu; daftar kosong berarti sudah ditanya, tidak ada.",
        sign_choices(MOTHER_TO_BE),
        rule="R-BAHAYA",
    ),
    HOME_END,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    found = gestation(sheet)
    yield from weeks(found)
    yield from examinations(sheet, found.began_on)
    muac = body_size.mother_muac(sheet.number("muac_cm"), field="muac_cm")
    yield from given(
        muac,
        supplements.extra_food(sheet.yes("food_given"), has_kek=None if muac is None else muac.result == "KEK"),
    )
    yield from _tablets(sheet)
    yield from signs(sheet, MOTHER_TO_BE)
    yield from end_of_visit(sheet)


def _tablets(sheet: Sheet) -> Iterator[Item]:
    attended = None if sheet.day("class_date") is None else True
    yield from given(
        supplements.advice("R-KELAS", "class_date", attended, "Sudah ikut kelas ibu hamil", "", ""),
        supplements.advice(
            "R-TTD", "tablets_shown", sheet.yes("tablets_shown"), "TTD diperlihatkan", "TTD tidak diperlihatkan",
            "Minta dengan ramah agar sisa tabletnya diperlihatkan.",
        ),
        supplements.advice(
            "R-TTD", "tablets_received", sheet.yes("tablets_received"), "TTD sudah diterima", "TTD belum diterima",
            "Minta tablet ke bidan.",
        ),
        supplements.advice(
            "R-TTD", "tablets_taken", sheet.yes("tablets_taken"), "TTD diminum 24 jam ini", "TTD tidak diminum",
            "Tanya sebabnya; minum malam hari bila mual.",
        ),
    )  # fmt: skip


FORM = Form("kunjungan-bumil", "Kunjungan rumah: ibu hamil", FIELDS, _judge)
