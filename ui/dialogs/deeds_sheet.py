"""Perubahan terakhir: what was written lately, newest first, each with its way back or why there is none."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.services.deeds import undoing
from core.services.deeds.undoing import Deed
from core.words.periods import date_words
from ui.dialogs.deeds_list import DeedsList
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext


class DeedsSheet(DeedsList):
    """The last twenty deeds; what is taken back here can be taken back again."""

    title = "Perubahan terakhir"
    manual = "keluarga"
    width_em = 30

    def __init__(self, context: "AppContext") -> None:
        """Read the last deeds."""
        super().__init__(context, "Tekan Batalkan, dan semuanya kembali seperti sebelumnya.")
        self.show_deeds()

    def told(self) -> Iterator[QWidget]:
        for deed in undoing.last_deeds(self._context.register):
            yield self.row(_words(deed), deed.sentence, deed.id if deed.can_undo else None)


def _words(deed: Deed) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    at = deed.at.astimezone()
    who = f" · {deed.who}" if deed.who else ""
    column.addWidget(text(f"{date_words(at.date())}, {at:%H.%M}{who}", "small"))
    column.addWidget(text(deed.sentence, "soft" if deed.is_undone else ""))
    if deed.reason:
        column.addWidget(text(f"Alasan: {deed.reason}", "small"))
    if not deed.can_undo:
        column.addWidget(text(deed.why_not, "small"))
    return holder
