"""Daftar sasaran: who should come to a hari buka and why, on lying sheets to carry from house to house."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.exchange.list_xlsx import write_list_xlsx
from core.services.day.due_list import DueLine, invited
from core.services.list_tables import ListTable, due_table
from core.words.periods import weekday_words
from printouts.document import Out
from printouts.paper import A4, Paper
from printouts.people_list import write_list_pdf

TITLE = "Daftar sasaran"
_TABLE = ".xlsx"


def print_due_list(
    lines: Sequence[DueLine], posyandu: str, on: date, out: Out, *, printed_on: date, paper: Paper = A4
) -> Out:
    """Write the list to `out`: a workbook when its name ends in .xlsx, else a PDF on `paper` laid down.

    On paper those who are only waited for once a year are counted, not named; the workbook names everybody. Raises
    InputError for a list too thick for paper, EnvironmentProblem for what the disk refuses.
    """
    if isinstance(out, Path) and out.suffix.lower() == _TABLE:
        write_list_xlsx(_table(lines, posyandu, on, "", printed_on), out)
        return out
    carried = invited(lines)
    unnamed = len(lines) - len(carried)
    rest = f"{unnamed} dewasa dan lansia yang setahun ini belum diperiksa tidak ditulis di sini" if unnamed else ""
    return write_list_pdf(_table(carried, posyandu, on, rest, printed_on), out, paper=paper)


def _table(lines: Sequence[DueLine], posyandu: str, on: date, rest: str, printed_on: date) -> ListTable:
    wish = " · ".join(part for part in (f"Posyandu {posyandu}, {weekday_words(on)}", rest) if part)
    return due_table(lines, TITLE, wish=wish, written_on=printed_on)
