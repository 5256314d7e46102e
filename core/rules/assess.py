"""One filled form to its verdicts: the same answer for screens, cards, the command line and tests."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from core.rules import blood_tests, referral
from core.rules import thresholds as at
from core.rules.choices import Choices
from core.rules.forms.fields import Field, Kind, choice, choices, day, decimal, whole, yes_no
from core.rules.forms.form import Form
from core.rules.numbers import bmi
from core.rules.reading import read_all
from core.rules.sheet import Sheet, Value
from core.rules.verdict import Refusal, Score, Verdict
from core.words.periods import date_words

_KNOWN = "Dari register."
CONTEXT: tuple[Field, ...] = (
    choice("sex", "Jenis kelamin", _KNOWN, choices(L="Laki-laki", P="Perempuan")),
    day("birth_date", "Tanggal lahir", _KNOWN),
    day("visit_date", "Tanggal datang", _KNOWN),
    day("hpht", "Hari pertama haid terakhir", _KNOWN),
    day("usg_due_date", "Perkiraan lahir dari USG", _KNOWN),
    decimal("pre_weight_kg", "Berat sebelum hamil", _KNOWN, "0.5", "250", "kg"),
    decimal("height_cm", "Tinggi terakhir", _KNOWN, "20", "220", "cm"),
    whole("first_systolic_mmhg", "Sistole trimester 1", _KNOWN, 60, 250, "mmHg"),
    whole("first_diastolic_mmhg", "Diastole trimester 1", _KNOWN, 40, 150, "mmHg"),
    day("delivery_date", "Tanggal bersalin", _KNOWN),
    yes_no("expecting", "Sedang hamil", _KNOWN),
    whole("gravida", "Hamil anak ke-", _KNOWN, 1, 20),
    whole("parity", "Jumlah persalinan", _KNOWN, 0, 20),
    decimal("prev_weight_kg", "Berat yang lalu", _KNOWN, "0.5", "250", "kg"),
    day("prev_visit_date", "Tanggal timbang yang lalu", _KNOWN),
    choice("prev_letter", "Huruf bulan lalu", _KNOWN, choices(N="Naik", T="Tidak naik", O="Tidak ditimbang", B="Baru")),
    yes_no("first_ever", "Penimbangan pertama", _KNOWN),
    whole("gestation_weeks", "Minggu kehamilan saat lahir", _KNOWN, 20, 45, "minggu"),
    choice("kms_edition", "Edisi KMS", _KNOWN, choices(_2020="KMS 2020 ke atas", _2010="KMS 2010")),
)
"""What the register knows about the person; every key is optional."""
_OTHER_SEX = {"M": "L", "F": "P", "m": "L", "f": "P", "l": "L", "p": "P"}
_CHILD = "balita"
_PRESSURE = ("systolic_mmhg", "diastolic_mmhg")
_ON_HOME_VISIT = {
    "bp_result": "systolic_mmhg",
    "glucose_result": "glucose_mg_dl",
    "hb_result": "hb_g_dl",
    "waist_result": "waist_cm",
}
"""Checklists of home visits have no boxes for results: there the verdict stands at what was measured."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a filled form says; verdicts gravest first as the form lists them, reasons each once, gravest first."""

    form: str
    complete: bool
    missing: tuple[str, ...]
    scores: dict[str, int | Decimal | date]
    verdicts: tuple[Verdict, ...]
    errors: tuple[Refusal, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """R-RUJ: why the person is referred, each reason once."""
        return referral.reasons_of(self.verdicts)

    @property
    def refer(self) -> bool:
        """R-RUJ: whether the person is referred."""
        return bool(self.reasons)


def assess(
    form: Form,
    answers: Mapping[str, object],
    context: Mapping[str, object] | None = None,
    *,
    today: date | None = None,
    choices: Choices | None = None,
) -> Assessment:
    """Judge a form of any shape and completeness; it never raises for what was answered.

    Args:
        form: an entry of `forms.catalogue`.
        answers: field key to value, in the units of the card; absent or None is not answered.
        context: what the register knows (`CONTEXT`); an answer of the same key wins over it.
        today: the day of the visit where neither has `visit_date`.
        choices: what the puskesmas chose where sources disagree; default: our defaults.
    """
    sheet, refusals = _read(form, answers, context, today, choices)
    refusals += _impossible(sheet)
    verdicts: list[Verdict] = []
    scores: dict[str, int | Decimal | date] = {}
    for item in form.judge(_without_pressure(sheet)):
        if isinstance(item, Verdict):
            verdicts.append(_placed(form, item))
        elif isinstance(item, Score):
            scores[item.key] = item.value
        else:
            refusals.append(item)
    if form.field("refer") is not None:
        summary = referral.summary(verdicts)
        verdicts += [] if summary is None else [summary]
    missing = _missing(form, sheet, {refusal.key for refusal in refusals})
    errors = tuple(dict.fromkeys(refusals))
    return Assessment(form.key, not missing and not errors, missing, scores, tuple(verdicts), errors)


def sheet_of(
    form: Form,
    answers: Mapping[str, object],
    context: Mapping[str, object] | None = None,
    *,
    today: date | None = None,
    choices: Choices | None = None,
) -> Sheet:
    """A filled form as the rules read it, without the answers that cannot be right by themselves; as in `assess`."""
    return _read(form, answers, context, today, choices)[0]


def _read(
    form: Form,
    answers: Mapping[str, object],
    context: Mapping[str, object] | None,
    today: date | None,
    choices: Choices | None,
) -> tuple[Sheet, list[Refusal]]:
    typed, refusals = read_all({field.key: field for field in form.fields}, answers)
    known, more = _read_context(form, context or {})
    return _sheet(form, typed, known, today, choices or Choices()), [*refusals, *more]


def _read_context(form: Form, context: Mapping[str, object]) -> tuple[dict[str, Value], list[Refusal]]:
    """What the register knows, and header fields of the form that it also keeps."""
    fields = {field.key: field for field in form.fields if field.from_register}
    fields |= {field.key: field for field in CONTEXT}
    given = dict(context)
    sex = given.get("sex")
    if isinstance(sex, str):
        given["sex"] = _OTHER_SEX.get(sex.strip(), sex.strip())
    return read_all(fields, given)


def _sheet(form: Form, typed: dict[str, Value], known: dict[str, Value], today: date | None, choices: Choices) -> Sheet:
    # A box of the card that the register must not fill (today's height of a child) stays empty when not answered.
    own = {field.key for field in form.fields if not field.from_register}
    visit = typed.get("visit_date", known.get("visit_date"))
    return Sheet(
        form=form.key,
        answers=typed,
        known={key: value for key, value in known.items() if key not in own},
        visit_on=visit if isinstance(visit, date) else today,
        choices=choices,
    )


def _impossible(sheet: Sheet) -> list[Refusal]:
    """R-VAL: what no two right answers can be together."""
    found: list[Refusal] = []
    systolic, diastolic = (sheet.whole(key) for key in _PRESSURE)
    if systolic is not None and diastolic is not None and systolic <= diastolic:
        found.append(Refusal("diastolic_mmhg", "Tekanan atas (sistole) harus lebih besar dari tekanan bawah."))
    if _is_swapped(sheet):
        found.append(Refusal("height_cm", "Berat dan tinggi sepertinya tertukar. Periksa kedua angkanya."))
    found += blood_tests.impossible_glucose(sheet.number("glucose_mg_dl"), is_hi=sheet.yes("glucose_hi"))
    born, on = sheet.day("birth_date"), sheet.visit_on
    if born is not None and on is not None and on < born:
        found.append(
            Refusal("visit_date", f"Tanggal datang sebelum tanggal lahir {date_words(born)}. Periksa tanggalnya.")
        )
    return found


def _is_swapped(sheet: Sheet) -> bool:
    """Both were typed today, and no body is like that; an old height of the register accuses nobody.

    Small children are asked about by their growth, which knows a forgotten comma.
    """
    is_typed = sheet.form != _CHILD and "weight_kg" in sheet.answers and "height_cm" in sheet.answers
    index = bmi(sheet.number("weight_kg"), sheet.number("height_cm")) if is_typed else None
    return index is not None and index >= at.SWAPPED_BMI.value


def _without_pressure(sheet: Sheet) -> Sheet:
    """The sheet without a blood pressure whose two numbers cannot be right: swapped ones must not alarm."""
    systolic, diastolic = (sheet.whole(key) for key in _PRESSURE)
    if systolic is None or diastolic is None or systolic > diastolic:
        return sheet
    return replace(sheet, answers={key: value for key, value in sheet.answers.items() if key not in _PRESSURE})


def _placed(form: Form, verdict: Verdict) -> Verdict:
    """The verdict under a field that this form has, with the words of its choice when it brings none."""
    key = verdict.field
    field = form.field(key)
    if field is None:
        key = _ON_HOME_VISIT.get(key, key)
        field = form.field(key)
    label = verdict.label or _boxed(field, verdict)
    return replace(verdict, field=key, label=label)


def _boxed(field: Field | None, verdict: Verdict) -> str:
    """The words of the choice after the name of its box, so that a list of findings can be read without the card."""
    words = (field.words(verdict.result) if field is not None else "") or _plain(verdict)
    if field is None or words.startswith((field.label, "Terlalu")):
        return words
    if words and field.label.lower().endswith(words.lower()):
        return field.label
    return f"{field.label}: {words}"


_PLAIN = {"TIDAK_DINILAI": "Tidak dinilai", "N": "Normal", "T1": "Prediabetes", "T2": "Dugaan DM", "R": "Rendah"}


def _plain(verdict: Verdict) -> str:
    result = str(verdict.result)
    return _PLAIN.get(result, _FROM_CARDS.get(result, result))


_FROM_CARDS = {
    "MENINGKAT": "Tekanan darah meningkat",
    "HT1": "Hipertensi derajat 1",
    "HT2": "Hipertensi derajat 2",
    "TINGGI": "Di atas batas umur",
    "OBESITAS": "Obesitas sentral",
}


def _missing(form: Form, sheet: Sheet, refused: set[str]) -> tuple[str, ...]:
    """Required keys without an answer, in the order of the card; a refused answer is an error, not missing."""
    needs = form.needs(sheet) if form.needs is not None else ()
    return tuple(
        field.key
        for field in form.fields
        if field.key not in refused and not _is_there(field, sheet) and (field.key in needs or _is_needed(field, sheet))
    )


def _is_there(field: Field, sheet: Sheet) -> bool:
    if field.key == "visit_date":
        return sheet.visit_on is not None
    return sheet.get(field.key) is not None


def _is_needed(field: Field, sheet: Sheet) -> bool:
    if field.needed_when is not None:
        key, answer = field.needed_when
        return sheet.yes(key) is answer
    if sheet.form == "lansia" and sheet.yes("cannot_stand") is True:
        # Who cannot stand is measured by arm and calf instead of scale and board.
        if field.key in ("weight_kg", "height_cm"):
            return False
        if field.key in ("muac_cm", "calf_cm"):
            return True
    if field.key == "glucose_mg_dl":
        return blood_tests.needs_glucose(kind=sheet.text("glucose_kind"), is_hi=sheet.yes("glucose_hi"))
    return field.required and field.kind is not Kind.TEXT
