"""The history of one person: every change as one spoken sentence, newest first, with its way back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.deeds import undoing
from core.services.deeds.history import JournalLine, journal_of, sentences
from core.words.periods import date_words
from ui.widgets.buttons import button
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from ui.context import AppContext

_PAGE = 40
_ALL = "Semua riwayat"


class HistorySheet(SheetContent):
    """Who changed what, when and why; a deed is taken back here where that is allowed."""

    manual = "riwayat"
    width_em = 34
    needs = (Action.SEE_HISTORY,)

    def __init__(self, context: "AppContext", person_id: str, name: str) -> None:
        """The history of `person_id`, called `name`."""
        super().__init__()
        self.title = f"Riwayat {name}"
        self._context, self._person_id, self._shown = context, person_id, _PAGE
        self._list = QWidget()
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(10)
        self._column.addWidget(text("Setiap perubahan tersimpan di sini, siapa pun yang mencatat.", "soft"))
        self._column.addWidget(self._list)
        self._column.addStretch(1)
        self._show()

    def first_field(self) -> QWidget | None:
        return next(iter(self._buttons), None)

    def _show(self) -> None:
        deeds = journal_of(self._context.register, self._person_id)
        self._buttons = []
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for deed in deeds[: self._shown]:
            column.addWidget(self._row(deed))
            column.addWidget(line())
        if len(deeds) > self._shown:
            words = f"Tampilkan {len(deeds) - self._shown} lagi"
            more = button(words, self._more, role="quiet", picture="chevron-down")
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(more)
        if not deeds:
            column.addWidget(text("Belum ada yang dicatat.", "soft"))
        self._column.replaceWidget(self._list, fresh)
        self._list.hide()
        self._list.deleteLater()
        self._list = fresh

    def _row(self, deed: JournalLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(deed_words(deed), 1)
        # A whole posyandu day or an import is taken back where all of it is seen, not from the page of one person.
        known = undoing.deed_of(self._context.register, deed.entry_id) if deed.is_whole else None
        if known is not None and known.can_undo:
            back = button("Batalkan", partial(self._undo, deed), picture="undo-2")
            self._context.guard(back, Action.UNDO_OWN)
            back.setAccessibleName(f"Batalkan: {deed.sentence}")
            row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(back)
        return holder

    def _more(self) -> None:
        self._shown += _PAGE
        self._show()

    def _undo(self, deed: JournalLine) -> None:
        context = self._context
        context.write(
            "Membatalkan", lambda: undoing.undo(context.register, deed.entry_id), lambda _id: self._undone(deed)
        )

    def _undone(self, deed: JournalLine) -> None:
        self._context.announce(f"Dibatalkan: {deed.sentence}")
        self._show()
        first = self.first_field()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


def deed_words(deed: JournalLine) -> QWidget:
    """One deed: its day and hour, each change as a sentence, and beneath what it was called."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 2, 0, 4)
    column.setSpacing(2)
    at = deed.at.astimezone()
    spoken = sentences(deed)
    who = f" · {deed.who}" if deed.who else ""
    column.addWidget(text(f"{date_words(at.date())}, {at:%H.%M}{who}", "small"))
    for sentence in spoken:
        column.addWidget(text(sentence))
    if not spoken[0].startswith(deed.sentence):
        column.addWidget(text(deed.sentence, "small"))
    return holder


def history_section(deeds: tuple[JournalLine, ...], open_all: Callable[[], None], column: QVBoxLayout) -> QPushButton:
    """The newest deed, and the way to all of them, which is given back, put into `column` of the person page."""
    if deeds:
        column.addWidget(deed_words(deeds[0]))
    words = f"{_ALL} ({len(deeds)})" if deeds else _ALL
    opener = button(words, open_all, role="quiet", picture="history")
    column.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
    return opener
