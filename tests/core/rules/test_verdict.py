"""A verdict as the findings that screens and lists show; red ones cannot stay at home."""

from core.rules.verdict import Verdict
from core.words.findings import Severity


def test_a_verdict_is_shown_as_a_finding_with_its_source():
    found = Verdict(
        "R-KEK", "muac_result", "KEK", Severity.RED, "KEK", "LiLA 22,9 cm.", "Rujuk.", source="KMK"
    ).finding()
    assert (found.rule, found.field, found.label, found.severity) == ("R-KEK (KMK)", "muac_result", "KEK", Severity.RED)


def test_red_and_urgent_always_refer_and_green_gives_no_reason():
    assert Verdict("R-X", "x", "X", Severity.RED, "Merah").referral_reason == "Merah"
    assert Verdict("R-X", "x", "X", Severity.URGENT, "Segera", reason="Alasan").referral_reason == "Alasan"
    assert Verdict("R-X", "x", "X", Severity.YELLOW, "Kuning", also_refers=True).refers
    assert Verdict("R-X", "x", "X", Severity.GREEN, "Hijau").referral_reason == ""
