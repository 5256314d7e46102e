"""A part of a room that scrolls up and down when there is no room for all of it, and never sideways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.theme import set_role


def scrolling(inside: QWidget) -> QScrollArea:
    """`inside` in an area that scrolls; the keyboard passes it by."""
    set_role(inside, "pane")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
