"""How the window looks: one typeface, one scale, one style sheet made from the palette."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from charts import fonts
from ui import palette

BASE_POINTS = 12.0
NUMBER_POINTS = 20.0
SMALLEST_PERCENT, LARGEST_PERCENT = 90, 175
_SIZES = {
    "small": 11.0,
    "base": BASE_POINTS,
    "spoken": 14.0,
    "large": 15.0,
    "title": 19.0,
    "number": NUMBER_POINTS,
    "letter": 34.0,
}
_PIXELS = {"icon": 20, "mark": 18, "mark_ring": 6}  # at 100 per cent
_STEPS = (90, 100, 110, 125, 150, 175)


def apply(application: QApplication, font_percent: int = 100) -> None:
    """Dress the whole program; called again when the font size changes. `font_percent` is kept within 90 to 175."""
    percent = max(SMALLEST_PERCENT, min(LARGEST_PERCENT, font_percent))
    application.setStyle("Fusion")
    application.setPalette(_qt_palette())
    font = QFont(_family())
    font.setPointSizeF(BASE_POINTS * percent / 100)
    application.setFont(font)
    application.setProperty("fontPercent", percent)
    application.setStyleSheet(style_sheet(percent))


def font_percent() -> int:
    """The font size now in use, in per cent of the base."""
    application = QApplication.instance()
    value = application.property("fontPercent") if application is not None else None
    return int(value) if value else 100


def next_percent(now: int, *, larger: bool) -> int:
    """The next step of the font size up or down, staying at the ends."""
    if larger:
        return next((step for step in _STEPS if step > now), LARGEST_PERCENT)
    return next((step for step in reversed(_STEPS) if step < now), SMALLEST_PERCENT)


def em(widget: QWidget, times: float) -> int:
    """`times` the height of a line of text of `widget`, in pixels: sizes follow the font."""
    return round(widget.fontMetrics().height() * times)


def scaled(pixels: int) -> int:
    """The size of an icon that is `pixels` at 100 per cent: it grows with the words beside it."""
    return round(pixels * font_percent() / 100)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its place in the style sheet (`title`, `soft`, `primary` …) and dress it anew."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def style_sheet(percent: int) -> str:
    """The style sheet at a font size of `percent`."""
    text = (Path(__file__).parent / "theme.qss").read_text(encoding="utf-8")
    for name, value in _values(percent).items():
        text = text.replace(f"@{name}@", value)
    return text


def _values(percent: int) -> dict[str, str]:
    values = {name: f"{points * percent / 100:.1f}pt" for name, points in _SIZES.items()}
    colours = {
        name.lower(): value for name, value in vars(palette).items() if isinstance(value, str) and name.isupper()
    }
    for key, tone in palette.TONES.items():
        colours |= {f"{key}_ink": tone.ink, f"{key}_tint": tone.tint}
    values |= {name: f"{round(pixels * percent / 100)}px" for name, pixels in _PIXELS.items()}
    # Ring and hole make up the mark with its edges exactly, else the dot would be larger than the empty circle.
    hole = round(_PIXELS["mark"] * percent / 100) + 4 - 2 * round(_PIXELS["mark_ring"] * percent / 100)
    values |= {"mark_hole": f"{hole}px", "mark_round": f"{round(_PIXELS['mark'] * percent / 100) // 2 + 2}px"}
    return values | colours | {"icons": (Path(__file__).parent / "icons").as_posix()}


@lru_cache(maxsize=1)
def _family() -> str:
    for weight in fonts.WEIGHTS:
        QFontDatabase.addApplicationFont(str(fonts.font_path(weight)))
    return fonts.FAMILY


def _qt_palette() -> QPalette:
    roles = QPalette.ColorRole
    colours = QPalette()
    for role, colour in (
        (roles.Window, palette.PAPER),
        (roles.Base, palette.SURFACE),
        (roles.AlternateBase, palette.PAPER),
        (roles.Button, palette.SURFACE),
        (roles.WindowText, palette.INK),
        (roles.Text, palette.INK),
        (roles.ButtonText, palette.INK),
        (roles.PlaceholderText, palette.INK_SOFT),
        (roles.Highlight, palette.LEAF_TINT),
        (roles.HighlightedText, palette.INK),
        (roles.ToolTipBase, palette.INK),
        (roles.ToolTipText, palette.SURFACE),
        (roles.Link, palette.LEAF),
    ):
        colours.setColor(role, QColor(colour))
    return colours
