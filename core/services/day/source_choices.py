"""What the puskesmas chose where official sources disagree (`core.rules.choices`), kept with the register."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy.orm import Session

from core.rules.choices import Choices, choices_of, default_codes
from core.rules.permissions import Action
from core.services.register import Changed, Outcome, Register
from core.store.registers import Setting

_ROW = "source_choices"


def read_choices(session: Session) -> Choices:
    """The choices, inside a reading that is already open; what was never chosen has its default."""
    row = session.get(Setting, _ROW)
    return Choices() if row is None else choices_of(json.loads(row.value))


def load_choices(register: Register) -> Choices:
    """The choices of the register."""
    with register.reading() as session:
        return read_choices(session)


def save_choices(register: Register, codes: Mapping[str, str]) -> Outcome[Choices]:
    """Keep these codes by question beside those kept before; verdicts follow at once.

    Raises InputError for a question or code that does not exist, NotAllowed without the right to change settings.
    """
    with register.deed("Mengubah pilihan aturan", action=Action.CHANGE_SETTINGS) as deed:
        chosen = choices_of(asdict(read_choices(deed.session)) | dict(codes))
        unusual = {key: code for key, code in asdict(chosen).items() if code != default_codes()[key]}
        value, row = json.dumps(unusual, sort_keys=True), deed.session.get(Setting, _ROW)
        if row is not None:
            row.value = value
        elif unusual:
            deed.session.add(Setting(id=_ROW, value=value))
    return Outcome(chosen, frozenset({Changed.SETTINGS, Changed.MEASUREMENTS}))
