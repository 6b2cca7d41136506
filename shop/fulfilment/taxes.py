"""The VAT within an order, as it was written down, and within a quote, as it will be."""

from shop.forks.order.models import Order
from shop.fulfilment.quoting import Quote
from shop.fulfilment.sharing import share
from shop.payments.money import dong
from shop.payments.rates import delivery_rate, gift_wrap_rate, rate_of
from shop.payments.vat import Vat, vat_of, without_vat


def vat_of_order(order: Order) -> Vat:
    """What its lines, its delivery and its surcharges have in them."""
    parts = [
        (line.tax_code, line.line_price_incl_tax, line.line_price_excl_tax) for line in order.lines.all()
    ]
    parts.append((order.shipping_tax_code, order.shipping_incl_tax, order.shipping_excl_tax))
    parts += [(charge.tax_code, charge.incl_tax, charge.excl_tax) for charge in order.surcharges.all()]
    return vat_of((code, dong(amount), dong(without)) for code, amount, without in parts)


def vat_of_quote(basket, quote: Quote) -> Vat:
    """What a quoted basket will have in it, each product parted as the plan has it.

    Where an offer meets a product that two points share, the order may part its đồng otherwise: a đồng of
    VAT more or less then, and never of the price.
    """
    parts = [
        (delivery_rate(), quote.delivery),
        (gift_wrap_rate(), quote.wrapping),
        *(
            (rate_of(line.product), amount)
            for line in basket.all_lines()
            for amount in _parted(line, quote.plan)
        ),
    ]
    return vat_of((code, amount, without_vat(amount, code)) for code, amount in parts)


def _parted(line, plan) -> list[int]:
    """Đồng of a basket's line by the points that it comes from."""
    amount = dong(line.line_price_incl_tax_incl_discounts)
    units = [part.units for part in plan.allocations if part.product_id == line.product_id]
    return share(amount, units, [amount] * len(units)) if units else [amount]
