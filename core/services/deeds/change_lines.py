"""Row changes of families as sentences: who is new, who moves where as what, whose home or marriage changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.services.setup import read_settings
from core.store.journal import RowChange
from core.store.people import Family, FamilyMember, Marriage, Person
from core.store.places import Posyandu
from core.store.pregnancies import Pregnancy
from core.words.nik import mask
from core.words.people import FamilyRole, LifeStatus
from core.words.periods import date_words
from core.words.quantities import weight_words

_GONE = {
    LifeStatus.DEAD: "meninggal",
    LifeStatus.MOVED_AWAY: "pindah keluar desa, hari terakhir di sini",
    LifeStatus.MISSING: "tercatat hilang sejak",
}


def change_lines(session: Session, changes: Iterable[RowChange]) -> tuple[str, ...]:
    """The changes of one deed, still open in `session`, in the order in which a kader would tell them."""
    return tuple(_Teller(session, changes).lines())


class _Teller:
    """The changes by table, with names for people and families."""

    def __init__(self, session: Session, changes: Iterable[RowChange]) -> None:
        self._session = session
        self._is_masked = read_settings(session).mask_nik
        self._by_table: dict[str, list[RowChange]] = defaultdict(list)
        for change in changes:
            self._by_table[change.entity].append(change)
        self._new_families = {change.entity_id for change in self._by_table["family"] if change.before is None}

    def lines(self) -> Iterator[str]:
        yield from self._people()
        yield from self._moves()
        yield from self._marriages()
        yield from self._pregnancies()
        yield from self._homes()
        yield from self._emptied()

    def _people(self) -> Iterator[str]:
        people = [(self._session.get_one(Person, one.entity_id), one) for one in self._by_table["person"]]
        # Changed rows come in no order of their own; the eldest goes first.
        for person, change in sorted(people, key=lambda one: (one[0].born_on, one[0].id)):
            if change.before is None:
                weight = f", {weight_words(person.birth_weight_g)}" if person.birth_weight_g else ""
                born = f"lahir {date_words(person.born_on)}{weight}"
                yield f"{person.name} ({person.sex.label.lower()}, {born}) dicatat sebagai warga baru."
                continue
            if "status" in change.before:
                day = date_words(person.status_changed_on) if person.status_changed_on else ""
                what = _GONE.get(person.status)
                yield f"{person.name} {what} {day}." if what else f"{person.name} kembali tercatat tinggal di desa."
            if "marital_status" in change.before and person.marital_status is not None:
                yield f"Status kawin {person.name} menjadi {person.marital_status.label.lower()}."

    def _moves(self) -> Iterator[str]:
        by_person: dict[str, list[RowChange]] = defaultdict(list)
        for change in self._by_table["family_member"]:
            by_person[self._session.get_one(FamilyMember, change.entity_id).person_id].append(change)
        people = [self._session.get_one(Person, person_id) for person_id in by_person]
        for person in sorted(people, key=lambda one: (one.born_on, one.id)):
            yield from self._move(person, by_person[person.id])

    def _move(self, person: Person, moves: list[RowChange]) -> Iterator[str]:
        opened = [self._session.get_one(FamilyMember, one.entity_id) for one in moves if one.before is None]
        left = [one for one in moves if one.before is not None]
        for row in opened:
            old = self._session.get_one(FamilyMember, left[0].entity_id) if left else None
            yield self._entered(person, row, old.family_id if old is not None else None)
        for one in () if opened else left:
            row, before = self._session.get_one(FamilyMember, one.entity_id), one.before or {}
            if "family_id" in before or "role" in before:
                yield self._entered(person, row, before.get("family_id", row.family_id))
            elif row.to_on is not None and person.status is LifeStatus.ALIVE:
                yield f"{person.name} tidak lagi di {self._card(row.family_id)} sesudah {date_words(row.to_on)}."

    def _entered(self, person: Person, row: FamilyMember, old_family_id: str | None) -> str:
        since = f" mulai {date_words(row.from_on)}" if row.from_on else ""
        role = _role(row.role)
        if old_family_id is None:
            return f"{person.name} masuk {self._card(row.family_id)} sebagai {role}{since}."
        if old_family_id == row.family_id:
            return f"{person.name} menjadi {role} di {self._card(row.family_id)}{since}."
        there, here = self._card(old_family_id), self._card(row.family_id)
        return f"{person.name} pindah dari {there} ke {here} sebagai {role}{since}."

    def _marriages(self) -> Iterator[str]:
        for change in self._by_table["marriage"]:
            row = self._session.get_one(Marriage, change.entity_id)
            couple = f"{self._name(row.husband_id)} dan {self._name(row.wife_id)}"
            if row.to_on is not None:
                yield f"Pernikahan {couple} berakhir {date_words(row.to_on)} ({row.ended_by})."
            elif row.from_on is not None:
                yield f"{couple} menikah {date_words(row.from_on)}."
            else:
                yield f"{couple} dicatat sebagai suami istri."

    def _pregnancies(self) -> Iterator[str]:
        for change in self._by_table["pregnancy"]:
            row = self._session.get_one(Pregnancy, change.entity_id)
            name = self._name(row.mother_id)
            if row.ended_on is not None and row.outcome is not None:
                yield f"Kehamilan {name} selesai {date_words(row.ended_on)}: {row.outcome.label}."
            else:
                yield f"Kehamilan {name} dicatat mulai {date_words(row.opened_on)}."

    def _homes(self) -> Iterator[str]:
        for change in self._by_table["family"]:
            family = self._session.get_one(Family, change.entity_id)
            now = {name: getattr(family, name) for name in ("address", "dusun", "rw", "rt", "posyandu_id")}
            if change.before is None:
                yield f"{self._card(family.id, starts=True)} dibuat, rumah di {self._place(now)}."
            elif now.keys() & change.before.keys():
                old = self._place({**now, **change.before})
                yield f"Rumah {self._card(family.id)} pindah dari {old} ke {self._place(now)}."
            if change.before is not None and "kk_number" in change.before:
                number = mask(family.kk_number) if self._is_masked else family.kk_number or ""
                called = self._name(self._first_of(family.id))
                yield f"Nomor KK keluarga {called} menjadi {number}; semua anggota tetap."

    def _emptied(self) -> Iterator[str]:
        ids = {self._session.get_one(FamilyMember, one.entity_id).family_id for one in self._by_table["family_member"]}
        ids |= {
            one.before["family_id"]
            for one in self._by_table["family_member"]
            if one.before and "family_id" in one.before
        }
        for family_id in sorted(ids):
            still = select(FamilyMember.id).where(FamilyMember.family_id == family_id, FamilyMember.to_on.is_(None))
            if self._session.scalar(still.limit(1)) is None:
                yield f"{self._card(family_id, starts=True)} tidak punya anggota lagi; riwayatnya tetap tersimpan."

    def _card(self, family_id: str, *, starts: bool = False) -> str:
        family = self._session.get_one(Family, family_id)
        number = (mask(family.kk_number) if self._is_masked else family.kk_number) if family.kk_number else ""
        if family_id in self._new_families:
            return f"KK baru {number}".strip()
        if number:
            return f"KK {number}"
        return f"{'Keluarga' if starts else 'keluarga'} {self._name(self._first_of(family_id))}"

    def _first_of(self, family_id: str) -> str:
        """By whom a card without number is called: its first head; where all left on the first day, one of those."""
        rows = self._session.scalars(select(FamilyMember).where(FamilyMember.family_id == family_id)).all()
        if not rows:
            moves = self._by_table["family_member"]
            left = [one.entity_id for one in moves if one.before and one.before.get("family_id") == family_id]
            rows = [self._session.get_one(FamilyMember, one) for one in left]
        return min(rows, key=lambda row: (row.from_on or date.min, int(row.role), row.id)).person_id

    def _name(self, person_id: str) -> str:
        return self._session.get_one(Person, person_id).name

    def _place(self, home: dict[str, Any]) -> str:
        posyandu = self._session.get(Posyandu, home["posyandu_id"]) if home["posyandu_id"] else None
        parts = [
            home["address"],
            f"Dusun {home['dusun']}" if home["dusun"] else "",
            f"RT {home['rt']}" if home["rt"] else "",
            f"RW {home['rw']}" if home["rw"] else "",
            f"Posyandu {posyandu.name}" if posyandu is not None else "",
        ]
        return ", ".join(part for part in parts if part) or "tempat yang belum diisi"


def _role(role: FamilyRole) -> str:
    return role.label.lower()
