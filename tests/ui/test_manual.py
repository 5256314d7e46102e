"""The manual is true: its links lead somewhere, its button words stand on screen, its worked examples are computed."""

import ast
import re
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from core.errors import EnvironmentProblem
from core.growth.assess import assess
from core.growth.two_clocks import compare
from core.growth.weight_gain import WeighingFact, kbm_g, weigh_chain
from core.rules.child_growth import letter_label
from core.services.reports.f1 import LINES
from core.services.reports.ratios import RATIOS, SkdnCounts, ratios
from core.words.people import Posture, Sex
from core.words.quantities import kilograms, z_words
from ui import manual
from ui.navigation import places

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in manual.FOLDER.glob("*.md"))
PICTURES = {"beranda", "hari-buka", "warga", "tumbuh-kembang", "laporan", "pengaturan"}
FORM_WORDS = {"buku-posyandu.db", "Setiap angka hijau bisa ditekan.", "2T", "Normal", "Pendek"}
"""Set in bold without standing on a button: a file, a sentence, and results of the worked examples."""


def raw(page: str) -> str:
    return (manual.FOLDER / f"{page}.md").read_text(encoding="utf-8")


def plain(words: str) -> str:
    """A label as it is read: without the mark of its Alt key, and without the key written behind it."""
    return re.sub(r"\s*\((Enter|Esc|Ctrl\+Z)\)$", "", " ".join(words.replace("&", "").split()))


@pytest.fixture(scope="module")
def on_screen() -> set[str]:
    """Every text in the sources of the window, each piece of a composed one by itself."""
    services = ROOT / "core" / "services"
    tables = chain((services / "reports").glob("*.py"), (services / "life_events").glob("*.py"))
    files = chain((ROOT / "ui").rglob("*.py"), tables)
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in files)
    nodes = chain.from_iterable(ast.walk(tree) for tree in trees)
    return {plain(one.value) for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str)}


@pytest.mark.parametrize("page", PAGES)
def test_every_button_named_in_bold_stands_on_screen(page, on_screen):
    named = {plain(words) for words in re.findall(r"\*\*(.+?)\*\*", raw(page), re.DOTALL)}
    assert named - FORM_WORDS - on_screen == set()


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_lead_somewhere(page):
    for mark, target in re.findall(r"(!?)\[[^\]]*\]\(([^)]+)\)", raw(page)):
        if mark:
            assert target in {f"../pictures/{name}.png" for name in PICTURES}
        else:
            assert manual.linked_page(target) in PAGES


def test_every_page_is_in_the_index():
    listed = {manual.linked_page(link) for link in re.findall(r"\]\(([^)]+)\)", raw(manual.INDEX))}
    assert listed == set(PAGES) - {manual.INDEX}


@pytest.mark.parametrize("place", [one.key for one in places()])
def test_every_place_of_the_window_has_its_page(place):
    assert manual.read_page(manual.page_of(place)).startswith("# ")


def test_pictures_stay_out_of_the_window_and_the_text_around_them_stays():
    assert "](../pictures/" in raw("hari-buka")
    shown = manual.read_page("hari-buka")
    assert "pictures" not in shown
    assert shown.startswith("# Hari Buka\n\nDi sinilah")


@pytest.mark.parametrize("link", ["https://contoh.id/", "../hazards.md", "../../LICENSE", "/etc/passwd", ""])
def test_a_link_out_of_the_manual_leads_nowhere(link):
    assert manual.linked_page(link) == ""


def test_a_page_that_is_missing_says_so_kindly():
    with pytest.raises(EnvironmentProblem, match="tidak ikut terpasang"):
        manual.read_page("halaman-lain")


def test_the_child_of_the_example_gets_the_letters_that_the_page_tells():
    weights = [(8, 7_100), (9, 7_500), (10, 7_700), (11, 7_800)]
    facts = [WeighingFact(str(month), date(2026, month, 12), weight_g) for month, weight_g in weights]
    verdicts = weigh_chain(Sex.FEMALE, date(2026, 3, 10), facts)
    page = raw("arti-huruf")
    for one in verdicts:
        assert f"{one.age_months} bulan | {kilograms(one.weight_g)} kg | {letter_label(one)} |" in page
    assert [one.two_t for one in verdicts] == [False, False, False, True]
    assert not any(one.bgm for one in verdicts)


def test_the_table_of_kbm_is_the_one_that_is_used():
    rows = re.findall(
        r"^\| (\d+)(?: sampai (\d+))? bulan.*\| (\d,\d) kg \| (\d,\d) kg \|$", raw("arti-huruf"), re.MULTILINE
    )
    told = {
        month: (boys, girls) for first, last, boys, girls in rows for month in range(int(first), int(last or first) + 1)
    }
    assert sorted(told) == list(range(1, 13))
    for month, both in told.items():
        assert both == tuple(kilograms(kbm_g(sex, month) or 0) for sex in (Sex.MALE, Sex.FEMALE))
    assert {kbm_g(sex, month) for sex in Sex for month in range(12, 61)} == {200}


def test_the_two_clocks_of_the_example_differ_as_the_page_tells():
    judged = assess(Sex.MALE, 364, lenhei_cm=70.5, posture=Posture.LYING)
    (both,) = compare(Sex.MALE, 11, judged, None)
    assert (both.printed.label, both.exact.label) == ("Normal", "Pendek")
    assert "umur 11 bulan penuh" in both.why
    assert f"z {z_words(both.z)}" in raw("arti-huruf")


def test_the_ratios_of_the_example_are_computed_so():
    computed = ratios(SkdnCounts(S=80, K=78, D=60, N=39, T=12, O=5, B=4))
    assert (computed["D/S"], computed["N/D"]) == (75.0, 65.0)


def test_every_ratio_and_every_line_of_form_f1_is_explained():
    page = raw("laporan").replace("−", "-")
    assert all(ratio.key in page for ratio in RATIOS)
    form = page.partition("## Form F1")[2]
    letters = set(re.findall(r"^\| ((?:[A-Z], )*[A-Z]) \|", form, re.MULTILINE))
    assert {letter for group in letters for letter in group.split(", ")} == {line.letter for line in LINES}
