"""Offers for everybody, and a basket with a code, words for a gift and things put aside."""

from datetime import timedelta

from shop.demo.accounts import OFFICE
from shop.forks.basket.models import Basket
from shop.forks.offer.models import ConditionalOffer
from shop.points.models import SalesPoint
from shop.tests.offers import a_fair, a_range, a_voucher, an_offer
from shop.tests.scenes import choosing
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.buying import BASKET, has_seen, puts_in, with_goods
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW

BY = Who.SHOPPER


def some_offers():
    """Of everything with four stars, of a few products, of a point and of a fair."""
    point = SalesPoint.objects.get(slug="muong-thanh")
    stars = a_range(stars_from=4, name="hàng đạt từ 4 sao")
    few = a_range(*choosing.for_sale()[:5], name="hàng quà Tết")
    until = NOW + timedelta(days=20)
    an_offer(
        name="Tết sum vầy",
        exclusive=False,
        goods=stars,
        end_datetime=until,
        description="Cho mâm cỗ thêm đặc sản.",
    )
    an_offer("Fixed", 15_000, name="Quà Tết Điện Biên", goods=few, condition=("Count", 2), end_datetime=until)
    everything = a_range(name="mọi sản phẩm")
    an_offer("Percentage", 15, name="Đến quầy, giảm thêm", goods=everything, sales_point=point, priority=2)
    an_offer("Percentage", 20, name="Hội chợ hoa ban", goods=everything, fair=a_fair(point), priority=3)
    return few


def of_offers(path="/uu-dai/"):
    """The pages of offers."""

    def arrive(client):
        some_offers()
        return path or ConditionalOffer.objects.get(name="Quà Tết Điện Biên").get_absolute_url()

    return arrive


def with_everything(client):
    """Offers, a code, a message for a gift, and something put aside."""
    some_offers()
    kind = {"offer_type": ConditionalOffer.VOUCHER, "exclusive": False}
    a_voucher("TET2027", an_offer("Absolute", 20_000, name="Mã Tết", **kind))
    for product in choosing.for_sale()[:3]:
        puts_in(client, product, 2)
    line = Basket.open.latest("pk").lines.order_by("pk").last()
    client.post("/gio-hang/de-danh/", {"aside": line.pk})
    client.post("/gio-hang/vouchers/add/", {"code": "TET2027"})
    client.post("/gio-hang/qua-tang/", {"gift_message": "Chúc bố mẹ năm mới an khang, mạnh khoẻ."})
    has_seen(client)
    return BASKET


def enters_no_code(person):
    """Sends a code that there is none of."""
    person.page.locator("details:has([name=code]) > summary").evaluate("fold => fold.click()")
    person.sends("code", code="KHONG-CO")


def of_fairs(path):
    """The office's pages of fairs."""

    def arrive(client):
        signed_in(client, OFFICE)
        some_offers()
        return path

    return arrive


SCENES = [
    Scene("offers", "Ưu đãi", of_offers()),
    Scene("offers-none", "Chưa có ưu đãi", "/uu-dai/"),
    Scene("offer", "Một ưu đãi", of_offers("")),
    Scene("basket-offers", "Giỏ có ưu đãi, mã, lời nhắn và hàng để dành", with_everything, BY),
    Scene("basket-no-code", "Giỏ: mã không có", with_goods(), BY, enters_no_code, 422),
    Scene("offer-new", "Thêm ưu đãi", of_fairs("/quan-tri/offers/new/metadata/"), Who.OFFICE),
    Scene("range-new", "Thêm phạm vi hàng", of_fairs("/quan-tri/ranges/create/"), Who.OFFICE),
    Scene("voucher-new", "Thêm mã", of_fairs("/quan-tri/vouchers/create/"), Who.OFFICE),
    Scene("voucher-set-new", "Thêm bộ mã", of_fairs("/quan-tri/vouchers/sets/create/"), Who.OFFICE),
    Scene("fairs", "Hội chợ", of_fairs("/quan-tri/offers/fairs/"), Who.OFFICE),
    Scene("fair-new", "Thêm hội chợ", of_fairs("/quan-tri/offers/fairs/add/"), Who.OFFICE),
]
