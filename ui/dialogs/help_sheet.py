"""F1: what this place is for, in a few sentences, and the keys that work everywhere."""

from PySide6.QtWidgets import QVBoxLayout

from ui.actions import ACTIONS
from ui.navigation import places
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text


class HelpSheet(SheetContent):
    """Help for one page."""

    def __init__(self, place: str, words: str) -> None:
        """`words` are the sentences of the page, a paragraph a line."""
        super().__init__()
        self.title = f"Bantuan: {place}"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for paragraph in words.splitlines():
            column.addWidget(text(paragraph))
        column.addWidget(line())
        column.addWidget(text("Tombol yang berlaku di mana saja", "heading"))
        for action in ACTIONS:
            column.addWidget(text(f"{action.shortcuts[0]}   {action.label}"))
        for one in places():
            column.addWidget(text(f"{' atau '.join((one.shortcut, *one.other_keys))}   {one.label}"))
        column.addStretch(1)
