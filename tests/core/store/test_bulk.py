"""Rows that go straight to their table are the rows that objects would have made."""

from datetime import date

from sqlalchemy import select

from core.rules.permissions import Action
from core.store.people import Person
from core.words.people import LifeStatus, Sex


def test_rows_written_at_once_read_back_as_they_were(register):
    facts = {"name": "Siti", "sex": Sex.FEMALE, "born_on": date(1992, 2, 29), "is_birth_date_approximate": True}
    with register.deed("Menulis banyak", action=Action.REGISTER_PEOPLE) as deed:
        deed.insert_many(Person, [facts, facts | {"name": "Sari", "had_imd": False, "birth_weight_g": 3100}])
    with register.reading() as session:
        sari, siti = session.scalars(select(Person).order_by(Person.name)).all()
    assert (siti.sex, siti.born_on, siti.is_birth_date_approximate) == (Sex.FEMALE, date(1992, 2, 29), True)
    assert (siti.status, siti.phone, siti.nik, siti.had_imd) == (LifeStatus.ALIVE, "", None, None)
    assert (sari.had_imd, sari.birth_weight_g) == (False, 3100)


def test_nothing_to_write_is_no_deed(register):
    with register.deed("Tidak menulis apa-apa", action=Action.REGISTER_PEOPLE) as deed:
        deed.insert_many(Person, [])
    assert deed.entry_id is None
