"""Every key of the window in one table; the help of F1 lists it."""

from dataclasses import dataclass

from core.words.steps import Step


@dataclass(frozen=True, slots=True)
class Action:
    """One deed of the window itself: its word, its keys, the method of the main window that does it."""

    key: str
    label: str
    shortcuts: tuple[str, ...]
    method: str
    is_of_page: bool = False  # belongs to the page: silent while a sheet lies over it
    arguments: tuple[Step, ...] = ()  # what the method is called with


_STEPS = tuple(
    Action(
        f"step_{int(step)}", f"Langkah {int(step)}: {step.label}", (f"F{int(step) + 1}",), "go_to_step", True, (step,)
    )
    for step in Step
    if step is not Step.REGISTER  # F2 is the key of the page itself
)
ACTIONS: tuple[Action, ...] = (
    Action("search", "Cari orang", ("Ctrl+K", "Ctrl+F"), "begin_search", is_of_page=True),
    Action("back", "Kembali", ("Esc",), "go_back"),
    *_STEPS,
    Action("undo", "Urungkan yang terakhir", ("Ctrl+Z",), "undo", is_of_page=True),
    Action("print", "Cetak yang tampak", ("Ctrl+P",), "print_now", is_of_page=True),
    Action("lock", "Kunci layar, ganti orang", ("Ctrl+L",), "lock"),
    Action("help", "Bantuan", ("F1",), "help"),
    Action("larger", "Huruf lebih besar", ("Ctrl++", "Ctrl+="), "larger_text"),
    Action("smaller", "Huruf lebih kecil", ("Ctrl+-",), "smaller_text"),
    Action("normal", "Huruf ukuran biasa", ("Ctrl+0",), "normal_text"),
)
