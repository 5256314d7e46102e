"""What a card on paper is made of, as data: lines of the head, columns of the front and of the back.

A cell is written by templates: `{weight_kg}` the value as short as the card has it, `{refer_to*}` in whole words,
`{bgm?BGM}` the word when it is so, `{puma:puma_cough}` from another form of the same day, `{@name}` a fact that no
form asks. Which field stands on which paper is read from these templates.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLACE = re.compile(r"\{(?:(?P<form>[a-z0-9-]+):)?(?P<key>@?[a-z_0-9]+)(?P<full>\*)?(?:\?(?P<word>[^}]*))?\}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its step (colour and number), what is written in it, and what its letters mean.

    `width` is its share of the sheet where the official card gives no edges. `judged`: fields whose severity marks it.
    """

    heading: str
    step: int
    lines: tuple[str, ...]
    note: str = ""
    group: str = ""
    width: float = 1.0
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of the head: a label and what is written behind it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SupportCard:
    """One card: its key, its title, the forms whose visits it shows, and its two sides.

    `edges` are the official places of the vertical lines on F4 in points; empty: columns by their widths.
    """

    key: str
    title: str
    forms: tuple[str, ...]
    head: tuple[HeadLine, ...]
    front: tuple[Column, ...]
    back: tuple[Column, ...]
    advice: str
    edges: tuple[float, ...] = ()

    def fields(self) -> Iterator[tuple[str, str]]:
        """Every (form, field) that this card prints."""
        texts = [line.text for line in self.head]
        texts += [line for column in (*self.front, *self.back) for line in column.lines]
        for text in texts:
            for found in PLACE.finditer(text):
                if not found["key"].startswith("@"):
                    yield from ((form, found["key"]) for form in ((found["form"],) if found["form"] else self.forms))


def yes_no(heading: str, key: str, step: int = 4, note: str = "", group: str = "", width: float = 1.0) -> Column:
    """A column of a question answered yes or no."""
    return Column(heading, step, (f"{{{key}}}",), note or "Ya / Tidak", group, width, (key,))
