"""Slips that invite families to a hari buka: who, when, where, and what to bring; nothing private on them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from core.rules.due.reason import DueKind
from core.services.day.due_list import DueLine, due_list, invited
from core.services.day.open_day import day
from core.services.register import Register
from core.store.places import Posyandu, Village
from core.store.visits import PosyanduDay
from core.words.life_stage import LifeStage
from core.words.names import mother_words
from core.words.periods import weekday_words

_CHILDREN = {LifeStage.INFANT, LifeStage.TODDLER, LifeStage.PRESCHOOL}
_WITH_KIA_BOOK = _CHILDREN | {LifeStage.PREGNANT, LifeStage.POSTPARTUM}
# A slip passes through many hands: only what every neighbour may read.
_OPEN_KINDS = {DueKind.IMMUNIZATION, DueKind.VITAMIN_A}


@dataclass(frozen=True, slots=True)
class Invitation:
    """One slip. `for_whom` is empty for a grown-up who is invited herself."""

    person_id: str
    to: str
    for_whom: str
    home: str
    when: str
    note: str
    posyandu: str
    place: str
    bring: str
    awaits: str


def invitations(register: Register, day_id: str) -> tuple[Invitation, ...]:
    """A slip for everybody who is awaited on the day, by dusun and name. Raises InputError for an unknown day."""
    view = day(register, day_id)
    lines = invited(due_list(register, view.posyandu_id, view.held_on))
    with register.reading() as session:
        row = session.execute(
            select(Posyandu.name, Posyandu.address, Village.name.label("village"), PosyanduDay.note)
            .join(Village, Village.id == Posyandu.village_id)
            .join(PosyanduDay, PosyanduDay.posyandu_id == Posyandu.id)
            .where(PosyanduDay.id == day_id)
        ).one()
    place = ", ".join(part for part in (row.address, row.village) if part)
    ordered = sorted(lines, key=lambda line: (line.dusun, line.rt, line.name, line.person_id))
    return tuple(
        Invitation(
            person_id=line.person_id,
            to=_to(line),
            for_whom=line.name if line.stage in _CHILDREN else "",
            home=", ".join(part for part in (line.dusun, f"RT {line.rt}" if line.rt else "") if part),
            when=weekday_words(view.held_on),
            note=row.note,
            posyandu=row.name,
            place=place,
            bring="Bawa Buku KIA" if line.stage in _WITH_KIA_BOOK else "Bawa KTP dan kartu pemeriksaan",
            awaits="; ".join(_awaits(line)),
        )
        for line in ordered
    )


def _to(line: DueLine) -> str:
    if line.stage not in _CHILDREN:
        return line.name
    return mother_words(line.mother, "Ibu") or f"Orang tua {line.name}"


def _awaits(line: DueLine) -> Iterator[str]:
    yield from _open_texts(line)
    if line.stage in _CHILDREN:
        yield "Timbang dan ukur"
    elif line.stage in _WITH_KIA_BOOK:
        yield "Periksa ibu"
    else:
        yield "Periksa kesehatan"


def _open_texts(line: DueLine) -> Iterable[str]:
    return (one.text for one in line.reasons if one.kind in _OPEN_KINDS)
