"""The four questions about the last two weeks."""

from collections.abc import Iterator

from core.rules import mind
from core.rules.forms.fields import Kind, choice, choices, computed, form_fields
from core.rules.forms.form import Form
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    VISIT_DATE,
    choice(
        "jiwa_spirit",
        "Kurang semangat",
        "Dua minggu ini: seberapa sering kurang bersemangat?",
        choices(_0="Tidak sama sekali", _1="Beberapa hari", _2="Lebih dari separuh hari", _3="Hampir setiap hari"),
        step=4,
        required=True,
        rule="R-JIWA4",
    ),
    choice(
        "jiwa_sad",
        "Murung atau putus asa",
        "Dua minggu ini: seberapa sering murung, tertekan, atau putus asa?",
        choices(_0="Tidak sama sekali", _1="Beberapa hari", _2="Lebih dari separuh hari", _3="Hampir setiap hari"),
        step=4,
        required=True,
        rule="R-JIWA4",
    ),
    choice(
        "jiwa_anxious",
        "Gugup, cemas, gelisah",
        "Dua minggu ini: seberapa sering gugup, cemas, atau gelisah?",
        choices(_0="Tidak sama sekali", _1="Beberapa hari", _2="Lebih dari separuh hari", _3="Hampir setiap hari"),
        step=4,
        required=True,
        rule="R-JIWA4",
    ),
    choice(
        "jiwa_worry",
        "Khawatir tak terkendali",
        "Dua minggu ini: seberapa sering khawatir yang tidak bisa dihentikan?",
        choices(_0="Tidak sama sekali", _1="Beberapa hari", _2="Lebih dari separuh hari", _3="Hampir setiap hari"),
        step=4,
        required=True,
        rule="R-JIWA4",
    ),
    computed("jiwa_depression", "Skor murung", Kind.WHOLE, unit="skor", low=0, high=6, step=4, rule="R-JIWA4"),
    computed("jiwa_anxiety", "Skor cemas", Kind.WHOLE, unit="skor", low=0, high=6, step=4, rule="R-JIWA4"),
    computed(
        "jiwa_result",
        "Hasil skrining jiwa",
        Kind.CHOICE,
        options=choices(NEGATIF="Tidak ada masalah", RUJUK="Rujuk"),
        step=4,
        rule="R-JIWA4",
    ),
)


_ITEMS = ("jiwa_spirit", "jiwa_sad", "jiwa_anxious", "jiwa_worry")


def _judge(sheet: Sheet) -> Iterator[Item]:
    points = {key: None if sheet.text(key) is None else int(sheet.text(key) or 0) for key in _ITEMS}
    yield from mind.jiwa4(points)


FORM = Form("jiwa4", "Jiwa, 4 pertanyaan", FIELDS, _judge)
