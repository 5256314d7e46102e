"""What the answers say, at once: grave verdicts as strips with what to do, the rest as chips, each with a word."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.rules.forms.fields import Field
from core.rules.forms.form import Form
from core.rules.numbers import shown
from core.rules.other_views import OtherView
from core.rules.pregnancy import Gestation
from core.rules.verdict import Verdict
from core.words.findings import Severity
from core.words.periods import date_short
from core.words.quantities import unit_words
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import text
from ui.widgets.tones import Badge, Strip

_OF_AGE, _OF_PREGNANCY = "R-AGE", "R-UK"
_Z_UNIT = "SD"
"""Z-scores are for the page of growth; here their words stand."""
_DAYS_OF_PREGNANCY = "gestational_days"
_SAID_OTHERWISE = frozenset({"age_years", "age_months", "gestational_weeks"})
"""The age stands in the head; the weeks of a pregnancy are said with its days."""
Scores = Mapping[str, int | Decimal | date]


class Results(QWidget):
    """The verdicts of one form, the gravest first; rebuilt only when they are others."""

    def __init__(self) -> None:
        """Nothing known yet."""
        super().__init__()
        self._seen: object = None
        self._holder = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._holder)

    def show_verdicts(
        self, form: Form, verdicts: Iterable[Verdict], scores: Scores, others: tuple[OtherView, ...] = ()
    ) -> None:
        """Show what is known now; `others`: where another source would say something else."""
        told = (one for one in verdicts if not _is_said(one))
        ordered = tuple(sorted(told, key=lambda one: -one.severity.rank))
        seen = (form.key, ordered, tuple(scores.items()), others)
        if seen == self._seen:
            return
        self._seen = seen
        fresh = _build(form, ordered, scores, others)
        self._column.replaceWidget(self._holder, fresh)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = fresh
        fresh.show()


def _is_said(one: Verdict) -> bool:
    """The age stands beside the name; that a pregnancy is as old as it is, among the numbers."""
    return one.rule == _OF_AGE or (one.rule == _OF_PREGNANCY and one.severity is Severity.GREEN)


def score_words(form: Form, scores: Scores) -> tuple[str, ...]:
    """`IMT 22,1 kg/m²`: computed numbers and days with their names; how long a pregnancy lasts once, in words."""
    found = []
    for key, value in scores.items():
        field = form.field(key)
        if field is not None and key not in _SAID_OTHERWISE and field.unit != _Z_UNIT:
            found.append(_score(field, value))
    return tuple(found)


def _score(field: Field, value: int | Decimal | date) -> str:
    if field.key == _DAYS_OF_PREGNANCY and isinstance(value, int):
        return f"Umur kehamilan {Gestation(value).words}"
    number = date_short(value) if isinstance(value, date) else shown(value)
    return f"{field.label} {number} {unit_words(field.unit)}".strip()


def _build(form: Form, verdicts: tuple[Verdict, ...], scores: Scores, others: tuple[OtherView, ...]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for one in verdicts:
        if one.severity is not Severity.GREEN:
            why = " ".join(part for part in (one.why, one.next_step) if part)
            column.addWidget(Strip(one.severity, f"{_word(one.severity)}: {_short(one.label)}", why))
    greens = [one for one in verdicts if one.severity is Severity.GREEN and one.label and one.result is not False]
    if greens:
        chips = QWidget()
        flow = FlowLayout(chips, gap=6)
        for one in greens:
            flow.addWidget(Badge(Severity.GREEN, _short(one.label)))
        column.addWidget(chips)
    words = score_words(form, scores)
    if words:
        column.addWidget(text(" · ".join(words), "soft"))
    for other in others:
        column.addWidget(text(other.line, "small"))
    if not verdicts and not words:
        column.addWidget(text("Hasilnya muncul di sini begitu diisi.", "soft"))
    return holder


def _short(label: str) -> str:
    """Everything here is a result; without saying so the longest fits into the column beside the boxes."""
    rest = label.removeprefix("Hasil ")
    return rest[:1].upper() + rest[1:]


def _word(severity: Severity) -> str:
    return {Severity.YELLOW: "Perhatikan", Severity.RED: "Rujuk", Severity.URGENT: "SEGERA"}[severity]
