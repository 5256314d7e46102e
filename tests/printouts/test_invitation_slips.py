"""Invitation slips: four on a sheet, each whole, nothing private."""

import pypdfium2
import pytest

from core.errors import InputError
from core.services.day.invitations import Invitation
from printouts.invitation_slips import print_invitations

SLIP = Invitation(
    person_id="1",
    to="Ibu Nurhayati binti Abdurrahman Wahid Kusumaningrum",
    for_whom="Siti Nur Aisyah Rahmadhani Putri Kusumaningrum",
    home="Krajan, RT 005",
    when="Rabu, 9 Desember 2026",
    note="jam 8 pagi",
    posyandu="Melati",
    place="Balai Desa, Sukamaju",
    bring="Bawa Buku KIA",
    awaits="Imunisasi MR 1; Timbang dan ukur",
)


def test_five_slips_are_two_sheets(tmp_path):
    document = pypdfium2.PdfDocument(print_invitations([SLIP] * 5, tmp_path / "a.pdf"))
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert [text.count("Undangan Posyandu Melati") for text in texts] == [4, 1]
    for words in ("Rabu, 9 Desember 2026 · jam 8 pagi", "Balai Desa, Sukamaju", "Imunisasi MR 1", "Bawa Buku KIA"):
        assert words in texts[1]


def test_nothing_runs_off_the_paper(tmp_path):
    page = pypdfium2.PdfDocument(print_invitations([SLIP], tmp_path / "a.pdf"))[0]
    text = page.get_textpage()
    boxes = [text.get_rect(place) for place in range(text.count_rects())]
    assert all(left > 0 and right < page.get_width() and bottom > 0 for left, bottom, right, _ in boxes)


def test_nobody_to_invite_is_said(tmp_path):
    with pytest.raises(InputError, match="Tidak ada"):
        print_invitations([], tmp_path / "a.pdf")
