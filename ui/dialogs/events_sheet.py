"""Peristiwa keluarga: what can happen to a family, each with a word about it; one press leads to its questions."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.life_events.event import Event
from core.services.life_events.table import EVENTS
from core.services.people.life_story import family_page
from ui.dialogs.life_event_sheet import LifeEventSheet
from ui.forms.event_answers import house_of
from ui.widgets.buttons import button
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_NEW_FAMILY, _COMES_BACK = "moved_in", "returned"


class EventsSheet(SheetContent):
    """The events that can happen to this family now, by arrow keys or Tab."""

    title = "Peristiwa keluarga"
    manual = "keluarga"
    needs = (Action.RECORD_LIFE_EVENT,)

    def __init__(self, context: "AppContext", family_id: str, person_id: str) -> None:
        """`person_id` (or empty) is whose page it was opened from."""
        super().__init__()
        self._context, self._family_id, self._person_id = context, family_id, person_id
        house = house_of(family_page(context.register, family_id))
        self._buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(2)
        column.addWidget(text("Apa yang terjadi? Sebelum ditulis, Ibu melihat dulu apa yang akan berubah.", "soft"))
        for event in EVENTS:
            if event.key != _NEW_FAMILY and (house.away if event.key == _COMES_BACK else house.members):
                self._add(column, event)
        column.addStretch(1)

    def first_field(self) -> QWidget | None:
        return next(iter(self._buttons), None)

    def _add(self, column: QVBoxLayout, event: Event) -> None:
        made = button(event.label, partial(self._open, event), role="quiet", picture="chevron-right", hint=event.help)
        about = text(event.help, "small")
        about.setContentsMargins(38, 0, 0, 6)
        self._context.guard(made, Action.RECORD_LIFE_EVENT)
        column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(about)
        self._buttons.append(made)

    def _open(self, event: Event) -> None:
        shell = self._context.shell
        sheet = LifeEventSheet(self._context, event, self._family_id, self._person_id)
        self.finished.emit()
        shell.open_sheet(sheet)
