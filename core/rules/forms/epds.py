"""The EPDS after a birth: the scores of the paper form, without its sentences."""

from collections.abc import Iterator

from core.rules import mind
from core.rules.forms.fields import Kind, choices, computed, form_fields, whole
from core.rules.forms.form import Form
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item
from core.words.people import Sex

FIELDS = form_fields(
    VISIT_DATE,
    whole(
        "epds_01",
        "Bisa tertawa",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    whole(
        "epds_02",
        "Menatap ke depan",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    whole(
        "epds_03",
        "Menyalahkan diri",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    whole(
        "epds_04",
        "Cemas tanpa alasan",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    whole(
        "epds_05",
        "Takut atau panik",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    whole(
        "epds_06",
        "Segala terasa berat",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    whole(
        "epds_07",
        "Sedih sampai sulit tidur",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    whole(
        "epds_08",
        "Merasa sedih",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    whole(
        "epds_09",
        "Menangis",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    whole(
        "epds_10",
        "Pikiran menyakiti diri",
        "7 hari terakhir: nilai butir dari lembar EPDS, 0 terbaik sampai 3 terberat.",
        0,
        3,
        "skor",
        step=4,
        required=True,
        rule="R-EPDS",
    ),
    computed("epds_total", "Jumlah EPDS", Kind.WHOLE, unit="skor", low=0, high=30, step=4, rule="R-EPDS"),
    computed(
        "epds_result",
        "Hasil EPDS",
        Kind.CHOICE,
        options=choices(NORMAL="Normal", KEMUNGKINAN="Kemungkinan depresi", BESAR="Kemungkinan besar depresi"),
        step=4,
        rule="R-EPDS",
    ),
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from mind.epds({key: sheet.whole(key) for key in mind.EPDS_ITEMS}, is_father=sheet.sex is Sex.MALE)


FORM = Form("epds", "EPDS (ibu sesudah bersalin)", FIELDS, _judge, for_midwife=True)
