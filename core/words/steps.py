"""The five steps of a hari buka, and where somebody stands in them."""

from collections.abc import Collection
from enum import IntEnum, StrEnum


class Step(IntEnum):
    """The five steps, named as on the cards (KMK HK.01.07/MENKES/2015/2023)."""

    REGISTER = 1
    MEASURE = 2
    EXAMINE = 3
    SERVE = 4
    VALIDATE = 5

    @property
    def label(self) -> str:
        """The name on the screen."""
        return _LABELS[self]


_LABELS = {
    Step.REGISTER: "Pendaftaran",
    Step.MEASURE: "Penimbangan & pengukuran",
    Step.EXAMINE: "Pencatatan & pemeriksaan",
    Step.SERVE: "Pelayanan kesehatan & penyuluhan",
    Step.VALIDATE: "Validasi & sinkronisasi data",
}


class State(StrEnum):
    """R-FLOW: the state of a visit, by the last step that was done."""

    REGISTERED = "TERDAFTAR"
    MEASURED = "DIUKUR"
    EXAMINED = "DIPERIKSA"
    SERVED = "DILAYANI"
    VALID = "VALID"


_STATES = dict(zip(Step, State, strict=True))
NEEDED = (Step.MEASURE, Step.SERVE, Step.VALIDATE)
"""R-FLOW: a visit is complete with these; step 3 is computed from step 2, so nobody can forget it."""


def state_of(done: Collection[Step]) -> State:
    """R-FLOW: the state by the steps done; registered is the least (KMK 2015/2023)."""
    return _STATES[max(done, default=Step.REGISTER)]


def unfinished(done: Collection[Step]) -> tuple[Step, ...]:
    """R-FLOW: the steps still needed before the visit is complete."""
    return tuple(step for step in NEEDED if step not in done)


def next_step(done: Collection[Step]) -> Step | None:
    """The step at which somebody waits: the one after the last done; None when all is done."""
    last = max(done, default=Step.REGISTER)
    return None if last is Step.VALIDATE else Step(last + 1)
