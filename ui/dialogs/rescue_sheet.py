"""A damaged book: a new one from the last backup and from what can still be read, with an account of what came back."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.words.findings import Severity
from ui.dialogs.restore_sheet import free_place
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text
from ui.widgets.tones import Strip
from ui.widgets.usual_book import keep_button

if TYPE_CHECKING:
    from core.services.register import Progress
    from core.services.trust.repairing import RepairAccount
    from ui.context import Shell
    from ui.jobs import Jobs

_WHY = (
    "Program membuat buku baru dari cadangan terakhir, ditambah catatan sesudahnya yang masih terbaca. "
    "Berkas yang rusak tidak diubah."
)
_NO_BACKUP = "Tidak ada cadangan di komputer ini. Pasang flashdisk-nya, atau pilih berkasnya."


class RescueSheet(SheetContent):
    """One button; the PIN or code only where the book is locked and nobody has opened it."""

    title = "Perbaiki buku"
    manual = "cadangan"
    width_em = 30

    def __init__(self, shell: "Shell", jobs: "Jobs", place: Path, today: date, key: bytes | None = None) -> None:
        """`key` of the open register; None asks for a PIN or the code when `place` is locked."""
        from core.services.trust.access import is_locked
        from core.services.trust.repairing import newest_backup_beside

        super().__init__()
        self._shell, self._jobs, self._place, self._today, self._key = shell, jobs, place, today, key
        self._backup = newest_backup_beside(place)
        self._from = text("", "strong")
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret = Field("&PIN ketua atau bidan, atau kode pemulihan", self.secret)
        self._secret.setVisible(key is None and is_locked(str(place)))
        self._go = button("Perbaiki ke buku baru  (Enter)", self._repair, role="next", picture="history")
        other = button("Pilih &cadangan lain …", self._ask_file, role="quiet", picture="folder-open")
        self.secret.returnPressed.connect(self._repair)
        self._shown = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for part in (text(_WHY), self._from):
            column.addWidget(part)
        column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._secret)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._shown)
        column.addStretch(1)
        self._show_backup()

    def first_field(self) -> QWidget:
        return self._go if self._secret.isHidden() else self.secret

    def take_file(self, path: Path) -> None:
        """Repair from this backup."""
        self._backup = path
        self._show_backup()

    def _show_backup(self) -> None:
        from core.services.trust.restoring import listed

        words = _NO_BACKUP
        if self._backup is not None:
            try:
                words = f"Cadangan {listed(self._backup).words}"
            except BukuError as error:
                self._backup, words = None, error.message
        self._from.setText(words)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self.window(), "Pilih berkas cadangan", "", "Cadangan (*.bukucadangan);;Semua berkas (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.take_file(Path(chosen)))
        dialog.open()

    def _repair(self) -> None:
        if not self._go.isEnabled():
            return
        self._go.setEnabled(False)
        self._clear()
        secret, needs_secret = self.secret.text(), not self._secret.isHidden()
        self.secret.clear()
        place, backup, key = self._place, self._backup, self._key
        into = free_place(place, self._today.isoformat())

        def work(progress: "Progress") -> "RepairAccount":
            from core.services.trust.backup_keys import key_for_repair
            from core.services.trust.repairing import repair

            found = key_for_repair(place, backup, secret) if needs_secret else key
            return repair(place, backup, into, key=found, progress=progress)

        self._jobs.run("Memperbaiki buku", work, self._repaired, self._failed, can_cancel=False)

    def _repaired(self, made: "RepairAccount") -> None:
        def open_it() -> None:
            self.finished.emit()
            self._shell.restart_with(str(made.into))

        opened = button("Buka buku yang baru  (Enter)", open_it, role="next", picture="book-open")
        always = keep_button(str(made.into), open_it, self._failed)
        severity = Severity.GREEN if made.is_complete else Severity.YELLOW
        stays = f"{self._place.name} yang rusak tetap ada di tempatnya."
        head = "Buku sudah kembali." if made.is_complete else "Buku kembali, sebagian perlu dicatat lagi."
        self._shown.addWidget(Strip(severity, head, "\n".join((*made.lines, stays)), (opened,)))
        self._shown.addWidget(always, 0, Qt.AlignmentFlag.AlignLeft)
        opened.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: BukuError) -> None:
        self._go.setEnabled(True)
        if error.field in {"pin", "code"}:
            self._secret.complain(error.message)
        else:
            self._shown.addWidget(Strip(Severity.YELLOW, error.message, "Tidak ada yang berubah."))

    def _clear(self) -> None:
        self._secret.complain("")
        while (item := self._shown.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
