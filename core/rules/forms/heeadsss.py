"""The eight HEEADSSS questions to a teen, asked and seen by the bidan only."""

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
        "heeadsss_home",
        "Nyaman di rumah",
        "Bicara berdua: nyamankah di rumah?",
        step=4,
        required=True,
        rule="R-HEEADSSS",
        for_midwife=True,
    ),
    yes_no(
        "heeadsss_school",
        "Ada beban di sekolah",
        "Bicara berdua: ada yang terasa berat di sekolah?",
        step=4,
        required=True,
        rule="R-HEEADSSS",
        for_midwife=True,
    ),
    yes_no(
        "heeadsss_body",
        "Tidak nyaman dengan tubuh/makan",
        "Bicara berdua: ada yang tidak disukai dari tubuh atau makannya?",
        step=4,
        required=True,
        rule="R-HEEADSSS",
        for_midwife=True,
    ),
    yes_no(
        "heeadsss_friends",
        "Punya teman di luar kelompok",
        "Bicara berdua: punya teman di luar kelompoknya?",
        step=4,
        required=True,
        rule="R-HEEADSSS",
        for_midwife=True,
    ),
    yes_no(
        "heeadsss_drugs",
        "Rokok, alkohol atau NAPZA",
        "Bicara berdua: pernah rokok, alkohol, atau NAPZA?",
        step=4,
        required=True,
        rule="R-HEEADSSS",
        for_midwife=True,
    ),
    yes_no(
        "heeadsss_sex",
        "Pernah hubungan seksual",
        "Bicara berdua dan rahasia: pernah berhubungan seksual?",
        step=4,
        required=True,
        rule="R-HEEADSSS",
        for_midwife=True,
    ),
    yes_no(
        "heeadsss_safety",
        "Merasa tidak aman/kekerasan",
        "Bicara berdua: pernah merasa tidak aman atau disakiti?",
        step=4,
        required=True,
        rule="R-HEEADSSS",
        for_midwife=True,
    ),
    yes_no(
        "heeadsss_suicide",
        "Ingin mengakhiri hidup",
        "Bicara berdua: pernah ingin mengakhiri hidup?",
        step=4,
        required=True,
        rule="R-HEEADSSS",
        for_midwife=True,
    ),
    computed("heeadsss_problems", "Jumlah masalah", Kind.WHOLE, low=0, high=8, step=4, rule="R-HEEADSSS"),
    computed(
        "heeadsss_result",
        "Hasil HEEADSSS",
        Kind.CHOICE,
        options=choices(EDUKASI="Edukasi", KONSELING="Konseling", RUJUK="Rujuk", SEGERA="Rujuk segera"),
        step=4,
        rule="R-HEEADSSS",
    ),
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from mind.heeadsss({field.key: sheet.yes(field.key) for field in FIELDS if field.kind is Kind.YES_NO})


FORM = Form("heeadsss", "HEEADSSS (remaja)", FIELDS, _judge, for_midwife=True)
