"""Who works here, as big tiles: initials on a colour, the name, what they are, and the key that chooses them."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.words.roles import Role, roles_words
from ui.palette import FACES, SURFACE
from ui.theme import em, set_role
from ui.widgets.texts import Shortened, text

MOST_FACES = 12
_ONE_COLUMN, _TWO_COLUMNS = 4, 8
_TILE_EM, _DISC_EM = 12.8, 2.3
_RATIO = 2.0  # drawn at twice the size, so that a screen at 125-200 % stays sharp
_HONORIFICS = frozenset({"bu", "ibu", "pak", "bapak", "bidan", "bd", "mbak", "kak", "hj", "h", "ny"})
_STEPS = {Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0)}


class Face(Protocol):
    """Somebody who has an account here."""

    @property
    def account_id(self) -> str:
        """The id of the account."""

    @property
    def name(self) -> str:
        """The name as it is spoken."""

    @property
    def roles(self) -> frozenset[Role]:
        """What they are to the posyandu."""

    @property
    def face(self) -> str:
        """The key of their colour, one of `ui.palette.FACES`; any other word gets a colour as well."""


def spoken_words(name: str) -> tuple[str, ...]:
    """The words of a name without `Bu`, `Bidan` …, which say nothing when everybody has one."""
    words = tuple(name.replace(".", " ").split())
    own = tuple(word for word in words if word.casefold() not in _HONORIFICS)
    return own or words


def initials(name: str) -> str:
    """At most two letters: `Bu Sari Dewi` is SD."""
    return "".join(word[0].upper() for word in spoken_words(name)[:2])


def colour_of(face: str, name: str) -> str:
    """The ground of the initials; always the same for the same person."""
    known = dict(FACES)
    if face in known:
        return known[face]
    return FACES[sum(map(ord, face or name)) % len(FACES)][1]


def disc(face: Face, size: int) -> QPixmap:
    """The initials of `face` on their colour, as a round picture of `size` logical pixels."""
    picture = QPixmap(round(size * _RATIO), round(size * _RATIO))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(_RATIO)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour_of(face.face, face.name)))
    area = QRectF(0, 0, size, size)
    painter.drawEllipse(area)
    font = QFont(painter.font())
    font.setPixelSize(round(size * 0.42))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(SURFACE))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, initials(face.name))
    painter.end()
    return picture


class FaceTile(QPushButton):
    """One person to press."""

    def __init__(self, face: Face, number: int) -> None:
        """`number` is the digit that presses it; those after the ninth have none."""
        super().__init__()
        set_role(self, "face")
        self.face = face
        key = str(number) if number <= 9 else ""
        self._disc = QLabel()
        self._name, self._roles = Shortened("strong"), text(roles_words(face.roles), "small", wraps=False)
        self._name.show_words(face.name)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._roles)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(14)
        row.addWidget(self._disc)
        row.addLayout(words, 1)
        row.addWidget(text(key, "small", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{face.name}, {roles_words(face.roles)}")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_disc"):
            self._fit()

    def _fit(self) -> None:
        self._disc.setPixmap(disc(self.face, em(self, _DISC_EM)))
        self.setFixedSize(em(self, _TILE_EM), em(self, _DISC_EM) + 20)


class FaceGrid(QWidget):
    """All tiles; digits, first letters and arrows choose among them."""

    chosen = Signal(object)  # the Face

    def __init__(self, faces: Sequence[Face]) -> None:
        """At most `MOST_FACES` are shown."""
        super().__init__()
        self.tiles = tuple(FaceTile(face, number) for number, face in enumerate(faces[:MOST_FACES], start=1))
        for tile in self.tiles:
            tile.clicked.connect(lambda _on=False, face=tile.face: self.chosen.emit(face))
            tile.installEventFilter(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._columns = 0
        self._arrange()

    def begin(self, account_id: str = "") -> None:
        """Put the keyboard on the tile of `account_id`, else on the first."""
        known = [one for one in self.tiles if one.face.account_id == account_id]
        for tile in (*known, *self.tiles)[:1]:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, FaceTile):
            return self._step(watched, event) or self.take_key(event.text())
        return False

    def take_key(self, typed: str) -> bool:
        """A digit or a letter: press the tile it means; True when it meant one."""
        if typed.isdecimal() and 1 <= int(typed) <= min(9, len(self.tiles)):
            self.tiles[int(typed) - 1].click()
            return True
        if not typed.isalpha():
            return False
        meant = [one for one in self.tiles if spoken_words(one.face.name)[0].casefold().startswith(typed.casefold())]
        if len(meant) == 1:
            meant[0].click()
        elif meant:
            at = next((number for number, one in enumerate(meant) if one is self.focusWidget()), -1)
            meant[(at + 1) % len(meant)].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(meant)

    def minimumSizeHint(self) -> QSize:
        # One tile, else the columns of a wide window would never come closer on a small one.
        return QSize(em(self, _TILE_EM), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_grid"):
            self._columns = 0
            self._arrange()

    def _step(self, tile: FaceTile, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return False
        place = self.tiles.index(tile) + step[0] * self._columns + step[1]
        if 0 <= place < len(self.tiles):
            self.tiles[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _arrange(self) -> None:
        wished = 1 if len(self.tiles) <= _ONE_COLUMN else 2 if len(self.tiles) <= _TWO_COLUMNS else 3
        fits = max(1, (self.width() + 12) // (em(self, _TILE_EM) + 12))
        columns = min(wished, fits)
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // columns, number % columns, Qt.AlignmentFlag.AlignCenter)
