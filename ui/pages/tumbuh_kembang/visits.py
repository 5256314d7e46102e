"""Every visit of a child in a table, newest on top; a row shows its verdict, Enter opens it for correction."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.services.views import GrowthHistory, VisitVerdict
from core.words.age import age_in_words
from core.words.periods import date_short
from core.words.quantities import centimetres, kilograms, z_words
from ui.pages.tumbuh_kembang.list import short_age
from ui.palette import TONES
from ui.theme import em

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _cm(value: int | None) -> str:
    return "" if value is None else centimetres(value)


_COLUMNS: tuple[tuple[str, Callable[[GrowthHistory, VisitVerdict], str]], ...] = (
    ("Tanggal", lambda _history, visit: date_short(visit.facts.measured_on)),
    ("Umur", lambda history, visit: short_age(age_in_words(history.child.born_on, visit.facts.measured_on))),
    ("Berat", lambda _h, visit: "" if visit.facts.weight_g is None else kilograms(visit.facts.weight_g)),
    ("PB/TB", lambda _h, visit: _cm(visit.facts.length_mm)),
    ("Diukur", lambda _h, visit: visit.facts.posture.label if visit.facts.posture else ""),
    ("LK", lambda _h, visit: _cm(visit.facts.head_mm)),
    ("LiLA", lambda _h, visit: _cm(visit.facts.muac_mm)),
    ("NT", lambda _h, visit: visit.letter),
    ("BB/U", lambda _h, visit: z_words(visit.growth.waz)),
    ("TB/U", lambda _h, visit: z_words(visit.growth.haz)),
    ("BB/TB", lambda _h, visit: z_words(visit.growth.whz)),
    ("Hasil", lambda _h, visit: visit.severity.value),
)
_NUMBERS = frozenset({2, 3, 5, 6, 8, 9, 10})
_LESS_NEEDED = ((4, 44), (5, 32), (6, 32))  # a column, and the width in em below which it is left out
# Narrow, so that at 1024 pixels the last column, which says how the child is, stays whole.
_CELL_STYLE = "QTableView::item { padding: 0px 5px; } QHeaderView::section { padding: 6px 5px; }"
_RESULT = len(_COLUMNS) - 1


class VisitsModel(QAbstractTableModel):
    """Rows of visits, newest first."""

    def __init__(self) -> None:
        """No visits yet."""
        super().__init__()
        self.history: GrowthHistory | None = None
        self.visits: list[VisitVerdict] = []

    def show_history(self, history: GrowthHistory) -> None:
        """Show the visits of a child."""
        self.beginResetModel()
        self.history, self.visits = history, list(reversed(history.visits))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.visits)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        visit = self.visits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and self.history is not None:
            return _COLUMNS[index.column()][1](self.history, visit)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in _NUMBERS else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _RESULT:
            tone = TONES[visit.severity.value]
            return QColor(tone.tint if visit.severity.value == "segera" else tone.ink)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section][0]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        return None


class VisitTable(QTableView):
    """As high as its rows: the page scrolls, not the table."""

    shown = Signal(object)  # VisitVerdict of the marked row
    opened = Signal(object)  # VisitVerdict to correct

    def __init__(self) -> None:
        """No visits yet."""
        super().__init__()
        self.visits = VisitsModel()
        self.setModel(self.visits)
        self.setAccessibleName("Semua kunjungan")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setStyleSheet(_CELL_STYLE)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_history(self, history: GrowthHistory) -> None:
        """Show the visits of a child, the newest marked."""
        self.visits.show_history(history)
        self.fit()
        if history.visits:
            self.selectRow(0)

    def fit(self) -> None:
        """Take the height of all rows."""
        row = round(self.fontMetrics().height() * 1.7)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + row * self.visits.rowCount() + 18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for column, least in _LESS_NEEDED:
            self.setColumnHidden(column, self.width() < em(self, least))
        super().resizeEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.shown.emit(self.visits.visits[current.row()])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        elif event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # letters and digits belong to the page
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        self.opened.emit(self.visits.visits[row])
