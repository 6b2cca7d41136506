"""What the parcels of an order cost, in whole đồng."""

from datetime import date

from catalog.products.models import Product
from shop.delivery.exceptions import CannotSend
from shop.delivery.goods import goods_of
from shop.delivery.queries import the_tariff
from shop.delivery.tariff import Fee, Load
from shop.forks.partner.models import Partner


def parcel_fees(
    *, province: str, commune_code: str | None, parcels: dict[int, dict[int, int]], on: date
) -> dict[int, Fee]:
    """Partner id → the fee of its parcel; `parcels` is partner id → product id (or gift set) → units.

    `commune_code` is the unit of today within Điện Biên, None elsewhere. As many queries for any number of
    parcels. Raises CannotSend where goods may not be sent there, or not on this day.
    """
    tariff = the_tariff()
    wanted = {product for units in parcels.values() for product in units}
    goods = goods_of(Product.objects.filter(pk__in=wanted).select_related("parent"))
    communes = _communes(parcels)
    fees, cold = {}, {}
    for partner, units in parcels.items():
        same = commune_code is not None and communes.get(partner) == commune_code
        load = sum((goods[key].load(tariff) * count for key, count in units.items()), Load())
        fees[partner] = tariff.fee(tariff.zone_of(province, is_same_commune=same), load)
        if fees[partner] is None:
            cold |= {key: goods[key] for key in units if goods[key].load(tariff).is_cold}
    _refuse(cold.values(), [(each, each.months_it_waits_for(on)) for each in goods.values()])
    return fees


def _refuse(cold, waiting):
    without_cold = [each.product.get_title() for each in cold]
    out_of_season = [(each.product.get_title(), months) for each, months in waiting if months]
    if without_cold or out_of_season:
        raise CannotSend(without_cold=without_cold, out_of_season=out_of_season)


def _communes(partner_ids) -> dict[int, str]:
    """Partner id → code of the commune that it sends from."""
    partners = Partner.objects.filter(pk__in=partner_ids).select_related("sales_point")
    return {
        partner.pk: partner.sales_point.commune_id if partner.sales_point_id else partner.commune_id
        for partner in partners
    }
