"""The middle of an otherwise empty window: steps of one column, scrolled to what has the keyboard."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.theme import em, set_role
from ui.widgets.texts import centred

_AROUND, _NARROWEST, _EDGE = 64, 280, 40


class Middle(QScrollArea):
    """Shows one step at a time. No stack: that is as high as its highest step, and the others would stand too high."""

    def __init__(self, width_em: float) -> None:
        """`width_em`: how wide the column is where there is room, in lines of text."""
        super().__init__()
        self._width_em = width_em
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page, self._holder = QWidget(), QWidget()
        for part in (page, self.viewport()):
            set_role(part, "clear")
        self._steps = QVBoxLayout(self._holder)
        self._steps.setContentsMargins(0, 16, 0, 16)
        self.column = QVBoxLayout(page)
        self.column.addStretch(2)
        self.column.addLayout(centred(self._holder))
        self.column.addStretch(3)
        self.setWidget(page)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def add(self, step: QWidget) -> None:
        """Add a step, hidden until it is shown."""
        step.hide()
        self._steps.addWidget(step)

    def show_step(self, step: QWidget) -> None:
        """Show `step` and none of the others."""
        for index in range(self._steps.count()):
            item = self._steps.itemAt(index)
            one = item.widget() if item is not None else None
            if one is not None:
                one.setVisible(one is step)
        self.verticalScrollBar().setValue(0)

    def set_width(self, width_em: float) -> None:
        """Make the column wider or narrower."""
        self._width_em = width_em
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_holder"):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._holder.setFixedWidth(max(_NARROWEST, min(em(self, self._width_em), self.width() - _EDGE)))

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and isValid(self) and self._holder.isAncestorOf(now):
            # What has just opened gets its place first, else there would be nowhere to scroll to.
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        now: QWidget | None = self._holder.window().focusWidget()
        if now is not None and self._holder.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, _AROUND)
