"""Order numbers from their own sequence, and orders that leave the counters to the ledger."""

from decimal import Decimal

from django.conf import settings
from django.utils import translation
from oscar.apps.order import utils
from oscar.apps.order.utils import *  # noqa: F403
from oscar.core.prices import Price

from catalog.certification.querysets import certificates_of
from shop.payments.money import CURRENCY, dong
from shop.payments.rates import rate_of
from shop.payments.vat import without_vat


class OrderNumberGenerator:
    """Oscar's would be the basket's id plus 100000: guessable, and one basket could claim it twice."""

    def order_number(self, basket=None) -> str:
        """A number like DB000123, never given twice."""
        from shop.forks.order.models import OrderNumber

        return f"DB{OrderNumber.objects.create().pk:06d}"


class OrderCreator(utils.OrderCreator):
    """Oscar's writer of orders, less its counters, with the stars of the moment and the VAT on each line.

    `partners` (product id → partner) names who gives a product where that is not its stock record's partner:
    a gift set's record prices it, and any point that has its components makes it up.
    """

    def __init__(self, partners=None):
        self.partners = partners or {}

    def place_order(self, basket, total, *args, shipping_charge, surcharges, date_placed, **kwargs):
        """As Oscar's; `date_placed` says whose stars are in force, and `total` is told what VAT is in it."""
        products = {line.product.main.pk for line in basket.all_lines()}
        self.certificates = certificates_of(products, date_placed)
        charges = [shipping_charge, *(charge.price for charge in surcharges)]
        goods = [_without(line.line_price_incl_tax_incl_discounts, line) for line in basket.all_lines()]
        without = sum(goods) + sum(charge.excl_tax for charge in charges)
        total = Price(currency=CURRENCY, excl_tax=without, incl_tax=total.incl_tax)
        told = {"shipping_charge": shipping_charge, "surcharges": surcharges, "date_placed": date_placed}
        return super().place_order(basket, total, *args, **told, **kwargs)

    def create_line_models(self, order, basket_line, extra_line_fields=None):
        """Oscar's line with its own partner, stars and VAT of now, and the name that points pack by."""
        fields = {**(extra_line_fields or {}), **_taxes(basket_line)}
        if partner := self.partners.get(basket_line.product_id):
            fields |= {"partner": partner, "partner_name": partner.name}
        if certificate := self.certificates.get(basket_line.product.main.pk):
            fields |= {"stars": certificate.stars, "certificate_number": certificate.number}
        with translation.override(settings.LANGUAGE_CODE):
            return super().create_line_models(order, basket_line, fields)

    def create_line_price_models(self, order, order_line, basket_line):
        """Oscar's units at each price, with the line's rate."""
        for price, _excluded, quantity in basket_line.get_price_breakdown():
            taxed = {"price_excl_tax": _without(price, basket_line), "tax_code": order_line.tax_code}
            order_line.prices.create(order=order, quantity=quantity, price_incl_tax=price, **taxed)

    def update_stock_records(self, line):
        """Nothing: the hold taken before (`shop.stock`) has promised the goods already."""


def _taxes(basket_line):
    """What an order's line keeps of its VAT; what counts is `line_price_excl_tax`, of the whole line."""
    return {
        "tax_code": rate_of(basket_line.product),
        "line_price_excl_tax": _without(basket_line.line_price_incl_tax_incl_discounts, basket_line),
        "line_price_before_discounts_excl_tax": _without(basket_line.line_price_incl_tax, basket_line),
        "unit_price_excl_tax": _without(basket_line.unit_price_incl_tax, basket_line),
    }


def _without(amount, basket_line):
    """`amount` without the VAT of the line's goods."""
    return Decimal(without_vat(dong(amount), rate_of(basket_line.product)))
