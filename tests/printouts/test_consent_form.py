"""The consent form: blank for a pen, filled with what is known, always one page."""

from datetime import date

from core.services.trust.consent_paper import ConsentPaper
from core.services.trust.consents import USUAL_PURPOSE, ConsentView, Way
from printouts.consent_form import BLANK, print_consent_form
from tests.printouts.reading import read_pdf

DAY = date(2026, 11, 25)


def test_a_blank_form_has_room_for_a_pen_and_every_right(tmp_path):
    (side,) = read_pdf(print_consent_form(BLANK, tmp_path / "kosong.pdf", printed_on=DAY))
    for part in ("lisan / tertulis", "menarik persetujuan ini kapan saja", "meminta catatan dihapus", USUAL_PURPOSE):
        assert part in side.words
    assert "None" not in side.words
    assert not side.collisions()


def test_a_filled_form_says_who_how_and_when(tmp_path):
    consent = ConsentView("1", "Nurhayati", date(2026, 11, 2), USUAL_PURPOSE, Way.SPOKEN, "Bu Sari", "", None)
    paper = ConsentPaper("Melati", "Aisyah", date(2026, 3, 1), "Dusun Krajan", "Nurhayati", consent)
    (side,) = read_pdf(print_consent_form(paper, tmp_path / "isi.pdf", printed_on=DAY))
    for part in (
        "Aisyah",
        "1 Maret 2026",
        "Nurhayati",
        "Lisan",
        "2 November 2026",
        "Bu Sari",
        "dicetak 25 November 2026",
    ):
        assert part in side.words
    assert not side.collisions()
