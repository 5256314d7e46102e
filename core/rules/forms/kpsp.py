"""KPSP, the questionnaire of development: its score, not its questions, which are read from the printed book."""

from collections.abc import Iterator

from core.rules.development import (
    KPSP_AGES,
    KPSP_QUESTIONS,
    SECTORS,
    KpspResult,
    kpsp_finding,
    kpsp_for,
    kpsp_result,
)
from core.rules.forms.fields import Choice, Kind, choice, computed, form_fields, several, whole, yes_no
from core.rules.forms.form import Form
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item, Refusal, Score, Verdict
from core.words.findings import Severity

_SOURCE = "SDIDTK 2022"
FIELDS = form_fields(
    VISIT_DATE,
    choice(
        "age_months",
        "KPSP umur",
        "Pilih formulir KPSP yang dipakai; kosongkan bila sesuai umur anak.",
        tuple(Choice(str(age), f"{age} bulan") for age in KPSP_AGES),
        step=4,
        rule="R-KPSP-UMUR",
    ),
    whole(
        "yes",
        "Jawaban ya",
        "Hitung berapa dari 10 pertanyaan KPSP yang dijawab ya.",
        0,
        KPSP_QUESTIONS,
        step=4,
        required=True,
        rule="R-KPSP",
    ),
    several(
        "sectors",
        "Bagian yang belum bisa",
        "Pilih bagian dari pertanyaan yang dijawab tidak.",
        tuple(Choice(sector, sector) for sector in SECTORS),
        step=4,
        rule="R-KPSP",
    ),
    yes_no(
        "is_repeat",
        "KPSP ulangan",
        "Ya bila ini ulangan sesudah stimulasi dua minggu.",
        step=4,
        rule="R-KPSP-ULANG",
    ),
    computed("kpsp_age_months", "KPSP menurut umur", Kind.WHOLE, unit="bulan", low=3, high=72, step=4, rule="R-KPSP"),
    computed(
        "kpsp_result",
        "Hasil KPSP",
        Kind.CHOICE,
        options=tuple(Choice(one.value, one.label) for one in KpspResult),
        step=4,
        rule="R-KPSP",
    ),
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    """R-KPSP: the questionnaire of the age, and what the score means; no score is judged outside 3 to 72 months."""
    by_age, told, yes = _by_age(sheet), sheet.text("age_months"), sheet.whole("yes")
    used = int(told) if told is not None else by_age
    if used is not None:
        yield Score("kpsp_age_months", used)
    if told is not None and sheet.months is not None and by_age != used:
        fits = f"KPSP {by_age} bulan" if by_age else "tidak ada KPSP"
        yield Refusal("age_months", f"Untuk umur anak ini {fits}. Periksa formulir dan tanggal lahirnya.")
    if yes is None:
        return
    # Without a birth date the score still means what it means; outside the ages there is no questionnaire.
    if used is None and sheet.months is not None:
        why = "KPSP untuk umur 3 sampai 72 bulan."
        yield Verdict("R-KPSP", "kpsp_result", "TIDAK_DINILAI", Severity.GREEN, why=why, source=_SOURCE)
        return
    found = kpsp_finding(yes, is_repeat=sheet.yes("is_repeat") is True, sectors=sheet.codes("sectors") or ())
    label = f"KPSP {used} bulan: {found.label}" if used is not None else f"KPSP: {found.label}"
    result = kpsp_result(yes).value
    yield Verdict(found.rule, "kpsp_result", result, found.severity, label, found.why, found.next_step, source=_SOURCE)


def _by_age(sheet: Sheet) -> int | None:
    born, on = sheet.born_on, sheet.visit_on
    return None if born is None or on is None else kpsp_for(born, on, sheet.whole("gestation_weeks"))


def _needs(sheet: Sheet) -> tuple[str, ...]:
    """Whoever answered no to a question says of which part."""
    yes = sheet.whole("yes")
    return ("sectors",) if yes is not None and yes < KPSP_QUESTIONS else ()


FORM = Form("kpsp", "KPSP (perkembangan)", FIELDS, _judge, needs=_needs)
