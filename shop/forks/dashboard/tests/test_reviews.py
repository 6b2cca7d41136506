"""The office reads reviews and decides; it does not write them."""

import pytest

from shop.forks.dashboard.tests.office import a_superuser
from shop.forks.reviews.models import ProductReview
from shop.forks.reviews.tests.buying import a_review
from shop.tests.worlds import a_point, a_seller

pytestmark = pytest.mark.django_db
REVIEWS = "/quan-tri/reviews/"


def test_the_menu_leads_to_the_reviews_and_each_is_there_to_read(client):
    client.force_login(a_superuser())
    review = a_review(is_approved=False)

    assert f'href="{REVIEWS}"' in client.get("/quan-tri/").content.decode()
    assert f"{REVIEWS}{review.pk}/" in client.get(REVIEWS).content.decode()
    assert review.body in client.get(f"{REVIEWS}{review.pk}/").content.decode()


@pytest.mark.parametrize("decision", [ProductReview.APPROVED, ProductReview.REJECTED])
def test_the_office_decides_and_leaves_the_words_alone(client, decision):
    client.force_login(a_superuser())
    review = a_review(score=2, is_approved=False)
    sent = {"status": decision, "body": "Tuyệt vời!", "score": 5, "title": "Tuyệt vời!"}

    assert client.post(f"{REVIEWS}{review.pk}/", sent).status_code == 302

    now = ProductReview.objects.get()
    assert (now.status, now.body, now.title, now.score) == (decision, review.body, review.title, 2)


def test_several_are_approved_at_once(client):
    client.force_login(a_superuser())
    reviews = [a_review(is_approved=False) for _ in range(2)]
    ticked = {"action": "update_selected_review_status", "selected_review": [r.pk for r in reviews]}

    assert client.post(REVIEWS, {**ticked, "status": ProductReview.APPROVED}).status_code == 302
    assert ProductReview.objects.approved().count() == 2


@pytest.mark.parametrize("odd", ["", "abc", "7", "9" * 30])
def test_what_is_no_decision_is_a_bad_request(client, odd):
    client.force_login(a_superuser())
    review = a_review(is_approved=False)
    sent = {"action": "update_selected_review_status", "selected_review": [review.pk], "status": odd}

    assert client.post(REVIEWS, sent).status_code == 400
    assert ProductReview.objects.get().status == ProductReview.FOR_MODERATION


def test_a_points_staff_decide_nothing(client):
    client.force_login(a_seller(a_point()))
    review = a_review(is_approved=False)

    assert client.post(f"{REVIEWS}{review.pk}/", {"status": ProductReview.APPROVED}).status_code == 403
    assert ProductReview.objects.get().status == ProductReview.FOR_MODERATION
