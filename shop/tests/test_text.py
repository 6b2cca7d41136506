"""Vietnamese names stand in the order of Vietnamese dictionaries, whichever engine holds them."""

import unicodedata
from itertools import pairwise
from random import Random

import pytest

from catalog.text import collated

#: In order: ă, â, đ, ê, ô, ơ and ư are letters of their own, and tones decide between equals only.
IN_ORDER = [
    *("5 sao", "An", "Áo", "Ăn", "Ấm"),
    *("Bí xanh", "Bún gạo", "Bùn non", "Bưởi"),
    *("Cà phê", "Cá tép", "Chẩm chéo", "Chè", "Chí chọp"),
    *("Dầu", "Diệp Thanh Trà", "Dũng Nhân", "Dưa mèo", "Dứa Na Sang", "Đậu", "Đỗ", "Đông trùng"),
    *("Em", "Ếch", "Gạo", "Hoa", "Hồ", "Hơi", "Lạc", "Mắc ca", "Mật ong", "Miến"),
    *("Na Sang", "Nà Tòng", "Na Tông", "Thu", "Thư"),
]


def test_names_stand_as_in_a_dictionary():
    shuffled = Random(4).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=collated) == IN_ORDER


@pytest.mark.parametrize(
    "tones",
    [
        ("ma", "mà", "mả", "mã", "má", "mạ"),
        ("tương", "tường", "tưởng", "tưỡng", "tướng", "tượng"),
        ("a", "ạ", "b"),
    ],
)
def test_of_one_spelling_the_tones_stand_in_their_order(tones):
    assert all(collated(one) < collated(other) for one, other in pairwise(tones))


def test_a_tone_decides_only_where_all_letters_are_the_same():
    assert collated("má a") < collated("ma b")


def test_case_form_and_signs_do_not_matter():
    name = "Diệp Thanh Trà – “Trà xanh” (Sính Phình)"
    assert collated(name) == collated("DIỆP THANH TRÀ TRÀ XANH SÍNH PHÌNH")
    assert collated(name) == collated(unicodedata.normalize("NFD", name))
