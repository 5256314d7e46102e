"""Names as people say them: one spelling for the many ways an Indonesian name is written."""

import re
import unicodedata
from functools import lru_cache

# Whole words that are the same name written short or long; an empty one is a title that says nothing about who it is.
_SAME_NAME = {
    "moh": "muhamad",
    "mohd": "muhamad",
    "mohamad": "muhamad",
    "mohamed": "muhamad",
    "mohammad": "muhamad",
    "mochamad": "muhamad",
    "mochammad": "muhamad",
    "mokhamad": "muhamad",
    "mokhammad": "muhamad",
    "muchamad": "muhamad",
    "muchammad": "muhamad",
    "moch": "muhamad",
    "mokh": "muhamad",
    "much": "muhamad",
    "muh": "muhamad",
    "muhd": "muhamad",
    "muhamad": "muhamad",
    "muhamat": "muhamad",
    "muhammad": "muhamad",
    "muhammat": "muhamad",
    "muhammed": "muhamad",
    "mhd": "muhamad",
    "md": "muhamad",
    "m": "muhamad",
    "st": "siti",
    "sti": "siti",
    "sitti": "siti",
    "abd": "abdul",
    "abdl": "abdul",
    "abdoel": "abdul",
    "ach": "ahmad",
    "akh": "ahmad",
    "achmad": "ahmad",
    "akhmad": "ahmad",
    "akhmat": "ahmad",
    "achmat": "ahmad",
    "ahmat": "ahmad",
    "ny": "",
    "tn": "",
    "sdr": "",
    "sdri": "",
    "an": "",
    "alm": "",
    "almh": "",
    "by": "bayi",
}
# Letters that sound alike. Order matters: digraphs of the spelling before 1972 come before single letters.
_SOUNDS = (
    ("oe", "u"),
    ("oo", "u"),
    ("dj", "j"),
    ("dz", "z"),
    ("tj", "c"),
    ("ts", "s"),
    ("sj", "s"),
    ("sy", "s"),
    ("kh", "k"),
    ("ch", "c"),
    ("ph", "p"),
    ("ae", "ai"),
    ("ie", "i"),
)
_LETTERS = str.maketrans({"y": "i", "j": "i", "v": "p", "f": "p", "z": "s", "q": "k", "x": "ks"})
_CALLED_MOTHER = frozenset({"ibu", "bu", "ny"})
_WORD = re.compile(r"[a-z0-9]+")
_DOUBLED = re.compile(r"([a-z])\1+")
_APOSTROPHES = str.maketrans("", "", "'`’‘\u02bc\u00b4")
_SHORTEST_HINT = 2


@lru_cache(maxsize=50_000)  # a mother is named again at each of her children, a village at everybody
def search_text(text: str) -> str:
    """The words of `text` in their searchable spelling, separated by spaces.

    Case, accents, titles and punctuation fall away; Moh/Muhammad, Siti/St, dropped h, y/j/i, v/f/p, double letters
    and the spelling before 1972 (oe, dj, tj, sj) are one.
    """
    words = plain_words(text)
    spelled = [word for word in map(search_word, words) if word]
    return " ".join(spelled or map(_spelled, words))


def plain_words(text: str) -> list[str]:
    """Lower-case words of letters and digits, without accents and apostrophes."""
    bare = text.lower().translate(_APOSTROPHES)
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return _WORD.findall(bare)


@lru_cache(maxsize=50_000)  # a village has a few thousand different name words, each used many times
def search_word(word: str) -> str:
    """The searchable spelling of one plain word; digits stay as they are, a title becomes empty."""
    return _spelled(_SAME_NAME.get(word, word))


def joined_name(words: list[str]) -> str:
    """All plain words in one searchable spelling without spaces: `Nur Hayati` and `Nurhayati` are the same."""
    return _spelled("".join(_SAME_NAME.get(word, word) for word in words) or "".join(words))


def mother_words(name: str, word: str = "ibu") -> str:
    """`ibu Sumiati`, also of a mother written down as `Ibu Sumiati` or `Bu Sumiati`; empty without a name.

    `word` is how it begins: `Ibu` where a line begins with it.
    """
    first, _, rest = name.strip().partition(" ")
    bare = rest.strip() if first.lower().rstrip(".") in _CALLED_MOTHER and rest.strip() else name.strip()
    return f"{word} {bare}" if bare else ""


def is_title(word: str) -> bool:
    """Whether a plain word is only a title (Ny, Tn, alm) that the index leaves out."""
    return _SAME_NAME.get(word) == ""


def typed_spellings(word: str) -> tuple[str, ...]:
    """How a typed word, perhaps unfinished, may begin in the index, likeliest first; each is meant as a prefix.

    `moh` may be the start of Mohini or all of Muhammad; kh and ch are one sound to most people.
    """
    either = [word.replace("kh", "ch"), word.replace("ch", "kh")] if "kh" in word or "ch" in word else []
    return _distinct([search_word(word), _spelled(word), *map(_spelled, either)])


def hinted_spellings(word: str) -> tuple[str, ...]:
    """Spellings of the names whose short form begins as typed: `mo` may become Moh, which is Muhammad."""
    if len(word) < _SHORTEST_HINT:
        return ()
    return _distinct([_spelled(name) for short, name in _SAME_NAME.items() if short.startswith(word)])


def _spelled(word: str) -> str:
    if word.isdecimal():
        return word
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    word = (word[:1] + word[1:].replace("h", "")).translate(_LETTERS)
    return _DOUBLED.sub(r"\1", word)


def _distinct(spellings: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spelling for spelling in spellings if spelling))
