"""The columns of a card: its boxes on the left, what they say on the right, the help of one box at the foot."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import em, set_role
from ui.widgets.help_card import HelpCard
from ui.widgets.scrolling import scrolling

_LEFT, _RIGHT = 12, 9


class CardColumns(QWidget):
    """One column where there is no room for two."""

    more_below = Signal(bool)  # whether what the answers say goes on below; the Page keys lead there

    def __init__(self, boxes: Sequence[QWidget], beside: Sequence[QWidget], said: int) -> None:
        """`boxes` from top to bottom, `beside` them the rest; the first `said` of it are more needed than a drawing."""
        super().__init__()
        self.help = HelpCard()
        self._beside, self._said, self._is_narrow = tuple(beside), tuple(beside[:said]), False
        self._lowest: QWidget | None = None
        inside, side = QWidget(), QWidget()
        self._left, self._right = QVBoxLayout(inside), QVBoxLayout(side)
        self._left.setContentsMargins(18, 4, 8, 8)
        self._right.setContentsMargins(8, 4, 8, 8)
        for part in boxes:
            self._left.addWidget(part)
        self._left.addStretch(1)
        self._right.addStretch(1)
        for part in (inside, side):
            set_role(part, "pane")
        self._scroll, self._side = scrolling(inside), scrolling(side)
        self._scroll.setMinimumHeight(em(self, 2))
        self._foot, self._under = QVBoxLayout(), QVBoxLayout()
        self._foot.setContentsMargins(8, 0, 10, 0)
        self._under.setContentsMargins(18, 0, 10, 0)
        self._side_pane = QWidget()
        side_column = QVBoxLayout(self._side_pane)
        side_column.setContentsMargins(0, 0, 0, 0)
        side_column.setSpacing(4)
        side_column.addWidget(self._side, 1)
        side_column.addLayout(self._foot)
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addWidget(self._scroll, _LEFT)
        panes.addWidget(self._side_pane, _RIGHT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(panes, 1)
        whole.addLayout(self._under)
        self.arrange(is_narrow=False)
        self._side.verticalScrollBar().rangeChanged.connect(lambda _low, high: self.more_below.emit(high > 0))
        for key, pages in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            made = QShortcut(QKeySequence(key), self, partial(self._turn, pages))
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def arrange(self, *, is_narrow: bool) -> None:
        """The results beside the boxes; under them where there is no room, and there the help without its drawing."""
        self._is_narrow = is_narrow
        place = self._left if is_narrow else self._right
        for number, part in enumerate(self._beside):
            # Before the stretch at the end.
            place.insertWidget(place.count() - 1 if is_narrow else number, part)
        if self._lowest is not None and not is_narrow:
            self._left.insertWidget(self._left.count() - 1, self._lowest)
        self._side_pane.setVisible(not is_narrow)
        (self._under if is_narrow else self._foot).addWidget(self.help)
        self.fit_help()

    def begin(self, asked: QWidget, *, has_room: bool) -> None:
        """Another card: its top is seen. `asked` stands under the boxes where these leave room (`has_room`).

        Beside them it would lie under everything that is said of somebody who has many findings, and be forgotten.
        """
        self._lowest = asked if has_room else None
        self.arrange(is_narrow=self._is_narrow)
        for area in (self._scroll, self._side):
            area.verticalScrollBar().setValue(0)

    def explain(self, sentence: str, drawing: str) -> None:
        """Say how the box with the keyboard is measured or asked; without a sentence nothing."""
        self.help.explain(sentence, drawing)

    def fit_help(self) -> None:
        """The drawing stands here as long as it hides nothing of what the answers say."""
        if self._is_narrow:
            self.help.give_room(0)
            return
        said = sum(_height(one, self._side.width()) for one in self._said if not one.isHidden())
        self.help.give_room(self.height() - said)

    def show_part(self, part: QWidget) -> None:
        """Bring the widget that has the keyboard into sight, with a little around it."""
        for area in (self._scroll, self._side):
            if area.isAncestorOf(part):
                area.ensureWidgetVisible(part, 0, em(self, 2.4))
                area.horizontalScrollBar().setValue(0)

    def _turn(self, pages: int) -> None:
        """Read on: the results have no place for the keyboard of their own."""
        bar = (self._scroll if self._is_narrow else self._side).verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep() * 4 // 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_help()


def _height(part: QWidget, width: int) -> int:
    layout = part.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.heightForWidth(width)
    return part.sizeHint().height()
