"""Perubahan terakhir: what was written lately, newest first, each with its way back or why there is none."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.deeds import undoing
from core.services.deeds.undoing import Deed
from core.words.periods import date_words
from ui.widgets.buttons import button
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from ui.context import AppContext


class DeedsSheet(SheetContent):
    """The last twenty deeds; what is taken back here can be taken back again."""

    title = "Perubahan terakhir"
    manual = "keluarga"
    width_em = 30

    def __init__(self, context: "AppContext") -> None:
        """Read the last deeds."""
        super().__init__()
        self._context = context
        self._list = QWidget()
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(10)
        self._column.addWidget(text("Tekan Batalkan, dan semuanya kembali seperti sebelumnya.", "soft"))
        self._column.addWidget(self._list)
        self._column.addStretch(1)
        self._show()

    def first_field(self) -> QWidget | None:
        return next(iter(self._buttons), None)

    def _show(self) -> None:
        """The deeds anew, the list in the place of the one before."""
        deeds = undoing.last_deeds(self._context.register)
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._buttons = []
        for deed in deeds:
            column.addWidget(self._row(deed))
            column.addWidget(line())
        if not deeds:
            column.addWidget(text("Belum ada yang dicatat.", "soft"))
        self._column.replaceWidget(self._list, fresh)
        self._list.hide()
        self._list.deleteLater()
        self._list = fresh

    def _row(self, deed: Deed) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        told = QVBoxLayout()
        told.setSpacing(2)
        at = deed.at.astimezone()
        who = f" · {deed.who}" if deed.who else ""
        told.addWidget(text(f"{date_words(at.date())}, {at:%H.%M}{who}", "small"))
        told.addWidget(text(deed.sentence, "soft" if deed.is_undone else ""))
        if deed.reason:
            told.addWidget(text(f"Alasan: {deed.reason}", "small"))
        if not deed.can_undo:
            told.addWidget(text(deed.why_not, "small"))
        row.addLayout(told, 1)
        if deed.can_undo:
            back = button("Batalkan", partial(self._undo, deed), picture="undo-2")
            self._context.guard(back, Action.UNDO_OWN)
            back.setAccessibleName(f"Batalkan: {deed.sentence}")
            row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(back)
        return holder

    def _undo(self, deed: Deed) -> None:
        context = self._context
        context.write("Membatalkan", lambda: undoing.undo(context.register, deed.id), lambda _id: self._undone(deed))

    def _undone(self, deed: Deed) -> None:
        self._context.announce(f"Dibatalkan: {deed.sentence}")
        self._show()
        first = self.first_field()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
