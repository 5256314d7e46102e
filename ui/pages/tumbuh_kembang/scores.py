"""The six indices of one visit in a row: z-score with its category in words, or why it is missing."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.growth.classify import Category
from core.growth.standards import STANDING_FROM_MONTH
from core.growth.two_clocks import compare
from core.rules.role_words import category_words, plain_words
from core.services.views import GrowthHistory, VisitVerdict
from core.words.age import age_in_words
from core.words.quantities import z_words
from ui.widgets.texts import text

_COLUMNS = 3


class ScoreLine(QWidget):
    """Name and z-score of each index, its category beneath."""

    def __init__(self) -> None:
        """Empty until a visit is shown."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        for number in range(6):
            row, column = divmod(number, _COLUMNS)
            grid.setColumnStretch(column, 1)
            grid.addLayout(self._cell(), row, column)

    def show_visit(self, visit: VisitVerdict | None) -> None:
        """Show the indices of a visit; None empties them."""
        rows = scores(visit) if visit else []
        for cell, words in zip(self._cells, rows or [("", "", "")] * 6, strict=True):
            for label, one in zip(cell, words, strict=True):
                label.setText(one)

    def _cell(self) -> QVBoxLayout:
        cell = text("", "soft", wraps=False), text("", "strong", wraps=False), text("", "small")
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(cell[0])
        first.addWidget(cell[1])
        first.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(cell[2])
        self._cells.append(cell)
        return column


def scores(visit: VisitVerdict) -> list[tuple[str, str, str]]:
    """Index, z-score and category of a visit, in the order of the tabs; a dash where nothing was measured."""
    growth = visit.growth
    days = growth.corrected_age_days
    months = visit.age_months if days is None else days / 30.4375
    is_lying = months < STANDING_FROM_MONTH
    rows = (
        ("BB/U", growth.waz, growth.waz_category, growth.waz_flag),
        ("PB/U" if is_lying else "TB/U", growth.haz, growth.haz_category, growth.haz_flag),
        ("BB/PB" if is_lying else "BB/TB", growth.whz, growth.whz_category, growth.whz_flag),
        ("IMT/U", growth.baz, growth.baz_category, growth.baz_flag),
        ("LK/U", growth.hcz, growth.hcz_category, growth.hcz_flag),
        ("LiLA/U", growth.acz, growth.muac_category, growth.acz_flag),
    )
    sees = visit.sees_diagnoses
    return [(name, z_words(z), _words(category, is_flagged=flag, sees=sees)) for name, z, category, flag in rows]


def _words(category: Category | None, *, is_flagged: bool, sees: bool) -> str:
    label = category_words(category, sees_diagnoses=sees) if category else ""
    return f"{label} (di luar batas wajar, ukur ulang)".strip() if is_flagged else label


def extra_words(history: GrowthHistory, visit: VisitVerdict) -> str:
    """What the bidan should know beside the numbers: corrected age, what is missing and why, what lies on a border."""
    growth = visit.growth
    sentences = []
    weeks, corrected = history.child.gestation_weeks, growth.corrected_age_days
    if corrected is not None and weeks is not None:
        on = visit.facts.measured_on
        due_on = on.fromordinal(on.toordinal() - corrected) if corrected >= 0 else None
        age = f"umur koreksi {age_in_words(due_on, on)}" if due_on else "umur koreksi belum 0 hari"
        sentences.append(f"Lahir pada {weeks} minggu (prematur): dinilai pada {age}, sampai umur 2 tahun.")
    weight_g = visit.facts.weight_g
    both = compare(history.child.sex, visit.age_months, growth, None if weight_g is None else weight_g / 1000)
    if both and not any(one.differs for one in both):
        sentences.append("Dihitung menurut umur hari; tabel cetak per bulan memberi kelas yang sama.")
    if growth.reasons:
        sentences.append(f"Yang tidak dihitung: {'; '.join(growth.reasons)}.")
    if growth.near_border:
        near = "; ".join(growth.near_border)
        sentences.append(f"Dekat garis batas: {near}. Tabel cetak bisa memberi kelas sebelahnya.")
    if visit.facts.letter_override:
        reason = visit.facts.letter_override_reason
        sentences.append(f"Huruf {visit.facts.letter_override} ditetapkan petugas: {reason}.")
    if visit.facts.confirmation_reason:
        sentences.append(f"Angka dipastikan saat dicatat: {visit.facts.confirmation_reason}.")
    if visit.facts.follow_up_note:
        sentences.append(f"Tindak lanjut: {visit.facts.follow_up_note}.")
    words = " ".join(sentences)
    return words if visit.sees_diagnoses else plain_words(words)
