"""How a query is read, rule by rule, on an index of a few entries."""

import pytest

from catalog.search.question import Closeness, Entry, Kind, Question, Texts
from catalog.search.tantivy_engine import TantivyEngine


def entry(pk, *names, **texts):
    fields = {field: (value,) if isinstance(value, str) else value for field, value in texts.items()}
    return Entry(Kind.PRODUCT, pk, Texts(name=names, **fields), filters={"audience": ("everyone", "adults")})


def engine_of(*entries, synonyms=()):
    engine = TantivyEngine()
    sets = [
        Entry(Kind.SYNONYMS, pk, shown={"phrases": words.split(", ")}) for pk, words in enumerate(synonyms)
    ]
    engine.write([*entries, *sets], position="1", anew=True)
    return engine


def found(engine, words):
    return [each.pk for each in engine.answer(Question(words=words)).found]


def closeness(engine, words):
    return engine.answer(Question(words=words)).closeness


HONEY = entry(1, "Mật ong hoa Ban", "Ban-flower honey", maker="Hợp tác xã Ong Mật", group="Mật ong, mật khác")
SMOKED = entry(2, "Thịt trâu gác bếp", "Smoked buffalo", group="Từ thịt, sản phẩm từ mật ong", body="Sấy lâu")
TEA = entry(3, "Trà xanh Phan Nhất", "Phan Nhat green tea", body="Vị dịu, nói đến chè là nói đến đây")
OIL = entry(4, "Dầu mắc ca", "Macadamia oil")
BEANS = entry(5, "Quả đỗ leo bốn mùa", "Climbing beans")
NUTS = entry(6, "Lạc đỏ Na Son", "Red peanut", place=("Na Son", "Na Son, Huyện Điện Biên Đông"))
COFFEE = entry(7, "Cà phê bột Hồng Kỳ", "Ground coffee")
SPICE = entry(8, "Thảo quả sấy khô", "Dried cardamom")
CORDYCEPS = entry(9, "Đông trùng hạ thảo", "Cordyceps")
ALL = (HONEY, SMOKED, TEA, OIL, BEANS, NUTS, COFFEE, SPICE, CORDYCEPS)


@pytest.fixture(scope="module")
def engine():
    return engine_of(*ALL, synonyms=["trà, chè, tea", "đỗ, đậu", "cà phê, cafe", "lạc, đậu phộng"])


@pytest.mark.parametrize(
    ("words", "pks"),
    [
        ("mua mật ong giá rẻ ở đâu", [1]),
        ("thảo quả", [8]),
        ("quả thảo", [8]),
        ("xã Na Son", [6]),
        ("lạc đỏ 500g", [6]),
        ("where to buy green tea", [3]),
    ],
)
def test_words_that_only_surround_a_search_may_be_missing_but_belong_to_a_name(engine, words, pks):
    assert found(engine, words) == pks
    assert closeness(engine, words) is Closeness.EXACT


@pytest.mark.parametrize(("words", "pks"), [("cà phê điện biên", [7]), ("điện biên đông", [6])])
def test_the_province_tells_nothing_unless_it_is_part_of_a_smaller_place(engine, words, pks):
    assert found(engine, words) == pks


def test_a_group_that_names_several_things_counts_only_where_nothing_else_is_found(engine):
    assert found(engine, "mật ong") == found(engine, "mat ong") == [1]
    assert found(engine, "sản phẩm từ mật ong") == [2]


@pytest.mark.parametrize(
    "words",
    [
        *("Đồ uống", "do uong", "drinks", "drink", "Drinks – soft drinks, juices"),
        *("nước ngọt", "soft drinks juices", "giải khát", "giai khat"),
    ],
)
def test_who_names_a_group_wants_all_that_is_in_it_whatever_is_told_of_other_things(words):
    names = ("Đồ uống – Nước ngọt", "Drinks – soft drinks, juices")
    filters = {"group": ("II.2",), "audience": ("everyone", "adults")}
    pineapple = Entry(Kind.PRODUCT, 1, Texts(name=("Dứa ép",), group=names), filters)
    tea = entry(2, "Trà xanh", body="Pha làm đồ uống, nước ngọt; giải khát; for soft drinks, juices, a drink")
    label = {"facet": "group", "value": "II.2", "vi": names[0], "en": names[1]}
    engine = engine_of(pineapple, tea, Entry(Kind.LABEL, 1, shown=label), synonyms=["giải khát, nước ngọt"])
    assert set(found(engine, words)) == {1, 2}


def test_running_text_is_found_with_the_marks_that_were_typed(engine):
    assert found(engine, "nói đến") == [3]
    assert found(engine, "noi den") == [3]
    assert found(engine, "chè đen") != [3] or closeness(engine, "chè đen") is not Closeness.EXACT


@pytest.mark.parametrize(
    ("words", "pk"), [("chè xanh", 3), ("đậu leo", 5), ("cafe bột", 7), ("đậu phộng đỏ", 6), ("dau phong", 6)]
)
def test_words_that_mean_the_same_stand_for_each_other(engine, words, pk):
    assert found(engine, words) == [pk]
    assert closeness(engine, words) is Closeness.EXACT


@pytest.mark.parametrize("words", ["bò khô", "beef jerky", "thịt bò sấy"])
def test_a_phrase_that_nothing_is_called_by_finds_what_shares_words_with_one_that_means_the_same(words):
    engine = engine_of(
        entry(1, "Thịt trâu sấy"), entry(2, "Táo khô"), synonyms=["bò khô, beef jerky, thịt bò sấy"]
    )
    assert found(engine, words) == [1]
    assert closeness(engine, words) is Closeness.PARTIAL


@pytest.mark.parametrize("words", ["gao", "gạo", "mua gạo"])
def test_what_is_the_thing_comes_before_what_is_made_of_it(words):
    rice = "Gạo nếp nương Tâm Thiện của bản Mường Lay"
    assert found(engine_of(entry(1, "Bún gạo"), entry(2, rice)), words) == [2, 1]


def test_words_that_differ_by_a_mark_do_not_mean_the_same(engine):
    assert found(engine, "dầu") == [4]
    assert found(engine, "đậu") == [5]
    assert set(found(engine, "dau")) == {4, 5}


@pytest.mark.parametrize(
    ("words", "pk"),
    [
        ("maatj ong", 1),
        ("mật ogn", 1),
        ("thịt châu", 2),
        ("cà fê", 7),
        ("matong", 1),
        ("trà xnah", 3),
        ("macadamias", 4),
    ],
)
def test_what_is_mistyped_is_mended(engine, words, pk):
    assert found(engine, words) == [pk]


@pytest.mark.parametrize("words", ["máy giặt", "điện thoại", "tủ lạnh", "bia", "xyzzy"])
def test_not_every_word_is_mended(engine, words):
    assert found(engine, words) == []


def test_of_several_words_one_at_least_is_right():
    engine = engine_of(entry(1, "Mat gian"))
    assert found(engine, "mat giat") == [1]
    assert found(engine, "mac giat") == []


@pytest.mark.parametrize(
    ("words", "pks"),
    [("cà phê trung nguyên", [7]), ("trà thái nguyên", [3]), ("organic honey", [1]), ("nước hoa", [])],
)
def test_some_of_the_words_will_do_if_they_say_what_kind_of_thing_is_wanted(engine, words, pks):
    assert found(engine, words) == pks
    assert not pks or closeness(engine, words) is Closeness.PARTIAL


def test_a_syllable_without_its_tone_may_still_become_another(engine):
    smoked = engine_of(SMOKED)
    assert found(smoked, "trà") == []
    assert found(smoked, "trâ") == found(smoked, "tra") == [2]
    assert found(engine, "mật o") == [1]


def test_what_is_named_with_all_the_words_comes_before_what_is_told_with_them():
    engine = engine_of(entry(1, "Bún gạo", body="ăn với mật ong"), entry(2, "Mật ong rừng"))
    assert found(engine, "mật ong") == [2, 1]


PLACES = (entry(1, "Khăn", former_place=("Na Tông",)), entry(2, "Bí", former_place=("Nà Tòng",)))


@pytest.mark.parametrize(
    ("words", "pks"), [("Nà Tòng", {2}), ("Na Tông", {1}), ("na tong", {1, 2}), ("natong", {1, 2})]
)
def test_places_that_differ_by_tone_alone_are_told_apart_by_it(words, pks):
    assert set(found(engine_of(*PLACES), words)) == pks


def test_a_place_where_nothing_is_from_is_not_mended_into_its_twin():
    maker_there = Entry(Kind.PRODUCER, 3, Texts(name=("Hợp tác xã",), former_place=("Nà Tòng",)))
    engine = engine_of(PLACES[0], maker_there)
    assert found(engine, "Nà Tòng") == []
    assert found(engine, "Na Tông") == found(engine, "na tong") == [1]
