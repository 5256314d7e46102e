"""The number of a family card was written wrongly: it is put right for the whole family, and nobody moves."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.confirmation import confirm
from core.services.life_events.event import Asks, Event, EventField, with_reason
from core.services.life_events.households import family_of, head_of, members_of
from core.store.people import Family, Person
from core.store.unit_of_work import UnitOfWork
from core.words import nik as nik_words
from core.words.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class KkCorrectedForm:
    """The family and its right number. `confirmation_reason` is what was said when the number has not 16 digits."""

    family_id: str
    kk_number: str = ""
    confirmation_reason: str = ""


def do(uow: UnitOfWork, form: KkCorrectedForm, _today: date) -> str:
    """Write the right number. Gives the family's id.

    Raises InputError for none, the same as before, or one that another family has; NeedsConfirmation for a number
    that has not 16 digits while no reason is given.
    """
    session = uow.session
    family = family_of(session, form.family_id)
    number = nik_words.tidy(form.kk_number)
    if not number:
        raise InputError("Isi nomor KK yang benar, lihat di kartu keluarga.", field="kk_number")
    if number == family.kk_number:
        raise InputError("Nomornya sama dengan yang sudah tercatat.", field="kk_number")
    _refuse_taken(session, number)
    if not nik_words.is_complete(number):
        confirm((_wrong_length(number),), form.confirmation_reason)
    family.kk_number = number
    session.flush()
    uow.sentence = with_reason(f"Membetulkan nomor KK {_called(session, family)}", form.confirmation_reason)
    return family.id


def _refuse_taken(session: Session, number: str) -> None:
    other = session.scalars(select(Family).where(Family.kk_number == number).limit(1)).first()
    if other is None:
        return
    raise InputError(
        f"Nomor KK ini sudah dipakai {_called(session, other)}. Bila itu keluarga yang sama, pilih Gabung KK.",
        field="kk_number",
    )


def _called(session: Session, family: Family) -> str:
    """`keluarga Slamet`: by its head, else by whoever lives there."""
    members = members_of(session, family.id)
    if not members:
        return "keluarga yang sudah tidak punya anggota"
    named = head_of(session, family.id) or members[0]
    return f"keluarga {session.get_one(Person, named.person_id).name}"


def _wrong_length(number: str) -> Finding:
    is_number = number.isascii() and number.isdecimal()
    why = f"Nomor KK ada 16 angka, yang diketik {len(number)} angka." if is_number else "Nomor KK hanya berisi angka."
    return Finding("R-NIK", "kk_number", "Nomor KK belum benar", Severity.YELLOW, why, "Lihat lagi kartunya.", True)


EVENT = Event(
    "kk_corrected",
    "Betulkan nomor KK",
    "Nomornya salah ketik: dibetulkan untuk semua anggota, tidak ada yang pindah.",
    KkCorrectedForm,
    (
        EventField("family_id", "Keluarga", Asks.FAMILY, True),
        EventField("kk_number", "Nomor KK yang benar", Asks.TEXT, True, help="16 angka, di kepala kartu keluarga"),
    ),
    do,
)
