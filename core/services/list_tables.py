"""Lists of the screen as tables for a workbook or paper: the same people, order and masking, under a heading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.services.growth.growth_review import ReviewLine
from core.services.people.duplicates import DuplicatePair
from core.services.views import DayLine, PersonLine
from core.words.findings import Severity
from core.words.periods import date_short, date_words
from core.words.quantities import kilograms

if TYPE_CHECKING:
    # Only for their names: the window reads this module before anybody asks for those lists.
    from core.services.day.closing_follow_up import WorkLine
    from core.services.day.due_list import DueLine

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its width beside the others, and whether it holds short facts that never wrap."""

    name: str
    width: float
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class ListTable:
    """A finished list: title, what it was narrowed to in words, and rows of as many cells as there are columns."""

    title: str
    wish: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    written_on: date

    @property
    def subtitle(self) -> str:
        """What stands under the title: the wish, how many, and as of when."""
        parts = (self.wish, f"{len(self.rows)} baris", f"keadaan {date_words(self.written_on)}")
        return " · ".join(part for part in parts if part)


_PEOPLE = (
    Column("No", 4, is_short=True),
    Column("Nama", 20),
    Column("L/P", 4, is_short=True),
    Column("Tanggal lahir", 13, is_short=True),
    Column("Umur", 13),
    Column("NIK", 18, is_short=True),
    Column("Nomor KK", 18, is_short=True),
    Column("Ibu", 15),
    Column("Ayah", 15),
    Column("Alamat", 20),
    Column("Dusun", 11),
    Column("RT/RW", 8, is_short=True),
    Column("Posyandu", 12),
)
_WORRIES = (
    Column("No", 4, is_short=True),
    Column("Nama", 22),
    Column("L/P", 4, is_short=True),
    Column("Umur", 13),
    Column("Dusun", 12),
    Column("Tanda", 9, is_short=True),
    Column("Yang perlu diperhatikan", 46),
    Column("N/T", 5, is_short=True),
    Column("BB/U", 7, is_short=True),
    Column("PB/U", 7, is_short=True),
    Column("BB/PB", 7, is_short=True),
)
_DAY = (
    Column("No", 4, is_short=True),
    Column("Nama", 22),
    Column("L/P", 4, is_short=True),
    Column("Umur", 14),
    Column("Ibu", 16),
    Column("Dusun", 12),
    Column("RT", 5, is_short=True),
    Column("Keadaan", 18),
    Column("Berat (kg)", 9, is_short=True),
    Column("N/T", 5, is_short=True),
    Column("Tanda", 11, is_short=True),
)
_PAIRS = (
    Column("No", 4, is_short=True),
    Column("Yang sama", 26),
    Column("Nama", 18),
    Column("Tanggal lahir", 13, is_short=True),
    Column("NIK", 18, is_short=True),
    Column("Ibu", 14),
    Column("Nama yang lain", 18),
    Column("Tanggal lahirnya", 13, is_short=True),
    Column("NIK-nya", 18, is_short=True),
    Column("Ibunya", 14),
)
_DUE = (
    Column("No", 4, is_short=True),
    Column("Dusun", 11),
    Column("RT", 5, is_short=True),
    Column("Nama", 20),
    Column("L/P", 4, is_short=True),
    Column("Umur", 12, is_short=True),
    Column("Kelompok", 13, is_short=True),
    Column("Ibu", 15),
    Column("Tanda", 8, is_short=True),
    Column("Mengapa perlu datang", 58),
    Column("Datang", 8, is_short=True),
)
_PRESSES = {Severity.GREEN: "rutin", Severity.YELLOW: "perlu", Severity.RED: "penting", Severity.URGENT: "segera"}
_WORK = (
    Column("No", 4, is_short=True),
    Column("Dusun", 11),
    Column("RT", 5, is_short=True),
    Column("Nama", 20),
    Column("Umur", 12, is_short=True),
    Column("Tanda", 8, is_short=True),
    Column("Sebab", 18),
    Column("Yang perlu dikerjakan", 56),
    Column("Hasil", 20),
)
_REFUSED = (Column("Baris", 7, is_short=True), Column("Nama", 26), Column("Alasan", 70))


def people_table(lines: Sequence[PersonLine], title: str, *, wish: str = "", written_on: date) -> ListTable:
    """Everybody of a list in its order; NIK and KK are masked as on the screen, empty columns are left out."""
    rows = [(number, *_person(line)) for number, line in enumerate(lines, start=1)]
    return _filled(ListTable(title, wish, _PEOPLE, tuple(rows), written_on))


def worries_table(lines: Iterable[ReviewLine], title: str, *, wish: str = "", written_on: date) -> ListTable:
    """The children who need attention, worst first, with letter and z-scores as on the screen."""
    rows = [(number, *_worry(line)) for number, line in enumerate(lines, start=1)]
    return _filled(ListTable(title, wish, _WORRIES, tuple(rows), written_on))


def day_table(lines: Iterable[DayLine | PersonLine], title: str, *, wish: str = "", written_on: date) -> ListTable:
    """The children of a posyandu day in the order of the screen: who still has to come, who came and with what (kg).

    A PersonLine is somebody of the register who is not on the list of the day.
    """
    rows = [(number, *_day(line)) for number, line in enumerate(lines, start=1)]
    return _filled(ListTable(title, wish, _DAY, tuple(rows), written_on))


def due_table(lines: Iterable["DueLine"], title: str, *, wish: str = "", written_on: date) -> ListTable:
    """Who should come and why, in the order of the list, with an empty column to tick who came."""
    rows = [(number, *_due(line), "") for number, line in enumerate(lines, start=1)]
    return ListTable(title, wish, _DUE, tuple(rows), written_on)


def work_table(lines: Iterable["WorkLine"], title: str, *, wish: str = "", written_on: date) -> ListTable:
    """The work after a day: whom to visit or ask after, with room for what came of it."""
    rows = [
        (number, one.dusun, one.rt, one.name, one.age, _PRESSES[one.severity], one.kind.label, one.text, "")
        for number, one in enumerate(lines, start=1)
    ]
    return ListTable(title, wish, _WORK, tuple(rows), written_on)


def pairs_table(pairs: Iterable[DuplicatePair], title: str, *, wish: str = "", written_on: date) -> ListTable:
    """Pairs that may be one person, likeliest first: what agrees, then both entries; NIK masked as on the screen."""
    rows = [(number, *_pair(pair)) for number, pair in enumerate(pairs, start=1)]
    return _filled(ListTable(title, wish, _PAIRS, tuple(rows), written_on))


def refused_table(notes: Iterable[tuple[Cell, str, str]], title: str, *, wish: str = "", written_on: date) -> ListTable:
    """Rows of a file that were not taken: (row number, name, reason), to be mended in the file and brought again."""
    return ListTable(title, wish, _REFUSED, tuple(notes), written_on)


def _person(line: PersonLine) -> tuple[Cell, ...]:
    area = "/".join(part for part in (line.rt, line.rw) if part)
    numbers = (line.nik_masked, line.kk_masked, line.mother, line.father, line.address, line.dusun, area, line.posyandu)
    return (line.name, line.sex.value, date_short(line.born_on), line.age, *numbers)


def _worry(line: ReviewLine) -> tuple[Cell, ...]:
    scores = (_score(line.waz), _score(line.haz), _score(line.whz))
    facts = (line.name, line.sex.value, line.age, line.dusun, line.severity.value, line.reason, line.letter)
    return (*facts, *scores)


def _day(line: DayLine | PersonLine) -> tuple[Cell, ...]:
    who = (line.name, line.sex.value, line.age, line.mother, line.dusun, line.rt)
    if isinstance(line, PersonLine):
        return (*who, "di luar daftar", "", "", "")
    weight = "" if line.weight_g is None else kilograms(line.weight_g)
    return (*who, _state(line), weight, line.letter, line.severity.word if line.severity else "")


def _due(line: "DueLine") -> tuple[Cell, ...]:
    who = (line.name, line.sex.value, line.age, line.stage.label, line.mother)
    return (line.dusun, line.rt, *who, _PRESSES[line.severity], line.text)


def _state(line: DayLine) -> str:
    if not line.measured:
        return "belum datang"
    asks = line.severity in {Severity.RED, Severity.URGENT} and not line.is_answered
    return "perlu tindak lanjut" if asks else "sudah datang"


def _pair(pair: DuplicatePair) -> tuple[Cell, ...]:
    one, other = (
        (line.name, date_short(line.born_on), line.nik_masked, line.mother) for line in (pair.one, pair.other)
    )
    return (", ".join(pair.likeness.reasons), *one, *other)


def _score(z: float | None) -> str:
    return "" if z is None else f"{z:+.2f}".replace(".", ",").replace("-", "−")


def _filled(table: ListTable) -> ListTable:
    """Without the columns in which nothing stands, so that what is known has room."""
    if not table.rows:
        return table
    kept = [place for place in range(len(table.columns)) if any(row[place] not in ("", None) for row in table.rows)]
    columns = tuple(table.columns[place] for place in kept)
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return ListTable(table.title, table.wish, columns, rows, table.written_on)
