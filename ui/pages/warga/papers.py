"""The papers about one person in one table: who may have which, and how it is made in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from core.errors import InputError
from core.rules.permissions import Action
from core.services.people.residence import is_under_five
from core.services.trust.access_log import let_out
from ui.dialogs.save_file import paper_name
from ui.pages.laporan.finished import FinishedPaper

if TYPE_CHECKING:
    from core.services.register import Register
    from core.services.views import PersonLine

Make = Callable[["Register", str, BytesIO], None]


@dataclass(frozen=True, slots=True)
class PersonPaper:
    """A paper about somebody: its words, the rights it needs, whether it fits a person, and how it is written.

    `make` None: the page of papers makes it, with choices of its own.
    """

    key: str
    title: str
    about: str
    needs: tuple[Action, ...]
    suits: Callable[["Register", "PersonLine"], bool]
    make: Make | None


def papers_for(register: "Register", person: "PersonLine") -> tuple[PersonPaper, ...]:
    """What can be printed about a person by whoever is at the keyboard."""
    return tuple(
        paper for paper in PERSON_PAPERS if all(map(register.may, paper.needs)) and paper.suits(register, person)
    )


def finish(register: "Register", paper: PersonPaper, person: "PersonLine") -> FinishedPaper:
    """Make a paper in memory; the line in the log of access comes first.

    Raises NotAllowed without its rights, InputError where there is nothing to print.
    """
    for need in paper.needs:
        register.require(need)
    if paper.make is None:
        raise InputError("Kertas ini dibuat di halaman Laporan & Cetak.")
    let_out(register, Action.PRINT_PAPERS, paper.title, person_id=person.id)
    made = BytesIO()
    paper.make(register, person.id, made)
    name = paper_name(paper.title, register.today, person.id)
    return FinishedPaper(made.getvalue(), name, f"{paper.title} · {person.name}")


def _has_kms(register: "Register", person: "PersonLine") -> bool:
    return is_under_five(person.born_on, register.today)


def _was_sent_on(register: "Register", person: "PersonLine") -> bool:
    from core.services.day.referral_letters import newest_referral

    try:
        newest_referral(register, person.id)
    except InputError:
        return False
    return True


def _anybody(_register: "Register", _person: "PersonLine") -> bool:
    return True


def _support_card(register: "Register", person_id: str, out: BytesIO) -> None:
    from core.services.day.card_history import card_history
    from printouts.support_cards import print_support_cards

    # Only a card of one person, printed by the bidan, carries what only the bidan may see.
    history = card_history(register, person_id, with_private=register.may(Action.SEE_PRIVATE))
    print_support_cards([history], out, printed_on=register.today)


def _letter(register: "Register", person_id: str, out: BytesIO) -> None:
    from core.services.day.referral_letters import newest_referral, referral_letter
    from printouts.referral_letter import print_referral_letters

    letter = referral_letter(register, newest_referral(register, person_id))
    print_referral_letters([letter], out, printed_on=register.today)


def _record(register: "Register", person_id: str, out: BytesIO) -> None:
    from core.services.trust.person_record import person_record
    from printouts.person_record import print_person_record

    print_person_record(person_record(register, person_id), out)


def _consent(register: "Register", person_id: str, out: BytesIO) -> None:
    from core.services.trust.consent_paper import consent_paper
    from printouts.consent_form import print_consent_form

    print_consent_form(consent_paper(register, person_id), out, printed_on=register.today)


_HEALTH = (Action.PRINT_PAPERS, Action.SEE_HEALTH)
PERSON_PAPERS: tuple[PersonPaper, ...] = (
    PersonPaper("kms", "Kartu Menuju Sehat (KMS)", "Kurva dan semua penimbangan, A4 atau A5", _HEALTH, _has_kms, None),
    PersonPaper(
        "kartu-bantu",
        "Kartu bantu pemeriksaan",
        "Semua kunjungan, depan dan belakang, kertas F4",
        _HEALTH,
        _anybody,
        _support_card,
    ),
    PersonPaper(
        "rujukan",
        "Surat rujukan",
        "Rujukan yang terakhir, dengan sobekan balasan berkode",
        _HEALTH,
        _was_sent_on,
        _letter,
    ),
    PersonPaper(
        "catatan-orang",
        "Catatan tentang saya",
        "Semua yang dicatat, untuk orangnya sendiri",
        (*_HEALTH, Action.SEE_HISTORY),
        _anybody,
        _record,
    ),
    PersonPaper(
        "persetujuan",
        "Formulir persetujuan",
        "Sudah berisi nama dan alamat, tinggal ditandatangani",
        (Action.PRINT_PAPERS,),
        _anybody,
        _consent,
    ),
)
"""In the order of the keys 1, 2, 3 …"""
