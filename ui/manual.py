"""The user manual as the window shows it: a page of docs/panduan for every place, without its pictures."""

import re
from pathlib import Path

from core.errors import EnvironmentProblem
from core.words.steps import Step

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "panduan"
"""Beside the packages, in the source tree and in the frozen program alike."""
INDEX = "README"
_NAME = re.compile(r"(README|[a-z]+(?:-[a-z]+)*)(?:\.md)?")
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n*", re.MULTILINE)


def page_of(place: str) -> str:
    """The name of the page about a place of the rail: `hari_buka` is explained in `hari-buka`."""
    return place.replace("_", "-")


def page_of_step(step: Step, *, is_weighing: bool) -> str:
    """The page about a step of an open day; children at the scale (`is_weighing`) have that of the place itself."""
    if step is Step.VALIDATE:
        return "menutup-hari"
    return page_of("hari_buka") if is_weighing else "langkah"


def linked_page(link: str) -> str:
    """The page that a link of the manual (`hari-buka.md`) leads to; empty when it leads elsewhere."""
    found = _NAME.fullmatch(link.removeprefix("./").partition("#")[0])
    return found[1] if found else ""


def read_page(name: str) -> str:
    """The Markdown of a page; EnvironmentProblem when the manual did not come with the program."""
    page = linked_page(name)
    try:
        text = (FOLDER / f"{page}.md").read_text(encoding="utf-8") if page else ""
    except OSError:
        text = ""
    if not text:
        raise EnvironmentProblem("Halaman bantuan ini tidak ikut terpasang. Pasang ulang program ini; data tetap aman.")
    # The window itself is right behind the sheet, larger and truer than any picture of it.
    return _PICTURE.sub("", text)
