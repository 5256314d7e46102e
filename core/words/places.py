"""Names of places as people write them."""

_KIND = "posyandu"


def posyandu_name(text: str) -> str:
    """The name of a posyandu without the word itself: `Posyandu Melati` is Melati; every paper writes the word anyway.

    Blanks are single; the word alone, or an empty text, stays as it is.
    """
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() == _KIND else words)


_KINDS = {
    "Desa": ("desa", "kelurahan", "nagari", "gampong", "kampung", "pekon"),
    "Kecamatan": ("kecamatan", "kec.", "distrik", "kapanewon", "kemantren"),
    "Dusun": ("dusun", "dukuh", "lingkungan", "kampung", "banjar"),
    "Puskesmas": ("puskesmas", "upt", "uptd"),
}


def with_kind(kind: str, name: str) -> str:
    """A place with its kind in front, once: `Sukamaju` is Desa Sukamaju, `Kelurahan Sukamaju` stays, empty stays so."""
    words = name.split()
    if not words or words[0].casefold() in _KINDS[kind]:
        return " ".join(words)
    return f"{kind} {' '.join(words)}"
