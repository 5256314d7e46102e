"""A register that cannot be opened: what happened, that nothing was changed, and the ways to go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import BukuError
from core.words.findings import Severity
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.texts import centred, picture, text
from ui.widgets.tones import Strip


class CannotOpen(QWidget):
    """A whole window of calm instead of a grey box with a code."""

    chosen = Signal(str)  # the place to open

    def __init__(self, error: BukuError, place: str) -> None:
        """Explain `error`, met at opening `place`."""
        super().__init__()
        set_role(self, "paper")
        self._again = button("Coba lagi", lambda: self.chosen.emit(place), role="primary")
        other = button("Buka berkas lain …", self._other, picture="folder-open")
        new = button("Buat register baru …", self._new, picture="plus")
        quit_button = button("Tutup program", lambda: self.window().close(), role="quiet")
        inside = QVBoxLayout()
        inside.setSpacing(16)
        inside.addWidget(picture("logo", size=56))
        inside.addWidget(text("Register belum bisa dibuka", "title"))
        inside.addWidget(Strip(Severity.YELLOW, error.message, "Tidak ada data yang hilang atau diubah."))
        inside.addWidget(text(place, "small"))
        row = QHBoxLayout()
        for one in (self._again, other, new, quit_button):
            row.addWidget(one)
        row.addStretch(1)
        inside.addLayout(row)
        holder = QWidget()
        holder.setLayout(inside)
        holder.setFixedWidth(min(em(self, 38), 900))
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(centred(holder))
        column.addStretch(3)

    def begin(self) -> None:
        """Put the keyboard on the first way out."""
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _other(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Pilih berkas register", "", "Register (*.db);;Semua berkas (*)")
        if path:
            self.chosen.emit(path)

    def _new(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, "Simpan register baru sebagai", "buku-posyandu.db", "Register (*.db)"
        )
        if path:
            self.chosen.emit(path)
