"""The work that is left after a day: whom to visit at home and why (rencana tindak lanjut)."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.rules.due.reason import DueKind
from core.services.day.check_up_views import Missing
from core.services.day.closing_people import PersonClosing
from core.services.day.due_list import DueLine
from core.services.day.referral_views import ReferralView
from core.services.immunization.refusing import RefusedLine
from core.words.findings import Severity
from core.words.periods import date_words

_ASK = "Tanyakan sebabnya, ajak datang bulan depan"


class WorkKind(StrEnum):
    """Why somebody is on the list of work."""

    RED = "merah"
    WAITING = "belum-ada-kabar"
    LEFT = "pulang"
    REFUSED = "menolak"
    ABSENT = "tidak-datang"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return _LABELS[self]


_LABELS = {
    WorkKind.RED: "Perlu dirujuk",
    WorkKind.WAITING: "Rujukan belum ada kabar",
    WorkKind.LEFT: "Pulang sebelum selesai",
    WorkKind.REFUSED: "Menolak imunisasi",
    WorkKind.ABSENT: "Tidak datang",
}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Somebody to visit or to ask after, with the reason in one line."""

    person_id: str
    name: str
    age: str
    dusun: str
    rt: str
    kind: WorkKind
    severity: Severity
    text: str


def work_after_day(
    people: Iterable[PersonClosing],
    due: Iterable[DueLine],
    missing: Iterable[Missing],
    refused: Iterable[RefusedLine] = (),
    earlier: Iterable[ReferralView] = (),
    *,
    today: date,
) -> tuple[WorkLine, ...]:
    """Reds whose referral has no outcome, who went home early or declined a dose, and who did not come.

    `earlier`: the open referrals of the posyandu, of which those before the day are told once they need a reminder on
    `today` (R-KR-FU). Each person once, the gravest first, then by dusun (KMK 2015/2023: after the day, home visits).
    """
    came = list(people)
    here = {one.check_up.person_id for one in came}
    lines: dict[str, WorkLine] = {}
    declined = tuple(refused)
    waiting = tuple(_of_waiting(came, earlier, today))
    absent = _of_absent(_without_reminder(due, {one.person_id for one in waiting}), missing)
    for line in (*_of_those_who_came(came, today), *_of_declined(came, declined), *absent):
        if line.kind is not WorkKind.ABSENT or line.person_id not in here:
            lines.setdefault(line.person_id, line)
    for line in waiting:
        lines[line.person_id] = _joined(lines.get(line.person_id), line)
    return tuple(sorted(lines.values(), key=lambda one: (-one.severity.rank, one.dusun, one.name, one.person_id)))


def _of_those_who_came(people: Iterable[PersonClosing], today: date) -> Iterator[WorkLine]:
    for one in people:
        if one.lacks_follow_up:
            sent = one.referral
            target = f" ke {sent.target.label}" if sent else ""
            severity = max(one.severity, Severity.RED, key=lambda severity: severity.rank)
            reminder = f". {_silent(sent, today)}" if sent and sent.needs_reminder(today) else ""
            yield _of(one, WorkKind.RED, severity, f"Dirujuk{target}: {'; '.join(one.reasons)}{reminder}")
        elif one.has_left:
            yield _of(one, WorkKind.LEFT, Severity.YELLOW, one.sentence[:1].upper() + one.sentence[1:])


def _of_waiting(people: Iterable[PersonClosing], referrals: Iterable[ReferralView], today: date) -> Iterator[WorkLine]:
    """R-KR-FU: sent on before this day, and nothing was heard for longer than the reminder waits."""
    told = {one.referral.id for one in people if one.referral}
    for one in referrals:
        if one.id not in told and one.needs_reminder(today):
            where = f"Dirujuk ke {one.target.label} {date_words(one.referred_on)}"
            text = f"{where}: {'; '.join(one.reasons)}. {_silent(one, today)}"
            yield WorkLine(one.person_id, one.name, one.age, one.dusun, one.rt, WorkKind.WAITING, one.urgency, text)


def _silent(one: ReferralView, today: date) -> str:
    return f"Sudah {(today - one.referred_on).days} hari belum ada kabar, tanyakan lagi"


def _without_reminder(due: Iterable[DueLine], waiting: Set[str]) -> Iterator[DueLine]:
    """Whose referral is told in full is not told of it twice."""
    for line in due:
        kept = tuple(one for one in line.reasons if one.kind is not DueKind.REFERRAL or line.person_id not in waiting)
        if kept:
            yield replace(line, reasons=kept)


def _joined(known: WorkLine | None, line: WorkLine) -> WorkLine:
    """Somebody is visited once, for everything."""
    if known is None:
        return line
    severity = max(known.severity, line.severity, key=lambda one: one.rank)
    return replace(known, severity=severity, text=f"{known.text}. {line.text}")


def _of_declined(people: Iterable[PersonClosing], refused: tuple[RefusedLine, ...]) -> Iterator[WorkLine]:
    for one in people:
        own = [line for line in refused if line.person_id == one.check_up.person_id]
        if own:
            said = "; ".join(f"{line.label} ({line.reason})" if line.reason else line.label for line in own)
            text = f"Imunisasi ditolak: {said}. Bidan bicara lagi dengan keluarga"
            yield _of(one, WorkKind.REFUSED, Severity.YELLOW, text)


def _of(one: PersonClosing, kind: WorkKind, severity: Severity, text: str) -> WorkLine:
    seen = one.check_up
    return WorkLine(seen.person_id, seen.name, seen.age, seen.dusun, seen.rt, kind, severity, text)


def _of_absent(due: Iterable[DueLine], missing: Iterable[Missing]) -> Iterator[WorkLine]:
    for line in due:
        who = (line.person_id, line.name, line.age, line.dusun, line.rt)
        yield WorkLine(*who, WorkKind.ABSENT, line.severity, line.text)
    for one in missing:
        yield WorkLine(one.person_id, one.name, one.age, one.dusun, one.rt, WorkKind.ABSENT, Severity.GREEN, _ASK)
