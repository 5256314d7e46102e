"""One child for the bidan: header, tabs of curves, the verdict with its reasons, and every visit in a table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from core.rules.permissions import Action
from core.services.views import GrowthHistory, VisitFacts, VisitVerdict
from core.words.names import mother_words
from core.words.periods import date_words
from ui.pages.tumbuh_kembang.scores import ScoreLine, extra_words
from ui.pages.tumbuh_kembang.visits import VisitTable
from ui.pages.weighing.verdict import VerdictPanel
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.chart_view import ChartView
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import line, text
from ui.widgets.tones import Badge

if TYPE_CHECKING:
    from ui.context import AppContext

_TABS = (
    ("kms", "BB/U (KMS)"),
    ("haz", "PB/U, TB/U"),
    ("whz", "BB/PB, BB/TB"),
    ("baz", "IMT/U"),
    ("hcz", "LK/U"),
    ("acz", "LiLA/U"),
)
_ALL = len(_TABS)
_SHORT_TABS = ("BB/U", "PB·TB/U", "BB/PB·TB", "IMT/U", "LK/U", "LiLA/U", "Semua")
_LEAST_CHART_EM, _ROUND_CHART_EM = 13.0, 7.0
_SMALL_CHART_EM = 10.5


class ChildPanel(QFrame):
    """Everything about the growth of one child."""

    back_wanted = Signal()

    def __init__(self, context: "AppContext") -> None:
        """Nobody yet."""
        super().__init__()
        set_role(self, "pane")
        self._context = context
        self.history: GrowthHistory | None = None
        self._name, self._who, self._badge = text("", "title", wraps=False), text(""), Badge()
        self.tabs = QTabBar()
        for number, (_key, words) in enumerate((*_TABS, ("semua", "Semua")), start=1):
            self.tabs.addTab(words)
            self.tabs.setTabToolTip(number - 1, f"Tombol {number}")
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName("Grafik")
        self.chart = ChartView("kms")
        self.small_charts = [ChartView(key) for key, _words in _TABS]
        self._charts = QStackedWidget()
        self._about = text("", "strong")
        self._back = button("Daftar", self.back_wanted.emit, role="quiet", picture="chevron-left", hint="Esc")
        self.verdict, self.scores, self._extra = VerdictPanel(), ScoreLine(), text("", "small")
        self.visits = VisitTable()
        self._ways = (
            (button("&Data warga", self._open_person, role="quiet", picture="user", hint="Data warga"), "&Data warga"),
            (button("&Cetak KMS", self.print_card, role="quiet", picture="printer", hint="Cetak KMS"), "&Cetak KMS"),
        )
        for one, words in self._ways:
            one.setAccessibleName(words.replace("&", ""))
        context.guard(self._ways[1][0], Action.PRINT_PAPERS, Action.SEE_HEALTH)
        self._build()
        self.tabs.currentChanged.connect(lambda _index: self._draw())
        self.visits.shown.connect(self._show_visit)
        self.visits.opened.connect(self._open_visit)

    @property
    def person_id(self) -> str:
        """Who is shown, empty when nobody."""
        return self.history.child.id if self.history else ""

    def show_child(self, history: GrowthHistory) -> None:
        """Show a child; the chart that was chosen stays chosen."""
        is_other = history.child.id != self.person_id
        self.history = history
        child = history.child
        latest = history.visits[-1] if history.visits else None
        self._name.setText(child.name)
        age = child.age_on(self._context.register.today)
        mother = mother_words(child.mother)
        home = f"{child.dusun} RT {child.rt}" if child.dusun and child.rt else child.dusun
        self._who.setText(" · ".join(part for part in (child.sex.label, age, child.age_note, mother, home) if part))
        self._badge.setVisible(latest is not None)
        self._badge.show_severity(latest.severity if latest else None)
        self.visits.show_history(history)
        self._show_visit(latest)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)
        self._draw()

    def choose_chart(self, number: int) -> None:
        """Show the chart at place `number` of the tabs, counted from 0."""
        if 0 <= number < self.tabs.count():
            self.tabs.setCurrentIndex(number)

    def take_keyboard(self) -> None:
        """Put the keyboard on the visits, where Enter opens one."""
        self.visits.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(self.visits, 0, 40)

    def show_way_back(self, shown: bool) -> None:
        """Offer the way back to the list where the list is hidden."""
        self._back.setVisible(shown)
        for one, words in self._ways:
            one.setText("" if shown else f" {words}")

    def print_card(self) -> bool:
        """Print the KMS of this child; False when nobody is shown."""
        if self.history is None:
            return False
        self._context.navigate("laporan", paper="kms", person_id=self.person_id)
        return True

    # --- inside ---

    def _draw(self) -> None:
        if self.history is None:
            return
        place = self.tabs.currentIndex()
        # Without a point the side of the card follows the age of today.
        on = None if self.history.visits else self._context.register.today
        self._charts.setCurrentIndex(1 if place == _ALL else 0)
        self._fit_chart()
        if place == _ALL:
            for one in self.small_charts:
                one.show_child(self.history, on=on)
        else:
            self.chart.set_kind(_TABS[place][0])
            self.chart.show_child(self.history, on=on)

    def _show_visit(self, visit: VisitVerdict | None) -> None:
        """What one visit said; the latest unless another row is chosen."""
        history = self.history
        if visit is None or history is None:
            self._about.setText("Belum pernah ditimbang.")
        else:
            is_latest = visit.facts.id == history.visits[-1].facts.id
            when = f"{date_words(visit.facts.measured_on)}, umur {visit.age_months} bulan penuh"
            self._about.setText(f"{'Penimbangan terakhir' if is_latest else 'Penimbangan'} {when}")
        self.verdict.setVisible(visit is not None)
        self.scores.setVisible(visit is not None)
        self.verdict.show_verdict(history, visit)
        self.scores.show_visit(visit)
        words = extra_words(history, visit) if history and visit else ""
        self._extra.setText(words)
        self._extra.setVisible(bool(words))

    def _open_visit(self, visit: VisitVerdict) -> None:
        self._open_sheet(visit.facts)

    def _add_visit(self) -> None:
        self._open_sheet(VisitFacts(self._context.register.today, is_session=False))

    def _open_sheet(self, facts: VisitFacts) -> None:
        from ui.dialogs.visit_sheet import VisitSheet

        if self.history is not None:
            self._context.shell.open_sheet(VisitSheet(self._context, self.history, facts))

    def _open_person(self) -> None:
        self._context.navigate("warga", person_id=self.person_id)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        whole.addWidget(self.tabs)
        whole.addWidget(line())
        small = QWidget()
        grid = QGridLayout(small)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for number, (chart, (_key, words)) in enumerate(zip(self.small_charts, _TABS, strict=True)):
            grid.addWidget(text(words, "strong"), 2 * (number // 2), number % 2)
            grid.addWidget(chart, 2 * (number // 2) + 1, number % 2)
        self._charts.addWidget(self.chart)
        self._charts.addWidget(small)
        inside = QWidget()
        set_role(inside, "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(10)
        for part in (self._charts, self._about, self.verdict, self.scores, self._extra, line()):
            column.addWidget(part)
        column.addLayout(self._visits_head())
        column.addWidget(self.visits)
        column.addStretch(1)
        self._scroll = scrolling(inside)
        whole.addWidget(self._scroll, 1)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        named = QHBoxLayout()
        named.setSpacing(12)
        named.addWidget(self._name)
        named.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        named.addStretch(1)
        words.addLayout(named)
        words.addWidget(self._who)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 4)
        head.setSpacing(4)
        head.addWidget(self._back)
        head.addLayout(words, 1)
        for one, _words in self._ways:
            head.addWidget(one)
        return head

    def _visits_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(text("Semua kunjungan", "heading"))
        row.addWidget(text("Enter di satu baris untuk membetulkannya", "soft"), 1)
        adds = button("Catat penimbangan &lain", self._add_visit, role="quiet", picture="plus")
        row.addWidget(self._context.guard(adds, Action.RECORD_HEALTH))
        return row

    def _fit_chart(self) -> None:
        """The big curve fills what is seen, so that the verdict's first line looks out beneath it."""
        if self.tabs.currentIndex() == _ALL:
            height = 3 * em(self, _SMALL_CHART_EM)
        else:
            height = max(em(self, _LEAST_CHART_EM), self._scroll.viewport().height() - em(self, _ROUND_CHART_EM))
        self._charts.setFixedHeight(height)

    def _fit_tabs(self) -> None:
        """Shorter words where the last tab would be cut."""
        whole = (*(words for _key, words in _TABS), _SHORT_TABS[-1])
        for words in (whole, _SHORT_TABS):
            for number, one in enumerate(words):
                self.tabs.setTabText(number, one)
            if self.tabs.sizeHint().width() <= self.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()
        self._fit_chart()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_scroll"):
            self._fit_tabs()
            self._fit_chart()
