"""Life stages of the register: the condition in the database says of everybody what the rule says."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.services.people.births import EndForm, NewbornForm, end_pregnancy, record_birth
from core.services.people.life_stages import babies_without_nik, is_in_stage, life_stages_on
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import list_posyandu
from core.store.people import Person
from core.words.life_stage import LifeStage
from core.words.people import PregnancyOutcome, Sex

WOMEN = ("Hamil", "Lahir", "Lahir mati", "Keguguran", "Tidak jadi", "Tanpa catatan")
BIRTHDAYS = ("1940-02-29", "1966-11-25", "1966-11-26", "2007-11-25", "2011-11-26", "2020-11-25", "2021-11-26")
OPENED, ENDED = date(2026, 6, 1), date(2026, 10, 14)
ENDS = {
    "Lahir": EndForm(ended_on=ENDED, children=(NewbornForm(Sex.FEMALE),)),
    "Lahir mati": EndForm(PregnancyOutcome.STILLBIRTH, ENDED, stillborn_count=1),
    "Keguguran": EndForm(PregnancyOutcome.MISCARRIAGE, ENDED),
    "Tidak jadi": EndForm(PregnancyOutcome.NOT_PREGNANT, ENDED),
}


@pytest.fixture
def village(register, add_child):
    for number, born in enumerate(BIRTHDAYS):
        add_child(f"Warga {number}", born)
    for name in WOMEN:
        woman = add_child(name, "1998-04-04")
        if name == "Tanpa catatan":
            record_birth(register, woman, ENDS["Lahir"])
            continue
        pregnancy_id = open_pregnancy(register, woman, PregnancyForm(opened_on=OPENED)).value.pregnancy_id
        if name in ENDS:
            end_pregnancy(register, pregnancy_id, ENDS[name])
    return register


@pytest.mark.parametrize("days", [-1, 0, 134, 135, 176, 177, 178])
def test_everybody_is_in_one_group_and_the_database_agrees_with_the_rule(village, days):
    day = OPENED + timedelta(days)
    with village.reading() as session:
        ids = session.scalars(select(Person.id)).all()
        filtered = [
            (person_id, stage)
            for stage in LifeStage
            for person_id in session.scalars(select(Person.id).where(is_in_stage(stage, day)))
        ]
    assert len({person_id for person_id, _ in filtered}) == len(filtered)
    assert dict(filtered) == life_stages_on(village, ids, day)


def test_the_last_day_of_nifas(village):
    with village.reading() as session:
        ids = {name: person_id for person_id, name in session.execute(select(Person.id, Person.name))}
    last, after = (life_stages_on(village, ids.values(), ENDED + timedelta(days)) for days in (42, 43))
    assert [last[ids[name]].value for name in WOMEN] == ["bumil", "nifas", "nifas", "dewasa", "dewasa", "nifas"]
    assert [after[ids[name]].value for name in WOMEN] == ["bumil", *["dewasa"] * 5]


def test_babies_of_another_posyandu_and_grown_people_are_not_listed(village):
    [unit] = list_posyandu(village)
    names = [line.name for line in babies_without_nik(village, posyandu_id=unit.id)]
    assert names == ["Bayi Ny. Lahir", "Bayi Ny. Tanpa catatan", "Warga 6"]
    assert babies_without_nik(village, posyandu_id="lain") == ()
