"""Keeping accounts: who may, what a PIN change touches, and that somebody is always left to keep them."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from core.clock import Clock
from core.errors import InputError, NotAllowed
from core.services.deeds.undoing import last_deeds, undo
from core.services.trust.access import WrongPin, accounts_at, unlock, unlock_with_code
from core.services.trust.accounts import (
    add_account,
    change_account,
    change_own_pin,
    list_accounts,
    new_recovery_code,
    remove_account,
    reset_pin,
    switch,
)
from core.services.trust.maintenance import check
from core.services.trust.protecting import create_protected
from core.services.trust.signing_in import open_unlocked
from core.words.roles import Role

KADER, BIDAN, ADMIN = (frozenset({role}) for role in Role)
SARI, ANI, RINI = "482915", "771144", "908070"
CLOCK = Clock(date(2026, 11, 25))


@pytest.fixture
def made(tmp_path):
    made = create_protected(str(tmp_path / "melati.db"), name="Bu Sari", roles=KADER | ADMIN, pin=SARI, clock=CLOCK)
    yield made
    made.register.close()


@pytest.fixture
def register(made):
    """Bu Sari (kader and head) at the keyboard; Bu Ani (kader) and Bidan Rini have accounts too."""
    add_account(made.register, name="Bu Ani", roles=KADER, pin=ANI)
    add_account(made.register, name="Bidan Rini", roles=BIDAN, pin=RINI, face="stetoskop")
    return made.register


def id_of(register, name):
    return next(one.account_id for one in list_accounts(register) if one.name == name)


def sentences(register):
    return [(deed.who, deed.sentence) for deed in last_deeds(register)]


def test_the_first_deed_says_who_made_the_register(made):
    assert sentences(made.register) == [("Bu Sari", "Membuat akun pertama Bu Sari (Kader, Ketua)")]


def test_accounts_are_listed_in_their_order(register):
    assert [(one.name, one.roles, one.face) for one in list_accounts(register)] == [
        ("Bu Sari", KADER | ADMIN, ""),
        ("Bu Ani", KADER, ""),
        ("Bidan Rini", BIDAN, "stetoskop"),
    ]
    assert accounts_at(register.database.place) == list_accounts(register)
    assert sentences(register)[0] == ("Bu Sari", "Menambah akun Bidan Rini (Bidan)")
    assert check(register).ok


def test_the_keyboard_changes_hands_by_pin(register):
    user = switch(register, id_of(register, "Bu Ani"), ANI)
    assert register.user == user
    assert register.who == "Bu Ani"
    with pytest.raises(WrongPin):
        switch(register, id_of(register, "Bidan Rini"), ANI)
    assert register.who == "Bu Ani"


@pytest.mark.parametrize(
    "work",
    [
        lambda register: add_account(register, name="Bu Baru", roles=ADMIN, pin="246813"),
        lambda register: change_account(register, id_of(register, "Bu Ani"), name="Bu Ani", roles=ADMIN),
        lambda register: remove_account(register, id_of(register, "Bidan Rini")),
        lambda register: reset_pin(register, id_of(register, "Bu Sari"), "246813"),
        new_recovery_code,
    ],
)
def test_a_kader_keeps_no_accounts(register, work):
    before = list_accounts(register), accounts_at(register.database.place)
    switch(register, id_of(register, "Bu Ani"), ANI)
    with pytest.raises(NotAllowed):
        work(register)
    assert (list_accounts(register), accounts_at(register.database.place)) == before
    assert switch(register, id_of(register, "Bu Sari"), SARI).name == "Bu Sari"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "bu  ANI"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"roles": frozenset()}, "roles"),
        ({"pin": "123456"}, "pin"),
        ({"pin": "12345"}, "pin"),
    ],
)
def test_an_account_that_will_not_do(register, change, field):
    before = accounts_at(register.database.place)
    with pytest.raises(InputError) as wrong:
        add_account(register, **{"name": "Bu Tuti", "roles": KADER, "pin": "246813"} | change)
    assert wrong.value.field == field
    assert accounts_at(register.database.place) == list_accounts(register) == before


def test_changed_name_and_roles_show_on_the_lock_and_keep_the_pin(register):
    ani = id_of(register, "Bu Ani")
    change_account(register, ani, name="Bu Ani Lestari", roles=KADER | ADMIN, face="bunga")
    assert accounts_at(register.database.place) == list_accounts(register)
    assert switch(register, ani, ANI).roles == KADER | ADMIN


def test_own_changes_count_at_once(register):
    change_account(register, id_of(register, "Bu Ani"), name="Bu Ani", roles=ADMIN)
    change_account(register, id_of(register, "Bu Sari"), name="Bu Sari", roles=KADER)
    with pytest.raises(NotAllowed):
        new_recovery_code(register)


def test_the_last_head_stays(register):
    sari = id_of(register, "Bu Sari")
    with pytest.raises(InputError, match="satu-satunya akun ketua"):
        remove_account(register, sari)
    with pytest.raises(InputError, match="satu-satunya akun ketua"):
        change_account(register, sari, name="Bu Sari", roles=KADER)
    change_account(register, id_of(register, "Bu Ani"), name="Bu Ani", roles=ADMIN)
    remove_account(register, sari)
    assert [one.name for one in list_accounts(register)] == ["Bu Ani", "Bidan Rini"]


def test_a_removed_accounts_name_is_free_again(register):
    remove_account(register, id_of(register, "Bu Ani"))
    add_account(register, name="Bu Ani", roles=KADER, pin="246813")
    assert switch(register, id_of(register, "Bu Ani"), "246813").name == "Bu Ani"
    assert check(register).ok


def test_an_own_pin_changes_by_the_old_one(register):
    ani = id_of(register, "Bu Ani")
    switch(register, ani, ANI)
    with pytest.raises(WrongPin):
        change_own_pin(register, SARI, "246813")
    with pytest.raises(InputError, match="berurutan"):
        change_own_pin(register, ANI, "234567")
    change_own_pin(register, ANI, "246813")
    assert switch(register, ani, "246813").name == "Bu Ani"
    with pytest.raises(WrongPin):
        switch(register, ani, ANI)
    assert sentences(register)[0] == ("Bu Ani", "Mengganti PIN sendiri")


def test_a_forgotten_pin_is_set_by_somebody_who_may(register):
    ani = id_of(register, "Bu Ani")
    reset_pin(register, ani, "246813")
    assert sentences(register)[0] == ("Bu Sari", "Mengatur ulang PIN Bu Ani")
    with pytest.raises(WrongPin):
        switch(register, ani, ANI)
    assert switch(register, ani, "246813").name == "Bu Ani"


def test_nobody_resets_the_own_pin_at_an_open_screen(register):
    with pytest.raises(InputError, match="PIN lama"):
        reset_pin(register, id_of(register, "Bu Sari"), "246813")


def test_a_new_recovery_code_ends_the_old_one(register, made):
    code = new_recovery_code(register)
    place = register.database.place
    assert unlock_with_code(place, code, clock=CLOCK).key == register.database.key
    with pytest.raises(InputError, match="bukan milik"):
        unlock_with_code(place, made.recovery_code, clock=CLOCK)
    assert code not in str(sentences(register))


def test_changing_keys_leaves_the_register_file_as_it_is(register):
    place = Path(register.database.place)
    register.close()
    salt, size = place.read_bytes()[:16], place.stat().st_size
    reset_pin(register, id_of(register, "Bu Ani"), "246813")
    new_recovery_code(register)
    register.close()
    # Nothing was encrypted again (the salt in the first bytes is the old one); the journal grew by two lines.
    assert place.read_bytes()[:16] == salt
    assert place.stat().st_size - size <= 4 * 4096
    opened = open_unlocked(str(place), unlock(str(place), id_of(register, "Bu Sari"), SARI, clock=CLOCK), clock=CLOCK)
    assert check(opened).ok
    opened.close()


@pytest.mark.parametrize("place", [0, 1])
def test_keys_are_not_taken_back_by_undo(register, place):
    reset_pin(register, id_of(register, "Bu Ani"), "246813")
    deed = last_deeds(register)[place]
    assert not deed.can_undo
    with pytest.raises(InputError, match="Pengaturan"):
        undo(register, deed.id)


def test_a_full_disk_adds_nothing(register, monkeypatch):
    before = list_accounts(register)

    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("tempfile.mkstemp", full)
        with pytest.raises(Exception, match="Kosongkan disk"):
            add_account(register, name="Bu Tuti", roles=KADER, pin="246813")
    assert list_accounts(register) == accounts_at(register.database.place) == before


def test_no_pin_is_in_the_register(register):
    reset_pin(register, id_of(register, "Bu Ani"), "246813")
    with register.reading() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")).all()
        dump = repr([session.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables])
    assert "Mengatur ulang PIN Bu Ani" in dump
    for pin in (SARI, ANI, RINI, "246813"):
        assert pin not in dump
    assert (register.database.key or b"?").hex() not in dump
