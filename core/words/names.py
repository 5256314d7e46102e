"""Names as people say them: one spelling for the many ways an Indonesian name is written."""

import re
import unicodedata

# Whole words that are the same name written short or long.
_SAME_NAME = {
    "moh": "muhamad",
    "mohd": "muhamad",
    "mohamad": "muhamad",
    "mohammad": "muhamad",
    "mochamad": "muhamad",
    "mochammad": "muhamad",
    "moch": "muhamad",
    "muh": "muhamad",
    "muhammad": "muhamad",
    "mhd": "muhamad",
    "md": "muhamad",
    "m": "muhamad",
    "st": "siti",
    "sti": "siti",
    "abd": "abdul",
    "abdl": "abdul",
    "ach": "ahmad",
    "achmad": "ahmad",
    "akhmad": "ahmad",
    "akhmat": "ahmad",
    "ahmat": "ahmad",
    "ny": "",
    "tn": "",
    "an": "",
    "by": "bayi",
}
_OLD_SPELLING = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "sy"),
    ("kh", "k"),
    ("ch", "c"),
    ("ph", "f"),
    ("th", "t"),
)
_WORD = re.compile(r"[a-z0-9]+")
_DOUBLED = re.compile(r"([a-z])\1+")


def search_text(text: str) -> str:
    """The words of `text` in their searchable spelling, separated by spaces.

    Case, accents, titles and punctuation fall away; Moh/Muhammad, Siti/St, dropped h, y/j/i and v/f are one.
    """
    return " ".join(word for word in map(search_word, plain_words(text)) if word)


def plain_words(text: str) -> list[str]:
    """Lower-case words of letters and digits, without accents and apostrophes."""
    folded = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return _WORD.findall(folded.replace("'", "").replace("`", ""))


def search_word(word: str) -> str:
    """The searchable spelling of one plain word; digits stay as they are."""
    if word.isdecimal():
        return word
    word = _SAME_NAME.get(word, word)
    for old, new in _OLD_SPELLING:
        word = word.replace(old, new)
    word = word[:1] + word[1:].replace("h", "")
    word = word.replace("y", "j").replace("v", "f").replace("z", "s").replace("q", "k").replace("x", "ks")
    return _DOUBLED.sub(r"\1", word)
