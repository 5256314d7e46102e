"""A place that is not for whoever is at the keyboard: whose work it is, and what can be done instead."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from core.errors import NotAllowed
from core.rules.permissions import Action
from ui.pages.page import Page
from ui.widgets.buttons import button
from ui.widgets.empty import EmptyPlace

if TYPE_CHECKING:
    from core.services.register import Changed
    from ui.context import AppContext
    from ui.navigation import Place

_NEEDS: dict[str, tuple[Action, ...]] = {"hari_buka": (Action.SEE_HEALTH,), "tumbuh_kembang": (Action.SEE_HEALTH,)}
_INSTEAD = (
    "Di dalamnya ada catatan kesehatan tiap warga, jadi hanya dibuka oleh yang memeriksa. Jumlahnya bisa dilihat dan "
    "dicetak di Laporan & Cetak. Kader atau bidan masuk dengan Ctrl+L dan PIN-nya."
)


def may_open(key: str, context: "AppContext") -> bool:
    """Whether the place `key` is for whoever is at the keyboard."""
    return all(map(context.may, _NEEDS.get(key, ())))


class NotYours(Page):
    """Stands in a place of the rail for those who may not see what is there."""

    def __init__(self, context: "AppContext", place: "Place") -> None:
        """For one place of the rail."""
        super().__init__(context)
        self._place = place
        self.setAccessibleName(place.label)
        self._reports = button("Buka &Laporan", lambda: context.navigate("laporan"), role="primary", picture="printer")
        others = button("Daftar &warga", lambda: context.navigate("warga"), picture="users")
        words = f"{place.label} dibuka oleh kader atau bidan"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(EmptyPlace("lock", words, _INSTEAD, (self._reports, others)))

    def show_with(self, **_args: object) -> None:
        """The keyboard goes to what can be done instead."""
        self._reports.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, _changed: "frozenset[Changed]") -> None:
        """Somebody who may is at the keyboard now: the place itself comes back."""
        if may_open(self._place.key, self.context):
            self.context.navigate(self._place.key)


def is_refused(page: "Page", action: "Action") -> bool:
    """Whether `page` shows what needs a right that is missing; then the window puts the kind page in its place."""
    context = page.context
    try:
        context.register.require(action)
    except NotAllowed:
        # The window is still on its way here.
        QTimer.singleShot(0, page, lambda: context.navigate(page.key))
        return True
    return False
