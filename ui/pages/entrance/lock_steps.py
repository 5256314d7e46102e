"""The two ways through the lock: a PIN, or the recovery code from the envelope."""

import math

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.words.roles import roles_words
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.faces import Face, disc
from ui.widgets.fields import mark_wrong, set_sentence
from ui.widgets.pin_edit import PinEdit
from ui.widgets.texts import centred, text

_SECOND_MS = 1000
_FORGOTTEN = (
    "Minta bidan atau ketua posyandu mengatur ulang PIN Ibu: mereka masuk dengan PIN sendiri, lalu Pengaturan, Akun.",
    "Tidak ada orangnya? Ambil amplop kode pemulihan dari brankas desa, lalu ketik kodenya di sini.",
)

_FIRST_TIME = (
    "Belum ada PIN untuk buku ini di komputer ini, misalnya karena dipindah dari komputer lain. "
    "Buka sekali dengan kode pemulihan dari amplop, lalu buat PIN baru."
)


def countdown(seconds: float) -> str:
    """How long to wait, in words: `12 detik`, `4 menit 10 detik`."""
    whole = max(1, math.ceil(seconds))
    minutes, rest = divmod(whole, 60)
    parts = ([f"{minutes} menit"] if minutes else []) + ([f"{rest} detik"] if rest else [])
    return " ".join(parts)


class _Step(QWidget):
    """One field, one button, one sentence; a refusal may bid to wait."""

    left = Signal()
    _invitation = ""

    def __init__(self, edit: QLineEdit, go: str) -> None:
        super().__init__()
        self.edit = edit
        self._sentence = text("", "small")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._go = button(go, self._try, role="next", picture="arrow-right")
        self._until_s = 0.0
        self._ticking = QTimer(self, interval=_SECOND_MS)
        self._ticking.timeout.connect(self._tick)
        self.edit.returnPressed.connect(self._try)
        self.edit.textEdited.connect(self._forget)

    def begin(self) -> None:
        """An empty field with the keyboard in it."""
        self.edit.clear()
        if not self._until_s:
            self._say(self._invitation)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, is_busy: bool) -> None:
        """While what was typed is looked at, the field takes nothing."""
        self.edit.setReadOnly(is_busy)
        self._go.setEnabled(not is_busy and not self._until_s)
        if is_busy:
            self._say("Memeriksa …")

    def refuse(self, sentence: str, wait_s: float) -> None:
        """Empty the field, say why, and count down before the next try."""
        self.edit.clear()
        mark_wrong(self.edit, is_wrong=True)
        self._until_s = max(0.0, wait_s)
        if self._until_s:
            self._ticking.start()
            self._show_wait()
        else:
            self._say(sentence, is_error=True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_waiting(self) -> None:
        """The next try is free."""
        self._until_s = 0.0
        self._ticking.stop()
        self.edit.setReadOnly(False)
        self._go.setEnabled(True)
        self._say("")
        mark_wrong(self.edit, is_wrong=False)

    def _tick(self) -> None:
        self._until_s = max(0.0, self._until_s - _SECOND_MS / 1000)
        if self._until_s:
            self._show_wait()
        else:
            self.stop_waiting()

    def _show_wait(self) -> None:
        self.edit.setReadOnly(True)
        self._go.setEnabled(False)
        self._say(f"Belum cocok. Tunggu {countdown(self._until_s)}, lalu coba lagi.", is_error=True)

    def _say(self, sentence: str, *, is_error: bool = False) -> None:
        set_sentence(self._sentence, sentence or " ", is_error=is_error)
        self.edit.setAccessibleDescription(sentence)

    def _forget(self) -> None:
        mark_wrong(self.edit, is_wrong=False)
        self._say("")

    def _try(self) -> None:
        raise NotImplementedError


class PinStep(_Step):
    """Whose PIN, and its field."""

    typed = Signal(str, str)  # account id, PIN
    forgotten = Signal()
    _invitation = "Ketik PIN Ibu, lalu Enter."

    def __init__(self) -> None:
        """Nobody is asked yet."""
        super().__init__(PinEdit(), "Masuk  (Enter)")
        self._face: Face | None = None
        self._disc, self._name, self._roles = QLabel(), text("", "title"), text("", "soft")
        self._other = button("Bukan saya  (Esc)", self.left.emit, role="quiet", picture="users")
        forgotten = button("&Lupa PIN?", self.forgotten.emit, role="quiet")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addLayout(centred(self._disc))
        for label in (self._name, self._roles):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addLayout(centred(self.edit))
        column.addWidget(self._sentence)
        column.addLayout(centred(self._go))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._other)
        row.addWidget(forgotten)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._fit()

    @property
    def account_id(self) -> str:
        """Who is asked; empty before anybody was chosen."""
        return self._face.account_id if self._face else ""

    def ask(self, face: Face, *, others: bool) -> None:
        """Ask for the PIN of `face`; `others`: there are more to choose from."""
        if self._face is not None and self._face.account_id != face.account_id:
            self.stop_waiting()
        self._face = face
        self._name.setText(face.name)
        self._roles.setText(roles_words(face.roles))
        self._other.setVisible(others)
        self.edit.setAccessibleName(f"PIN {face.name}")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_disc"):
            self._fit()

    def _fit(self) -> None:
        self.edit.setFixedWidth(em(self, 11.5))
        if self._face is not None:
            self._disc.setPixmap(disc(self._face, em(self, 3)))

    def _try(self) -> None:
        if self.edit.isReadOnly() or self._face is None:
            return
        typed = self.edit.text()
        self.edit.clear()
        if typed:
            self.typed.emit(self._face.account_id, typed)
        else:
            self._say("Ketik PIN dulu.")


class CodeStep(_Step):
    """A PIN is forgotten: whom to ask, and the field for the recovery code."""

    typed = Signal(str)

    def __init__(self) -> None:
        """Nothing typed."""
        super().__init__(QLineEdit(), "Buka dengan kode  (Enter)")
        set_role(self.edit, "code")
        self.edit.setAccessibleName("Kode pemulihan")
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.edit.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setSpacing(12)
        self._title, self._why = text("Lupa PIN?", "title"), text("\n\n".join(_FORGOTTEN))
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addWidget(self.edit)
        column.addWidget(self._sentence)
        row = QHBoxLayout()
        row.addWidget(self._go)
        self._back = button("Kembali  (Esc)", self.left.emit, role="quiet")
        row.addWidget(self._back)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        QVBoxLayout(self).addLayout(centred(self._inside))
        self._fit()

    def say_first_time(self) -> None:
        """No account was set up on this computer yet: the code is the only way."""
        self._title.setText("Buku ini baru di komputer ini")
        self._why.setText(_FIRST_TIME)
        self._back.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._inside.setFixedWidth(max(240, min(em(self, 28), self.width() - 24)))

    def _try(self) -> None:
        if self.edit.isReadOnly():
            return
        typed = self.edit.text().strip()
        if typed:
            self.typed.emit(typed)
        else:
            self._say("Ketik kode dari amplop dulu. Huruf besar atau kecil sama saja.")
