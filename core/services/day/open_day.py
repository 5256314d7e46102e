"""The posyandu day (hari buka): open or resume it, its list of expected children, and moving it to its true date."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select, union
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.day.check_up_rows import refuse_locked
from core.services.growth.growth_verdicts import judge_one
from core.services.growth.visit_check_ups import adopt_weighings
from core.services.growth.visit_rows import ChildWithVisits, load_children
from core.services.people.people_rows import lines_of, people_select, residents_select
from core.services.people.residence import is_served_by, under_five_clause
from core.services.register import Changed, Outcome, Register
from core.services.setup import Settings, read_settings
from core.services.views import DayLine, DayView, PersonLine, VisitVerdict
from core.store.checkups import CheckUp, DaySignature, DayTick, Duty, Referral
from core.store.people import Person
from core.store.places import Posyandu
from core.store.visits import Draft, Measurement, PosyanduDay
from core.words.age import latest_birth
from core.words.people import LifeStatus
from core.words.periods import date_words

_EARLIEST_YEAR = 1990
_CHILD_MONTHS = 72
"""The card of bayi, balita and apras ends here; whoever is older has another one."""


def open_day(register: Register, posyandu_id: str, held_on: date) -> Outcome[DayView]:
    """Open the day of a posyandu, or resume it when it is already there.

    Visits written down for that posyandu and date before the day was opened become visits of the day. A day still to
    come may be prepared. Raises InputError for an unknown posyandu or a date that cannot be meant.
    """
    if held_on.year < _EARLIEST_YEAR or held_on.year > register.today.year + 1:
        raise InputError("Tahun hari buka tidak mungkin. Periksa tanggalnya.", field="held_on")
    with register.reading() as session:
        known = session.execute(_days().where(PosyanduDay.posyandu_id == posyandu_id, PosyanduDay.held_on == held_on))
        row = known.first()
        name = session.scalar(select(Posyandu.name).where(Posyandu.id == posyandu_id))
    if row is not None:
        return Outcome(_view(row))
    if name is None:
        raise InputError("Posyandu ini tidak ada di register. Pilih dari daftar.", field="posyandu_id")
    with register.deed(f"Membuka hari buka Posyandu {name}, {date_words(held_on)}", action=Action.HOLD_DAY) as deed:
        view = DayView(add_day(deed.session, posyandu_id, held_on).id, posyandu_id, name, held_on)
    return Outcome(view, frozenset({Changed.DAYS, Changed.MEASUREMENTS}))


def add_day(session: Session, posyandu_id: str, held_on: date, *, note: str = "") -> PosyanduDay:
    """Add a day and link what was written down for it before; `note` is its hours and place. No deed of its own."""
    row = PosyanduDay(posyandu_id=posyandu_id, held_on=held_on, note=note)
    session.add(row)
    session.flush()
    adopt_visits(session, row)
    adopt_weighings(session, row)
    return row


def adopt_visits(session: Session, day: PosyanduDay) -> None:
    """Link to the day the visits of its posyandu and date that belong to no day yet (not those of another register)."""
    loose = session.scalars(
        select(Measurement).where(
            Measurement.posyandu_id == day.posyandu_id,
            Measurement.measured_on == day.held_on,
            Measurement.day_id.is_(None),
            Measurement.is_outside_history.is_(False),
        )
    )
    for visit in loose:
        visit.day_id = day.id


def list_days(register: Register, posyandu_id: str | None = None) -> tuple[DayView, ...]:
    """All posyandu days, newest first; of one posyandu when given."""
    statement = _days().order_by(PosyanduDay.held_on.desc(), Posyandu.name)
    if posyandu_id is not None:
        statement = statement.where(PosyanduDay.posyandu_id == posyandu_id)
    with register.reading() as session:
        return tuple(_view(row) for row in session.execute(statement))


def day(register: Register, day_id: str) -> DayView:
    """One posyandu day. Raises InputError when it does not exist."""
    with register.reading() as session:
        row = session.execute(_days().where(PosyanduDay.id == day_id)).first()
    if row is None:
        raise InputError("Hari buka ini tidak ada di register. Pilih dari daftar.")
    return _view(row)


def move_day(register: Register, day_id: str, held_on: date) -> Outcome[DayView]:
    """Give a day its true date; everything measured on it moves along, so that every age and letter follows.

    Raises InputError for a date in the future while children were measured, before the birth or after the death of one
    of them, already used by this posyandu, or on which one of them was measured already.
    """
    view = day(register, day_id)
    if held_on == view.held_on:
        return Outcome(view)
    sentence = f"Memindahkan hari buka {view.posyandu} dari {date_words(view.held_on)} ke {date_words(held_on)}"
    with register.deed(sentence, action=Action.HOLD_DAY) as deed:
        row = deed.session.get_one(PosyanduDay, day_id)
        refuse_locked(deed.session, day_id)
        visits = deed.session.scalars(select(Measurement).where(Measurement.day_id == day_id)).all()
        check_ups = deed.session.scalars(select(CheckUp).where(CheckUp.day_id == day_id)).all()
        if (visits or check_ups) and held_on > register.today:
            raise InputError("Anak sudah ditimbang, jadi tanggalnya tidak boleh sesudah hari ini.", field="held_on")
        _refuse_clash(deed.session, view, held_on)
        row.held_on = held_on
        for visit in visits:
            visit.measured_on = held_on
        for check_up in check_ups:
            check_up.checked_on = held_on
            _move_referrals(deed.session, check_up)
        deed.session.flush()
        adopt_visits(deed.session, row)
        adopt_weighings(deed.session, row)
    return Outcome(
        DayView(view.id, view.posyandu_id, view.posyandu, held_on, view.note),
        frozenset({Changed.DAYS, Changed.MEASUREMENTS}),
    )


def remove_empty_day(register: Register, day_id: str) -> Outcome[DayView]:
    """Take out a day that was opened by accident; gives the day as it was. Raises InputError once it has a visit."""
    view = day(register, day_id)
    with register.deed(
        f"Menghapus hari buka kosong {view.posyandu}, {date_words(view.held_on)}", action=Action.HOLD_DAY
    ) as deed:
        if deed.session.scalar(select(Measurement.id).where(Measurement.day_id == day_id).limit(1)) is not None:
            raise InputError("Hari ini sudah ada penimbangannya, jadi tidak dihapus. Ubah tanggalnya bila keliru.")
        if deed.session.scalar(select(CheckUp.id).where(CheckUp.day_id == day_id).limit(1)) is not None:
            raise InputError("Hari ini sudah ada yang mendaftar, jadi tidak dihapus. Ubah tanggalnya bila keliru.")
        for plan in (Duty, DayTick, DaySignature):
            for line in deed.session.scalars(select(plan).where(plan.day_id == day_id)):
                deed.session.delete(line)
        deed.session.flush()
        deed.session.delete(deed.session.get_one(PosyanduDay, day_id))
    return Outcome(view, frozenset({Changed.DAYS}))


def day_lines(register: Register, day_id: str) -> tuple[DayLine, ...]:
    """Every child expected on a day, by dusun and name: each resident under-five of its posyandu, and guests who came.

    Those measured carry the letter and the severity of that visit. Raises InputError for an unknown day.
    """
    register.require(Action.SEE_HEALTH)
    view = day(register, day_id)
    with register.reading() as session:
        settings = read_settings(session)
        measured = set(session.scalars(_children_of(select(Measurement.person_id), Measurement, view)))
        came = set(session.scalars(_children_of(select(CheckUp.person_id), CheckUp, view)))
        drafts = set(session.scalars(select(Draft.person_id)))
        lines = lines_of(session, _expected(view), view.held_on)
        at_home = {line.id for line in lines}
        guests = people_select().where(Person.id.in_((measured | came) - at_home))
        lines = tuple(sorted((*lines, *lines_of(session, guests, view.held_on)), key=_by_dusun))
        verdicts = {
            loaded.child.id: _verdict_of_day(loaded, day_id, settings)
            for loaded in load_children(session, measured, is_masked=settings.mask_nik)
        }
    return tuple(_day_line(line, verdicts.get(line.id), line.id in drafts) for line in lines)


def day_line(register: Register, day_id: str, person_id: str) -> DayLine | None:
    """The line of one person as `day_lines` has it, without judging everybody anew; None when not (any more) on it."""
    register.require(Action.SEE_HEALTH)
    view = day(register, day_id)
    with register.reading() as session:
        settings = read_settings(session)
        is_measured, is_there = (
            session.scalar(_children_of(select(table.id), table, view).where(Person.id == person_id)) is not None
            for table in (Measurement, CheckUp)
        )
        wanted = people_select() if is_measured or is_there else _expected(view)
        lines = lines_of(session, wanted.where(Person.id == person_id), view.held_on)
        if not lines:
            return None
        verdict = None
        for loaded in load_children(session, [person_id] if is_measured else [], is_masked=settings.mask_nik):
            verdict = _verdict_of_day(loaded, day_id, settings)
        return _day_line(lines[0], verdict, session.get(Draft, person_id) is not None)


def in_list_order(lines: Iterable[DayLine]) -> tuple[DayLine, ...]:
    """Lines in the order of `day_lines`: by dusun and name."""
    return tuple(sorted(lines, key=lambda line: (line.dusun, line.name, line.person_id)))


def _expected(view: DayView) -> Select[*tuple[Any, ...]]:
    on = view.held_on
    return residents_select(on).where(is_served_by(view.posyandu_id, on), under_five_clause(on))


def _children_of(
    statement: Select[*tuple[Any, ...]], table: type[Measurement] | type[CheckUp], view: DayView
) -> Select[*tuple[Any, ...]]:
    """Narrow a select of a table of the day to children of the card for bayi, balita and apras; adults come too."""
    oldest = latest_birth(_CHILD_MONTHS, view.held_on)
    return statement.join(Person, Person.id == table.person_id).where(table.day_id == view.id, Person.born_on > oldest)


def _by_dusun(line: PersonLine) -> tuple[str, str, str]:
    return line.dusun, line.name, line.id


def _verdict_of_day(loaded: ChildWithVisits, day_id: str, settings: Settings) -> VisitVerdict:
    visit = next(visit for visit in loaded.visits if visit.day_id == day_id)
    return judge_one(loaded.child, loaded.visits, visit, settings)


def _day_line(line: PersonLine, verdict: VisitVerdict | None, has_draft: bool) -> DayLine:
    return DayLine(
        person_id=line.id,
        name=line.name,
        sex=line.sex,
        born_on=line.born_on,
        mother=line.mother,
        dusun=line.dusun,
        rt=line.rt,
        age=line.age,
        letter=verdict.letter if verdict else "",
        severity=verdict.severity if verdict else None,
        has_draft=has_draft,
        measured=verdict is not None,
        is_answered=verdict is not None and bool(verdict.facts.is_referred or verdict.facts.follow_up_note.strip()),
        weight_g=verdict.facts.weight_g if verdict else None,
    )


def _refuse_clash(session: Session, view: DayView, held_on: date) -> None:
    taken = _days().where(PosyanduDay.posyandu_id == view.posyandu_id, PosyanduDay.held_on == held_on)
    if session.execute(taken).first() is not None:
        raise InputError(
            f"Posyandu ini sudah punya hari buka {date_words(held_on)}. Pilih tanggal lain.", field="held_on"
        )
    of_day = union(
        select(Measurement.person_id).where(Measurement.day_id == view.id),
        select(CheckUp.person_id).where(CheckUp.day_id == view.id),
    )
    unborn = session.scalar(select(Person.name).where(Person.id.in_(of_day), Person.born_on > held_on).limit(1))
    if unborn is not None:
        raise InputError(f"{unborn} belum lahir pada {date_words(held_on)}. Periksa tanggalnya.", field="held_on")
    is_gone = (Person.status == LifeStatus.DEAD) & (Person.status_changed_on < held_on)
    dead = session.scalar(select(Person.name).where(Person.id.in_(of_day), is_gone).limit(1))
    if dead is not None:
        raise InputError(f"{dead} meninggal sebelum {date_words(held_on)}. Periksa tanggalnya.", field="held_on")
    of_queue = select(CheckUp.person_id).where(CheckUp.day_id == view.id)
    seen = select(CheckUp.person_id).where(CheckUp.checked_on == held_on)
    again = session.scalar(select(Person.name).where(Person.id.in_(of_queue), Person.id.in_(seen)).limit(1))
    if again is not None:
        raise InputError(f"{again} sudah diperiksa pada {date_words(held_on)}. Periksa tanggalnya.", field="held_on")
    measured = select(Measurement.person_id).where(Measurement.measured_on == held_on)
    twice = session.scalar(select(Person.name).where(Person.id.in_(of_day), Person.id.in_(measured)).limit(1))
    if twice is not None:
        raise InputError(
            f"{twice} sudah punya penimbangan {date_words(held_on)}. Hapus salah satunya dulu.", field="held_on"
        )


def _move_referrals(session: Session, check_up: CheckUp) -> None:
    for referral in session.scalars(select(Referral).where(Referral.check_up_id == check_up.id)):
        referral.referred_on = check_up.checked_on


def _days() -> Select[*tuple[Any, ...]]:
    return select(PosyanduDay, Posyandu.name.label("posyandu")).join(Posyandu, Posyandu.id == PosyanduDay.posyandu_id)


def _view(row: Row[*tuple[Any, ...]]) -> DayView:
    held = row.PosyanduDay
    return DayView(held.id, held.posyandu_id, row.posyandu, held.held_on, held.note)
