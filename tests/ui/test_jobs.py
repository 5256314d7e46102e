"""The one runner: order, progress, Batal, and errors that come back as sentences on the window's thread."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from core.errors import BugError, BukuError, InputError
from core.services.register import Progress
from ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    runner = Jobs()
    yield runner
    runner.close()


def _fail(what: object) -> None:
    raise AssertionError(what)


def test_a_job_runs_elsewhere_and_ends_on_the_windows_thread(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    jobs.run(
        "Menghitung",
        lambda _p: threads.append(threading.current_thread()),
        lambda _v: threads.append(threading.current_thread()),
        _fail,
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_jobs_keep_their_order(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(5):
        jobs.run("Menghitung", lambda _p, number=number: number, done.append, _fail)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 5)
    assert done == [0, 1, 2, 3, 4]


def test_a_job_never_ends_before_run_has_returned(jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker may be done before anybody listens to it; here it always is."""
    submit = ThreadPoolExecutor.submit

    def done_at_once(pool: ThreadPoolExecutor, work: Callable[[], object]) -> "Future[object]":
        future = submit(pool, work)
        wait([future])
        return future

    monkeypatch.setattr(ThreadPoolExecutor, "submit", done_at_once)
    done: list[int] = []
    for number in range(3):
        jobs.run("Menghitung", lambda _p, number=number: number, done.append, _fail)  # type: ignore[misc]
        assert done == []
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == [0, 1, 2]


def test_a_deed_is_done_at_once_while_nothing_runs(jobs: Jobs) -> None:
    done: list[str] = []
    jobs.deed("Menyimpan", lambda: "tersimpan", done.append, _fail)
    assert done == ["tersimpan"]


def test_a_deed_waits_for_the_job_before_it(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[str] = []
    release = threading.Event()
    jobs.run("Lama", lambda _p: release.wait(10), lambda _v: done.append("lama"), _fail)
    jobs.deed("Menyimpan", lambda: "singkat", done.append, _fail)
    assert done == []
    release.set()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["lama", "singkat"]


@pytest.mark.parametrize("runs_long", [True, False])
def test_our_own_errors_pass_as_they_are(jobs: Jobs, qtbot: QtBot, runs_long: bool) -> None:
    errors: list[BukuError] = []

    def work(*_progress: Progress) -> str:
        raise InputError("Berat belum terbaca.", field="weight_g")

    if runs_long:
        jobs.run("Menyimpan", work, _fail, errors.append)
    else:
        jobs.deed("Menyimpan", work, _fail, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert (errors[0].message, errors[0].field) == ("Berat belum terbaca.", "weight_g")


@pytest.mark.announces("ValueError in")
def test_an_unforeseen_error_is_a_sentence_and_its_message_is_not_logged(
    jobs: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[BukuError] = []

    def work(_progress: Progress) -> str:
        raise ValueError("Aisyah 3201015303260001")

    jobs.run("Menyimpan", work, _fail, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], BugError)
    assert "Aisyah" not in caplog.text


def test_progress_is_shown_only_when_it_takes_long(jobs: Jobs, qtbot: QtBot) -> None:
    release = threading.Event()
    with qtbot.assertNotEmitted(jobs.shown):
        done: list[object] = []
        jobs.run("Singkat", lambda _p: None, done.append, _fail)
        qtbot.waitUntil(lambda: bool(done))
    with qtbot.waitSignal(jobs.shown, timeout=5_000) as shown:
        jobs.run("Lama", lambda _p: release.wait(10), lambda _v: None, _fail)
    assert shown.args == ["Lama", True]
    release.set()
    qtbot.waitUntil(lambda: jobs.is_idle)


def test_a_cancelled_job_calls_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    reached = threading.Event()

    def work(progress: Progress) -> str:
        while True:
            progress(1, 100, "Mencetak")
            reached.set()

    with qtbot.waitSignal(jobs.cancelled, timeout=5_000) as cancelled:
        jobs.run("Mencetak", work, _fail, _fail)
        qtbot.waitUntil(reached.is_set)
        jobs.cancel()
    assert cancelled.args == ["Mencetak"]
    assert jobs.is_idle


def test_how_far_it_is(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[tuple[int, int, str]] = []
    jobs.progressed.connect(lambda *args: heard.append(args))
    ended: list[object] = []

    def work(progress: Callable[[int, int, str], None]) -> None:
        progress(3, 3, "Kartu")

    jobs.run("Mencetak", work, ended.append, _fail)
    qtbot.waitUntil(lambda: bool(ended and heard))
    assert heard == [(3, 3, "Kartu")]


class _Sheet(QObject):
    """Something on the screen that asked for a job."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, what: object) -> None:
        self.setObjectName("shown")
        self.heard.append(what)


@pytest.mark.parametrize("fails", [False, True])
def test_a_sheet_that_was_closed_meanwhile_is_told_nothing(jobs: Jobs, qtbot: QtBot, fails: bool) -> None:
    release, sheet = threading.Event(), _Sheet()

    def work(_progress: Progress) -> str:
        release.wait(10)
        if fails:
            raise InputError("Belum terbaca.")
        return "selesai"

    jobs.run("Menghitung", work, sheet.hear, sheet.hear)
    delete(sheet)
    release.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert sheet.heard == []


def test_jobs_whose_asker_is_gone_end_in_silence_and_the_runner_goes_on(jobs: Jobs, qtbot: QtBot) -> None:
    release = threading.Event()
    done: list[str] = []
    for _ in range(2):
        jobs.run("Lama", lambda _p: release.wait(10), lambda _v: done.append("lama"), _fail)
    jobs.forget()
    jobs.run("Baru", lambda _p: "baru", done.append, _fail)
    release.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert done == ["baru"]


def test_a_job_asked_for_after_closing_is_left(qtbot: QtBot) -> None:
    """A picture drawn anew because the type changed may still ask when its window is already gone."""
    runner = Jobs()
    runner.close()
    runner.run("Menggambar", _fail, _fail, _fail)
    assert runner.is_idle
