"""Papers of a hari buka for the verb `print`: who should come, invitations, and the paper register."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from core.errors import InputError
from ui.verbs.verb import Answer, Request, posyandu_named, written

if TYPE_CHECKING:
    from core.services.register import Register
    from core.services.views import DayView, PosyanduView


def _due_list(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.day.due_list import due_list, kinds_of
    from core.services.day.open_day import list_days
    from core.services.trust.access_log import let_out
    from printouts.due_list import TITLE, print_due_list
    from printouts.paper import paper_named

    given = request.options
    with request.register() as register:
        unit = _unit(register, given.posyandu)
        on = given.on or next((view.held_on for view in _next(list_days(register, unit.id), register.today)), None)
        on = on or register.today
        lines = due_list(register, unit.id, on)
        let_out(register, Action.PRINT_PAPERS, TITLE, people=len(lines))
        paper = paper_named(given.paper)
        print_due_list(lines, unit.name, on, given.out, printed_on=register.today, paper=paper)
    counts = {kind.value: count for kind, count in kinds_of(lines)}
    said = [f"  {kind.label}: {count}" for kind, count in kinds_of(lines)]
    document = {"document": "daftar-sasaran", "out": str(given.out), "on": on.isoformat(), "people": len(lines)}
    return Answer([written(given.out, f"{len(lines)} orang"), *said], document | {"kinds": counts})


def _invitations(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.day.invitations import invitations
    from core.services.trust.access_log import let_out
    from printouts.invitation_slips import print_invitations

    given = request.options
    with request.register() as register:
        unit = _unit(register, given.posyandu)
        view = _coming(register, unit) if given.on is None else _day(register, unit, given.on)
        slips = invitations(register, view.id)
        let_out(register, Action.PRINT_PAPERS, "Undangan", people=len(slips))
        print_invitations(slips, given.out)
    return Answer(
        [written(given.out, f"{len(slips)} undangan")],
        {"document": "undangan", "out": str(given.out), "on": view.held_on.isoformat(), "slips": len(slips)},
    )


def _paper_register(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.day.paper_entry import prepare_rows
    from core.services.trust.access_log import let_out
    from printouts.empty_register import TITLE, print_empty_register
    from printouts.paper import paper_named

    given = request.options
    with request.register() as register:
        view = _day(register, _unit(register, given.posyandu), given.on)
        rows = prepare_rows(register, view.id).value
        let_out(register, Action.PRINT_PAPERS, TITLE, people=len(rows))
        print_empty_register(rows, view, given.out, printed_on=register.today, paper=paper_named(given.paper))
    codes = [row.code for row in rows]
    document = {"document": "register-kosong", "out": str(given.out), "on": view.held_on.isoformat(), "codes": codes}
    return Answer([written(given.out, f"{len(rows)} baris")], document)


def _work(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.day.closing import closing_state
    from core.services.trust.access_log import let_out
    from printouts.paper import paper_named
    from printouts.work_list import TITLE, print_work_list

    given = request.options
    with request.register() as register:
        unit = _unit(register, given.posyandu)
        view = _last(register, unit) if given.on is None else _day(register, unit, given.on)
        work = closing_state(register, view.id).work
        let_out(register, Action.PRINT_PAPERS, TITLE, people=len(work))
        print_work_list(work, view, given.out, printed_on=register.today, paper=paper_named(given.paper))
    document = {"document": "tindak-lanjut", "out": str(given.out), "on": view.held_on.isoformat(), "people": len(work)}
    return Answer([written(given.out, f"{len(work)} orang")], document)


def _year(request: Request) -> Answer:
    from core.services.day.day_plan import calendar
    from core.services.day.open_day import list_days
    from printouts.year_poster import print_year_poster

    given = request.options
    with request.register() as register:
        unit = _unit(register, given.posyandu)
        coming = [view.held_on for view in _next(list_days(register, unit.id), register.today)]
        year = (given.on or max(coming, default=register.today)).year
        days = calendar(register, year, unit.id)
        print_year_poster(days, unit, year, given.out)
    document = {"document": "jadwal-setahun", "out": str(given.out), "year": year, "days": len(days)}
    return Answer([written(given.out, f"{len(days)} hari buka")], document)


def _unit(register: "Register", name: str | None) -> "PosyanduView":
    from core.services.setup import list_posyandu

    named = posyandu_named(register, name)
    if named is not None:
        return named
    known = list_posyandu(register)
    if len(known) != 1:
        names = ", ".join(unit.name for unit in known) or "belum ada"
        raise InputError(f"Sebut posyandunya dengan --posyandu. Yang ada: {names}.")
    return known[0]


def _day(register: "Register", unit: "PosyanduView", on: date | None) -> "DayView":
    """The hari buka of that date; without one the next to come, else the last held."""
    from core.services.day.open_day import list_days
    from core.words.periods import date_words

    days = list_days(register, unit.id)
    wanted = [view for view in days if view.held_on == on] if on else [*_next(days, register.today), *days]
    if not wanted:
        when = f" tanggal {date_words(on)}" if on else ""
        raise InputError(f"Belum ada hari buka{when} di Posyandu {unit.name}. Buka dulu harinya di program.")
    return wanted[0]


def _coming(register: "Register", unit: "PosyanduView") -> "DayView":
    """The next hari buka from today; nobody is invited to a day that is over."""
    from core.services.day.open_day import list_days

    found = next(iter(_next(list_days(register, unit.id), register.today)), None)
    if found is None:
        raise InputError(
            f"Belum ada hari buka yang akan datang di Posyandu {unit.name}. "
            "Rencanakan dulu harinya, atau sebut tanggalnya dengan --on."
        )
    return found


def _last(register: "Register", unit: "PosyanduView") -> "DayView":
    """The last hari buka up to today."""
    from core.services.day.open_day import list_days

    found = next((view for view in list_days(register, unit.id) if view.held_on <= register.today), None)
    if found is None:
        raise InputError(f"Belum pernah ada hari buka di Posyandu {unit.name}.")
    return found


def _next(days: "tuple[DayView, ...]", today: date) -> "list[DayView]":
    return sorted((view for view in days if view.held_on >= today), key=lambda view: view.held_on)


DAY_PRINTERS: dict[str, Callable[[Request], Answer]] = {
    "daftar-sasaran": _due_list,
    "jadwal-setahun": _year,
    "undangan": _invitations,
    "register-kosong": _paper_register,
    "tindak-lanjut": _work,
}
