"""The checklist of development in the Buku KIA: what a child can do by each age, a line a question."""

from collections.abc import Iterator

from core.rules.development import Checkpoint, checklist_so_far, checkpoint_for
from core.rules.development_items import CHECKPOINTS, item_key
from core.rules.forms.fields import Choice, Field, Kind, choices, computed, form_fields, several, yes_no
from core.rules.forms.form import Form
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Finding, Severity

_SOURCE = "Buku KIA 2024"
_LATEST = max(CHECKPOINTS)


def _item(age_months: int, place: int, words: str) -> Field:
    label = f"{age_months} bln: {words}"
    return yes_no(item_key(age_months, place), label, f"Sudah bisa {words}?", step=3, rule="R-KIA")


FIELDS = form_fields(
    VISIT_DATE,
    several(
        "completed",
        "Ceklis yang sudah lengkap",
        "Pilih umur ceklis yang dulu sudah bisa semua; itu tidak ditanyakan lagi.",
        tuple(Choice(str(age), f"{age} bulan") for age in CHECKPOINTS),
        step=3,
        rule="R-KIA",
    ),
    tuple(_item(age, place, words) for age, items in CHECKPOINTS.items() for place, words in enumerate(items)),
    computed("kia_age_months", "Ceklis umur", Kind.WHOLE, unit="bulan", low=3, high=_LATEST, step=3, rule="R-KIA"),
    computed(
        "kia_result",
        "Hasil ceklis perkembangan",
        Kind.CHOICE,
        options=choices(LENGKAP="Lengkap", TIDAK_LENGKAP="Tidak lengkap", BELUM="Belum selesai"),
        step=3,
        rule="R-KIA",
    ),
)
_CODES = {Severity.GREEN: "LENGKAP", Severity.YELLOW: "BELUM", Severity.RED: "TIDAK_LENGKAP"}


def _asked(sheet: Sheet) -> Checkpoint | None:
    """The checklist of the age; without a birth date the latest one that was answered."""
    if sheet.months is not None:
        return checkpoint_for(sheet.months, {int(age) for age in sheet.codes("completed") or ()})
    told = [age for age in CHECKPOINTS if _answers(sheet, age)]
    return Checkpoint(told[-1], CHECKPOINTS[told[-1]]) if told else None


def _answers(sheet: Sheet, age_months: int) -> dict[int, bool]:
    places = range(len(CHECKPOINTS[age_months]))
    told = {place: sheet.yes(item_key(age_months, place)) for place in places}
    return {place: can for place, can in told.items() if can is not None}


def _needs(sheet: Sheet) -> frozenset[str]:
    asked = _asked(sheet)
    return frozenset(item_key(asked.age_months, place) for place in range(len(asked.items))) if asked else frozenset()


def _judge(sheet: Sheet) -> Iterator[Item]:
    """R-KIA: complete, open, or incomplete; one no is enough to send on, in an older checklist of the day too."""
    asked = _asked(sheet)
    if asked is not None:
        yield Score("kia_age_months", asked.age_months)
    found = [(age, one) for age, items in CHECKPOINTS.items() if (one := _of(sheet, age, items)) is not None]
    if found:
        age, worst = max(found, key=lambda pair: (pair[1].severity.rank, pair[0]))
        label = f"Ceklis {age} bulan: {worst.label.lower()}"
        code = _CODES[worst.severity]
        yield Verdict(worst.rule, "kia_result", code, worst.severity, label, worst.why, worst.next_step, source=_SOURCE)
    elif asked is None and sheet.months is not None:
        why = "Ceklis umur ini sudah lengkap." if sheet.codes("completed") else "Ceklis untuk umur 3 sampai 72 bulan."
        yield Verdict("R-KIA", "kia_result", "TIDAK_DINILAI", Severity.GREEN, why=why, source=_SOURCE)


def _of(sheet: Sheet, age_months: int, items: tuple[str, ...]) -> Finding | None:
    return checklist_so_far(Checkpoint(age_months, items), _answers(sheet, age_months))


FORM = Form("kia-perkembangan", "Ceklis perkembangan Buku KIA", FIELDS, _judge, needs=_needs)
