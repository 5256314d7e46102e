"""F1: the manual page of the place that is open, the keys that work everywhere, and the way to every other page."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import EnvironmentProblem
from ui import manual
from ui.actions import ACTIONS
from ui.navigation import places
from ui.widgets.buttons import button
from ui.widgets.manual_view import ManualView
from ui.widgets.sheet import SheetContent


class HelpSheet(SheetContent):
    """One page of the manual at a time; links lead on, `Kembali` leads back."""

    title = "Bantuan"
    width_em = 34

    def __init__(self, page: str) -> None:
        """Begin at the page called `page`."""
        super().__init__()
        self.page = ""
        self._before: list[tuple[str, int]] = []  # pages that were left, each with how far it was read
        self.view = ManualView()
        self.view.anchorClicked.connect(self._follow)
        self.back = button("Kembali", self.go_back, role="quiet", picture="chevron-left", hint="Alt dan panah kiri")
        self.index = button(
            "Daftar isi", lambda: self.go_to(manual.INDEX), role="quiet", picture="book-open", hint="Alt dan Home"
        )
        # No Alt letters here: the page beneath is in sight still and has its own.
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        QShortcut(QKeySequence("Alt+Home"), self, lambda: self.go_to(manual.INDEX))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.index)
        row.addWidget(self.back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self._show(page)

    def first_field(self) -> QWidget:
        return self.view

    def go_to(self, page: str) -> None:
        """Show another page; the one before is remembered."""
        if page != self.page:
            self._before.append((self.page, self.view.verticalScrollBar().value()))
            self._show(page)

    def go_back(self) -> None:
        """To the page before, where it was left; nothing when there is none."""
        if self._before:
            page, height = self._before.pop()
            self._show(page)
            self.view.verticalScrollBar().setValue(height)

    def _follow(self, link: QUrl) -> None:
        page = manual.linked_page(link.toString())
        if page:
            self.go_to(page)

    def _show(self, page: str) -> None:
        self.page = page
        try:
            words = manual.read_page(page)
        except EnvironmentProblem as missing:
            words = missing.message
        self.view.show_markdown(f"{words}\n\n{keys_in_words()}")
        self.back.setVisible(bool(self._before))
        if self.isVisible():
            self.view.setFocus()


def keys_in_words() -> str:
    """The keys of the window and of its places as a Markdown table, from the tables that make them."""
    rows = [(action.shortcuts, action.label) for action in ACTIONS]
    rows += [((place.shortcut, *place.other_keys), place.label) for place in places()]
    lines = [f"| {' atau '.join(f'`{key}`' for key in keys)} | {label} |" for keys, label in rows]
    return "\n".join(["## Tombol yang berlaku di mana saja", "", "| Tombol | Gunanya |", "|---|---|", *lines])
