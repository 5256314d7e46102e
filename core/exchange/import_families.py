"""Which family each row belongs to, what is new about its house, and who moves from one family card to another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.exchange.hand_corrections import Corrected
from core.exchange.import_matching import Matches, is_alike
from core.exchange.import_plan import PersonRow, RowNote, hand_note
from core.exchange.known_people import PLACES, KnownFamily, KnownPerson, KnownVillage
from core.store.base import new_id
from core.words.age import completed_years
from core.words.names import search_text
from core.words.people import FamilyRole, LifeStatus, Sex

_MOTHERS_YEARS = range(12, 61)
_NO_KK = "Tanpa nomor KK yang benar: keluarganya disusun dari urutan baris dan alamat. Periksa keluarganya."


_KEPT_MOVE = "Di berkas masih di KK lain; kepindahan yang dicatat di register tetap dipakai."
_ROLE = "hubungan keluarga"
_WORDS = {"kk_number": "nomor KK", "address": "alamat", "posyandu_id": "posyandu", "rw": "RW", "rt": "RT"}


@dataclass(slots=True)
class FamilyChanges:
    """New families, changed houses, opened, closed and renamed memberships; `of_row` says where each row lives."""

    new: list[dict[str, Any]] = field(default_factory=list)
    updates: dict[str, dict[str, Any]] = field(default_factory=dict)
    members: list[dict[str, Any]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    roles: dict[str, FamilyRole] = field(default_factory=dict)
    of_row: dict[int, str] = field(default_factory=dict)
    changes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    doubts: list[RowNote] = field(default_factory=list)


def place_families(
    matches: Matches,
    ids: dict[int, str],
    village: KnownVillage,
    chosen: dict[str, str],
    *,
    today: date,
    fills_only: bool = False,
) -> FamilyChanges:
    """Settle the family of every row. `ids` are the persons of the rows, `chosen` the posyandu of each dusun.

    With `fills_only` nobody who has a family is moved, and of a house only what is unknown is filled.
    """
    changes = FamilyChanges()
    adopted: set[str] = set()
    for rows in _households(matches.rows):
        family = _known_family(rows, matches, village, adopted)
        stays = {row.row for row in rows if _stays(row, matches.known.get(row.row), village, fills_only=fills_only)}
        if family is not None:
            family_id = family.id
            adopted.add(family_id)
            _update_family(family, rows, village, chosen, changes, fills_only=fills_only)
        elif len(stays) == len(rows):
            family_id = ""  # nobody would live in a new one
        else:
            family_id = _new_family(rows, village, chosen, changes)
        for row in rows:
            known = matches.known.get(row.row)
            corrected = village.corrections.of(known.member_id if known else None)
            keeps_role = fills_only or "role" in corrected
            _place(row, ids[row.row], known, family_id, changes, today, stays=row.row in stays, keeps_role=keeps_role)
            if known is not None and not fills_only:
                changes.doubts += _kept_place(row, known, family_id, corrected)
        if rows[0].kk_number is None and not fills_only:
            changes.doubts += [RowNote(row.row, row.name, _NO_KK) for row in rows if row.row not in matches.known]
    return changes


def _households(rows: Sequence[PersonRow]) -> list[list[PersonRow]]:
    """Rows by KK number; without one, children of the same parents, else neighbours from a head of family on."""
    households: dict[object, list[PersonRow]] = {}
    before: PersonRow | None = None
    lone = 0
    for row in rows:
        if row.kk_number:
            households.setdefault(row.kk_number, []).append(row)
        elif row.visit is not None or row.posyandu_name:
            # A list of children: brothers and sisters have the same parents at the same place.
            parents = (search_text(row.mother_name), search_text(row.father_name), row.rw, row.rt)
            households.setdefault(parents if row.mother_name else row.row, []).append(row)
        else:
            joins = before is not None and before.kk_number is None and _address(before) == _address(row)
            if not joins or row.role in {FamilyRole.HEAD, None}:
                lone += 1
            households.setdefault(lone, []).append(row)
        before = row
    return list(households.values())


def _address(row: PersonRow) -> tuple[str, ...]:
    return (row.address, row.dusun, row.rw, row.rt)


def _known_family(
    rows: Sequence[PersonRow], matches: Matches, village: KnownVillage, adopted: set[str]
) -> KnownFamily | None:
    kk_number = rows[0].kk_number
    if kk_number in village.by_kk:
        return village.families[village.by_kk[kk_number]]
    for row in rows:
        present = _present_family(row, matches, village)
        if present is not None and kk_number and village.kk_before.get(kk_number) == present.id:
            return present
    for row in rows:
        family = _present_family(row, matches, village)
        # A family without number gets the one of the file; nobody is drawn into a family that has another number.
        if family is not None and family.id not in adopted and (kk_number is None or family.kk_number is None):
            return family
    return _family_of_mother(rows[0], village) if kk_number is None else None


def _present_family(row: PersonRow, matches: Matches, village: KnownVillage) -> KnownFamily | None:
    person = matches.known.get(row.row)
    return village.families[person.family_id] if person and person.family_id else None


def _family_of_mother(row: PersonRow, village: KnownVillage) -> KnownFamily | None:
    """The family of the one woman who has the mother's name, when the father or the place speaks for her too."""
    if not row.mother_name:
        return None
    found = []
    for person_id in village.by_name.get(search_text(row.mother_name), ()):
        person = village.people[person_id]
        family = village.families.get(person.family_id or "")
        if family is None or person.sex is not Sex.FEMALE or person.status is not LifeStatus.ALIVE:
            continue
        if completed_years(person.born_on, row.born_on) in _MOTHERS_YEARS and _speaks_for(row, family, village):
            found.append(family)
    return found[0] if len(found) == 1 else None


def _speaks_for(row: PersonRow, family: KnownFamily, village: KnownVillage) -> bool:
    if row.father_name:
        return any(is_alike(row.father_name, village.people[person_id].name) for person_id in family.people)
    is_same_rt = bool(row.rt) and row.rt.lstrip("0") == family.facts["rt"].lstrip("0")
    return is_same_rt and (not row.rw or row.rw.lstrip("0") == family.facts["rw"].lstrip("0"))


def _house(rows: Iterable[PersonRow]) -> dict[str, str]:
    """Where the household lives: as its head's row says, else the first row that says anything."""
    ordered = sorted(rows, key=lambda row: row.role is not FamilyRole.HEAD)
    return {name: next((text for row in ordered if (text := str(getattr(row, name)))), "") for name in PLACES}


def _new_family(
    rows: Sequence[PersonRow], village: KnownVillage, chosen: dict[str, str], changes: FamilyChanges
) -> str:
    house = _house(rows)
    family_id = new_id()
    named = next((row.posyandu_name for row in rows if row.posyandu_name), "")
    posyandu_id = village.posyandu_of(house["dusun"], chosen, named)
    changes.new.append({"id": family_id, "kk_number": rows[0].kk_number, "posyandu_id": posyandu_id, **house})
    return family_id


def _update_family(
    family: KnownFamily,
    rows: Sequence[PersonRow],
    village: KnownVillage,
    chosen: dict[str, str],
    changes: FamilyChanges,
    *,
    fills_only: bool,
) -> None:
    kk_number, update = rows[0].kk_number, {}
    if kk_number is not None and family.kk_number is None:
        update["kk_number"] = kk_number
    if kk_number is not None or family.kk_number is None:
        update |= {
            name: text
            for name, text in _house(rows).items()
            if text and text != family.facts[name] and not (fills_only and family.facts[name])
        }
    corrected = village.corrections.of(family.id)
    for name in [name for name in update if name in corrected and name in PLACES]:
        changes.doubts.append(
            RowNote(rows[0].row, rows[0].name, _kept_words(name, family.facts[name], update.pop(name)))
        )
    if family.posyandu_id is None:
        dusun = update.get("dusun") or family.facts["dusun"]
        posyandu_id = village.posyandu_of(dusun, chosen, rows[0].posyandu_name)
        update |= {"posyandu_id": posyandu_id} if posyandu_id else {}
    if update:
        changes.updates[family.id] = update
        changes.changes[rows[0].row] += [_WORDS.get(name, name) for name in update]


def _kept_words(name: str, kept: str, filed: str) -> str:
    words = _WORDS.get(name, name)
    return hand_note(words[0].upper() + words[1:], kept, filed)


def _stays(row: PersonRow, person: KnownPerson | None, village: KnownVillage, *, fills_only: bool) -> bool:
    """Whether somebody of the register stays in its family, whatever the file says."""
    if person is None or person.member_id is None or person.family_id is None:
        return False
    is_placed = "family_id" in village.corrections.of(person.member_id)
    # A row without number says nothing against the family that the register knows; who is gone joins no other.
    return fills_only or is_placed or row.kk_number is None or person.status is not LifeStatus.ALIVE


def _kept_place(row: PersonRow, person: KnownPerson, family_id: str, corrected: Corrected) -> Iterator[RowNote]:
    """Say it when a move or a place in the family that was written here differs from the file, and stands."""
    if person.family_id != family_id:
        if "family_id" in corrected and row.kk_number is not None:
            yield RowNote(row.row, row.name, _KEPT_MOVE)
    elif "role" in corrected and row.role is not None and person.role is not None and row.role is not person.role:
        yield RowNote(row.row, row.name, hand_note(_ROLE.capitalize(), person.role.label, row.role.label))


def _place(
    row: PersonRow,
    person_id: str,
    person: KnownPerson | None,
    family_id: str,
    changes: FamilyChanges,
    today: date,
    *,
    stays: bool,
    keeps_role: bool,
) -> None:
    role = row.role or (FamilyRole.CHILD if row.visit or row.posyandu_name else FamilyRole.OTHER)
    changes.of_row[row.row] = family_id
    if person is None:
        changes.members.append({"family_id": family_id, "person_id": person_id, "role": role})
    elif person.member_id is None:
        _place_again(row, person, family_id, role, changes, today)
    elif person.family_id == family_id:
        if row.role is not None and row.role is not person.role and not keeps_role:
            changes.roles[person.member_id] = row.role
            changes.changes[row.row].append(_ROLE)
    elif stays and person.family_id is not None:
        changes.of_row[row.row] = person.family_id
    else:
        changes.changes[row.row].append("pindah KK")
        changes.closed.append(person.member_id)
        changes.members.append({"family_id": family_id, "person_id": person_id, "role": role, "from_on": today})


def _place_again(
    row: PersonRow, person: KnownPerson, family_id: str, role: FamilyRole, changes: FamilyChanges, today: date
) -> None:
    """Somebody who is in no family now: the dead and those who left stay out, anybody else comes in from today on."""
    if person.status is not LifeStatus.ALIVE or row.status not in {None, LifeStatus.ALIVE}:
        changes.of_row[row.row] = person.family_id or family_id
        return
    changes.members.append({"family_id": family_id, "person_id": person.id, "role": role, "from_on": today})
    changes.changes[row.row].append("keluarga")
