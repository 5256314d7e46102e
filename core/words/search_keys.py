"""Index words that no typed name can collide with.

The searchable spelling of a name never holds q, v, x, y or z (see `names`), so words that begin with one of these can
stand in the same index and let the database narrow a search without reading a single row.
"""

from functools import lru_cache

from core.words.names import joined_name, plain_words, search_text


def full_name_key(name: str) -> str:
    """The whole name without spaces, closed by an x: who is called exactly so."""
    return f"{name_start_key(plain_words(name))}x"


def name_start_key(words: list[str]) -> str:
    """The beginning of `full_name_key` for whoever's name begins with these plain words."""
    return f"x{joined_name(words)}"


def birth_year_key(year: int) -> str:
    """The calendar year of birth, which narrows a search to young children."""
    return f"y{year:04d}"


def posyandu_key(posyandu_id: str) -> str:
    """Who is served by this posyandu."""
    return f"z{''.join(letter for letter in posyandu_id.lower() if letter.isalnum())}"


def gone_key() -> str:
    """Who has died, moved away or is missing."""
    return "vgone"


def last_digits_key(number: str) -> str:
    """A number from its end, so that its last digits find it as well as its first."""
    return f"q{number[::-1]}"


@lru_cache(maxsize=4_096)  # the members of a family live in one place
def place_words(dusun: str, address: str, rt: str, rw: str) -> str:
    """The searchable words of where a house stands; `RT 003` is found as rt3, rt03 and rt003."""
    numbered = (
        f"{kind}{number.strip().lstrip('0')}" for kind, number in (("rt", rt), ("rw", rw)) if number.strip("0- ")
    )
    return " ".join([search_text(f"{dusun} {address}"), *map(search_text, numbered)]).strip()


def typed_place_word(word: str) -> str:
    """A typed `rt03` as `place_words` writes it; any other word is unchanged."""
    if word[:2] in {"rt", "rw"} and word[2:].isdecimal():
        return word[:2] + word[2:].lstrip("0")
    return word
