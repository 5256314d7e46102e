"""Where an entry went that was merged into another: old links and lists still lead to the right person."""

from dataclasses import dataclass

from core.services.register import Register
from core.store.people import Person


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """The person that stays, and what the entry was called that went into it."""

    keep_id: str
    keep_name: str
    gone_name: str


def kept_person(register: Register, person_id: str) -> KeptPerson | None:
    """Who an entry was merged into, through several merges too; None for everybody who stands for themselves."""
    with register.reading() as session:
        gone = person = session.get(Person, person_id)
        seen = {person_id}
        while person is not None and person.merged_into_id is not None and person.merged_into_id not in seen:
            seen.add(person.merged_into_id)
            person = session.get(Person, person.merged_into_id)
        if gone is None or person is None or person is gone:
            return None
        return KeptPerson(person.id, person.name, gone.name)
