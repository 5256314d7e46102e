"""Form F1 on screen: the lines of the form in a table; a number opens its children by Enter or a click."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout

from core.services.reports.f1 import CELLS, F1Line, F1Report
from core.services.reports.sheets import session_words
from ui.pages.laporan.pane import ReportPane, clear, findings_strips
from ui.palette import INK_SOFT, LEAF
from ui.theme import em
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_Index = QModelIndex | QPersistentModelIndex
_FIRST_CELL = 2
_TOTAL = _FIRST_CELL + len(CELLS)
_WIDEST_EM, _LEAST_WORDS_EM = 46, 11
_NOT_RECORDED = "belum dicatat di buku ini"
_STYLE = (
    "QTableView::item { padding: 0px 6px; } "
    f"QTableView::item:selected {{ border: 2px solid {LEAF}; }} "
    "QHeaderView::section { padding: 6px 1px; }"
)


class F1Model(QAbstractTableModel):
    """The lines of a report with their eight cells and the sum."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        super().__init__()
        self.report: F1Report | None = None

    def show_report(self, report: F1Report) -> None:
        """Show another month."""
        self.beginResetModel()
        self.report = report
        self.endResetModel()

    def line(self, row: int) -> F1Line | None:
        """The line of a row."""
        return self.report.lines[row] if self.report else None

    def people(self, row: int, column: int) -> tuple[str, tuple[str, ...]]:
        """The title and the ids of whom a cell counts; nobody for the words and for what is not recorded."""
        line = self.line(row)
        if line is None or self.report is None or line.cells is None or column < _FIRST_CELL:
            return "", ()
        month = self.report.month.label
        if column == _TOTAL:
            return f"{line.shape.words}, {month}", line.people
        band, sex = CELLS[column - _FIRST_CELL]
        return f"{line.shape.words}, {band.label}, {sex.label.lower()}, {month}", line.cells[column - _FIRST_CELL]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self.report is None else len(self.report.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else _TOTAL + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, index.row(), index.column())
        return self._look(line, index, role)

    def _look(self, line: F1Line, index: _Index, role: int) -> Any:  # noqa: ANN401 - as Qt declares it
        """How a cell is drawn: numbers that open somebody are green and bold."""
        column = index.column()
        is_open = column >= _FIRST_CELL and bool(self.people(index.row(), column)[1])
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= _FIRST_CELL:
            aside = Qt.AlignmentFlag.AlignLeft if line.counts is None else Qt.AlignmentFlag.AlignHCenter
            return Qt.AlignmentFlag.AlignVCenter | aside
        if role == Qt.ItemDataRole.ForegroundRole and column >= _FIRST_CELL:
            return QColor(LEAF if is_open else INK_SOFT)
        if role == Qt.ItemDataRole.FontRole and (is_open or column == 0):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return "Lihat nama-namanya" if is_open else line.shape.words
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section == 1:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < _FIRST_CELL:
            return ("", "Uraian")[section]
        if section == _TOTAL:
            return "Jumlah"
        band, sex = CELLS[section - _FIRST_CELL]
        return f"{band.label.removesuffix(' bln')}\n{sex.value}"

    def _words(self, line: F1Line, row: int, column: int) -> str:
        before = self.line(row - 1) if row else None
        if column == 0:
            return "" if before and before.shape.letter == line.shape.letter else line.shape.letter
        if column == 1:
            return line.shape.words
        if line.counts is None:
            return _NOT_RECORDED if column == _FIRST_CELL else ""
        return str(line.total if column == _TOTAL else line.counts[column - _FIRST_CELL])


class F1Table(QTableView):
    """Walked with the arrow keys; Enter or a click opens a number."""

    def __init__(self, pane: "F1Pane") -> None:
        """Show the lines of `pane`."""
        super().__init__()
        self.form = F1Model()
        self._pane = pane
        self.setModel(self.form)
        self.setAccessibleName("Form F1")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setStyleSheet(_STYLE)
        self.verticalHeader().hide()
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._open)
        self.fit()

    def fit(self) -> None:
        """Sizes from the font."""
        self.verticalHeader().setDefaultSectionSize(em(self, 1.5))
        self.setColumnWidth(0, em(self, 1.6))
        self.horizontalHeader().setMinimumSectionSize(em(self, 1.6))
        for column in range(_FIRST_CELL, _TOTAL):
            self.setColumnWidth(column, em(self, 2.95))
        self.setColumnWidth(_TOTAL, em(self, 3.4))
        # Words and numbers of a line stay near each other on a wide screen.
        self.setMaximumWidth(em(self, _WIDEST_EM))
        self._fit_words()

    def _fit_words(self) -> None:
        """The words take what the numbers leave, and enough to be read: on a narrow screen the numbers scroll."""
        others = sum(self.columnWidth(column) for column in range(_TOTAL + 1) if column != 1)
        self.setColumnWidth(1, max(em(self, _LEAST_WORDS_EM), self.viewport().width() - others))

    def span_unrecorded(self) -> None:
        """What the register does not know yet is said once along the row."""
        self.clearSpans()
        for row in range(self.form.rowCount()):
            line = self.form.line(row)
            if line is not None and line.counts is None:
                self.setSpan(row, _FIRST_CELL, 1, _TOTAL - _FIRST_CELL + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _open(self, index: _Index) -> None:
        title, ids = self.form.people(index.row(), index.column())
        if ids:
            self._pane.people_wanted.emit(title, ids)


class F1Pane(ReportPane):
    """The form as a table."""

    def __init__(self, context: "AppContext") -> None:
        """Nothing counted yet."""
        super().__init__(context)
        self._sessions = text("", "soft")
        self._findings = QVBoxLayout()
        self.table = F1Table(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._sessions)
        column.addLayout(self._findings)
        column.addWidget(self.table, 1)

    def show_report(self, counted: F1Report) -> None:
        """Show the form of a month."""
        self._sessions.setText(f"{counted.posyandu} · hari buka {session_words(counted.sessions)}")
        clear(self._findings)
        for strip in findings_strips(counted.findings):
            self._findings.addWidget(strip)
        self.table.form.show_report(counted)
        self.table.span_unrecorded()
        first = next((row for row, line in enumerate(counted.lines) if line.counts is not None), 0)
        self.table.setCurrentIndex(self.table.form.index(first, _FIRST_CELL))
        self.table.scrollToTop()
