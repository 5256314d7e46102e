"""What is odd asks for a reason once; what is only worth knowing asks nothing."""

import pytest

from core.services.confirmation import NeedsConfirmation, confirm
from core.words.findings import Finding, Severity

KNOWN = Finding("R", "nik", "Menurut NIK laki-laki", Severity.YELLOW, "Menurut NIK laki-laki.")
ODD = Finding("R", "weight_g", "Letak koma?", Severity.YELLOW, "Berat 72 kg tidak wajar.", "Lihat lagi.", True, "7,2")


def test_only_what_asks_is_asked():
    confirm((), "")
    confirm((KNOWN,), "")
    with pytest.raises(NeedsConfirmation) as caught:
        confirm((KNOWN, ODD), "  ")
    assert caught.value.findings == (ODD,)
    assert (caught.value.field, caught.value.message) == ("weight_g", "Berat 72 kg tidak wajar. Lihat lagi.")


def test_a_reason_is_enough():
    confirm((ODD,), "sudah diulang")
