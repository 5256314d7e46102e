"""The KMS on paper: every field and row of the card, both sides, A4 and A5, one child or many, whole or not at all."""

import errno
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.errors import EnvironmentProblem, InputError
from core.services.growth.growth_verdicts import judge_all
from core.services.setup import Settings
from core.services.views import GrowthHistory, VisitFacts
from core.words.people import Posture, Sex
from printouts.kms_card import print_kms
from tests.children import GIRL, weighed
from tests.printouts.reading import Side, read_pdf

FULL = replace(
    GIRL,
    name="Aisyah Putri Ramadhani Kusumawardhani Nur Azizah",
    nik_masked="3273********0009",
    mother="Nurhayati",
    mother_occupation="Pedagang",
    father="Dedi Supriadi",
    father_occupation="Buruh tani",
    address="Jalan Raya Melati Gang Mawar Nomor 3 dekat masjid",
    dusun="Krajan",
    rt="005",
    rw="002",
    birth_weight_g=3050,
    birth_length_mm=490,
    birth_order=2,
    gestation_weeks=39,
)
BABY = weighed(("2025-01-20", 3.1), ("2025-02-20", 4.0), ("2025-03-20", 4.9), ("2025-05-20", 5.9), child=FULL)


def every_month(months: int, child=FULL) -> GrowthHistory:
    facts = []
    for month in range(months):
        year, index = divmod(child.born_on.year * 12 + month, 12)
        on = date(year, index + 1, 20)
        feeding = "√" if month < 6 else "X" if month == 6 else None
        posture = Posture.LYING if month < 24 else Posture.STANDING
        facts.append(
            VisitFacts(
                on, 3100 + 230 * month, 500 + 11 * month, posture, 350 + month, 130, breastfeeding=feeding, id=str(on)
            )
        )
    return GrowthHistory(child, judge_all(child, facts, Settings()), "2020")


def printed(tmp_path: Path, *histories: GrowthHistory, paper: str = "A4") -> list[Side]:
    print_kms(histories, tmp_path / "kms.pdf", paper=paper)
    return read_pdf(tmp_path / "kms.pdf")


def test_the_front_holds_every_field_and_row(tmp_path):
    front, _ = printed(tmp_path, BABY)
    for words in (
        "KMS",
        "Kartu Menuju Sehat",
        "untuk Perempuan · 0–24 bulan",
        "Nama anak",
        "Aisyah Putri Ramadhani",
        "Nama posyandu",
        "Melati",
        "10 Januari 2025",
        "Umur (bulan)",
        "Bulan penimbangan",
        "BB (kg)",
        "KBM (gr)",
        "N/T",
        "ASI eksklusif",
        "NAIK (N)",
        "TIDAK NAIK (T)",
        "RUJUK bila BB anak Tidak Naik (T), atau di Bawah Garis Merah (BGM), atau di Atas Garis Oranye.",
        "garis merah −2",
        "garis oranye +1",
        "umur koreksi (lahir prematur)",
        "Timbanglah anak Anda setiap bulan. Anak sehat, tambah umur, tambah berat, tambah pandai.",
    ):
        assert words in front.words, words


def test_the_numbers_stand_in_their_columns(tmp_path):
    front, _ = printed(tmp_path, BABY)
    letters = [one for one in front.letters if one.text in "BNTO" and 110 < one.box[0] < 650 and 45 < one.box[1] < 90]
    assert "".join(letter.text for letter in letters) == "BNNO"
    columns = [
        round((letter.box[0] - letters[0].box[0]) / (letters[1].box[0] - letters[0].box[0])) for letter in letters
    ]
    assert columns == [0, 1, 2, 4]
    for weight in ("3,1", "4,0", "4,9", "5,9"):
        assert weight in front.words


@pytest.mark.parametrize(
    ("sex", "row"),
    [(Sex.MALE, "– 800 900 800 600 500 400 300 200"), (Sex.FEMALE, "– 800 900 800 600 500 400 300 200")],
)
def test_kbm_is_printed_once_for_equal_months(tmp_path, sex, row):
    front, _ = printed(tmp_path, replace(BABY, child=replace(FULL, sex=sex)))
    assert row in front.words


def test_the_back_holds_identity_vitamin_a_vaccines_advice_and_notes(tmp_path):
    noted = replace(BABY.visits[-1].facts, follow_up_note="Dirujuk ke Puskesmas")
    history = replace(BABY, visits=(*BABY.visits[:-1], replace(BABY.visits[-1], facts=noted)))
    _, back = printed(tmp_path, history)
    for words in (
        "39 minggu",
        "3273********0009",
        "Dedi Supriadi (Buruh tani)",
        "Nurhayati (Pedagang)",
        "Krajan, RT 005/RW 002",
        "No. pendaftaran",
        "Agustus 2025 biru",
        "Februari 2026 merah",
        "DPT-HB-Hib 4",
        "Diare.",
        "oralit",
        "zinc 10 hari",
        "20-05-2025: Dirujuk ke Puskesmas",
    ):
        assert words in back.words, words
    for label, value in (("Anak ke", "2"), ("Berat lahir", "3,05kg"), ("Panjang lahir", "49,0cm")):
        assert back.beside(label) == label.replace(" ", "") + value


def test_the_old_edition_has_its_own_red_line_and_its_own_words(tmp_path):
    front, _ = printed(tmp_path, replace(BABY, kms_edition="2010"))
    assert "garis merah −3" in front.words
    assert "oranye" not in front.words.lower()
    assert "2T" in front.words


def test_a_child_of_both_sides_gets_both_charts_the_back_and_all_visits_on_two_sheets(tmp_path):
    sides = printed(tmp_path, every_month(30))
    assert ["24–60 bulan" in side.words for side in sides] == [True, False, False, False]
    assert ["0–24 bulan" in side.words for side in sides] == [False, True, False, False]
    assert "Riwayat pengukuran" in sides[3].words
    assert len(re.findall(r"\d\d-\d\d-\d{4}", sides[3].words)) == 30


def test_every_card_begins_on_a_new_sheet(tmp_path):
    sides = printed(tmp_path, BABY, every_month(30), BABY)
    assert [index for index, side in enumerate(sides) if "sisi 1 dari" in side.words] == [0, 2, 6]


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 595)), ("A5", (595, 420))])
def test_paper_is_lying_and_nothing_touches_its_edge(tmp_path, paper, size):
    for side in printed(tmp_path, every_month(60), paper=paper):
        assert [round(edge) for edge in side.size] == list(size)
        assert min(letter.box[0] for letter in side.letters) > 14
        assert max(letter.box[2] for letter in side.letters) < size[0] - 14
        assert min(letter.box[1] for letter in side.letters) > 14
        assert max(letter.box[3] for letter in side.letters) < size[1] - 14


@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_no_letter_is_printed_over_another_and_none_is_too_small_to_read(tmp_path, paper):
    for number, side in enumerate(printed(tmp_path, every_month(60), every_month(23), paper=paper)):
        assert side.collisions() == [], f"side {number}"
        assert min(letter.size for letter in side.letters) >= 6.49


def test_the_curve_is_vectors_and_every_font_is_embedded(tmp_path):
    sides = printed(tmp_path, BABY)
    assert [side.pictures for side in sides] == [0, 0]
    raw = (tmp_path / "kms.pdf").read_bytes()
    assert set(re.findall(rb"/BaseFont /([\w+-]+)", raw)) == {
        b"AAAAAA+BukuPosyanduSans-Regular",
        b"AAAAAA+BukuPosyanduSans-Bold",
        b"AAAAAA+BukuPosyanduSans-Italic",
    }
    assert raw.count(b"/FontFile2") == 3


def test_the_same_child_gives_the_same_file(tmp_path):
    print_kms([BABY], tmp_path / "one.pdf")
    print_kms([BABY], tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_hundred_cards_share_their_backgrounds(tmp_path):
    print_kms([BABY], tmp_path / "one.pdf")
    print_kms([BABY] * 100, tmp_path / "many.pdf")
    assert (tmp_path / "many.pdf").stat().st_size < (tmp_path / "one.pdf").stat().st_size + 100 * 6000


def test_progress_counts_cards_and_histories_are_taken_one_at_a_time(tmp_path):
    taken: list[int] = []
    steps: list[tuple[int, int, int]] = []

    def children() -> Iterator[GrowthHistory]:
        for number in range(3):
            taken.append(number)
            yield BABY

    print_kms(
        children(), tmp_path / "k.pdf", progress=lambda done, whole, _: steps.append((done, whole, len(taken))), whole=3
    )
    assert steps == [(1, 3, 1), (2, 3, 2), (3, 3, 3)]


class Stopped(Exception):
    """What a pressed Batal raises."""


def test_cancelling_leaves_the_older_file_and_no_scrap(tmp_path):
    out = tmp_path / "kms.pdf"
    out.write_bytes(b"older")

    def cancel(done: int, _whole: int, _name: str) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        print_kms([BABY] * 3, out, progress=cancel)
    assert out.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [out]


def test_a_full_disk_is_said_in_words_and_leaves_nothing(tmp_path):
    def fill(_done: int, _whole: int, _name: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(EnvironmentProblem, match="penuh"):
        print_kms([BABY], tmp_path / "kms.pdf", progress=fill)
    assert list(tmp_path.iterdir()) == []


def test_nobody_to_print_is_said_and_leaves_nothing(tmp_path):
    with pytest.raises(InputError, match="Belum ada anak"):
        print_kms([], tmp_path / "kms.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_paper_is_named(tmp_path):
    with pytest.raises(InputError, match="A3"):
        print_kms([BABY], tmp_path / "kms.pdf", paper="A3")


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(EnvironmentProblem, match="tidak ada"):
        print_kms([BABY], tmp_path / "tiada" / "kms.pdf")
