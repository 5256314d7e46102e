"""What the five steps are called here: older material numbers the same five tables under other names."""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.register import Changed, Outcome, Register
from core.store.registers import Setting
from core.words.steps import Step

_ROW = "step_names"
LONGEST = 40


def step_names(register: Register) -> dict[Step, str]:
    """The name of each step as it is shown; the official one (KMK 2015/2023) where none of their own was written."""
    with register.reading() as session:
        return {step: _own(session).get(str(int(step)), step.label) for step in Step}


def save_step_names(register: Register, names: Mapping[Step, str]) -> Outcome[dict[Step, str]]:
    """Keep these names; an empty one is the official one again. The steps and their order stay the same.

    Raises InputError for a long name or one that another step has, NotAllowed without the right to change settings.
    """
    wanted = step_names(register) | {step: " ".join(name.split()) or step.label for step, name in names.items()}
    for step, name in ((one, wanted[one]) for one in names):
        if len(name) > LONGEST:
            raise InputError(f"Nama langkah paling banyak {LONGEST} huruf.", field=str(int(step)))
        if any(name.casefold() == other.casefold() for at, other in wanted.items() if at is not step):
            raise InputError(f"Nama “{name}” sudah dipakai langkah lain.", field=str(int(step)))
    own = {str(int(step)): name for step, name in wanted.items() if name != step.label}
    with register.deed("Mengubah nama langkah hari buka", action=Action.CHANGE_SETTINGS) as deed:
        row = deed.session.get(Setting, _ROW)
        if row is not None:
            row.value = json.dumps(own, ensure_ascii=False)
        elif own:
            deed.session.add(Setting(id=_ROW, value=json.dumps(own, ensure_ascii=False)))
    return Outcome(wanted, frozenset({Changed.SETTINGS, Changed.DAYS}))


def _own(session: Session) -> dict[str, str]:
    row = session.get(Setting, _ROW)
    return json.loads(row.value) if row else {}
