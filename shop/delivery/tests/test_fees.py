"""What the parcels of an order cost: by where they go, what is in them, and the day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.products.season import mask_of
from shop.delivery.beforehand import lightest_parcel, one_unit
from shop.delivery.exceptions import CannotSend
from shop.delivery.fees import parcel_fees
from shop.delivery.models import RateStep, Table, Zone
from shop.delivery.queries import the_tariff
from shop.delivery.tariff import Kind
from shop.tests.worlds import (
    a_commune,
    a_gift_set,
    a_point,
    a_product,
    a_variant,
    put_on_shelf,
    the_central_warehouse,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
HOME = {"province": "Điện Biên", "commune_code": "03151"}
FAR = {"province": "Hà Nội", "commune_code": None}


@pytest.fixture(autouse=True)
def _weights_count_as_they_are():
    Table.objects.update(packing_g=0, unknown_g=300)


def fee(*items, to=FAR, sender=None, on=DAY):
    sender = sender or the_central_warehouse()
    parcels = {sender.pk: {product.pk: units for product, units in items}}
    return parcel_fees(**to, parcels=parcels, on=on)[sender.pk]


def test_each_zone_answers_for_its_destinations():
    tea, here = a_product(net_weight_g=200), a_point(commune=a_commune()).partner

    assert fee((tea, 1), to=HOME, sender=here).zone == Kind.COMMUNE
    assert fee((tea, 1), to=HOME).zone == Kind.PROVINCE
    assert fee((tea, 1), to={"province": "Sơn La", "commune_code": None}).zone == Kind.NEAR
    assert fee((tea, 1)).zone == Kind.FAR


def test_a_light_parcel_costs_what_it_did_before_there_was_a_table():
    tea = a_product(net_weight_g=200)

    assert fee((tea, 1), to=HOME).amount == 30_000
    assert fee((tea, 1)).amount == 45_000


def test_weight_is_counted_over_the_whole_parcel():
    rice = a_product(net_weight_g=1_000)

    assert fee((rice, 2)).amount == 45_000
    assert fee((rice, 3)).amount == 75_000
    assert fee((rice, 6)).amount == 75_000 + 12_000


def test_packing_counts_once_a_parcel():
    Table.objects.update(packing_g=1)
    rice = a_product(net_weight_g=1_000)

    assert fee((rice, 2)).charged_g == 2_001


def test_a_variant_weighs_and_measures_by_itself_or_as_the_product_that_it_is_a_variant_of():
    sides = {"length_cm": 10, "width_cm": 10, "height_cm": 60}
    tea = a_product(net_weight_g=500, **sides)
    plain, large = a_variant(tea, "500 g"), a_variant(tea, "2 kg", net_weight_g=2_000)

    assert fee((plain, 1)).charged_g == 1_000
    assert fee((large, 1)).charged_g == 2_000


def test_a_gift_set_weighs_what_is_in_it_unless_it_has_a_weight_of_its_own():
    honey, scarf = a_product(net_weight_g=700), a_product()
    plain = a_gift_set((honey, 2), (scarf, 1))
    boxed = a_gift_set((honey, 2), net_weight_g=2_500)

    assert fee((plain, 1)).charged_g == 2 * 700 + 300
    assert fee((boxed, 2)).charged_g == 5_000


def test_what_has_to_stay_cold_names_what_cannot_go_there_and_pays_where_it_can():
    comb = a_product("Mật ong bánh tổ", needs_cold=True, net_weight_g=500)
    tea = a_product("Trà")

    assert fee((comb, 1), to=HOME).amount == 30_000 + 20_000
    with pytest.raises(CannotSend) as refusal:
        fee((comb, 1), (tea, 1))
    assert refusal.value.without_cold == ["Mật ong bánh tổ"]


def test_a_gift_set_stays_cold_for_one_component_and_waits_for_its_season():
    comb = a_product(needs_cold=True, sending_season=mask_of([1, 2]))
    gift_set = a_gift_set((comb, 1), title="Bộ quà")
    Zone.objects.update(cold_surcharge=1)

    assert fee((gift_set, 1), on=date(2026, 1, 31)).cold == 1
    with pytest.raises(CannotSend) as refusal:
        fee((gift_set, 1))
    assert refusal.value.out_of_season == [("Bộ quà", "tháng 1–2")]


def test_each_parcel_has_its_own_fee_and_the_queries_do_not_grow_with_them():
    points = [a_point().partner for _ in range(4)]
    goods = [a_product(net_weight_g=900) for _ in range(4)]
    gift_set = a_gift_set((goods[0], 1), (goods[1], 1))
    few = {points[0].pk: {goods[0].pk: 1}}
    many = {point.pk: {each.pk: 2, gift_set.pk: 1} for point, each in zip(points, goods, strict=True)}

    asked = []
    for parcels in (few, many):
        with CaptureQueriesContext(connection) as queries:
            fees = parcel_fees(**FAR, parcels=parcels, on=DAY)
        asked.append(len(queries))

    assert asked == [5, 5]
    assert set(fees) == {point.pk for point in points}
    assert {fee.charged_g for fee in fees.values()} == {4 * 900}


def test_what_is_told_beforehand_is_never_more_than_what_is_asked():
    usual, tariff = lightest_parcel(), the_tariff()
    assert (usual.in_province.lowest, usual.elsewhere.lowest) == (30_000, 45_000)

    rice, comb = a_product(net_weight_g=3_000), a_product(needs_cold=True)
    told = one_unit(rice, tariff=tariff)
    assert (told.in_province.highest, told.elsewhere.highest) == (40_000, 75_000)
    assert told.elsewhere.lowest == 60_000
    assert one_unit(comb, tariff=tariff).elsewhere is None
    gift_set = a_gift_set((rice, 1), (comb, 1))
    assert one_unit(gift_set, gift_set.components.all(), tariff=tariff).in_province.highest == 60_000


def test_a_zone_without_a_step_still_has_a_fee():
    RateStep.objects.all().delete()

    assert fee((a_product(net_weight_g=1_500), 1)).amount == 2 * 12_000


def test_the_sample_table_says_that_it_is_one():
    put_on_shelf(a_product(), 1)
    assert Table.objects.get().is_sample
