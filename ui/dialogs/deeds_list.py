"""A sheet of deeds under one another, each with its way back: of everybody, or of one person."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.deeds import undoing
from ui.widgets.buttons import button
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from ui.context import AppContext


class DeedsList(SheetContent):
    """The list is made anew after each deed that was taken back; `told` says what stands in it."""

    def __init__(self, context: "AppContext", about: str) -> None:
        """`about` is the sentence above the list; the subclass shows it with `show_deeds`."""
        super().__init__()
        self._context = context
        self._list = QWidget()
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(10)
        self._column.addWidget(text(about, "soft"))
        self._column.addWidget(self._list)
        self._column.addStretch(1)

    def first_field(self) -> QWidget | None:
        return next(iter(self._buttons), None)

    def told(self) -> Iterator[QWidget]:
        """Each deed as `row` gives it, newest first."""
        raise NotImplementedError

    def more_below(self) -> QPushButton | None:
        """What leads to more of them, where there is more."""
        return None

    def show_deeds(self) -> None:
        """The deeds anew, the list in the place of the one before."""
        self._buttons = []
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in self.told():
            column.addWidget(row)
            column.addWidget(line())
        if not column.count():
            column.addWidget(text("Belum ada yang dicatat.", "soft"))
        more = self.more_below()
        if more is not None:
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(more)
        self._column.replaceWidget(self._list, fresh)
        self._list.hide()
        self._list.deleteLater()
        self._list = fresh

    def row(self, words: QWidget, sentence: str, entry_id: str | None) -> QWidget:
        """One deed in `words`; with an `entry_id` it can be taken back."""
        holder = QWidget()
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(words, 1)
        if entry_id is not None:
            back = button("Batalkan", partial(self._undo, sentence, entry_id), picture="undo-2")
            self._context.guard(back, Action.UNDO_OWN)
            back.setAccessibleName(f"Batalkan: {sentence}")
            beside.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(back)
        return holder

    def _undo(self, sentence: str, entry_id: str) -> None:
        context = self._context
        context.write(
            "Membatalkan", lambda: undoing.undo(context.register, entry_id), lambda _id: self._undone(sentence)
        )

    def _undone(self, sentence: str) -> None:
        self._context.announce(f"Dibatalkan: {sentence}")
        self.show_deeds()
        first = self.first_field()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
