"""Slips to take home: eight on a sheet, everything on them whole."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.day.target_slips import TargetSlip
from printouts.target_slips import print_target_slips
from tests.printouts.reading import read_pdf

LONG = (
    "Berat Dzaki 10,5 kg, turun 0,4 kg dari bulan lalu. Apakah sedang sakit atau susah makan? Mari kita periksakan ke "
    "petugas, supaya tahu apa yang perlu dibantu. Beri telur, ikan, atau ayam setiap kali makan, dan ASI diteruskan. "
    "Kita timbang lagi 16 Desember 2026; semoga beratnya paling sedikit 10,7 kg."
)


def slip(**changed):
    known = {
        "person_id": "1", "name": "Dzaki Yudistira", "mother": "Desi", "posyandu": "Anggrek",
        "weighed_on": date(2026, 11, 16), "weight_g": 10_500, "target_g": 10_700, "next_on": date(2026, 12, 16),
        "text": LONG,
    }  # fmt: skip
    return TargetSlip(**{**known, **changed})


def test_a_slip_says_the_least_weight_of_next_month_and_the_whole_message(tmp_path):
    out = tmp_path / "slip.pdf"
    assert print_target_slips([slip()], out) == 1
    [side] = read_pdf(out)
    for part in ("Dzaki Yudistira", "Ibu Desi", "10,5 kg", "Bulan depan paling sedikit", "10,7 kg", LONG):
        assert part in side.words


def test_without_a_target_none_is_printed(tmp_path):
    out = tmp_path / "slip.pdf"
    print_target_slips([slip(target_g=None, text="Makan seperti biasa.")], out)
    [side] = read_pdf(out)
    assert "paling sedikit" not in side.words


def test_nine_slips_are_two_sheets_with_nothing_over_another(tmp_path):
    out = tmp_path / "slip.pdf"
    long = slip(name="Muhammad Arkana Ramadhan Putra Kusumawardhana", mother="Siti Nurhayati Rahmawati Dewi")
    print_target_slips([long] * 9, out)
    sides = read_pdf(out)
    assert len(sides) == 2
    for side in sides:
        assert side.collisions() == []
        assert min(letter.size for letter in side.letters) >= 6
    assert sides[0].words.count("Bulan depan paling sedikit") == 8


def test_nobody_weighed_is_said(tmp_path):
    with pytest.raises(InputError, match="Belum ada anak"):
        print_target_slips([], tmp_path / "slip.pdf")
