"""Linking children to their mothers and fathers: by NIK, else by name within the family."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.exchange.import_matching import Matches, is_alike
from core.exchange.import_plan import PersonRow, RowNote
from core.exchange.known_people import KnownVillage
from core.words.age import completed_years
from core.words.names import search_text
from core.words.people import Sex

_UNDER_FIVE_YEARS = 5


@dataclass(frozen=True, slots=True)
class _Relation:
    """What makes somebody a likely mother or father: sex, and age in years at the child's birth."""

    word: str
    sex: Sex
    ages: range


_MOTHER = _Relation("ibu", Sex.FEMALE, range(12, 61))
_FATHER = _Relation("ayah", Sex.MALE, range(12, 91))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be a parent."""

    id: str
    name: str
    sex: Sex
    born_on: date


@dataclass(frozen=True, slots=True)
class ParentLinks:
    """For each row the ids of its mother and father where found, whether by NIK, and notes about the rest."""

    mothers: dict[int, tuple[str, bool]]
    fathers: dict[int, tuple[str, bool]]
    doubts: list[RowNote]


def link_parents(
    matches: Matches, ids: dict[int, str], of_row: dict[int, str], village: KnownVillage, *, today: date
) -> ParentLinks:
    """Find mother and father of every row. `ids` and `of_row` give the person and the family of each row."""
    by_nik, by_family = _candidates(matches, ids, of_row, village)
    links = ParentLinks({}, {}, [])
    for row in matches.rows:
        own = ids[row.row]
        relatives = [one for one in by_family[of_row[row.row]] if one.id != own]
        mother = _find(row, _MOTHER, by_nik, relatives, links)
        if mother is not None:
            links.mothers[row.row] = mother
        elif completed_years(row.born_on, today) < _UNDER_FIVE_YEARS and not (row.visit or row.posyandu_name):
            # In a list of children no mother has a row of her own, so that would be said of everybody.
            links.doubts.append(RowNote(row.row, row.name, _unlinked(row)))
        father = _find(row, _FATHER, by_nik, relatives, links)
        if father is not None:
            links.fathers[row.row] = father
    return links


def _unlinked(row: PersonRow) -> str:
    if row.mother_name:
        return f"Ibu “{row.mother_name}” tidak ditemukan di keluarganya; namanya tetap dicatat."
    return "Balita ini belum punya nama ibu."


def _candidates(
    matches: Matches, ids: dict[int, str], of_row: dict[int, str], village: KnownVillage
) -> tuple[dict[str, Candidate], dict[str, list[Candidate]]]:
    by_nik: dict[str, Candidate] = {}
    by_family: dict[str, list[Candidate]] = defaultdict(list)
    in_file = {ids[row.row] for row in matches.rows}
    for row in matches.rows:
        candidate = Candidate(ids[row.row], row.name, row.sex, row.born_on)
        by_family[of_row[row.row]].append(candidate)
        if row.nik:
            by_nik[row.nik] = candidate
    for person in village.people.values():
        candidate = Candidate(person.id, person.name, person.sex, person.born_on)
        if person.nik:
            by_nik.setdefault(person.nik, candidate)
        if person.family_id and person.id not in in_file:
            by_family[person.family_id].append(candidate)
    return by_nik, by_family


def _find(
    row: PersonRow,
    relation: _Relation,
    by_nik: dict[str, Candidate],
    relatives: Iterable[Candidate],
    links: ParentLinks,
) -> tuple[str, bool] | None:
    nik, name = (row.mother_nik, row.mother_name) if relation is _MOTHER else (row.father_nik, row.father_name)
    named = by_nik.get(nik) if nik else None
    if named is not None and _is_likely(row, relation, named):
        return named.id, True
    if named is not None:
        reason = f"NIK {relation.word} menunjuk {named.name}, yang tidak mungkin {relation.word}nya."
        links.doubts.append(RowNote(row.row, row.name, reason))
    if not name:
        return None
    likely = [one for one in relatives if _is_likely(row, relation, one)]
    same = [one for one in likely if search_text(one.name) == search_text(name)]
    found = same or [one for one in likely if is_alike(one.name, name)]
    return (found[0].id, False) if len(found) == 1 else None


def _is_likely(row: PersonRow, relation: _Relation, candidate: Candidate) -> bool:
    return candidate.sex is relation.sex and completed_years(candidate.born_on, row.born_on) in relation.ages
