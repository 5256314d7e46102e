"""Erasing: nothing of the person is left in any byte of the file; the rest, the chain and the check hold."""

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Enum, delete, select, update

from core.clock import Clock
from core.errors import InputError, NotAllowed
from core.rules.permissions import Action
from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.open_day import open_day
from core.services.deeds.undoing import last_deeds, undo
from core.services.growth.measuring import growth_history, remove_visit, save_draft
from core.services.people.life_story import person_story
from core.services.people.merging import merge
from core.services.people.people_search import search
from core.services.people.registration import edit_person, person_form
from core.services.register import open_register
from core.services.setup import list_posyandu
from core.services.trust.access_log import log_of, note
from core.services.trust.erasing import (
    ErasureForm,
    erase_again,
    erase_person,
    erasure_preview,
    pending_after_restore,
    tombstones_of,
)
from core.services.trust.maintenance import check
from core.store.journal import JournalChange, JournalEntry
from core.store.tables import FACT_TABLES
from core.words.people import Sex
from core.words.roles import Role, User
from tests.core.services.life_events.living_village import TODAY, Model, settle
from tests.core.services.life_events.test_random_lives import Life
from tests.register_state import register_state

KK, NIK = "3273010101010001", "3273014101950001"
MOTHER = "Zqxvi Wartini"


def form(name=MOTHER, **changed):
    return replace(ErasureForm("diminta sendiri", "Surat 12/2026", name), **changed)


def bytes_of(place):
    """Everything in the files of the register, in small letters."""
    files = [one for one in place.parent.iterdir() if one.name.startswith(place.name)]
    return b"".join(one.read_bytes().lower() for one in files)


@pytest.fixture
def mother(add_child):
    return add_child(MOTHER, "1995-01-01", kk_number=KK, nik=NIK)


@pytest.fixture
def child(mother, add_child, weigh):
    child = add_child("Aisyah Putri", "2026-03-01", kk_number=KK, mother_name=MOTHER, mother_nik=NIK)
    weigh(child, "2026-11-12", 7.4, note=f"datang dengan {MOTHER}")
    return child


def test_no_byte_is_left_and_the_child_keeps_its_record(register, place, mother, child, weigh):
    edit_person(register, mother, replace(person_form(register, mother), phone="0812999777"))
    weigh(mother, "2026-11-12", 52, confirmation_reason="uji")
    removed = growth_history(register, mother).visits[0].facts.id
    remove_visit(register, str(removed), f"bukan {MOTHER}")
    save_draft(register, mother, {"weight_g": "53"})
    told = erasure_preview(register, mother)
    assert told.name == MOTHER
    assert any("Aisyah Putri" in line for line in told.lines)
    assert b"zqxvi" in bytes_of(place)
    assert erase_person(register, mother, form("zqxvi  wartini")).value.is_swept
    held = bytes_of(place)
    assert not [one for one in (b"zqxvi", b"wartini", NIK.encode(), b"0812999777") if one in held]
    assert check(register).problems == ()
    assert not search(register, "wartini")
    history = growth_history(register, child)
    assert history.child.mother == ""
    assert history.visits[0].facts.weight_g == 7_400
    assert person_form(register, child).mother_nik == ""
    with pytest.raises(InputError, match="tidak ada di register"):
        person_story(register, mother)


def test_the_tombstone_says_that_and_why_but_not_who(register, mother):
    erase_person(register, mother, form())
    stone = tombstones_of(register)[0]
    assert (stone.person_id, stone.erased_on, stone.reason, stone.document) == (
        mother,
        date(2026, 11, 25),
        "diminta sendiri",
        "Surat 12/2026",
    )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"document": ""}, "document"),
        ({"typed_name": "Zqxvi"}, "typed_name"),
        ({"reason": f"permintaan {MOTHER}"}, "reason"),
        ({"document": f"KTP {NIK}"}, "document"),
    ],
)
def test_what_is_missing_or_tells_the_name_is_refused_and_nothing_changes(register, mother, changed, field):
    with pytest.raises(InputError) as refused:
        erase_person(register, mother, form(**changed))
    assert refused.value.field == field
    assert person_form(register, mother).name == MOTHER
    assert not tombstones_of(register)


def test_only_the_bidan_erases(register, mother):
    for role in (Role.KADER, Role.ADMIN):
        register.sign_in(User("1", "Bu Sari", frozenset({role})))
        with pytest.raises(NotAllowed):
            erase_person(register, mother, form())
        with pytest.raises(NotAllowed):
            erasure_preview(register, mother)


def test_what_was_erased_is_not_undone(register, mother, child):
    erase_person(register, mother, form())
    for deed in last_deeds(register, 3):
        assert not deed.can_undo
        with pytest.raises(InputError, match="dihapus atas permintaan"):
            undo(register, deed.id)


def test_somebody_of_the_same_name_is_left_alone(register, mother, add_child):
    other = add_child("Zqxvi Wartini", "1990-05-05")
    daughter = add_child("Zqxvi Wartini", "2026-05-05", kk_number=KK)
    erase_person(register, mother, form())
    assert {line.id for line in search(register, "zqxvi wartini")} == {other, daughter}
    assert check(register).problems == ()


def test_who_comes_back_with_an_older_backup_is_found_and_erased_again(register, place, tmp_path, mother):
    register.close()
    older = shutil.copy(place, tmp_path / "cadangan.db")
    with closing(open_register(str(place), clock=Clock(TODAY))) as now:
        erase_person(now, mother, form())
        stones = tombstones_of(now)
        assert not pending_after_restore(now, stones)
    with closing(open_register(str(older), clock=Clock(TODAY))) as restored:
        assert pending_after_restore(restored, stones) == stones
        erase_again(restored, stones[0])
        assert not pending_after_restore(restored, stones)
        assert tombstones_of(restored) == stones
        assert check(restored).problems == ()


def test_emptying_the_journal_without_an_erasure_is_found(register, mother):
    with register.database.scratch() as session:
        session.execute(update(JournalChange).where(JournalChange.entity_id == mother).values(salt=None, digest=b"x"))
    assert any("tanpa penghapusan resmi" in problem for problem in check(register).problems)


def test_words_emptied_without_an_erasure_are_found(register, mother):
    with register.database.scratch() as session:
        session.execute(update(JournalEntry).values(salt=None, words_digest="x", sentence="(dihapus atas permintaan)"))
    assert any("kalimat jurnal dikosongkan" in problem for problem in check(register).problems)


def test_an_erased_deed_that_is_taken_out_of_the_journal_is_found(register, mother):
    erase_person(register, mother, form())
    with register.database.scratch() as session:
        last = session.scalars(select(JournalEntry).order_by(JournalEntry.hlc.desc()).limit(1)).one()
        session.execute(delete(JournalChange).where(JournalChange.entry_id == last.id))
        session.execute(delete(JournalEntry).where(JournalEntry.id == last.id))
    assert not check(register).ok


def test_what_is_recorded_in_any_table_goes_too(register, place, mother):
    """Every table of facts that points at a person is filled in; one that is new here fails until it goes as well."""
    with register.deed("Mencatat pemeriksaan", action=Action.RECORD_HEALTH) as deed:
        known = {"person": mother}
        for table in FACT_TABLES:
            links = {
                key.parent.name: (key.column.table.name, key.parent.nullable) for key in table.__table__.foreign_keys
            }
            must = {target for target, is_loose in links.values() if not is_loose}
            if must and must <= set(known):
                owned = {name: known[target] for name, (target, _) in links.items() if target in known}
                own_id = f"milik-{table.__tablename__}"
                deed.insert_many(table, [filled(table) | owned | {"id": own_id}])
                known[table.__tablename__] = own_id
    assert {"measurement", "check_up", "answer", "vaccine_dose", "referral", "consent"} <= set(known)
    erase_person(register, mother, form())
    assert check(register).problems == ()
    assert b"zqxvi" not in bytes_of(place)
    state = register_state(register)
    assert not [name for name, row in known.items() if row in state[name]]


def test_answers_that_were_taken_back_before_go_from_the_journal_too(register, place, mother):
    day_id = open_day(register, list_posyandu(register)[0].id, date(2026, 11, 25)).value.id
    seen = come(register, day_id, mother).value
    save_answers(register, seen.id, "dewasa", {"education_note": "rahasia sekali"})
    save_answers(register, seen.id, "dewasa", {"education_note": "lain sekali"})
    save_answers(register, seen.id, "dewasa", {"education_note": None, "weight_kg": 52})
    assert b"rahasia sekali" in bytes_of(place)
    erase_person(register, mother, form())
    held = bytes_of(place)
    assert b"rahasia sekali" not in held
    assert b"lain sekali" not in held
    assert check(register).problems == ()


def filled(table):
    """A row of a table with something in every column that must hold something."""
    values = {}
    for column in table.__table__.columns:
        if column.nullable or column.default is not None or column.foreign_keys:
            continue
        some = {date: date(2026, 11, 12), int: 1, bool: False, datetime: datetime(2026, 11, 12)}
        word = column.type.enums[0] if isinstance(column.type, Enum) else MOTHER[:8]
        values[column.key] = some.get(column.type.python_type, word)
    return values


def test_both_entries_of_a_merged_person_go(register, place, mother, add_child):
    other = add_child("Zqxwo Wartini", "1995-01-01")
    merge(register, mother, other)
    with pytest.raises(InputError, match="sudah disatukan"):
        erase_person(register, other, form("Zqxwo Wartini"))
    erase_person(register, mother, form(person_form(register, mother).name))
    held = bytes_of(place)
    assert b"zqxvi" not in held
    assert b"zqxwo" not in held
    assert check(register).problems == ()


def test_the_log_of_access_keeps_that_somebody_looked_but_no_words(register, place, mother):
    note(register, "lihat", f"Halaman {MOTHER}", mother)
    erase_person(register, mother, form())
    assert [(line.person_id, line.person, line.text) for line in log_of(register)] == [
        (mother, "", "(dihapus atas permintaan)")
    ]
    assert b"zqxvi" not in bytes_of(place)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), sizes=st.lists(st.integers(0, 3), min_size=1, max_size=2))
def test_random_lives_and_one_erasure(prepared_register, tmp_path, data, sizes):
    for old in tmp_path.iterdir():
        old.unlink()
    place = tmp_path / "desa.db"
    shutil.copy(prepared_register, place)
    with closing(open_register(str(place), who="Bu Sari", clock=Clock(TODAY))) as register:
        model = Model()
        settle(register, model, sizes)
        for number, person in enumerate(sorted(model.since)):
            known = person_form(register, person)
            named = replace(known, name=f"Zqx{chr(97 + number)}vk Lestari", confirmation_reason="uji")
            edit_person(register, person, named)
        life = Life(register, model, data.draw)
        for _ in range(data.draw(st.integers(0, 6))):
            life.live()
        victim = data.draw(st.sampled_from(sorted(model.since)))
        name = person_form(register, victim).name
        others = [one for one in model.since if one != victim]
        erase_person(register, victim, form(name))
        assert check(register).problems == ()
        assert victim not in {line.id for line in search(register, name)}
        for one in others:
            assert person_story(register, one).timeline
            assert person_form(register, one).sex in set(Sex)
        token = name.split()[0].lower().encode()
        if not name.startswith("Bayi"):
            assert token not in bytes_of(place)
