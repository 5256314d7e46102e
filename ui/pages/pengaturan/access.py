"""Pengaturan > Catatan akses: who looked, printed and took away, for bidan and ketua."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.rules.permissions import Action
from ui.widgets.buttons import button
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_TELL = "Setiap halaman orang yang dibuka, dan setiap kertas atau berkas yang dibuat, tercatat: siapa dan kapan."


class AccessTrail(QWidget):
    """One sentence and the way to the log."""

    def __init__(self, context: "AppContext") -> None:
        """The button follows the rights of whoever is at the keyboard."""
        super().__init__()
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(text(_TELL))
        self.opener = button("Lihat &catatan akses", self._open, picture="eye")
        context.guard(self.opener, Action.SEE_ACCESS_LOG)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)

    def _open(self) -> None:
        from ui.dialogs.access_log_sheet import AccessLogSheet

        self._context.shell.open_sheet(AccessLogSheet(self._context))
