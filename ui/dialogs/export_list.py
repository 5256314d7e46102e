"""Two quiet buttons beside a list: the same list as a workbook or on paper, where one wants it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.list_tables import ListTable
from core.services.trust.access_log import let_out
from ui.dialogs.save_file import SavePlace, ask_place, file_name
from ui.widgets.buttons import button

if TYPE_CHECKING:
    from ui.context import AppContext

_FORMS = {".xlsx": "Simpan daftar sebagai Excel", ".pdf": "Simpan daftar untuk dicetak (PDF)"}


class ExportButtons(QWidget):
    """[Excel] [PDF] for a list that is asked for only when one is pressed."""

    def __init__(self, context: "AppContext", table: Callable[[], ListTable]) -> None:
        """`table` gives the list as it is seen now; it is called on the worker and may take its time."""
        super().__init__()
        self._context, self._table = context, table
        self.ask_place: SavePlace = ask_place
        self.name = "Daftar"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.excel = button(
            "E&xcel", lambda: self._ask(".xlsx"), role="quiet", picture="file-spreadsheet", hint=_FORMS[".xlsx"]
        )
        self.pdf = button("PD&F", lambda: self._ask(".pdf"), role="quiet", picture="printer", hint=_FORMS[".pdf"])
        for one in (self.excel, self.pdf):
            row.addWidget(context.guard(one, Action.EXPORT))

    def _ask(self, ending: str) -> None:
        export_list(self._context, self, self._table, self.name, ending, ask=self.ask_place)


def export_list(
    context: "AppContext",
    over: QWidget,
    table: Callable[[], ListTable],
    name: str,
    ending: str,
    *,
    ask: SavePlace = ask_place,
) -> None:
    """Ask for a place, then write the list there as `.xlsx` or `.pdf`, beside the window; says where it stands."""

    def write(out: Path) -> None:
        context.read_long(
            "Menyimpan daftar",
            lambda _progress: _written(context, table(), out),
            lambda written: context.announce(f"Tersimpan: {written.name} di {written.parent}"),
        )

    ask(over, _FORMS[ending], file_name(name, ending=ending), write)


def _written(context: "AppContext", table: ListTable, out: Path) -> Path:
    """The list as a file; the line in the log of access comes first, so that nothing goes out without one."""
    let_out(context.register, Action.EXPORT, f"{table.title} ({out.suffix.removeprefix('.')})", people=len(table.rows))
    return _writer(out.suffix)(table, out)


def _writer(ending: str) -> Callable[[ListTable, Path], Path]:
    """Imported on first use: nobody waits for ReportLab who only looks at a list."""
    if ending == ".xlsx":
        from core.exchange.list_xlsx import write_list_xlsx

        return write_list_xlsx
    from printouts.people_list import write_list_pdf

    return write_list_pdf
