"""Ratios of the SKDN and the counts that cannot be right, by worked examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.services.reports.ratios import RATIOS, SkdnCounts, check_counts, ratio_words, ratios
from core.words.findings import Severity


def counts(**typed):
    letters = {key: typed.get(key, 0) for key in "SKNTOB"}
    total = letters["N"] + letters["T"] + letters["O"] + letters["B"]
    return SkdnCounts(**{"D": total, **letters, **typed})


FULL_MONTH = counts(S=85, K=80, N=45, T=9, O=5, B=3, BGM=2, two_t=3)


@pytest.mark.parametrize(
    ("key", "percent"),
    [
        ("K/S", 94.1),
        ("D/S", 72.9),
        ("N/D", 72.6),
        ("N/(D-O-B)", 83.3),
        ("N/S", 52.9),
        ("D/K", 77.5),
        ("(K-D)/K", 22.5),
        ("BGM/D", 3.2),
        ("2T/D", 4.8),
    ],
)
def test_r_01_an_ordinary_month(key, percent):
    assert FULL_MONTH.D == 62
    assert ratios(FULL_MONTH)[key] == percent


def test_r_02_an_empty_posyandu_has_dashes_and_no_zeros():
    empty = ratios(counts())
    assert set(empty) == {ratio.key for ratio in RATIOS}
    assert all(value is None for value in empty.values())
    assert {ratio_words(value) for value in empty.values()} == {"–"}


def test_r_03_the_month_after_a_month_without_posyandu_cannot_be_compared():
    reopened = ratios(counts(S=40, K=38, O=30, B=5, BGM=1))
    assert (reopened["D/S"], reopened["N/D"], reopened["N/(D-O-B)"]) == (87.5, 0.0, None)
    assert ratio_words(reopened["N/D"]) == "0,0 %"


def test_r_04_a_typed_d_that_is_not_the_sum_of_its_letters_is_an_error():
    [finding] = check_counts(counts(S=85, K=80, N=45, T=9, O=5, B=3, D=61))
    assert (finding.label, finding.severity) == ("D ≠ N+T+O+B", Severity.RED)
    assert "61" in finding.why
    assert "62" in finding.why


def test_r_05_more_cards_than_children_is_a_warning():
    [finding] = check_counts(counts(S=85, K=90, N=45, T=9, O=5, B=3))
    assert (finding.label, finding.severity) == ("K melebihi S", Severity.YELLOW)


def test_weighed_without_a_card_warns_and_gives_a_negative_drop_out():
    odd = counts(S=10, K=4, N=5)
    [finding] = check_counts(odd)
    assert finding.label == "D melebihi K"
    assert "centang “Punya Buku KIA/KMS”" in finding.next_step
    assert ratio_words(ratios(odd)["(K-D)/K"]) == "−25,0 %"


def test_a_right_month_has_nothing_to_warn_about():
    assert check_counts(FULL_MONTH) == ()


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (counts(S=43, K=43, N=21, T=22), {"D/S": 100.0, "N/D": 48.8}),
        (counts(S=44, K=44, N=25, T=19), {"D/S": 100.0, "N/D": 56.8}),
        (
            counts(S=50, K=48, N=24, T=9, O=5, B=2),
            {"D/S": 80.0, "K/S": 96.0, "D/K": 83.3, "N/D": 60.0, "N/S": 48.0, "N/(D-O-B)": 72.7},
        ),
    ],
)
def test_months_of_real_posyandu(month, expected):
    found = ratios(month)
    assert {key: found[key] for key in expected} == expected


def test_half_a_tenth_is_rounded_up_once():
    assert ratios(counts(S=2000, K=1))["K/S"] == 0.1  # 0.05 %
    assert ratios(counts(S=8, K=1))["K/S"] == 12.5


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_gained_not_gained_returned_and_new_always_make_up_the_whole(N, T, O, B):  # noqa: E741
    found = ratios(counts(S=N + T + O + B, K=N + T + O + B, N=N, T=T, O=O, B=B))
    if N + T + O + B:
        assert found["D/S"] == 100.0
        assert found["N/D"] is not None
        assert 0.0 <= found["N/D"] <= 100.0
    else:
        assert found["N/D"] is None
