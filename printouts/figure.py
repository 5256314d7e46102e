"""A whole Matplotlib figure as a flowable of a report: drawn as vectors, with the fonts of the document."""

from matplotlib.figure import Figure
from reportlab.platypus import Flowable

from printouts.vector import CanvasRenderer

POINTS_PER_INCH = 72


class FigureFlowable(Flowable):  # type: ignore[misc] # ReportLab ships no types
    """Takes the figure's own size on the page."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        figure.set_dpi(POINTS_PER_INCH)
        self.width, self.height = (float(inches) * POINTS_PER_INCH for inches in figure.get_size_inches())

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Its size in points, whatever room there is."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw every axes of the figure from its lower left corner."""
        renderer = CanvasRenderer(self.canv, self.width, self.height)
        for axes in sorted(self._figure.axes, key=lambda axes: axes.get_zorder()):
            axes.draw(renderer)
