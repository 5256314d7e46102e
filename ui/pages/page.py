"""The base of every page: what the window asks of it, and what it may ask of the window.

A page is made once, on first visit. It gets everything through `self.context` (register, jobs, settings, navigate,
announce, write). It builds its widgets in `__init__`, loads its facts in `show_with`, and loads them again in `refresh`
when a service said that something it shows has changed. It never polls, never opens the database or another page.
"""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme import set_role

if TYPE_CHECKING:
    from core.services.register import Changed
    from ui.context import AppContext


class Page(QWidget):
    """A place of the rail. Subclasses set `key` and `title` and override what they need."""

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""

    def __init__(self, context: "AppContext") -> None:
        """Keep the context; build the widgets in the subclass after calling this."""
        super().__init__()
        self.context = context
        self.setAccessibleName(self.title)
        set_role(self, "paper")

    @property
    def manual(self) -> str:
        """The page of the manual about what is in front now; empty for that of the place."""
        return ""

    def show_with(self, **args: object) -> None:
        """The page comes to the front; `args` are those of `context.navigate(key, **args)`. Load and show the facts."""

    def refresh(self, changed: "frozenset[Changed]") -> None:
        """Something changed: load again if this page shows it. Called only while the page is seen."""

    def may_leave(self) -> bool:
        """Whether going elsewhere loses nothing; a page that answers no has asked the user already."""
        return True

    def go_back(self) -> bool:
        """Esc: step back inside the page; False when there is nothing to step back from."""
        return False

    def take_keyboard(self) -> None:
        """The keyboard comes back to this page and there is no field that had it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def just_typed(self, text: str) -> bool:
        """Letters typed where no field is: True when the page has used them, False to begin a search."""
        return False

    def print_now(self) -> bool:
        """Ctrl+P: print what is on screen; False when nothing here can be printed."""
        return False
