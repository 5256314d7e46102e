"""Rencana tindak lanjut: whom to visit or to ask after when the day is over, with room for what came of it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.exchange.list_xlsx import write_list_xlsx
from core.services.day.closing_follow_up import WorkLine
from core.services.list_tables import work_table
from core.services.views import DayView
from core.words.periods import weekday_words
from printouts.document import Out
from printouts.paper import A4, Paper
from printouts.people_list import write_list_pdf

TITLE = "Rencana tindak lanjut"
_TABLE = ".xlsx"


def print_work_list(lines: Sequence[WorkLine], day: DayView, out: Out, *, printed_on: date, paper: Paper = A4) -> Out:
    """Write the list to `out`: a workbook when its name ends in .xlsx, else a PDF on `paper` laid down.

    Raises EnvironmentProblem for what the disk refuses.
    """
    wish = f"Posyandu {day.posyandu}, sesudah hari buka {weekday_words(day.held_on)}"
    table = work_table(lines, TITLE, wish=wish, written_on=printed_on)
    if isinstance(out, Path) and out.suffix.lower() == _TABLE:
        write_list_xlsx(table, out)
        return out
    return write_list_pdf(table, out, paper=paper)
