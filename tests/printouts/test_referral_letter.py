"""The referral letter: one sheet whatever it has to say, urgent ones not to be overlooked, a reply with its code."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.services.day.referral_letters import ReferralLetter
from core.services.day.referral_views import ReferralView
from core.words.findings import Severity
from core.words.referrals import FollowUp, Target
from printouts.paper import A4, A5
from printouts.referral_letter import print_referral_letters
from tests.printouts.reading import read_pdf
from tests.printouts.seen import DAY, person


def letter(reasons=("LiLA <23,5", "TD ≥140/90"), **changed):
    who = person()
    referral = ReferralView(
        "1", who.id, who.name, who.sex, who.born_on, "30 th", "Krajan", "01", "2", date(2026, 11, 12),
        Target.PUSKESMAS, Severity.RED, tuple(reasons), "", FollowUp.OPEN, None,
    )  # fmt: skip
    known = ReferralLetter(
        "D4HD2Z", referral, who, "0812-3456-7890", "Jaya", "Melati", "Sukamaju", "Cibening", "Cibening",
        ("umur kehamilan 28 minggu", "tekanan darah 150/95 mmHg"), ("30 TTD atau MMS", "edukasi: Tanda bahaya"),
        "Bu Sari",
    )  # fmt: skip
    return replace(known, **changed)


@pytest.mark.parametrize("paper", [A5, A4], ids=lambda one: one.name)
def test_a_letter_says_whom_from_where_to_where_and_why(tmp_path, paper):
    out = tmp_path / "rujukan.pdf"
    assert print_referral_letters([letter()], out, printed_on=DAY, paper=paper) == 1
    [side] = read_pdf(out)
    assert side.size == pytest.approx(paper.size, abs=0.5)
    for part in (
        "Dewi Lestari", "3201********0001", "Jaya", "Posyandu Melati", "Puskesmas Cibening", "1. LiLA <23,5",
        "2. TD ≥140/90", "Umur kehamilan 28 minggu; tekanan darah 150/95 mmHg.", "30 TTD atau MMS", "Bu Sari",
        "Balasan rujukan", "D4H D2Z", "Hasil pemeriksaan", "12 November 2026",
    ):  # fmt: skip
        assert part in side.words
    assert "SEGERA" not in side.words
    assert side.collisions() == []


def test_the_kind_of_a_place_is_written_once(tmp_path):
    out = tmp_path / "rujukan.pdf"
    named = letter(village="Desa Sukamaju", district="Kecamatan Cibening", puskesmas="Puskesmas Cibening")
    print_referral_letters([named], out, printed_on=DAY)
    [side] = read_pdf(out)
    assert "Desa Sukamaju" in side.words
    for twice in ("Desa Desa", "Kecamatan Kecamatan", "Puskesmas Puskesmas", "Dusun Dusun"):
        assert twice not in side.words


def test_an_urgent_letter_carries_the_word(tmp_path):
    out = tmp_path / "rujukan.pdf"
    sent = letter()
    print_referral_letters(
        [replace(sent, referral=replace(sent.referral, urgency=Severity.URGENT))], out, printed_on=DAY
    )
    [side] = read_pdf(out)
    assert "SEGERA" in side.words


def test_many_reasons_and_long_words_stay_one_sheet_and_can_be_read(tmp_path):
    reasons = [f"Alasan nomor {number}: tekanan darah dan gula darah tinggi" for number in range(1, 11)]
    measures = tuple(f"hasil ukur nomor {number} 120,5 mg/dL" for number in range(14))
    out = tmp_path / "rujukan.pdf"
    print_referral_letters([letter(reasons, measures=measures, given=measures[:6])], out, printed_on=DAY)
    [side] = read_pdf(out)
    assert all(reason in side.words for reason in reasons)
    assert min(one.size for one in side.letters) >= 6
    assert side.collisions() == []


def test_nobody_sent_on_is_said(tmp_path):
    with pytest.raises(InputError, match="Tidak ada rujukan"):
        print_referral_letters([], tmp_path / "rujukan.pdf", printed_on=DAY)
