"""R-ANC, R-TTD, R-KELAS, R-KF and R-KN of a mother in the register: what is done, what the week asks for."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.mother_progress import mother_progress
from core.services.day.open_day import open_day
from core.services.day.source_choices import save_choices
from core.services.people.births import EndForm, NewbornForm, record_birth
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import list_posyandu
from core.words.findings import Severity
from core.words.people import PregnancyOutcome, Sex

HPHT, OPENED, BORN = date(2026, 2, 4), date(2026, 3, 1), date(2026, 11, 10)


@pytest.fixture
def dewi(add_child):
    return add_child("Dewi", "1998-05-05")


@pytest.fixture
def card(register):
    def filled(person_id, on, form, **boxes):
        day_id = open_day(register, list_posyandu(register)[0].id, date.fromisoformat(on)).value.id
        save_answers(register, come(register, day_id, person_id).value.id, form, boxes, confirmation_reason="uji")

    return filled


def lines(register, person_id, on=None):
    return {one.label: one for one in mother_progress(register, person_id, on)}


def test_r_anc_three_examinations_at_24_weeks_are_enough_and_two_are_not(register, dewi, card):
    open_pregnancy(register, dewi, PregnancyForm(hpht_on=HPHT, opened_on=OPENED))
    assert "lihat Buku KIA" in lines(register, dewi, date(2026, 7, 22))["Periksa hamil"].words
    for on in ("2026-03-20", "2026-05-20"):
        card(dewi, on, "bumil", systolic_mmhg=118, diastolic_mmhg=76)
    at_24 = lines(register, dewi, date(2026, 7, 22))["Periksa hamil"]
    assert at_24.words == "K1 20-03-2026, K2 20-05-2026; sekarang mestinya 3 kali"
    assert at_24.severity is Severity.YELLOW
    card(dewi, "2026-07-10", "bumil", systolic_mmhg=118, diastolic_mmhg=76)
    now = lines(register, dewi, date(2026, 7, 22))["Periksa hamil"]
    assert (now.words.endswith("K3 10-07-2026"), now.severity) == (True, Severity.GREEN)


def test_r_anc_2_who_came_first_after_12_weeks_is_no_k1_murni(register, dewi, card):
    open_pregnancy(register, dewi, PregnancyForm(hpht_on=HPHT, opened_on=OPENED))
    card(dewi, "2026-05-20", "bumil", systolic_mmhg=118, diastolic_mmhg=76)
    said = lines(register, dewi, date(2026, 5, 20))["Periksa hamil"]
    assert "bukan K1 murni" in said.words
    assert said.severity is Severity.YELLOW


def test_r_ttd_against_the_target_of_the_place(register, dewi, card):
    open_pregnancy(register, dewi, PregnancyForm(hpht_on=HPHT, opened_on=OPENED))
    assert lines(register, dewi)["Tablet tambah darah"].severity is Severity.YELLOW
    for on, tablets in (("2026-09-10", 35), ("2026-10-10", 30), ("2026-11-10", 30)):
        card(dewi, on, "bumil", tablets_given=tablets)
    assert lines(register, dewi)["Tablet tambah darah"].words == "95 dari 90 tablet diberikan (106 %)"
    save_choices(register, {"tablets_target": "180"})
    assert lines(register, dewi)["Tablet tambah darah"].words == "95 dari 180 tablet diberikan (53 %)"


def test_r_kelas_four_times(register, dewi, card):
    open_pregnancy(register, dewi, PregnancyForm(hpht_on=HPHT, opened_on=OPENED))
    for number, on in enumerate(("2026-08-10", "2026-09-10", "2026-10-10", "2026-11-10"), 1):
        card(dewi, on, "bumil", mother_class=True)
        found = lines(register, dewi)["Kelas ibu hamil"]
        assert found.words.startswith(f"{number} kali")
        assert found.severity is (Severity.GREEN if number == 4 else Severity.YELLOW)


def test_r_kf_and_r_kn_say_what_was_done_and_what_was_missed(register, dewi, card):
    children = (NewbornForm(Sex.MALE, "Bayu", birth_weight_g=3_000),)
    record_birth(register, dewi, EndForm(ended_on=BORN, children=children, confirmation_reason="uji"))
    card(dewi, "2026-11-12", "nifas", systolic_mmhg=118, diastolic_mmhg=76)
    found = lines(register, dewi, date(2026, 11, 19))
    assert found["Kunjungan nifas"].words == (
        "KF1 sudah 12-11-2026; KF2 lewat, belum tercatat; KF3 sekarang, sampai 08-12-2026; KF4 mulai 09-12-2026"
    )
    assert found["Kunjungan nifas"].severity is Severity.YELLOW
    assert (
        found["Kunjungan Bayu"].words
        == "KN1 lewat, belum tercatat; KN2 lewat, belum tercatat; KN3 sekarang, sampai 08-12-2026"
    )


def test_r_nifas_after_a_stillbirth_there_are_visits_to_the_mother_and_none_to_a_child(register, dewi):
    open_pregnancy(register, dewi, PregnancyForm(hpht_on=HPHT, opened_on=OPENED))
    end = EndForm(PregnancyOutcome.STILLBIRTH, BORN, stillborn_count=1, confirmation_reason="uji")
    record_birth(register, dewi, end)
    assert list(lines(register, dewi, date(2026, 11, 12))) == ["Kunjungan nifas"]


def test_nobody_else_has_any(register, dewi, add_child):
    assert mother_progress(register, dewi) == ()
    assert mother_progress(register, add_child("Pak Jaya", "1980-01-01", Sex.MALE)) == ()
    with pytest.raises(InputError, match="tidak ada"):
        mother_progress(register, "lain")
