"""Wrapping as a gift: so many đồng a parcel, written to the order as Oscar's surcharge."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from oscar.core.prices import Price

from shop.payments.money import oscar_price
from shop.payments.rates import gift_wrap_rate


@dataclass(frozen=True)
class _GiftWrap:
    name: str
    code: str = "gift-wrap"


@dataclass(frozen=True)
class _Charge:
    price: Price
    surcharge: _GiftWrap = field(default_factory=lambda: _GiftWrap(_("Gift wrap")))


def gift_wrap_as_surcharge(agreed) -> list:
    """The wrapping of all parcels of a quote, as Oscar writes surcharges; empty where nothing is wrapped."""
    return [_Charge(oscar_price(agreed.wrapping, gift_wrap_rate()))] if agreed.wrapping else []
