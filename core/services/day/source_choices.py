"""What the puskesmas chose where official sources disagree (`core.rules.choices`), kept with the register."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.choices import QUESTIONS, Choices, Question, choices_of, default_codes
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


def needs_agreement(register: Register) -> bool:
    """Whether the bidan must have agreed: what is judged as ill is hers to say (KMK 2015/2023), not a setting alone."""
    return register.user is not None and not register.may(Action.OVERRIDE_VERDICT)


def save_choices(register: Register, codes: Mapping[str, str], *, agreed_by: str = "") -> Outcome[Choices]:
    """Keep these codes by question beside those kept before; verdicts follow at once.

    `agreed_by` names the bidan who agreed; the journal keeps it as the reason. Raises InputError without it where
    `needs_agreement`, and for a question or code that does not exist, NotAllowed without the right to change settings.
    """
    register.require(Action.CHANGE_SETTINGS)
    midwife = " ".join(agreed_by.split())
    if needs_agreement(register) and not midwife:
        raise InputError("Aturan penilaian diubah bersama bidan. Tulis nama bidan yang setuju.", field="agreed_by")
    before = asdict(load_choices(register))
    chosen = choices_of(before | dict(codes))
    changed = [one for one in QUESTIONS if getattr(chosen, one.key) != before[one.key]]
    if not changed:
        return Outcome(chosen)
    why = f"Disetujui {midwife}" if midwife else ""
    with register.deed(_sentence(changed, chosen), action=Action.CHANGE_SETTINGS, reason=why) as deed:
        kept = {key: code for key, code in asdict(chosen).items() if code != default_codes()[key]}
        value, row = json.dumps(kept, sort_keys=True), deed.session.get(Setting, _ROW)
        if row is not None:
            row.value = value
        elif kept:
            deed.session.add(Setting(id=_ROW, value=value))
    return Outcome(chosen, frozenset({Changed.SETTINGS, Changed.MEASUREMENTS}))


def unusual(choices: Choices) -> tuple[Question, ...]:
    """The questions that are not answered as recommended."""
    return tuple(one for one in QUESTIONS if getattr(choices, one.key) != one.default.code)


def _sentence(changed: list[Question], chosen: Choices) -> str:
    if len(changed) > 1:
        return f"Mengubah {len(changed)} pilihan aturan"
    [one] = changed
    return f"Mengubah aturan {one.label}: {one.option(getattr(chosen, one.key)).label}"
