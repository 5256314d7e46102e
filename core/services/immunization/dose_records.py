"""Doses written down in a row: copied from a Buku KIA, proposed as the last one of the day, taken out when wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from core.errors import InputError
from core.rules.immunization.schedule import BY_KEY
from core.rules.immunization.sites import usual_site
from core.rules.permissions import Action
from core.services.day.day_locks import refuse_locked_on
from core.services.immunization.immunizing import DoseDeed, DoseForm, check_dose, label_of
from core.services.register import Changed, Outcome, Register
from core.store.immunizations import VaccineDose
from core.store.people import Person
from core.words.periods import date_words

_CHANGED = frozenset({Changed.HEALTH})
_NAMED_AT_MOST = 4
_LONGEST_PLACE = 80


@dataclass(frozen=True, slots=True)
class DoseHabits:
    """What was written with the last doses of a day: who gave them, and batch and site of each vaccine."""

    giver: str = ""
    batches: dict[str, str] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)

    def batch(self, key: str) -> str:
        """The batch of the last dose of the same vaccine; empty for the first of the day."""
        return self.batches.get(vaccine_of(key), "")

    def site(self, key: str) -> str:
        """Where the last dose of this vaccine was given, else the usual place (Permenkes 12/2017)."""
        vaccine = vaccine_of(key)
        return self.sites.get(vaccine) or usual_site(vaccine)


def vaccine_of(key: str) -> str:
    """The vaccine of a dose: `DPT-HB-Hib` for `DPT2`; Td, DT, MR and HPV of school are their own."""
    return BY_KEY[key].antigen.value if key in BY_KEY else key


def habits_of_day(register: Register, on: date | None = None) -> DoseHabits:
    """What to propose for the next dose of the day (today): the vial and the giver seldom change in between."""
    register.require(Action.SEE_HEALTH)
    wanted = select(VaccineDose).where(VaccineDose.given_on == (on or register.today), VaccineDose.giver != "")
    with register.reading() as session:
        rows = session.scalars(wanted.order_by(VaccineDose.id)).all()
        batches = {vaccine_of(row.key): row.batch for row in rows if row.batch}
        sites = {vaccine_of(row.key): row.site for row in rows if row.site}
        return DoseHabits(rows[-1].giver if rows else "", batches, sites)


def copy_doses(
    register: Register, person_id: str, doses: Sequence[tuple[str, date]], *, place: str = ""
) -> Outcome[DoseDeed]:
    """Write down doses of a Buku KIA or a card, several in one deed, each by its key and day.

    They are kept as they stand on the card; the status says which of them do not count. Raises InputError without any,
    or for one that cannot be; its `field` is the key of that dose, and nothing is saved.
    """
    if not doses:
        raise InputError("Belum ada tanggal yang diisi.", field="given_on")
    with register.reading() as session:
        person = session.get(Person, person_id)
        if person is None or person.merged_into_id is not None:
            raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
        for key, given_on in doses:
            try:
                check_dose(register, session, person, DoseForm(key, given_on, is_from_card=True))
            except InputError as error:
                raise InputError(error.message, field=key) from error
        name = person.name
    if len(set(doses)) < len(doses):
        raise InputError("Ada tanggal yang diketik dua kali untuk imunisasi yang sama.", field=doses[-1][0])
    with register.deed(f"Menyalin imunisasi {name} dari buku: {_named(doses)}", action=Action.RECORD_HEALTH) as deed:
        rows = [
            VaccineDose(person_id=person_id, key=key, given_on=given_on, place=" ".join(place.split())[:_LONGEST_PLACE])
            for key, given_on in doses
        ]
        deed.session.add_all(rows)
        deed.session.flush()
        first_id = rows[0].id
    return Outcome(DoseDeed(first_id, deed.entry_id or ""), _CHANGED)


def remove_dose(register: Register, dose_id: str, reason: str) -> Outcome[DoseDeed]:
    """Take out a dose that was written by mistake; the journal keeps it with the reason (only by the bidan).

    Raises InputError without a reason, for one that is gone, and on a day that is locked.
    """
    why = " ".join(reason.split())
    if not why:
        raise InputError("Tulis alasannya, misalnya: salah tanggal.", field="reason")
    with register.deed("", action=Action.REMOVE_RECORD, reason=why) as deed:
        row = deed.session.get(VaccineDose, dose_id)
        if row is None:
            raise InputError("Catatan imunisasi ini sudah tidak ada. Muat ulang daftarnya.")
        refuse_locked_on(deed.session, row.person_id, row.given_on)
        name = deed.session.get_one(Person, row.person_id).name
        deed.sentence = f"Menghapus catatan imunisasi {label_of(row.key)} {name}, {date_words(row.given_on)}"
        deed.session.delete(row)
    return Outcome(DoseDeed(dose_id, deed.entry_id or ""), _CHANGED)


def _named(doses: Sequence[tuple[str, date]]) -> str:
    named = [f"{label_of(key)} {date_words(on)}" for key, on in doses[:_NAMED_AT_MOST]]
    rest = len(doses) - len(named)
    return ", ".join(named) + (f", dan {rest} lagi" if rest else "")
