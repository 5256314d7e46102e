"""The AKS (Barthel) index of daily tasks."""

from collections.abc import Iterator

from core.rules import elderly
from core.rules.forms.fields import Kind, choice, choices, computed, form_fields
from core.rules.forms.form import Form
from core.rules.forms.person_fields import AKS_TOTAL
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    VISIT_DATE,
    choice(
        "aks_bowel",
        "Buang air besar",
        "Tanyakan: sering tidak tertahan, kadang (sekali seminggu), atau terkendali?",
        choices(_0="Tak terkendali/perlu pencahar", _1="Kadang tak terkendali", _2="Terkendali"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    choice(
        "aks_bladder",
        "Buang air kecil",
        "Tanyakan: sering tidak tertahan, kadang (sekali sehari), atau mandiri?",
        choices(_0="Tak terkendali/kateter", _1="Kadang tak terkendali", _2="Mandiri"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    choice(
        "aks_grooming",
        "Membersihkan diri",
        "Cuci muka, menyisir rambut, sikat gigi.",
        choices(_0="Dibantu", _1="Mandiri"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    choice(
        "aks_toilet",
        "Memakai WC",
        "Pergi ke WC, membuka baju, membersihkan diri.",
        choices(_0="Tergantung orang lain", _1="Sebagian dibantu", _2="Mandiri"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    choice(
        "aks_feeding",
        "Makan minum",
        "Makan dan minum sendiri.",
        choices(_0="Tidak mampu", _1="Perlu dipotongkan", _2="Mandiri"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    choice(
        "aks_transfer",
        "Pindah kursi-tempat tidur",
        "Dari tempat tidur ke kursi dan kembali.",
        choices(_0="Tidak mampu", _1="Dibantu 2 orang", _2="Dibantu 1 orang", _3="Mandiri"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    choice(
        "aks_walking",
        "Berjalan di tempat rata",
        "Berjalan di tempat rata, boleh dengan tongkat.",
        choices(_0="Tidak mampu", _1="Kursi roda", _2="Dibantu 1 orang", _3="Mandiri"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    choice(
        "aks_dressing",
        "Berpakaian",
        "Memakai baju sendiri, dengan kancingnya.",
        choices(_0="Tergantung orang lain", _1="Sebagian dibantu", _2="Mandiri"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    choice(
        "aks_stairs",
        "Naik turun tangga",
        "Naik turun tangga, boleh berpegangan.",
        choices(_0="Tidak mampu", _1="Dibantu", _2="Mandiri"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    choice(
        "aks_bathing",
        "Mandi",
        "Mandi sendiri.",
        choices(_0="Dibantu", _1="Mandiri"),
        step=4,
        required=True,
        rule="R-AKS",
    ),
    AKS_TOTAL,
    computed(
        "aks_level",
        "Tingkat ketergantungan",
        Kind.CHOICE,
        options=choices(M="Mandiri", R="Ringan", S="Sedang", B="Berat", T="Total"),
        step=4,
        rule="R-AKS",
    ),
    computed(
        "aks_kmk",
        "Golongan layanan",
        Kind.CHOICE,
        options=choices(A="Mandiri", B="Ringan-sedang", C="Berat-total"),
        step=4,
        rule="R-AKS",
    ),
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    points = {key: None if sheet.text(key) is None else int(sheet.text(key) or 0) for key in elderly.AKS_TASKS}
    yield from elderly.aks(points, int(sheet.choices.aks_refer))


FORM = Form("aks", "AKS (kegiatan sehari-hari)", FIELDS, _judge)
