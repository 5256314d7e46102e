"""The tour leaves pictures and papers and changes nothing in the register."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from core.clock import Clock
from core.errors import InputError
from core.services import measuring, registration
from core.services.register import open_register
from ui import tour

TODAY = date(2026, 11, 25)


def test_pictures_of_every_page_and_the_papers(place: str, tmp_path: Path, qapp: object) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert tour.run(place, out, today=TODAY) == 0
    for name in ("beranda", "hari-buka", "warga", "tumbuh-kembang", "laporan", "pengaturan"):
        picture = QImage(str(out / f"{name}.png"))
        assert (picture.width(), picture.height()) == (1366, 768)
    papers = list(out.glob("*.pdf"))
    assert papers
    assert all(paper.read_bytes().startswith(b"%PDF") for paper in papers)
    assert list(out.glob("*.xlsx"))
    register = open_register(place, clock=Clock(TODAY))
    people = registration.list_people(register, limit=99).lines
    assert not any(measuring.load_draft(register, one.id) for one in people)
    register.close()


def test_a_place_without_a_register_is_said_so(tmp_path: Path, qapp: object) -> None:
    with pytest.raises(InputError, match="tidak ada"):
        tour.run(str(tmp_path / "tidak-ada.db"), tmp_path, today=TODAY)
    assert list(tmp_path.iterdir()) == []
