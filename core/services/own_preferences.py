"""What each person at the keyboard chose for herself; a register without accounts has one set for everybody."""

import json
from enum import StrEnum

from sqlalchemy.orm import Session

from core.rules.permissions import Action
from core.services.register import Outcome, Register
from core.store.registers import Setting

_ROW = "own_preferences"
_EVERYBODY = "semua"


class Preference(StrEnum):
    """A choice that is on or off; off until somebody turns it on."""

    ONE_TO_END = "satu-orang-sampai-selesai"

    @property
    def label(self) -> str:
        """The words in the journal."""
        return {"satu-orang-sampai-selesai": "satu orang sampai selesai"}[self.value]


def has_chosen(register: Register, preference: Preference) -> bool:
    """Whether whoever is at the keyboard turned it on."""
    with register.reading() as session:
        return _known(session).get(_whose(register), {}).get(preference.value, False)


def choose(register: Register, preference: Preference, *, is_on: bool) -> Outcome[bool]:
    """Remember the choice of whoever is at the keyboard; those of the others stay."""
    sentence = f"Memilih untuk diri sendiri: {preference.label} {'dipakai' if is_on else 'tidak dipakai'}"
    with register.deed(sentence, action=Action.OWN_PREFERENCES) as deed:
        known, whose = _known(deed.session), _whose(register)
        known[whose] = known.get(whose, {}) | {preference.value: is_on}
        value, row = json.dumps(known, sort_keys=True), deed.session.get(Setting, _ROW)
        if row is None:
            deed.session.add(Setting(id=_ROW, value=value))
        else:
            row.value = value
    return Outcome(is_on)


def _known(session: Session) -> dict[str, dict[str, bool]]:
    row = session.get(Setting, _ROW)
    return json.loads(row.value) if row else {}


def _whose(register: Register) -> str:
    return (register.user.account_id if register.user else "") or _EVERYBODY
