"""Reviews: written from the order's page, read by the office, shown on the product's page."""

import pytest
from django.utils.html import escape

from shop.forks.reviews.models import ProductReview
from shop.forks.reviews.tests.buying import Status, a_line, a_review
from shop.storefront import order_reviews
from shop.tests.structured import block
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
SAID = {"score": "4", "text": "Chè thơm, nước xanh.", "name": "Thử"}


def order_page(line):
    return line.order.get_absolute_url()


def review_page(line):
    return f"{order_page(line)}danh-gia/{line.pk}/"


def product_page(client, product):
    return client.get(product.get_absolute_url()).content.decode()


def data_of(html):
    return block(html, "Product")


def approve():
    ProductReview.objects.update(status=ProductReview.APPROVED)


def test_a_guest_reviews_what_was_sent_and_it_is_shown_once_the_office_approves(client):
    line = a_line()
    assert review_page(line) in client.get(order_page(line)).content.decode()

    answer = client.post(review_page(line), SAID, follow=True)

    assert answer.redirect_chain == [(order_page(line), 302)]
    assert "4/5" in answer.content.decode()
    assert SAID["text"] not in product_page(client, line.product)
    approve()
    page = product_page(client, line.product)
    assert SAID["text"] in page
    assert "Thử" in page


def test_what_is_shown_names_nobody_who_did_not_want_it(client):
    line = a_line()
    client.post(review_page(line), {**SAID, "name": ""})
    approve()

    page = product_page(client, line.product)

    assert "Khách mua hàng" in page
    for private in (line.order.contact_name, line.order.contact_phone, line.order.number, line.order.key):
        assert private not in page


@pytest.mark.parametrize("name", ["0912 345 678", "thu@example.com", "Thử 2"])
def test_an_e_mail_or_a_number_is_no_name(client, name):
    line = a_line()

    answer = client.post(review_page(line), {**SAID, "name": name})

    assert answer.status_code == 422
    assert not ProductReview.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"score": ""}, {"score": "6"}, {"score": "x"}, {"text": " "}, {"text": "x" * 2001}]
)
def test_nothing_typed_is_lost_where_something_is_wrong(client, wrong):
    line = a_line()
    sent = SAID | {"text": "Dòng một\r\nDòng hai <b>"} | wrong

    answer = client.post(review_page(line), sent)

    assert answer.status_code == 422
    assert not ProductReview.objects.exists()
    page = answer.content.decode()
    assert escape(sent["text"].replace("\r\n", "\n")).strip() in page.replace("\r\n", "\n")
    assert 'value="Thử"' in page


def test_a_long_text_is_counted_as_the_browser_counts_it(client):
    line = a_line()

    answer = client.post(review_page(line), {**SAID, "text": "ế\r\n" * 1000})

    assert answer.status_code == 302


def test_too_many_from_one_address_wait_and_lose_nothing(client, monkeypatch):
    monkeypatch.setattr(order_reviews, "REVIEWS_PER_ADDRESS", "0/h")
    line = a_line()

    answer = client.post(review_page(line), SAID)

    assert answer.status_code == 429
    assert SAID["text"] in answer.content.decode()
    assert not ProductReview.objects.exists()


@pytest.mark.parametrize("state", [Status.NEW, Status.PACKED, Status.CANCELLED])
def test_goods_that_did_not_come_cannot_be_reviewed(client, state):
    line = a_line(brought_to=state)

    assert "danh-gia" not in client.get(order_page(line)).content.decode()
    assert client.get(review_page(line)).status_code == 302
    assert client.post(review_page(line), SAID).status_code == 302
    assert not ProductReview.objects.exists()


def test_only_the_orders_own_link_leads_to_its_lines(client):
    line, other = a_line(), a_line()

    assert client.post(f"{order_page(other)}danh-gia/{line.pk}/", SAID).status_code == 404
    assert client.post(f"{order_page(other)}danh-gia/{line.pk}/xoa/").status_code == 404
    assert client.post(f"/don-hang/khong-co/danh-gia/{line.pk}/", SAID).status_code == 404


def test_a_second_review_of_a_line_is_refused(client):
    line = a_line()
    client.post(review_page(line), SAID)

    answer = client.post(review_page(line), {**SAID, "score": "1"})

    assert answer.status_code == 302
    assert ProductReview.objects.get().score == 4


def test_the_writer_erases_it_from_the_orders_page(client):
    review = a_review()
    erase = f"{review_page(review.line)}xoa/"
    assert erase in client.get(order_page(review.line)).content.decode()

    assert client.get(erase).status_code == 405
    client.post(erase)

    assert review.body not in product_page(client, review.product)
    assert review_page(review.line) in client.get(order_page(review.line)).content.decode()


def test_the_average_is_a_number_of_approved_ones_on_the_page_and_for_machines(client):
    product = a_product(stars=4)
    a_review(product, score=5)
    a_review(product, score=4)
    a_review(product, score=1, is_approved=False)

    page = product_page(client, product)

    assert "4,5/5" in page
    assert data_of(page)["aggregateRating"] == {
        "@type": "AggregateRating",
        "ratingValue": 4.5,
        "reviewCount": 2,
        "bestRating": 5,
        "worstRating": 1,
    }


def test_without_an_approved_review_nothing_is_said_of_any(client):
    review = a_review(is_approved=False)

    page = product_page(client, review.product)

    assert "aggregateRating" not in data_of(page)
    assert 'id="reviews"' not in page


def test_markup_in_a_review_is_text(client):
    review = a_review(text="<script>alert(1)</script>", name="<i>")

    page = product_page(client, review.product)

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "&lt;i&gt;" in page


def test_a_kept_page_shows_an_approved_review_at_once(client, settings, time_machine):
    """Reviews are watched, so that a page that is kept is made anew."""
    time_machine.move_to(NOW, tick=False)
    local = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {
        name: {"BACKEND": local, "LOCATION": f"reviews-{name}"} for name in ("default", "pages")
    }
    review = a_review(is_approved=False)
    for _visit in range(3):
        assert review.body not in product_page(client, review.product)

    approve()

    assert review.body in product_page(client, review.product)


def test_a_review_leads_to_its_place_on_the_page(client):
    review = a_review()

    answer = client.get(review.get_absolute_url())

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"_{review.product.pk}/#review-{review.pk}")


def test_the_order_page_asks_as_often_for_many_lines(client, django_assert_max_num_queries):
    products = [a_product() for _ in range(3)]
    for product in products:
        put_on_shelf(product, 5)
    order = an_order(*((product, 1) for product in products))

    with django_assert_max_num_queries(15):
        assert client.get(order.get_absolute_url()).status_code == 200
