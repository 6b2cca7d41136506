"""Sample offers and vouchers for tests, of goods from `shop.tests.worlds`."""

import itertools
from datetime import timedelta

from shop.forks.offer.models import Benefit, Condition, ConditionalOffer, Fair, Range
from shop.forks.voucher.models import Voucher
from shop.tests.worlds import NOW

_count = itertools.count(1)


def a_range(*products, **values) -> Range:
    """These products; all there are where none is named."""
    values = {"includes_all_products": not products, **values}
    made = Range.objects.create(name=values.pop("name", f"Nhóm hàng {next(_count)}"), **values)
    for product in products:
        made.add_product(product)
    return made


def an_offer(benefit="Percentage", value=10, *, goods=None, condition=("Count", 1), limit=None, **values):
    """An offer for everybody: so much off goods (all), where the basket holds what is asked."""
    goods = goods or a_range()
    kind, least = condition
    given = {"type": benefit, "value": value, "max_affected_items": limit}
    if benefit != "Fixed price":
        given["range"] = goods
    name = values.pop("name", f"Ưu đãi {next(_count)}")
    return ConditionalOffer.objects.create(
        name=name,
        benefit=Benefit.objects.create(**given),
        condition=Condition.objects.create(range=goods, type=kind, value=least),
        **values,
    )


def a_voucher(code="TET2027", *offers, usage=Voucher.MULTI_USE, now=NOW, **values) -> Voucher:
    """A code for the month around `now`; for ten in the hundred off everything unless offers are named."""
    offers = offers or [an_offer(offer_type=ConditionalOffer.VOUCHER)]
    days = {"start_datetime": now - timedelta(days=15), "end_datetime": now + timedelta(days=15)}
    voucher = Voucher.objects.create(name=f"Mã {code}", code=code, usage=usage, **days | values)
    voucher.offers.set(offers)
    return voucher


def a_fair(point, *, now=NOW, days=3, **values) -> Fair:
    """A fair of so many days that begins on the day of `now`."""
    first = values.pop("first_day", now.date())
    values = {"name": f"Hội chợ {next(_count)}", "place": "Quảng trường 7-5", **values}
    return Fair.objects.create(
        sales_point=point, first_day=first, last_day=first + timedelta(days=days - 1), **values
    )
