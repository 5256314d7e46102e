"""Tumbuh Kembang: the children by worry, one big curve, and under it what it says and why."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from core.errors import InputError
from core.rules.permissions import Action
from core.services.growth import measuring
from core.services.growth.growth_review import ReviewLine, review_list
from core.services.list_tables import ListTable, worries_table
from core.services.setup import list_posyandu
from ui.dialogs.export_list import ExportButtons
from ui.icons import icon
from ui.looks import note_look
from ui.models.review import ReviewModel
from ui.pages.page import Page
from ui.pages.refused import is_refused
from ui.pages.tumbuh_kembang.child import ChildPanel
from ui.pages.tumbuh_kembang.list import ReviewList
from ui.theme import em, set_role
from ui.widgets.empty import EmptyPlace
from ui.widgets.fields import dress
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from core.services.register import Changed
    from ui.context import AppContext

_PAUSE_MS = 60
_FOLD_EM, _ROOMY_EM = 40, 54
_ANY_WIDTH = 16_777_215  # Qt's own "no limit"


class TumbuhKembang(Page):
    """The page of the bidan."""

    key = "tumbuh_kembang"
    title = "Tumbuh Kembang"

    def __init__(self, context: "AppContext") -> None:
        """Loaded by `show_with`."""
        super().__init__(context)
        self._is_loaded = False
        self._wants_list = False  # on a narrow screen: the list instead of the child
        self._wanted = ""
        self.field = QLineEdit()
        self.field.setPlaceholderText("Cari di daftar ini")
        dress(self.field, "Cari anak di daftar")
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self.unit = QComboBox()
        dress(self.unit, "Posyandu")
        self.worrying_only = QCheckBox("Yang perlu &perhatian saja")
        self._wish = ""
        self.export = ExportButtons(context, self._table)
        self.export.name = "Tumbuh kembang balita"
        self.model = ReviewModel()
        self.list = ReviewList(self.model)
        self.count = text("", "soft", wraps=False)
        self.child = ChildPanel(context)
        self._nobody = EmptyPlace(
            "sprout", "Belum ada balita di sini", "Daftarkan anak di Warga, atau ambil data desa dari berkas."
        )
        # Walking quickly through the list draws only the child where one stops.
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._connect()

    # --- what the window asks ---

    def show_with(self, **args: object) -> None:
        """`person_id` shows that child."""
        if is_refused(self, Action.SEE_HEALTH):
            return
        person_id = args.get("person_id")
        if isinstance(person_id, str):
            self._wanted, self._wants_list = person_id, False
            self.show_child(person_id)
        if not self._is_loaded:
            self._is_loaded = True
            self._load_units()
            self._load()
        else:
            self._mark_wanted()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changed: "frozenset[Changed]") -> None:
        """Every change may change a verdict."""
        if changed and not is_refused(self, Action.SEE_HEALTH):
            self._wanted = self.child.person_id
            self._load_units()
            self._load()
            if self.child.person_id:
                self.show_child(self.child.person_id)

    def go_back(self) -> bool:
        """Esc: from the search to the whole list, from the curve to the list."""
        if self.field.text():
            self.field.clear()
        self._wants_list = True
        self._show_panes()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def just_typed(self, letters: str) -> bool:
        """Digits choose a chart, letters begin a search: of Joko and Kirana too, so no letter walks the list."""
        if letters.isdecimal():
            self.child.choose_chart(int(letters) - 1)
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.setText(letters)
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the KMS of this child."""
        return self.child.print_card()

    # --- showing ---

    def show_child(self, person_id: str) -> None:
        """Show one child with its curve and verdicts."""
        try:
            history = measuring.growth_history(self.context.register, person_id)
        except InputError as gone:
            self.context.shell.complain(gone)
            return
        self.child.show_child(history)
        note_look(self.context, self, person_id, "Tumbuh kembang")
        self._parts.setCurrentWidget(self.child)
        self._show_count()
        self._show_panes()

    def _show_count(self) -> None:
        row, whole = self.model.row_of(self.child.person_id), len(self.model.lines)
        place = "" if row is None else f"Anak ke-{row + 1} dari {whole} · ganti: Ctrl+↓ ↑"
        self.count.setText(place or f"{whole} anak")

    def _load(self) -> None:
        register, unit = self.context.register, self.unit.currentData()
        self.context.read_long("Melihat pertumbuhan semua balita", lambda _p: review_list(register, unit), self._show)

    def _show(self, lines: Sequence[ReviewLine]) -> None:
        self.model.show_lines(lines, self.field.text(), worrying_only=self.worrying_only.isChecked())
        self._wish = self._wish_words()
        self.export.setVisible(bool(self.model.lines))
        self._show_count()
        if not self.model.all_lines and not self.child.person_id:
            self._parts.setCurrentWidget(self._nobody)
        self._mark_wanted()

    def _wish_words(self) -> str:
        """What the list is narrowed to."""
        unit = self.unit.currentText() if self.unit.currentData() else ""
        worrying = "yang perlu perhatian saja" if self.worrying_only.isChecked() else ""
        typed = self.field.text().strip()
        return " · ".join(part for part in (unit, worrying, f"yang cocok dengan “{typed}”" if typed else "") if part)

    def _table(self) -> ListTable:
        """The list as it is seen; asked for on the worker, so nothing of the window is read here."""
        today = self.context.register.today
        return worries_table(tuple(self.model.lines), "Tumbuh kembang balita", wish=self._wish, written_on=today)

    def _mark_wanted(self) -> None:
        """Mark the child that was asked for; it stays shown also when the filter hides it."""
        row = self.model.row_of(self._wanted) if self._wanted else 0
        if row is not None:
            self.list.choose(row)
        else:
            self.list.clearSelection()

    def _filter(self) -> None:
        self._wanted = ""
        self._show(self.model.all_lines)

    def _moved(self, person_id: str) -> None:
        self._wanted = person_id
        if person_id != self.child.person_id:
            self._soon.start()

    def _step_into(self) -> None:
        self._wants_list = False
        self._show_wanted()
        self._show_panes()
        self.child.take_keyboard()

    def _show_wanted(self) -> None:
        if self._wanted:
            self.show_child(self._wanted)

    def _load_units(self) -> None:
        units = list_posyandu(self.context.register)
        before = self.unit.currentData()
        self.unit.clear()
        for words, value in [("Semua posyandu", None), *((f"Posyandu {one.name}", one.id) for one in units)]:
            self.unit.addItem(words, value)
        self.unit.setCurrentIndex(max(0, self.unit.findData(before)))
        self.unit.setVisible(len(units) > 1)

    # --- inside ---

    def _build(self) -> None:
        self._left = QFrame()
        set_role(self._left, "pane")
        column = QVBoxLayout(self._left)
        column.setContentsMargins(12, 10, 4, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.unit)
        column.addWidget(self.worrying_only)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)
        column.addWidget(self.export, 0, Qt.AlignmentFlag.AlignRight)
        self._parts = QStackedWidget()
        self._parts.addWidget(QWidget())  # until the list is there nobody knows whether it is empty
        self._parts.addWidget(self._nobody)
        self._parts.addWidget(self.child)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(line("upright"))
        row.addWidget(self._parts, 1)

    def _connect(self) -> None:
        for keys, step in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            walk = QShortcut(QKeySequence(keys), self, partial(self.list.step, step))
            walk.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._soon.timeout.connect(self._show_wanted)
        self.field.textChanged.connect(lambda _text: self._filter())
        self.list.follow(self.field)
        self.field.returnPressed.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.unit.activated.connect(lambda _index: self._load())
        self.worrying_only.toggled.connect(lambda _on: self._filter())
        self.list.moved.connect(self._moved)
        self.list.entered.connect(self._step_into)
        self.child.back_wanted.connect(self.go_back)
        self.list.letters_typed.connect(self.just_typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_panes()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show_panes()

    def _show_panes(self) -> None:
        """On a narrow screen the child takes the place of the list; Ctrl with an arrow walks all the same."""
        is_folded = self.width() < em(self, _FOLD_EM)
        has_child = bool(self.child.person_id) and not self._wants_list
        width = _ANY_WIDTH if is_folded else em(self, 14 if self.width() < em(self, _ROOMY_EM) else 17)
        self._left.setMinimumWidth(0 if is_folded else width)
        self._left.setMaximumWidth(width)
        if is_folded and has_child and self._left.isAncestorOf(self.window().focusWidget()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left.setVisible(not (is_folded and has_child))
        self._parts.setVisible(not is_folded or has_child)
        self.child.show_way_back(is_folded)
