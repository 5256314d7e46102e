"""The SRQ-20 questionnaire about the last thirty days."""

from collections.abc import Iterator

from core.rules import mind
from core.rules.forms.fields import Kind, choices, computed, form_fields, yes_no
from core.rules.forms.form import Form
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    VISIT_DATE,
    yes_no(
        "srq_01",
        "Sering sakit kepala",
        "Dalam 30 hari terakhir: sering sakit kepala?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_02",
        "Nafsu makan hilang",
        "Dalam 30 hari terakhir: nafsu makan hilang?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_03",
        "Tidur tidak nyenyak",
        "Dalam 30 hari terakhir: tidur tidak nyenyak?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no("srq_04", "Mudah takut", "Dalam 30 hari terakhir: mudah takut?", step=4, required=True, rule="R-SRQ"),
    yes_no(
        "srq_05", "Cemas atau tegang", "Dalam 30 hari terakhir: cemas atau tegang?", step=4, required=True, rule="R-SRQ"
    ),
    yes_no("srq_06", "Tangan gemetar", "Dalam 30 hari terakhir: tangan gemetar?", step=4, required=True, rule="R-SRQ"),
    yes_no(
        "srq_07",
        "Pencernaan terganggu",
        "Dalam 30 hari terakhir: pencernaan terganggu?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_08",
        "Sulit berpikir jernih",
        "Dalam 30 hari terakhir: sulit berpikir jernih?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_09",
        "Merasa tidak bahagia",
        "Dalam 30 hari terakhir: merasa tidak bahagia?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_10",
        "Lebih sering menangis",
        "Dalam 30 hari terakhir: lebih sering menangis?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_11",
        "Sulit menikmati kegiatan",
        "Dalam 30 hari terakhir: sulit menikmati kegiatan?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_12",
        "Sulit mengambil keputusan",
        "Dalam 30 hari terakhir: sulit mengambil keputusan?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_13",
        "Tugas terbengkalai",
        "Dalam 30 hari terakhir: tugas terbengkalai?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_14",
        "Merasa tak mampu berperan",
        "Dalam 30 hari terakhir: merasa tak mampu berperan?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_15", "Kehilangan minat", "Dalam 30 hari terakhir: kehilangan minat?", step=4, required=True, rule="R-SRQ"
    ),
    yes_no(
        "srq_16",
        "Merasa tak berharga",
        "Dalam 30 hari terakhir: merasa tak berharga?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_17",
        "Pikiran mengakhiri hidup",
        "Dalam 30 hari terakhir: pikiran mengakhiri hidup?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_18",
        "Lelah sepanjang waktu",
        "Dalam 30 hari terakhir: lelah sepanjang waktu?",
        step=4,
        required=True,
        rule="R-SRQ",
    ),
    yes_no(
        "srq_19", "Perut tidak enak", "Dalam 30 hari terakhir: perut tidak enak?", step=4, required=True, rule="R-SRQ"
    ),
    yes_no("srq_20", "Mudah lelah", "Dalam 30 hari terakhir: mudah lelah?", step=4, required=True, rule="R-SRQ"),
    computed("srq_score", "Skor SRQ-20", Kind.WHOLE, unit="skor", low=0, high=20, step=4, rule="R-SRQ"),
    computed(
        "srq_result",
        "Hasil SRQ-20",
        Kind.CHOICE,
        options=choices(EDUKASI="Edukasi", RUJUK="Rujuk", SEGERA="Rujuk segera"),
        step=4,
        rule="R-SRQ",
    ),
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from mind.srq20({key: sheet.yes(key) for key in mind.SRQ_ITEMS})


FORM = Form("srq20", "SRQ-20 (jiwa)", FIELDS, _judge)
