"""A star is a promise with an end: every place flips at the minute, without a deploy or a cron.

Each change is seen from the moment before it and from the moment of it, at every place that shows or uses
stars (`surfaces.SURFACES`), through HTTP alone.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from catalog.certification.operations import Paper, raise_stars, rerate, withdraw
from catalog.products.models import Product
from catalog.trace.operations import lot_named
from cms.factories import ArticlePageFactory
from shop.forks.order.models import Order
from shop.fulfilment.exceptions import CannotPlace
from shop.storefront.templatetags.lots import lot_url
from shop.tests.journeys.surfaces import SURFACES, card, page
from shop.tests.worlds import (
    a_commune,
    a_gift_set,
    a_point,
    a_producer,
    a_product,
    a_seller,
    an_order,
    certify,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2026, 5, 1, 9, tzinfo=LOCAL)
ISSUED, LAST_DAY = date(2024, 3, 5), date(2027, 3, 5)
LAST_MINUTE = datetime(2027, 3, 5, 23, 59, tzinfo=LOCAL)
MIDNIGHT = datetime(2027, 3, 6, tzinfo=LOCAL)
WITHDRAWN = datetime(2026, 9, 10, 8, 30, tzinfo=LOCAL)
RAISED = datetime(2026, 6, 1, tzinfo=LOCAL)


@dataclass(frozen=True)
class Change:
    """What happens, seen from `before` and from `after`, and the stars at both."""

    before: datetime
    after: datetime
    stars: tuple[int | None, int | None]
    #: Done by the office at some time; takes the world.
    happen: object = lambda world: None


def a_paper(number, stars, issued):
    return Paper(
        number=number, stars=stars, issued_date=issued, issuer="UBND tỉnh Điện Biên", issuer_level="province"
    )


def withdrawn(world):
    withdraw(certificate=world.certificate, by=world.office, reason="Không còn đạt tiêu chí", at=WITHDRAWN)


def renewed(world):
    now = LAST_MINUTE - timedelta(days=4)
    paper = a_paper("02/GCN", 3, now.date())
    rerate(product=world.product, paper=paper, by=world.office, reason="Đánh giá lại", now=now)


def raised(world):
    paper = a_paper("03/GCN", 4, RAISED.date())
    now = RAISED + timedelta(hours=8)
    raise_stars(product=world.product, paper=paper, by=world.office, reason="Nâng hạng", now=now)


CHANGES = {
    "expiry": Change(LAST_MINUTE, MIDNIGHT, (3, None)),
    "withdrawal": Change(WITHDRAWN - timedelta(minutes=1), WITHDRAWN, (3, None), withdrawn),
    "renewal": Change(LAST_MINUTE, MIDNIGHT, (3, 3), renewed),
    "end of the renewal": Change(
        datetime(2030, 3, 1, 23, 59, tzinfo=LOCAL), datetime(2030, 3, 2, tzinfo=LOCAL), (3, None), renewed
    ),
    "raise": Change(RAISED - timedelta(minutes=1), RAISED, (3, 4), raised),
    "end of the lower one after a raise": Change(LAST_MINUTE, MIDNIGHT, (4, 4), raised),
}


@pytest.fixture
def world(time_machine):
    """One product with 3 stars, one that keeps its 3, one without; at a point and in an article."""
    time_machine.move_to(START, tick=False)
    producer, point = a_producer("Hợp tác xã Đổi Sao"), a_point(commune=a_commune())
    # Its name comes last, so that only stars can bring it forward.
    product = a_product("Xôi nếp nương", producer=producer)
    certificate = certify(product, stars=3, issued=ISSUED, ends_date=LAST_DAY)
    steady, bare = a_product("Bánh khẩu xén"), a_product("Cá sấy")
    certify(steady, stars=3, issued=START.date(), ends_date=date(2035, 1, 1))
    for goods in (product, steady, bare):
        put_on_shelf(goods, 5, at=point)
    rows = [
        {"type": "product_row", "value": {"title": f"Hạng {n}", "stars": str(n), "group": "", "limit": 4}}
        for n in (3, 4, 5)
    ]
    cited = {"type": "product", "value": {"product": product.pk}}
    ArticlePageFactory(slug="bai", body=[*rows, cited])
    world = SimpleNamespace(product=product, pk=product.pk, certificate=certificate, office=a_seller())
    world.producer, world.point = producer.slug, point.slug
    world.lot = lot_url(lot_named(product=product, code="LO-1", made_date=ISSUED))
    return world


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("stars_at", SURFACES.values(), ids=SURFACES)
def test_a_place_says_what_is_true_before_and_after(client, time_machine, world, stars_at, change):
    change.happen(world)

    time_machine.move_to(change.before, tick=False)
    before = stars_at(client, world)
    time_machine.move_to(change.after, tick=False)
    after = stars_at(client, world)

    assert (before, after) == change.stars


def test_an_order_keeps_the_stars_of_the_moment_when_it_was_placed(client, time_machine, world):
    time_machine.move_to(LAST_MINUTE, tick=False)
    before = an_order((world.product, 1), now=LAST_MINUTE)
    time_machine.move_to(MIDNIGHT, tick=False)
    after = an_order((world.product, 1), now=MIDNIGHT)

    assert [order.lines.get().stars for order in (before, after)] == [3, None]
    assert before.lines.get().certificate_number == world.certificate.number
    assert "3 sao OCOP" in client.get(before.get_absolute_url()).content.decode()
    assert "sao OCOP" not in client.get(after.get_absolute_url()).content.decode()


def goes_into_the_basket(client, world):
    """Adding it leaves one thing in the basket."""
    client.post(reverse("basket:add", kwargs={"pk": world.pk}), {"quantity": 1})
    return client.get("/gio-hang/").context["basket"].num_items == 1


#: Where a product stands that is on sale, and nowhere once the office has taken it off sale.
SHOWN = {
    "list": lambda client, world: bool(card(page(client, "/san-pham/"), world.product)),
    "list by producer": lambda client, world: bool(
        card(page(client, f"/san-pham/?chu-the={world.producer}"), world.product)
    ),
    "count of its producer": lambda client, world: (
        [row["products"] for row in client.get("/api/v1/producers").json()["results"]] == [1]
    ),
    "producer's page": lambda client, world: bool(
        card(page(client, f"/chu-the/{world.producer}/"), world.product)
    ),
    "sales point's page": lambda client, world: bool(
        card(page(client, f"/diem-ban/{world.point}/"), world.product)
    ),
    "locator by product": lambda client, world: (
        client.get("/diem-ban/", {"san-pham": world.pk}).status_code == 200
    ),
    "count of a point's goods": lambda client, world: (
        client.get("/api/v1/sales-points").json()["results"][0]["products"] == 3
    ),
    "article": lambda client, world: bool(card(page(client, "/tin-tuc/bai/"), world.product)),
    "API list": lambda client, world: client.get("/api/v1/products").json()["count"] == 3,
    "API product": lambda client, world: client.get(f"/api/v1/products/{world.pk}").status_code == 200,
    "sitemap": lambda client, world: (
        f"{world.product.get_absolute_url()}<" in client.get("/sitemap.xml").content.decode()
    ),
    "product feed": lambda client, world: (
        f"<g:id>{world.pk}</g:id>".encode() in client.get("/nguon/san-pham.xml").getvalue()
    ),
    "stock feed": lambda client, world: (
        f",{world.pk},".encode() in client.get("/nguon/ton-kho.csv").getvalue()
    ),
    "basket": goes_into_the_basket,
}


@pytest.mark.parametrize("is_shown", SHOWN.values(), ids=SHOWN)
def test_what_is_sold_with_stars_only_leaves_every_place_at_midnight(client, time_machine, world, is_shown):
    Product.objects.filter(pk=world.pk).update(when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"

    time_machine.move_to(LAST_MINUTE, tick=False)
    assert is_shown(client, world)
    client.cookies.clear()
    time_machine.move_to(MIDNIGHT, tick=False)
    assert not is_shown(client, world)


def test_its_own_page_stays_says_so_and_sells_nothing(client, time_machine, world):
    Product.objects.filter(pk=world.pk).update(when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
    buy = reverse("basket:add", kwargs={"pk": world.pk})

    time_machine.move_to(LAST_MINUTE, tick=False)
    assert buy in client.get(world.product.get_absolute_url()).content.decode()
    time_machine.move_to(MIDNIGHT, tick=False)
    answer = client.get(world.product.get_absolute_url())

    text = answer.content.decode()
    assert answer.status_code == 200
    assert buy not in text
    assert '"offers"' not in text
    assert "05/03/2027" in text


def test_a_product_sells_on_without_stars_unless_the_office_says_otherwise(client, time_machine, world):
    time_machine.move_to(MIDNIGHT, tick=False)
    text = client.get(world.product.get_absolute_url()).content.decode()

    assert reverse("basket:add", kwargs={"pk": world.pk}) in text
    assert "05/03/2027" in text


def test_a_gift_set_goes_off_sale_with_what_is_in_it(client, time_machine, world):
    box = a_gift_set((world.product, 1), (a_product("Chè Tuyết Shan"), 1), title="Bộ quà Tết")
    put_on_shelf(box.components.last().component, 5, at=world.product.stockrecords.get().partner.sales_point)
    Product.objects.filter(pk=world.pk).update(when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    buy = reverse("basket:add", kwargs={"pk": box.pk})

    time_machine.move_to(LAST_MINUTE, tick=False)
    before = client.get(box.get_absolute_url()).content.decode()
    assert card(page(client, "/san-pham/"), box)
    client.post(buy, {"quantity": 1})
    time_machine.move_to(MIDNIGHT, tick=False)
    after = client.get(box.get_absolute_url()).content.decode()

    assert buy in before
    assert buy not in after
    assert "trong bộ" in after
    assert not card(page(client, "/san-pham/"), box)
    assert "Bộ quà Tết: ngừng bán vì giấy" in client.get("/gio-hang/").content.decode()
    with pytest.raises(CannotPlace, match="Bộ quà Tết"):
        an_order((box, 1), now=MIDNIGHT)


def test_what_went_off_sale_in_the_basket_is_said_there_and_cannot_be_ordered(client, time_machine, world):
    Product.objects.filter(pk=world.pk).update(when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
    time_machine.move_to(LAST_MINUTE, tick=False)
    assert goes_into_the_basket(client, world)

    time_machine.move_to(MIDNIGHT, tick=False)
    basket = client.get("/gio-hang/")
    details = {
        "key": "k" * 22,
        "method": "delivery",
        "name": "Lò Thị Thử",
        "phone": "0912 345 678",
        "province": "Điện Biên",
        "commune": "Mường Lay",
        "street": "Bản Quan Chiêng",
    }
    placed = client.post("/thanh-toan/", {**details, "agreed_total": "130000", "place": "1"})

    assert "Xôi nếp nương: ngừng bán vì giấy chứng nhận không còn hiệu lực." in basket.content.decode()
    assert placed.status_code == 422
    assert "không còn hiệu lực: Xôi nếp nương" in placed.content.decode()
    assert not Order.objects.exists()
