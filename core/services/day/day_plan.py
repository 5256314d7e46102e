"""The work around a day: the year's calendar, the checklist of the day before, who sits where, and the equipment."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.day_checklist import CHECKLIST, EquipmentCondition, calibration_finding
from core.rules.permissions import Action
from core.services.day.open_day import day, list_days
from core.services.day.step_names import step_names
from core.services.register import Changed, Outcome, Register
from core.services.views import DayView
from core.store.checkups import DayTick, Duty, Equipment
from core.store.places import Posyandu
from core.store.visits import PosyanduDay
from core.words.findings import Finding
from core.words.periods import date_words
from core.words.steps import Step

STEPS = {step.value: step.label for step in Step}
"""The five steps of an open day by their official names (KMK 2015/2023)."""
_CHANGED = frozenset({Changed.DAYS})
_LONGEST_NAME, _LONGEST_NOTE = 120, 240


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One line of the checklist of a day, ticked or not."""

    key: str
    text: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class DutyLine:
    """The people at one step, in the order in which they were named."""

    step: int
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EquipmentView:
    """A scale, tape or meter; `warning` when it must be calibrated before the day it was asked for."""

    id: str
    posyandu_id: str
    name: str
    condition: EquipmentCondition
    calibrated_on: date | None
    note: str
    warning: Finding | None


@dataclass(frozen=True, slots=True)
class EquipmentForm:
    """What is asked about a piece of equipment; `id` None for a new one."""

    posyandu_id: str
    name: str
    condition: EquipmentCondition = EquipmentCondition.GOOD
    calibrated_on: date | None = None
    note: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Everything about the preparation of one day."""

    day: DayView
    checklist: tuple[ChecklistLine, ...]
    duties: tuple[DutyLine, ...]
    equipment: tuple[EquipmentView, ...]


def calendar(register: Register, year: int, posyandu_id: str | None = None) -> tuple[DayView, ...]:
    """The days of a calendar year, held and planned, earliest first."""
    days = [one for one in list_days(register, posyandu_id) if one.held_on.year == year]
    return tuple(sorted(days, key=lambda one: (one.held_on, one.posyandu)))


def day_plan(register: Register, day_id: str) -> DayPlan:
    """The preparation of a day. Raises InputError when it does not exist."""
    view = day(register, day_id)
    with register.reading() as session:
        ticked = set(session.scalars(select(DayTick.item).where(DayTick.day_id == day_id)))
        names = session.execute(select(Duty.step, Duty.name).where(Duty.day_id == day_id).order_by(Duty.id)).all()
        rows = session.scalars(select(Equipment).where(Equipment.posyandu_id == view.posyandu_id)).all()
        equipment = tuple(_equipment(row, view.held_on) for row in sorted(rows, key=lambda row: row.name.casefold()))
    checklist = tuple(ChecklistLine(item.key, item.text, item.key in ticked) for item in CHECKLIST)
    duties = tuple(
        DutyLine(int(step), label, tuple(name for at, name in names if at == step))
        for step, label in step_names(register).items()
    )
    return DayPlan(view, checklist, duties, equipment)


def tick(register: Register, day_id: str, key: str, *, is_done: bool) -> Outcome[DayPlan]:
    """Tick a line of the checklist, or take the tick back. Raises InputError for a line that does not exist."""
    item = next((one for one in CHECKLIST if one.key == key), None)
    if item is None:
        raise InputError("Baris ini tidak ada di daftar persiapan.")
    view = day(register, day_id)
    verb = "Menyiapkan" if is_done else "Membatalkan centang"
    sentence = f"{verb} hari buka {view.posyandu}, {date_words(view.held_on)}: {item.text}"
    with register.deed(sentence, action=Action.HOLD_DAY) as deed:
        known = select(DayTick).where(DayTick.day_id == day_id, DayTick.item == key)
        rows = deed.session.scalars(known).all()
        if is_done and not rows:
            deed.session.add(DayTick(day_id=day_id, item=key))
        for row in () if is_done else rows:
            deed.session.delete(row)
    return Outcome(day_plan(register, day_id), _CHANGED)


def assign(register: Register, day_id: str, step: int, names: tuple[str, ...]) -> Outcome[DayPlan]:
    """Say who sits at a step of a day; replaces who was named before. Raises InputError for a step beyond 1 to 5."""
    if step not in STEPS:
        raise InputError("Langkahnya 1 sampai 5.", field="step")
    view = day(register, day_id)
    wanted = tuple(dict.fromkeys(" ".join(name.split())[:_LONGEST_NAME] for name in names if name.strip()))
    sentence = f"Membagi tugas {STEPS[step]}, {view.posyandu} {date_words(view.held_on)}"
    with register.deed(sentence, action=Action.HOLD_DAY) as deed:
        before = deed.session.scalars(select(Duty).where(Duty.day_id == day_id, Duty.step == step)).all()
        if tuple(row.name for row in sorted(before, key=lambda row: row.id)) != wanted:
            for row in before:
                deed.session.delete(row)
            deed.session.flush()
            deed.session.add_all(Duty(day_id=day_id, step=step, name=name) for name in wanted)
    return Outcome(day_plan(register, day_id), _CHANGED)


def copy_duties(register: Register, day_id: str) -> Outcome[DayPlan]:
    """Divide the work as on the last day before it that had duties; replaces who was named. InputError without one."""
    view = day(register, day_id)
    with register.deed(
        f"Membagi tugas seperti hari lalu, {view.posyandu} {date_words(view.held_on)}", action=Action.HOLD_DAY
    ) as deed:
        is_earlier = (PosyanduDay.posyandu_id == view.posyandu_id) & (PosyanduDay.held_on < view.held_on)
        days = select(PosyanduDay.id).join(Duty, Duty.day_id == PosyanduDay.id).where(is_earlier)
        last = deed.session.scalar(days.order_by(PosyanduDay.held_on.desc()).limit(1))
        if last is None:
            raise InputError("Belum ada pembagian tugas di hari buka sebelumnya. Tulis dulu namanya.")
        rows = select(Duty).order_by(Duty.id)
        for row in deed.session.scalars(rows.where(Duty.day_id == day_id)):
            deed.session.delete(row)
        deed.session.flush()
        for row in deed.session.scalars(rows.where(Duty.day_id == last)).all():
            deed.session.add(Duty(day_id=day_id, step=row.step, name=row.name))
    return Outcome(day_plan(register, day_id), _CHANGED)


def list_equipment(register: Register, posyandu_id: str, day_on: date | None = None) -> tuple[EquipmentView, ...]:
    """The equipment of a posyandu by name, with what must be calibrated before `day_on` (today)."""
    with register.reading() as session:
        rows = session.scalars(select(Equipment).where(Equipment.posyandu_id == posyandu_id)).all()
    on = day_on or register.today
    return tuple(_equipment(row, on) for row in sorted(rows, key=lambda row: row.name.casefold()))


def save_equipment(register: Register, form: EquipmentForm) -> Outcome[EquipmentView]:
    """Write down a piece of equipment, or correct it.

    Raises InputError for an empty name, an unknown posyandu, a calibration still to come, or one that is gone.
    """
    name = " ".join(form.name.split())[:_LONGEST_NAME]
    if not name:
        raise InputError("Nama alat belum diisi, misalnya timbangan bayi.", field="name")
    if form.calibrated_on is not None and form.calibrated_on > register.today:
        raise InputError("Tanggal kalibrasi belum tiba. Periksa tanggalnya.", field="calibrated_on")
    with register.deed(f"Mencatat alat {name}", action=Action.HOLD_DAY) as deed:
        row = _equipment_row(deed.session, form)
        row.name, row.condition = name, form.condition.value
        row.calibrated_on, row.note = form.calibrated_on, form.note.strip()[:_LONGEST_NOTE]
        deed.session.flush()
        view = _equipment(row, register.today)
    return Outcome(view, _CHANGED)


def remove_equipment(register: Register, equipment_id: str) -> Outcome[None]:
    """Take a piece of equipment out of the list (it is gone or was written twice); the journal keeps it."""
    with register.deed("Menghapus alat dari daftar", action=Action.HOLD_DAY) as deed:
        row = deed.session.get(Equipment, equipment_id)
        if row is None:
            raise InputError("Alat ini sudah tidak ada di daftar.")
        deed.sentence = f"Menghapus alat {row.name} dari daftar"
        deed.session.delete(row)
    return Outcome(None, _CHANGED)


def _equipment_row(session: Session, form: EquipmentForm) -> Equipment:
    if form.id is not None:
        known = session.get(Equipment, form.id)
        if known is None:
            raise InputError("Alat ini sudah tidak ada di daftar. Muat ulang daftarnya.")
        return known
    if session.get(Posyandu, form.posyandu_id) is None:
        raise InputError("Posyandu ini tidak ada di register. Pilih dari daftar.", field="posyandu_id")
    row = Equipment(posyandu_id=form.posyandu_id, name=form.name)
    session.add(row)
    return row


def _equipment(row: Equipment, on: date) -> EquipmentView:
    condition = EquipmentCondition(row.condition)
    warning = calibration_finding(row.calibrated_on, on)
    return EquipmentView(row.id, row.posyandu_id, row.name, condition, row.calibrated_on, row.note, warning)
