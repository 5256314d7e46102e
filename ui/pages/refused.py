"""A place that is not for whoever is at the keyboard: back to Beranda, with the sentence whose work it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from core.errors import NotAllowed

if TYPE_CHECKING:
    from core.rules.permissions import Action
    from ui.pages.page import Page


def is_refused(page: "Page", action: "Action") -> bool:
    """Whether `page` shows what needs a right that is missing; then the window goes back to Beranda and says why."""
    context = page.context
    try:
        context.register.require(action)
    except NotAllowed as error:
        refusal = error
    else:
        return False

    def go_back() -> None:
        context.navigate("beranda")
        context.shell.complain(refusal)

    # The window is still on its way here.
    QTimer.singleShot(0, page, go_back)
    return True
