"""Catatan akses: who looked, printed and took away, newest first; of one person or of all; it can be taken along."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.list_tables import ListTable
from core.services.trust.access_log import Access, AccessLine, access_table, log_of, people_at_work
from core.words.periods import date_words
from ui.dialogs.export_list import ExportButtons
from ui.widgets.buttons import button
from ui.widgets.fields import dress
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from ui.context import AppContext

_PAGE, _MOST = 60, 5_000


class AccessLogSheet(SheetContent):
    """The log by who and by what; for those who may see it."""

    manual = "riwayat"
    needs = (Action.SEE_ACCESS_LOG,)
    width_em = 34

    def __init__(self, context: "AppContext", person_id: str = "", name: str = "") -> None:
        """About `person_id` called `name`, or about everybody. Raises NotAllowed without the right."""
        super().__init__()
        self.title = f"Siapa yang melihat {name}" if name else "Catatan akses"
        self._context, self._person_id, self._shown = context, person_id, _PAGE
        self._list = QWidget()
        self.who, self.kind = QComboBox(), QComboBox()
        dress(self.who, "Oleh siapa")
        dress(self.kind, "Apa yang dilakukan")
        for words, value in [("Siapa saja", ""), *((one, one) for one in people_at_work(context.register))]:
            self.who.addItem(words, value)
        for words, what in [("Semua", None), *((one.label, one) for one in Access)]:
            self.kind.addItem(words, what)
        self.export = ExportButtons(context, self._table)
        self.export.name = "Catatan akses"
        self._build()
        for box in (self.who, self.kind):
            box.currentIndexChanged.connect(lambda _index: self._begin())
        self._show()

    def first_field(self) -> QWidget:
        return self.who

    def _lines(self, limit: int) -> tuple[AccessLine, ...]:
        # Qt hands an enum of text back as plain text.
        kind = Access(self.kind.currentData()) if self.kind.currentData() else None
        who = self.who.currentData()
        return log_of(self._context.register, self._person_id or None, kind=kind, who=who, limit=limit)

    def _table(self) -> ListTable:
        return access_table(self._lines(_MOST), written_on=self._context.register.today)

    def _begin(self) -> None:
        self._shown = _PAGE
        self._show()

    def _more(self) -> None:
        self._shown += _PAGE
        self._show()

    def _show(self) -> None:
        found = self._lines(self._shown + 1)
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        day = None
        for one in found[: self._shown]:
            at = one.at.astimezone()
            if at.date() != day:
                day = at.date()
                column.addWidget(line())
                column.addWidget(text(date_words(day), "strong"))
            column.addWidget(text(f"{at:%H.%M}  {_words(one, names_person=not self._person_id)}"))
        if len(found) > self._shown:
            more = button("Tampilkan yang lebih lama", self._more, role="quiet", picture="chevron-down")
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not found:
            column.addWidget(text("Belum ada catatan seperti ini.", "soft"))
        self._column.replaceWidget(self._list, fresh)
        self._list.hide()
        self._list.deleteLater()
        self._list = fresh

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.who, 1)
        head.addWidget(self.kind, 1)
        head.addWidget(self.export)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(8)
        self._column.addWidget(text("Melihat orang yang sama dalam 10 menit menjadi satu baris.", "soft"))
        self._column.addLayout(head)
        self._column.addWidget(self._list)
        self._column.addStretch(1)


def _words(one: AccessLine, *, names_person: bool) -> str:
    """`Bu Sari melihat Aisyah Putri · Halaman orang`."""
    whom = f" {one.person}" if one.person and names_person else ""
    about = f" · {one.text}" if one.text else ""
    return f"{one.who or 'Tanpa nama'} {one.kind.label.lower()}{whom}{about}"
