"""The office writes an offer for a fair in Oscar's four steps, and fairs beside it."""

from datetime import date

import pytest

from shop.forks.dashboard.tests.office import a_superuser
from shop.forks.offer.models import ConditionalOffer, Fair, Range
from shop.tests.offers import a_fair, a_range
from shop.tests.worlds import a_point, a_producer

pytestmark = pytest.mark.django_db
STEPS = "/quan-tri/offers/new/"


@pytest.fixture
def office(client):
    client.force_login(a_superuser())
    return client


def begins(office, goods, **benefit):
    """The first two steps of an offer."""
    office.post(f"{STEPS}metadata/", {"name": "Hội chợ hoa ban", "offer_type": "Site"})
    return office.post(f"{STEPS}incentive/", {"range": goods.pk, "type": "Percentage", "value": 10} | benefit)


def test_an_offer_of_a_fair_is_written_in_four_steps(office):
    goods, fair = a_range(), a_fair(a_point())

    begins(office, goods)
    office.post(f"{STEPS}condition/", {"range": goods.pk, "type": "Count", "value": 1})
    office.post(f"{STEPS}restrictions/", {"fair": fair.pk, "priority": 0, "exclusive": "on"})

    offer = ConditionalOffer.objects.get()
    assert (offer.name, offer.fair, offer.only_at) == ("Hội chợ hoa ban", fair, fair.sales_point)


def test_a_fair_and_a_point_beside_it_are_refused(office):
    goods, fair = a_range(), a_fair(a_point())
    begins(office, goods)
    office.post(f"{STEPS}condition/", {"range": goods.pk, "type": "Count", "value": 1})

    both = {"fair": fair.pk, "sales_point": fair.sales_point.pk, "priority": 0, "start_datetime": "x"}
    answer = office.post(f"{STEPS}restrictions/", both)

    assert "sales_point" in answer.context["form"].errors
    assert not ConditionalOffer.objects.exists()


@pytest.mark.parametrize(
    "benefit", [{"type": "Absolute", "value": "1000.5"}, {"type": "Shipping absolute", "value": "1000"}]
)
def test_parts_of_a_dong_and_money_off_delivery_are_refused(office, benefit):
    answer = begins(office, a_range(), **benefit)
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_stars_or_producers_by_themselves_narrow_all_goods(office):
    maker = a_producer()
    office.post("/quan-tri/ranges/create/", {"name": "Từ 4 sao", "stars_from": 4, "producers": [maker.pk]})

    goods = Range.objects.get()
    assert (goods.stars_from, goods.includes_all_products, list(goods.producers.all())) == (4, True, [maker])


def test_a_fair_ends_after_it_begins_and_is_kept_while_an_offer_is_bound_to_it(office):
    point = a_point()
    days = {"name": "Hội chợ", "place": "Quảng trường", "sales_point": point.pk, "first_day": "2026-12-03"}

    refused = office.post("/quan-tri/offers/fairs/add/", days | {"last_day": "2026-12-01"})
    office.post("/quan-tri/offers/fairs/add/", days | {"last_day": "2026-12-05"})

    assert "last_day" in refused.context["form"].errors
    assert Fair.objects.get().last_day == date(2026, 12, 5)
