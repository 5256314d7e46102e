"""The demo village: the same seed gives the same village, all of it plausible, and everything worth seeing is in it."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from core.clock import Clock
from core.errors import InputError
from core.growth.classify import LengthForAgeCategory, NutritionCategory
from core.services.demo import DemoResult, build_demo, fill_demo
from core.services.growth.measuring import histories
from core.services.people.residence import Stay, is_resident, is_under_five
from core.services.register import Cancelled, Register, open_register
from core.services.setup import list_posyandu
from core.services.views import GrowthHistory
from core.store.checkups import Answer, CheckUp, DaySignature, DayTick, Duty, Equipment, Referral
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.journal import JournalEntry
from core.store.people import Family, FamilyMember, Marriage, Person
from core.store.pregnancies import Pregnancy
from core.store.visits import Measurement, PosyanduDay
from core.words.people import LifeStatus, Sex

TODAY = date(2026, 11, 25)
FAMILIES, MONTHS = 90, 9
PEOPLE = (Family, Person, FamilyMember, Pregnancy, Marriage)
DAYS = (PosyanduDay, Measurement, CheckUp, Answer, Referral, Duty, DayTick, DaySignature, Equipment)
TABLES = (*PEOPLE, *DAYS, VaccineDose, DoseRefusal, HealthCaution)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    place = tmp_path_factory.mktemp("desa") / "desa.db"
    return build_demo(str(place), families=FAMILIES, months=MONTHS, seed=1, today=TODAY)


@pytest.fixture(scope="module")
def register(built):
    opened = open_register(built.place, clock=Clock(TODAY))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def all_histories(register) -> list[GrowthHistory]:
    return list(histories(register))


def _rows(place: str) -> dict[str, list[tuple[object, ...]]]:
    opened = open_register(place, clock=Clock(TODAY))
    deeds = select(JournalEntry.at, JournalEntry.who, JournalEntry.sentence).order_by(JournalEntry.hlc)
    try:
        with opened.reading() as session:
            found = {"journal": [tuple(row) for row in session.execute(deeds)]}
            for table in TABLES:
                rows = session.execute(select(*table.__table__.columns).order_by(table.id))
                found[table.__tablename__] = [tuple(row) for row in rows]
            return found
    finally:
        opened.close()


def test_same_seed_and_day_give_the_same_village_ids_included(tmp_path):
    places = [str(tmp_path / name) for name in ("a.db", "b.db", "c.db")]
    for place, seed in zip(places, (5, 5, 6), strict=True):
        build_demo(place, families=60, months=4, seed=seed, today=TODAY)
    first, second, other = (_rows(place) for place in places)
    assert first == second
    assert first["person"] != other["person"]


def test_three_posyandu_of_a_village_marked_as_example(register):
    views = list_posyandu(register)
    assert len(views) == 3
    assert all("contoh" in view.village for view in views)


def test_the_counts_of_the_result_are_those_of_the_register(register, built):
    with register.reading() as session:
        # One card was split off, and two people were written down twice, each as a family of its own.
        assert built.families == FAMILIES
        assert len(session.scalars(select(Family)).all()) == FAMILIES + 3
        assert len(session.scalars(select(Person)).all()) == built.people
        assert len(session.scalars(select(PosyanduDay)).all()) == built.days == 3 * MONTHS
        assert len(session.scalars(select(Measurement)).all()) == built.measurements


def test_the_last_day_lies_before_today_and_every_month_has_one_day(register):
    with register.reading() as session:
        days = session.scalars(select(PosyanduDay)).all()
    assert all(TODAY - timedelta(days=31 * MONTHS + 31) < day.held_on < TODAY for day in days)
    months = Counter((day.posyandu_id, day.held_on.year, day.held_on.month) for day in days)
    assert set(months.values()) == {1}
    assert all(day.held_on.weekday() != 6 for day in days), "no posyandu on a Sunday"


def test_niks_have_the_right_form_and_a_region_that_does_not_exist(register):
    with register.reading() as session:
        people = session.scalars(select(Person)).all()
    niks = [person.nik for person in people if person.nik]
    assert len(niks) == len(set(niks))
    assert all(len(nik) == 16 and nik.isdecimal() and nik.startswith("99") for nik in niks)
    for person in people:
        if person.nik:
            day = person.born_on.day + (40 if person.sex is Sex.FEMALE else 0)
            assert person.nik[6:12] == f"{day:02d}{person.born_on:%m%y}"
    assert any(person.nik is None for person in people)


def test_parents_are_old_enough_and_nobody_is_born_after_today(register):
    with register.reading() as session:
        people = {person.id: person for person in session.scalars(select(Person))}
    for person in people.values():
        assert person.born_on < TODAY
        if person.mother_id:
            mother = people[person.mother_id]
            assert mother.sex is Sex.FEMALE
            assert (person.born_on - mother.born_on).days > 17 * 365


def test_nobody_is_measured_before_birth_or_while_living_elsewhere(register):
    with register.reading() as session:
        rows = session.execute(select(Measurement, Person).join(Person, Person.id == Measurement.person_id)).all()
        stays = defaultdict(list)
        for member in session.scalars(select(FamilyMember)):
            stays[member.person_id].append(Stay(member.from_on, member.to_on))
        days = defaultdict(list)
        for day in session.scalars(select(PosyanduDay).order_by(PosyanduDay.held_on)):
            days[day.posyandu_id].append(day.held_on)
    for visit, person in rows:
        assert (visit.weight_g or 0) % 100 == 0, "the scale shows tenths of a kilogram"
        assert visit.measured_on < TODAY
        if visit.is_outside_history:
            assert person.born_on <= visit.measured_on < stays[person.id][0].from_on
            continue
        if not is_under_five(person.born_on, visit.measured_on):
            newest = days[visit.posyandu_id][-3:]
            assert visit.measured_on in newest, "grown people come to the last three days"
        assert is_resident(
            visit.measured_on,
            born_on=person.born_on,
            stays=stays[person.id],
            status=person.status,
            status_changed_on=person.status_changed_on,
        )


def test_under_fives_come_most_of_the_time_but_not_always(register, all_histories):
    with register.reading() as session:
        days = session.scalars(select(PosyanduDay)).all()
        people = {person.id: person for person in session.scalars(select(Person))}
        came_on = {member.person_id: member.from_on for member in session.scalars(select(FamilyMember))}
    expected = came = 0
    for history in all_histories:
        person = people[history.child.id]
        measured = {visit.facts.measured_on for visit in history.visits}
        for day in days:
            here = day.posyandu_id == history.child.posyandu_id and person.status is LifeStatus.ALIVE
            old_enough = (day.held_on - person.born_on).days > 10 and is_under_five(person.born_on, day.held_on)
            if here and old_enough and (came_on[person.id] is None or came_on[person.id] <= day.held_on):
                expected += 1
                came += day.held_on in measured
    assert 0.75 < came / expected < 0.95


def test_everything_worth_seeing_is_there(all_histories):
    visits = [visit for history in all_histories for visit in history.visits]
    letters = Counter(visit.letter for visit in visits)
    assert {"N", "T", "O", "B"} <= set(letters)
    weighings = [visit.weighing for visit in visits if visit.weighing]
    assert any(weighing.two_t for weighing in weighings)
    assert any(weighing.bgm for weighing in weighings)
    assert any(weighing.orange for weighing in weighings)
    heights = {visit.growth.haz_category for visit in visits}
    assert {LengthForAgeCategory.STUNTED, LengthForAgeCategory.SEVERELY_STUNTED} <= heights
    weights = {visit.growth.whz_category for visit in visits}
    assert {NutritionCategory.WASTED, NutritionCategory.OBESE} & weights
    assert NutritionCategory.WASTED in weights
    assert any(history.child.gestation_weeks and history.child.gestation_weeks < 37 for history in all_histories)


def _is_young(history: GrowthHistory) -> bool:
    """School children and teenagers come too; they have no weight for age."""
    return is_under_five(history.child.born_on, history.visits[-1].facts.measured_on)


def test_most_children_are_well(all_histories):
    last = [history.visits[-1].growth for history in all_histories if history.visits and _is_young(history)]
    normal = [growth for growth in last if growth.waz is not None and -2 <= growth.waz <= 1]
    assert len(normal) > 0.7 * len(last)
    assert not any(growth.waz_flag or growth.haz_flag for growth in last)


def test_the_journal_tells_the_past_in_order(register):
    with register.reading() as session:
        entries = session.scalars(select(JournalEntry).order_by(JournalEntry.hlc)).all()
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert all(entry.who and entry.sentence for entry in entries)
    assert sum(entry.sentence.startswith("Hari buka") for entry in entries) == 3 * MONTHS


def test_an_existing_file_is_never_overwritten(tmp_path):
    place = tmp_path / "punya-orang.db"
    place.write_bytes(b"penting")
    with pytest.raises(InputError, match="sudah ada"):
        build_demo(str(place), families=3, months=2, today=TODAY)
    assert place.read_bytes() == b"penting"


@pytest.mark.parametrize(("families", "months"), [(0, 2), (3, 0), (10**9, 2), (3, 999)])
def test_a_size_out_of_range_is_refused(tmp_path, families, months):
    with pytest.raises(InputError):
        build_demo(str(tmp_path / "x.db"), families=families, months=months, today=TODAY)
    assert list(tmp_path.iterdir()) == []


def test_batal_leaves_no_half_village(tmp_path):
    def stop(done: int, _whole: int, _what: str) -> None:
        if done > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        build_demo(str(tmp_path / "x.db"), families=5, months=3, today=TODAY, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_register_in_use_is_not_filled(register: Register):
    with pytest.raises(InputError, match="sudah berisi desa"):
        fill_demo(register, families=3, months=2)


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2024, 2, 29), date(2026, 11, 5), date(2026, 12, 31)])
def test_any_day_of_the_year_will_do(tmp_path: Path, today):
    result = build_demo(str(tmp_path / "x.db"), families=4, months=2, today=today)
    assert result.days == 6
    assert today - timedelta(days=31) <= result.last_day < today
