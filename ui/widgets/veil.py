"""The veil: a blurred picture of the window under the lock; nothing beneath can be read or reached."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.palette import PAPER

_COARSE = 28  # as many pixels become one: letters are gone, the colours of the page stay
_TINT = 120


class Veil(QWidget):
    """Covers every part of its window until `lift`; the keyboard goes back to where it was."""

    def __init__(self, window: QWidget, inside: QWidget) -> None:
        """Lay `inside` over a blurred picture of `window`."""
        picture = blurred(window.grab())
        super().__init__(window)
        self._covered, self._picture = window, picture
        self._back_to: QWidget | None = window.focusWidget()
        self._asleep = [
            one
            for one in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if one is not self and one.isEnabled() and not one.isWindow()
        ]
        _close_boxes()
        for one in self._asleep:
            one.setEnabled(False)
        self._inside = inside
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(inside)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def show_inside(self, inside: QWidget) -> None:
        """Show something else instead."""
        self._column.replaceWidget(self._inside, inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = inside

    def lift(self) -> None:
        """Uncover the window and give the keyboard back."""
        self._covered.removeEventFilter(self)
        self.hide()
        for one in self._asleep:
            if isValid(one):
                one.setEnabled(True)
        back_to = self._back_to
        # What ran meanwhile may have redrawn the page: the place that had the keyboard is then gone.
        if back_to is not None and isValid(back_to) and back_to.isVisible():
            back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRect(QPoint(0, 0), self.size()), self._picture)
        tint = QColor(PAPER)
        tint.setAlpha(_TINT)
        painter.fillRect(self.rect(), tint)
        painter.end()


def blurred(picture: QPixmap) -> QPixmap:
    """`picture` scaled down until no letter is left, and up again softly; costs a few milliseconds."""
    smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
    size = picture.size()
    few = QSize(max(2, size.width() // _COARSE), max(2, size.height() // _COARSE))
    some = QSize(few.width() * 4, few.height() * 4)
    return picture.scaled(few, whole, smooth).scaled(some, whole, smooth)


def _close_boxes() -> None:
    """Menus and dialogs of the system are windows of their own: they go, nothing in them was saved yet."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            one.reject()
