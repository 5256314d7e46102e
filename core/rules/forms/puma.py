"""The PUMA questionnaire about the lungs."""

from collections.abc import Iterator

from core.rules import puma
from core.rules.forms.fields import Kind, choices, computed, form_fields, whole, yes_no
from core.rules.forms.form import Form
from core.rules.forms.person_fields import CIGARETTES_PER_DAY, PUMA_SCORE
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    VISIT_DATE,
    yes_no(
        "smoked_ever",
        "Pernah merokok",
        "Tidak bila kurang dari 20 bungkus seumur hidup atau kurang dari 1 batang sehari selama setahun.",
        step=4,
        required=True,
        rule="R-PUMA",
    ),
    whole(
        "smoking_years",
        "Lama merokok",
        "Berapa tahun merokok, tanpa tahun-tahun berhenti.",
        0,
        90,
        "tahun",
        step=4,
        rule="R-PUMA",
        needed_when=("smoked_ever", True),
    ),
    CIGARETTES_PER_DAY.at(4, "R-PUMA", needed_when=("smoked_ever", True)),
    computed("pack_years", "Bungkus-tahun", Kind.DECIMAL, step=4, rule="R-PUMA"),
    yes_no(
        "puma_breath",
        "Sesak saat jalan cepat",
        "Tanyakan: napas terengah saat berjalan cepat di jalan datar atau sedikit menanjak?",
        step=4,
        required=True,
        rule="R-PUMA",
    ),
    yes_no(
        "puma_phlegm",
        "Berdahak saat tidak pilek",
        "Tanyakan: biasanya ada dahak, atau sulit mengeluarkannya, saat tidak pilek?",
        step=4,
        required=True,
        rule="R-PUMA",
    ),
    yes_no(
        "puma_cough",
        "Batuk saat tidak pilek",
        "Tanyakan: biasanya batuk saat tidak pilek?",
        step=4,
        required=True,
        rule="R-PUMA",
    ),
    yes_no(
        "puma_spirometry",
        "Pernah diminta tes tiup",
        "Tanyakan: pernah diminta petugas meniup alat untuk memeriksa paru?",
        step=4,
        required=True,
        rule="R-PUMA",
    ),
    PUMA_SCORE,
    computed(
        "puma_result",
        "Hasil PUMA",
        Kind.CHOICE,
        options=choices(
            EDUKASI="Edukasi", RUJUK="Rujuk untuk spirometri", TIDAK_DINILAI="Tidak dinilai, di bawah 40 tahun"
        ),
        step=4,
        rule="R-PUMA",
    ),
)


_SYMPTOMS = ("puma_breath", "puma_phlegm", "puma_cough", "puma_spirometry")


def _judge(sheet: Sheet) -> Iterator[Item]:
    answers = puma.Puma(
        sex=sheet.sex,
        years=sheet.years,
        smoked=sheet.yes("smoked_ever"),
        smoking_years=sheet.whole("smoking_years"),
        sticks_per_day=sheet.whole("cigarettes_per_day"),
        symptoms=tuple(sheet.yes(key) for key in _SYMPTOMS),
    )
    yield from puma.screen(answers, sheet.choices)


FORM = Form("puma", "PUMA (paru)", FIELDS, _judge)
