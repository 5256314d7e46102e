"""Bersihkan data ganda: the pairs that may be one person, likeliest first, and what was made one before."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from core.errors import BukuError, InputError
from core.rules.permissions import Action
from core.services.list_tables import ListTable, pairs_table
from core.services.people import duplicates, merging
from core.services.people.duplicates import DuplicatePair
from core.services.people.merging import MergedLine
from core.words.names import mother_words
from core.words.periods import date_short, date_words
from ui.dialogs.export_list import ExportButtons
from ui.dialogs.merge_sheet import MergeSheet
from ui.palette import INK, INK_SOFT
from ui.widgets.buttons import button
from ui.widgets.fields import set_sentence
from ui.widgets.person_list import draw_choice, halves, write
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from ui.context import AppContext

_PAIR = Qt.ItemDataRole.UserRole
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SHOWN_MERGES = 5
_Index = QModelIndex | QPersistentModelIndex


class DuplicateQueue(SheetContent):
    """The list of pairs in a sheet; Enter lays one side by side, and afterwards the list comes back without it."""

    title = "Bersihkan data ganda"
    width_em = 40
    needs = (Action.MERGE_PEOPLE,)

    def __init__(self, context: "AppContext", pairs: Sequence[DuplicatePair] | None = None) -> None:
        """Look through the register, or go on with the `pairs` of before."""
        super().__init__()
        self._context = context
        self.model = PairModel()
        self.list = PairList(self.model)
        self.list.opened.connect(self._compare)
        self.said = text("Sedang mencari …", "heading")
        self._hint = text("", "soft")
        self._again = button("Cari lagi", self._search, picture="search")
        self.export = ExportButtons(context, self._table)
        self.export.name = "Mungkin data ganda"
        self._merges = QVBoxLayout()
        self._build()
        self._show_merges()
        if pairs is None:
            self._search()
        else:
            self._show(tuple(pairs))

    def first_field(self) -> QWidget:
        return self.list if self.model.rowCount() else self._again

    def _search(self) -> None:
        register = self._context.register
        set_sentence(self._hint, "Membandingkan NIK, nama, tanggal lahir, dan ibu.", is_error=False)
        self._context.read_long(
            "Mencari data ganda",
            lambda progress: duplicates.duplicate_queue(register, progress=progress),
            self._show,
            self._failed,
        )

    def _show(self, pairs: tuple[DuplicatePair, ...]) -> None:
        self.model.show_pairs(pairs)
        self.said.setText(f"{len(pairs)} pasang mungkin orang yang sama" if pairs else "Tidak ada data ganda")
        hint = "Enter membandingkan keduanya. Tidak ada yang disatukan tanpa Anda."
        set_sentence(self._hint, hint if pairs else "Setiap orang tercatat satu kali.", is_error=False)
        self.list.setVisible(bool(pairs))
        self.export.setVisible(bool(pairs))
        if pairs:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self) -> ListTable:
        """The pairs as they are seen, to be asked about from house to house."""
        pairs, today = tuple(self.model.pairs), self._context.register.today
        return pairs_table(pairs, "Mungkin orang yang sama", written_on=today)

    def _failed(self, error: BukuError) -> None:
        set_sentence(self._hint, error.message, is_error=True)

    def _compare(self, pair: DuplicatePair) -> None:
        context, rest = self._context, [one for one in self.model.pairs if one is not pair]

        def go_on(gone_id: str) -> None:
            left = [one for one in rest if gone_id not in (one.one.id, one.other.id)]
            context.shell.open_sheet(DuplicateQueue(context, left))

        try:
            sheet = MergeSheet(context, pair.one.id, pair.other.id, go_on)
        except InputError as error:
            self._failed(error)
            return
        self.finished.emit()
        context.shell.open_sheet(sheet)

    # --- what was made one before ---

    def _show_merges(self) -> None:
        while item := self._merges.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        merges = merging.merged_people(self._context.register, _SHOWN_MERGES)
        if merges:
            self._merges.addWidget(line())
            self._merges.addWidget(text("Yang sudah disatukan", "heading"))
        for merged in merges:
            self._merges.addWidget(self._merge_row(merged))

    def _merge_row(self, merged: MergedLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        who = f" oleh {merged.who}" if merged.who else ""
        on = date_words(merged.at.astimezone().date())
        is_one_name = merged.gone_name == merged.keep_name
        names = merged.keep_name if is_one_name else f"{merged.gone_name} ke {merged.keep_name}"
        row.addWidget(text(f"{names}, {on}{who}"), 1)
        parts = button("Pisahkan lagi", partial(self._part, merged), role="quiet", picture="undo-2")
        self._context.guard(parts, Action.MERGE_PEOPLE)
        parts.setAccessibleName(f"Pisahkan lagi {merged.gone_name} dari {merged.keep_name}")
        row.addWidget(parts)
        return holder

    def _part(self, merged: MergedLine) -> None:
        context = self._context

        def done(_entry_id: str) -> None:
            context.announce(f"{merged.gone_name} dan {merged.keep_name} kembali menjadi dua catatan.")
            self._show_merges()
            self._search()

        context.write("Memisahkan", lambda: merging.unmerge(context.register, merged.gone_id), done, self._failed)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.said, 1)
        head.addWidget(self.export)
        head.addWidget(self._again)
        self.export.hide()
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
        column.addLayout(self._merges)
        column.addStretch(0)


class PairModel(QAbstractListModel):
    """Rows of pairs."""

    def __init__(self) -> None:
        """No pairs yet."""
        super().__init__()
        self.pairs: list[DuplicatePair] = []

    def show_pairs(self, pairs: Sequence[DuplicatePair]) -> None:
        """Show exactly these."""
        self.beginResetModel()
        self.pairs = list(pairs)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        pair = self.pairs[index.row()]
        if role == _PAIR:
            return pair
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " · ".join((names_words(pair), births_words(pair), why_words(pair)))
        return None


class PairList(QListView):
    """Pairs to walk with the arrow keys; Enter or a click opens one."""

    opened = Signal(object)  # DuplicatePair

    def __init__(self, model: PairModel) -> None:
        """Show `model`."""
        super().__init__()
        self._pairs = model
        self.setModel(model)
        self.setItemDelegate(PairPainter(self))
        self.setAccessibleName("Pasangan yang mungkin ganda")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._pairs.pairs[index.row()])


class PairPainter(QStyledItemDelegate):
    """Draws one pair in two lines: both names with why, beneath birth dates, mother and place."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, round(option.fontMetrics.height() * 2.65))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        pair: DuplicatePair = index.data(_PAIR)
        painter.save()
        draw_choice(painter, option)
        upper, lower = halves(option.rect.adjusted(12, 5, -12, -5))
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(INK))
        write(painter, upper, names_words(pair))
        painter.setFont(option.font)
        painter.setPen(QColor(INK_SOFT))
        write(painter, lower, f"{why_words(pair)} · {births_words(pair)}")
        painter.restore()


def names_words(pair: DuplicatePair) -> str:
    """`Aisyah Putri dan Aisah Putri`, or one name when both are called so."""
    one, other = pair.one.name, pair.other.name
    return f"{one}  (dua catatan)" if one == other else f"{one}  dan  {other}"


def births_words(pair: DuplicatePair) -> str:
    """The birth date (both when they differ), and the mother."""
    births = dict.fromkeys(date_short(line.born_on) for line in (pair.one, pair.other))
    mother = pair.one.mother or pair.other.mother
    return " · ".join(part for part in (f"lahir {' / '.join(births)}", mother_words(mother)) if part)


def why_words(pair: DuplicatePair) -> str:
    """What agrees, in words."""
    return ", ".join(pair.likeness.reasons)
