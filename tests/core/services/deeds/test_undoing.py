"""Undo: the register as it was before the deed, or a refusal that names what was built upon it since."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from sqlalchemy import update

from core.errors import InputError
from core.services.deeds.undoing import last_deeds, undo
from core.services.demo import fill_demo
from core.services.growth.measuring import remove_visit, save_visit
from core.services.people.people_search import search
from core.services.people.registration import edit_person, person_form
from core.services.register import open_register
from core.services.setup import load_settings, save_settings
from core.services.trust.maintenance import check
from core.services.views import VisitFacts
from core.store.visits import PosyanduDay
from core.words.people import LifeStatus
from tests.register_state import register_state

VISIT = VisitFacts(date(2026, 11, 12), weight_g=7_000, confirmation_reason="uji")


def newest(register):
    return last_deeds(register, 1)[0]


def do_and_undo(register, deed):
    before = register_state(register)
    deed()
    after = register_state(register)
    assert before != after
    undone = undo(register, newest(register).id)
    assert register_state(register) == before
    return after, undone.value


def test_a_registration_is_undone_and_done_again(register, add_child):
    after, undoing = do_and_undo(register, lambda: add_child("Aisyah", "2026-03-01", kk_number="3273010101010001"))
    assert not search(register, "aisyah")
    undo(register, undoing)
    assert register_state(register) == after
    assert [line.name for line in search(register, "aisyah")] == ["Aisyah"]
    sentences = [deed.sentence for deed in last_deeds(register, 3)]
    assert sentences == [
        "Mengulangi: Mendaftarkan Aisyah (untuk uji)",
        "Membatalkan: Mendaftarkan Aisyah (untuk uji)",
        "Mendaftarkan Aisyah (untuk uji)",
    ]


def test_a_corrected_person_is_as_before(register, add_child):
    child = add_child("Aisyah", "2026-03-01")
    form = person_form(register, child)
    changed = replace(form, name="Aisah", born_on=date(2026, 3, 2), status=LifeStatus.DEAD)
    do_and_undo(register, lambda: edit_person(register, child, replace(changed, status_changed_on=date(2026, 9, 9))))


def test_a_removed_visit_comes_back(register, add_child):
    child = add_child("Aisyah", "2026-03-01")
    history = save_visit(register, child, VISIT).value
    do_and_undo(register, lambda: remove_visit(register, str(history.visits[0].facts.id), "salah anak"))


def test_settings_are_as_before(register):
    do_and_undo(register, lambda: save_settings(register, replace(load_settings(register), kader_name="Bu Sari")))


def test_what_was_built_upon_since_is_named_and_undone_first(register, add_child):
    child = add_child("Aisyah", "2026-03-01")
    registered = newest(register)
    save_visit(register, child, VISIT)
    weighed = newest(register)
    with pytest.raises(InputError, match=r"Sesudahnya ada “.*Aisyah.*” \(25 November 2026\)\. Batalkan itu dulu"):
        undo(register, registered.id)
    listed = {deed.id: deed for deed in last_deeds(register)}
    assert not listed[registered.id].can_undo
    assert weighed.sentence in listed[registered.id].why_not
    undo(register, weighed.id)
    undo(register, registered.id)
    assert not search(register, "aisyah")


def test_a_field_changed_again_since_is_not_overwritten_but_another_field_is_no_obstacle(register, add_child):
    child = add_child("Aisyah", "2026-03-01")
    form = person_form(register, child)
    edit_person(register, child, replace(form, phone="0811"))
    first = newest(register)
    edit_person(register, child, replace(form, phone="0811", birth_place="Garut"))
    undo(register, first.id)
    assert (person_form(register, child).phone, person_form(register, child).birth_place) == ("", "Garut")
    edit_person(register, child, replace(form, phone="0822", birth_place="Garut"))
    second = newest(register)
    edit_person(register, child, replace(form, phone="0833", birth_place="Garut"))
    with pytest.raises(InputError, match="Batalkan itu dulu"):
        undo(register, second.id)


def test_nothing_is_undone_twice(register, add_child):
    add_child()
    entry = newest(register)
    undo(register, entry.id)
    with pytest.raises(InputError, match="sudah dibatalkan"):
        undo(register, entry.id)
    undone = {deed.id: deed for deed in last_deeds(register)}[entry.id]
    assert (undone.is_undone, undone.can_undo) == (True, False)


def test_an_unknown_deed_is_refused(register):
    with pytest.raises(InputError, match="tidak ada di register"):
        undo(register, "tidak-ada")


def test_the_journal_still_tells_every_row_after_undoing(register, add_child):
    add_child()
    undo(register, newest(register).id)
    assert check(register).problems == ()


def test_an_upgrade_of_the_tables_is_not_undone(tmp_path, register):
    with register.database.deed("Memperbarui", who="Buku Posyandu", now=register.clock.now()) as deed:
        deed.insert_many(*_a_setting())
    with pytest.raises(InputError, match="oleh program"):
        undo(register, newest(register).id)


def test_a_whole_import_is_undone_in_one_deed_quickly(tmp_path):
    register = open_register(str(tmp_path / "desa.db"))
    fill_demo(register, families=400, months=1)
    with register.database.scratch() as session:
        # A locked day would keep everybody who came to it.
        session.execute(update(PosyanduDay).values(locked_at=None))
    imported = next(deed for deed in last_deeds(register, 500) if deed.sentence.startswith("Mengimpor"))
    for deed in last_deeds(register, 500):
        if deed.id == imported.id:
            break
        undo(register, deed.id)
    start = process_time()  # its own work only: other programs may be busy meanwhile
    undo(register, imported.id)
    assert process_time() - start < 10, "three thousand rows"
    state = register_state(register)
    assert not any(state[name] for name in ("person", "family", "family_member", "measurement", "search_entry"))
    register.close()


def _a_setting():
    from core.store.registers import Setting

    return Setting, [{"id": "contoh", "value": "1"}]
