"""What makes two words the same for a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.words import Word, folded, heads, joined, marked, read, singulars, sound, unkeyed

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ 0123456789-'"
)
texts = st.text(alphabet=LETTERS + LETTERS.upper(), max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mật ong hoa Ban", ["mat", "ong", "hoa", "ban"]),
        ("ĐÔNG TRÙNG HẠ THẢO", ["dong", "trung", "ha", "thao"]),
        ("Chẩm chéo M'Then", ["cham", "cheo", "m", "then"]),
        ("P.H.1.4", ["p", "h", "1", "4"]),
        ("cà phê – HK13", ["ca", "phe", "hk13"]),
        ("Mâ\u0323t", ["mat"]),
    ],
)
def test_folding_leaves_plain_small_letters(text, words):
    assert folded(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("khỏe", "khoẻ"),
        ("thủy", "thuỷ"),
        ("Hồng Kỳ", "hồng kì"),
        ("quý", "quí"),
        ("ly", "li"),
    ],
)
def test_two_right_spellings_are_one_word(one, other):
    assert marked(one) == marked(other)


@pytest.mark.parametrize(("one", "other"), [("tay", "tai"), ("thúy", "thúi"), ("mây", "mâi")])
def test_y_and_i_beside_another_vowel_are_two_sounds(one, other):
    assert marked(one) != marked(other)


@given(texts)
def test_folding_again_changes_nothing(text):
    assert folded(" ".join(folded(text))) == folded(text)


def test_many_marks_do_not_make_a_word_too_long():
    assert [word.plain for word in read("chẩmchéothịttrâugácbếpđiệnbiên")] == [
        "chamcheothittraugacbepdienbien"
    ]


@given(texts)
def test_every_word_that_is_read_is_known_with_and_without_its_marks(text):
    assert [word.plain for word in read(text)] == folded(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("maatj", "mat"),
        ("ma65t", "mat"),
        ("matj", "mat"),
        ("nuwowng", "nuong"),
        ("ddoong", "dong"),
        ("saays", "say"),
        ("gaoj", "gao"),
        ("ga5o", "gao"),
        ("thitj", "thit"),
        ("sao", "sao"),
        ("mật", "mật"),
        ("hk", "hk"),
    ],
)
def test_keys_that_became_no_marks_are_taken_out(typed, meant):
    assert unkeyed(typed) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trau", "chau"),
        ("trâu", "châu"),
        ("say", "xay"),
        ("nuong", "luong"),
        ("rong", "dong"),
        ("giấm", "dấm"),
        ("giam", "dam"),
        ("nghe", "nge"),
        ("ky", "ki"),
        ("phe", "fe"),
    ],
)
def test_words_that_sound_alike_have_one_key(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("mat", "mac"), ("trâu", "chầu"), ("gi", "d"), ("đong", "dong")])
def test_words_that_sound_different_have_two(one, other):
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("word", "single"), [("scarves", "scarf"), ("berries", "berry"), ("beans", "bean"), ("boxes", "box")]
)
def test_an_english_plural_knows_what_it_is_the_plural_of(word, single):
    assert single in singulars(word)


@pytest.mark.parametrize("word", ["tea", "gas", "express", "mật"])
def test_other_words_are_no_plurals(word):
    assert singulars(word) == []


def test_neighbours_are_joined_in_every_run():
    assert set(joined(["ca", "phe", "bot"])) == {"caphe", "phebot", "caphebot"}


@given(st.lists(st.sampled_from(["ca", "phe", "gao", "nep"]), max_size=8))
def test_a_run_is_never_longer_than_asked(words):
    assert all(run in "".join(words) for run in joined(words, most=3))
    assert max(map(len, joined(words, most=3)), default=0) <= 9


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gạo nếp nương Tâm Thiện", {"gạo", "gao"}),
        ("Quả đỗ leo bốn mùa", {"đỗ", "do"}),
        ("Diệp Thanh Trà – Trà xanh shan tuyết", {"diệp", "diep", "trà", "tra"}),
        ("Cà phê Mường Ảng – Điện Biên", {"cà", "ca"}),
        ("Dứa Na Sang (dứa Mường Chà)", {"dứa", "dua"}),
        ("Dien Bien forest honey", {"dien", "honey"}),
        ("Shan tuyet black tea, Tua Chua", {"shan", "tea"}),
        ("", set()),
    ],
)
def test_a_name_begins_with_its_kind_in_vietnamese_and_ends_with_it_in_english(name, expected):
    assert set(heads(name)) == expected


@pytest.mark.parametrize(
    ("typed", "marks_are_meant", "is_filler"),
    [
        ("giá", True, True),
        ("gia", True, False),
        ("gia", False, True),
        ("500g", True, True),
        ("2", False, True),
        ("hk13", False, False),
        ("where", False, True),
        ("mật", True, False),
    ],
)
def test_fillers_are_known_by_the_marks_that_are_typed(typed, marks_are_meant, is_filler):
    word = Word(typed, "".join(folded(typed)))
    assert word.is_filler(marks_are_meant=marks_are_meant) is is_filler


@pytest.mark.parametrize(
    ("typed", "has_tone"), [("trà", True), ("trươ", False), ("mật", True), ("ong", False), ("đê", False)]
)
def test_a_syllable_with_its_tone_is_complete(typed, has_tone):
    assert Word(typed, "").has_tone is has_tone
