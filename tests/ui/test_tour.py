"""The walk without a display: a picture of every page, the papers, and nothing left behind."""

from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtGui import QImage

from core.clock import Clock
from core.errors import InputError
from core.services.day import open_day
from core.services.growth import measuring
from core.services.people import registration
from core.services.register import open_register
from core.services.setup import list_posyandu
from core.services.trust import access, signing_in
from core.services.trust.access_log import log_of
from tests.ui.conftest import PINS, Locked
from ui import tour
from ui.cli import main as command_line

TODAY = date(2026, 11, 25)
PAGES = ("beranda", "hari-buka", "warga", "tumbuh-kembang", "laporan", "pengaturan")


def test_every_page_and_paper_of_a_register(place: str, tmp_path: Path, qapp: object) -> None:
    register = open_register(place, clock=Clock(TODAY))
    open_day.open_day(register, list_posyandu(register)[0].id, date(2026, 11, 16))
    people = [line.id for line in registration.list_people(register).lines]
    register.close()
    out = tmp_path / "out"
    out.mkdir()
    assert tour.run(place, out, today=TODAY) == 0
    for page in PAGES:
        image = QImage(str(out / f"{page}.png"))
        assert (image.width(), image.height()) == tour.SIZE
    assert len(pypdfium2.PdfDocument(out / "kartu-kms.pdf")) >= 2
    for report in ("skdn", "f1"):
        assert len(pypdfium2.PdfDocument(out / f"{report}.pdf")) >= 1
        assert openpyxl.load_workbook(out / f"{report}.xlsx").sheetnames
    register = open_register(place, clock=Clock(TODAY))
    assert all(not measuring.load_draft(register, person_id) for person_id in people)
    register.close()


def test_a_locked_register_is_opened_by_the_pin_of_the_common_options(
    locked: Locked, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    tour_of_it = ("tour", "--out", str(out), "--db", locked.place, "--today", str(TODAY), "--account", "Bidan Rina")
    monkeypatch.setenv("BUKU_PIN", "555777")
    assert command_line(tour_of_it) == 2
    assert "PIN salah" in capsys.readouterr().err
    assert not [*out.glob("*.png")]
    monkeypatch.setenv("BUKU_PIN", PINS["Bidan Rina"])
    assert command_line(tour_of_it) == 0
    assert {f"{page}.png" for page in PAGES} <= {one.name for one in out.iterdir()}
    opening = access.unlock(locked.place, locked.accounts["Bidan Rina"], PINS["Bidan Rina"], clock=Clock(TODAY))
    register = signing_in.open_unlocked(locked.place, opening, clock=Clock(TODAY))
    assert "Gambar semua halaman" in [line.text for line in log_of(register)]
    register.close()


def test_a_register_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"tidak ada"):
        tour.run(str(tmp_path / "lain.db"), tmp_path)
    assert list(tmp_path.iterdir()) == []
