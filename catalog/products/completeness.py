"""What a product must say of itself before it is on show, by its group; what is missing is named.

The Consumer Law of 2023 (art. 37) asks before an order for measure, quality, use, price, origin, use-by date
and who answers for the goods; decree 43/2017 on labels adds ingredients, storage and warnings, by kind of
goods. A fresh fruit has no list of ingredients and no use-by date, spirits keep, a scarf has a material and a
size, and a homestay has none of these. A bar code is nobody's duty.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.products.models import Product


@dataclass(frozen=True)
class Fact:
    """One thing to be said: its key, its name for people, and the field of the product's form that takes it.

    Price and sub-group have no field of their own there; their tables are `PRICE` and `SUBGROUP`.
    """

    key: str
    name: str | Promise
    field: str
    is_said: Callable[[Product], bool]


def _own(product, name):
    """The product's own value, or for a variant that of the product that it is a variant of."""
    found = getattr(product, name)
    return getattr(product.parent, name) if not found and product.parent_id else found


def _said(*names) -> Callable[[Product], bool]:
    return lambda product: any(_own(product, name) for name in names)


def _measured(*names):
    """As `_said`; of a product in several sizes each size says its own."""
    said = _said(*names)
    return lambda product: product.is_parent or said(product)


def _is_answered_for(product):
    """Whether somebody with a name and an address stands for it."""
    if _own(product, "responsible_party"):
        return True
    producer = _own(product, "producer")
    return bool(producer and (producer.address_text or producer.commune_id or producer.village))


PRICE, SUBGROUP = "price", "subgroup"
_FACTS = {
    fact.key: fact
    for fact in (
        Fact(SUBGROUP, _("sub-group"), "", lambda product: False),
        Fact("title", _("name (Vietnamese)"), "title_vi", _said("title_vi")),
        Fact("description", _("description"), "description_vi", _said("description_vi")),
        Fact("weight", _("net weight"), "net_weight_g", _measured("net_weight_g")),
        Fact("measure", _("net weight or volume"), "net_weight_g", _measured("net_weight_g", "size_text")),
        Fact("size", _("size"), "size_text", _said("size_text")),
        Fact("ingredients", _("ingredients"), "ingredients_vi", _said("ingredients_vi")),
        Fact("material", _("material"), "ingredients_vi", _said("ingredients_vi")),
        Fact("quality", _("quality"), "quality_vi", _said("quality_vi")),
        Fact("usage", _("use"), "usage_vi", _said("usage_vi")),
        Fact("storage", _("storage"), "storage_vi", _said("storage_vi")),
        Fact("shelf_life", _("shelf life"), "shelf_life", _said("shelf_life")),
        Fact("warnings", _("warnings"), "warnings_vi", _said("warnings_vi")),
        Fact(
            "responsible",
            _("who answers for it, with an address"),
            "responsible_party",
            _is_answered_for,
        ),
        Fact("origin", _("origin"), "origin_text", _said("commune_id", "origin_text")),
        Fact(PRICE, _("price"), "", lambda product: False),
    )
}
_goods = ("title", "quality", "usage", "responsible", "origin", PRICE)
_kept = (*_goods, "measure", "ingredients", "storage", "shelf_life")

#: Beginning of a sub-group's code → the keys of what is asked. The longest beginning counts.
ASKED: dict[str, tuple[str, ...]] = {
    "I": (*_goods, "weight", "ingredients", "storage", "shelf_life"),
    "I.1": (*_goods, "weight", "storage"),
    "I.4a": _kept,
    "II": _kept,
    "II.1": (*_goods, "measure", "ingredients", "storage", "warnings"),
    "III": _kept,
    "III.1": (*_kept, "warnings"),
    "III.2": (*_kept, "warnings"),
    "IV": (*_goods, "material", "size"),
    "V": (*_goods, "size"),
    "VI": ("title", "description", "usage", "responsible", "origin", PRICE),
}


def asked_of(subgroup: str) -> list[Fact]:
    """What goods of this sub-group ("I.5a") have to say, in the order of the list of facts.

    Without a sub-group, that itself and what all goods have to say.
    """
    group, _dot, rest = subgroup.partition(".")
    beginnings = [f"{group}.{rest[:length]}" if length else group for length in range(len(rest), -1, -1)]
    keys = next((ASKED[part] for part in beginnings if part in ASKED), (SUBGROUP, *_goods))
    return [fact for key, fact in _FACTS.items() if key in keys]


def what_is_missing(product: Product, *, subgroup: str, has_price: bool) -> list[Fact]:
    """The facts that the product does not say; asks the database for nothing but a parent or a producer."""
    return [
        fact for fact in asked_of(subgroup) if not (has_price if fact.key == PRICE else fact.is_said(product))
    ]
