"""A part of the window that scrolls up and down when there is no room for all of it, and is never cut at the side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolling(inside: QWidget | None = None, *, sideways: bool = False) -> QScrollArea:
    """`inside`, now or set later, in an area that scrolls; the keyboard passes it by. `sideways`: also to the right."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if inside is not None:
        area.setWidget(inside)
    return area
