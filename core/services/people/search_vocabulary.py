"""The village's own vocabulary of name words, for the nearest spelling of a word nobody is called by."""

from bisect import bisect_left
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy.orm import Session

from core.store.database import Database
from core.store.search_index import known_words, newest_number, words_since

_SHORTEST = 4
_LONG = 6
_MOST_ALTERNATIVES = 12
_INDEXED_BEGINNING = 3  # the full-text index keeps beginnings up to this length ready
_MOST_COMPLETIONS = 40
_AFTER_Z = "{"


class Vocabulary:
    """Words of names and parents' names; grows as people are added, and forgets nobody until the next start."""

    def __init__(self, words: Iterable[str], newest: int) -> None:
        """Start from all `words` of the index whose last entry is number `newest`."""
        self.newest = newest
        self._words = sorted(set(words))
        self._beginnings: dict[int, set[str]] = {}

    def learn(self, words: Iterable[str], newest: int) -> None:
        """Add words of entries up to number `newest`."""
        added = {word for word in words if word.isalpha() and not self._knows(word)}
        self._words = sorted([*self._words, *added]) if added else self._words
        # New sets: another thread may be looking through the old ones.
        self._beginnings = {
            length: beginnings | {word[:length] for word in added} for length, beginnings in self._beginnings.items()
        }
        self.newest = newest

    def completed(self, beginning: str) -> tuple[str, ...]:
        """What to ask the index for instead of a `beginning*`: the known words that begin so.

        Whole words stream out of the index, where a long beginning makes it merge lists first. A short beginning, one
        with digits and one of very many words stay as they are.
        """
        if len(beginning) <= _INDEXED_BEGINNING or not beginning.isalpha():
            return (f"{beginning}*",)
        first = bisect_left(self._words, beginning)
        known = self._words[first : bisect_left(self._words, f"{beginning}{_AFTER_Z}")]
        return (f"{beginning}*",) if len(known) > _MOST_COMPLETIONS or not known else tuple(known)

    def is_known_beginning(self, word: str) -> bool:
        """Whether some known word begins so; numbers are not doubted."""
        place = bisect_left(self._words, word)
        return not word.isalpha() or (place < len(self._words) and self._words[place].startswith(word))

    def longest_start(self, word: str) -> str:
        """The longest known word of at least four letters that `word` begins with; empty when there is none."""
        lengths = range(len(word) - 1, _SHORTEST - 1, -1)
        return next((word[:length] for length in lengths if self._knows(word[:length])), "")

    def near(self, word: str) -> tuple[str, ...]:
        """Beginnings of known words that differ from `word` by one letter (two in long words), nearest first.

        A swap of neighbouring letters counts as one. Numbers have no near spelling, nor have words under four letters
        that somebody has.
        """
        shortest = _SHORTEST if self.is_known_beginning(word) else _SHORTEST - 1
        if len(word) < shortest or not word.isalpha():
            return ()
        allowed = 1 if len(word) < _LONG else 2
        found: dict[str, int] = {}
        for length in range(len(word) - 1, len(word) + 2):
            close = process.extract(
                word, self._of_length(length), scorer=OSA.distance, score_cutoff=allowed, limit=_MOST_ALTERNATIVES
            )
            found.update((spelling, int(distance)) for spelling, distance, _ in close)
        ordered = sorted(found, key=lambda spelling: (found[spelling], spelling[0] != word[0], spelling))
        return tuple(ordered[:_MOST_ALTERNATIVES])

    def _knows(self, word: str) -> bool:
        place = bisect_left(self._words, word)
        return place < len(self._words) and self._words[place] == word

    def _of_length(self, length: int) -> set[str]:
        if length not in self._beginnings:
            self._beginnings[length] = {word[:length] for word in self._words if len(word) >= length}
        return self._beginnings[length]


_KNOWN: WeakKeyDictionary[Database, Vocabulary] = WeakKeyDictionary()


def vocabulary_of(database: Database, session: Session) -> Vocabulary:
    """The vocabulary of an open register, brought up to date with the entries added since it was last asked for."""
    vocabulary = _KNOWN.get(database)
    if vocabulary is None:
        newest = newest_number(session)
        vocabulary = _KNOWN[database] = Vocabulary(known_words(session), newest)
        return vocabulary
    # The entry with the newest number is read again: its number may belong to somebody else by now.
    newest, words = words_since(session, vocabulary.newest)
    vocabulary.learn(words, newest)
    return vocabulary
