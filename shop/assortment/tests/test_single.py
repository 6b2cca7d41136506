"""The product of a page is the product of every list: what the index keeps of it is what `on_show` finds."""

from datetime import UTC, date, datetime

import pytest

from catalog.pictures.tests.photographs import a_picture
from catalog.products.models import Product, ProductImage
from shop.assortment.single import product_on_show
from shop.assortment.standing import with_standing
from shop.forks.partner.models import Partner
from shop.forks.reviews.tests.buying import a_review
from shop.points.models import SalesPoint
from shop.tests.worlds import NOW, a_gift_set, a_point, a_product, a_variant, certify, put_on_shelf

pytestmark = pytest.mark.django_db
OFF_SALE = Product.WhenLapsed.WITHDRAW_FROM_SALE
ADDED = (
    *("stars", "price", "highest_price", "available", "is_gift_set", "is_off_sale", "was_certified"),
    *("is_for_adults", "has_reviews"),
)
LONG_AGO = date(2020, 1, 1)


def in_sizes(*, stars=None):
    tea = a_product(stars=stars)
    put_on_shelf(a_variant(tea, "100 g", net_weight_g=100), 3, price=90_000)
    put_on_shelf(a_variant(tea, "250 g", net_weight_g=250), 2, price=200_000, at=a_point())
    return tea


def on_shelf(*, units=4, **values):
    product = a_product(**values)
    put_on_shelf(product, units)
    return product


def lapsed(**values):
    product = on_shelf(**values)
    certify(product, issued=LONG_AGO)
    return product


def of_two(*, component_stars, stars=None):
    parts = [on_shelf(stars=each) for each in component_stars]
    return a_gift_set(*((part, 2) for part in parts), stars=stars)


def raised():
    product = on_shelf(stars=3)
    certify(product, stars=4, issued=date(2026, 1, 5))
    return product


def photographed():
    product = on_shelf()
    for number in range(2):
        ProductImage.objects.create(product=product, picture=a_picture(), display_order=number)
    return product


def reviewed():
    product = on_shelf()
    a_review(product)
    return product


KINDS = {
    "plain": on_shelf,
    "certified": lambda: on_shelf(stars=4),
    "raised": raised,
    "sold out": lambda: on_shelf(units=0),
    "nowhere": a_product,
    "lapsed, sold on": lapsed,
    "lapsed, off sale": lambda: lapsed(when_lapsed=OFF_SALE),
    "in sizes": lambda: in_sizes(stars=3),
    "certified set": lambda: of_two(component_stars=[3, 4], stars=4),
    "mixed set": lambda: of_two(component_stars=[3, None], stars=4),
    "photographed": photographed,
    "reviewed": reviewed,
    "reviewed, not read yet": lambda: a_review(on_shelf(), is_approved=False).product,
    "for adults": lambda: on_shelf(category="II.1", stars=3),
}


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_it_stands_as_on_show_finds_it(make, django_assert_max_num_queries):
    made = make()
    expected = with_standing(NOW).get(pk=made.pk)
    product_on_show(made.pk, NOW, adults=True)

    # The journal, the product, its photographs or none.
    with django_assert_max_num_queries(3):
        found = product_on_show(made.pk, NOW, adults=True)

    assert {name: getattr(found, name) for name in ADDED} == {name: getattr(expected, name) for name in ADDED}
    assert found.certificates_in_force == expected.certificates_in_force
    assert found.photographs[:1] == expected.first_images
    assert found.group.name == made.categories.get().name


def test_without_stars_it_names_the_last_certificate_that_is_over_and_none_to_come():
    product = on_shelf()
    ended = certify(product, issued=LONG_AGO)
    assert product_on_show(product.pk, NOW).lapsed == ended

    withdrawn = certify(product, issued=date(2025, 1, 1), withdrawn_at=NOW, withdrawal_reason="Thử")
    certify(product, issued=date(2027, 1, 1))
    assert product_on_show(product.pk, NOW).lapsed == withdrawn

    certify(product, issued=date(2026, 1, 1))
    assert product_on_show(product.pk, NOW).lapsed is None


def test_what_is_for_adults_is_there_only_for_them():
    wine = on_shelf(category="II.1")

    assert product_on_show(wine.pk, NOW) is None
    assert product_on_show(wine.pk, NOW, adults=True) == wine


def test_what_is_hidden_a_size_or_unknown_is_not_there():
    size = in_sizes().children.first()
    hidden = on_shelf(is_public=False)

    assert [product_on_show(pk, NOW) for pk in (size.pk, hidden.pk, 10**17)] == [None] * 3


def test_a_place_is_called_as_it_is_called_now():
    product = on_shelf()
    point = a_point("Điểm cũ")
    put_on_shelf(product, 1, at=point)
    assert [place.name for place in product_on_show(product.pk, NOW).places] == ["Kho trung tâm", "Điểm cũ"]

    Partner.objects.filter(sales_point=None).update(name="Kho mới")
    SalesPoint.objects.update(name="Điểm mới")

    assert [place.name for place in product_on_show(product.pk, NOW).places] == ["Kho mới", "Điểm mới"]


def test_its_stars_end_with_the_certificate_though_nothing_is_written():
    product = on_shelf()
    certify(product, stars=4, issued=date(2023, 11, 26), ends_date=date(2026, 11, 25))
    before = datetime(2026, 11, 25, 16, 59, tzinfo=UTC)
    after = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)

    found = [product_on_show(product.pk, at) for at in (before, after)]

    assert [(each.stars, len(each.certificates_in_force)) for each in found] == [(4, 1), (None, 0)]


@pytest.mark.parametrize("of_sizes", [False, True])
def test_photographs_come_in_their_order(of_sizes):
    product = in_sizes() if of_sizes else on_shelf()
    last = ProductImage.objects.create(product=product, picture=a_picture(), display_order=7)
    first = ProductImage.objects.create(product=product, picture=a_picture(), display_order=1)

    assert product_on_show(product.pk, NOW).photographs == [first, last]
