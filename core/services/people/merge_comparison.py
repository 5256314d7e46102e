"""Two entries side by side before they are made one: what differs, which side is proposed, and what comes along."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.services.growth.visit_rows import facts_of
from core.services.life_events.households import members_of
from core.services.people.people_rows import lines_of, membership_of, people_select
from core.services.register import Register
from core.services.setup import read_settings
from core.services.views import PersonLine, VisitFacts
from core.store.journal import JournalChange, JournalEntry
from core.store.people import Family, Marriage, Person
from core.store.pregnancies import Pregnancy
from core.store.visits import Measurement
from core.words.nik import mask
from core.words.occupations import occupation_name
from core.words.people import FamilyRole
from core.words.periods import date_short
from core.words.quantities import length_words, weight_words

Choice = Literal["keep", "gone"]
FAMILY = "family"
VISIT = "visit:"
"""Key of the question about the visits of one day, before the date: `visit:2026-10-16`."""


@dataclass(frozen=True, slots=True)
class MergeField:
    """One thing known of a person that both entries may say differently: its columns go together."""

    key: str
    label: str
    columns: tuple[str, ...]
    words: Callable[[Session, Person], str]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two entries as the header of its column."""

    line: PersonLine
    visits: int
    last_visit_on: date | None


@dataclass(frozen=True, slots=True)
class Question:
    """One difference, both sides in words (empty: not filled), and which side is proposed."""

    key: str
    label: str
    keep: str
    gone: str
    default: Choice


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entries: `keep` stays, `gone` goes into it. `moving` says in words what comes along beside visits.

    `left_behind` says for either choice of the family what becomes of the other one, which the person leaves.
    """

    keep: Side
    gone: Side
    questions: tuple[Question, ...]
    moving: tuple[str, ...]
    moving_visits: int
    left_behind: Mapping[Choice, str]

    def choices(self, chosen: Mapping[str, Choice]) -> dict[str, Choice]:
        """The side of every question: as chosen, else as proposed."""
        return {question.key: chosen.get(question.key, question.default) for question in self.questions}


def compare(register: Register, one_id: str, other_id: str) -> Comparison:
    """Lay two people side by side; the one with more visits, then the one registered first, is the one to keep.

    Raises InputError when they cannot be one person: parent and child, a couple, or somebody already merged.
    """
    with register.reading() as session:
        one, other = living_entry(session, one_id), living_entry(session, other_id)
        refuse_relatives(session, one, other)
        keep, gone = sorted((one, other), key=lambda person: (-len(visits_by_day(session, person.id)), person.id))
        lines = {
            line.id: line
            for line in lines_of(session, people_select().where(Person.id.in_((keep.id, gone.id))), register.today)
        }
        questions = tuple(questions_of(session, keep, gone))
        moving = tuple(_moving(session, gone))
        sides = [_side(session, lines[person.id]) for person in (keep, gone)]
        left_behind: dict[Choice, str] = {"keep": _left_behind(session, gone, keep)}
        left_behind["gone"] = _left_behind(session, keep, gone)
    same_days = sum(question.key.startswith(VISIT) for question in questions)
    return Comparison(sides[0], sides[1], questions, moving, sides[1].visits - same_days, left_behind)


def preview(comparison: Comparison, chosen: Mapping[str, Choice]) -> tuple[str, ...]:
    """What merging with these choices will do, a sentence each."""
    choices = comparison.choices(chosen)
    names = {question.key: getattr(question, choices[question.key]) for question in comparison.questions}
    keep, gone = comparison.keep, comparison.gone
    same_days = [key for key in choices if key.startswith(VISIT)]
    lines = [f"Menjadi satu orang: {names.get('name') or keep.line.name}."]
    if comparison.moving_visits:
        lines.append(f"{comparison.moving_visits} penimbangan dari catatan kedua ikut pindah.")
    if same_days:
        lines.append(f"{len(same_days)} penimbangan di tanggal yang sama: angka yang tidak dipilih masuk catatannya.")
    lines += comparison.moving
    if FAMILY in names:
        lines.append(f"Tinggal di keluarga: {names[FAMILY] or 'belum tercatat'}.")
        lines += filter(None, [comparison.left_behind[choices[FAMILY]]])
    lines.append(f"Catatan kedua ({gone.line.name}) tidak tampil lagi di daftar, pencarian, dan laporan.")
    return tuple(lines)


def living_entry(session: Session, person_id: str) -> Person:
    """The person of an id. Raises InputError when there is none, or when it was merged already."""
    person = session.get(Person, person_id)
    if person is None:
        raise InputError("Orang ini tidak ada di register. Muat ulang daftarnya.")
    if person.merged_into_id is not None:
        raise InputError(f"{person.name} sudah disatukan dengan catatan lain. Muat ulang daftarnya.")
    return person


def refuse_relatives(session: Session, one: Person, other: Person) -> None:
    """Raise InputError for two entries that cannot be one person."""
    if one.id == other.id:
        raise InputError("Ini catatan yang sama. Pilih dua catatan yang berbeda.")
    for child, parent in ((one, other), (other, one)):
        if parent.id in (child.mother_id, child.father_id):
            raise InputError(f"{parent.name} tercatat sebagai orang tua {child.name}. Betulkan itu dulu.")
    couple = {one.id, other.id}
    married = select(Marriage).where(Marriage.husband_id.in_(couple), Marriage.wife_id.in_(couple))
    if session.scalars(married).first() is not None:
        raise InputError(f"{one.name} dan {other.name} tercatat sebagai suami istri. Betulkan itu dulu.")


def visits_by_day(session: Session, person_id: str) -> dict[date, Measurement]:
    """The visits of a person by date."""
    rows = session.scalars(select(Measurement).where(Measurement.person_id == person_id))
    return {row.measured_on: row for row in rows}


def questions_of(session: Session, keep: Person, gone: Person) -> Iterator[Question]:
    """Every difference between the two entries, the telling ones first, the visits of one day last."""
    newer: Choice = "gone" if _last_written(session, gone.id) > _last_written(session, keep.id) else "keep"
    is_masked = read_settings(session).mask_nik
    for field in FIELDS:
        ours, theirs = field.words(session, keep), field.words(session, gone)
        if field.key == "nik" and is_masked and mask(ours) != mask(theirs):
            ours, theirs = mask(ours), mask(theirs)
        if ours != theirs:
            yield Question(field.key, field.label, ours, theirs, _proposed(field, keep, gone, newer))
    yield from _family_question(session, keep, gone, newer)
    yield from _visit_questions(session, keep, gone)


def visit_words(facts: VisitFacts) -> str:
    """`7,4 kg · 67,8 cm telentang · LiLA 13,1 cm`: what was measured on a visit."""
    posture = f" {facts.posture.label}" if facts.posture else ""
    parts = (
        "" if facts.weight_g is None else weight_words(facts.weight_g),
        "" if facts.length_mm is None else f"{length_words(facts.length_mm)}{posture}",
        "" if facts.head_mm is None else f"LK {length_words(facts.head_mm)}",
        "" if facts.muac_mm is None else f"LiLA {length_words(facts.muac_mm)}",
        "bengkak" if facts.has_oedema else "",
        f"ASI {facts.breastfeeding}" if facts.breastfeeding else "",
        f"vitamin A {facts.vitamin_a}" if facts.vitamin_a else "",
    )
    return " · ".join(part for part in parts if part)


# --- what is proposed ---


def _proposed(field: MergeField, keep: Person, gone: Person, newer: Choice) -> Choice:
    ours, theirs = getattr(keep, field.columns[0]), getattr(gone, field.columns[0])
    is_parent = field.key in {"mother", "father"}
    if is_parent:
        ours, theirs = (any(getattr(one, column) for column in field.columns) for one in (keep, gone))
    if bool(ours) != bool(theirs):
        return "keep" if ours else "gone"
    if field.key == "born_on" and keep.is_birth_date_approximate != gone.is_birth_date_approximate:
        return "gone" if keep.is_birth_date_approximate else "keep"
    return newer


def _family_question(session: Session, keep: Person, gone: Person, newer: Choice) -> Iterator[Question]:
    homes = [membership_of(session, person.id) for person in (keep, gone)]
    families = [session.get_one(Family, home.family_id) if home else None for home in homes]
    if families[0] is families[1]:
        return
    has_card = [bool(family and family.kk_number) for family in families]
    default: Choice = newer if has_card[0] == has_card[1] else "keep" if has_card[0] else "gone"
    ours, theirs = (
        _home_words(family, home.role if home else None) for family, home in zip(families, homes, strict=True)
    )
    yield Question(FAMILY, "Keluarga", ours, theirs, default)


def _left_behind(session: Session, leaving: Person, other: Person) -> str:
    """What becomes of the present family of an entry when the other entry's is chosen; empty when nothing does."""
    home = membership_of(session, leaving.id)
    if home is None or home.to_on is not None:
        return ""
    rest = [row for row in members_of(session, home.family_id) if row.person_id not in (leaving.id, other.id)]
    card = card_words(session.get_one(Family, home.family_id))
    if not rest:
        return f"{card} tidak punya anggota lagi dan tinggal sebagai riwayat."
    if home.role is FamilyRole.HEAD and all(row.role is not FamilyRole.HEAD for row in rest):
        return f"{card} tinggal tanpa kepala keluarga; pilih penggantinya lewat Peristiwa keluarga."
    return ""


def card_words(family: Family) -> str:
    """`Keluarga KK 3201•••001 · Krajan RT 01`: a family by its card and home, with the number masked."""
    card = f"KK {mask(family.kk_number)}" if family.kk_number else "tanpa nomor KK"
    home = f"{family.dusun} RT {family.rt}" if family.dusun and family.rt else family.dusun
    return " · ".join(part for part in (f"Keluarga {card}", home) if part)


def _home_words(family: Family | None, role: FamilyRole | None) -> str:
    if family is None or role is None:
        return ""
    card = f"KK {mask(family.kk_number)}" if family.kk_number else "tanpa nomor KK"
    home = f"{family.dusun} RT {family.rt}" if family.dusun and family.rt else family.dusun
    return " · ".join(part for part in (card, home, role.label.lower()) if part)


def _visit_questions(session: Session, keep: Person, gone: Person) -> Iterator[Question]:
    ours, theirs = visits_by_day(session, keep.id), visits_by_day(session, gone.id)
    for day in sorted(ours.keys() & theirs.keys()):
        mine, other = visit_words(facts_of(ours[day])), visit_words(facts_of(theirs[day]))
        default: Choice = "gone" if other.count(" · ") > mine.count(" · ") else "keep"
        yield Question(f"{VISIT}{day.isoformat()}", f"Penimbangan {date_short(day)}", mine, other, default)


def _last_written(session: Session, person_id: str) -> str:
    entries = select(func.max(JournalEntry.hlc)).join(JournalChange, JournalChange.entry_id == JournalEntry.id)
    return session.scalar(entries.where(JournalChange.entity_id == person_id)) or ""


# --- what comes along ---


def _side(session: Session, line: PersonLine) -> Side:
    days = visits_by_day(session, line.id)
    return Side(line, len(days), max(days, default=None))


def _moving(session: Session, gone: Person) -> Iterator[str]:
    children = session.scalars(
        select(Person.name)
        .where(or_(Person.mother_id == gone.id, Person.father_id == gone.id))
        .order_by(Person.born_on)
    ).all()
    if children:
        yield f"Anak yang ikut: {', '.join(children)}."
    pregnancies = session.scalar(select(func.count()).where(Pregnancy.mother_id == gone.id))
    if pregnancies:
        yield f"{pregnancies} catatan kehamilan ikut pindah."
    marriages = select(func.count()).where(or_(Marriage.husband_id == gone.id, Marriage.wife_id == gone.id))
    if session.scalar(marriages):
        yield "Catatan perkawinan ikut pindah."


# --- the fields ---


def _text(column: str) -> Callable[[Session, Person], str]:
    return lambda _session, person: str(getattr(person, column) or "")


def _worded(column: str, write: Callable[[Any], str]) -> Callable[[Session, Person], str]:
    def words(_session: Session, person: Person) -> str:
        value = getattr(person, column)
        return "" if value is None or value == "" else write(value)

    return words


def _parent(kind: str) -> Callable[[Session, Person], str]:
    def words(session: Session, person: Person) -> str:
        parent_id = getattr(person, f"{kind}_id")
        parent = session.get(Person, parent_id) if parent_id else None
        return parent.name if parent is not None else getattr(person, f"{kind}_name")

    return words


def _born(_session: Session, person: Person) -> str:
    return f"{date_short(person.born_on)}{' (kira-kira)' if person.is_birth_date_approximate else ''}"


def _status(_session: Session, person: Person) -> str:
    on = person.status_changed_on
    return f"{person.status.label} {date_short(on)}" if on else person.status.label


def _yes(value: bool) -> str:
    return "ya" if value else "tidak"


_BORN_COLUMNS = ("born_on", "is_birth_date_approximate", "birth_date_known_on")
FIELDS: tuple[MergeField, ...] = (
    MergeField("name", "Nama", ("name",), _text("name")),
    MergeField("born_on", "Tanggal lahir", _BORN_COLUMNS, _born),
    MergeField("sex", "Jenis kelamin", ("sex",), _worded("sex", lambda sex: sex.label)),
    MergeField("nik", "NIK", ("nik",), _text("nik")),
    MergeField("mother", "Ibu", ("mother_id", "mother_name", "mother_nik"), _parent("mother")),
    MergeField("father", "Ayah", ("father_id", "father_name", "father_nik"), _parent("father")),
    MergeField("status", "Status", ("status", "status_changed_on"), _status),
    MergeField("birth_place", "Tempat lahir", ("birth_place",), _text("birth_place")),
    MergeField("birth_weight_g", "Berat lahir", ("birth_weight_g",), _worded("birth_weight_g", weight_words)),
    MergeField("birth_length_mm", "Panjang lahir", ("birth_length_mm",), _worded("birth_length_mm", length_words)),
    MergeField("birth_head_mm", "Lingkar kepala lahir", ("birth_head_mm",), _worded("birth_head_mm", length_words)),
    MergeField("birth_order", "Anak ke", ("birth_order",), _text("birth_order")),
    MergeField("gestation_weeks", "Lahir pada minggu ke", ("gestation_weeks",), _text("gestation_weeks")),
    MergeField("had_imd", "IMD", ("had_imd",), _worded("had_imd", _yes)),
    MergeField("birth_site", "Lahir di", ("birth_site",), _text("birth_site")),
    MergeField("birth_helper", "Penolong", ("birth_helper",), _text("birth_helper")),
    MergeField("kia_book_on", "Buku KIA", ("kia_book_on",), _worded("kia_book_on", date_short)),
    MergeField("phone", "Telepon", ("phone",), _text("phone")),
    MergeField("marital_status", "Status kawin", ("marital_status",), _worded("marital_status", lambda it: it.label)),
    MergeField("occupation_code", "Pekerjaan", ("occupation_code",), _worded("occupation_code", occupation_name)),
)
FILLED_COLUMNS = (
    "religion_code",
    "education_code",
    "current_education_code",
    "citizenship_code",
    "blood_group_code",
    "reported_pregnant_on",
    "pregnancy_id",
)
"""Taken from the other entry where the kept one knows nothing; nobody is asked about these."""
