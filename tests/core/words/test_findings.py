"""Severity: the colour language of the cards."""

from core.words.findings import Finding, Severity, worst


def test_the_worst_finding_decides() -> None:
    """Red outranks yellow; nothing found is green."""
    yellow = Finding("R-NT", "weight_g", "T", Severity.YELLOW, "naik sedikit")
    red = Finding("R-BGM", "weight_g", "BGM", Severity.RED, "di bawah garis merah")
    assert worst([yellow, red]) is Severity.RED
    assert worst([]) is Severity.GREEN


def test_a_colour_never_stands_without_its_word() -> None:
    """Each colour has its own word."""
    assert [severity.word for severity in Severity] == ["baik", "perhatikan", "rujuk", "segera"]
