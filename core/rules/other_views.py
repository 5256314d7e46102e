"""What another official source, another clock or the printed table would say of the same person, where it differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from core.growth.two_clocks import compare
from core.growth.weight_gain import Letter
from core.rules.assess import Assessment, assess, sheet_of
from core.rules.child_card import grow
from core.rules.choices import QUESTIONS, Choices, Option, Question
from core.rules.forms.form import Form
from core.rules.role_words import category_words, plain_words
from core.rules.sheet import Sheet
from core.rules.verdict import Verdict

_BEARS_ON = {
    "puma_cut": ("puma_result",),
    "puma_smoking": ("puma_result",),
    "puma_weights": ("puma_result",),
    "tbc_threshold": ("tbc_result",),
    "tbc_child": ("tbc_result",),
    "blood_pressure": ("bp_result",),
    "glucose": ("glucose_result",),
    "adult_bmi": ("bmi_class",),
    "aks_refer": ("aks_level",),
    "trimester": ("trimester",),
    "uric_acid": ("uric_acid_result",),
    "whisper": ("ear_right", "ear_left"),
    "sdq_parent": ("sdq_result",),
    "pregnancy_hb": ("hb_result",),
    "many_children": ("risk_4t",),
    "weight_gain_curve": ("gain_result",),
}
"""Question of `choices`: the boxes whose verdict depends on it; only these are judged once more."""
_FOR_MIDWIFE = frozenset({"adult_bmi"})
"""The card and the recap count by the card; the other class is for the bidan alone (KMK HK.01.07/MENKES/2015/2023)."""
_BY_CORRECTED_AGE = ("waz_category", "haz_category", "whz_category", "hcz_category", "baz")
_NAMES = {"asia": "Asia-Pasifik", "tbc": "formulir TBC"}
"""Options of one document are told apart by what they are called."""
_SHORT = (
    ("KMK HK.01.07/MENKES/2015/2023", "KMK"),
    ("KMK 1186/2022", "KMK 1186/2022"),
    ("aplikasi kartu bantu", "aplikasi kartu"),
    ("judul kartu bantu", "judul kartu"),
    ("kartu bantu", "kartu"),
)
_ON_CURVE = {True: "mengikuti garis", False: "turun memotong garis"}


@dataclass(frozen=True, slots=True)
class Saying:
    """What one source says: its short name, its words, and the document in full."""

    by: str
    words: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class OtherView:
    """One thing on which two views of this person differ: the box, its name, what is used and what else is said."""

    field: str
    topic: str
    used: Saying
    others: tuple[Saying, ...]

    @property
    def line(self) -> str:
        """`Hasil IMT. Menurut kartu: Gemuk (dipakai) · Menurut Asia-Pasifik: Obesitas`."""
        said = [f"Menurut {self.used.by}: {self.used.words} (dipakai)"]
        said += [f"Menurut {one.by}: {one.words}" for one in self.others]
        return f"{self.topic}. {' · '.join(said)}"


def other_views(
    form: Form,
    answers: Mapping[str, object],
    context: Mapping[str, object] | None = None,
    *,
    today: date | None = None,
    choices: Choices | None = None,
    sees_diagnoses: bool = True,
) -> tuple[OtherView, ...]:
    """Where another source or clock says something else of this person; empty where all agree. Arguments of `assess`.

    `sees_diagnoses`: in official words, and with what only the bidan is told; else in plain words (R-PERAN).
    """
    chosen, known = choices or Choices(), context or {}

    def judge(by: Choices, known: Mapping[str, object] = known) -> Assessment:
        return assess(form, answers, known, today=today, choices=by)

    base = judge(chosen)
    found: list[OtherView] = []
    for question in QUESTIONS:
        boxes = [key for key in _BEARS_ON.get(question.key, ()) if form.field(key) is not None]
        if boxes and (sees_diagnoses or question.key not in _FOR_MIDWIFE):
            now = str(getattr(chosen, question.key))
            options = [one for one in question.options if one.code != now]
            judged = {one.code: judge(replace(chosen, **{question.key: one.code})) for one in options}
            found += (view for key in boxes if (view := _by_source(form, key, question, now, base, judged)))
    if known.get("gestation_weeks") is not None:
        by_birth = judge(chosen, {**known, "gestation_weeks": None})
        found += _by_age(form, base, by_birth)
    sheet = sheet_of(form, answers, known, today=today, choices=choices)
    told = [*found, *_by_curve(form, sheet)] if sees_diagnoses else [*map(_plain, found), *_by_curve(form, sheet)]
    return tuple(one for one in (*told, *_by_table(form, sheet, sees_diagnoses=sees_diagnoses)) if _differs(one))


def _by_source(
    form: Form, key: str, question: Question, now: str, base: Assessment, judged: Mapping[str, Assessment]
) -> OtherView | None:
    """A verdict beside those of the other options of a question, unless all of them say the same."""
    used = _of_box(base, key)
    others = {code: verdicts for code, one in judged.items() if _what(verdicts := _of_box(one, key)) != _what(used)}
    if not others:
        return None
    options = {one.code: one for one in question.options}
    is_told_apart = all(_refers(one) is _refers(used) for one in others.values())

    def saying(code: str, verdicts: tuple[Verdict, ...]) -> Saying:
        words = _words(form, key, verdicts)
        return Saying(
            _short(options[code]), words if is_told_apart else f"{words}, {_sent(verdicts)}", options[code].source
        )

    return OtherView(key, _topic(form, key), saying(now, used), tuple(saying(*one) for one in others.items()))


def _by_age(form: Form, base: Assessment, by_birth: Assessment) -> Iterator[OtherView]:
    """A child born early: by corrected age (used until two years), and by the days since birth (Permenkes 2/2020)."""
    for key in _BY_CORRECTED_AGE:
        used, other = _of_box(base, key), _of_box(by_birth, key)
        if used and other and _what(used) != _what(other):
            yield OtherView(
                key,
                _topic(form, key),
                Saying("umur koreksi", _words(form, key, used), "Permenkes 2/2020"),
                (Saying("umur lahir", _words(form, key, other), "Permenkes 2/2020"),),
            )


def _by_curve(form: Form, sheet: Sheet) -> Iterator[OtherView]:
    """R-NT: the letter by KBM, and the direction of the curve where it says otherwise (Juknis KMS 2021)."""
    found = grow(sheet) if form.field("weight_letter") is not None else None
    weighing = found.weighing if found is not None else None
    if weighing is None or weighing.letter is None or not weighing.curve_disagrees:
        return
    is_t = weighing.letter is Letter.NOT_GAINED
    used = Saying("KBM", "T, tidak naik" if is_t else "N, naik", "Juknis KMS 2021")
    yield OtherView(
        "weight_letter", "Berat bulan ini", used, (Saying("arah kurva", _ON_CURVE[is_t], "Juknis KMS 2021"),)
    )


def _by_table(form: Form, sheet: Sheet, *, sees_diagnoses: bool) -> Iterator[OtherView]:
    """The class by exact day beside that of the printed table (Permenkes 2/2020)."""
    found = grow(sheet) if form.field("waz_category") is not None else None
    sex, months, weight = sheet.sex, sheet.months, sheet.number("weight_kg")
    if found is None or sex is None or months is None:
        return
    for both in compare(sex, months, found.judged, None if weight is None else float(weight)):
        if both.differs:
            exact, printed = (category_words(one, sees_diagnoses=sees_diagnoses) for one in (both.exact, both.printed))
            other = Saying("tabel buku", printed, both.why)
            yield OtherView(both.index, both.index, Saying("hitungan tepat", exact, "WHO 2006"), (other,))


def _of_box(found: Assessment, key: str) -> tuple[Verdict, ...]:
    return tuple(one for one in found.verdicts if one.field == key)


def _what(verdicts: tuple[Verdict, ...]) -> frozenset[tuple[str | bool, bool]]:
    return frozenset((one.result, one.refers) for one in verdicts)


def _refers(verdicts: tuple[Verdict, ...]) -> bool:
    return any(one.refers for one in verdicts)


def _sent(verdicts: tuple[Verdict, ...]) -> str:
    return "dirujuk" if _refers(verdicts) else "tidak dirujuk"


def _words(form: Form, key: str, verdicts: tuple[Verdict, ...]) -> str:
    labels = (one.label.removeprefix(f"{_topic(form, key)}: ") for one in verdicts)
    # The index stands in the topic already: `Pendek (PB/U atau TB/U)`.
    said = [one.partition(" (")[0] if key in _BY_CORRECTED_AGE else one for one in labels]
    return " dan ".join(said) or "tidak ada"


def _topic(form: Form, key: str) -> str:
    field = form.field(key)
    return field.label if field is not None else key


def _short(option: Option) -> str:
    if option.code in _NAMES:
        return _NAMES[option.code]
    first = option.source.partition(";")[0].partition(",")[0]
    return next((short for begin, short in _SHORT if first.startswith(begin)), first)


def _plain(view: OtherView) -> OtherView:
    """The same without diagnoses."""
    others = tuple(replace(one, words=plain_words(one.words)) for one in view.others)
    return replace(view, used=replace(view.used, words=plain_words(view.used.words)), others=others)


def _differs(view: OtherView) -> bool:
    """Plain words may say the same of two classes: then there is nothing to show."""
    return any(one.words != view.used.words for one in view.others)
