"""Charts on paper: the same figure as on screen, as lines, fills and text, at the same places."""

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from charts.growth_curve import CURVES, growth_chart, growth_series
from charts.kms import YOUNG, kms_chart, kms_series
from charts.layer import Box
from core.growth.kms import KmsEdition
from core.words.people import Sex
from printouts.document import new_canvas
from printouts.paper import Paper
from printouts.vector import draw_background, draw_child
from tests.children import weighed
from tests.printouts.reading import read_pdf

BOX = Box(560, 400, 34, 28, 34, 22)
HISTORY = weighed(("2025-02-12", 4.2), ("2025-03-12", 5.0), ("2025-05-10", 4.9))


@pytest.fixture(params=["2020", "2010", "haz"])
def chart(request):
    if request.param == "haz":
        made = growth_chart(Sex.FEMALE, CURVES["haz"], BOX)
        made.show(growth_series(HISTORY, CURVES["haz"]))
    else:
        made = kms_chart(Sex.FEMALE, YOUNG, KmsEdition(request.param), BOX)
        made.show(kms_series(HISTORY, YOUNG))
    return made


def on_paper(chart, path):
    canvas = new_canvas(path, Paper("uji", BOX.width, BOX.height, 0), "uji")
    draw_background(canvas, chart)
    draw_child(canvas, chart)
    canvas.showPage()
    canvas.save()


def test_paper_looks_like_the_screen(chart, tmp_path):
    on_paper(chart, tmp_path / "c.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "c.pdf")[0]
    paper = page.render(scale=4).to_numpy()[..., ::-1].astype(int)
    chart.figure.set_dpi(288)
    canvas = FigureCanvasAgg(chart.figure)
    for artist in chart.layer.artists:
        artist.set_animated(False)
    canvas.draw()
    screen = np.asarray(canvas.buffer_rgba())[..., :3].astype(int)
    # Two programs smooth lines and letters differently: compare the shade of patches of eight points.
    patches = [shade.mean(axis=2).reshape(50, 32, 70, 32).mean(axis=(1, 3)) for shade in (paper, screen)]
    difference = np.abs(patches[0] - patches[1])
    assert difference.mean() < 2
    assert difference.max() < 40


def test_there_is_no_picture_in_it_only_paths_and_text(chart, tmp_path):
    on_paper(chart, tmp_path / "c.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "c.pdf")[0]
    kinds = {item.type for item in page.get_objects(max_depth=5)}
    assert pdfium.FPDF_PAGEOBJ_PATH in kinds
    assert pdfium.FPDF_PAGEOBJ_TEXT in kinds
    assert pdfium.FPDF_PAGEOBJ_IMAGE not in kinds


def test_words_of_the_chart_can_be_read_and_searched(tmp_path):
    made = kms_chart(Sex.FEMALE, YOUNG, KmsEdition.CURRENT, BOX)
    on_paper(made, tmp_path / "c.pdf")
    (side,) = read_pdf(tmp_path / "c.pdf")
    assert "garis merah −2" in side.words
    assert "Umur (bulan)" in side.words
