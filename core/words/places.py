"""Names of places as people write them."""

_KIND = "posyandu"


def posyandu_name(text: str) -> str:
    """The name of a posyandu without the word itself: `Posyandu Melati` is Melati; every paper writes the word anyway.

    Blanks are single; the word alone, or an empty text, stays as it is.
    """
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() == _KIND else words)
