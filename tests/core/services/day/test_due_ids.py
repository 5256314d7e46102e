"""Ids as one value of a query: the same rows as an ordinary list gives."""

import json

import pytest
from sqlalchemy import select

from core.services.day.due_ids import among
from core.store.people import Person


@pytest.mark.parametrize("wanted", [[], ["Ani"], ["Ani", "Budi", 'Siti "Titi"', "O'Neil", "tidak ada"]])
def test_among_finds_what_a_list_finds(register, add_child, wanted):
    for name in ("Ani", "Budi", 'Siti "Titi"', "O'Neil", "Zaki"):
        add_child(name, "2025-01-01")
    names = select(Person.name).order_by(Person.name)
    with register.reading() as session:
        found = session.scalars(names.where(among(Person.name, "names")), {"names": json.dumps(wanted)}).all()
        assert found == session.scalars(names.where(Person.name.in_(wanted))).all()
