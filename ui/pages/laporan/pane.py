"""What every report on screen has: its numbers, each leading to its names, and what in it needs a second look."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton

from core.words.findings import Finding
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.tones import Strip

if TYPE_CHECKING:
    from ui.context import AppContext


class ReportPane(QFrame):
    """A report on screen."""

    people_wanted = Signal(str, object)  # title, tuple of person ids

    def __init__(self, context: "AppContext") -> None:
        """Nothing counted yet."""
        super().__init__()
        self.context = context
        set_role(self, "pane")

    def show_report(self, counted: Any) -> None:  # noqa: ANN401 - each pane knows its own report
        """Show what was counted."""
        raise NotImplementedError


def number_button(number: str, name: str, on_press: Callable[[], object]) -> QPushButton:
    """A number that opens its names; `name` says aloud what it counts."""
    made = button(number, on_press, role="quiet", hint="Lihat nama-namanya")
    made.setAccessibleName(f"{name}: {number}")
    made.setMinimumHeight(em(made, 1.4))
    made.setMinimumWidth(em(made, 2.6))
    made.setStyleSheet("text-align: right;")
    return made


def findings_strips(findings: Iterable[Finding]) -> list[Strip]:
    """What in the counts needs a second look."""
    return [Strip(one.severity, one.label, f"{one.why} {one.next_step}".strip()) for one in findings]


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inside = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inside is not None:
            clear(inside)
