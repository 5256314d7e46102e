"""The part of a woman's page about her pregnancies: which deeds it offers to whom."""

from datetime import date

import pytest

from core.services.people.births import EndForm, NewbornForm, record_birth
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm, people_lines, register_person
from core.words.people import PregnancyOutcome, Sex
from tests.ui.hands import words_on
from ui.pages.warga.pregnancy import PregnancySection

BORN = date(2026, 11, 20)


@pytest.fixture
def look(program, register, qtbot):
    """What the part says about a person; None when it has nothing to say."""

    def over(person_id, *, is_here=True):
        [line] = people_lines(register, [person_id])
        section = PregnancySection(program.context, line, is_here=is_here)
        qtbot.addWidget(section)
        return words_on(section).split("\n") if section.is_needed else None

    return over


@pytest.fixture
def siti(register):
    return register_person(register, PersonForm("Siti Aminah", Sex.FEMALE, date(1998, 4, 4))).value


def test_men_children_and_the_old_are_not_asked(register, look):
    for name, sex, born_on in (("Budi", Sex.MALE, "1990-01-01"), ("Ani", Sex.FEMALE, "2018-01-01")):
        assert look(register_person(register, PersonForm(name, sex, date.fromisoformat(born_on))).value) is None
    assert look(register_person(register, PersonForm("Mbah Sri", Sex.FEMALE, date(1960, 1, 1))).value) is None


def test_a_woman_can_be_pregnant_or_have_given_birth(look, siti):
    assert [words.strip() for words in look(siti)] == ["Kehamilan", "Catat kehamilan", "Catat kelahiran"]
    assert look(siti, is_here=False) is None


def test_an_open_pregnancy_says_its_age_and_can_end(register, look, siti):
    open_pregnancy(register, siti, PregnancyForm(hpht_on=date(2026, 6, 1), gravida=2))
    said = [words.strip() for words in look(siti)]
    assert "Kehamilan ke-2: hamil 25 minggu 2 hari, perkiraan lahir 8 Maret 2027 (HPHT)" in said
    assert said[-3:] == ["Catat kelahiran", "Akhiri kehamilan", "Ubah kehamilan"]


def test_r_anc_r_ttd_r_kelas_what_is_counted_of_a_pregnancy_stands_under_it(register, look, siti):
    open_pregnancy(register, siti, PregnancyForm(hpht_on=date(2026, 6, 1)))
    said = [words.strip() for words in look(siti)]
    assert {"Periksa hamil", "Tablet tambah darah", "Kelas ibu hamil"} <= set(said)
    assert "0 dari 90 tablet diberikan (0 %)." in said


def test_r_kf_r_kn_the_visits_after_a_birth_stand_under_it(register, look, siti):
    record_birth(register, siti, EndForm(ended_on=BORN, children=(NewbornForm(Sex.MALE, "Bayu"),)))
    said = [words.strip() for words in look(siti)]
    assert {"Kunjungan nifas", "Kunjungan Bayu"} <= set(said)
    assert (
        "KF1 lewat, belum tercatat; KF2 sekarang, sampai 27-11-2026; KF3 mulai 28-11-2026; KF4 mulai 19-12-2026."
        in said
    )


def test_the_children_of_a_pregnancy_stand_under_it(register, look, siti):
    open_pregnancy(register, siti, PregnancyForm(opened_on=date(2026, 6, 1)))
    record_birth(register, siti, EndForm(ended_on=BORN, children=(NewbornForm(Sex.MALE, "Bayu"),)))
    said = [words.strip() for words in look(siti)]
    assert "Lahir, 20 November 2026" in said
    assert "Bayu" in said


def test_the_child_of_a_mother_who_died_can_still_be_written_down(register, look, siti):
    open_pregnancy(register, siti, PregnancyForm(opened_on=date(2026, 6, 1)))
    record_birth(register, siti, EndForm(PregnancyOutcome.MATERNAL_DEATH, BORN))
    assert [words.strip() for words in look(siti, is_here=False)][-1] == "Catat kelahiran"
