"""`print kartu-bantu`, `print lembar-skrining`, `print rujukan`: blank, for one person, for a posyandu; said kindly."""

import json
from datetime import date

import pytest

from core.clock import Clock
from core.rules.permissions import Action
from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.open_day import open_day
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register, open_register
from core.services.setup import list_posyandu, set_up
from core.services.trust.access_log import log_of
from core.words.people import Sex
from tests.printouts.reading import read_pdf
from ui.cli import main

TODAY = date(2026, 11, 25)
NIK = "3201011501860001"
BOXES = {"weight_kg": "78", "height_cm": "165", "systolic_mmhg": 182, "diastolic_mmhg": 98}
PUMA = dict.fromkeys(("puma_breath", "puma_phlegm", "puma_cough", "puma_spirometry"), True)


@pytest.fixture
def place(tmp_path):
    """A register with one man, seen today, sent on with a high blood pressure."""
    path = str(tmp_path / "desa.db")
    register = open_register(path, who="Bu Sari", clock=Clock(TODAY))
    set_up(register, posyandu="Melati", village="Sukamaju", puskesmas="Cibening")
    born = date(1986, 1, 15)
    man = register_person(
        register, PersonForm("Jaya Suparman", Sex.MALE, born, nik=NIK, confirmation_reason="uji")
    ).value
    check_up = come(register, open_day(register, list_posyandu(register)[0].id, TODAY).value.id, man).value
    save_answers(register, check_up.id, "dewasa", BOXES)
    save_answers(register, check_up.id, "puma", PUMA)
    register.close()
    return path


@pytest.fixture
def printed(place, tmp_path, capsys):
    """Print and give the words of the pages, what was answered, and the exit status."""

    def run(document, *options):
        out = tmp_path / "kertas.pdf"
        capsys.readouterr()
        status = main(["print", document, str(out), "--db", place, "--today", TODAY.isoformat(), "--json", *options])
        said = capsys.readouterr()
        words = [side.words for side in read_pdf(out)] if out.exists() else []
        return words, json.loads(said.out) if said.out else said.err, status

    return run


def test_without_a_name_every_card_is_blank_and_no_register_is_needed(tmp_path, printed):
    words, answer, status = printed("kartu-bantu")
    assert (status, answer["leaves"], len(words)) == (0, 5, 10)
    words, answer, _ = printed("kartu-bantu", "--form", "nifas", "--paper", "A4")
    assert (answer["leaves"], len(words)) == (1, 2)


def test_the_card_of_one_person_shows_the_visit_and_no_whole_nik(printed):
    words, answer, status = printed("kartu-bantu", "--nik", NIK)
    assert (status, answer["people"]) == (0, 1)
    assert "Jaya Suparman" in words[0]
    assert "182/98" in words[0]
    assert not any(NIK in side for side in words)


def test_the_cards_of_a_posyandu_may_be_those_of_one_group(printed):
    assert printed("kartu-bantu", "--posyandu", "Melati")[1]["people"] == 1
    assert printed("kartu-bantu", "--posyandu", "Melati", "--form", "dewasa")[1]["people"] == 1
    _, said, status = printed("kartu-bantu", "--posyandu", "Melati", "--form", "balita")
    assert status == 2
    assert "Belum ada orang" in said


def test_a_sheet_is_filled_for_somebody_who_answered_it(printed):
    words, answer, _ = printed("lembar-skrining", "--form", "puma", "--nik", NIK)
    assert answer["filled"] is True
    assert "Skor PUMA" in " ".join(words)
    words, answer, _ = printed("lembar-skrining", "--form", "srq20", "--nik", NIK)
    assert answer["filled"] is False
    assert "Jaya Suparman" in words[0]


def test_a_letter_for_one_person_and_for_the_day(printed):
    words, answer, status = printed("rujukan", "--nik", NIK)
    assert (status, answer["letters"], len(words)) == (0, 1, 1)
    assert "SEGERA" in words[0]
    assert answer["codes"][0] in words[0].replace(" ", "")
    assert "baris perintah" not in words[0]
    assert "(……" in words[0]
    assert printed("rujukan", "--posyandu", "Melati", "--on", TODAY.isoformat())[1]["codes"] == answer["codes"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["kartu-bantu", "--form", "puma"], "Kartu puma tidak ada"),
        (["lembar-skrining"], "Sebut lembarnya dengan --form"),
        (["lembar-skrining", "--form", "aks", "--posyandu", "Melati"], "satu per satu"),
        (["rujukan"], "Sebut orangnya"),
        (["rujukan", "--posyandu", "Melati", "--on", "2026-10-01"], "Tidak ada yang dirujuk"),
        (["kartu-bantu", "--paper", "A5"], "F4 atau A4"),
    ],
)
def test_what_cannot_be_printed_is_said(printed, options, words):
    pages, said, status = printed(*options)
    assert (status, pages) == (2, [])
    assert words in said


def test_sheets_of_the_bidan_are_for_the_bidan(printed, monkeypatch):
    assert printed("lembar-skrining", "--form", "heeadsss")[2] == 0
    may = Register.may
    monkeypatch.setattr(
        Register, "may", lambda register, action: action is not Action.SEE_PRIVATE and may(register, action)
    )
    for options in ([], ["--nik", NIK]):
        _, said, status = printed("lembar-skrining", "--form", "heeadsss", *options)
        assert status == 2
        assert "bidan" in said


def test_every_paper_of_somebody_is_noted(place, printed):
    for document, *options in (["kartu-bantu"], ["lembar-skrining", "--form", "puma"], ["rujukan"]):
        printed(document, *options, "--nik", NIK)
    register = open_register(place)
    noted = [line.text for line in log_of(register) if line.person]
    register.close()
    assert {"Kartu bantu pemeriksaan", "Lembar skrining: PUMA (paru)", "Surat rujukan"} <= set(noted)
