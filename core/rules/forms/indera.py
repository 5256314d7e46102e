"""Eyes by counting fingers, ears by whispering."""

from collections.abc import Iterator

from core.rules import senses
from core.rules.forms.body_fields import SENSES_RESULT
from core.rules.forms.fields import Kind, choices, computed, form_fields, text, whole, yes_no
from core.rules.forms.form import Form
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item, Refusal

FIELDS = form_fields(
    VISIT_DATE,
    text(
        "finger_right",
        "Hitung jari mata kanan",
        "Tutup mata kiri, jarak 6 meter; tulis B benar atau S salah berurutan.",
        step=3,
        rule="R-INDERA",
    ),
    text(
        "finger_left",
        "Hitung jari mata kiri",
        "Tutup mata kanan, jarak 6 meter; tulis B benar atau S salah berurutan.",
        step=3,
        rule="R-INDERA",
    ),
    whole(
        "whisper_right",
        "Kata terdengar telinga kanan",
        "Dari 5 kata yang dibisikkan, berapa yang diulang benar?",
        0,
        5,
        "kata",
        step=3,
        rule="R-INDERA",
    ),
    whole(
        "whisper_left",
        "Kata terdengar telinga kiri",
        "Dari 5 kata yang dibisikkan, berapa yang diulang benar?",
        0,
        5,
        "kata",
        step=3,
        rule="R-INDERA",
    ),
    yes_no(
        "visus_right", "Visus kanan 6/12 atau lebih buruk", "Diisi petugas dari kartu huruf E.", step=3, rule="R-INDERA"
    ),
    yes_no(
        "visus_left", "Visus kiri 6/12 atau lebih buruk", "Diisi petugas dari kartu huruf E.", step=3, rule="R-INDERA"
    ),
    computed(
        "eye_right", "Mata kanan", Kind.CHOICE, options=choices(N="Normal", G="Gangguan"), step=3, rule="R-INDERA"
    ),
    computed("eye_left", "Mata kiri", Kind.CHOICE, options=choices(N="Normal", G="Gangguan"), step=3, rule="R-INDERA"),
    computed(
        "ear_right", "Telinga kanan", Kind.CHOICE, options=choices(N="Normal", G="Gangguan"), step=3, rule="R-INDERA"
    ),
    computed(
        "ear_left", "Telinga kiri", Kind.CHOICE, options=choices(N="Normal", G="Gangguan"), step=3, rule="R-INDERA"
    ),
    SENSES_RESULT,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    found: dict[str, str | None] = {}
    for side in ("right", "left"):
        fingers = None
        try:
            fingers = senses.fingers(sheet.text(f"finger_{side}"))
        except ValueError:
            yield Refusal(f"finger_{side}", "Hitung jari: tulis B (benar) atau S (salah), paling banyak 5 huruf.")
        found[f"eye_{side}"] = senses.eye(fingers, sheet.yes(f"visus_{side}"))
        found[f"ear_{side}"] = senses.whisper(sheet.whole(f"whisper_{side}"), int(sheet.choices.whisper))
    if any(found.values()):
        yield from senses.judge(found, with_parts=True)


FORM = Form("indera", "Penglihatan dan pendengaran", FIELDS, _judge)
