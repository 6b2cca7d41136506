"""Small worlds for tests: communes, points with goods on their shelves, a shopper with a basket, an order.

Plain functions with sensible values; a test names only what it is about. `NOW` is the moment of all of them.
"""

import itertools
from datetime import UTC, date, datetime
from functools import wraps

from django.utils import translation
from django.utils.text import slugify

from catalog.certification.models import Certificate, end_of_validity
from catalog.places.models import Commune
from catalog.producers.models import Producer
from catalog.products.models import Category, Product, ProductClass
from catalog.products.operations import put_in_subgroup
from shop.accounts.models import User
from shop.forks.basket.models import Basket
from shop.forks.offer.applicator import Applicator
from shop.forks.partner.models import Partner, StockRecord
from shop.forks.partner.strategy import Strategy
from shop.fulfilment.delivery import Address, Contact, Destination
from shop.fulfilment.placing import Wish, place_order
from shop.fulfilment.quoting import quote
from shop.points.models import SalesPoint
from shop.stock.operations import receive

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # ten in the morning in Điện Biên
_count = itertools.count(1)


def in_vietnamese(make):
    """Makes worlds in Vietnamese, whatever the pages were in that a test has read before."""

    @wraps(make)
    def made(*args, **kwargs):
        with translation.override("vi"):
            return make(*args, **kwargs)

    return made


def a_commune(name="Mường Lay", code="03151", latitude=22.02, longitude=103.17) -> Commune:
    """A commune of today, made once."""
    values = {"kind": "xa", "name": name, "area_km2": 200, "latitude": latitude, "longitude": longitude}
    return Commune.objects.get_or_create(code=code, defaults=values)[0]


@in_vietnamese
def a_producer(name="Hợp tác xã Mẫu", **values) -> Producer:
    """A producer, made once a name."""
    slug = slugify(name) or f"producer-{next(_count)}"
    return Producer.objects.get_or_create(name=name, defaults={"slug": slug, **values})[0]


@in_vietnamese
def a_category(code="I.5a", name="Chè") -> Category:
    """An OCOP sub-group with its group above it, made once."""
    found = Category.objects.filter(code=code).first()
    if found:
        return found
    if "." not in code:
        return Category.add_root(name=f"Nhóm {code}", code=code, slug=slugify(f"nhom-{code}"))
    group = a_category(code.split(".")[0])
    group.refresh_from_db()
    return group.add_child(name=name, code=code, slug=slugify(code.replace(".", "-")))


@in_vietnamese
def a_product(title=None, *, category="I.5a", stars=None, **values) -> Product:
    """A public product; with `stars`, certified so at `NOW`."""
    product_class = ProductClass.objects.get_or_create(
        name="Sản phẩm OCOP", defaults={"requires_shipping": True, "track_stock": True}
    )[0]
    title = title or f"Trà shan tuyết {next(_count)}"
    product = Product.objects.create(title=title, product_class=product_class, **values)
    put_in_subgroup(product=product, subgroup=a_category(category))
    if stars:
        certify(product, stars=stars)
    return product


def a_variant(parent, size="250 g", **values) -> Product:
    """A public variant of a product, which becomes its parent."""
    if not parent.is_parent:
        parent.structure = Product.PARENT
        parent.save()
    return Product.objects.create(title=size, structure=Product.CHILD, parent=parent, **values)


def a_gift_set(*parts, title=None, price=300_000, stars=None, at=None, **values) -> Product:
    """A public gift set of (product, units) pairs; its price is written at a point or the warehouse."""
    product = a_product(title or f"Bộ quà {next(_count)}", stars=stars, **values)
    for component, quantity in parts:
        product.components.create(component=component, quantity=quantity)
    put_on_shelf(product, 0, at=at, price=price)
    return product


def certify(product, *, stars=3, issued=date(2025, 3, 1), **values) -> Certificate:
    """A certificate for 36 months from `issued`."""
    values = {"issuer": "UBND tỉnh Điện Biên", "issuer_level": "province", **values}
    values.setdefault("number", f"THỬ-{next(_count):04d}")
    values.setdefault("ends_date", end_of_validity(issued))
    return Certificate.objects.create(product=product, stars=stars, issued_date=issued, **values)


@in_vietnamese
def a_point(name=None, *, commune=None, **values) -> SalesPoint:
    """An open sales point with its partner."""
    number = next(_count)
    name = name or f"Điểm OCOP thử {number}"
    commune = commune or a_commune()
    values = {
        "kind": "point",
        "setting": "market",
        "status": "open",
        "address_line": "Chợ trung tâm",
        "latitude": commune.latitude,
        "longitude": commune.longitude,
        "slug": f"diem-{number}",
        **values,
    }
    point = SalesPoint.objects.create(name=name, commune=commune, **values)
    Partner.objects.create(name=name, code=point.slug, sales_point=point)
    return point


def the_central_warehouse() -> Partner:
    """The one partner without a sales point."""
    commune = a_commune("Điện Biên Phủ", "03127", 21.41, 103.05)
    values = {"name": "Kho trung tâm", "commune": commune}
    return Partner.objects.get_or_create(code="kho", defaults=values)[0]


def put_on_shelf(product, units, *, at=None, price=100_000) -> StockRecord:
    """So many units of a product at a point, or in the central warehouse; through the ledger."""
    partner = at.partner if at else the_central_warehouse()
    values = {"partner_sku": f"SKU-{product.pk}", "price": price}
    record = StockRecord.objects.get_or_create(product=product, partner=partner, defaults=values)[0]
    if units:
        receive(stock=record, quantity=units, reference=f"test-{next(_count)}", at=NOW)
        record.refresh_from_db()
    return record


def a_seller(*points, email=None) -> User:
    """A member of the points' staff."""
    user = User.objects.create_user(email=email or f"seller{next(_count)}@example.com", password="quay")
    for point in points:
        point.partner.users.add(user)
    return user


def passes_the_age_gate(client) -> None:
    """The visitor of this client has said to be 18."""
    client.post("/du-tuoi/", {"answer": "yes"})


def a_basket(*items):
    """An open basket with (product, units) pairs, priced as in a request."""
    basket = Basket.objects.create()
    basket.strategy = Strategy()
    for product, units in items:
        basket.add_product(product, units)
    Applicator().apply(basket)
    return basket


def an_address(commune=None) -> Destination:
    """Delivery within the province."""
    commune = commune or a_commune()
    return Destination(Address("Số 1, tổ 2", commune.name, "Điện Biên", commune))


CONTACT = Contact(name="Lò Thị Thử", phone="0912345678")


def a_wish(basket, *, destination=None, now=NOW, **said) -> Wish:
    """What a shopper agrees to for a basket; delivery, and money by hand, unless something else is said."""
    destination = destination or an_address()
    if "agreed_total" not in said:
        said["agreed_total"] = quote(basket=basket, destination=destination, at=now).total
    by_hand = "at_point" if destination.is_pick_up else "cod"
    wish = {"contact": CONTACT, "means": by_hand, "key": f"{next(_count):022d}", **said}
    return Wish(destination=destination, **wish)


def an_order(*items, now=NOW, basket=None, **wish):
    """A placed order of (product, units) pairs; delivery unless a destination says otherwise."""
    basket = basket or a_basket(*items)
    return place_order(basket=basket, wish=a_wish(basket, now=now, **wish), now=now)
