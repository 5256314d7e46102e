"""Pengaturan > Cadangan: how safe the book is, a backup now, where the second copy goes, and the way back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.trust import backup_places, backups
from core.services.trust.backup_views import SafetyState
from core.words.findings import Severity
from ui.backup_keeper import may_keep
from ui.icons import pixmap
from ui.palette import LEAF, TONES
from ui.theme import scaled
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import text
from ui.widgets.tones import Strip
from ui.widgets.usual_book import UsualBook

if TYPE_CHECKING:
    from core.services.trust.backups import BackupRound
    from ui.context import AppContext

_SERVER = "Buku ini ada di server. Pengelola server yang mencadangkannya."
_DEMO = "Desa contoh tidak dicadangkan; isinya orang karangan."
_NO_SECOND = "Salinan kedua belum dipilih, misalnya di disk lain. Flashdisk yang terpasang ikut dipakai sendiri."


class Backups(QWidget):
    """State, one button for now, the second folder, and bringing one back."""

    def __init__(self, context: "AppContext") -> None:
        """Filled by `load`."""
        super().__init__()
        self._context = context
        self._icon, self._words, self._more = QLabel(), text("", "strong"), text("", "soft")
        self._second = text("", "soft")
        self.now = button("Cada&ngkan sekarang", self.back_up, role="primary", picture="hard-drive")
        self._restore = button("Pulihkan d&ari cadangan …", self._open_restore, picture="history")
        self._folder = button("Lihat berkasnya", self._show_folder, role="quiet", picture="folder-open")
        self._choose = button("Pilih folder kedua …", self._ask_folder, role="quiet", picture="folder-open")
        self._leave = button("Jangan lagi di sana", lambda: self._keep_folder(None), role="quiet")
        self._problems = QVBoxLayout()
        self._parts = QWidget()
        self._elsewhere = text("", "soft")
        self.book = UsualBook(context)
        self._build()
        context.guard(self._restore, Action.RESTORE)
        context.guard(self.now, Action.MAKE_BACKUP)
        for one in (self._choose, self._leave):
            context.guard(one, Action.CHANGE_SETTINGS)

    def load(self) -> None:
        """Show the state of now."""
        is_kept = may_keep(self._context)
        self._parts.setVisible(is_kept)
        self._elsewhere.setVisible(not is_kept)
        if not is_kept:
            self._elsewhere.setText(_SERVER if "://" in self._context.register.database.place else _DEMO)
            return
        register = self._context.register
        self.show_state(backups.state(register))
        second = backup_places.second_folder(register)
        self._second.setText(f"Salinan kedua di {second}" if second else _NO_SECOND)
        self._leave.setVisible(second is not None)
        self.book.load()

    def show_state(self, state: SafetyState) -> None:
        """Say how safe everything is."""
        tone = TONES["kuning" if state.is_worrying else "hijau"]
        picture = tone.icon if state.is_worrying else "shield-check"
        self._icon.setPixmap(pixmap(picture, tone.ink if state.is_worrying else LEAF, scaled(26)))
        self._words.setText(state.words)
        self._more.setText(more_words(state))

    def back_up(self) -> None:
        """Make a backup in every place there is now."""
        self.now.setEnabled(False)
        register = self._context.register
        self._context.read_long(
            "Mencadangkan", lambda progress: backups.back_up(register, progress), self._made, self._failed
        )

    def _made(self, made: "BackupRound") -> None:
        self.now.setEnabled(True)
        self._forget_problems()
        for problem in made.problems:
            self._problems.addWidget(Strip(Severity.YELLOW, problem))
        places = ", ".join(view.path.parent.name for view in made.made)
        self._context.announce(f"Cadangan sudah dibuat dan terbukti pulih, di folder {places}.")
        self.load()
        self._context.shell.show_state()
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: BukuError) -> None:
        self.now.setEnabled(True)
        self._context.shell.complain(error)

    def _forget_problems(self) -> None:
        while (item := self._problems.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()

    def _open_restore(self) -> None:
        from ui.dialogs.restore_sheet import RestoreSheet

        self._context.shell.open_sheet(RestoreSheet(self._context))

    def _show_folder(self) -> None:
        folder = backup_places.own_folder(self._context.register)
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self._context.announce("Belum ada cadangan. Buat dulu dengan Cadangkan sekarang.")

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self.window(), "Folder untuk salinan kedua")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self._keep_folder(Path(chosen)))
        dialog.open()

    def _keep_folder(self, folder: Path | None) -> None:
        try:
            backup_places.choose_second_folder(self._context.register, folder)
        except BukuError as error:
            self._context.shell.complain(error)
        self.load()

    def _build(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(10)
        state.addWidget(self._icon)
        state.addWidget(self._words, 1)
        inside = QVBoxLayout(self._parts)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(state)
        inside.addWidget(self._more)
        inside.addLayout(self._problems)
        inside.addWidget(_row(self.now, self._restore, self._folder))
        inside.addWidget(self._second)
        inside.addWidget(_row(self._choose, self._leave))
        inside.addWidget(self.book)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._parts)
        column.addWidget(self._elsewhere)


def more_words(state: SafetyState) -> str:
    """What stands under the state: when one was tried out, where it lies, and what is not in it yet."""
    parts = [state.rehearsal_words] if state.proven_at is not None else []
    if state.proven_at is not None and not state.is_there:
        parts.append("Berkas cadangan terakhir terhapus atau dipindah, jadi buat yang baru")
    if state.has_changed:
        parts.append("Ada catatan yang belum masuk cadangan")
    return ". ".join(parts) + ("." if parts else "")


def _row(*parts: QWidget) -> QWidget:
    """`parts` beside each other, going on in the next line where the type is large."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=10)
    for part in parts:
        flow.addWidget(part)
    return holder
