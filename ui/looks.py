"""Looks at a person go into the log of access, after the page stands there, so that nobody waits for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.services.trust.access_log import Access, note

if TYPE_CHECKING:
    from ui.context import AppContext


def note_look(context: "AppContext", page: QObject, person_id: str, where: str) -> None:
    """Note that whoever is at the keyboard sees `person_id` on `page`; within ten minutes it is one line."""
    register = context.register

    def write() -> None:
        context.jobs.deed(
            "Mencatat",
            lambda: note(register, Access.LOOK, where, person_id),
            lambda _nothing: None,
            context.shell.complain,
        )

    QTimer.singleShot(0, page, write)
