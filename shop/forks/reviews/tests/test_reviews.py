"""Who may review what: those who got the goods, once a line, to be read by the office first."""

import unicodedata

import pytest
from django.db import IntegrityError, transaction

from shop.forks.order.models import Line
from shop.forks.reviews.exceptions import CannotReview
from shop.forks.reviews.models import ProductReview
from shop.forks.reviews.operations import erase_review, write_review
from shop.forks.reviews.queries import reviews_of
from shop.forks.reviews.tests.buying import Status, a_line, a_review
from shop.tests.concurrency.together import at_once
from shop.tests.worlds import a_product, a_variant

pytestmark = pytest.mark.django_db
SAID = {"score": 4, "text": "Chè thơm."}


def test_who_got_the_goods_reviews_them_and_the_office_reads_it_first():
    line = a_line()

    review = write_review(line=line, **SAID)

    assert (review.line, review.product, review.score) == (line, line.product, 4)
    assert review.status == ProductReview.FOR_MODERATION
    assert not reviews_of(line.product)


@pytest.mark.parametrize("state", [Status.NEW, Status.CONFIRMED, Status.PACKED, Status.CANCELLED])
def test_before_the_goods_are_out_and_after_a_cancelled_parcel_there_is_nothing_to_review(state):
    with pytest.raises(CannotReview):
        write_review(line=a_line(brought_to=state), **SAID)


def test_a_line_whose_product_is_gone_cannot_be_reviewed():
    line = a_line()
    line.product = None

    with pytest.raises(CannotReview):
        write_review(line=line, **SAID)


def test_a_line_has_one_review():
    review = a_review()

    with pytest.raises(CannotReview):
        write_review(line=review.line, **SAID)
    assert ProductReview.objects.get() == review


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_at_the_same_moment_are_one():
    line = a_line()

    results = at_once(lambda pk: write_review(line=Line.objects.get(pk=pk), **SAID), [line.pk, line.pk])

    assert ProductReview.objects.count() == 1
    assert sorted(type(result).__name__ for result in results) == ["CannotReview", "ProductReview"]


@pytest.mark.parametrize("values", [{"score": 0}, {"score": 6}, {"status": 3}])
def test_the_database_refuses_what_is_no_score_and_no_decision(values):
    review = a_review()

    with pytest.raises(IntegrityError), transaction.atomic():
        ProductReview.objects.filter(pk=review.pk).update(**values)


def test_a_variants_review_counts_for_its_parent():
    parent = a_product()
    small, large = a_variant(parent, "100 g"), a_variant(parent, "250 g")
    a_review(small, score=5)
    a_review(large, score=2)

    found = reviews_of(parent)

    assert (found.count, found.average) == (2, 3.5)


def test_only_what_is_approved_counts(django_assert_num_queries):
    product = a_product()
    a_review(product, score=5)
    a_review(product, score=4)
    a_review(product, score=1, is_approved=False)
    a_review(a_product(), score=1)

    with django_assert_num_queries(1):
        found = reviews_of(product)

    assert (found.count, found.average, len(found.newest)) == (2, 4.5, 2)


def test_what_is_written_is_kept_composed_and_named_by_its_beginning():
    text = unicodedata.normalize("NFD", "Chè  ngon\nlắm ") + "x" * 200

    review = write_review(line=a_line(), score=5, text=text, name=unicodedata.normalize("NFD", "Thử"))
    review.refresh_from_db()

    assert unicodedata.is_normalized("NFC", review.body + review.title + review.name)
    assert review.title.startswith("Chè ngon lắm x")
    assert len(review.title) == 80


def test_its_writer_erases_it():
    review = a_review()

    assert erase_review(line=review.line)
    assert not erase_review(line=review.line)
    assert not reviews_of(review.product)


def test_a_review_writes_nothing_on_the_product():
    """Oscar would save the whole product, and overwrite what the office has just changed."""
    review = a_review()
    product = type(review.product).objects.get(pk=review.product.pk)
    stale, product.title = review.product, "Tên mới"
    product.save()
    assert stale.title != "Tên mới"

    review.save()

    product.refresh_from_db()
    assert product.title == "Tên mới"
