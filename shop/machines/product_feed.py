"""The goods as Google Merchant Center and others read them: RSS 2.0 with the namespace g.

support.google.com/merchants/answer/7052112 says what each attribute means. A product of several sizes is one
item a size, under one `item_group_id`; what has no price is no item. Stars are those in force.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from catalog.pictures.showing import largest
from catalog.products.label import Label
from shop.delivery.beforehand import one_unit
from shop.delivery.queries import the_tariff
from shop.machines.goods import goods_for_everyone, names_of_groups
from shop.machines.parts import COUNTRY, absolute
from shop.payments.money import CURRENCY, dong

_not_xml = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: As long as the attributes may be.
LONGEST_TITLE, LONGEST_TEXT = 150, 5_000


def product_feed(at: datetime, language: str) -> Iterator[str]:
    """The feed in pieces, in one language."""
    with translation.override(language):
        groups, head, tariff = names_of_groups(), _head(), the_tariff()
    yield head
    for product in goods_for_everyone(at):
        with translation.override(language):
            piece = "".join(
                _item(each, product, groups, tariff) for each in product.variants or [product] if each.price
            )
        yield piece
    yield "</channel>\n</rss>\n"


def _head():
    about = _("OCOP goods of Điện Biên")
    if settings.DEMO:
        about = _("Prices, stock, certificate numbers and sales points here are samples, not offers.")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n'
        f"<title>{escape(settings.OSCAR_SHOP_NAME)}</title>\n<link>{escape(absolute('/'))}</link>\n"
        f"<description>{escape(about)}</description>\n"
    )


def _item(goods, product, groups, tariff):
    """One thing that can be bought: a product without sizes, or one size of `product`."""
    facts = {
        "id": goods.pk,
        "title": goods.full_title[:LONGEST_TITLE],
        "description": (product.description or goods.full_title)[:LONGEST_TEXT],
        "link": absolute(goods.get_absolute_url()),
        "image_link": _image(product),
        "availability": "in_stock" if goods.available > 0 else "out_of_stock",
        "price": price(goods.price),
        "condition": "new",
        "brand": product.producer.name if product.producer else None,
        "gtin": goods.upc,
        "identifier_exists": "yes" if goods.upc else "no",
        "product_type": _kind(product, groups),
        **_size(goods, product),
        "shipping": _shipping(goods, product, tariff),
        "product_detail": _stars(product),
        "custom_label_0": product.stars,
    }
    return "<item>" + "".join(_element(*fact) for fact in facts.items()) + "</item>\n"


def price(amount) -> str:
    """`185000 VND`."""
    return f"{dong(amount)} {CURRENCY}"


def _size(goods, product):
    facts = {}
    if goods is not product:
        facts = {"item_group_id": product.pk, "size": goods.title}
    if goods.net_weight_g:
        weight = f"{goods.net_weight_g} g"
        facts |= {
            "unit_pricing_measure": weight,
            "unit_pricing_base_measure": "100 g",
            "shipping_weight": weight,
        }
    return facts


def _image(product):
    address = largest(product.picture, "plain")
    return absolute(address) if address else None


def _kind(product, groups):
    """`Group > sub-group` in words."""
    code = next((category.code for category in product.categories.all() if category.code), "")
    return " > ".join(groups[each] for each in dict.fromkeys([code.split(".")[0], code]) if each in groups)


def _shipping(goods, product, tariff):
    """What sending one costs at most in the country; nothing where it does not go everywhere."""
    fees = one_unit(goods, product.parts, tariff=tariff)
    if goods.sending_limit != Label.ShipsTo.EVERYWHERE or fees.elsewhere is None:
        return None
    return {"country": COUNTRY, "price": price(fees.elsewhere.highest)}


def _stars(product):
    if not product.stars:
        return None
    return {
        "section_name": _("Certificate"),
        "attribute_name": "OCOP",
        "attribute_value": _("%(stars)s-star OCOP") % {"stars": product.stars},
    }


def _element(name, value):
    """`<g:name>…</g:name>`; nothing for what is not known."""
    if value in (None, ""):
        return ""
    inner = "".join(_element(*each) for each in value.items()) if isinstance(value, dict) else _text(value)
    return f"<g:{name}>{inner}</g:{name}>"


def _text(value):
    """The value as XML may hold it: no control characters but line ends, no characters that are none."""
    return escape(_not_xml.sub("", str(value)))
