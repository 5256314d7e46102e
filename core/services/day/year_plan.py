"""The days of a whole year at once, from a rule such as `setiap tanggal 10`; when and where each day is held."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.day.check_up_rows import refuse_locked
from core.services.day.open_day import add_day, day, list_days
from core.services.register import Changed, Outcome, Register
from core.services.views import DayView
from core.store.places import Posyandu
from core.store.visits import PosyanduDay
from core.words.periods import Month, date_words
from core.words.repeats import SUNDAY, Repeat, days_of_year, is_possible

_LONGEST = 120
_NAMED_AT_MOST = 3
_CHANGED = frozenset({Changed.DAYS})


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """A day of the rule: `is_free` when it can be planned; `note` says what to think of before it is."""

    held_on: date
    is_free: bool
    note: str

    @property
    def is_recommended(self) -> bool:
        """Nothing speaks against it."""
        return self.is_free and not self.note


def proposed_days(register: Register, posyandu_id: str, year: int, repeat: Repeat) -> tuple[ProposedDay, ...]:
    """The twelve days of a rule in a year, with what stands in their way; nothing is written.

    Raises InputError for a rule that no month can follow. Holidays are not known to the program: people leave them out.
    """
    if not is_possible(repeat):
        raise InputError("Tanggalnya 1 sampai 31.", field="day")
    known = list_days(register)
    own = {one.held_on for one in known if one.posyandu_id == posyandu_id}
    others = {one.held_on: one.posyandu for one in known if one.posyandu_id != posyandu_id}
    return tuple(_proposed(on, register.today, own, others) for on in days_of_year(repeat, year))


def plan_days(register: Register, posyandu_id: str, days: Collection[date], note: str = "") -> Outcome[int]:
    """Plan these days of a posyandu in one deed; gives how many. `note`: hours and place, printed with each day.

    Raises InputError without a day, for one that is over, impossible, or planned already, and for an unknown posyandu.
    Nothing is planned then.
    """
    wanted, words = sorted(set(days)), _note(note)
    if not wanted:
        raise InputError("Belum ada tanggal yang dicentang.", field="days")
    if wanted[0] < register.today or wanted[-1].year > register.today.year + 1:
        raise InputError("Rencana hanya untuk hari yang belum lewat, paling jauh tahun depan.", field="days")
    with register.reading() as session:
        unit = session.get(Posyandu, posyandu_id)
        name = unit.name if unit else ""
    if not name:
        raise InputError("Posyandu ini tidak ada di register. Pilih dari daftar.", field="posyandu_id")
    sentence = f"Merencanakan {len(wanted)} hari buka Posyandu {name}"
    with register.deed(sentence, action=Action.HOLD_DAY) as deed:
        _refuse_taken(deed.session, posyandu_id, wanted)
        for on in wanted:
            add_day(deed.session, posyandu_id, on, note=words)
    return Outcome(len(wanted), frozenset({Changed.DAYS, Changed.MEASUREMENTS}))


def say_when_and_where(register: Register, day_id: str, note: str) -> Outcome[DayView]:
    """Write down the hours and the place of a day. Raises InputError for an unknown or locked day, or a long text."""
    view, words = day(register, day_id), _note(note)
    if words != view.note:
        sentence = f"Mencatat jam dan tempat hari buka {view.posyandu}, {date_words(view.held_on)}"
        with register.deed(sentence, action=Action.HOLD_DAY) as deed:
            refuse_locked(deed.session, day_id)
            deed.session.get_one(PosyanduDay, day_id).note = words
    return Outcome(day(register, day_id), _CHANGED)


def _proposed(on: date, today: date, own: set[date], others: dict[date, str]) -> ProposedDay:
    if on < today:
        return ProposedDay(on, is_free=False, note="sudah lewat")
    if on in own:
        return ProposedDay(on, is_free=False, note="sudah direncanakan")
    near = next((one for one in sorted(own) if Month.of(one) == Month.of(on)), None)
    notes = [
        "hari Minggu" if on.weekday() == SUNDAY else "",
        f"bulan ini sudah ada {date_words(near)}" if near else "",
        f"bersamaan dengan Posyandu {others[on]}" if on in others else "",
    ]
    return ProposedDay(on, is_free=True, note=", ".join(one for one in notes if one))


def _refuse_taken(session: Session, posyandu_id: str, wanted: list[date]) -> None:
    taken = session.scalars(
        select(PosyanduDay.held_on)
        .where(PosyanduDay.posyandu_id == posyandu_id, PosyanduDay.held_on.in_(wanted))
        .order_by(PosyanduDay.held_on)
    ).all()
    if taken:
        named = ", ".join(date_words(one) for one in taken[:_NAMED_AT_MOST])
        more = f", dan {len(taken) - _NAMED_AT_MOST} lagi" if len(taken) > _NAMED_AT_MOST else ""
        raise InputError(f"Sudah direncanakan: {named}{more}. Hilangkan centangnya.", field="days")


def _note(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        raise InputError(f"Jam dan tempat paling banyak {_LONGEST} huruf.", field="note")
    return words
