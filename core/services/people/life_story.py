"""A whole life on one page: identity, family, visits, pregnancies, newest first; beside it the whole house."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.people.family_page import (
    FamilyPage,
    HouseholdMember,
    PastHome,
    PastMember,
    family_page,
    home_on,
    homes_of,
    household_on,
    place_of,
)
from core.services.people.health_story import check_up_lines, dose_lines, referral_lines
from core.services.people.life_stages import stages_on
from core.services.people.people_rows import people_select, person_line
from core.services.register import Register
from core.services.setup import read_settings
from core.services.views import PersonLine
from core.store.people import Family, FamilyHome, FamilyMember, Marriage, Person
from core.store.pregnancies import Pregnancy
from core.store.visits import Measurement
from core.words.life_stage import LifeStage, life_stage
from core.words.nik import mask
from core.words.people import LifeStatus, MarriageEnd
from core.words.periods import date_words
from core.words.quantities import length_words, weight_words

__all__ = [
    "FamilyPage",
    "Happening",
    "HouseholdMember",
    "PastHome",
    "PastMember",
    "PersonStory",
    "StoryLine",
    "family_page",
    "household_on",
    "person_story",
]


class Happening(StrEnum):
    """What kind of thing a line of a life is about; for its icon and for filtering."""

    BIRTH = "lahir"
    FAMILY = "keluarga"
    HOME = "rumah"
    MARRIAGE = "nikah"
    VISIT = "kunjungan"
    CHECK_UP = "pemeriksaan"
    DOSE = "imunisasi"
    REFERRAL = "rujukan"
    PREGNANCY = "kehamilan"
    END = "akhir"


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing in a life: its day (None: unknown, long ago), kind, sentence, and the id of the row it stands for."""

    on: date | None
    kind: Happening
    text: str
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class PersonStory:
    """A life: who it is, chips for what matters today, and everything that happened, newest first."""

    person: PersonLine
    stage: LifeStage | None
    status: LifeStatus
    chips: tuple[str, ...]
    family_id: str
    timeline: tuple[StoryLine, ...]


def person_story(register: Register, person_id: str) -> PersonStory:
    """The whole life of a person as the register knows it; whatever concerns health for those who may see that.

    Raises InputError for an unknown person.
    """
    with register.reading() as session:
        row = session.execute(people_select().where(Person.id == person_id)).first()
        if row is None:
            raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
        person = row.Person
        is_masked = read_settings(session).mask_nik
        sees_health = register.may(Action.SEE_HEALTH)
        # Being with child is health too: who may not see that is told the age.
        stages = stages_on(session, [person_id], register.today) if sees_health else {}
        stage = stages.get(person_id) or life_stage(person.born_on, register.today)
        lines = [
            *_birth(person),
            *_families(session, person, is_masked=is_masked),
            *_marriages(session, person),
            *_children(session, person),
            *(_pregnancies(session, person) if sees_health else ()),
            *(_visits(session, person) if sees_health else ()),
            *(_health(register, session, person) if sees_health else ()),
            *_end(person),
        ]
        lines.sort(key=lambda line: line.on or date.min, reverse=True)
        line = person_line(row, today=register.today, is_masked=is_masked)
        family_id = row.Family.id if row.Family is not None else ""
        chips = tuple(_chips(person, stage))
        return PersonStory(line, stage, person.status, chips, family_id, tuple(lines))


def _birth(person: Person) -> Iterator[StoryLine]:
    facts = [
        f"di {place}" if (place := person.birth_site or person.birth_place) else "",
        weight_words(person.birth_weight_g) if person.birth_weight_g else "",
        length_words(person.birth_length_mm) if person.birth_length_mm else "",
        f"ditolong {person.birth_helper}" if person.birth_helper else "",
    ]
    words = ", ".join(fact for fact in facts if fact)
    text = f"Lahir {words}".rstrip()
    yield StoryLine(
        person.born_on, Happening.BIRTH, f"{text} (tanggal kira-kira)" if person.is_birth_date_approximate else text
    )


def _families(session: Session, person: Person, *, is_masked: bool) -> Iterator[StoryLine]:
    rows = session.execute(
        select(FamilyMember, Family)
        .join(Family, Family.id == FamilyMember.family_id)
        .where(FamilyMember.person_id == person.id)
        .order_by(FamilyMember.from_on, FamilyMember.id)
    )
    before: str | None = None
    for member, family in rows:
        homes = homes_of(session, family)
        role = member.role.label.lower()
        if family.id == before:
            yield StoryLine(member.from_on, Happening.FAMILY, f"Menjadi {role}", family.id)
        else:
            number = (mask(family.kk_number) if is_masked else family.kk_number) if family.kk_number else "tanpa nomor"
            where = place_of(home_on(family, homes, max(member.from_on or person.born_on, person.born_on)))
            verb = "Masuk" if before else "Tercatat di"
            yield StoryLine(member.from_on, Happening.FAMILY, f"{verb} KK {number} sebagai {role}, {where}", family.id)
        yield from _moves_of_house(family, homes, member)
        before = family.id


def _moves_of_house(family: Family, homes: Sequence[FamilyHome], member: FamilyMember) -> Iterator[StoryLine]:
    """The moves of the house while the person lived in it; `homes` latest first."""
    later: tuple[Family | FamilyHome, ...] = (family, *homes)
    for following, home in zip(later, homes, strict=False):
        moved_on = home.until_on + timedelta(days=1)
        if (member.from_on is None or member.from_on < moved_on) and (member.to_on is None or member.to_on >= moved_on):
            text = f"Pindah rumah dari {place_of(home)} ke {place_of(following)}"
            yield StoryLine(moved_on, Happening.HOME, text, family.id)


def _marriages(session: Session, person: Person) -> Iterator[StoryLine]:
    is_party = or_(Marriage.husband_id == person.id, Marriage.wife_id == person.id)
    for row in session.scalars(select(Marriage).where(is_party)):
        other = session.get_one(Person, row.wife_id if row.husband_id == person.id else row.husband_id)
        yield StoryLine(row.from_on, Happening.MARRIAGE, f"Menikah dengan {other.name}", row.id)
        if row.to_on is not None:
            how = "Bercerai dari" if row.ended_by is MarriageEnd.DIVORCE else "Pernikahan berakhir karena kematian:"
            yield StoryLine(row.to_on, Happening.MARRIAGE, f"{how} {other.name}", row.id)


def _pregnancies(session: Session, person: Person) -> Iterator[StoryLine]:
    for row in session.scalars(select(Pregnancy).where(Pregnancy.mother_id == person.id)):
        which = f" ke-{row.gravida}" if row.gravida else ""
        yield StoryLine(row.opened_on, Happening.PREGNANCY, f"Kehamilan{which} dicatat", row.id)
        if row.ended_on is not None and row.outcome is not None:
            yield StoryLine(row.ended_on, Happening.PREGNANCY, f"Kehamilan selesai: {row.outcome.label}", row.id)


def _children(session: Session, person: Person) -> Iterator[StoryLine]:
    children = select(Person).where(Person.mother_id == person.id, Person.merged_into_id.is_(None))
    for child in session.scalars(children):
        yield StoryLine(child.born_on, Happening.BIRTH, f"Melahirkan {child.name}", child.id)


def _visits(session: Session, person: Person) -> Iterator[StoryLine]:
    for row in session.scalars(select(Measurement).where(Measurement.person_id == person.id)):
        measures = [
            weight_words(row.weight_g) if row.weight_g else "",
            length_words(row.length_mm) if row.length_mm else "",
            f"LiLA {length_words(row.muac_mm)}" if row.muac_mm else "",
            f"lingkar kepala {length_words(row.head_mm)}" if row.head_mm else "",
            f"vitamin A {row.vitamin_a}" if row.vitamin_a else "",
            "dirujuk" if row.is_referred else "",
            row.note,
        ]
        what = "Riwayat dari tempat lain" if row.is_outside_history else "Posyandu" if row.day_id else "Ditimbang"
        text = ", ".join(measure for measure in measures if measure)
        yield StoryLine(row.measured_on, Happening.VISIT, f"{what}: {text}".rstrip(": "), row.id)


def _health(register: Register, session: Session, person: Person) -> Iterator[StoryLine]:
    for kind, lines in (
        (Happening.CHECK_UP, check_up_lines(register, session, person.id)),
        (Happening.DOSE, dose_lines(session, person.id)),
        (Happening.REFERRAL, referral_lines(register, session, person.id)),
    ):
        yield from (StoryLine(on, kind, text, row_id) for on, text, row_id in lines)


def _end(person: Person) -> Iterator[StoryLine]:
    if person.status is not LifeStatus.ALIVE:
        what = {LifeStatus.DEAD: "Meninggal", LifeStatus.MOVED_AWAY: "Pindah keluar desa", LifeStatus.MISSING: "Hilang"}
        yield StoryLine(person.status_changed_on, Happening.END, what[person.status])


def _chips(person: Person, stage: LifeStage | None) -> Iterator[str]:
    if person.status is not LifeStatus.ALIVE:
        day = f" {date_words(person.status_changed_on)}" if person.status_changed_on else ""
        yield f"{person.status.label}{day}"
        return
    if stage is not None:
        yield stage.label
    if person.nik is None:
        yield "Belum ber-NIK"
    if person.is_birth_date_approximate:
        yield "Tanggal lahir kira-kira"
