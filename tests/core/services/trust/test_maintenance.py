"""`check` tells a sound register from one that was written past the journal or holds what cannot be."""

import pytest
from sqlalchemy import text

from core.rules.permissions import Action
from core.services.growth.measuring import remove_visit
from core.services.people.registration import edit_person, person_form
from core.services.register import Cancelled
from core.services.trust.maintenance import check
from core.words.people import Sex


@pytest.fixture
def child(add_child, weigh):
    child = add_child("Bima", "2024-03-10", Sex.MALE)
    weigh(child, "2026-10-12", 12.5)
    weigh(child, "2026-11-12", 12.9)
    return child


def behind_the_journal(register, statement):
    with register.database.scratch() as session:
        session.execute(text(statement))


def test_a_register_in_daily_use_is_sound(register, child, weigh, place):
    form = person_form(register, child)
    edit_person(register, child, form)
    gone = weigh(child, "2026-09-12", 12.0).visits[0].facts
    remove_visit(register, gone.id, "salah")
    result = check(register)
    assert (result.ok, result.problems, result.notes) == (True, (), ())
    assert (result.people, result.families, result.measurements) == (1, 1, 2)


def test_it_says_how_far_it_is_and_whoever_stops_it_has_changed_nothing(register, child):
    said = []
    assert check(register, lambda done, whole, what: said.append((done, whole, what))).ok
    shares = [done / whole for done, whole, _ in said]
    assert shares == sorted(shares)
    assert shares[-1] == 1

    def stop(done: int, whole: int, _what: str) -> None:
        if done * 2 > whole:
            raise Cancelled

    with pytest.raises(Cancelled):
        check(register, stop)
    assert check(register).ok


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE measurement SET weight_g = 99000 WHERE measured_on = '2026-11-12'", "1 baris measurement tidak sama"),
        ("DELETE FROM measurement WHERE measured_on = '2026-11-12'", "1 baris measurement ada di jurnal"),
        ("UPDATE person SET name = 'Lain'", "1 baris person tidak sama"),
        ("INSERT INTO village SELECT 'X','','','','','diam-diam'", "1 baris village tidak sama"),
        ("DELETE FROM search_entry", "1 orang tidak dapat ditemukan"),
        ("UPDATE person SET sex = 'X'", "Tabel person memuat isi yang tidak dapat dibaca"),
        ("UPDATE measurement SET measured_on = 'kapan'", "Tabel measurement memuat isi yang tidak dapat dibaca"),
    ],
)
def test_what_was_written_past_the_journal_is_told(register, child, statement, words):
    behind_the_journal(register, statement)
    result = check(register)
    assert not result.ok
    assert any(problem.startswith(words) for problem in result.problems)


def test_a_row_that_points_nowhere_is_told(register, child):
    raw = register.database.engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.execute("UPDATE measurement SET person_id = 'hilang' WHERE measured_on = '2026-11-12'")
    cursor.execute("PRAGMA foreign_keys=ON")
    raw.close()
    assert any("tidak ada" in problem for problem in check(register).problems)


def test_facts_that_cannot_be_are_told(register, child):
    with register.deed("Salah", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.execute(text("UPDATE measurement SET measured_on = '2024-01-01'"))
    problems = check(register).problems
    assert "Bima diukur 01-01-2024, sebelum lahir." in problems
    assert "Bima punya dua penimbangan 01-01-2024." in problems
    with register.deed("Salah", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.execute(text("UPDATE person SET born_on = '2027-01-01'"))
        deed.session.execute(text("UPDATE measurement SET measured_on = '2027-02-01'"))
    problems = check(register).problems
    assert "Bima diukur 01-02-2027, sesudah hari ini." in problems
    assert "Tanggal lahir Bima sesudah hari ini." in problems


def test_a_shared_nik_is_a_note_about_paper_not_a_problem(register, add_child):
    for name in ("Satu", "Dua"):
        add_child(name, "2026-03-01", nik="3201014103260001")
    result = check(register)
    assert result.ok
    assert result.notes == ("2 orang memakai NIK yang sama dengan orang lain.",)
