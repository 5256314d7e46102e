"""Card codes of people: made once, when a card is first printed; scanned or typed they find exactly that person."""

import secrets
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.people.people_rows import chunks
from core.services.register import Changed, Outcome, Register
from core.store.people import Person
from core.words import card_code
from core.words.card_code import CodeState

_MOST_MERGES = 20
_WRONG = "Kode kartu ini salah satu hurufnya. Pindai lagi kartunya."
_UNKNOWN = "Kode ini benar, tetapi orangnya tidak ada di register ini."
_BEGUN = "Kode kartu belum lengkap: 11 huruf dan angka sesudah PSY1."


def card_codes(register: Register, person_ids: Iterable[str]) -> Outcome[dict[str, str]]:
    """The card code of each person, made now for who has none yet; unknown ids are left out.

    Whoever has one keeps it for life, so that a printed card stays good.
    """
    wanted = list(dict.fromkeys(person_ids))
    with register.reading() as session:
        known = dict(_known(session, wanted))
    without = [one for one in wanted if known.get(one, "") is None]
    if not without:
        return Outcome({one: code for one in wanted if (code := known.get(one))})
    with register.deed(_sentence(len(without)), action=Action.PRINT_PAPERS) as deed:
        taken = {code for code in known.values() if code}
        for chunk in chunks(without):
            for person in deed.session.scalars(select(Person).where(Person.id.in_(chunk))):
                person.card_code = known[person.id] = _fresh(deed.session, taken)
                taken.add(person.card_code)
    made = {one: code for one in wanted if (code := known.get(one))}
    return Outcome(made, frozenset({Changed.PEOPLE}))


def card_code_of(register: Register, person_id: str) -> Outcome[str]:
    """The card code of one person, made now if there is none. Raises InputError for an unknown person."""
    outcome = card_codes(register, [person_id])
    if person_id not in outcome.value:
        raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
    return Outcome(outcome.value[person_id], outcome.changed)


def is_card_code(text: str) -> bool:
    """Whether the text is meant as a card code, also an unfinished or a wrong one."""
    return card_code.read(text).state is not CodeState.NONE


def owner_of(session: Session, text: str) -> str | None:
    """The id of the person whose card code this is (who was merged leads to the one that was kept); None without."""
    found = card_code.read(text)
    if found.state is not CodeState.RIGHT:
        return None
    row = session.execute(select(Person.id, Person.merged_into_id).where(Person.card_code == found.code)).first()
    for _ in range(_MOST_MERGES):
        if row is None or row.merged_into_id is None:
            break
        row = session.execute(select(Person.id, Person.merged_into_id).where(Person.id == row.merged_into_id)).first()
    return row.id if row else None


def advice(register: Register, text: str) -> str:
    """What to say when a typed or scanned card code finds nobody; empty for anything else, or when it does."""
    found = card_code.read(text)
    if found.state is CodeState.NONE:
        return ""
    if found.state is not CodeState.RIGHT:
        return _BEGUN if found.state is CodeState.BEGUN else _WRONG
    with register.reading() as session:
        owner = owner_of(session, text)
    return "" if owner else _UNKNOWN


def _known(session: Session, person_ids: list[str]) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for chunk in chunks(person_ids):
        rows = session.execute(select(Person.id, Person.card_code).where(Person.id.in_(chunk)))
        found += [(row.id, row.card_code) for row in rows]
    return found


def _fresh(session: Session, taken: set[str]) -> str:
    while True:
        code = card_code.make(secrets.randbits(card_code.RANDOM_BITS))
        if code not in taken and session.scalar(select(Person.id).where(Person.card_code == code)) is None:
            return code


def _sentence(count: int) -> str:
    return "Membuat kode kartu" if count == 1 else f"Membuat {count} kode kartu"
