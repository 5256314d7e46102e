"""The words by which people are found stay in step with the facts, in the same transaction."""

from datetime import date

import pytest
from sqlalchemy import text

from core.rules.permissions import Action
from core.store.people import Family, FamilyMember, Person
from core.words.names import search_text
from core.words.people import FamilyRole, Sex


def found(register, word):
    with register.reading() as session:
        rows = session.execute(
            text(
                "SELECT p.name FROM person_search f JOIN search_entry s ON s.number = f.rowid "
                "JOIN person p ON p.id = s.person_id WHERE person_search MATCH :word ORDER BY p.name"
            ),
            {"word": search_text(word)},
        )
        return [row.name for row in rows]


@pytest.fixture
def family(register):
    """Nurhayati and her daughter Aisyah in Krajan."""
    with register.deed("Tambah keluarga", action=Action.REGISTER_PEOPLE) as deed:
        home = Family(kk_number="3201010101010001", dusun="Krajan")
        mother = Person(name="Nurhayati", sex=Sex.FEMALE, born_on=date(1995, 1, 1), nik="3201014101950001")
        deed.session.add_all([home, mother])
        deed.session.flush()
        child = Person(name="Aisyah", sex=Sex.FEMALE, born_on=date(2026, 1, 1), mother_id=mother.id)
        deed.session.add(child)
        deed.session.flush()
        for person, role in ((mother, FamilyRole.WIFE), (child, FamilyRole.CHILD)):
            deed.session.add(FamilyMember(family_id=home.id, person_id=person.id, role=role))
    return home, mother, child


def test_people_are_found_by_their_parts(register, family):
    assert found(register, "krajan") == ["Aisyah", "Nurhayati"]
    assert found(register, "3201014101950001") == ["Nurhayati"]
    assert found(register, "Nurhayati") == ["Aisyah", "Nurhayati"]


def test_a_renamed_mother_is_found_under_her_new_name_also_from_her_child(register, family):
    with register.deed("Ubah nama", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, family[1].id).name = "Wulan"
    assert found(register, "wulan") == ["Aisyah", "Wulan"]
    assert found(register, "nurhayati") == []


def test_a_family_that_moves_takes_its_people_along(register, family):
    with register.deed("Pindah dusun", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Family, family[0].id).dusun = "Sumber"
    assert found(register, "sumber") == ["Aisyah", "Nurhayati"]
    assert found(register, "krajan") == []


def test_a_deed_undone_leaves_the_words_as_they_were(register, family):
    def rename_and_fail():
        with register.deed("Gagal", action=Action.REGISTER_PEOPLE) as deed:
            deed.session.get_one(Person, family[1].id).name = "Wulan"
            deed.session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        rename_and_fail()
    assert found(register, "wulan") == []


def test_the_full_text_index_agrees_with_its_table(register, family):
    with register.deed("Ubah", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, family[2].id).name = "Aisyah Putri"
    with register.database.scratch() as session:
        session.execute(text("INSERT INTO person_search(person_search, rank) VALUES ('integrity-check', 1)"))
