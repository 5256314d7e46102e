"""What somebody chose for herself is remembered for her alone, and anybody may choose."""

import pytest

from core.services.deeds.undoing import last_deeds
from core.services.own_preferences import Preference, choose, has_chosen
from core.words.roles import Role, User

ONE = Preference.ONE_TO_END
SARI, TINI = (User(f"id-{name}", name, frozenset({Role.KADER})) for name in ("Bu Sari", "Bu Tini"))


def test_each_account_has_its_own(register):
    register.sign_in(SARI)
    assert not has_chosen(register, ONE)
    choose(register, ONE, is_on=True)
    register.sign_in(TINI)
    assert not has_chosen(register, ONE)
    choose(register, ONE, is_on=False)
    register.sign_in(SARI)
    assert has_chosen(register, ONE)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_choose(register, role):
    register.sign_in(User("id", "Bu Sari", frozenset({role})))
    assert choose(register, ONE, is_on=True).value
    assert has_chosen(register, ONE)


def test_without_accounts_there_is_one_for_all(register):
    choose(register, ONE, is_on=True)
    assert has_chosen(register, ONE)
    assert last_deeds(register, 1)[0].sentence.endswith("satu orang sampai selesai dipakai")
