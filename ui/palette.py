"""The colours of the window, each with the ground it stands on; no Qt, so that contrast is tested without a window."""

from dataclasses import dataclass

PAPER = "#faf9f4"
SURFACE = "#ffffff"
RAIL = "#f0eee4"
INK = "#1d2a22"
INK_SOFT = "#52605a"
LINE = "#dedbcf"
FIELD_LINE = "#858f84"
LEAF = "#2b7338"
LEAF_DARK = "#1f5529"
LEAF_TINT = "#e4f0e1"
SUN = "#f6c445"
SUN_DARK = "#e5ae1f"
FOCUS = "#1d2a22"


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour for text and icon, with the tint it stands on."""

    ink: str
    tint: str
    icon: str


# Severity has its own colours, used for nothing else, and never without its word and icon.
TONES = {
    "hijau": Tone("#1d6231", "#e1f2e2", "circle-check"),
    "kuning": Tone("#6f4a00", "#fff0c7", "circle-alert"),
    "merah": Tone("#a01818", "#fbe3df", "triangle-alert"),
    "segera": Tone("#ffffff", "#a01818", "siren"),
}
# The grounds of initials: earth and leaf, none of them the colour of a severity or of the KMS.
FACES = (
    ("daun", "#2b7338"),
    ("telaga", "#17686b"),
    ("manggis", "#6a3d78"),
    ("tanah", "#7a4b22"),
    ("zaitun", "#5c6116"),
    ("batu", "#47566b"),
)
QUIET = Tone(INK_SOFT, "#eeece3", "info")
# The grid of immunisation, after the colours of the printed one in Buku KIA; letter and word always stand beside them.
DOSES = {
    "sudah": Tone("#1d6231", "#e1f2e2", "S"),
    "jatuh-tempo": Tone(INK, SURFACE, "J"),
    "boleh": Tone("#6f4a00", "#fff0c7", "B"),
    "kejar": Tone("#8a1f4d", "#fbdde8", "K"),
    "belum-waktunya": Tone(INK_SOFT, "#f4f2ea", "N"),
    "lewat-batas": Tone("#4b5450", "#dcdad0", "L"),
    "ditolak": Tone("#7a3b12", "#f7e3cf", "T"),
    "kontraindikasi": Tone("#a01818", "#fbe3df", "X"),
    "tidak-perlu": Tone(INK_SOFT, "#eeece3", "–"),
}

# Every pair of text and ground that the window shows.
PAIRS = (
    (INK, PAPER),
    (INK, SURFACE),
    (INK, RAIL),
    (INK, SUN),
    (INK, SUN_DARK),
    (INK_SOFT, PAPER),
    (INK_SOFT, SURFACE),
    (INK_SOFT, RAIL),
    (INK_SOFT, LEAF_TINT),
    (LEAF, SURFACE),
    (LEAF, PAPER),
    (LEAF_DARK, LEAF_TINT),
    (LEAF_DARK, RAIL),
    (SURFACE, LEAF),
    (SURFACE, LEAF_DARK),
    (QUIET.ink, QUIET.tint),
    (INK, QUIET.tint),
    (INK, LEAF_TINT),
    *((SURFACE, ground) for _face, ground in FACES),
    *((tone.ink, tone.tint) for tone in TONES.values()),
    *((tone.ink, SURFACE) for key, tone in TONES.items() if key != "segera"),
    *((tone.ink, tone.tint) for tone in DOSES.values()),
    *((SURFACE, tone.ink) for tone in DOSES.values()),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
