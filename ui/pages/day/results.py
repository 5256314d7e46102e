"""What the answers say, at once: grave verdicts as strips with what to do, the rest as chips, each with a word."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.rules.forms.form import Form
from core.rules.numbers import shown
from core.rules.other_views import OtherView
from core.rules.verdict import Verdict
from core.words.findings import Severity
from core.words.periods import date_short
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import text
from ui.widgets.tones import Badge, Strip

_OF_AGE = "R-AGE"
"""The age stands beside the name already."""
_Z_UNIT = "SD"
"""Z-scores are for the page of growth; here their words stand."""
_AGES = frozenset({"age_years", "age_months"})
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
        told = (one for one in verdicts if one.rule != _OF_AGE)
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


def score_words(form: Form, scores: Scores) -> tuple[str, ...]:
    """`IMT 22,1 kg/m2`: computed numbers and days with their names."""
    found = []
    for key, value in scores.items():
        field = form.field(key)
        if field is not None and key not in _AGES and field.unit != _Z_UNIT:
            number = date_short(value) if isinstance(value, date) else shown(value)
            found.append(f"{field.label} {number} {field.unit}".strip())
    return tuple(found)


def _build(form: Form, verdicts: tuple[Verdict, ...], scores: Scores, others: tuple[OtherView, ...]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for one in verdicts:
        if one.severity is not Severity.GREEN:
            why = " ".join(part for part in (one.why, one.next_step) if part)
            column.addWidget(Strip(one.severity, f"{_word(one.severity)}: {one.label}", why))
    greens = [one for one in verdicts if one.severity is Severity.GREEN and one.label and one.result is not False]
    if greens:
        chips = QWidget()
        flow = FlowLayout(chips, gap=6)
        for one in greens:
            flow.addWidget(Badge(Severity.GREEN, one.label))
        column.addWidget(chips)
    words = score_words(form, scores)
    if words:
        column.addWidget(text(" · ".join(words), "soft"))
    for other in others:
        column.addWidget(text(other.line, "small"))
    if not verdicts and not words:
        column.addWidget(text("Hasilnya muncul di sini begitu diisi.", "soft"))
    return holder


def _word(severity: Severity) -> str:
    return {Severity.YELLOW: "Perhatikan", Severity.RED: "Rujuk", Severity.URGENT: "SEGERA"}[severity]
