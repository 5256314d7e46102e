"""Official names of regions: found from a few letters, namesakes told apart, the table whole."""

import pytest

from core.words.regions import region_of, villages_like


def test_a_village_with_everything_it_lies_in():
    region = region_of("32.04.17.2007")
    assert region is not None
    assert (region.village, region.regency, region.province) == ("Sukamaju", "Kabupaten Bandung", "Jawa Barat")
    assert region.kind == "Desa"
    assert region.place == f"Kec. {region.district}, Kab. Bandung, Jawa Barat"


def test_a_kelurahan_is_told_by_its_code():
    kinds = {region.kind for region in villages_like("menteng jakarta")}
    assert kinds == {"Kelurahan"}


@pytest.mark.parametrize("typed", ["Sukamaju Bandung Jawa", "desa suka maju band jawa", "SUKAMAJU  cimaung"])
def test_further_words_say_where_and_spaces_do_not_matter(typed):
    assert "32.04.17.2007" in {region.code for region in villages_like(typed)}


def test_the_exact_name_comes_first():
    names = [region.village for region in villages_like("menteng", limit=50)]
    assert names[0] == "Menteng"
    assert names == sorted(names, key=lambda name: (name != "Menteng", name.replace(" ", "").casefold()))


@pytest.mark.parametrize("typed", ["", "su", "desa", "xyzzy", "sukamaju atlantis"])
def test_too_little_or_nothing_fits(typed):
    assert villages_like(typed) == ()


def test_no_more_than_asked_for():
    assert len(villages_like("suka", limit=3)) == 3


@pytest.mark.parametrize("code", ["", "32", "32.04.12", "99.01.01.2001", "x.y.z.w"])
def test_a_code_of_no_village(code):
    assert region_of(code) is None
