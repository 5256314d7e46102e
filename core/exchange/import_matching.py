"""Who a row is: the same person twice in the file, somebody the register knows, or somebody new."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz.fuzz import token_set_ratio

from core.exchange.import_plan import PersonRow, RowNote, row_words
from core.exchange.known_people import KnownPerson, KnownVillage
from core.words.names import search_text
from core.words.nik import parse

_ALIKE = 80.0


@dataclass(slots=True)
class Matches:
    """Rows with settled NIKs, who each is in the register (missing: new), and rows that repeat an earlier one."""

    rows: list[PersonRow] = field(default_factory=list)
    known: dict[int, KnownPerson] = field(default_factory=dict)
    repeats: dict[int, PersonRow] = field(default_factory=dict)
    doubts: list[RowNote] = field(default_factory=list)

    def doubt(self, row: PersonRow, reason: str) -> None:
        """Note something doubtful about a row."""
        self.doubts.append(RowNote(row.row, row.name, reason))


def is_alike(one: str, other: str) -> bool:
    """Whether two names may well be one person's: same words in the searchable spelling, or nearly."""
    left, right = search_text(one), search_text(other)
    return bool(left and right) and (left == right or token_set_ratio(left, right) >= _ALIKE)


def match_rows(people: Sequence[PersonRow], village: KnownVillage, *, today: date) -> Matches:
    """Say who each row is: by NIK, else by name and birth date with KK or mother, else by name and birth date alone."""
    matches = Matches()
    matches.rows = _without_repeats(_with_own_niks(people, matches, today), matches)
    _by_nik(matches, village)
    namesakes = {row.row: _namesakes(row, village) for row in matches.rows if row.row not in matches.known}
    # The surest sign first, over all rows: two namesakes born on one day must not swap homes.
    for fits in (_has_same_kk, _has_same_mother_and_agrees, _has_same_mother, _agrees):
        _by_name(matches, village, namesakes, fits)
    for row in matches.rows:
        left = [person for person in namesakes.get(row.row, ()) if row.row not in matches.known]
        if left:
            matches.doubt(
                row, "Nama dan tanggal lahirnya sama dengan warga lain di register; periksa apakah orangnya sama."
            )
    return matches


def _with_own_niks(people: Sequence[PersonRow], matches: Matches, today: date) -> list[PersonRow]:
    """A NIK that several people share stays with the one whose sex and birth date it spells, else with nobody."""
    sharing: dict[str, list[PersonRow]] = defaultdict(list)
    for row in people:
        if row.nik:
            sharing[row.nik].append(row)
    dropped: set[int] = set()
    for nik, rows in sharing.items():
        if len(rows) < 2:
            continue
        persons = {(search_text(row.name), row.born_on) for row in rows}
        if len(persons) < 2 or _is_one_weighed_child(rows):
            continue
        owners = [row for row in rows if _spells(nik, row, today)]
        owner = owners[0] if len(owners) == 1 else None
        for row in rows:
            if row is owner:
                continue
            others = ", ".join(row_words(other.row) for other in rows if other is not row)
            matches.doubt(row, f"NIK {nik} dipakai juga di baris {others}, jadi NIK-nya dikosongkan.")
            dropped.add(row.row)
    return [replace(row, nik=None) if row.row in dropped else row for row in people]


def _spells(nik: str, row: PersonRow, today: date) -> bool:
    parts = parse(nik, today=today)
    return parts is not None and parts.sex is row.sex and parts.born_on == row.born_on


def _is_one_weighed_child(rows: Sequence[PersonRow]) -> bool:
    """Whether rows of a list of weighings spell one child's name in several ways: twins are weighed on one day."""
    first = rows[0]
    if any(row.visit is None or (row.born_on, row.sex) != (first.born_on, first.sex) for row in rows):
        return False
    days = [row.visit.measured_on for row in rows if row.visit is not None]
    return len(set(days)) == len(days) and all(is_alike(first.name, row.name) for row in rows)


def _without_repeats(people: Iterable[PersonRow], matches: Matches) -> list[PersonRow]:
    kept: dict[int, PersonRow] = {}
    by_nik: dict[tuple[object, ...], int] = {}
    by_home: dict[tuple[object, ...], int] = {}
    for row in people:
        who = (search_text(row.name), row.born_on, row.sex)
        home = (*who, row.kk_number or (row.address, row.dusun, row.rw, row.rt, search_text(row.mother_name)))
        # Where one NIK is still on several spellings, the rows were found to be one weighed child.
        of_nik = (row.born_on, row.sex, row.nik) if row.visit is not None else (*who, row.nik)
        first = kept.get(by_nik.get(of_nik, -1)) if row.nik else None
        neighbour = kept.get(by_home.get(home, -1))
        if first is None and neighbour is not None and not (row.nik and neighbour.nik):
            first = neighbour
        if first is None:
            kept[row.row] = row
            by_nik.setdefault(of_nik, row.row)
            by_home.setdefault(home, row.row)
            continue
        matches.repeats[row.row] = first
        if row.visit is None:
            matches.doubt(row, f"Orangnya sama dengan baris {row_words(first.row)}; baris ini tidak dipakai.")
        else:
            kept[first.row] = _filled_from(first, row)
            by_nik.setdefault((row.born_on, row.sex, row.nik), first.row)
    matches.repeats = {number: kept[first.row] for number, first in matches.repeats.items()}
    return list(kept.values())


def _filled_from(first: PersonRow, later: PersonRow) -> PersonRow:
    """A child's first row with what only a later row of the same child tells."""
    texts = ("nik", "mother_name", "father_name", "mother_nik", "father_nik", "address", "dusun", "rw", "rt")
    blanks = {name: getattr(later, name) for name in (*texts, "posyandu_name") if not getattr(first, name)}
    return replace(first, **blanks, facts=later.facts | first.facts)


def _by_nik(matches: Matches, village: KnownVillage) -> None:
    settled: list[PersonRow] = []
    for row in matches.rows:
        person = _owner_of_nik(row, village)
        if person is None:
            settled.append(row)
        elif person.born_on == row.born_on or is_alike(person.name, row.name):
            matches.known[row.row] = person
            settled.append(row)
        else:
            matches.doubt(row, f"NIK {row.nik} di register milik {person.name}, jadi di baris ini NIK-nya dikosongkan.")
            settled.append(replace(row, nik=None))
    matches.rows = settled


def _owner_of_nik(row: PersonRow, village: KnownVillage) -> KnownPerson | None:
    """Who has the NIK, or had it until it was corrected; a wrong NIK of then may be somebody else's right one."""
    if row.nik in village.by_nik:
        return village.people[village.by_nik[row.nik]]
    before = village.people.get(village.nik_before.get(row.nik or "", ""))
    is_same = before is not None and before.born_on == row.born_on and is_alike(before.name, row.name)
    return before if is_same else None


def _namesakes(row: PersonRow, village: KnownVillage) -> list[KnownPerson]:
    ids = village.by_name_and_day.get((search_text(row.name), row.born_on), ())
    people = map(village.people.__getitem__, ids)
    return [one for one in people if one.sex is row.sex or "sex" in village.corrections.of(one.id)]


def _by_name(
    matches: Matches,
    village: KnownVillage,
    namesakes: dict[int, list[KnownPerson]],
    fits: Callable[[PersonRow, KnownPerson, KnownVillage], bool],
) -> None:
    taken = {person.id for person in matches.known.values()}
    for row in matches.rows:
        if row.row in matches.known:
            continue
        person = next((one for one in namesakes[row.row] if one.id not in taken and fits(row, one, village)), None)
        if person is not None:
            matches.known[row.row] = person
            taken.add(person.id)


def _has_same_kk(row: PersonRow, person: KnownPerson, village: KnownVillage) -> bool:
    return bool(row.kk_number) and not _has_other_kk(row, person, village) and bool(_kk(person, village))


def _has_same_mother(row: PersonRow, person: KnownPerson, village: KnownVillage) -> bool:
    known_nik = person.facts["mother_nik"]
    has_other_mother = bool(row.mother_nik and known_nik and row.mother_nik != known_nik)
    is_named_alike = is_alike(row.mother_name, str(person.facts["mother_name"]))
    return is_named_alike and not has_other_mother and not _has_other_nik(row, person, village)


def _has_same_mother_and_agrees(row: PersonRow, person: KnownPerson, village: KnownVillage) -> bool:
    return _has_same_mother(row, person, village) and _agrees(row, person, village)


def _agrees(row: PersonRow, person: KnownPerson, village: KnownVillage) -> bool:
    """No other NIK, KK or mother: else a namesake born on the same day (or on the same guessed 1 January)."""
    mother, father = str(person.facts["mother_name"]), str(person.facts["father_name"])
    # Lists with one cell for both parents name the father alone now and then, or the mother first.
    is_parent = is_alike(row.mother_name, mother) or is_alike(row.mother_name, father)
    has_other_mother = bool(row.mother_name and mother and not is_parent)
    has_other_number = _has_other_nik(row, person, village) or _has_other_kk(row, person, village)
    return not (has_other_number or has_other_mother)


def _has_other_nik(row: PersonRow, person: KnownPerson, village: KnownVillage) -> bool:
    is_other = bool(row.nik and person.nik and row.nik != person.nik)
    return is_other and village.nik_before.get(row.nik or "") != person.id


def _has_other_kk(row: PersonRow, person: KnownPerson, village: KnownVillage) -> bool:
    kk = _kk(person, village)
    is_other = bool(row.kk_number and kk and row.kk_number != kk)
    return is_other and village.kk_before.get(row.kk_number or "") != person.family_id


def _kk(person: KnownPerson, village: KnownVillage) -> str | None:
    return village.families[person.family_id].kk_number if person.family_id else None
