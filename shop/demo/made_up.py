"""A product in three sizes and two gift sets. No public source knows of such, so all of them are samples.

Their names say so, they have no maker and no certificate; what the sets are made of is real goods.
"""

from catalog.products.models import Category, Product, ProductClass
from shop.demo.goods import PRODUCT_CLASS
from shop.demo.labels import PROVINCE, label_values
from shop.demo.points import WAREHOUSE_CODE
from shop.demo.rows import Tally, rows
from shop.forks.partner.models import Partner, StockRecord
from shop.stock.operations import set_price


def build_variants() -> Tally:
    """The product in several sizes, and the sizes."""
    sizes = rows("variants")
    there = _codes()
    missing = [row for row in sizes if row["code"] not in there]
    new = len(missing)
    for row in missing:
        parent = Product.objects.filter(code=row["product_code"]).first()
        if parent is None:
            parent, new = _made_up(row["product_code"], structure=Product.PARENT), new + 1
        Product.objects.create(
            code=row["code"],
            parent=parent,
            structure=Product.CHILD,
            title=row["size_vi"],
            title_en=row["size_en"],
            net_weight_g=int(row["net_weight_g"]),
        )
    return Tally(len(sizes) + len({row["product_code"] for row in sizes}), new)


def build_gift_sets() -> Tally:
    """The sets with their components; each has its price on a record at the warehouse, without any stock."""
    sets = [row for row in rows("made_up") if row["components"]]
    missing = [row for row in sets if row["code"] not in _codes()]
    warehouse = Partner.objects.get(code=WAREHOUSE_CODE)
    for row in missing:
        held = [(Product.objects.get(code=component), units) for component, units in parts(row)]
        weight = sum(component.net_weight_g * units for component, units in held)
        gift_set = _made_up(row["code"], net_weight_g=weight)
        for component, units in held:
            gift_set.components.create(component=component, quantity=units)
        StockRecord.objects.create(product=gift_set, partner=warehouse, partner_sku=gift_set.code)
        set_price(product=gift_set, price=int(row["price"]))
    return Tally(len(sets), len(missing))


def parts(row: dict[str, str]) -> list[tuple[str, int]]:
    """(product code, units) of a set's components, written "DB-004 1; DB-012 2"."""
    pairs = [part.split() for part in row["components"].split(";")]
    return [(code, int(units)) for code, units in pairs]


def _codes():
    return set(Product.objects.filter(code__isnull=False).values_list("code", flat=True))


def _made_up(code, **values):
    row = next(row for row in rows("made_up") if row["code"] == code)
    product = Product.objects.create(
        code=code,
        product_class=ProductClass.objects.get(name=PRODUCT_CLASS),
        title=row["name_vi"],
        title_en=row["name_en"],
        description=row["description_vi"],
        description_en=row["description"],
        illustration=row["illustration"],
        origin_text=PROVINCE,
        **label_values(row["subgroup_code"], dict.fromkeys(("season", "sending_season", "ships_to"), "")),
        **values,
    )
    product.categories.add(Category.objects.get(code=row["subgroup_code"]))
    return product
