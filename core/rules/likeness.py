"""How likely two entries are one person: the same NIK, or name, birth date and mother that agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz.distance import OSA, JaroWinkler

from core.words.names import joined_name, plain_words, search_text, search_word
from core.words.nik import is_complete
from core.words.people import Sex

NAME_WEIGHT, BIRTH_WEIGHT, MOTHER_WEIGHT = 0.40, 0.35, 0.25
LIKELY = 0.80
"""From this score on a pair is shown to the kader, who decides; nothing is ever joined unasked."""
LEAST_NAME_LIKENESS = 0.80
"""Jaro-Winkler below this is another name: two Indonesian names share half their letters by chance."""
UNKNOWN_SHARE = 0.4
"""The part of a weight that an unknown mother keeps: not knowing her speaks neither for nor against."""
UNKNOWN_BIRTH_SHARE, UNNAMED_SHARE = 0.5, 0.5
SWAPPED_SHARE, DAY_BESIDE_SHARE, SAME_MONTH_SHARE, ABOUT_SHARE = 0.9, 0.8, 0.5, 0.5
OTHER_NIK_COST, OTHER_SEX_COST = 0.15, 0.10
_LETTERS_OF_A_TYPO, _SAME_MOTHER = 5, 0.9
_VOWELS = frozenset("aiueo")
_COMMON_FIRST = frozenset(map(search_word, ("muhammad", "siti", "ahmad", "abdul")))
_UNNAMED = search_word("bayi")


@dataclass(frozen=True)
class Identity:
    """What tells one person from another; None, or an empty text, is unknown."""

    name: str
    born_on: date | None = None
    mother: str = ""
    nik: str = ""
    sex: Sex | None = None
    is_birth_date_approximate: bool = False
    mother_id: str | None = None
    pregnancy_id: str | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The telling words of the name in their searchable spelling: no title, no Muhammad or Siti before others."""
        words = search_text(self.name).split()
        while len(words) > 1 and words[0] in _COMMON_FIRST:
            words = words[1:]
        return tuple(words)

    @cached_property
    def joined(self) -> str:
        """The telling words without blanks: Nur Hayati is Nurhayati."""
        return "".join(self.words)

    @cached_property
    def joined_mother(self) -> str:
        """The mother's name in one word."""
        return joined_name(plain_words(self.mother))

    @property
    def is_unnamed(self) -> bool:
        """A newborn written as "Bayi Ny. …" until it has a name."""
        return self.words[:1] == (_UNNAMED,)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1, and in words what agrees."""

    score: float
    reasons: tuple[str, ...] = ()

    @property
    def is_likely(self) -> bool:
        """Whether a person should look at it."""
        return self.score >= LIKELY


def likeness(one: Identity, other: Identity) -> Likeness:
    """R-DATA-GANDA: the same NIK is 1; else 0.40 name + 0.35 birth date + 0.25 mother, less for another NIK or sex.

    Twins (same mother and birth date, different first name) are never likely: they are two people. What agrees is
    said only of a likely pair. Source: our own rule, after the practice of probabilistic record linkage (Fellegi &
    Sunter 1969; name likeness by Winkler 1990).
    """
    if _have_nik(one, other) and one.nik == other.nik:
        return Likeness(1.0, tuple(dict.fromkeys(("NIK sama", *_reasons(one, other)))))
    # Most pairs that are compared agree in nothing but a date, so the cheap parts come first.
    reachable = NAME_WEIGHT * _name_share(one, other) + BIRTH_WEIGHT * _birth_share(one, other)
    if reachable + MOTHER_WEIGHT < LIKELY:
        return Likeness(max(0.0, reachable))
    score = (
        reachable
        + MOTHER_WEIGHT * _mother_share(one, other)
        - (OTHER_NIK_COST if _have_nik(one, other) else 0.0)
        - (OTHER_SEX_COST if one.sex and other.sex and one.sex is not other.sex else 0.0)
    )
    if score < LIKELY:
        return Likeness(max(0.0, score))
    return Likeness(0.0) if are_twins(one, other) else Likeness(score, tuple(_reasons(one, other)))


def are_twins(one: Identity, other: Identity) -> bool:
    """Two children of one birth: from one pregnancy, or with one mother and birth date but another first name."""
    if one.pregnancy_id is not None and one.pregnancy_id == other.pregnancy_id:
        return True
    is_one_birth = one.born_on is not None and one.born_on == other.born_on and _mother_likeness(one, other) is not None
    if not is_one_birth or (_mother_likeness(one, other) or 0.0) < _SAME_MOTHER:
        return False
    if _numbers(one) != _numbers(other):
        return True
    return not (one.is_unnamed or other.is_unnamed or _is_same_first_name(one, other))


def birth_likeness(one: date, other: date) -> float:
    """Share of agreement of two birth dates: 1 the same, less for day and month swapped, a day beside, one month."""
    if one == other:
        return 1.0
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return SWAPPED_SHARE
    if abs((one - other).days) == 1:
        return DAY_BESIDE_SHARE
    return SAME_MONTH_SHARE if (one.year, one.month) == (other.year, other.month) else 0.0


def _have_nik(one: Identity, other: Identity) -> bool:
    return is_complete(one.nik) and is_complete(other.nik)


def _name_share(one: Identity, other: Identity) -> float:
    if one.is_unnamed != other.is_unnamed:
        return UNNAMED_SHARE
    return _name_likeness(one.joined, other.joined)


def _name_likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return float(JaroWinkler.similarity(one, other, score_cutoff=LEAST_NAME_LIKENESS))


def _birth_share(one: Identity, other: Identity) -> float:
    if one.born_on is None or other.born_on is None:
        return UNKNOWN_BIRTH_SHARE
    share = birth_likeness(one.born_on, other.born_on)
    is_about = one.is_birth_date_approximate or other.is_birth_date_approximate
    return max(share, ABOUT_SHARE) if is_about and one.born_on.year == other.born_on.year else share


def _mother_share(one: Identity, other: Identity) -> float:
    known = _mother_likeness(one, other)
    return UNKNOWN_SHARE if known is None else known


def _mother_likeness(one: Identity, other: Identity) -> float | None:
    if one.mother_id is not None and one.mother_id == other.mother_id:
        return 1.0
    if not one.joined_mother or not other.joined_mother:
        return None
    return _name_likeness(one.joined_mother, other.joined_mother)


def _is_same_first_name(one: Identity, other: Identity) -> bool:
    if one.joined == other.joined or not one.words or not other.words:
        return True
    first, second = one.words[0], other.words[0]
    if first == second or one.joined.startswith(other.joined) or other.joined.startswith(one.joined):
        return True
    if 1 in (len(first), len(second)):
        return first[0] == second[0]
    return _is_typo(first, second)


def _is_typo(one: str, other: str) -> bool:
    # Rizki and Rizka, Dina and Dini are how twins are named; another last vowel is another child.
    is_other_ending = one[:-1] == other[:-1] and {one[-1], other[-1]} <= _VOWELS
    is_long = max(len(one), len(other)) >= _LETTERS_OF_A_TYPO
    return is_long and not is_other_ending and OSA.distance(one, other) <= 1


def _numbers(identity: Identity) -> tuple[str, ...]:
    return tuple(word for word in identity.words if word.isdecimal())


def _reasons(one: Identity, other: Identity) -> Iterator[str]:
    name = _name_likeness(one.joined, other.joined)
    if name:
        yield "nama sama" if one.joined == other.joined else "nama mirip"
    yield from _birth_reasons(one, other)
    mother = _mother_likeness(one, other)
    if mother:
        yield "ibu sama" if mother == 1.0 else "nama ibu mirip"


def _birth_reasons(one: Identity, other: Identity) -> Iterator[str]:
    if one.born_on is None or other.born_on is None:
        return
    share = birth_likeness(one.born_on, other.born_on)
    words = {
        1.0: "tanggal lahir sama",
        SWAPPED_SHARE: "tanggal dan bulan lahir tertukar",
        DAY_BESIDE_SHARE: "tanggal lahir selisih sehari",
        SAME_MONTH_SHARE: "bulan lahir sama",
    }
    if share:
        yield words[share]
