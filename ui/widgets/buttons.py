"""Buttons of the kit: next (sun-yellow, one a screen), primary (leaf), plain, and quiet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.icons import icon
from ui.palette import INK, LEAF, SURFACE
from ui.theme import em, set_role

_ICON_COLOURS = {"next": INK, "primary": SURFACE}


_GAP = "  "


def relabel(made: QPushButton, words: str) -> None:
    """Give a button other words, as far from its icon as the icon is from the edge."""
    made.setText(words if made.icon().isNull() else f"{_GAP}{words}")


def button(
    words: str, on_press: Callable[[], object], *, role: str = "", picture: str = "", hint: str = ""
) -> QPushButton:
    """A button that does `on_press`; Enter and Space both press it. `hint` is shown on hovering and read aloud."""
    made = QPushButton(f"{_GAP}{words}" if picture else words)
    if role:
        set_role(made, role)
    if picture:
        made.setIcon(icon(picture, _ICON_COLOURS.get(role, LEAF)))
    if hint:
        made.setToolTip(hint)
        made.setAccessibleDescription(hint)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setMinimumHeight(em(made, 1.9))
    made.setAutoDefault(True)
    made.clicked.connect(lambda *_: on_press())
    return made
