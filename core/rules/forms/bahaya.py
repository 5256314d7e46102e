"""The four lists of danger signs: mothers-to-be, childbed, infants, toddlers."""

from collections.abc import Iterator

from core.rules import danger_signs
from core.rules.card_parts import given
from core.rules.child_services import diarrhoea_care
from core.rules.danger_signs import CHILDBED, INFANT, MOTHER_TO_BE, TODDLER, SignList
from core.rules.forms.fields import Field, Kind, choices, computed, decimal, form_fields, whole, yes_no
from core.rules.forms.form import Form
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item

_RULE = "R-BAHAYA"
_TEMPERATURE = decimal("temperature_c", "Suhu badan", "Ukur di ketiak sampai alat berbunyi.", "34", "43", "C", step=4)
_BREATHS = whole(
    "breaths_per_min", "Napas per menit", "Hitung napas satu menit penuh saat bayi tenang.", 10, 150, "/menit",
    step=4, rule=_RULE,
)  # fmt: skip
_RESULTS = (
    computed("danger_count", "Jumlah tanda bahaya", Kind.WHOLE, low=0, high=14, step=4, rule=_RULE),
    computed(
        "danger_result",
        "Hasil tanda bahaya",
        Kind.CHOICE,
        options=choices(
            TIDAK_ADA="Tidak ada tanda bahaya",
            PANTAU="Edukasi dan pantau",
            LAPOR="Lapor nakes",
            RUJUK="Rujuk",
            SEGERA="Rujuk segera",
        ),
        step=4,
        rule=_RULE,
    ),
)
_HELPS = {
    "movement": "Hitung: kurang dari 10 gerakan dalam 12 jam.",
    "vomiting": "Semua yang dimakan atau diminum keluar lagi.",
    "swelling": "Bengkak wajah, tangan, atau kaki; sakit kepala hebat; pandangan kabur.",
    "seizure": "Kejang sekarang atau baru saja, juga bila sudah berhenti.",
    "bleeding": "Darah dari jalan lahir, lebih dari bercak.",
    "feeding": "Lebih sedikit dari biasanya, atau tidak kuat.",
    "skin": "Lihat di tempat terang, bandingkan dengan telapak tangan ibunya.",
    "cord": "Merah sampai dinding perut, bau, atau bernanah.",
    "activity": "Bandingkan dengan biasanya.",
    "urine": "Tanyakan kencingnya: sakit, warnanya, atau berkurang (bayi biasanya 6-8 kali sehari).",
    "breath": "Lihat dadanya: tarikan ke dalam, cepat, atau terengah.",
    "sad": "Sedih hampir setiap hari, menangis, atau tidak peduli pada bayi.",
}


def _fields(group: SignList, *measures: Field) -> tuple[Field, ...]:
    asked = tuple(
        yes_no(
            f"danger_{key}",
            words,
            _HELPS.get(key, f"Tanyakan: {words[0].lower()}{words[1:]}?"),
            step=4,
            required=True,
            rule=_RULE,
        )
        for key, words in group.signs.items()
    )
    return form_fields(VISIT_DATE, *measures, asked, _RESULTS)


def _answers(sheet: Sheet, group: SignList) -> dict[str, bool | None]:
    return {key: sheet.yes(f"danger_{key}") for key in group.signs}


def _fever(sheet: Sheet) -> Iterator[Item]:
    """What the thermometer shows, as at a home visit; of infants it is a sign of its own."""
    return given(danger_signs.temperature(sheet.number("temperature_c")))


def _judge_mother(sheet: Sheet) -> Iterator[Item]:
    yield from danger_signs.judge(MOTHER_TO_BE, _answers(sheet, MOTHER_TO_BE))
    yield from _fever(sheet)


def _judge_childbed(sheet: Sheet) -> Iterator[Item]:
    yield from danger_signs.judge(CHILDBED, _answers(sheet, CHILDBED))
    yield from _fever(sheet)


def _judge_infant(sheet: Sheet) -> Iterator[Item]:
    measured = danger_signs.infant_measures(sheet.number("temperature_c"), sheet.whole("breaths_per_min"))
    yield from danger_signs.judge(INFANT, _answers(sheet, INFANT), measured)
    yield from given(diarrhoea_care(sheet.yes("danger_diarrhea"), sheet.months))


def _judge_toddler(sheet: Sheet) -> Iterator[Item]:
    yield from danger_signs.judge(TODDLER, _answers(sheet, TODDLER))
    yield from _fever(sheet)
    yield from given(diarrhoea_care(sheet.yes("danger_diarrhea"), sheet.months))


_PLAIN = _TEMPERATURE.at(4, "R-VAL")
MOTHER_FORM = Form("bahaya-bumil", "Tanda bahaya ibu hamil", _fields(MOTHER_TO_BE, _PLAIN), _judge_mother)
CHILDBED_FORM = Form("bahaya-nifas", "Tanda bahaya ibu nifas", _fields(CHILDBED, _PLAIN), _judge_childbed)
INFANT_FORM = Form(
    "bahaya-bayi", "Tanda bahaya bayi", _fields(INFANT, _TEMPERATURE.at(4, _RULE), _BREATHS), _judge_infant
)
TODDLER_FORM = Form("bahaya-balita", "Tanda bahaya balita", _fields(TODDLER, _PLAIN), _judge_toddler)
