"""What parcels cost, for who places an order or tells of it beforehand. Amounts are whole đồng."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.products.models import Product
from shop.delivery.exceptions import CannotSend
from shop.delivery.goods import goods_of
from shop.delivery.queries import the_tariff
from shop.delivery.tariff import Fee, Kind, Load
from shop.forks.partner.models import Partner

HERE, AWAY = (Kind.COMMUNE, Kind.PROVINCE), (Kind.NEAR, Kind.FAR)


@dataclass(frozen=True)
class Span:
    """The least and the most that something costs, by which of some zones it goes to."""

    lowest: int
    highest: int


@dataclass(frozen=True)
class UsualFees:
    """What is told before anybody says where to; None where it is not sent."""

    in_province: Span | None
    elsewhere: Span | None


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


def usual_fees() -> UsualFees:
    """What the lightest parcel costs: the least anybody pays."""
    tariff = the_tariff()
    return _spans(tariff, Load())


def fees_of_one(products: Iterable[Product]) -> dict[int, UsualFees]:
    """Product id → what one unit costs in a parcel by itself. Variants bring their parents along."""
    tariff = the_tariff()
    goods = goods_of(products)
    return {key: _spans(tariff, each.load(tariff)) for key, each in goods.items()}


def _spans(tariff, load):
    return UsualFees(*(_span([tariff.fee(zone, load) for zone in zones]) for zones in (HERE, AWAY)))


def _span(fees):
    """Of what cannot go to all of the zones nothing is promised."""
    if None in fees:
        return None
    amounts = [fee.amount for fee in fees]
    return Span(min(amounts), max(amounts))
