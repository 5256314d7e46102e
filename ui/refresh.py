"""Who shows what: a page is refreshed because a service said what changed, at once when seen, later when hidden."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from core.services.register import Changed


class Shows(Protocol):
    """What shows something of the register: a page."""

    def refresh(self, changed: "frozenset[Changed]") -> None:
        """Load again if what changed is shown here."""


class Refresher(QObject):
    """Keeps, for every page, the kinds of things that changed while nobody looked at it."""

    changed = Signal(object)  # frozenset[Changed]: for the shell itself

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing has changed yet."""
        super().__init__(parent)
        self._stale: dict[Shows, frozenset[Changed]] = {}
        self._seen: Shows | None = None

    def add(self, page: "Shows") -> None:
        """Begin to keep track of `page`."""
        self._stale[page] = frozenset()

    def show(self, page: "Shows") -> None:
        """`page` is now the one that is seen; it hears what it missed."""
        self._seen = page
        missed, self._stale[page] = self._stale.get(page, frozenset()), frozenset()
        if missed:
            page.refresh(missed)

    def publish(self, changed: "frozenset[Changed]") -> None:
        """Tell the page that is seen at once, the others when they are shown."""
        if not changed:
            return
        for page in self._stale:
            if page is not self._seen:
                self._stale[page] |= changed
        if self._seen is not None:
            self._seen.refresh(changed)
        self.changed.emit(changed)
