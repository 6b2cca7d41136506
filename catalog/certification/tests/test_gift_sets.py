"""The certified mark never stands on a gift set that holds anything uncertified, at any minute."""

from datetime import UTC, date, datetime, timedelta

import pytest

from catalog.certification.gift_sets import is_mixed_set
from catalog.certification.querysets import with_certificates, with_stars
from catalog.products.models import Product
from shop.tests.worlds import NOW, a_gift_set, a_product, a_variant, certify

pytestmark = pytest.mark.django_db
#: The last minute of 23/11/2026 in Điện Biên, and the first of the day after.
BEFORE, AFTER = datetime(2026, 11, 23, 16, 59, tzinfo=UTC), datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def stars(product, at):
    found = with_certificates(with_stars(Product.objects.filter(pk=product.pk), at), at).get()
    assert [c.stars for c in found.certificates_in_force[:1]] == ([found.stars] if found.stars else [])
    return found.stars


def test_a_set_shows_its_own_stars_while_everything_in_it_is_certified():
    box = a_gift_set((a_product(stars=3), 1), (a_product(stars=5), 2), stars=4)

    assert stars(box, NOW) == 4


def test_certified_goods_alone_give_a_set_no_stars():
    assert stars(a_gift_set((a_product(stars=5), 1)), NOW) is None


def test_a_set_with_one_uncertified_thing_shows_none_whatever_is_written_for_it():
    box = a_gift_set((a_product(stars=5), 1), (a_product(), 1), stars=4)

    assert stars(box, NOW) is None
    assert is_mixed_set(box, NOW)


def test_the_sets_stars_end_at_the_minute_a_components_certificate_ends():
    tea = a_product()
    certify(tea, issued=date(2023, 11, 23))
    box = a_gift_set((tea, 1), (a_product(stars=3), 1), stars=4)

    assert (stars(box, BEFORE), stars(box, AFTER)) == (4, None)


def test_they_end_with_a_withdrawal_and_come_back_with_a_renewal():
    tea = a_product()
    withdrawn = certify(tea, withdrawn_at=NOW, withdrawal_reason="Không đạt khi kiểm tra lại.")
    box = a_gift_set((tea, 1), stars=4)
    assert (stars(box, NOW - timedelta(seconds=1)), stars(box, NOW)) == (4, None)

    certify(tea, issued=date(2026, 12, 1))

    assert withdrawn.pk
    assert stars(box, datetime(2026, 12, 1, tzinfo=UTC)) == 4


def test_a_size_in_a_set_counts_by_its_products_certificate():
    certified, other = a_product(stars=3), a_product()

    assert stars(a_gift_set((a_variant(certified), 1), stars=4), NOW) == 4
    assert stars(a_gift_set((a_variant(other), 1), stars=4), NOW) is None


def test_a_components_own_stars_are_its_own_matter():
    tea = a_product(stars=5)
    a_gift_set((tea, 1), (a_product(), 1), stars=3)

    assert stars(tea, NOW) == 5
