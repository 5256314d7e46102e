"""The rail on the left: the places of the program, icons with words, icons alone on a small screen."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.navigation import Place
from ui.palette import INK_SOFT, SURFACE
from ui.theme import em, scaled, set_role
from ui.widgets.texts import picture, text


class Rail(QWidget):
    """One button a place; the one we are in is filled."""

    chosen = Signal(str)

    def __init__(self, places: tuple[Place, ...]) -> None:
        """Make a button for each of `places`."""
        super().__init__()
        set_role(self, "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._places = {place.key: place for place in places}
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 12, 8, 12)
        self._column.setSpacing(4)
        self._brand = text("Buku\nPosyandu", "strong", wraps=False)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 12)
        head.setSpacing(10)
        head.addWidget(picture("logo", size=40))
        head.addWidget(self._brand, 1)
        self._column.addLayout(head)
        for place in places:
            self._column.addWidget(self._button(place))
        self._column.addStretch(1)
        self.show_words(True)

    def show_words(self, shown: bool) -> None:
        """Icons with words, or icons alone (the words are then the tool tips)."""
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if shown else Qt.ToolButtonStyle.ToolButtonIconOnly
        self._brand.setVisible(shown)
        size = min(scaled(24), 34)
        for one in self._buttons.values():
            one.setToolButtonStyle(style)
            one.setIconSize(QSize(size, size))
            one.setFixedHeight(max(44, em(one, 2.2)))
        # As wide as the longest word of the rail, so that none is ever cut.
        widest = max(one.sizeHint().width() for one in self._buttons.values())
        self.setFixedWidth(max(em(self, 9.4), widest + 16) if shown else size + 40)

    def mark(self, key: str) -> None:
        """Show that we are in the place `key`."""
        for name, one in self._buttons.items():
            one.setChecked(name == key)
            one.setIcon(icon(self._places[name].icon, SURFACE if name == key else INK_SOFT))

    def _button(self, place: Place) -> QToolButton:
        made = QToolButton()
        set_role(made, "place")
        made.setText("  " + place.label.replace("&", "&&"))
        made.setAccessibleName(place.label)
        made.setToolTip(f"{place.label}  ({place.shortcut})")
        made.setIcon(icon(place.icon))
        made.setCheckable(True)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
        made.clicked.connect(lambda: self.chosen.emit(place.key))
        self._group.addButton(made)
        self._buttons[place.key] = made
        return made
