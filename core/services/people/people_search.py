"""Finding people while somebody types: name, mother, NIK, KK or address, best first, in milliseconds.

The index narrows (prefixes of every typed word, SQLite FTS5 or PostgreSQL), a small pure ranking orders, and only when
too little is found the nearest spellings in the village's own vocabulary are tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rapidfuzz.fuzz import ratio
from sqlalchemy import Row
from sqlalchemy.orm import Session

from core.services.people.card_codes import is_card_code, owner_of
from core.services.people.people_rows import lines_of, people_select
from core.services.people.residence import is_under_five
from core.services.people.search_vocabulary import Vocabulary, vocabulary_of
from core.services.register import Register
from core.services.views import PersonLine
from core.store.people import Person
from core.store.search_index import Term, matching
from core.words.names import hinted_spellings, is_title, joined_name, plain_words, typed_spellings
from core.words.people import LifeStatus
from core.words.search_keys import (
    birth_year_key,
    gone_key,
    last_digits_key,
    name_start_key,
    posyandu_key,
    typed_place_word,
)

_POOL = 60
_TOO_FEW = 3
_MOST_WORDS = 8
_MISSPELT = 2
_NAMES, _NAMES_AND_PARENTS, _ANYWHERE = ("name",), ("name", "parents"), ()
_GONE: Term = ((gone_key(),), ())
_FEWEST_TAIL_DIGITS = 3


@dataclass(frozen=True, slots=True)
class _Hit:
    """One candidate: how loosely it was found (0 strict to 5), and what ranks it."""

    step: int
    is_gone: bool
    person_id: str
    name: str
    parents: str
    born_on: date


def search(
    register: Register,
    text: str,
    *,
    limit: int = 20,
    posyandu_id: str | None = None,
    under_five_on: date | None = None,
) -> tuple[PersonLine, ...]:
    """The people who fit what was typed so far, best first; nobody for an empty text.

    Every word may be unfinished and misspelt. Order: under-fives of `under_five_on` first when given, then names that
    begin as typed, then other words of the name, then mother or father, then numbers and addresses; whoever died or
    moved away comes last, and after them only guesses at a misspelling (`is_guess`). `posyandu_id` keeps to one
    posyandu. A card code finds its owner wherever it was typed; `card_codes.advice` says why one finds
    nobody.
    """
    if is_card_code(text):
        return _by_card(register, text)
    words = _typed_words(text)
    if not words or limit < 1:
        return ()
    with register.reading() as session:
        vocabulary = vocabulary_of(register.database, session)
        guesses = _Finder(session, vocabulary, words, limit, posyandu_id, under_five_on).best()
        lines = lines_of(session, people_select().where(Person.id.in_(guesses)), register.today) if guesses else ()
    known = {line.id: line for line in lines}
    return tuple(replace(known[one], is_guess=is_guess) for one, is_guess in guesses.items() if one in known)


def _by_card(register: Register, text: str) -> tuple[PersonLine, ...]:
    with register.reading() as session:
        owner = owner_of(session, text)
        return lines_of(session, people_select().where(Person.id == owner), register.today) if owner else ()


def warm_up(register: Register) -> None:
    """Read the village's vocabulary ahead of the first misspelling; for idle time after start."""
    with register.reading() as session:
        vocabulary_of(register.database, session)


class _Finder:
    """One search: gathers candidates from strict to loose, and stops as soon as there are enough."""

    def __init__(
        self,
        session: Session,
        vocabulary: Vocabulary,
        words: list[str],
        limit: int,
        posyandu_id: str | None,
        under_five_on: date | None,
    ) -> None:
        self._session = session
        self._vocabulary = vocabulary
        self._words = words
        self._limit = limit
        self._pool = max(_POOL, 2 * limit)
        self._under_five_on = under_five_on
        self._within: tuple[Term, ...] = (((posyandu_key(posyandu_id),), ()),) if posyandu_id else ()
        self._hits: dict[str, _Hit] = {}

    def best(self) -> dict[str, bool]:
        """Person ids, best first, each with whether it is only a guess at a misspelling."""
        strict = [typed_spellings(word) for word in self._words]
        hints = [hinted_spellings(word) for word in self._words]
        self._gather(0, strict)
        if len(self._hits) < self._limit and any(hints):
            self._gather(1, [(*spellings, *hinted) for spellings, hinted in zip(strict, hints, strict=True)])
        if len(self._hits) < _TOO_FEW:
            self._gather_misspelt(strict)
        ranking = _Ranking(self._words, strict, hints, self._under_five_on)
        found = sorted(self._hits.values(), key=ranking.place)[: self._limit]
        return {hit.person_id: hit.step >= _MISSPELT for hit in found}

    def _gather(self, step: int, spellings: Sequence[tuple[str, ...]]) -> None:
        """Add candidates, the likeliest question first; stop when the pool is full or nobody more can fit."""
        if not spellings:
            return
        names, anywhere = self._terms(spellings, _NAMES), self._terms(spellings, _ANYWHERE)
        start = name_start_key(self._words)
        if self._under_five_on is not None:
            years = range(self._under_five_on.year - 5, self._under_five_on.year + 1)
            young: Term = (tuple(map(birth_year_key, years)), ())
            if step == 0:
                self._overflows(step, (((f"{start}*",), ()), young))
            if len(self._hits) < self._limit:
                self._overflows(step, (*anywhere, young))
            if len(self._hits) >= self._limit:
                return
        if step > 0 or any(word.isdecimal() for word in self._words):
            # No name holds a number, and misspellings are few: narrowing would only read the index again.
            self._overflows(step, anywhere)
        elif self._overflows(step, (((f"{start}*",), ()),), without_gone=True):
            self._overflows(step, (((f"{start}x",), ()),))
        elif not self._overflows(step, names, without_gone=True) and self._overflows(step, anywhere):
            self._overflows(step, self._terms(spellings, _NAMES_AND_PARENTS), without_gone=True)

    def _gather_misspelt(self, strict: Sequence[tuple[str, ...]]) -> None:
        """First doubt the words nobody has, then every word, then leave one word out."""
        near = [(*spellings, *self._vocabulary.near(spellings[0])) for spellings in strict]
        unknown = [not any(map(self._vocabulary.is_known_beginning, spellings)) for spellings in strict]
        if any(unknown) and not all(unknown):
            doubted = zip(unknown, near, strict, strict=True)
            self._gather(_MISSPELT, [loose if is_unknown else spellings for is_unknown, loose, spellings in doubted])
        if len(self._hits) < _TOO_FEW:
            self._gather(3, near)
        for left_out in range(len(near)):
            if self._hits or len(near) == 1:
                break
            self._gather(4, near[:left_out] + near[left_out + 1 :])
        if not self._hits:
            # Perhaps only a blank was missed: AntonePermana.
            starts = [
                start for word in self._words if (start := self._vocabulary.longest_start(typed_spellings(word)[0]))
            ]
            self._gather(5, [(start,) for start in starts])

    def _terms(self, spellings: Sequence[tuple[str, ...]], columns: tuple[str, ...]) -> tuple[Term, ...]:
        terms: list[Term] = []
        for beginnings in spellings:
            words = dict.fromkeys(word for begun in beginnings for word in self._vocabulary.completed(begun))
            if beginnings[0].isdecimal() and len(beginnings[0]) >= _FEWEST_TAIL_DIGITS:
                words[f"{last_digits_key(beginnings[0])}*"] = None
            terms.append((tuple(words), columns))
        return tuple(terms)

    def _overflows(self, step: int, terms: Sequence[Term], *, without_gone: bool = False) -> bool:
        """Add the people of one question to the index; says whether there may be more of them than the pool holds."""
        rows = matching(self._session, (*terms, *self._within), (_GONE,) if without_gone else (), self._pool)
        for row in rows:
            if row.person_id not in self._hits:
                self._hits[row.person_id] = _Hit(step, *_facts(row))
        return len(rows) >= self._pool


def _facts(row: Row[Any]) -> tuple[bool, str, str, str, date]:
    return row.status != LifeStatus.ALIVE.value, row.person_id, row.name, row.parents, row.born_on


class _Ranking:
    """The order of candidates for one typed text."""

    def __init__(
        self,
        words: list[str],
        strict: Sequence[tuple[str, ...]],
        hints: Sequence[tuple[str, ...]],
        under_five_on: date | None,
    ) -> None:
        self._typed = _squeezed(joined_name(words))
        self._beginnings = [(*spellings, *hinted) for spellings, hinted in zip(strict, hints, strict=True)]
        self._under_five_on = under_five_on

    def place(self, hit: _Hit) -> tuple[int | bool | str, ...]:
        """The sort key: no guesses first, then the living, then under-fives when asked for, then by closeness."""
        on = self._under_five_on
        is_older = on is not None and not is_under_five(hit.born_on, on)
        is_guess = hit.step >= _MISSPELT
        fit = self._unlikeness(hit) if is_guess else self._distance(hit)
        step = _MISSPELT if is_guess else hit.step
        return (is_guess, hit.is_gone, is_older, step, fit, hit.name, -hit.born_on.toordinal())

    def _unlikeness(self, hit: _Hit) -> int:
        """How far a misspelt text is from a name or the beginning of one, 0 to 100."""
        name = _squeezed(hit.name)
        return 100 - round(max(ratio(self._typed, name), ratio(self._typed, name[: len(self._typed)])))

    def _distance(self, hit: _Hit) -> int:
        """0 called so, 1 begins so, 2 first name fits, 3 other names, 4 name and parents, 5 parents, 6 else."""
        name, own, parents = _squeezed(hit.name), hit.name.split(), hit.parents.split()
        if name == self._typed:
            return 0
        # One word that runs on into the next name (aisy, Ai Safitri) is less than one name (Aisyah).
        if name.startswith(self._typed):
            return 1 if len(self._beginnings) > 1 or _squeezed(own[0]).startswith(self._typed) else 2
        in_name = [_begins_any(own, beginnings) for beginnings in self._beginnings]
        if all(in_name):
            return 2 if _begins_any(own[:1], self._beginnings[0]) else 3
        pairs = zip(in_name, self._beginnings, strict=True)
        if all(is_in or _begins_any(parents, beginnings) for is_in, beginnings in pairs):
            return 4 if any(in_name) else 5
        return 6


def _typed_words(text: str) -> list[str]:
    """Plain words as the index splits them; a number typed in groups is one number, a title is left out."""
    words: list[str] = []
    for word in plain_words(text)[:_MOST_WORDS]:
        if word.isdecimal() and words and (words[-1].isdecimal() or words[-1] in {"rt", "rw"}):
            words[-1] += word
        else:
            words.append(word)
    telling = [word for word in words[:-1] if not is_title(word)]
    return [typed_place_word(word) for word in (*telling, *words[-1:])]


def _squeezed(spelled: str) -> str:
    # Nurhayati and Nur Hayati differ only by the blank, and by the h that is kept at the start of a word.
    return spelled.replace(" ", "").replace("h", "")


def _begins_any(words: Sequence[str], beginnings: tuple[str, ...]) -> bool:
    return any(word.startswith(beginnings) for word in words)
