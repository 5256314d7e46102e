"""The doses of a child as a coloured grid: what may be given today first and big, each with letter, word and date."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from core.rules.immunization.child import DoseState, DoseStatus, ImmunizationStatus
from core.rules.immunization.schedule import BY_KEY
from core.words.periods import date_short
from ui.palette import DOSES, FIELD_LINE, FOCUS, LEAF, SURFACE
from ui.theme import em
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import text

_BIG_EM, _SMALL_EM = (11.9, 3.2), (8.8, 2.7)
_CLOSES_SOON_DAYS = 366
_ROUND, _EDGE = 9, 10
_SMALLER = 0.86
_WORDS = {
    DoseState.GIVEN: "sudah",
    DoseState.NOT_YET: "nanti",
    DoseState.DUE: "jatuh tempo",
    DoseState.ALLOWED: "boleh",
    DoseState.CATCH_UP: "kejar",
    DoseState.CLOSED: "lewat batas",
    DoseState.REFUSED: "ditolak hari ini",
    DoseState.CONTRAINDICATED: "kontraindikasi",
    DoseState.NOT_NEEDED: "tidak perlu",
}
_UNTIL = "sampai "
_AFTER = "sesudah "
_LEGEND = "S sudah · J jatuh tempo · B boleh · K kejar · N nanti · L lewat batas · T ditolak · X kontraindikasi"
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class DoseTile(QAbstractButton):
    """One dose: its letter in a circle, its name, and how it stands."""

    stepped = Signal(int, int)  # to the side, up or down

    def __init__(self, dose: DoseStatus, on: date, *, is_big: bool) -> None:
        """`is_big`: may be given today."""
        super().__init__()
        self.dose, self._is_big = dose, is_big
        self._tone = DOSES[dose.state.value]
        self._words = dose_words(dose, on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(f"{dose.label}: {self._words}")
        self.setAccessibleName(self.text())
        self.setToolTip(dose.why)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        wide, high = _BIG_EM if self._is_big else _SMALL_EM
        return QSize(em(self, wide), em(self, high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key], 0)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(0, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        left = self._paint_letter(painter)
        self._paint_words(painter, left)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        has_focus = self.hasFocus()
        edge = FOCUS if has_focus else LEAF if self._is_big else FIELD_LINE
        wide = 3.0 if has_focus else 2.0 if self._is_big else 1.0
        painter.setPen(QPen(QColor(edge), wide))
        painter.setBrush(QColor(self._tone.tint))
        inset = wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _ROUND, _ROUND)

    def _paint_letter(self, painter: QPainter) -> int:
        size = em(self, 1.7 if self._is_big else 1.35)
        circle = QRectF(_EDGE - 2, (self.height() - size) / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._tone.ink))
        painter.drawEllipse(circle)
        painter.setFont(self._font(1.0, is_bold=True))
        painter.setPen(QColor(SURFACE))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._tone.icon)
        return round(circle.right()) + 8

    def _paint_words(self, painter: QPainter, left: int) -> None:
        wide, half = self.width() - left - 6, self.height() // 2
        align = Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(self._tone.ink))
        lines = (
            (self.dose.label, self._font(1.12 if self._is_big else 1.0, is_bold=True), 3, Qt.AlignmentFlag.AlignBottom),
            (self._words, self._font(1.0 if self._is_big else _SMALLER), half, Qt.AlignmentFlag.AlignTop),
        )
        for words, font, top, upright in lines:
            painter.setFont(font)
            fitting = fitting_words(words, painter.fontMetrics(), wide)
            shown = painter.fontMetrics().elidedText(fitting, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(left, top, wide, half - 3, align | upright, shown)

    def _font(self, times: float, *, is_bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * times)
        font.setBold(is_bold)
        return font


class ImmunizationGrid(QWidget):
    """All doses of a child; one place of the keyboard that the arrows move."""

    chosen = Signal(str)  # key of the dose

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.tiles: list[DoseTile] = []
        self._on = date.min
        self._holder = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._holder)

    def show_status(self, status: ImmunizationStatus, on: date) -> None:
        """Show how every dose stands on a day."""
        self._on = on
        due = [dose for dose in status.doses if dose.state.may_be_given]
        rest = [dose for dose in status.doses if not dose.state.may_be_given]
        self.tiles = []
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if due:
            column.addWidget(text("Hari ini boleh diberikan", "heading"))
            column.addWidget(self._flow(due, is_big=True))
        else:
            column.addWidget(text("Hari ini tidak ada yang perlu diberikan.", "strong"))
        if rest:
            column.addWidget(text("Yang lain", "strong"))
            column.addWidget(self._flow(rest, is_big=False))
        column.addWidget(text(_LEGEND, "small"))
        self._column.replaceWidget(self._holder, fresh)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = fresh
        if self.tiles:
            self._make_current(self.tiles[0])

    @property
    def first(self) -> DoseTile | None:
        """Where the keyboard begins: the first dose that is due."""
        return next(iter(self.tiles), None)

    def _flow(self, doses: Sequence[DoseStatus], *, is_big: bool) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        for dose in doses:
            tile = DoseTile(dose, self._on, is_big=is_big)
            tile.clicked.connect(lambda _on=False, key=dose.key: self.chosen.emit(key))
            tile.stepped.connect(lambda aside, down, tile=tile: self._step(tile, aside, down))
            self.tiles.append(tile)
            flow.addWidget(tile)
        return holder

    def _step(self, tile: DoseTile, aside: int, down: int) -> None:
        wanted = self._beside(tile, aside) if aside else self._above_or_below(tile, down)
        if wanted is not None:
            self._make_current(wanted)
            wanted.setFocus(Qt.FocusReason.TabFocusReason)
        elif down:
            self.focusNextPrevChild(down > 0)

    def _beside(self, tile: DoseTile, aside: int) -> DoseTile | None:
        place = self.tiles.index(tile) + aside
        return self.tiles[place] if 0 <= place < len(self.tiles) else None

    def _above_or_below(self, tile: DoseTile, down: int) -> DoseTile | None:
        here = tile.mapTo(self, tile.rect().center())
        others = [(one, one.mapTo(self, one.rect().center())) for one in self.tiles]
        rows = [(one, at) for one, at in others if (at.y() - here.y()) * down > tile.height() // 2]
        if not rows:
            return None
        nearest = min(abs(at.y() - here.y()) for _, at in rows)
        row = [(one, at) for one, at in rows if abs(at.y() - here.y()) <= nearest + 2]
        return min(row, key=lambda pair: abs(pair[1].x() - here.x()))[0]

    def _make_current(self, tile: DoseTile) -> None:
        # The whole grid is one stop of the Tab key: the tile where the arrows were last.
        for one in self.tiles:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is tile else Qt.FocusPolicy.ClickFocus)


def dose_words(dose: DoseStatus, on: date) -> str:
    """How a dose stands in a few words: `sudah 16-09-2026`, `boleh sampai 24-01-2027`, `nanti 25-12-2026`.

    The last day is named only where it comes within a year of `on`.
    """
    words = _WORDS[dose.state]
    if dose.state is DoseState.GIVEN and dose.given_on is not None:
        return f"{words} {date_short(dose.given_on)}"
    if dose.state.may_be_given and dose.until_on is not None and (dose.until_on - on).days < _CLOSES_SOON_DAYS:
        return f"{words} {_UNTIL}{date_short(dose.until_on)}"
    if dose.state is DoseState.NOT_YET:
        return f"{words} {date_short(dose.from_on)}" if dose.from_on else f"{words}, {_lower(dose.why)}"
    return words


def fitting_words(words: str, metrics: QFontMetrics, wide: int) -> str:
    """`sampai 09-12-2026`, `sesudah DPT-HB-Hib 1` where there is no room for the word before: its letter says that."""
    start = max(words.find(_UNTIL), words.find(_AFTER))
    if start <= 0 or metrics.horizontalAdvance(words) <= wide:
        return words
    short = words[start:]
    # Every kader says DPT for it.
    return short if metrics.horizontalAdvance(short) <= wide else short.replace("DPT-HB-Hib", "DPT")


def dose_detail(dose: DoseStatus, on: date) -> str:
    """Everything that is known of a dose that is not given now, in a sentence or two."""
    since = f" Boleh mulai {date_short(dose.from_on)}." if dose.from_on and dose.from_on > on else ""
    until = f" Paling lambat {date_short(dose.until_on)}." if dose.until_on and dose.until_on >= on else ""
    age = BY_KEY[dose.key].window.on_time_from
    usual = f"Jadwalnya umur {age} bulan." if age else "Jadwalnya segera sesudah lahir."
    return f"{dose.label}: {_WORDS[dose.state]}. {dose.why}{since}{until} {usual}".replace("  ", " ")


def _lower(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).rstrip(".")
