"""Daftar sasaran and rencana tindak lanjut on paper and as a workbook."""

from datetime import date

import openpyxl
import pypdfium2
import pytest

from core.rules.due.reason import DueKind, DueReason
from core.services.day.closing_follow_up import WorkKind, WorkLine
from core.services.day.due_list import DueLine
from core.services.views import DayView
from core.words.findings import Severity
from core.words.life_stage import LifeStage
from core.words.people import Sex
from printouts.due_list import print_due_list
from printouts.paper import F4
from printouts.work_list import print_work_list

TODAY, ON = date(2026, 11, 25), date(2026, 12, 9)


def line(number, *reasons, stage=LifeStage.TODDLER):
    return DueLine(
        person_id=str(number),
        name=f"Anak & Nomor {number}",
        sex=Sex.MALE,
        born_on=date(2025, 1, 1),
        age="23 bln 8 hr",
        stage=stage,
        mother="Nurhayati",
        dusun="Krajan",
        rw="02",
        rt="005",
        address="",
        reasons=reasons or (DueReason(DueKind.MONTHLY, "Timbang dan ukur bulan ini", Severity.GREEN),),
    )


NEVER = DueReason(DueKind.SCREENING, "Belum pernah diperiksa di posyandu", Severity.GREEN)
LONG = DueReason(DueKind.IMMUNIZATION, "Imunisasi kejar DPT-HB-Hib 2, OPV 3, PCV 2, IPV 1 dan 3 lagi", is_overdue=True)


@pytest.fixture
def lines():
    return [line(1, LONG, LONG), *(line(number) for number in range(2, 90)), line(99, NEVER, stage=LifeStage.ADULT)]


def words(path):
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(path)]


def test_paper_names_the_awaited_and_counts_the_rest(lines, tmp_path):
    pages = words(print_due_list(lines, "Melati", ON, tmp_path / "a.pdf", printed_on=TODAY))
    assert "Posyandu Melati, Rabu, 9 Desember 2026" in pages[0]
    assert "1 dewasa dan lansia yang setahun ini belum diperiksa tidak ditulis di sini" in pages[0]
    text = " ".join(pages)
    assert "Anak & Nomor 89" in text
    assert "Anak & Nomor 99" not in text
    assert "IPV 1 dan 3 lagi" in text
    assert all("Mengapa perlu datang" in page and "Datang" in page for page in pages)


def test_the_workbook_names_everybody(lines, tmp_path):
    book = openpyxl.load_workbook(print_due_list(lines, "Melati", ON, tmp_path / "a.xlsx", printed_on=TODAY))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[3][:4] == ("No", "Dusun", "RT", "Nama")
    assert rows[-1][3] == "Anak & Nomor 99"
    assert len(rows) == 4 + len(lines)


def test_other_paper(lines, tmp_path):
    page = pypdfium2.PdfDocument(print_due_list(lines, "Melati", ON, tmp_path / "a.pdf", printed_on=TODAY, paper=F4))[0]
    assert page.get_width() == pytest.approx(F4.height, abs=1)


def test_the_work_after_the_day_has_room_for_its_outcome(tmp_path):
    work = WorkLine("1", "Bima", "21 bln", "Krajan", "01", WorkKind.RED, Severity.RED, "Dirujuk ke Puskesmas: 2T")
    day = DayView("d", "p", "Melati", TODAY)
    (page,) = words(print_work_list([work], day, tmp_path / "a.pdf", printed_on=TODAY))
    assert "sesudah hari buka Rabu, 25 November 2026" in page
    assert "penting Perlu dirujuk Dirujuk ke Puskesmas: 2T" in page
    assert "Hasil" in page
    assert print_work_list([], day, tmp_path / "b.xlsx", printed_on=TODAY).exists()
