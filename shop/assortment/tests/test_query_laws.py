"""What holds for every query, on the names of the sample shop and any words of them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalog.search.question import Closeness, Entry, Kind, Question, Texts
from catalog.search.tantivy_engine import TantivyEngine
from catalog.search.words import FILLING_PAIRS, LONGEST_WORD, folded, marked
from catalog.text import fold
from shop.demo.rows import rows

NAMES = dict(enumerate((row["name_vi"], row["name_en"]) for row in rows("products")))


@pytest.fixture(scope="module")
def engine():
    """Nothing but the names of the sample goods: phrases that mean the same would ask for an order."""
    made = TantivyEngine()
    texts = {pk: Texts(name=names) for pk, names in NAMES.items()}
    filters = {"audience": ("everyone", "adults")}
    entries = [Entry(Kind.PRODUCT, pk, text, filters=filters) for pk, text in texts.items()]
    made.write(entries, position="1", anew=True)
    return made


def answer(engine, words):
    return engine.answer(Question(words=words, limit=len(NAMES)))


def found(engine, words):
    return {each.pk for each in answer(engine, words).found}


@st.composite
def runs(draw, most=4):
    """A product and some neighbouring words of its Vietnamese name."""
    pk = draw(st.sampled_from(sorted(NAMES)))
    words = marked(NAMES[pk][0])
    start = draw(st.integers(0, len(words) - 1))
    return pk, words[start : start + draw(st.integers(1, most))]


@given(runs())
def test_words_of_a_name_find_it(engine, run):
    pk, words = run
    assert pk in found(engine, " ".join(words))
    assert answer(engine, " ".join(words)).closeness is Closeness.EXACT


@given(runs())
def test_a_query_without_marks_finds_all_that_the_marked_one_finds(engine, run):
    _, words = run
    assert found(engine, fold(" ".join(words))) >= found(engine, " ".join(words))


@given(runs(), st.randoms(use_true_random=False))
def test_the_order_of_words_changes_nothing_but_the_order_of_results(engine, run, random):
    _, words = run
    mixed = random.sample(words, len(words))
    for order in (words, mixed):
        plain = folded(" ".join(order))
        assume(not FILLING_PAIRS.intersection(zip(plain, plain[1:], strict=False)))
    assert found(engine, " ".join(mixed)) == found(engine, " ".join(words))


@given(runs(most=5))
def test_words_of_a_name_written_as_one_find_it(engine, run):
    pk, words = run
    assume(len("".join(words)) <= LONGEST_WORD)
    assert pk in found(engine, "".join(words))


@given(runs(), st.sampled_from(["hello", "trung nguyên", "xyzzy", "giá rẻ"]))
def test_more_words_never_make_a_search_fail(engine, run, more):
    _, words = run
    answer(engine, " ".join([*words, more]))


@given(st.text(max_size=80))
def test_any_text_is_a_query(engine, text):
    assert answer(engine, text).total >= 0
