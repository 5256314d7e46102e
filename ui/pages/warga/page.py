"""Warga: everybody of the village in one list, and from it the page of each person and of each family."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.list_tables import ListTable, people_table
from core.services.people.people_filters import EVERYBODY, PeopleFilter
from core.services.people.people_lists import count_people, everybody_of
from ui.dialogs.export_list import ExportButtons
from ui.forms.enter_flow import focus
from ui.icons import icon
from ui.models.people import PeopleModel, PeopleQuery
from ui.pages.page import Page
from ui.pages.warga.family import FamilyPanel
from ui.pages.warga.filters import FilterBar
from ui.pages.warga.person import PersonPanel
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.empty import EmptyPlace
from ui.widgets.fields import dress
from ui.widgets.person_list import PersonListView
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from core.services.register import Changed
    from ui.context import AppContext

_PAUSE_MS = 60
_FOLD_EM = 76  # in less room a person or family has the page to itself


class Warga(Page):
    """The list of people with filters, the page of one person, and the page of one family."""

    key = "warga"
    title = "Warga"

    def __init__(self, context: "AppContext") -> None:
        """Loaded by `show_with`."""
        super().__init__(context)
        self._is_loaded = False
        self.field = QLineEdit()
        self.field.setPlaceholderText("Cari nama, ibu, NIK, atau alamat")
        dress(self.field, "Cari warga")
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self.filters = FilterBar(context)
        self.model = PeopleModel()
        self.list = PersonListView(self.model, "Daftar warga")
        self.list.follow(self.field, lambda: self.reload() if self._pause.isActive() else None)
        self.export = ExportButtons(context, self._table)
        self.export.name = "Daftar warga"
        self._shown = PeopleQuery()
        self._counts: dict[PeopleFilter, int] = {}  # how many fit, until something changes
        self.panel, self.family = PersonPanel(context), FamilyPanel(context)
        self._came_from = ""  # the person from whose page the family was opened
        self._nobody = EmptyPlace("users", "Pilih seorang warga", "Catatannya tampak di sini.")
        self._no_match = EmptyPlace(
            "search",
            "Tidak ada yang cocok",
            "Coba beberapa huruf saja, atau nama ibunya. Bila memang belum tercatat, daftarkan.",
        )
        self._no_people = EmptyPlace(
            "users", "Belum ada warga", "Ambil data desa sekaligus, atau daftarkan satu per satu lewat tombol di atas."
        )
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._connect()

    # --- what the window asks ---

    @property
    def manual(self) -> str:
        """A family has a page of its own."""
        return "keluarga" if self.family.family_id else ""

    def show_with(self, **args: object) -> None:
        """`person_id` opens that person, `family_id` that family."""
        if not self._is_loaded:
            self._is_loaded = True
            self.filters.load()
            self.reload()
        person_id, family_id = args.get("person_id"), args.get("family_id")
        if isinstance(person_id, str):
            self._step_into(person_id)
        elif isinstance(family_id, str):
            self.open_family(family_id)
        elif self.family.family_id:
            self.family.take_keyboard()
        elif self.panel.person_id:
            self.panel.take_keyboard()
        else:
            focus(self.field)

    def refresh(self, changed: "frozenset[Changed]") -> None:
        """Everything here follows people, places and measurements."""
        if changed:
            self._counts.clear()
            self.filters.load()
            self.reload()
            if self.panel.person_id:
                self.panel.show_person(self.panel.person_id)
            if self.family.family_id:
                self.family.again()
            self._show_panes()
            QTimer.singleShot(0, self, self._keep_keyboard)

    def go_back(self) -> bool:
        """Esc: from a family to the person it was opened from, from there to the list, from a search to everybody."""
        if self.family.family_id and self._came_from:
            self._step_into(self._came_from)
            return True
        if self.field.text():
            self.field.clear()
        self._forget()
        focus(self.field)
        return True

    def just_typed(self, letters: str) -> bool:
        """Letters begin a search of the list."""
        self._forget()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setText(letters)
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the KMS of the child that is shown, for the others the choice of papers."""
        deeds, has_kms = self.panel.deeds, self.panel.history is not None
        if deeds is not None and not has_kms and self.context.may(Action.PRINT_PAPERS):
            deeds.choose_paper()
            return True
        return self.panel.print_card()

    # --- the list ---

    def query(self) -> PeopleQuery:
        """What field and filters ask for."""
        return PeopleQuery(self.field.text().strip(), self.filters.wanted(), self.filters.order.currentData())

    def reload(self) -> None:
        """List anew; the person that was marked stays marked."""
        self._pause.stop()
        before = self.panel.person_id or self.list.chosen()
        query = self._shown = self.query()
        self.model.show_query(self.context.register, query)
        self._tell_count(self.model.total)
        is_filtered = bool(query.text) or query.wanted != EVERYBODY
        nothing = self._no_match if is_filtered else self._no_people
        self._list_or_nothing.setCurrentWidget(self.list if self.model.lines else nothing)
        row = self.model.row_of(before) if before and not query.text else 0
        if row is not None:
            self.list.choose(row)

    def _tell_count(self, known: int | None) -> None:
        """How many there are; in a big register that is counted beside the first rows, not before them."""
        query = self._shown
        what = "yang paling cocok" if query.text else "balita" if query.wanted.is_under_five else "warga"
        count = self._counts.get(query.wanted) if known is None else known
        if count is not None:
            self.filters.count.setText(f"{count:,} {what}".replace(",", "."))
            return
        self.filters.count.setText(f"lebih dari {len(self.model.lines)} {what}")
        register = self.context.register
        self.context.read_long(
            "Menghitung warga",
            lambda _progress: count_people(register, query.wanted),
            lambda counted: self._counted(query, counted),
        )

    def _counted(self, query: PeopleQuery, count: int) -> None:
        if query == self._shown:  # else something else is asked for by now
            self._counts[query.wanted] = count
            self._tell_count(count)

    def open_person(self, person_id: str) -> None:
        """Show a person, whether or not the list has it."""
        self.family.forget()
        self._came_from = ""
        self.panel.show_person(person_id)
        row = self.model.row_of(person_id)
        if row is not None:
            self.list.choose(row)
        else:
            self.list.clearSelection()
        self._show_panes()

    def open_family(self, family_id: str) -> None:
        """Show a family in place of the person; Esc leads back to whoever was shown."""
        self._came_from = self.panel.person_id
        self.family.show_family(family_id)
        self._show_panes()
        self.family.take_keyboard()

    def take_keyboard(self) -> None:
        """On the first deed of whoever is shown, else in the search."""
        self.show_with()

    def _keep_keyboard(self) -> None:
        """What had the keyboard may have been drawn anew: it is never left nowhere."""
        if self.window().focusWidget() is None and self.isVisible():
            self.show_with()

    def _forget(self) -> None:
        self.panel.forget()
        self.family.forget()
        self._came_from = ""
        self._show_panes()

    def _step_into(self, person_id: str) -> None:
        self.open_person(person_id)
        self.panel.take_keyboard()

    def _table(self) -> ListTable:
        """The whole list as it is seen; asked for on the worker, so nothing of the window is read here."""
        query, register = self._shown, self.context.register
        lines = tuple(self.model.lines) if query.text else everybody_of(register, query.wanted, order=query.order)
        searched = f"yang cocok dengan “{query.text}”" if query.text else ""
        wish = " · ".join(part for part in (searched, query.wanted.words()) if part)
        return people_table(lines, "Daftar warga", wish=wish, written_on=register.today)

    # --- deeds ---

    def register_new(self) -> None:
        """Register somebody."""
        from ui.dialogs.person_form import PersonFormSheet

        sheet = PersonFormSheet(self.context)
        sheet.saved.connect(self._step_into)
        self.context.shell.open_sheet(sheet)

    def register_family(self) -> None:
        """Register a family that is new to the village, all at once."""
        from core.services.life_events.table import EVENTS
        from ui.dialogs.life_event_sheet import LifeEventSheet

        event = next(one for one in EVENTS if one.key == "moved_in")
        self.context.shell.open_sheet(LifeEventSheet(self.context, event))

    def show_deeds(self) -> None:
        """What was written lately, each with its way back."""
        from ui.dialogs.deeds_sheet import DeedsSheet

        self.context.shell.open_sheet(DeedsSheet(self.context))

    def import_village(self) -> None:
        """Import people from a workbook."""
        from ui.dialogs.import_village import ImportVillage

        self.context.shell.open_sheet(ImportVillage(self.context))

    def clean_duplicates(self) -> None:
        """Look for people who were written down twice."""
        from ui.pages.warga.duplicates import DuplicateQueue

        self.context.shell.open_sheet(DuplicateQueue(self.context))

    # --- inside ---

    def _build(self) -> None:
        self._left = self._list_pane()
        self._person_or_nobody = QStackedWidget()
        self._person_or_nobody.addWidget(self._nobody)
        self._person_or_nobody.addWidget(self.panel)
        self._person_or_nobody.addWidget(self.family)
        self._upright = line("upright")
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._left, 5)
        row.addWidget(self._upright)
        row.addWidget(self._person_or_nobody, 7)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._title = self._head()
        whole.addWidget(self._title)
        whole.addWidget(line())
        whole.addLayout(row, 1)

    def _head(self) -> QWidget:
        holder = QWidget()
        set_role(holder, "pane")
        head = QHBoxLayout(holder)
        head.setContentsMargins(16, 6, 12, 6)
        head.setSpacing(4)
        head.addWidget(text("Warga", "heading", wraps=False))
        deeds = QWidget()
        flow = FlowLayout(deeds, 4)
        for words, deed, picture, action in (
            ("Daftarkan &warga", self.register_new, "user-plus", Action.REGISTER_PEOPLE),
            ("&Keluarga pindah datang", self.register_family, "house", Action.REGISTER_PEOPLE),
            ("Ambil data d&esa", self.import_village, "file-spreadsheet", Action.IMPORT),
            ("Perubahan te&rakhir", self.show_deeds, "undo-2", Action.UNDO_OWN),
        ):
            one = button(words, deed, role="quiet", picture=picture)
            self.context.guard(one, action)
            flow.addWidget(one)
        head.addWidget(deeds, 1)
        return holder

    def _list_pane(self) -> QFrame:
        pane = QFrame()
        set_role(pane, "pane")
        column = QVBoxLayout(pane)
        column.setContentsMargins(12, 10, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.filters)
        self._list_or_nothing = QStackedWidget()
        self._list_or_nothing.setMinimumHeight(em(self, 2))  # large type on a small screen: the filters stay whole
        self._list_or_nothing.addWidget(self.list)
        self._list_or_nothing.addWidget(self._no_match)
        self._list_or_nothing.addWidget(self._no_people)
        column.addWidget(self._list_or_nothing, 1)
        below = QHBoxLayout()
        clean = button("Bersihkan data &ganda", self.clean_duplicates, role="quiet", picture="users")
        self.context.guard(clean, Action.MERGE_PEOPLE)
        below.addWidget(clean)
        below.addStretch(1)
        below.addWidget(self.export)
        column.addLayout(below)
        return pane

    def _connect(self) -> None:
        self._pause.timeout.connect(self.reload)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.filters.changed.connect(self.reload)
        self.list.opened.connect(self._step_into)
        self.list.letters_typed.connect(self.just_typed)
        for panel in (self.panel, self.family):
            panel.person_wanted.connect(self._step_into)
            panel.back_wanted.connect(self.go_back)
        self.panel.family_wanted.connect(self.open_family)
        self.panel.letters_typed.connect(self.just_typed)

    def _is_folded(self) -> bool:
        return self.width() < em(self, _FOLD_EM)

    def _show_panes(self) -> None:
        """Where there is little room, a person or a family takes the place of the list."""
        has_family = bool(self.family.family_id)
        has_person = bool(self.panel.person_id) or has_family
        shown = self.family if has_family else self.panel if has_person else self._nobody
        self._person_or_nobody.setCurrentWidget(shown)
        is_folded = self._is_folded()
        for part in (self._left, self._title):
            part.setVisible(not (is_folded and has_person))
        self._person_or_nobody.setVisible(not is_folded or has_person)
        self._upright.setVisible(not is_folded)
        self.panel.show_way_back(is_folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_panes()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show_panes()
