"""The one person whom --person or --nik of a verb names."""

from typing import TYPE_CHECKING

from core.errors import InputError
from ui.verbs.verb import Request

if TYPE_CHECKING:
    from core.services.register import Register


def one_person(register: "Register", request: Request) -> str:
    """The id of the person that --person or --nik names. Raises InputError without either, and for an unknown NIK."""
    given = request.options
    if given.person is None and given.nik is None:
        raise InputError("Sebut orangnya dengan --person ID atau --nik NIK.")
    return str(given.person or person_with(register, given.nik))


def person_with(register: "Register", nik: str) -> str:
    """The id of whoever has this NIK. Raises InputError when nobody has it, or more than one."""
    from core.services.people.people_search import search
    from core.services.people.registration import person_form

    wanted = "".join(nik.split())
    found = [line.id for line in search(register, wanted, limit=10) if person_form(register, line.id).nik == wanted]
    if len(found) != 1:
        known = "tidak ada" if not found else "dipakai lebih dari satu orang"
        raise InputError(f"NIK ini {known} di register. Periksa angkanya, atau pakai --person dengan id dari search.")
    return found[0]
