"""The children behind one number: their names, and from each to its own page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.list_tables import people_table
from core.services.people.registration import people_lines
from ui.dialogs.export_list import ExportButtons
from ui.models.people import PeopleModel
from ui.widgets.person_list import PersonListView
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext


class PeopleList(SheetContent):
    """Names in a sheet; Enter opens one."""

    chosen = Signal(str)  # person id
    needs = (Action.SEE_HEALTH,)

    def __init__(self, context: "AppContext", title: str, ids: Sequence[str]) -> None:
        """`title` says which number this is; `ids` are the people counted in it."""
        super().__init__()
        self.title = title
        model = PeopleModel()
        model.show_lines(people_lines(context.register, ids))
        self.list = PersonListView(model, title)
        self.list.choose(0)
        self.list.opened.connect(self._open)
        hint = "Enter membuka catatan anak yang dipilih." if ids else "Tidak ada anak di angka ini."
        register, lines = context.register, model.lines
        self.export = ExportButtons(context, lambda: people_table(lines, title, written_on=register.today))
        self.export.name = title
        self.export.setVisible(bool(ids))
        head = QHBoxLayout()
        head.addWidget(text(f"{len(ids)} anak" if ids else "", "heading"), 1)
        head.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(text(hint, "soft"))
        column.addWidget(self.list, 1)

    def first_field(self) -> QWidget:
        return self.list

    def _open(self, person_id: str) -> None:
        self.finished.emit()
        self.chosen.emit(person_id)
