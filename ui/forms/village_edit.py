"""A field for a village: the official village of that name is offered while one types; ↓ takes it, ↓ again the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.words.regions import Region, villages_like
from ui.forms.name_edit import NameEdit

_MOST = 20


class VillageEdit(NameEdit):
    """Anything may be typed; `region` is the official village that was taken, None when the name is one's own."""

    offered = Signal(str)  # a sentence for under the field; empty when nothing fits

    def __init__(self, text: str = "") -> None:
        """Start with a name that is already known."""
        super().__init__(text)
        self.region: Region | None = None
        self._found: tuple[Region, ...] = ()
        self.textEdited.connect(self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._found:
            self._take(step)
        else:
            super().keyPressEvent(event)

    def _look(self, typed: str) -> None:
        self.region, self._found = None, villages_like(typed, _MOST)
        self.offered.emit(f"Tekan ↓: {_named(self._found[0])}{self._more()}" if self._found else "")

    def _take(self, step: int) -> None:
        place = self._found.index(self.region) + step if self.region else 0
        self.region = self._found[place % len(self._found)]
        self.setText(self.region.village)
        self.setModified(True)
        self.offered.emit(f"{_named(self.region)}{self._more()}")

    def _more(self) -> str:
        return f" (satu dari {len(self._found)})" if len(self._found) > 1 else ""


def _named(region: Region) -> str:
    return f"{region.kind} {region.village}, {region.place}"
