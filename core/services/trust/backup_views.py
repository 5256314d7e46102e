"""Backups, what is in them and what came back, as the screens see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from core.words.periods import date_words

_WORRYING_DAYS = 7
_AGO = {0: "hari ini", 1: "kemarin"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a register or a backup holds."""

    people: int
    families: int
    measurements: int


@dataclass(frozen=True, slots=True)
class BackupView:
    """A backup as a list shows it; `made_at` in local time."""

    path: Path
    made_at: datetime
    schema: str
    register_id: str
    is_encrypted: bool
    size: int
    counts: Counts
    deeds: Mapping[str, int]
    """How many deeds of each device's journal are in it."""

    def holds(self, other: "BackupView") -> bool:
        """Whether every deed that is in `other` is in this one too."""
        return all(self.deeds.get(device, 0) >= count for device, count in other.deeds.items())

    @property
    def words(self) -> str:
        """`25 November 2026 pukul 14.30, 812 orang`."""
        return f"{date_words(self.made_at.date())} pukul {self.made_at:%H.%M}, {self.counts.people} orang"


@dataclass(frozen=True, slots=True)
class DeedLine:
    """One deed of a journal: when (local time), by whom, and its sentence."""

    at: datetime
    who: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The open register beside a backup: what each holds, and deeds in only one (newest first, the first 200)."""

    backup: BackupView
    is_same_register: bool
    here: Counts
    there: Counts
    deeds_only_here: int
    deeds_only_there: int
    only_here: tuple[DeedLine, ...]
    only_there: tuple[DeedLine, ...]

    @property
    def words(self) -> str:
        """The difference in one sentence."""
        if not self.is_same_register:
            return "Cadangan ini dari register lain."
        if not self.deeds_only_here and not self.deeds_only_there:
            return "Isi cadangan sama dengan buku sekarang."
        here = f"{self.deeds_only_here} catatan hanya ada di register sekarang"
        there = f"{self.deeds_only_there} catatan hanya ada di cadangan"
        return f"{' dan '.join(([here] if self.deeds_only_here else []) + ([there] if self.deeds_only_there else []))}."


@dataclass(frozen=True, slots=True)
class Restored:
    """A register that came back: where it is, from when, what it holds, and how many people were erased again."""

    into: Path
    backup: BackupView
    schema: str
    counts: Counts
    erased_again: int = 0


@dataclass(frozen=True, slots=True)
class BackupRound:
    """One backup in every place: those made, the first by the register itself; a sentence for each that failed."""

    made: tuple[BackupView, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyState:
    """When a backup was last proven (local time) and in which folder, and when one was last brought back to try it.

    `has_changed`: something was done since. `is_there`: the proven file still lies where it was written.
    """

    proven_at: datetime | None
    place: str
    rehearsed_on: date | None
    has_changed: bool
    is_there: bool
    today: date

    @property
    def is_worrying(self) -> bool:
        """Whether a week of work or more would be lost, nothing was ever backed up, or the last backup is gone."""
        if self.proven_at is None:
            return self.has_changed
        if not self.is_there:
            return True
        return self.has_changed and abs((self.today - self.proven_at.date()).days) > _WORRYING_DAYS

    @property
    def words(self) -> str:
        """`Cadangan terbukti 2 hari lalu`."""
        if self.proven_at is None:
            return "Belum ada cadangan"
        if not self.is_there:
            return "Cadangan tidak ada di tempatnya"
        days = (self.today - self.proven_at.date()).days
        return (
            f"Cadangan terbukti {_AGO.get(days) or (f'{days} hari lalu' if days > 0 else date_words(self.proven_at))}"
        )

    @property
    def rehearsal_words(self) -> str:
        """`Cadangan terakhir terbukti pulih: 25 November 2026`."""
        if self.rehearsed_on is None:
            return "Cadangan belum pernah dicoba pulih"
        return f"Cadangan terakhir terbukti pulih: {date_words(self.rehearsed_on)}"
