"""The work that is left after a day: whom to visit at home and why (rencana tindak lanjut)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.services.day.check_up_views import Missing
from core.services.day.closing_people import PersonClosing
from core.services.day.due_list import DueLine
from core.services.immunization.refusing import RefusedLine
from core.words.findings import Severity

_ASK = "Tanyakan sebabnya, ajak datang bulan depan"


class WorkKind(StrEnum):
    """Why somebody is on the list of work."""

    RED = "merah"
    LEFT = "pulang"
    REFUSED = "menolak"
    ABSENT = "tidak-datang"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return _LABELS[self]


_LABELS = {
    WorkKind.RED: "Perlu dirujuk",
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
) -> tuple[WorkLine, ...]:
    """Reds whose referral has no outcome, who went home early or declined a dose, and who did not come.

    Each person once, the gravest first, then by dusun (KMK 2015/2023: after the day, home visits).
    """
    came = list(people)
    here = {one.check_up.person_id for one in came}
    lines: dict[str, WorkLine] = {}
    declined = tuple(refused)
    for line in (*_of_those_who_came(came), *_of_declined(came, declined), *_of_absent(due, missing)):
        if line.kind is not WorkKind.ABSENT or line.person_id not in here:
            lines.setdefault(line.person_id, line)
    return tuple(sorted(lines.values(), key=lambda one: (-one.severity.rank, one.dusun, one.name, one.person_id)))


def _of_those_who_came(people: Iterable[PersonClosing]) -> Iterator[WorkLine]:
    for one in people:
        if one.lacks_follow_up:
            target = f" ke {one.referral.target.label}" if one.referral else ""
            severity = max(one.severity, Severity.RED, key=lambda severity: severity.rank)
            yield _of(one, WorkKind.RED, severity, f"Dirujuk{target}: {'; '.join(one.reasons)}")
        elif one.has_left:
            yield _of(one, WorkKind.LEFT, Severity.YELLOW, one.sentence[:1].upper() + one.sentence[1:])


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
