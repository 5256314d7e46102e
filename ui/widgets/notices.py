"""What the window says without a box: an error on top of the page, a quiet line below it, a job on its way."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QStackedWidget, QWidget

from core.errors import BukuError, InputError
from ui.icons import pixmap
from ui.palette import INK_SOFT, LEAF_DARK, TONES
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.texts import Shortened, text
from ui.widgets.tones import tint

_QUIET_LINE_MS = 9000


class Complaint(QFrame):
    """What went wrong, what is safe, what to do; stays until it is read."""

    def __init__(self) -> None:
        """Hidden until there is something to say."""
        super().__init__()
        self._icon = QLabel()
        self._words = text()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        self.close_button = button("Mengerti", self.hide, role="quiet")
        row.addWidget(self.close_button)
        self.hide()

    def say(self, error: BukuError) -> None:
        """Show the sentence of `error`; yellow when the kader can mend it, red otherwise."""
        key = "kuning" if isinstance(error, InputError) else "merah"
        self._icon.setPixmap(pixmap(TONES[key].icon, TONES[key].ink, 22))
        self._words.setText(error.message)
        tint(self, key)
        self.setAccessibleName(error.message)
        self.show()


class QuietLine(QFrame):
    """One line for what is done, with its way back; goes away by itself, the way back stays on Ctrl+Z."""

    wanted = Signal(bool)

    def __init__(self) -> None:
        """Hidden until something is done."""
        super().__init__()
        self._undo: Callable[[], None] | None = None
        self._words = text(wraps=False)
        self._button = button("Urungkan  (Ctrl+Z)", self.undo, role="quiet")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setMinimumHeight(0)
        icon = QLabel()
        icon.setPixmap(pixmap("check", LEAF_DARK, 20))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_LINE_MS)
        self._timer.timeout.connect(lambda: self.wanted.emit(False))
        set_role(self, "foot")
        tint(self, "leaf")

    def say(self, words: str, undo: Callable[[], None] | None) -> None:
        """Show `words`, and the button when there is a way back."""
        self._undo = undo
        self._words.setText(words)
        self._button.setVisible(undo is not None)
        self.wanted.emit(True)
        self._timer.start()

    def forget(self) -> None:
        """Say nothing any more, and offer no way back: somebody else is at the keyboard."""
        self._undo = None
        self._words.setText("")
        self.wanted.emit(False)

    @property
    def words(self) -> str:
        """What is or was said last."""
        return self._words.text()

    def undo(self) -> bool:
        """Take the last deed back; False when there is none."""
        deed, self._undo = self._undo, None
        if deed is None:
            return False
        deed()
        return True


class JobLine(QFrame):
    """A long job: what, how far, and *Batal*."""

    cancelled = Signal()
    wanted = Signal(bool)

    def __init__(self) -> None:
        """Hidden until a job has taken 600 ms."""
        super().__init__()
        self._words = text(wraps=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._cancel = button("Batal", self._stop, role="quiet")
        self._cancel.setMinimumHeight(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        set_role(self, "foot")
        tint(self, "quiet")

    def end(self) -> None:
        """The job is over."""
        self.wanted.emit(False)

    def begin(self, what: str, can_cancel: bool) -> None:
        """A job is on its way and nothing is known of its length yet."""
        self._words.setText(what)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setVisible(can_cancel)
        self.wanted.emit(True)

    def report(self, done: int, whole: int, what: str) -> None:
        """How far it is."""
        self._bar.setRange(0, whole)
        self._bar.setValue(done)
        self._words.setText(f"{what} · {done} dari {whole}" if whole else what)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._words.setText("Sedang dihentikan …")
        self.cancelled.emit()


class Foot(QStackedWidget):
    """The one line at the foot: a job on its way, else what was just done, else the state; nothing above it moves."""

    def __init__(self, state: "StatusLine", done: QuietLine, job: JobLine) -> None:
        """Show the most urgent of the three."""
        super().__init__()
        self._parts: tuple[QWidget, ...] = (job, done, state)
        for part in self._parts:
            self.addWidget(part)
        self._is_wanted: dict[QWidget, bool] = {job: False, done: False}
        self._fit()
        for part in (job, done):
            part.wanted.connect(lambda wanted, part=part: self._want(part, wanted))
        self._want(job, False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(em(self, 1.9))

    def _want(self, part: QWidget, wanted: bool) -> None:
        self._is_wanted[part] = wanted
        self.setCurrentWidget(next(one for one in self._parts if self._is_wanted.get(one, True)))


class StatusLine(QWidget):
    """The quiet line at the foot: is everything safe, what is open, where help is."""

    def __init__(self) -> None:
        """Empty until told."""
        super().__init__()
        set_role(self, "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._left = Shortened("small")
        self._right = text("Bantuan F1", "small", wraps=False)
        self._icon = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.addWidget(self._icon)
        row.addWidget(self._left, 1)
        row.addWidget(self._right)

    def say(self, words: str, *, is_worrying: bool = False) -> None:
        """Show the state of the register in a few words; with another mark when somebody should do something."""
        tone = TONES["kuning"]
        self._icon.setPixmap(pixmap(tone.icon, tone.ink, 18) if is_worrying else pixmap("shield-check", INK_SOFT, 18))
        self._left.show_words(words)
