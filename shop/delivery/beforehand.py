"""What sending costs before anybody says where to: for product pages, feeds, and the summary at checkout."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.products.gift_sets import GiftSetComponent
from catalog.products.models import Product
from shop.delivery.goods import Goods, pairs_of
from shop.delivery.queries import the_tariff
from shop.delivery.tariff import Kind, Load, Tariff

HERE, AWAY = (Kind.COMMUNE, Kind.PROVINCE), (Kind.NEAR, Kind.FAR)


@dataclass(frozen=True)
class Span:
    """The least and the most (đồng) that something costs, by which of some zones it goes to."""

    lowest: int
    highest: int


@dataclass(frozen=True)
class UsualFees:
    """What is told within the province and elsewhere; None where it cannot be sent."""

    in_province: Span | None
    elsewhere: Span | None


def lightest_parcel() -> UsualFees:
    """What a parcel costs at least."""
    return _spans(the_tariff(), Load())


def one_unit(product: Product, parts: Iterable[GiftSetComponent] = (), *, tariff: Tariff) -> UsualFees:
    """What one of a product costs in a parcel by itself; `parts` are the components of a gift set.

    Asks the database for nothing but a variant's parent, where that is not there.
    """
    return _spans(tariff, Goods(product, pairs_of(parts)).load(tariff))


def _spans(tariff, load):
    return UsualFees(*(_span([tariff.fee(zone, load) for zone in zones]) for zones in (HERE, AWAY)))


def _span(fees):
    """Of what cannot go to all of the zones nothing is promised."""
    if None in fees:
        return None
    amounts = [fee.amount for fee in fees]
    return Span(min(amounts), max(amounts))
