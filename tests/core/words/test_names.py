import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.names import hinted_spellings, joined_name, mother_words, plain_words, search_text, typed_spellings


@pytest.mark.parametrize(
    "spellings",
    [
        ("Muhammad", "Moh.", "Mochammad", "MUHAMAD", "M.", "Mohamad", "Muh"),
        ("Siti", "St.", "SITTI"),
        ("Aisyah", "Aisah", "Aishah", "'Aisyah", "AISYA"),
        ("Suyono", "Soejono", "Sujono", "Soeyono"),
        ("Djoko", "Joko"),
        ("Tjahjono", "Cahyono"),
        ("Fitri", "Vitri", "Pitri", "Fitry"),
        ("Rizky", "Rizki", "Riski", "Rizqi"),
        ("Chandra", "Candra"),
        ("Maryam", "Mariyam", "Mariam"),
        ("Syaiful", "Saiful", "Saeful", "Saepul"),
        ("Ahmad", "Achmad", "Akhmad", "Ach."),
        ("Nurhayati", "Noerhajati", "Nurhayyati"),
        ("André", "Andre"),
    ],
)
def test_one_name_in_its_spellings(spellings):
    assert len({search_text(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Dewi", "Devi"), ("Sari", "Sri"), ("Ani", "Ina"), ("Hasan", "Husein")])
def test_different_names_stay_different(one, other):
    assert search_text(one) != search_text(other)


def test_titles_fall_away_but_never_a_whole_name():
    assert search_text("Ny. Siti Aminah") == search_text("Siti Aminah")
    assert search_text("An") == "an"


def test_a_name_in_one_word_or_two():
    assert joined_name(plain_words("Nur Hayati")) == joined_name(plain_words("Nurhayati"))


def test_a_letter_may_become_any_name_and_moh_may_be_mohini():
    assert "m" in typed_spellings("m")
    assert {"mo", "muamad"} <= set(typed_spellings("moh"))
    assert "muamad" in hinted_spellings("mo")
    assert hinted_spellings("a") == ()


def test_kh_and_ch_are_tried_for_each_other():
    assert set(typed_spellings("khoirul")) & set(typed_spellings("choirul"))


@given(st.text(max_size=60))
def test_searchable_text_is_plain_words_that_the_keys_cannot_collide_with(text):
    spelled = search_text(text)
    assert all(word.isascii() and word.isalnum() and not set(word) & set("vxyzq") for word in spelled.split())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Sumiati", "ibu Sumiati"),
        ("Ibu Sumiati", "ibu Sumiati"),
        ("Bu Sumiati", "ibu Sumiati"),
        ("Ny. Sumiati", "ibu Sumiati"),
        ("Ibu", "ibu Ibu"),
        ("Buana", "ibu Buana"),
        ("", ""),
    ],
)
def test_a_mother_is_called_ibu_once(name, told):
    assert mother_words(name) == told
