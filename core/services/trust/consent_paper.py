"""What a consent form says of one person: who it is about, who gives it, and the consent that stands, if any."""

from dataclasses import dataclass
from datetime import date

from core.services.people.life_story import person_story
from core.services.register import Register
from core.services.trust.consents import ConsentView, consents_of, usual_giver


@dataclass(frozen=True, slots=True)
class ConsentPaper:
    """Whom the form is about; what is empty is left to a pen. `consent` is the one that stands now."""

    posyandu: str = ""
    name: str = ""
    born_on: date | None = None
    address: str = ""
    given_by: str = ""
    consent: ConsentView | None = None


def consent_paper(register: Register, person_id: str) -> ConsentPaper:
    """The form of one person, filled with what is known. Raises InputError for somebody unknown."""
    person = person_story(register, person_id).person
    standing = next((one for one in consents_of(register, person_id) if one.withdrawn_on is None), None)
    area = (person.address, f"Dusun {person.dusun}" if person.dusun else "", f"RT {person.rt}" if person.rt else "")
    return ConsentPaper(
        person.posyandu,
        person.name,
        person.born_on,
        ", ".join(part for part in area if part),
        usual_giver(register, person_id),
        standing,
    )
