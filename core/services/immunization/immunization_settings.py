"""What of the immunisation schedule differs from place to place, kept with the register's settings."""

import json
from datetime import date

from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.immunization.child import ImmunizationSettings
from core.rules.immunization.schedule import BY_KEY, Antigen
from core.rules.permissions import Action
from core.services.register import Changed, Outcome, Register
from core.store.registers import Setting

_KEY = "immunization"
_WEEK_OF_LIFE = range(1, 31)


def read_immunization_settings(session: Session) -> ImmunizationSettings:
    """The settings, inside a reading that is already open; what was never set has the default of the schedule."""
    row = session.get(Setting, _KEY)
    if row is None:
        return ImmunizationSettings()
    known = json.loads(row.value)
    return ImmunizationSettings(
        has_je=bool(known["has_je"]),
        introduced_on={Antigen(name): date.fromisoformat(on) for name, on in known["introduced_on"].items()},
        hb0_last_day=int(known["hb0_last_day"]),
        basic=tuple(known["basic"]),
    )


def immunization_settings(register: Register) -> ImmunizationSettings:
    """The settings of the register."""
    with register.reading() as session:
        return read_immunization_settings(session)


def save_immunization_settings(register: Register, settings: ImmunizationSettings) -> Outcome[ImmunizationSettings]:
    """Keep them. Raises InputError for a dose that is not in the schedule, or an impossible day of HB0."""
    if any(key not in BY_KEY for key in settings.basic):
        raise InputError("Imunisasi dasar hanya boleh berisi dosis dari daftar.", field="basic")
    if settings.hb0_last_day not in _WEEK_OF_LIFE:
        raise InputError("Batas HB0 antara 1 dan 30 hari sesudah lahir.", field="hb0_last_day")
    value = json.dumps(
        {
            "has_je": settings.has_je,
            "introduced_on": {antigen.value: on.isoformat() for antigen, on in settings.introduced_on.items()},
            "hb0_last_day": settings.hb0_last_day,
            "basic": list(settings.basic),
        }
    )
    with register.deed("Mengubah pengaturan imunisasi", action=Action.CHANGE_SETTINGS) as deed:
        row = deed.session.get(Setting, _KEY)
        if row is None:
            deed.session.add(Setting(id=_KEY, value=value))
        else:
            row.value = value
    return Outcome(settings, frozenset({Changed.SETTINGS}))
