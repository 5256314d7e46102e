"""Papers of a hari buka and cards to fill in: a list on the left, the chosen one as it will look on the right."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.errors import BukuError, InputError
from core.rules.permissions import Action
from core.services.day.open_day import list_days
from core.services.views import DayView
from core.words.periods import weekday_words
from printouts.paper import paper_named
from ui.dialogs.save_file import SavePlace, file_name
from ui.pages.laporan.day_papers import (
    AFTER,
    BEFORE,
    DAY_PAPERS,
    DayPaper,
    Wish,
    finish,
    finish_all,
    first_look,
    write_paper,
)
from ui.pages.laporan.finished import FinishedPaper
from ui.palette import INK_SOFT
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.fields import dress
from ui.widgets.paper_thumb import PaperThumb
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_PAUSE_MS = 120
_DAYS = 60
_LIST_EM = 17
_KEY = Qt.ItemDataRole.UserRole
_BUNDLE = "Kertas sebelum hari buka"
_NO_NEXT = "Belum ada hari buka berikutnya. Rencanakan dulu di Hari Buka, atau pilih sendiri harinya di atas."


class DayPapersPane(QFrame):
    """Chooses a day and a paper: `turned` tells of another one, `wanted` asks for it, `made` gives it finished."""

    made = Signal(object)  # FinishedPaper
    wanted = Signal()
    turned = Signal()

    def __init__(self, context: "AppContext") -> None:
        """The first paper, for the day that comes next."""
        super().__init__()
        set_role(self, "pane")
        self._context = context
        self._unit_id: str | None = None
        self._days: tuple[DayView, ...] = ()
        self._is_chosen = False  # whether somebody chose the day
        self._look, self._turned_to = 0, ""
        self.day, self.kind, self.paper_size = QComboBox(), QComboBox(), QComboBox()
        dress(self.day, "Hari buka yang mana")
        dress(self.kind, "Kartu atau lembar yang mana")
        dress(self.paper_size, "Ukuran kertas")
        self.list = QListWidget()
        dress(self.list, "Kertas", "Panah memilih, Enter menyiapkan")
        self.bundle = button("Cetak untuk &hari buka", self.make_all, picture="printer", hint=_BUNDLE_HINT)
        self.thumb = PaperThumb()
        self._title, self._about = text("", "heading"), text("", "soft")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._show_look)
        self._build()
        self.list.currentItemChanged.connect(lambda *_: self._turn())
        self.list.itemActivated.connect(lambda _item: self.wanted.emit())
        self.day.activated.connect(self._choose_day)
        for one in (self.kind, self.paper_size):
            one.activated.connect(lambda _index: self._pause.start())
        context.guard(self.bundle, Action.HOLD_DAY, Action.PRINT_PAPERS)

    @property
    def paper(self) -> DayPaper:
        """The paper that is chosen."""
        key = self.list.currentItem().data(_KEY)
        return next(one for one in DAY_PAPERS if one.key == key)

    def choose(self, key: str) -> None:
        """Choose a paper by its key."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)

    def show_unit(self, unit_id: str | None) -> None:
        """Offer the days of this posyandu (None: of all), and look at the chosen paper anew."""
        if unit_id != self._unit_id:
            self._is_chosen = False
        self._unit_id = unit_id
        known = self.day.currentData()
        self._days = list_days(self._context.register, unit_id)[:_DAYS]
        several = len({one.posyandu_id for one in self._days}) > 1
        self.day.clear()
        for one in self._days:
            whose = f"{one.posyandu} · " if several else ""
            self.day.addItem(f"{whose}{weekday_words(one.held_on)}", one.id)
        if self._is_chosen:
            self.day.setCurrentIndex(max(0, self.day.findData(known)))
        self._turn()

    def take_keyboard(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def wish(self) -> Wish:
        """What is chosen now."""
        day = next((one for one in self._days if one.id == self.day.currentData()), None)
        form = self.kind.currentData() if self.paper.kinds else ""
        return Wish(day, self._unit_id, form or "", paper_named(self.paper_size.currentText()))

    def make(self) -> None:
        """Make the chosen paper; `made` follows."""
        context, paper, wish = self._context, self.paper, self.wish()

        def work() -> None:
            context.read_long(
                f"Menyiapkan {paper.title}",
                lambda _progress: finish(context.register, paper, wish),
                self.made.emit,
            )

        self._prepared(paper, wish, work)

    def make_all(self) -> None:
        """Make what is needed before the day as one paper; `made` follows."""
        context = self._context
        if not self._is_chosen and not any(one.held_on >= context.register.today for one in self._days):
            context.shell.complain(InputError(_NO_NEXT))
            return
        if not self._is_chosen:
            self._suit_day(BEFORE)
        wish = self.wish()
        needed = next(one for one in DAY_PAPERS if one.prepare is not None)

        def work() -> None:
            context.read_long(_BUNDLE, lambda _progress: finish_all(context.register, wish), self._join)

        self._prepared(needed, wish, work)

    def save_workbook(self, ask_place: SavePlace, saved: Callable[[Path], None]) -> None:
        """Ask where to, and write the chosen list as a workbook."""
        context, paper, wish = self._context, self.paper, self.wish()

        def write(to: Path) -> None:
            context.read_long(
                "Menyimpan Excel",
                lambda _progress: write_paper(context.register, paper, wish, to),
                lambda _nothing: saved(to),
            )

        ask_place(self, "Simpan sebagai Excel", paper.file_name(wish, ".xlsx"), write)

    # --- inside ---

    def _prepared(self, paper: DayPaper, wish: Wish, work: Callable[[], None]) -> None:
        """First what has to be kept about a paper (the order of its rows), by the one who writes; then `work`."""
        context = self._context
        try:
            paper.check(wish)
        except BukuError as error:
            context.shell.complain(error)
            return
        prepare, day = paper.prepare, wish.day
        if prepare is None or day is None:
            work()
        else:
            context.write_long("Menyusun baris", lambda _progress: prepare(context.register, day.id), lambda _: work())

    def _join(self, made: tuple[FinishedPaper, ...]) -> None:
        """One PDF of several; on the window's thread, as everything that reads a PDF."""
        import pypdfium2

        whole, out = pypdfium2.PdfDocument.new(), BytesIO()
        for one in made:
            part = pypdfium2.PdfDocument(one.pdf)
            whole.import_pages(part)
            part.close()
        whole.save(out)
        whole.close()
        words = ", ".join(one.title.lower() for one in made)
        self.made.emit(FinishedPaper(out.getvalue(), file_name(_BUNDLE, ending=".pdf"), f"Sebelum hari buka: {words}"))

    def _choose_day(self) -> None:
        self._is_chosen = True
        self._pause.start()

    def _suit_day(self, group: str) -> None:
        """Before a day one prints for the next that comes, afterwards for the last that was."""
        today = self._context.register.today
        to_come = [place for place, one in enumerate(self._days) if one.held_on >= today]
        been = [place for place, one in enumerate(self._days) if one.held_on <= today]
        wanted = been[:1] if group == AFTER else to_come[-1:]
        self.day.setCurrentIndex(wanted[0] if wanted else min(0, len(self._days) - 1))

    def _turn(self) -> None:
        """Another paper: its words, its choices, its day."""
        paper = self.paper
        if not self._is_chosen:
            self._suit_day(paper.group)
        self._title.setText(paper.title)
        self._about.setText(paper.about)
        kinds = paper.kinds(self._context.register) if paper.kinds else ()
        _offer(self.kind, kinds)
        if paper.key != self._turned_to:
            self.paper_size.clear()  # each paper begins with the size it is usually printed on
            self.thumb.say("Menyiapkan contohnya …")
        _offer(self.paper_size, tuple((name, name) for name in paper.papers))
        self._turned_to = paper.key
        self._pause.start()
        self.turned.emit()

    def _show_look(self) -> None:
        context, paper, wish = self._context, self.paper, self.wish()
        self._look += 1
        look = self._look

        def show(pdf: bytes) -> None:
            if look == self._look:
                self.thumb.show_pdf(pdf, f"Contoh: {paper.title}")

        def refuse(error: BukuError) -> None:
            if look == self._look:
                self.thumb.say(error.message)

        context.read_long(
            f"Melihat {paper.title}", lambda _progress: first_look(context.register, paper, wish), show, refuse
        )

    def _build(self) -> None:
        self._fill_list()
        left, right, choices = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(6)
        for part in (self.day, self.bundle, self.list):
            left.addWidget(part)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(em(self, _LIST_EM))
        choices.addWidget(self.kind)
        choices.addWidget(self.paper_size)
        choices.addStretch(1)
        right.setSpacing(6)
        right.addWidget(self._title)
        right.addWidget(self._about)
        right.addLayout(choices)
        right.addWidget(self.thumb, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 12)
        row.setSpacing(20)
        row.addWidget(side)
        row.addLayout(right, 1)

    def _fill_list(self) -> None:
        group = ""
        for paper in DAY_PAPERS:
            if paper.group != group:
                group = paper.group
                head = QListWidgetItem(group)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setForeground(QColor(INK_SOFT))
                head.setTextAlignment(Qt.AlignmentFlag.AlignBottom)
                head.setSizeHint(QSize(0, em(self, 1.5)))
                self.list.addItem(head)
            item = QListWidgetItem(f"    {paper.title}")
            item.setData(_KEY, paper.key)
            item.setSizeHint(QSize(0, em(self, 1.6)))
            self.list.addItem(item)
        self.list.setCurrentRow(1)


_BUNDLE_HINT = "Daftar sasaran, undangan, dan register kertas sekaligus, di kertas A4"


def _offer(box: QComboBox, choices: tuple[tuple[str, str], ...]) -> None:
    """Fill a box anew, keeping what was chosen where it is still offered; hidden without a choice."""
    before = box.currentData()
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(before)))
    # Filled anew for every paper: it is as wide as its words now, not as those of the first.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setVisible(len(choices) > 1)
