"""The one door for writing: everything with its journal, or nothing."""

import json
from datetime import date

import pytest
from sqlalchemy import func, select

from core.errors import BugError
from core.rules.permissions import Action
from core.store.journal import JournalChange, JournalEntry
from core.store.people import Family, FamilyMember, Person
from core.store.places import Village
from core.store.visits import Measurement
from core.words.people import FamilyRole, Sex


def changes_of(register, entity_id):
    with register.reading() as session:
        rows = session.execute(
            select(JournalEntry.sentence, JournalEntry.who, JournalChange.before, JournalChange.after)
            .join(JournalChange, JournalChange.entry_id == JournalEntry.id)
            .where(JournalChange.entity_id == entity_id)
            .order_by(JournalEntry.hlc)
        )
        return [
            (row.sentence, row.who, json.loads(row.before or "null"), json.loads(row.after or "null")) for row in rows
        ]


def counts(register):
    with register.reading() as session:
        tables = (Person, Family, FamilyMember, Measurement, JournalEntry, JournalChange)
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


@pytest.fixture
def budi(register):
    with register.deed("Tambah warga", action=Action.REGISTER_PEOPLE) as deed:
        person = Person(name="Budi", sex=Sex.MALE, born_on=date(2025, 1, 2))
        deed.session.add(person)
    return person.id


def test_a_new_row_is_journalled_with_every_field(register, budi):
    [(sentence, who, before, after)] = changes_of(register, budi)
    assert (sentence, who, before) == ("Tambah warga", "Bu Sari", None)
    assert after["name"] == "Budi"
    assert after["sex"] == "L"
    assert after["born_on"] == "2025-01-02"
    assert after["status"] == "1"
    assert after["is_birth_date_approximate"] is False
    assert after["nik"] is None


def test_a_change_keeps_only_the_changed_fields_before_and_after(register, budi):
    with register.deed("Ubah", action=Action.REGISTER_PEOPLE) as deed:
        person = deed.session.get_one(Person, budi)
        person.name, person.born_on = "Budi Santoso", date(2025, 1, 3)
    assert changes_of(register, budi)[-1][2:] == (
        {"name": "Budi", "born_on": "2025-01-02"},
        {"name": "Budi Santoso", "born_on": "2025-01-03"},
    )


def test_a_removed_row_is_kept_whole_in_the_journal(register, budi):
    with register.deed("Timbang", action=Action.REGISTER_PEOPLE) as deed:
        visit = Measurement(person_id=budi, measured_on=date(2026, 1, 2), weight_g=9000)
        deed.session.add(visit)
    with register.deed("Hapus", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.delete(deed.session.get_one(Measurement, visit.id))
    _, _, before, after = changes_of(register, visit.id)[-1]
    assert after is None
    assert (before["weight_g"], before["measured_on"]) == (9000, "2026-01-02")


def test_a_row_changed_twice_in_one_deed_is_one_change(register, budi):
    with register.deed("Ubah dua kali", action=Action.REGISTER_PEOPLE) as deed:
        person = deed.session.get_one(Person, budi)
        person.name = "A"
        deed.session.flush()
        person.name = "B"
    assert changes_of(register, budi)[-1][2:] == ({"name": "Budi"}, {"name": "B"})


def test_a_deed_that_changes_nothing_leaves_no_entry(register, budi):
    before = counts(register)
    with register.deed("Simpan tanpa perubahan", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, budi).name = "Budi"
    with register.deed("Ubah lalu kembalikan", action=Action.REGISTER_PEOPLE) as deed:
        person = deed.session.get_one(Person, budi)
        person.name = "A"
        deed.session.flush()
        person.name = "Budi"
    assert counts(register) == before


def test_an_error_in_the_middle_leaves_nothing(register, budi):
    before = counts(register)

    def change_and_fail():
        with register.deed("Gagal", action=Action.REGISTER_PEOPLE) as deed:
            deed.session.add(Person(name="Citra", sex=Sex.FEMALE, born_on=date(2025, 1, 1)))
            deed.session.get_one(Person, budi).name = "Lain"
            deed.session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert counts(register) == before
    assert len(changes_of(register, budi)) == 1


def test_a_refusal_of_the_database_comes_out_as_a_sentence(register, budi):
    before = counts(register)
    with (
        pytest.raises(BugError, match="Tidak ada yang berubah"),
        register.deed("Timbang siapa?", action=Action.REGISTER_PEOPLE) as deed,
    ):
        deed.session.add(Measurement(person_id="tidak-ada", measured_on=date(2026, 1, 1)))
    assert counts(register) == before


def test_many_rows_at_once_are_journalled_like_any_other(register):
    with register.deed("Impor", action=Action.REGISTER_PEOPLE) as deed:
        people = [{"name": f"Warga {n}", "sex": Sex.MALE, "born_on": date(1990, 1, 1), "id": f"w{n}"} for n in range(3)]
        deed.insert_many(Person, people)
        deed.insert_many(Family, [{"id": "kk", "kk_number": "3201010101010001", "dusun": "Krajan"}])
        roles = [{"family_id": "kk", "person_id": f"w{n}", "role": FamilyRole.CHILD} for n in range(3)]
        deed.insert_many(FamilyMember, roles)
    [(sentence, _, before, after)] = changes_of(register, "w1")
    assert (sentence, before, after["name"], after["status"], after["phone"]) == ("Impor", None, "Warga 1", "1", "")


def test_an_unnamed_deed_by_a_very_talkative_kader_still_fits(register):
    with register.deed("Panjang sekali " * 100, action=Action.REGISTER_PEOPLE) as deed:
        village = Village(name="X")
        deed.session.add(village)
    assert len(changes_of(register, village.id)[0][0]) == 400
