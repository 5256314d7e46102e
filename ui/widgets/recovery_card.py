"""The recovery code on the screen: shown once, printed, and its end typed to show that it really is on paper."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.words.recovery_code import read
from ui.dialogs.print_pages import PrintPages, print_pages
from ui.dialogs.save_file import SavePlace, ask_place
from ui.theme import set_role
from ui.widgets.buttons import button
from ui.widgets.fields import Field, set_sentence
from ui.widgets.texts import text
from ui.widgets.tones import tint

_COLUMNS = 3
_FILE = "Kode-pemulihan.pdf"
_WHY = (
    "Bila semua PIN terlupa atau komputer ini rusak, hanya kode ini yang bisa membuka catatan. "
    "Cetak atau salin dengan tangan, masukkan amplop, simpan di brankas desa. Kode ini tidak ditampilkan lagi."
)
_NOT_YET = "Belum sama dengan kelompok ke-6. Lihat lagi di lembarnya."


class RecoveryCard(QWidget):
    """Shows `code`; `confirmed` comes when the last group was typed."""

    confirmed = Signal()

    def __init__(self, code: str, *, where: str, today: date, go_on: str = "Lanjut  (Enter)") -> None:
        """`where` is printed on the sheet."""
        super().__init__()
        self._code, self._where, self._today = code, where, today
        self._groups = code.split("-")
        self.print_pages: PrintPages = print_pages
        self.ask_place: SavePlace = ask_place
        self.last = QLineEdit()
        self.last.setMaxLength(len(self._groups[-1]) + 2)
        self._last = Field("&Ketik kelompok ke-6 dari lembar itu", self.last, "Supaya yakin kodenya sudah di kertas.")
        self._said = text("", "small")
        self._said.hide()
        self.print = button("&Cetak lembar …", self._print, role="primary", picture="printer")
        save = button("&Simpan PDF …", self._save, picture="save")
        go = button(go_on, self._check, role="next", picture="arrow-right")
        self.last.returnPressed.connect(self._check)
        row = QHBoxLayout()
        row.setSpacing(10)
        for one in (self.print, save):
            row.addWidget(one)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(text(_WHY))
        column.addWidget(self._code_frame())
        column.addLayout(row)
        column.addWidget(self._said)
        column.addWidget(self._last)
        column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def begin(self) -> None:
        """The keyboard is on printing."""
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _code_frame(self) -> QFrame:
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        for number, group in enumerate(self._groups):
            row, column = divmod(number, _COLUMNS)
            grid.addWidget(text(f"kelompok {number + 1}", "small", wraps=False), 2 * row, column)
            letters = text(group, "", wraps=False)
            set_role(letters, "code")
            letters.setAccessibleName(f"Kelompok {number + 1}: {' '.join(group)}")
            grid.addWidget(letters, 2 * row + 1, column)
        tint(frame, "leaf")
        return frame

    def _check(self) -> None:
        typed = "".join(self.last.text().split())
        # Read as the whole code is, so that O for 0 and small letters are no mistake.
        is_right = bool(typed) and read("-".join([*self._groups[:-1], typed])) == read(self._code)
        self._last.complain("" if is_right else _NOT_YET)
        if is_right:
            self.confirmed.emit()

    def _print(self) -> None:
        from printouts.recovery_sheet import recovery_pdf

        pdf = recovery_pdf(self._code, where=self._where, printed_on=self._today)
        try:
            self.print_pages(self, pdf, "Kode pemulihan", lambda: self._sent("Lembar sudah dikirim ke pencetak."))
        except BukuError as error:
            self._say(error.message, is_error=True)

    def _save(self) -> None:
        self.ask_place(self, "Simpan lembar kode pemulihan", _FILE, self._write)

    def _write(self, to: Path) -> None:
        from printouts.recovery_sheet import write_recovery_sheet

        try:
            write_recovery_sheet(self._code, to, where=self._where, printed_on=self._today)
        except BukuError as error:
            self._say(error.message, is_error=True)
        else:
            self._sent(f"Tersimpan: {to.name}. Sesudah dicetak, hapus berkas itu.")

    def _sent(self, words: str) -> None:
        self._say(words, is_error=False)
        self.last.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str, *, is_error: bool) -> None:
        set_sentence(self._said, words, is_error=is_error)
