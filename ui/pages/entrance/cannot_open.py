"""A register that cannot be opened: what happened, that nothing was changed, and the ways to go on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from core.errors import BukuError
from core.words.findings import Severity
from ui.one_window import AlreadyOpen
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import centred, picture, text
from ui.widgets.tones import Strip


class CannotOpen(QWidget):
    """A whole window of calm instead of a grey box with a code."""

    chosen = Signal(str)  # the place to open
    rescue = Signal()  # make a new book from the last backup

    def __init__(self, error: BukuError, place: str, title: str = "Register belum bisa dibuka") -> None:
        """Explain `error`, met at opening `place`."""
        super().__init__()
        set_role(self, "paper")
        # Other books lie beside this one, in a folder nobody finds by herself.
        self._folder = "" if "://" in place else str(Path(place).parent)
        self._again = button("Coba lagi", lambda: self.chosen.emit(place), role="primary")
        other = button("Buka berkas lain …", self._other, picture="folder-open")
        new = button("Buat register baru …", self._new, picture="plus")
        quit_button = button("Tutup program", lambda: self.window().close(), role="quiet")
        inside = QVBoxLayout()
        inside.setSpacing(16)
        inside.addWidget(picture("logo", size=56))
        inside.addWidget(text(title, "title"))
        inside.addWidget(Strip(Severity.YELLOW, error.message, "Tidak ada data yang hilang atau diubah."))
        inside.addWidget(text(place, "small"))
        ways = QWidget()
        flow = FlowLayout(ways, gap=10)
        rescue = button("Perbaiki dari cadangan …", self.rescue.emit, picture="history")
        for one in (self._again, rescue, other, new, quit_button):
            flow.addWidget(one)
        # What is open elsewhere, or lies on a server, needs no repair from here.
        rescue.setHidden(isinstance(error, AlreadyOpen) or not Path(place).is_file())
        inside.addWidget(ways)
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
        path, _ = QFileDialog.getOpenFileName(
            self, "Pilih berkas register", self._folder, "Register (*.db);;Semua berkas (*)"
        )
        if path:
            self.chosen.emit(path)

    def _new(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, "Simpan register baru sebagai", "buku-posyandu.db", "Register (*.db)"
        )
        if path:
            self.chosen.emit(path)
