"""The places of the window, one line each: the rail, the shortcuts and the search read this table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import AppContext
    from ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its name, word and icon in the rail, page class (`module:Class`, imported on first visit) and keys.

    `short` is the word under the icon of a small screen, where there is no room for `label`.

    `other_args`: what the page is shown with when one of `other_keys` is pressed.
    """

    key: str
    label: str
    icon: str
    page: str
    shortcut: str
    short: str
    other_keys: tuple[str, ...] = ()
    other_args: Mapping[str, object] = field(default_factory=dict)


PAGES: tuple[Place, ...] = (
    Place("beranda", "Beranda", "house", "ui.pages.beranda.page:Beranda", "Alt+1", "Beranda"),
    Place(
        "hari_buka",
        "Hari Buka",
        "calendar-check",
        "ui.pages.day.page:HariBuka",
        "Alt+2",
        "Hari Buka",
        ("F2",),
        {"step": 1},
    ),
    Place("warga", "Warga", "users", "ui.pages.warga.page:Warga", "Alt+3", "Warga"),
    Place(
        "tumbuh_kembang",
        "Tumbuh Kembang",
        "trending-up",
        "ui.pages.tumbuh_kembang.page:TumbuhKembang",
        "Alt+4",
        "Tumbuh",
    ),
    Place("laporan", "Laporan & Cetak", "printer", "ui.pages.laporan.page:Laporan", "Alt+5", "Laporan"),
    Place("pengaturan", "Pengaturan", "settings", "ui.pages.pengaturan.page:Pengaturan", "Alt+6", "Atur"),
)


def places() -> tuple[Place, ...]:
    """The places whose pages are part of this program."""
    return tuple(place for place in PAGES if find_spec(place.page.partition(":")[0]) is not None)


def make_page(place: Place, context: "AppContext") -> "Page":
    """Import the page of `place` and make it."""
    module, _, name = place.page.partition(":")
    page: Page = getattr(import_module(module), name)(context)
    return page
