"""A sheet slides over the page from the right: a form or a text of its own, closed by Esc, losing nothing unasked."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.rules.permissions import Action
from core.words.findings import Severity
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.texts import line, text
from ui.widgets.tones import Strip

_AROUND = 72  # pixels of the form that stay in sight above and below the field with the keyboard


class SheetContent(QWidget):
    """What a sheet shows. Emit `finished` when it is done; answer whether something typed would be lost."""

    finished = Signal()
    title = ""
    manual = ""  # the page of the manual about it, when it has one of its own
    width_em = 25
    needs: tuple[Action, ...] = ()  # what one must be allowed to see, beside people's health, to have it before one
    foot: QWidget | None = None  # what stays in sight under it while it scrolls
    is_of_one = False  # belongs to whoever opened it: nobody else gets it when the keyboard changes hands

    def has_unsaved(self) -> bool:
        """Whether closing now would lose something that was typed."""
        return False

    def first_field(self) -> QWidget | None:
        """Where typing begins."""
        return None


class Sheet(QWidget):
    """The shade over the whole window with the sheet on its right."""

    closed = Signal()

    def __init__(self, over: QWidget, content: SheetContent) -> None:
        """Lay `content` over the widget `over`."""
        super().__init__(over)
        self._over, self._content = over, content
        self._back_to = over.window().focusWidget()
        self._field: QWidget | None = None
        self._asleep = self._put_to_sleep()
        shade, panel = QFrame(), QFrame()
        set_role(shade, "shade")
        set_role(panel, "sheet")
        panel.setFixedWidth(min(em(self, content.width_em), over.width()))
        self._build(panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(shade, 1)
        row.addWidget(panel)
        content.finished.connect(self.close_now)
        over.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        (content.first_field() or self._close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def manual(self) -> str:
        """The page of the manual about what the sheet shows; empty when the page behind it explains it too."""
        return self._content.manual

    @property
    def needs(self) -> tuple[Action, ...]:
        """What one must be allowed to see to have it before one."""
        return self._content.needs

    @property
    def is_of_one(self) -> bool:
        """Whether it belongs to whoever opened it."""
        return self._content.is_of_one

    @property
    def has_unsaved(self) -> bool:
        """Whether closing now would lose something that was typed."""
        return self._content.has_unsaved()

    def put_aside(self) -> None:
        """Out of sight with everything that was typed in it, until `bring_back`."""
        self.hide()
        self._wake()
        self._give_keyboard_back()

    def bring_back(self) -> None:
        """In front again, as it was left."""
        self._asleep = self._put_to_sleep()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        (self._content.first_field() or self._close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_close(self) -> None:
        """Close, unless something typed would be lost: then ask inside the sheet."""
        if not self._content.has_unsaved():
            self.close_now()
        elif self._question.isHidden():
            self._question.show()
            self._stay.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._keep_on()

    def close_now(self) -> None:
        """Close and give the keyboard back to where it was."""
        self._over.removeEventFilter(self)
        self.hide()
        self._wake()
        self._give_keyboard_back()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def _give_keyboard_back(self) -> None:
        # What was saved may have redrawn the page: the place that had the keyboard is then gone.
        has_place = self._back_to is not None
        if has_place and isValid(self._back_to):
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_to_sleep(self) -> list[QWidget]:
        """What lies under the sheet hears no key, so that its Alt letters belong to the sheet alone."""
        parts = [one for one in self._over.children() if isinstance(one, QWidget) and one is not self]
        awake = [one for one in parts if one.isEnabled() and one.findChildren(QAbstractButton)]
        for one in awake:
            one.setEnabled(False)
        return awake

    def _wake(self) -> None:
        for one in self._asleep:
            if isValid(one):
                one.setEnabled(True)

    def _build(self, panel: QFrame) -> None:
        self._close_button = button("Tutup  (Esc)", self.ask_close, role="quiet", picture="x")
        self._stay = button("Lanjut mengisi", self._keep_on, role="primary")
        throw_away = button("Buang", self.close_now)
        self._question = Strip(
            Severity.YELLOW,
            "Yang sudah diketik belum disimpan.",
            "Lanjut mengisi, atau buang?",
            (self._stay, throw_away),
        )
        self._question.hide()
        head = QHBoxLayout()
        head.addWidget(text(self._content.title, "title"), 1)
        head.addWidget(self._close_button)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self._content, "pane")
        self._content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        scroll.setWidget(self._content)
        column = QVBoxLayout(panel)
        column.setContentsMargins(24, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(line())
        column.addWidget(self._question)
        column.addWidget(scroll, 1)
        foot = self._content.foot
        if foot is not None:
            column.addWidget(foot)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Bring the field that gets the keyboard into sight, once a question that just opened has its place."""
        if now is not None and isValid(self) and isValid(self._content) and self._content.isAncestorOf(now):
            self._field = now
            QTimer.singleShot(0, self, self._show_field)

    def _show_field(self) -> None:
        if self._field is not None and isValid(self._field):
            # What has just opened gets its place now, else there would be nowhere to scroll to.
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._scroll.ensureWidgetVisible(self._field, 0, _AROUND)

    def _keep_on(self) -> None:
        self._question.hide()
        field = self._content.first_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
