"""Laporan & Cetak: month and posyandu on top, a tab for each paper; numbers lead to names, papers to the printer."""

from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from core.errors import BukuError, EnvironmentProblem, NotAllowed
from core.rules.permissions import Action, sees_less
from core.services.register import Progress
from core.services.setup import list_posyandu
from core.services.trust.access_log import let_out
from core.whole_file import whole_file
from core.words.periods import Month
from ui.dialogs.print_pages import PrintPages, print_pages
from ui.dialogs.save_file import SavePlace, ask_place, file_name, paper_name
from ui.pages.laporan.day import DayPapersPane
from ui.pages.laporan.finished import FinishedPaper
from ui.pages.laporan.kms import KmsPane, print_cards
from ui.pages.laporan.pane import ReportPane
from ui.pages.laporan.papers import PAPERS, Paper, make_pane, write_report
from ui.pages.page import Page
from ui.widgets.buttons import button
from ui.widgets.fields import dress
from ui.widgets.paper_view import PaperView
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from core.services.register import Changed
    from core.words.roles import User
    from ui.context import AppContext

_MONTHS = 36
_KMS, _DAY = len(PAPERS), len(PAPERS) + 1


class Laporan(Page):
    """The page of papers."""

    key = "laporan"
    title = "Laporan & Cetak"

    def __init__(self, context: "AppContext") -> None:
        """Loaded by `show_with`."""
        super().__init__(context)
        self._is_loaded = False
        self._counting = 0
        self.ask_place: SavePlace = ask_place
        self.print_pages: PrintPages = print_pages
        self._paper_name = ""
        self._saved_folder: Path | None = None
        self._back_to = ""
        self._shown_to: User | None = None  # for whom the finished paper was made
        self.month, self.unit = QComboBox(), QComboBox()
        dress(self.month, "Bulan laporan")
        dress(self.unit, "Posyandu")
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Kertas")
        self.panes: list[ReportPane] = []
        self.kms, self.day_papers = KmsPane(context), DayPapersPane(context)
        self.preview = PaperView()
        self._state = text("", "soft", wraps=False)
        self._stack, self._whole = QStackedWidget(), QStackedWidget()
        self._build()
        self._connect()

    # --- what the window asks ---

    def show_with(self, **args: object) -> None:
        """`paper` chooses a tab, `person_id` the child of a KMS card.

        `finished` is a paper made elsewhere; going back from it leads to the person `back_to`.
        """
        if not self._is_loaded:
            self._is_loaded = True
            self._load_choices()
            self._load()
        person_id, paper, finished = args.get("person_id"), args.get("paper"), args.get("finished")
        if isinstance(finished, FinishedPaper):
            self.show_finished(finished)
            self._back_to = str(args.get("back_to", ""))
            return
        if paper is not None or person_id is not None:
            self._whole.setCurrentIndex(0)
        if isinstance(paper, str):
            self.choose_paper(paper)
        if isinstance(person_id, str):
            self.choose_paper("kms")
            self.kms.choose_child(person_id)
        elif self._whole.currentWidget() is not self.preview:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changed: "frozenset[Changed]") -> None:
        """Numbers follow every change; a finished paper stays what it is, until somebody comes who may see less."""
        now, before = self.context.register.user, self._shown_to
        if now is not None and before is not None and sees_less(now.roles, before.roles, Action.PRINT_PAPERS):
            self._forget_paper()
        if changed:
            self._load_choices()
            self._load()

    def go_back(self) -> bool:
        """Esc: from the finished paper to its numbers."""
        if self._whole.currentIndex() == 0:
            return False
        self._whole.setCurrentIndex(0)
        person_id, self._back_to = self._back_to, ""
        if person_id:
            self.context.navigate("warga", person_id=person_id)
        else:
            self._take_keyboard()
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the paper whose tab is open."""
        if self._whole.currentIndex():
            self.send_to_printer()
        else:
            self.make_paper()
        return True

    def choose_paper(self, key: str) -> None:
        """Open the tab of a paper: "skdn", "f1", "kms" or "hari" (papers of a hari buka)."""
        keys = [*(paper.key for paper in PAPERS), "kms", "hari"]
        if key in keys:
            self.tabs.setCurrentIndex(keys.index(key))

    def chosen_month(self) -> Month:
        """The month of the reports."""
        return Month.parse(self.month.currentData())

    # --- counting ---

    def _load(self) -> None:
        """Count the paper whose tab is open; what comes late for another choice is left aside."""
        paper, register = self._paper(), self.context.register
        self.kms.show_unit(self.unit.currentData(), self._unit_words())
        self._fit_to_tab()
        if self._is_day():
            self.day_papers.show_unit(self.unit.currentData())
        if paper is None:
            return
        month, unit_id = self.chosen_month(), self.unit.currentData()
        self._counting += 1
        counting, place = self._counting, self.tabs.currentIndex()
        self._state.setText("Menghitung …")
        self.context.read_long(
            f"Menghitung {paper.report.title}",
            lambda _progress: paper.count(register, month, unit_id),
            lambda counted: self._counted(counting, place, counted),
            self._not_counted,
        )

    def _counted(self, counting: int, place: int, counted: Any) -> None:  # noqa: ANN401 - each pane knows its own
        if counting == self._counting:
            self._state.setText("")
            self.panes[place].show_report(counted)

    def _not_counted(self, error: BukuError) -> None:
        self._state.setText("")
        self.context.shell.complain(error)

    def _show_people(self, title: str, ids: tuple[str, ...]) -> None:
        try:
            # Who stands behind a number is health data of that person.
            self.context.register.require(Action.SEE_HEALTH)
        except NotAllowed as error:
            self.context.shell.complain(error)
            return
        from ui.dialogs.people_list import PeopleList

        sheet = PeopleList(self.context, title, ids)
        sheet.chosen.connect(lambda person_id: self.context.navigate("warga", person_id=person_id))
        self.context.shell.open_sheet(sheet)

    # --- papers ---

    def make_paper(self) -> None:
        """Make the PDF of the open tab and show it."""
        paper = self._paper()
        if self._is_day():
            self.day_papers.make()
            return
        if paper is None:
            self._make_cards()
            return
        month, unit_id = self.chosen_month(), self.unit.currentData()
        name = self._name(paper, ".pdf")

        def work(_progress: Progress) -> bytes:
            made = BytesIO()
            self._write(paper, paper.report.paper, month, unit_id, made)
            return made.getvalue()

        self.context.read_long(
            f"Menyiapkan {paper.report.title}",
            work,
            lambda pdf: self._show_paper(pdf, name, f"{paper.report.title}, {month.label}"),
        )

    def _write(self, paper: Paper, how: str, month: Month, unit_id: str | None, out: Path | BytesIO) -> None:
        """Write a report as paper or workbook; the line in the log of access comes first."""
        whose = self._unit_words() if unit_id else "seluruh desa"
        kind = out.suffix.removeprefix(".") if isinstance(out, Path) else "pdf"
        words = f"{paper.report.title}, {month.label}, {whose} ({kind})"
        let_out(self.context.register, Action.PRINT_REPORTS, words)
        write_report(how, self.context.register, month, unit_id, out)

    def _make_cards(self) -> None:
        try:
            self.kms.check()
        except BukuError as error:
            self.context.shell.complain(error)
            return
        register, child_id, paper = self.context.register, self.kms.child_id, self.kms.paper
        unit_id = self.unit.currentData()
        whose = self.kms.child_name() or self._unit_words()
        name = paper_name("KMS", register.today, child_id) if child_id else file_name("KMS", whose, ending=".pdf")

        def work(progress: Progress) -> tuple[bytes, int]:
            made = BytesIO()
            count = print_cards(register, made, paper=paper, child_id=child_id, unit_id=unit_id, progress=progress)
            return made.getvalue(), count

        def show(made: tuple[bytes, int]) -> None:
            pdf, count = made
            self._show_paper(pdf, name, f"{count} kartu KMS · {whose}")

        self.context.read_long("Membuat kartu KMS", work, show)

    def _show_paper(self, pdf: bytes, name: str, title: str) -> None:
        self.show_finished(FinishedPaper(pdf, name, title))

    def show_finished(self, paper: FinishedPaper) -> None:
        """Show a finished paper, to be printed or saved."""
        self._paper_name, self._back_to, self._shown_to = paper.name, "", self.context.register.user
        self.preview.show_pdf(paper.pdf, paper.title)
        self._whole.setCurrentWidget(self.preview)

    def _forget_paper(self) -> None:
        self.preview.pdf, self._back_to, self._shown_to = None, "", None
        self._whole.setCurrentIndex(0)

    def save_paper(self) -> None:
        """Ask where to, and put the finished paper there."""
        if self.preview.pdf is not None:
            self.ask_place(self, "Simpan kertas ini", self._paper_name, self._copy_paper)

    def _copy_paper(self, to: Path) -> None:
        pdf = self.preview.pdf
        if pdf is None:
            return

        def copy(_progress: Progress) -> Path:
            with whole_file(to) as scratch:
                scratch.write_bytes(pdf)
            return to

        self.context.read_long("Menyimpan", copy, self._saved)

    def save_workbook(self) -> None:
        """Ask where to, and write the report of the open tab as a workbook."""
        paper = self._paper()
        if self._is_day():
            self.day_papers.save_workbook(self.ask_place, self._saved)
        if paper is None:
            return
        month, unit_id = self.chosen_month(), self.unit.currentData()

        def write(to: Path) -> None:
            self.context.read_long(
                "Menyimpan Excel",
                lambda _progress: self._write(paper, paper.report.workbook, month, unit_id, to),
                lambda _nothing: self._saved(to),
            )

        self.ask_place(self, "Simpan sebagai Excel", self._name(paper, ".xlsx"), write)

    def _saved(self, to: Path) -> None:
        self._saved_folder = to.parent
        self._folder.show()
        self.context.announce(f"Tersimpan: {to.name} di {to.parent}")

    def send_to_printer(self) -> None:
        """Print the finished paper from memory: it names children, so no file of it is made on the way."""
        pdf = self.preview.pdf
        if pdf is None:
            return
        queue = Path(self._paper_name).stem.partition("-")[0]  # never a name of somebody in the printer's queue
        try:
            self.print_pages(self, pdf, queue, lambda: self.context.announce("Kertas sudah dikirim ke pencetak."))
        except BukuError as error:
            self.context.shell.complain(error)

    def open_folder(self) -> None:
        """Show the folder that was written to last."""
        folder = self._saved_folder
        if folder is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.context.shell.complain(EnvironmentProblem(f"Folder {folder} tidak bisa dibuka dari sini."))

    # --- inside ---

    def _paper(self) -> Paper | None:
        """The monthly paper whose tab is open; None for the cards."""
        place = self.tabs.currentIndex()
        return PAPERS[place] if 0 <= place < _KMS else None

    def _is_day(self) -> bool:
        return self.tabs.currentIndex() == _DAY

    def _name(self, paper: Paper, ending: str) -> str:
        return file_name(paper.key.upper(), self._unit_words(), str(self.chosen_month()), ending=ending)

    def _unit_words(self) -> str:
        return self.unit.currentText() if self.unit.currentData() else "seluruh desa"

    def _load_choices(self) -> None:
        month, unit = self.month.currentData(), self.unit.currentData()
        this_month = Month.of(self.context.register.today)
        units = list_posyandu(self.context.register)
        self.month.clear()
        for back in range(_MONTHS):
            one = this_month.shift(-back)
            self.month.addItem(one.label, str(one))
        self.unit.clear()
        for words, value in [("Semua posyandu", None), *((f"Posyandu {one.name}", one.id) for one in units)]:
            self.unit.addItem(words, value)
        self.month.setCurrentIndex(max(0, self.month.findData(month)))
        self.unit.setCurrentIndex(max(0, self.unit.findData(unit)))
        self.unit.setVisible(len(units) > 1)

    def _step_month(self, by: int) -> None:
        place = self.month.currentIndex() + by
        if 0 <= place < self.month.count():
            self.month.setCurrentIndex(place)
            self._load()

    def _fit_to_tab(self) -> None:
        is_report = self._paper() is not None
        self._stack.setCurrentIndex(self.tabs.currentIndex())
        for part in self._report_parts:
            part.setVisible(is_report)
        is_day = self._is_day()
        for one in (self._excel, self._print):
            self.context.guard(one, *(self.day_papers.paper.needs if is_day else (Action.PRINT_REPORTS,)))
        self._print.setVisible(is_report or is_day)
        self._excel.setVisible(is_report or (is_day and self.day_papers.paper.has_workbook))

    def _take_keyboard(self) -> None:
        if self._is_day():
            self.day_papers.take_keyboard()
        elif self._paper() is None:
            self.kms.take_keyboard()
        else:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        for paper in PAPERS:
            pane = make_pane(paper, self.context)
            pane.people_wanted.connect(self._show_people)
            self.panes.append(pane)
            self.tabs.addTab(paper.tab)
            self._stack.addWidget(pane)
        self.tabs.addTab("Kartu KMS")
        self._stack.addWidget(self.kms)
        self.tabs.addTab("Hari buka dan kartu")
        self._stack.addWidget(self.day_papers)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addLayout(self._papers_row())
        column.addWidget(line())
        column.addWidget(self._stack, 1)
        self._whole.addWidget(work)
        self._whole.addWidget(self.preview)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)

    def _head(self) -> QHBoxLayout:
        self._earlier = button(
            "", partial(self._step_month, 1), role="quiet", picture="chevron-left", hint="Bulan sebelumnya"
        )
        self._later = button(
            "", partial(self._step_month, -1), role="quiet", picture="chevron-right", hint="Bulan berikutnya"
        )
        self._earlier.setAccessibleName("Bulan sebelumnya")
        self._later.setAccessibleName("Bulan berikutnya")
        self._folder = button("Buka &folder", self.open_folder, role="quiet", picture="folder-open")
        self._folder.hide()
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 4)
        head.setSpacing(6)
        for part in (self._earlier, self.month, self._later, self.unit):
            head.addWidget(part)
        head.addWidget(self._state)
        head.addStretch(1)
        head.addWidget(self._folder)
        return head

    def _papers_row(self) -> QHBoxLayout:
        self._excel = button("Simpan &Excel …", self.save_workbook, role="quiet", picture="file-spreadsheet")
        self._print = button("Lihat dan &cetak", self.make_paper, role="next", picture="printer")
        self._report_parts: tuple[QWidget, ...] = (self._earlier, self.month, self._later)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.tabs, 1)
        row.addWidget(self._excel)
        row.addWidget(self._print)
        return row

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _index: self._load() if self._is_loaded else None)
        self.month.activated.connect(lambda _index: self._load())
        self.unit.activated.connect(lambda _index: self._load())
        self.kms.wanted.connect(self.make_paper)
        self.day_papers.wanted.connect(self.make_paper)
        self.day_papers.made.connect(self.show_finished)
        self.day_papers.turned.connect(self._fit_to_tab)
        self.preview.closed.connect(self.go_back)
        self.preview.save_wanted.connect(self.save_paper)
        self.preview.print_wanted.connect(self.send_to_printer)
