"""Pregnancies: opened with what is known of their age, corrected, listed; they end in `core.services.people.births`."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules import pregnancy as rules
from core.rules.permissions import Action
from core.services.confirmation import confirm
from core.services.people.people_rows import lines_of, residents_select
from core.services.register import Changed, Outcome, Register
from core.services.views import PersonLine
from core.store.people import Family, Person
from core.store.pregnancies import Pregnancy
from core.words.age import completed_years
from core.words.findings import Finding, Severity
from core.words.people import LifeStatus, PregnancyOutcome, Sex
from core.words.periods import date_words

FERTILE_YEARS = range(10, 56)
"""Completed years in which a pregnancy is asked about; WHO counts 15-49, posyandu see younger and older mothers."""
_REPORT_HOLDS = timedelta(days=rules.MOST_WEEKS * 7)
_WEEKS_SAID = range(1, rules.MOST_WEEKS + 1)
_GRAVIDA = range(1, 21)
_FARTHEST_YEARS = 100


@dataclass(frozen=True, slots=True)
class PregnancyForm:
    """What is asked when a pregnancy is opened; `opened_on` None is today.

    `weeks_said` are the completed weeks that the mother tells on `opened_on`; they become the estimated due date.
    """

    hpht_on: date | None = None
    usg_due_on: date | None = None
    weeks_said: int | None = None
    estimated_due_on: date | None = None
    gravida: int | None = None
    opened_on: date | None = None
    note: str = ""
    confirmation_reason: str = ""


@dataclass(frozen=True, slots=True)
class PregnancyView:
    """One pregnancy with everything computed for a day; `gestation` and `trimester` None when not known or over."""

    id: str
    mother_id: str
    mother: str
    opened_on: date
    hpht_on: date | None
    dating: rules.Dating | None
    gestation: rules.Gestation | None
    trimester: int | None
    gravida: int | None
    ended_on: date | None
    outcome: PregnancyOutcome | None
    stillborn_count: int
    note: str
    findings: tuple[Finding, ...]
    children: tuple[tuple[str, str], ...]
    """Ids and names of the children born from it, in their order."""

    @property
    def words(self) -> str:
        """`Hamil 24 minggu 1 hari, perkiraan lahir 17 Oktober 2026 (HPHT)`; over: `lahir, 3 Mei 2026`."""
        if self.ended_on is not None and self.outcome is not None:
            return f"{self.outcome.label.capitalize()}, {date_words(self.ended_on)}"
        if self.dating is None or self.gestation is None:
            return "Hamil, umur kehamilan belum diketahui"
        is_guess = self.dating.by is rules.DatedBy.ESTIMATE
        by = "kira-kira" if is_guess else str(self.dating.by)
        return f"Hamil {self.gestation.words}, perkiraan lahir {date_words(self.dating.due_on)} ({by})"


@dataclass(frozen=True, slots=True)
class PregnancyDeed:
    """The pregnancy that was written, and the deed to undo it by."""

    pregnancy_id: str
    entry_id: str


def open_pregnancy(register: Register, mother_id: str, form: PregnancyForm) -> Outcome[PregnancyDeed]:
    """Open a pregnancy.

    Raises InputError for what cannot be (a man, dates before the last birth, more than 45 weeks, one still open),
    NeedsConfirmation for a mother under 10 or over 55 while `confirmation_reason` is empty.
    """
    opened_on = form.opened_on or register.today
    with register.reading() as session:
        mother = living_mother(session, mother_id)
        confirm(mother_findings(mother, opened_on), form.confirmation_reason)
        known = _earlier(session, mother_id, None)
        if any(one.ended_on is None for one in known):
            raise InputError(f"Kehamilan {mother.name} masih tercatat. Catat dulu kelahiran atau akhirnya.")
        _check(form, opened_on, register.today, known)
        name = mother.name
    with register.deed(f"Mencatat kehamilan {name}", action=Action.RECORD_HEALTH) as deed:
        row = Pregnancy(mother_id=mother_id, opened_on=opened_on)
        _fill(row, form, opened_on)
        deed.session.add(row)
        deed.session.flush()
        pregnancy_id = row.id
    return Outcome(PregnancyDeed(pregnancy_id, deed.entry_id or ""), frozenset({Changed.PEOPLE}))


def edit_pregnancy(register: Register, pregnancy_id: str, form: PregnancyForm) -> Outcome[PregnancyDeed]:
    """Correct when it began and what is known of it; age and due date follow at once. Raises like `open_pregnancy`."""
    with register.reading() as session:
        row = pregnancy_row(session, pregnancy_id)
        opened_on = form.opened_on or row.opened_on
        if row.ended_on is not None and opened_on > row.ended_on:
            raise InputError(f"Kehamilan ini berakhir {date_words(row.ended_on)}. Periksa tanggal.", field="opened_on")
        _check(form, opened_on, register.today, _earlier(session, row.mother_id, row))
        name = _name(session, row.mother_id)
    with register.deed(f"Mengubah catatan kehamilan {name}", action=Action.RECORD_HEALTH) as deed:
        _fill(pregnancy_row(deed.session, pregnancy_id), form, opened_on)
    return Outcome(PregnancyDeed(pregnancy_id, deed.entry_id or ""), frozenset({Changed.PEOPLE}))


def pregnancy_form(register: Register, pregnancy_id: str) -> PregnancyForm:
    """A pregnancy as the form shows it. Raises InputError for an unknown one."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        row = pregnancy_row(session, pregnancy_id)
        return PregnancyForm(
            row.hpht_on, row.usg_due_on, None, row.estimated_due_on, row.gravida, row.opened_on, row.note
        )


def pregnancies_of(register: Register, mother_id: str, on: date | None = None) -> tuple[PregnancyView, ...]:
    """Every pregnancy of a woman, newest first, with its age on a day (None: today)."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        rows = _earlier(session, mother_id, None)
        name = _name(session, mother_id) if rows else ""
        return tuple(view(session, row, name, on or register.today) for row in reversed(rows))


def current_pregnancy(register: Register, mother_id: str) -> PregnancyView | None:
    """The open pregnancy of a woman, None without one."""
    return next((one for one in pregnancies_of(register, mother_id) if one.ended_on is None), None)


def open_pregnancies(
    register: Register, *, posyandu_id: str | None = None
) -> tuple[tuple[PersonLine, PregnancyView], ...]:
    """Everybody who lives here and is pregnant today, who is due first comes first, then those without a due date."""
    register.require(Action.SEE_HEALTH)
    today = register.today
    with register.reading() as session:
        statement = select(Pregnancy).where(Pregnancy.ended_on.is_(None), Pregnancy.opened_on <= today)
        rows = {row.mother_id: row for row in session.scalars(statement)}
        women = residents_select(today).join(
            Pregnancy, and_(Pregnancy.mother_id == Person.id, Pregnancy.ended_on.is_(None))
        )
        lines = lines_of(session, women.where(*_of_posyandu(posyandu_id)), today)
        found = [(line, view(session, rows[line.id], line.name, today)) for line in lines if line.id in rows]
    return tuple(sorted(found, key=lambda pair: (pair[1].dating is None, _due(pair[1]), pair[0].name)))


def reported_pregnant(register: Register, *, posyandu_id: str | None = None) -> tuple[PersonLine, ...]:
    """Women whom the village's own file calls pregnant, without a pregnancy in the register since: by name."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        women = residents_select(register.today).where(is_reported(register.today), *_of_posyandu(posyandu_id))
        return lines_of(session, women.order_by(Person.name), register.today)


def reported_pregnant_on(register: Register, person_id: str) -> date | None:
    """The day of the file that calls this woman pregnant while no pregnancy is open; None when there is none to ask."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        statement = select(Person.reported_pregnant_on).where(Person.id == person_id, is_reported(register.today))
        return session.scalar(statement)


# --- for the services beside this one ---


def pregnancy_row(session: Session, pregnancy_id: str) -> Pregnancy:
    """The row of a pregnancy. Raises InputError for an unknown one."""
    row = session.get(Pregnancy, pregnancy_id)
    if row is None:
        raise InputError("Kehamilan ini tidak ada lagi di register. Buka lagi datanya.")
    return row


def living_mother(session: Session, mother_id: str) -> Person:
    """A woman who lives. Raises InputError for anybody else."""
    mother = session.get(Person, mother_id)
    if mother is None or mother.merged_into_id is not None:
        raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
    if mother.sex is not Sex.FEMALE:
        raise InputError(f"{mother.name} tercatat laki-laki. Periksa jenis kelaminnya lebih dulu.")
    if mother.status is not LifeStatus.ALIVE:
        raise InputError(f"{mother.name} tercatat {mother.status.label.lower()}. Periksa dulu datanya.")
    return mother


def mother_findings(mother: Person, on: date) -> tuple[Finding, ...]:
    """What looks odd about the age of a mother; asks for a reason."""
    years = completed_years(mother.born_on, on)
    if years in FERTILE_YEARS:
        return ()
    why, step = f"Umur {mother.name} {years} tahun.", "Periksa tanggal lahirnya."
    return (Finding("R-UMUR-IBU", "mother", "Umur ibu tidak lazim", Severity.YELLOW, why, step, True),)


def is_reported(today: date) -> ColumnElement[bool]:
    """A condition on `Person`: the village's own file calls her pregnant, and the register has no answer to it.

    A report older than a whole pregnancy tells nothing any more.
    """
    answered = select(Pregnancy.id).where(
        Pregnancy.mother_id == Person.id,
        or_(Pregnancy.ended_on.is_(None), Pregnancy.ended_on >= Person.reported_pregnant_on),
    )
    return and_(
        Person.reported_pregnant_on > today - _REPORT_HOLDS,
        Person.sex == Sex.FEMALE,
        Person.status == LifeStatus.ALIVE,
        ~answered.exists(),
    )


def view(session: Session, row: Pregnancy, mother: str, on: date) -> PregnancyView:
    """A row with everything computed for a day."""
    known = rules.dating(row.hpht_on, row.usg_due_on, row.estimated_due_on)
    is_open = row.ended_on is None
    age = rules.Gestation((on - known.began_on).days) if known and is_open and on >= known.began_on else None
    # While it is open there are no children of it: a list of many open ones asks nothing more.
    born = select(Person.id, Person.name).where(Person.pregnancy_id == row.id).order_by(Person.birth_order, Person.id)
    children = () if is_open else tuple((child.id, child.name) for child in session.execute(born))
    return PregnancyView(
        id=row.id,
        mother_id=row.mother_id,
        mother=mother,
        opened_on=row.opened_on,
        hpht_on=row.hpht_on,
        dating=known,
        gestation=age,
        trimester=rules.trimester(age.days) if age else None,
        gravida=row.gravida,
        ended_on=row.ended_on,
        outcome=row.outcome,
        stillborn_count=row.stillborn_count,
        note=row.note,
        findings=rules.findings(known, on) if is_open else (),
        children=children,
    )


def _check(form: PregnancyForm, opened_on: date, today: date, others: list[Pregnancy]) -> None:
    if opened_on > today:
        raise InputError("Tanggal ini sesudah hari ini.", field="opened_on")
    if form.weeks_said is not None and form.weeks_said not in _WEEKS_SAID:
        raise InputError(f"Umur kehamilan dari 1 sampai {rules.MOST_WEEKS} minggu.", field="weeks_said")
    if form.gravida is not None and form.gravida not in _GRAVIDA:
        raise InputError("Kehamilan ke berapa? Isi dari 1 sampai 20.", field="gravida")
    for field, day in (("hpht_on", form.hpht_on), ("usg_due_on", form.usg_due_on)):
        if day is not None and abs(day.year - today.year) > _FARTHEST_YEARS:
            raise InputError(f"Tahun {day.year} tidak mungkin. Periksa tanggalnya.", field=field)
        known = rules.dating(day if field == "hpht_on" else None, day if field == "usg_due_on" else None, None)
        if known is None:
            continue
        try:
            rules.gestation(known.began_on, opened_on)
        except InputError as error:
            raise InputError(error.message, field=field) from error
        _refuse_before_last_end(known.began_on, opened_on, others, field)


def _refuse_before_last_end(began_on: date, opened_on: date, others: list[Pregnancy], field: str) -> None:
    ends = [one.ended_on for one in others if one.ended_on and one.opened_on <= opened_on]
    if ends and began_on < max(ends):
        raise InputError(
            f"Kehamilan sebelumnya berakhir {date_words(max(ends))}; yang ini tidak mungkin mulai sebelum itu. "
            "Periksa tanggalnya.",
            field=field,
        )


def _fill(row: Pregnancy, form: PregnancyForm, opened_on: date) -> None:
    row.opened_on = opened_on
    row.hpht_on, row.usg_due_on, row.gravida = form.hpht_on, form.usg_due_on, form.gravida
    is_said = form.weeks_said is not None
    row.estimated_due_on = rules.due_by_weeks(form.weeks_said or 0, opened_on) if is_said else form.estimated_due_on
    row.note = " ".join(form.note.split())


def _earlier(session: Session, mother_id: str, but: Pregnancy | None) -> list[Pregnancy]:
    rows = session.scalars(select(Pregnancy).where(Pregnancy.mother_id == mother_id))
    return sorted((row for row in rows if row is not but), key=lambda row: (row.opened_on, row.id))


def _of_posyandu(posyandu_id: str | None) -> tuple[ColumnElement[bool], ...]:
    return () if posyandu_id is None else (Family.posyandu_id == posyandu_id,)


def _due(pregnancy: PregnancyView) -> date:
    return pregnancy.dating.due_on if pregnancy.dating else date.max


def _name(session: Session, person_id: str) -> str:
    return session.scalar(select(Person.name).where(Person.id == person_id)) or ""
