"""Who is at the keyboard: the name that the journal writes beside every deed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext


class WhoSheet(SheetContent):
    """One field and one button."""

    title = "Siapa yang mencatat?"
    manual = "pengaturan"

    def __init__(self, context: "AppContext") -> None:
        """Start from the present name."""
        super().__init__()
        self._context = context
        self._name = QLineEdit(context.register.who)
        self._name.setAccessibleName("Nama kader")
        self._name.returnPressed.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(
            text("Nama ini ditulis di samping setiap catatan, supaya nanti bisa ditanya bila ada yang kurang jelas.")
        )
        column.addWidget(self._name)
        column.addWidget(button("Pakai nama ini", self._keep, role="primary"))
        column.addStretch(1)

    def first_field(self) -> QWidget:
        return self._name

    def _keep(self) -> None:
        from core.services.setup import save_settings

        name = " ".join(self._name.text().split())
        context = self._context
        wanted = replace(context.settings, kader_name=name)
        context.register.who = name

        def done(_value: object) -> None:
            context.settings = wanted
            self.finished.emit()

        context.write("Menyimpan nama", lambda: save_settings(context.register, wanted), done)
