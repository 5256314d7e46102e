"""The rail on the left: the places of the program, icons with words, on a small screen with short words beneath."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.navigation import Place
from ui.palette import INK_SOFT, SURFACE
from ui.theme import em, font_percent, scaled, set_role
from ui.widgets.texts import picture, text

_WIDE, _ROOMY = 1200, 100_000
_NARROW_EDGE = 3
_WIDEST_PX = 118  # more the page cannot spare on the screens that are too small for whole words


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
        self._head = QHBoxLayout()
        self._head.setSpacing(10)
        self._head.addWidget(picture("logo", size=40))
        self._head.addWidget(self._brand, 1)
        self._column.addLayout(self._head)
        for place in places:
            self._column.addWidget(self._button(place))
        self._column.addStretch(1)
        self.fit(_ROOMY, _ROOMY)

    def fit(self, width: int, height: int) -> None:
        """Whole words where the window is wide, short words under the icons where it is high enough, else icons alone.

        `width` and `height` of the window in pixels.
        """
        if width >= _WIDE * font_percent() / 110:
            self._beside()
        elif self._beneath() > height or self.width() > _WIDEST_PX:
            self._alone()

    def _beside(self) -> None:
        self._dress(Qt.ToolButtonStyle.ToolButtonTextBesideIcon, min(scaled(24), 34), 2.2)
        # As wide as the longest word of the rail, so that none is ever cut.
        self.setFixedWidth(max(em(self, 9.4), self._widest() + 16))

    def _beneath(self) -> int:
        """Short words under the icons; the height that it takes."""
        self._dress(Qt.ToolButtonStyle.ToolButtonTextUnderIcon, min(scaled(22), 30), 3.2)
        self.setFixedWidth(self._widest() + 2 * _NARROW_EDGE)
        return self.minimumSizeHint().height()

    def _alone(self) -> None:
        size = min(scaled(24), 34)
        self._dress(Qt.ToolButtonStyle.ToolButtonIconOnly, size, 2.2)
        self.setFixedWidth(size + 40)

    def _widest(self) -> int:
        return max(one.sizeHint().width() for one in self._buttons.values())

    def _dress(self, style: Qt.ToolButtonStyle, icon_px: int, height_em: float) -> None:
        is_short = style is Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        is_wide = style is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self._brand.setVisible(is_wide)
        self._head.setContentsMargins(4, 0, 0, 12 if is_wide else 6)
        self._head.setAlignment(Qt.AlignmentFlag.AlignLeft if is_wide else Qt.AlignmentFlag.AlignHCenter)
        edge = _NARROW_EDGE if is_short else 8
        self._column.setContentsMargins(edge, 12, edge, 12)
        for key, one in self._buttons.items():
            place = self._places[key]
            set_role(one, "place" if is_wide else "place-short")
            one.setText(place.short if is_short else "  " + place.label.replace("&", "&&"))
            one.setToolButtonStyle(style)
            one.setIconSize(QSize(icon_px, icon_px))
            one.setFixedHeight(max(44, em(one, height_em)))

    def mark(self, key: str) -> None:
        """Show that we are in the place `key`."""
        for name, one in self._buttons.items():
            one.setChecked(name == key)
            one.setIcon(icon(self._places[name].icon, SURFACE if name == key else INK_SOFT))

    def _button(self, place: Place) -> QToolButton:
        made = QToolButton()
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
