"""How a day stands before it is closed: per person, in sums, who signed, and the work that is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.rules.permissions import Action
from core.services.day.check_up_views import board
from core.services.day.closing_follow_up import WorkLine, work_after_day
from core.services.day.closing_people import PersonClosing, people_of_day
from core.services.day.closing_sums import DaySum, day_sums
from core.services.day.due_list import due_list, invited
from core.services.day.open_day import day, day_lines
from core.services.day.referring import open_referrals
from core.services.immunization.refusing import still_refused
from core.services.register import Register
from core.services.views import DayLine, DayView
from core.store.checkups import DaySignature
from core.store.visits import PosyanduDay

KADER, BIDAN = "kader", "bidan"
SIGNERS = {KADER: "Kader", BIDAN: "Bidan"}
"""Who signs a day as right, and the word for it."""
_NAMED_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Signed:
    """That somebody signed the day: role (kader or bidan), name, and when (local, ISO to seconds)."""

    role: str
    name: str
    signed_at: str


@dataclass(frozen=True, slots=True)
class Closing:
    """Everything the closing screen shows of a day.

    `obstacles` are sentences that keep the day from being signed; when there are none and both have signed, the bidan
    may lock it. A locked day is validated and ready to be sent.
    """

    day: DayView
    people: tuple[PersonClosing, ...]
    sums: tuple[DaySum, ...]
    obstacles: tuple[str, ...]
    signatures: tuple[Signed, ...]
    work: tuple[WorkLine, ...]
    locked_at: str | None

    @property
    def left(self) -> tuple[PersonClosing, ...]:
        """Who went home without which step."""
        return tuple(one for one in self.people if one.has_left)

    @property
    def unfinished(self) -> tuple[PersonClosing, ...]:
        """Who is neither done nor went home with a reason."""
        return tuple(one for one in self.people if one.check_up.unfinished and not one.has_left)

    @property
    def passed_empty(self) -> tuple[PersonClosing, ...]:
        """Whose steps are stamped, but of whom something that belongs to a step was never asked."""
        return tuple(one for one in self.people if one.missing and one.is_through)

    @property
    def to_validate(self) -> tuple[PersonClosing, ...]:
        """Who only needs step 5."""
        return tuple(one for one in self.people if one.is_ready)

    @property
    def reds(self) -> tuple[PersonClosing, ...]:
        """Everybody with a red finding or sent on, the gravest first."""
        return tuple(sorted((one for one in self.people if one.is_red), key=lambda one: (-one.severity.rank, one.name)))

    @property
    def reds_without_follow_up(self) -> tuple[PersonClosing, ...]:
        """Those of whom nobody has heard yet."""
        return tuple(one for one in self.reds if one.lacks_follow_up)

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The roles that have not signed."""
        signed = {one.role for one in self.signatures}
        return tuple(role for role in SIGNERS if role not in signed)

    @property
    def is_locked(self) -> bool:
        """Validated and ready: nothing changes any more unless the bidan opens the day again."""
        return self.locked_at is not None

    @property
    def can_lock(self) -> bool:
        """Nothing unexplained is missing, and both have signed."""
        return not self.obstacles and not self.unsigned and not self.is_locked


def closing_state(register: Register, day_id: str) -> Closing:
    """How the day stands, judged anew from the facts; a second's work for a full day, so run it as a job.

    Raises InputError for an unknown day, NotAllowed for somebody who may not see health data.
    """
    view = day(register, day_id)
    queue = board(register, day_id)
    children = day_lines(register, day_id)
    due = invited(due_list(register, view.posyandu_id, view.held_on))
    sent = [one for one in open_referrals(register, posyandu_id=view.posyandu_id) if one.referred_on < view.held_on]
    with register.reading() as session:
        row = session.get_one(PosyanduDay, day_id)
        people = people_of_day(session, queue.lines, sees_diagnoses=register.may(Action.SEE_DIAGNOSES))
        sums = day_sums(session, row, queue.lines, children)
        signatures = _signatures(session, day_id)
        locked_at = row.locked_at
        refused = still_refused(session, [one.person_id for one in queue.lines], view.held_on)
    return Closing(
        day=view,
        people=people,
        sums=sums,
        obstacles=tuple(_obstacles(view.held_on, register.today, people, sums, children)),
        signatures=signatures,
        work=work_after_day(people, due, queue.missing, refused, sent, today=register.today),
        locked_at=locked_at,
    )


def _signatures(session: Session, day_id: str) -> tuple[Signed, ...]:
    rows = session.scalars(select(DaySignature).where(DaySignature.day_id == day_id).order_by(DaySignature.signed_at))
    return tuple(Signed(row.role, row.name, row.signed_at) for row in rows)


def _obstacles(
    held_on: date,
    today: date,
    people: tuple[PersonClosing, ...],
    sums: tuple[DaySum, ...],
    children: tuple[DayLine, ...],
) -> Iterator[str]:
    if held_on > today:
        yield "Hari ini belum tiba, jadi belum dapat ditutup."
    if not people:
        yield "Belum ada yang terdaftar. Hari yang batal tidak perlu ditutup."
    waiting = [f"{one.name} ({one.sentence})" for one in people if one.check_up.unfinished and not one.has_left]
    if waiting:
        yield f"{len(waiting)} orang belum selesai: {_named(waiting)}."
    odd = [f"{one.name}: {one.odd[0]}" for one in people if one.odd]
    if odd:
        yield f"{len(odd)} kartu masih janggal. {_named(odd)}"
    lost = [one.name for one in people if not one.is_sent]
    if lost:
        yield f"{len(lost)} orang perlu dirujuk tetapi belum ada rujukannya: {_named(lost)}. Catat rujukannya dulu."
    in_danger = [one.name for one in people if one.is_in_danger]
    if in_danger:
        who = f"{len(in_danger)} orang dalam bahaya: {_named(in_danger)}."
        yield f"{who} Buka kartunya, tulis apa yang sudah dilakukan."
    here = {one.check_up.person_id for one in people}
    loose = [line.name for line in children if line.measured and line.person_id not in here]
    if loose:
        yield f"{len(loose)} anak ditimbang tetapi belum terdaftar: {_named(loose)}. Daftarkan dulu."
    yield from (f"Jumlahnya tidak cocok: {one.text}." for one in sums if not one.holds)


def _named(names: list[str]) -> str:
    more = len(names) - _NAMED_AT_MOST
    return ", ".join(names[:_NAMED_AT_MOST]) + (f", dan {more} lagi" if more > 0 else "")
