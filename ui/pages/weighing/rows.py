"""The rows of the list of a posyandu day: who is waiting, by dusun, who has come, and whom the letters typed mean."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Protocol

from core.services.views import DayLine, PersonLine
from core.words.findings import Severity
from core.words.names import mother_words, plain_words, search_text, typed_spellings

REDS_SHOWN = 3
GUESSES = "Mungkin ini? (↓)"


class Kind(Enum):
    """What a row is."""

    GROUP = auto()  # a heading with its count
    DUSUN = auto()
    CHILD = auto()  # a child of the list
    OUTSIDE = auto()  # somebody of the register who is not on the list
    NEW = auto()  # "Daftarkan anak baru"
    MORE = auto()  # the reds that are not shown yet


class Called(Protocol):
    """Somebody who can be called: a child of the list, or whoever has a number."""

    @property
    def person_id(self) -> str:
        """The id of the person."""

    @property
    def name(self) -> str:
        """The name to be called."""


@dataclass(frozen=True, slots=True)
class AtScale:
    """Who has come today: those who `waits` to be measured, in the order of the queue, and the ids of all who came."""

    waits: tuple[Called, ...] = ()
    came: frozenset[str] = frozenset()


NOBODY = AtScale()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its words, and the person it opens (empty for headings and for somebody new)."""

    kind: Kind
    text: str
    person_id: str = ""
    detail: str = ""
    letter: str = ""
    severity: Severity | None = None
    is_measured: bool = False
    has_draft: bool = False
    note: str = ""  # why the letters typed mean this person, when it is not by the name
    is_guess: bool = False  # the letters fit only if they were misspelt: never opened unless it is chosen

    @property
    def can_open(self) -> bool:
        """Whether Enter does something here."""
        return self.kind not in {Kind.GROUP, Kind.DUSUN}


def is_red(line: DayLine) -> bool:
    """Whether the result asks that somebody does something now."""
    return line.measured and line.severity in {Severity.RED, Severity.URGENT}


def day_rows(
    lines: Sequence[DayLine], unanswered: frozenset[str], *, shows_every_red: bool = False, scale: AtScale = NOBODY
) -> list[Row]:
    """The whole list: reds that nobody answered yet, then who has not come by dusun, then who has.

    Who waits at the `scale` stands above this list already; who came and is not measured has a reason. `unanswered` are
    the person ids with a red result and no word of what was done; the most serious come first, and only a few unless
    `shows_every_red`, because who has not come must stay in sight.
    """
    pending = sorted(
        (line for line in lines if line.person_id in unanswered),
        key=lambda line: -line.severity.rank if line.severity else 0,
    )
    queued = {one.person_id for one in scale.waits}
    missing = [line for line in lines if not line.measured]
    waiting = [line for line in missing if line.person_id not in scale.came]
    excused = [line for line in missing if line.person_id in scale.came - queued]
    measured = [line for line in lines if line.measured and line.person_id not in unanswered]
    rows = _group("Perlu tindak lanjut", pending)
    hidden = len(pending) - REDS_SHOWN
    if hidden > 1 and not shows_every_red:
        rows = [*rows[: 1 + REDS_SHOWN], Row(Kind.MORE, f"Tampilkan {hidden} lainnya")]
    if waiting:
        rows += _group("Belum datang", waiting, by_dusun=True)
    elif not queued:
        rows.append(Row(Kind.GROUP, "Semua sudah datang" if lines else "Belum ada anak di daftar"))
    rows += _group("Tidak ditimbang", excused)
    return _told_apart(rows + _group("Sudah datang", measured), lines)


def found_rows(
    lines: Sequence[DayLine], found: Sequence[PersonLine], typed: str, unanswered: frozenset[str]
) -> list[Row]:
    """Whom the letters mean, best first: the waiting, those who came, others of the register, guesses, somebody new."""
    known = {line.person_id: line for line in lines}
    sure = [person for person in found if not person.is_guess]
    on_list = [known[person.id] for person in sure if person.id in known]
    on_list.sort(key=lambda line: line.measured)  # stable: within each half the best match stays first
    rows = [replace(_child(line, line.person_id in unanswered), note=_why(line, typed)) for line in on_list]
    outside = [person for person in sure if person.id not in known]
    if outside:
        rows.append(Row(Kind.GROUP, "Di luar daftar hari ini"))
        rows += [replace(_outside(person), note=_why(person, typed)) for person in outside]
    guesses = [known.get(person.id, person) for person in found if person.is_guess]
    if guesses:
        rows.append(Row(Kind.GROUP, GUESSES))
        rows += [_guess(person, unanswered) for person in guesses]
    if any(letter.isalpha() for letter in typed):
        rows.append(Row(Kind.NEW, f"Daftarkan anak baru “{typed}”"))
    # A number is nobody's name: a weight typed into the search must not become a child.
    return _told_apart(rows, (*on_list, *outside, *guesses)) or [Row(Kind.GROUP, "Tidak ada yang cocok")]


def _guess(person: DayLine | PersonLine, unanswered: frozenset[str]) -> Row:
    """A guess always names the mother: it is she by whom the right child is told."""
    row = _child(person, person.person_id in unanswered) if isinstance(person, DayLine) else _outside(person)
    return replace(row, is_guess=True, note=mother_words(person.mother))


def people_of(rows: Sequence[Row], people: Sequence[DayLine | PersonLine]) -> tuple[DayLine | PersonLine, ...]:
    """Who stands in the rows, in their order, without headings and offers."""
    known = {_id(person): person for person in people}
    return tuple(known[row.person_id] for row in rows if row.person_id in known)


def next_waiting(lines: Sequence[DayLine], after: str) -> DayLine | None:
    """The next child who has not come, in the order of the list, beginning behind the person `after`."""
    ids = [line.person_id for line in lines]
    start = ids.index(after) + 1 if after in ids else 0
    around = [*lines[start:], *lines[:start]]
    return next((line for line in around if not line.measured and line.person_id != after), None)


def next_called(lines: Sequence[DayLine], scale: AtScale, after: str) -> Called | None:
    """Who is called next to be measured: the first who waits, of any age, else the next child that has not come."""
    queued = next((one for one in scale.waits if one.person_id != after), None)
    return queued or next_waiting([line for line in lines if line.person_id not in scale.came - {after}], after)


def _told_apart(rows: list[Row], people: Sequence[DayLine | PersonLine]) -> list[Row]:
    """Children of one name get a second line with the mother: the wrong one is called so easily."""
    mothers = {_id(person): person.mother for person in people}
    names = Counter(search_text(row.text) for row in rows if row.person_id)
    return [
        replace(row, note=mother_words(mothers[row.person_id]))
        if names[search_text(row.text)] > 1 and not row.note and mothers.get(row.person_id)
        else row
        for row in rows
    ]


def _id(person: DayLine | PersonLine) -> str:
    return person.person_id if isinstance(person, DayLine) else person.id


def _group(name: str, lines: Sequence[DayLine], *, by_dusun: bool = False) -> list[Row]:
    if not lines:
        return []
    rows = [Row(Kind.GROUP, f"{name}  {len(lines)}")]
    dusun = None
    for line in lines:
        if by_dusun and line.dusun != dusun:
            dusun = line.dusun
            rows.append(Row(Kind.DUSUN, _dusun_words(dusun)))
        rows.append(_child(line, name == "Perlu tindak lanjut"))
    return rows


def _dusun_words(dusun: str) -> str:
    if not dusun:
        return "Dusun belum dicatat"
    return dusun if dusun.lower().startswith(("dusun", "rw", "lingkungan")) else f"Dusun {dusun}"


def _child(line: DayLine, is_unanswered: bool) -> Row:
    detail = line.age
    if line.measured and line.severity is not None:
        detail = line.severity.word if is_unanswered else line.severity.value
    return Row(Kind.CHILD, line.name, line.person_id, detail, line.letter, line.severity, line.measured, line.has_draft)


def _why(person: DayLine | PersonLine, typed: str) -> str:
    """`ibu Aisyah` when a word that was typed is in the mother's name and not in the person's own."""
    by_mother = any(_begins(person.mother, word) and not _begins(person.name, word) for word in plain_words(typed))
    return mother_words(person.mother) if by_mother else ""


def _begins(name: str, typed: str) -> bool:
    return any(word.startswith(typed_spellings(typed)) for word in search_text(name).split())


def _outside(person: PersonLine) -> Row:
    where = person.posyandu or person.dusun
    return Row(Kind.OUTSIDE, person.name, person.id, f"{person.age} · {where}" if where else person.age)
