"""Weighings of a file beside those of the register: new ones, blanks to fill, and what contradicts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.exchange.import_plan import PersonRow, RowNote, VisitRow
from core.exchange.known_people import KnownPerson
from core.growth import plausibility
from core.growth.assess import assess
from core.store.base import new_id
from core.store.checkups import CheckUp
from core.store.visits import Measurement, PosyanduDay
from core.words.age import age_days, completed_months
from core.words.people import LifeStatus, Sex
from core.words.periods import date_short, date_words
from core.words.quantities import length_words, weight_words, z_words

_MEASURES = ("weight_g", "length_mm", "head_mm", "muac_mm")
_LABELS = {"weight_g": "Berat", "length_mm": "Panjang/tinggi", "head_mm": "Lingkar kepala", "muac_mm": "LiLA"}
_INDEX = {"waz": "BB/U", "haz": "TB/U", "whz": "BB/TB"}
_SAME_Z = 0.1
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class KnownVisit:
    """A weighing that the register has: its measures by column.

    `is_locked`: of a hari buka that the bidan has locked; without an id, that the child was seen there and not weighed.
    """

    id: str
    measured_on: date
    facts: dict[str, Any]
    is_locked: bool = False


KnownVisits = Callable[[Sequence[str]], dict[str, list[KnownVisit]]]
"""Reads the weighings of these people, each list in order of date."""
Days = dict[tuple[str, date], str]


@dataclass(frozen=True, slots=True)
class Target:
    """A weighing of a row and the child it belongs to, with what plausibility and z-scores need to know of it."""

    row: int
    name: str
    person_id: str
    posyandu_id: str | None
    sex: Sex
    born_on: date
    birth_weight_g: int | None
    gestation_weeks: int | None
    died_on: date | None
    visit: VisitRow


@dataclass(slots=True)
class VisitChanges:
    """Weighings to write, and what each row brings, in words."""

    new: list[dict[str, Any]] = field(default_factory=list)
    updates: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    new_rows: set[int] = field(default_factory=set)
    doubts: list[RowNote] = field(default_factory=list)

    def doubt(self, target: Target, reason: str) -> None:
        """Note something doubtful about a row."""
        self.doubts.append(RowNote(target.row, target.name, reason))


def target_of(
    visit: VisitRow, row: PersonRow, first: PersonRow, person_id: str, known: KnownPerson | None, home: str | None
) -> Target:
    """The weighing of `row` for the child whose facts stand in the register, else in its `first` row."""
    if known is not None:
        return target_of_known(visit, row.row, row.name, known, home)
    facts = first.facts
    birth = (facts.get("birth_weight_g"), facts.get("gestation_weeks"))
    return Target(row.row, row.name, person_id, home, first.sex, first.born_on, *birth, None, visit)


def target_of_known(visit: VisitRow, row: int, name: str, known: KnownPerson, home: str | None) -> Target:
    """The weighing of a row for a child of the register."""
    died_on = known.facts["status_changed_on"] if known.status is LifeStatus.DEAD else None
    birth = (known.facts["birth_weight_g"], known.facts["gestation_weeks"])
    return Target(row, name or known.name, known.id, home, known.sex, known.born_on, *birth, died_on, visit)


def read_known_visits(session: Session, person_ids: Sequence[str]) -> dict[str, list[KnownVisit]]:
    """The weighings of these people in the register; lines copied from the child's own book are left aside."""
    found: dict[str, list[KnownVisit]] = defaultdict(list)
    names = (*_MEASURES, "posture", "has_oedema")
    columns = [getattr(Measurement, name) for name in names]
    for start in range(0, len(person_ids), _CHUNK):
        statement = (
            select(Measurement.person_id, Measurement.id, Measurement.measured_on, PosyanduDay.locked_at, *columns)
            .outerjoin(PosyanduDay, PosyanduDay.id == Measurement.day_id)
            .where(Measurement.person_id.in_(person_ids[start : start + _CHUNK]))
            .where(Measurement.is_outside_history.is_(False))
            .order_by(Measurement.person_id, Measurement.measured_on, Measurement.id)
        )
        for person_id, visit_id, measured_on, locked_at, *values in session.execute(statement):
            facts = dict(zip(names, values, strict=True))
            found[person_id].append(KnownVisit(visit_id, measured_on, facts, locked_at is not None))
        _add_locked(session, person_ids[start : start + _CHUNK], found, dict.fromkeys(names))
    return found


def _add_locked(
    session: Session, person_ids: Sequence[str], found: dict[str, list[KnownVisit]], blank: dict[str, Any]
) -> None:
    """Who was seen at a locked day counts as known there, also without a weighing: its card says why there is none."""
    seen = (
        select(CheckUp.person_id, CheckUp.checked_on)
        .join(PosyanduDay, PosyanduDay.id == CheckUp.day_id)
        .where(CheckUp.person_id.in_(person_ids), PosyanduDay.locked_at.is_not(None))
    )
    for person_id, on in session.execute(seen):
        known = next((place for place, one in enumerate(found[person_id]) if one.measured_on == on), None)
        if known is None:
            found[person_id].append(KnownVisit("", on, dict(blank), is_locked=True))
        else:
            found[person_id][known] = replace(found[person_id][known], is_locked=True)


def read_days(session: Session) -> Days:
    """The posyandu days that are still open: a weighing of that posyandu and date belongs to its day.

    A day that the bidan has locked takes nothing in any more; the weighing then stands by itself.
    """
    days = select(PosyanduDay.posyandu_id, PosyanduDay.held_on, PosyanduDay.id)
    rows = session.execute(days.where(PosyanduDay.locked_at.is_(None)))
    return {(posyandu_id, held_on): day_id for posyandu_id, held_on, day_id in rows}


def plan_visits(targets: Iterable[Target], known: KnownVisits, *, today: date, source: str) -> VisitChanges:
    """Compare weighings with the register, child by child in order of date; nothing is written.

    What the register knows stays, blanks are filled, differences become notes. A locked day keeps its blanks too, with
    a note. What looks odd is taken over with the file as its reason and a note; days before birth or after death are
    left out with a note.
    """
    changes = VisitChanges()
    by_child: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        by_child[target.person_id].append(target)
    stored = known(list(by_child))
    for person_id, own in by_child.items():
        visits = {visit.measured_on: dict(visit.facts) | {"id": visit.id} for visit in stored.get(person_id, ())}
        locked = {visit.measured_on for visit in stored.get(person_id, ()) if visit.is_locked}
        for target in sorted(own, key=lambda one: (one.visit.measured_on, one.row)):
            if not _is_possible(target, today, changes):
                continue
            before = visits.get(target.visit.measured_on)
            if before is None:
                visits[target.visit.measured_on] = _add(target, visits, source, changes)
            else:
                _complete(target, before, changes, is_locked=target.visit.measured_on in locked)
            _compare_z(target, changes)
    return changes


def _is_possible(target: Target, today: date, changes: VisitChanges) -> bool:
    day = target.visit.measured_on
    if target.born_on <= day <= today and (target.died_on is None or day <= target.died_on):
        return True
    reason = f"Ditimbang {date_words(day)}, padahal di register lahir {date_words(target.born_on)}"
    if target.died_on is not None and day > target.died_on:
        reason = f"Ditimbang {date_words(day)}, padahal di register meninggal {date_words(target.died_on)}"
    changes.doubt(target, f"{reason}; penimbangan ini tidak dimasukkan.")
    return False


def _facts(visit: VisitRow) -> dict[str, Any]:
    return {name: getattr(visit, name) for name in (*_MEASURES, "posture", "has_oedema")}


def _add(target: Target, visits: dict[date, dict[str, Any]], source: str, changes: VisitChanges) -> dict[str, Any]:
    odd = _odd(target, visits)
    facts = {
        "id": new_id(),
        "person_id": target.person_id,
        "posyandu_id": target.posyandu_id,
        "measured_on": target.visit.measured_on,
        "confirmation_reason": f"Diimpor dari {source}"[:400] if odd else "",
        **_facts(target.visit),
    }
    if odd:
        changes.doubt(target, f"{' '.join(odd)} Angkanya tetap dimasukkan; cocokkan dengan bukunya.")
    changes.new.append(facts)
    changes.new_rows.add(target.row)
    changes.words[target.row] = f"penimbangan {date_short(target.visit.measured_on)}"
    return facts


def _odd(target: Target, visits: dict[date, dict[str, Any]]) -> list[str]:
    child = plausibility.Child(target.sex, target.born_on, target.gestation_weeks, target.birth_weight_g)
    history = [_measures(day, facts) for day, facts in sorted(visits.items())]
    findings = plausibility.check(child, _measures(target.visit.measured_on, _facts(target.visit)), history)
    return list(dict.fromkeys(finding.why for finding in findings if finding.asks_confirmation))


def _measures(day: date, facts: dict[str, Any]) -> plausibility.Measures:
    return plausibility.Measures(
        day, facts["weight_g"], facts["length_mm"], facts["posture"], facts["head_mm"], facts["muac_mm"]
    )


def _complete(target: Target, before: dict[str, Any], changes: VisitChanges, *, is_locked: bool) -> None:
    filled: dict[str, Any] = {}
    for name, value in _facts(target.visit).items():
        if value in (None, False) or value == before[name]:
            continue
        if before[name] in (None, False):
            filled[name] = value
        elif name in _LABELS:
            words = weight_words if name == "weight_g" else length_words
            changes.doubt(
                target,
                f"{_LABELS[name]} {date_short(target.visit.measured_on)} di berkas {words(value)}, sudah tercatat "
                f"{words(before[name])}; yang tercatat tetap.",
            )
    if "posture" in filled and before["length_mm"] is not None and "length_mm" not in filled:
        # How somebody else measured says nothing about a length that was written here.
        del filled["posture"]
    if not filled:
        return
    if is_locked:
        day = date_words(target.visit.measured_on)
        changes.doubt(target, f"Hari buka {day} sudah dikunci bidan; yang tercatat di sana tetap.")
        return
    is_new = "person_id" in before
    before.update(filled)
    if not is_new:
        changes.updates.setdefault(before["id"], {}).update(filled)
    changes.words[target.row] = f"melengkapi penimbangan {date_short(target.visit.measured_on)}"


def _compare_z(target: Target, changes: VisitChanges) -> None:
    """Z-scores of the file are not kept: where they differ from ours, a note says so."""
    visit = target.visit
    if not visit.file_z:
        return
    ours = assess(
        target.sex,
        age_days(target.born_on, visit.measured_on),
        weight_kg=None if visit.weight_g is None else visit.weight_g / 1000,
        lenhei_cm=None if visit.length_mm is None else visit.length_mm / 10,
        posture=visit.posture,
        has_oedema=visit.has_oedema,
        gestation_weeks=target.gestation_weeks,
        completed_months=completed_months(target.born_on, visit.measured_on),
    )
    for index, filed in visit.file_z:
        z = getattr(ours, index)
        if z is not None and abs(z - filed) >= _SAME_Z:
            changes.doubt(
                target,
                f"Z-skor {_INDEX[index]} di berkas {z_words(filed)}, hitungan Buku Posyandu {z_words(z)} "
                "(yang di berkas tidak dipakai).",
            )
