"""The one window: rail, top bar, the page, and the quiet lines that speak to the user."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from core.errors import BukuError, NotAllowed
from core.rules.permissions import refusal
from core.usual_register import usual_register
from core.words.roles import roles_words
from ui import theme
from ui.actions import ACTIONS
from ui.handing_over import WaitingSheets
from ui.icons import icon
from ui.manual import page_of
from ui.navigation import places
from ui.open_pages import OpenPages
from ui.pages.page import Page
from ui.pages.refused import may_open
from ui.safety_words import safety_words
from ui.widgets.notices import Complaint, Foot, JobLine, QuietLine, StatusLine
from ui.widgets.rail import Rail
from ui.widgets.sheet import Sheet, SheetContent
from ui.widgets.texts import line
from ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from core.services.register import Register
    from core.services.views import PersonLine
    from core.words.roles import User
    from ui.context import AppContext
    from ui.gate import Gate
    from ui.widgets.search_box import Offer

_NARROW = 1200
_PROGRAM = "Buku Posyandu"


class MainWindow(QMainWindow):
    """The window, and the `Shell` of every page."""

    wants_register = Signal(str)  # a place to open instead of the present one
    reopened = Signal(object)  # the Register that takes the place of the present one, open already
    font_changed = Signal(int)

    def __init__(self) -> None:
        """An empty window that can be shown before any register is open."""
        super().__init__()
        self.context: AppContext | None = None
        self._pages = OpenPages()
        self._sheet: Sheet | None = None
        self._waiting = WaitingSheets()
        self._help: Sheet | None = None  # lies over the other sheet, so that F1 helps there too
        self._page_keys: list[QShortcut] = []
        self._keys: list[QShortcut] = []
        self.gate: Gate | None = None  # there only where accounts are
        self._manual = "memulai"  # of what is shown instead of a page
        self._wanted: tuple[str, dict[str, object]] = ("beranda", {})
        self.setWindowTitle(_PROGRAM)
        self.setWindowIcon(icon("logo"))
        self.rail = Rail(places())
        self.top_bar = TopBar(self._find_people)
        self.top_bar.search.explain = self._why_nobody
        self.top_bar.search.offer = self._offer_reply
        self.complaint, self.quiet_line, self.job_line = Complaint(), QuietLine(), JobLine()
        self.status_line = StatusLine()
        self.foot = Foot(self.status_line, self.quiet_line, self.job_line)
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        # A page that wishes for more room than a small screen has scrolls; the window never outgrows it.
        self.setMinimumSize(800, 520)
        self.resize(1366, 768)

    def show_whole(self, widget: QWidget, manual: str = "memulai") -> None:
        """Show `widget` alone, without rail and bars: opening, first start, or a register that cannot be opened.

        `manual` is the page of the manual about it.
        """
        self._manual = manual
        self._dress(shown=False)
        self._put_in_front(widget)

    def show_early(self, widget: QWidget, where: str, who: str) -> None:
        """The window is there and can be used; what is pressed waits for the register, which is being opened."""
        self._manual = "beranda"
        self._dress(shown=True)
        from core.services.demo_village.places import is_demo

        self.top_bar.show_place(where, who, is_demo=is_demo(where.rpartition("  ·  ")[2]))
        self.status_line.say("Membuka catatan …")
        self.rail.mark("beranda")
        self._put_in_front(widget)

    def begin(self, context: "AppContext") -> None:
        """A register is open: show the rail and the first page."""
        self.context = context
        for jobs in context.runners:
            jobs.shown.connect(self.job_line.begin)
            jobs.progressed.connect(self.job_line.report)
            jobs.hidden.connect(self.job_line.end)
            # Methods, not lambdas: the runner outlives this window when another register is opened.
            jobs.cancelled.connect(self._say_cancelled)
        context.refresher.changed.connect(self.show_state)
        self._dress(shown=True)
        self._build_gate(context)
        self.show_state()
        key, args = self._wanted
        self.navigate(key, **args)
        self.top_bar.search.look_again()

    # --- what the pages ask of the window ---

    def navigate(self, key: str, **args: object) -> None:
        """Go to the page `key`; its `show_with` receives `args`. A page may ask to stay first."""
        place = next((one for one in places() if one.key == key), None)
        if self.context is None:
            # Pressed before the register is open: done a moment later.
            self._wanted = (key, args)
            self.rail.mark(key)
            return
        if place is None or self.rail.isHidden() or not self._may_leave(key):
            self.rail.mark(self.page.key if self.page else "")
            return
        page = self._pages.page(place, self.context)
        self.rail.mark(key)
        self._put_in_front(page)
        self.context.refresher.show(page)
        page.show_with(**args)

    def announce(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say quietly that something is done, with its way back."""
        self.quiet_line.say(text, undo)

    def _say_cancelled(self, what: str) -> None:
        self.announce(f"Dibatalkan: {what}")

    def complain(self, error: BukuError) -> None:
        """Say what went wrong above the page, where it stays until read."""
        self.complaint.say(error)

    def open_sheet(self, content: SheetContent) -> None:
        """Slide `content` over the window, or say whose work it is."""
        missing = next((one for one in content.needs if self.context and not self.context.may(one)), None)
        if missing is not None:
            self.complain(NotAllowed(refusal(missing)))
            content.deleteLater()
        elif self._sheet is None:
            self._sheet = sheet = Sheet(self._whole, content)
            sheet.closed.connect(lambda: self._forget_sheet(sheet))
            self._hear_page_keys()

    def set_font_percent(self, percent: int) -> None:
        """Show everything at `percent`; remembered by whoever listens to `font_changed`."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, percent)
        self._fit()
        self.font_changed.emit(percent)

    def restart_with(self, place: str) -> None:
        """Open another register in this window."""
        self.wants_register.emit(place)

    def adopt(self, register: "Register") -> None:
        """Go on with `register`, which is open already, instead of the present one."""
        self.reopened.emit(register)

    def ask_other_register(self) -> None:
        """Choose another register file and open it instead of this one."""
        # Other books lie beside this one or the usual one, in a folder nobody finds by herself.
        place = self.context.register.database.place if self.context else str(usual_register())
        folder = str(usual_register().parent if "://" in place else Path(place).parent)
        dialog = QFileDialog(self, "Buka register lain", folder, "Register (*.db)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.restart_with)
        dialog.open()

    def bring_village_in(self) -> None:
        """The sheet that brings a village's people in from a file."""
        from ui.dialogs.import_village import ImportVillage

        if self.context is not None:
            self.open_sheet(ImportVillage(self.context))

    def show_state(self) -> None:
        """Show anew where we are, who is at the keyboard, and that everything is kept."""
        if self.context is None:
            return
        from core.services.demo_village.places import is_demo
        from core.services.first_look import place_words
        from core.services.setup import list_posyandu

        units = list_posyandu(self.context.register)
        where = place_words(tuple(unit.name for unit in units), units[0].village) if units else ""
        user = self.context.register.user
        roles = roles_words(user.roles) if user else ""
        is_invented = any(is_demo(unit.village, unit.regency) for unit in units)
        self.top_bar.show_place(where, self.context.register.who, roles, is_demo=is_invented)
        self.setWindowTitle(f"{where} – {_PROGRAM}" if where else _PROGRAM)
        words, is_worrying = safety_words(self.context.register, is_invented=is_invented)
        self.status_line.say(words, is_worrying=is_worrying)

    # --- the deeds of ui/actions.py ---

    def begin_search(self) -> None:
        """Ctrl+K."""
        self.top_bar.search.begin()

    def go_back(self) -> None:
        """Esc: out of the sheet, out of the search, or a step back inside the page."""
        sheet = self._help or self._sheet
        if sheet is not None:
            sheet.ask_close()
        elif self.top_bar.search.hasFocus():
            self.top_bar.search.put_away()
            if self.page:
                self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            # Pages, the lock and the first start know their own steps back.
            step_back = getattr(self.stack.currentWidget(), "go_back", None)
            if step_back is not None:
                step_back()

    def lock(self) -> None:
        """Ctrl+L: cover the page; without accounts, only ask for the name."""
        if self.gate is not None:
            self.gate.lock()
        elif not self.rail.isHidden():
            self._change_who()

    def undo(self) -> None:
        """Ctrl+Z: take the last deed back."""
        if not self.quiet_line.undo():
            self.announce("Tidak ada yang perlu diurungkan.")

    def go_to_step(self, step: int) -> None:
        """F3 to F6: langkah 2 to 5 of the open day."""
        self.navigate("hari_buka", step=step)

    def print_now(self) -> None:
        """Ctrl+P: print what is on screen."""
        if self.page and not self.page.print_now():
            self.announce("Di sini belum ada yang bisa dicetak. Buka Laporan & Cetak.")

    def help(self) -> None:
        """F1: the manual, open at what is in front."""
        from ui.dialogs.help_sheet import HelpSheet

        if self._help is None:
            self._help = Sheet(self._whole, HelpSheet(self._manual_page()))
            self._help.closed.connect(self._forget_help)
            self._hear_page_keys()

    def larger_text(self) -> None:
        """Ctrl++."""
        self.set_font_percent(theme.next_percent(theme.font_percent(), larger=True))

    def smaller_text(self) -> None:
        """Ctrl+−."""
        self.set_font_percent(theme.next_percent(theme.font_percent(), larger=False))

    def normal_text(self) -> None:
        """Ctrl+0."""
        self.set_font_percent(100)

    @property
    def page(self) -> Page | None:
        """The page that is seen, if any."""
        current = self.stack.currentWidget()
        return current if isinstance(current, Page) else None

    # --- Qt ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        with_command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        sentence = self.context.rights.sentence_of(QKeySequence(event.keyCombination())) if self.context else ""
        if sentence:
            self.announce(sentence)
            return
        if typed.isalnum() and not with_command and self.page and not (self._sheet or self._help):
            if not self.page.just_typed(typed):
                self.top_bar.search.begin(typed)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        is_covered = self.gate is not None and self.gate.is_locked
        if self._sheet is not None and self._sheet.has_unsaved and not is_covered:
            self._sheet.ask_close()
            event.ignore()
        else:
            event.setAccepted(self._may_leave(""))

    # --- inside ---

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._lines = (line(), line())
        for above in (self.top_bar, self._lines[0], self.complaint):
            column.addWidget(above)
        column.addWidget(self.stack, 1)
        for below in (self._lines[1], self.foot):
            column.addWidget(below)
        self._whole = QWidget()
        row = QHBoxLayout(self._whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(self._whole)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.navigate)
        self.top_bar.person_chosen.connect(self._open_person)
        self.top_bar.who_pressed.connect(self._change_who)
        for action in ACTIONS:
            for keys in action.shortcuts:
                deed = partial(getattr(self, action.method), *action.arguments)
                shortcut = QShortcut(QKeySequence(keys), self, deed)
                self._keys.append(shortcut)
                if action.is_of_page:
                    self._page_keys.append(shortcut)
        for place in places():
            for keys in (place.shortcut, *place.other_keys):
                args = place.other_args if keys in place.other_keys else {}
                go = QShortcut(QKeySequence(keys), self, partial(self.navigate, place.key, **args))
                self._page_keys.append(go)
                self._keys.append(go)
        self.job_line.cancelled.connect(self._cancel_jobs)

    def _dress(self, *, shown: bool) -> None:
        for part in (self.rail, self.top_bar, self.foot, *self._lines):
            part.setVisible(shown)

    def _put_in_front(self, widget: QWidget) -> None:
        if self.stack.indexOf(widget) < 0:
            self.stack.addWidget(widget)
        before = self.stack.currentWidget()
        self.stack.setCurrentWidget(widget)
        # What is not a page is shown once only.
        if before is not None and before is not widget and not isinstance(before, Page):
            self.stack.removeWidget(before)
            before.deleteLater()

    def _fit(self) -> None:
        self.rail.fit(self.width(), self.height())
        self.top_bar.search.setFixedWidth(theme.em(self, 17 if self.width() >= _NARROW else 14))

    def _may_leave(self, key: str) -> bool:
        return self.page is None or self.page.key == key or self.page.may_leave()

    def _open_person(self, person_id: str) -> None:
        keys = {place.key for place in places()}
        self.navigate("warga" if "warga" in keys else "hari_buka", person_id=person_id)

    def _build_gate(self, context: "AppContext") -> None:
        if context.register.user is None or self.gate is not None:
            return
        from ui.gate import Gate

        self.gate = Gate(self, context, self._keys)
        self.gate.let_in.connect(self.show_state)
        self.gate.handed_over.connect(self._hand_over)
        self.gate.uncovered.connect(self._hear_page_keys)

    def _change_who(self) -> None:
        from ui.dialogs.who_sheet import WhoSheet

        if self.gate is not None:
            self.gate.lock(can_leave=True)
        elif self.context is not None:
            content = WhoSheet(self.context)
            content.finished.connect(self.show_state)
            self.open_sheet(content)

    def _find_people(self, text: str) -> "Sequence[PersonLine] | None":
        if self.context is None:
            return None
        from core.services.people.people_search import search

        return search(self.context.register, text, limit=8)

    def _why_nobody(self, text: str) -> str:
        if self.context is None:
            return ""
        from core.services.people.card_codes import advice

        return advice(self.context.register, text)

    def _offer_reply(self, text: str) -> "Offer | None":
        from ui.dialogs.reply_sheet import reply_offer

        return reply_offer(self.context, text)

    def _cancel_jobs(self) -> None:
        if self.context is not None:
            for jobs in self.context.runners:
                jobs.cancel()

    def _forget_sheet(self, sheet: Sheet) -> None:
        # One that waits for its person may end by itself while another is in front.
        if self._sheet is sheet:
            self._sheet = None
            self._hear_page_keys()
            # What opened it may be out of sight now: Qt would give the keyboard to the rail, and Enter would lead away.
            if self.page is not None and not self.page.isAncestorOf(self.focusWidget()):
                self.page.take_keyboard()

    def _hand_over(self, before: "User | None", now: "User | None") -> None:
        """Somebody else is at the keyboard: an open sheet is only for whoever may see as much."""
        self._sheet, words = self._waiting.hand_over(self._sheet, before, now)
        self._hear_page_keys()
        if before != now:  # what was told to the one before, and her way back, are not for the next
            self.quiet_line.forget()
            self.complaint.hide()
        if self.page is not None and self.context is not None and not may_open(self.page.key, self.context):
            self.navigate(self.page.key)
        if words:
            self.announce(words)

    def _forget_help(self) -> None:
        self._help = None
        self._hear_page_keys()

    def _hear_page_keys(self) -> None:
        """Places and deeds of the page answer to their keys only while no sheet lies over it."""
        for key in self._page_keys:
            key.setEnabled(self._sheet is None and self._help is None)

    def _manual_page(self) -> str:
        own = (self._sheet.manual if self._sheet else "") or (self.page.manual if self.page else "")
        return own or (page_of(self.page.key) if self.page else self._manual)
