"""R-FLOW: states and what is unfinished, from the steps done."""

import pytest

from core.words.steps import State, Step, next_step, state_of, unfinished

REGISTER, MEASURE, EXAMINE, SERVE, VALIDATE = Step


@pytest.mark.parametrize(
    ("done", "state", "waits", "needed"),
    [
        ((REGISTER,), State.REGISTERED, MEASURE, (MEASURE, SERVE, VALIDATE)),
        ((REGISTER, MEASURE), State.MEASURED, EXAMINE, (SERVE, VALIDATE)),
        ((REGISTER, MEASURE, EXAMINE), State.EXAMINED, SERVE, (SERVE, VALIDATE)),
        # Step 3 is computed: without its stamp nothing is missing.
        ((REGISTER, MEASURE, SERVE), State.SERVED, VALIDATE, (VALIDATE,)),
        ((REGISTER, MEASURE, SERVE, VALIDATE), State.VALID, None, ()),
        ((), State.REGISTERED, MEASURE, (MEASURE, SERVE, VALIDATE)),
    ],
)
def test_r_flow(done, state, waits, needed):
    assert (state_of(done), next_step(done), unfinished(done)) == (state, waits, needed)


def test_the_steps_have_their_official_names():
    assert [step.label for step in Step] == [
        "Pendaftaran",
        "Penimbangan & pengukuran",
        "Pencatatan & pemeriksaan",
        "Pelayanan kesehatan & penyuluhan",
        "Validasi & sinkronisasi data",
    ]
