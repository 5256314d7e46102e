"""The SKDN on screen: the rows of the form with numbers to press, the balok SKDN of the year, and the ratios."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.reports.ratios import RATIOS, ratio_words
from core.services.reports.sheets import session_words
from core.services.reports.skdn import FormRow, SkdnReport, form_rows
from ui.pages.laporan.pane import ReportPane, clear, findings_strips, number_button
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.figure_view import FigureView
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_FOLD_EM = 44
_CHART_EM = 14.0
_RATIO_COLUMNS = 3
_STRONG = ("S", "K", "D")


class SkdnPane(ReportPane):
    """Rows on the left, bars and ratios on the right; one under the other where it is narrow."""

    def __init__(self, context: "AppContext") -> None:
        """Nothing counted yet."""
        super().__init__(context)
        self.report: SkdnReport | None = None
        self._sessions = text("", "soft")
        self._findings = QVBoxLayout()
        self._rows, self._ratios, self._severe = QGridLayout(), QGridLayout(), QVBoxLayout()
        self._chart = FigureView(_CHART_EM, context.read_long)
        self._chart_title = text("", "strong")
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()

    def show_report(self, counted: Sequence[SkdnReport]) -> None:
        """Show the last month of the year `counted`."""
        year, report = counted, counted[-1]
        self.report = report
        self._sessions.setText(f"{report.posyandu} · hari buka {session_words(report.sessions)}")
        for layout in (self._findings, self._rows, self._ratios, self._severe):
            clear(layout)
        for strip in findings_strips(report.findings):
            self._findings.addWidget(strip)
        for number, row in enumerate(form_rows(report)):
            self._add_row(number, row, report)
        self._add_ratios(report)
        self._add_severe(report)
        self._show_bars(year)

    def _add_row(self, number: int, row: FormRow, report: SkdnReport) -> None:
        role = "strong" if row.people_key in _STRONG else ""
        self._rows.addWidget(text(row.number, "soft", wraps=False), number, 0)
        self._rows.addWidget(text(row.label, role), number, 1)
        ids, title = report.people[row.people_key], f"{row.label}, {report.month.label}"
        opens = number_button(row.words, row.label, partial(self.people_wanted.emit, title, ids))
        opens.setProperty("people", row.people_key)
        self.context.guard(opens, Action.SEE_HEALTH)
        self._rows.addWidget(opens, number, 2, Qt.AlignmentFlag.AlignRight)

    def _add_ratios(self, report: SkdnReport) -> None:
        for number, ratio in enumerate(RATIOS):
            first = QHBoxLayout()
            first.setSpacing(8)
            first.addWidget(text(ratio.key.replace("-", "−"), "soft", wraps=False))
            first.addWidget(text(ratio_words(report.ratios[ratio.key]), "strong", wraps=False))
            first.addStretch(1)
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addLayout(first)
            cell.addWidget(text(ratio.label, "small"))
            cell.addStretch(1)
            self._ratios.addLayout(cell, number // _RATIO_COLUMNS, number % _RATIO_COLUMNS)

    def _add_severe(self, report: SkdnReport) -> None:
        ids = report.people["severe"]
        words = f"Gizi buruk: {len(ids)} anak" if ids else "Gizi buruk: tidak ada yang terukur bulan ini"
        title = f"Gizi buruk, {report.month.label}"
        if ids:
            opens = button(words, partial(self.people_wanted.emit, title, ids), role="quiet", picture="users")
            self._severe.addWidget(self.context.guard(opens, Action.SEE_HEALTH), 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._severe.addWidget(text(words, "soft"))

    def _show_bars(self, year: Sequence[SkdnReport]) -> None:
        from charts.skdn_bars import skdn_bars

        self._chart_title.setText(f"Balok SKDN, {year[0].month.label} – {year[-1].month.label}")
        counts = year[-1].counts
        words = f"Balok SKDN: bulan ini S {counts.S}, K {counts.K}, D {counts.D}, N {counts.N}"
        self._chart.show_figure(lambda width, height: skdn_bars(year, width_in=width, height_in=height), words)

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        self._rows.setColumnStretch(1, 1)
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(1)
        for column_place in range(_RATIO_COLUMNS):
            self._ratios.setColumnStretch(column_place, 1)
        self._ratios.setHorizontalSpacing(14)
        self._ratios.setVerticalSpacing(8)
        left.addLayout(self._rows)
        left.addStretch(1)
        right.setSpacing(8)
        right.addWidget(self._chart_title)
        right.addWidget(self._chart)
        right.addLayout(self._ratios)
        right.addLayout(self._severe)
        right.addStretch(1)
        self._halves.setSpacing(28)
        self._halves.addLayout(left, 5)
        self._halves.addLayout(right, 8)
        inside = QWidget()
        set_role(inside, "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 10, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._sessions)
        column.addLayout(self._findings)
        column.addLayout(self._halves)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_folded = self.width() < em(self, _FOLD_EM)
        self._halves.setDirection(directions.TopToBottom if is_folded else directions.LeftToRight)
