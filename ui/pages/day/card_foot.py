"""The foot of a card: the button that saves, what has to be filled before going on, and the keys of this card."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.texts import Shortened, text

if TYPE_CHECKING:
    from collections.abc import Callable

_SAVES, _READS_ON = "Ctrl+Enter: simpan dari mana saja", "PgDn: hasil selanjutnya"


class CardFoot(QWidget):
    """Always in sight, whatever the card holds."""

    def __init__(self, save: "Callable[[], None]") -> None:
        """`save` is what the button does."""
        super().__init__()
        self.save_button = button("&Simpan   (Enter)", save, role="next", picture="check")
        self.warning = text("", "error")
        self._keys = Shortened("small")
        self._asked, self._is_more, self._is_narrow = "", False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 10, 8)
        row.setSpacing(12)
        row.addWidget(self.save_button)
        row.addWidget(self.warning, 10)
        row.addStretch(1)
        row.addWidget(self._keys)
        self.calm()

    def warn(self, words: str) -> None:
        """Say what is not filled yet; it stands in the place of the keys."""
        self.warning.setText(words)
        self.warning.show()
        self._fit()

    def calm(self) -> None:
        """Nothing lacks."""
        self.warning.hide()
        self._fit()

    def tell_asked(self, asked: str) -> None:
        """What is asked today, with its keys: on a card with many boxes its buttons lie below the edge."""
        self._asked = asked
        self._fit()

    def tell_more(self, is_more: bool) -> None:
        """Whether what the answers say goes on below the edge."""
        self._is_more = is_more
        self._fit()

    def arrange(self, *, is_narrow: bool) -> None:
        """Where there is little room, only what is asked today is told."""
        self._is_narrow = is_narrow
        self._fit()

    def _fit(self) -> None:
        known = _READS_ON if self._is_more else _SAVES
        self._keys.show_words(f"Tanyakan hari ini: {self._asked}" if self._asked else known)
        self._keys.setVisible(self.warning.isHidden() and (bool(self._asked) or not self._is_narrow))
