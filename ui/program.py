"""The life of the window: shown first, the register opened behind it, so that nobody waits before an empty screen."""

import sys
import threading
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from core.errors import BukuError
from core.paths import window_file
from core.services.first_look import FirstLook, first_look
from ui import theme, window_place
from ui.context import AppContext
from ui.jobs import Jobs, explained
from ui.main_window import MainWindow
from ui.pages.opening import EarlyBeranda, Opening
from ui.refresh import Refresher
from ui.translations import Indonesian

if TYPE_CHECKING:
    from core.services.register import Register
    from core.services.setup import Settings

_WARM_UP_MS, _OPEN_AFTER_MS = 400, 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A register with what the first screen needs."""

    register: "Register"
    settings: "Settings"
    is_set_up: bool


def open_place(place: str, who: str, today: date | None) -> Opened:
    """Open (or create) the register at `place`; SQLAlchemy is imported here and not before the window is up.

    Raises InputError or EnvironmentProblem with the sentence to show.
    """
    from core.clock import Clock
    from core.services.register import open_register
    from core.services.setup import is_set_up, load_settings

    register = open_register(place, who=who, clock=Clock(today))
    settings = load_settings(register)
    register.who = who or settings.kader_name
    return Opened(register, settings, is_set_up(register))


class Program(QObject):
    """The life of the window: opening, first start, work, and opening another register."""

    usable = Signal()  # the first page is on screen and takes keys
    opened = Signal(bool)  # whether the register could be opened: the first screen, or the reason, is to be seen

    def __init__(self, place: str, *, who: str = "", today: date | None = None) -> None:
        """Nothing is opened before `begin`."""
        super().__init__()
        self._place, self._who, self._today = place, who, today
        self.jobs, self.reading = Jobs(self), Jobs(self)
        self.window = MainWindow()
        self.window.wants_register.connect(self.open)
        self.window.font_changed.connect(self._remember_font)
        self.context: AppContext | None = None
        self._is_opening = True
        self._warm_up: threading.Thread | None = None

    def begin(self) -> None:
        """Show the window with what a first look tells, then open the register behind it."""
        today = self._today or date.today()
        look = first_look(self._place, today)
        if look is None:
            self.window.show_whole(Opening())
        else:
            self._show_early(look, today)
        self._show_window()
        if look is not None:
            QTimer.singleShot(0, self.usable.emit)
        # The first picture comes before the long imports.
        QTimer.singleShot(_OPEN_AFTER_MS, self.window, lambda: self.open(self._place))

    def _show_window(self) -> None:
        """Where it stood last; the first time the whole screen of a village laptop, its own size on a larger one."""
        is_full = False
        if _has_screen():
            screen = self.window.screen().availableSize()
            is_recalled = window_place.recall(self.window, window_file())
            # Remembered on a larger screen, or a first start on a small one: never beyond what is there.
            self.window.resize(self.window.size().boundedTo(screen))
            is_full = not is_recalled and (
                self.window.width() == screen.width() or self.window.height() == screen.height()
            )
        self.window.showMaximized() if is_full else self.window.show()
        self.window.activateWindow()

    def _show_early(self, look: FirstLook, today: date) -> None:
        if look.font_percent != theme.font_percent():
            self.window.set_font_percent(look.font_percent)
        args: dict[str, object] = {"day_id": look.day_id} if look.day_id else {"choose": True}
        early = EarlyBeranda(look, self._who, today, lambda: self.window.navigate("hari_buka", **args))
        self.window.show_early(early, look.where, self._who or look.kader_name)
        early.card.big.setFocus(Qt.FocusReason.OtherFocusReason)

    def explain_unforeseen(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The program's `sys.excepthook`: an error of ours becomes a sentence in the window, never a silent stop."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.window.complain(explained(error.with_traceback(trace)))

    def open(self, place: str) -> None:
        """Open the register at `place` in this window."""
        self._place = place
        self.jobs.run(
            "Membuka register",
            lambda _progress: open_place(place, self._who, self._today),
            self._opened,
            self._not_opened,
            can_cancel=False,
        )

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being written, read or opened."""
        return self.jobs.is_idle and self.reading.is_idle and not self._is_opening

    def close(self) -> None:
        """Finish what runs and close the register."""
        if _has_screen():
            window_place.remember(self.window, window_file())
        self.reading.close()
        self.jobs.close()
        if self._warm_up is not None:
            self._warm_up.join(timeout=5)
        if self.context is not None:
            self.context.register.close()

    def _opened(self, opened: Opened) -> None:
        self._is_opening = False
        if self.context is not None:
            self.context.register.close()
            self._new_window()
        self.context = AppContext(
            opened.register, self.jobs, Refresher(self), self.window, opened.settings, self.reading
        )
        self.window.context = self.context
        if opened.settings.font_percent != theme.font_percent():
            self.window.set_font_percent(opened.settings.font_percent)
        if opened.is_set_up:
            self._work()
        else:
            self._first_start(self.context)

    def _new_window(self) -> None:
        """Another register gets a fresh window: no page may keep a name of the one before."""
        old, self.window = self.window, MainWindow()
        self.window.wants_register.connect(self.open)
        self.window.font_changed.connect(self._remember_font)
        self.window.restoreGeometry(old.saveGeometry())
        self.window.show()
        old.deleteLater()
        old.hide()

    def _first_start(self, context: AppContext) -> None:
        from ui.pages.first_start import FirstStart

        page = FirstStart(context)
        page.done.connect(self._work_at)
        self.window.show_whole(page)
        page.begin()
        self.opened.emit(True)

    def _work_at(self, key: str) -> None:
        self._work()
        if key != "beranda":
            self.window.navigate(key, first_start=True)

    def _work(self) -> None:
        if self.context is not None:
            self.window.begin(self.context)
            self.opened.emit(True)
            QTimer.singleShot(_WARM_UP_MS, self.window, self._prepare_charts)

    def _prepare_charts(self) -> None:
        """Import the drawing in idle time, so that the first curve comes at once."""
        if self._warm_up is None:
            self._warm_up = threading.Thread(target=_import_charts, name="buku-warm-up", daemon=True)
            self._warm_up.start()

    def _not_opened(self, error: BukuError) -> None:
        self._is_opening = False
        from ui.pages.cannot_open import CannotOpen

        page = CannotOpen(error, self._place)
        page.chosen.connect(self.open)
        self.window.show_whole(page, manual="masalah")
        page.begin()
        self.opened.emit(False)

    def _remember_font(self, percent: int) -> None:
        from dataclasses import replace

        from core.services.setup import save_settings

        context = self.context
        if context is None or context.settings.font_percent == percent:
            return
        context.settings = replace(context.settings, font_percent=percent)
        context.write("Menyimpan ukuran huruf", lambda: save_settings(context.register, context.settings))


def _has_screen() -> bool:
    return QGuiApplication.platformName() != "offscreen"


def _import_charts() -> None:
    import charts.kms
    import charts.render  # noqa: F401


def make_application(arguments: list[str] | None = None) -> QApplication:
    """The one QApplication, dressed; made anew only when there is none."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(arguments if arguments is not None else sys.argv[:1])
    application.setApplicationName("Buku Posyandu")
    words = Indonesian(application)
    application.installTranslator(words)
    theme.apply(application)
    return application
