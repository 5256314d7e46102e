"""The demo village has every family story that the register must stand: in a small village as in a large one."""

from collections import defaultdict
from datetime import date

import pytest
from sqlalchemy import select

from core.clock import Clock
from core.services.demo import build_demo
from core.services.people.duplicates import duplicate_queue
from core.services.people.life_stages import babies_without_nik
from core.services.people.life_story import family_page, person_story
from core.services.people.pregnancies import open_pregnancies
from core.services.register import open_register
from core.store.people import Family, FamilyMember, Person
from core.words.people import FamilyRole, LifeStatus, MaritalStatus

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module", params=[(60, 6, 1), (90, 9, 4)], ids=str)
def register(request, tmp_path_factory):
    families, months, seed = request.param
    place = str(tmp_path_factory.mktemp("desa") / "desa.db")
    build_demo(place, families=families, months=months, seed=seed, today=TODAY)
    opened = open_register(place, clock=Clock(TODAY))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def people(register):
    with register.reading() as session:
        return list(session.scalars(select(Person)))


@pytest.fixture(scope="module")
def stays(register):
    found = defaultdict(list)
    with register.reading() as session:
        for row in session.scalars(select(FamilyMember).order_by(FamilyMember.from_on)):
            found[row.person_id].append(row)
    return found


def test_twins_have_one_mother_and_one_birthday(people):
    born = defaultdict(list)
    for person in people:
        if person.mother_id:
            born[person.mother_id, person.born_on].append(person)
    twins = [pair for pair in born.values() if len(pair) == 2]
    assert twins
    assert all(first.name != second.name for first, second in twins)


def test_a_newborn_is_known_by_its_mother_alone(register):
    assert any(line.name == f"Bayi Ny. {line.mother}" for line in babies_without_nik(register))


def test_a_widow_is_head_of_her_family_since_her_husband_died(people, stays):
    heads = [
        person
        for person in people
        if person.marital_status is MaritalStatus.WIDOWED and person.status is LifeStatus.ALIVE
        if [row.role for row in stays[person.id]] == [FamilyRole.WIFE, FamilyRole.HEAD]
    ]
    (widow,) = heads
    house = [one for one in people if stays[one.id][0].family_id == stays[widow.id][0].family_id]
    (husband,) = [one for one in house if one.status is LifeStatus.DEAD]
    assert stays[husband.id][0].role is FamilyRole.HEAD
    assert husband.status_changed_on == stays[widow.id][1].from_on


def test_a_family_that_moved_away_is_back_with_all_its_people(register, people, stays):
    back = [one for one in people if len(rows := stays[one.id]) == 2 and rows[0].family_id == rows[1].family_id]
    came_back = [one for one in back if (stays[one.id][1].from_on - stays[one.id][0].to_on).days > 20]
    assert len(came_back) >= 3
    assert len({stays[one.id][0].family_id for one in came_back}) == 1
    story = person_story(register, came_back[0].id)
    assert story.status is LifeStatus.ALIVE


def test_a_split_card_shows_who_left_it(register, people, stays):
    split = [one for one in people if len({row.family_id for row in stays[one.id]}) == 2]
    assert len(split) >= 2
    old, new = (stays[split[0].id][place].family_id for place in (0, 1))
    page = family_page(register, new)
    assert {member.person.id for member in page.members} == {one.id for one in split}
    assert page.members[0].role is FamilyRole.HEAD
    assert {one.person.id for one in family_page(register, old).past_members} >= {one.id for one in split}


def test_a_guessed_birth_date_says_since_when_it_is_guessed(people):
    guessed = [person for person in people if person.is_birth_date_approximate]
    assert guessed
    assert all(person.birth_date_known_on is not None for person in guessed)


def test_two_people_written_down_twice_stand_in_the_queue_of_doubles(register, people, stays):
    with register.reading() as session:
        with_card = set(session.scalars(select(Family.id).where(Family.kk_number.is_not(None))))
    alone = {one.id for one in people if stays[one.id][0].family_id not in with_card}
    doubles = [pair for pair in duplicate_queue(register) if {pair.one.id, pair.other.id} & alone]
    assert len(doubles) == 2
    assert any(pair.one.name != pair.other.name for pair in doubles)


def test_pregnancies_are_open_and_their_age_is_known(register):
    pregnancies = [pregnancy for _mother, pregnancy in open_pregnancies(register)]
    assert pregnancies
    assert all(one.gestation is not None and 0 < one.gestation.days < 42 * 7 for one in pregnancies)
