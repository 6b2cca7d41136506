"""Products, their makers, and the lists of them."""

from datetime import date, timedelta

from catalog.producers.models import Producer
from catalog.products.models import Product, ProductImage
from catalog.products.season import mask_of
from catalog.trace.operations import lot_named
from shop.assortment.queries import on_offer
from shop.forks.reviews.models import ProductReview
from shop.forks.reviews.operations import write_review
from shop.fulfilment.models import Fulfilment
from shop.stock.operations import adjust
from shop.storefront.templatetags.lots import lot_url
from shop.tests.scenes import choosing
from shop.tests.scenes.orders import brought_to
from shop.tests.scenes.pictures import a_picture
from shop.tests.scenes.scene import Scene
from shop.tests.worlds import NOW, a_product, an_order, certify, passes_the_age_gate


def about(choose):
    """The page of what is chosen."""
    return lambda client: choose().get_absolute_url()


def withdrawn():
    """A product whose stars were taken away again."""
    product = choosing.uncertified()
    certify(product, stars=4, withdrawn_at=NOW, withdrawal_reason="Không còn đạt tiêu chí khi kiểm tra lại.")
    return product


def without_price():
    """A product that is shown but not sold yet."""
    return a_product("Trà hoa vàng đang chờ giá", stars=3)


def bare():
    """A product of which little is known, with the longest name that the register would give it."""
    return a_product(
        "Bánh khẩu xén nếp nương gấc truyền thống vị mặn của đồng bào dân tộc Thái thị xã Mường Lay"
    )


def photographed():
    """A product with photographs instead of a drawing."""
    product = choosing.in_stock()
    for order in range(3):
        ProductImage.objects.create(
            product=product, picture=a_picture(), display_order=order, caption="Nương chè"
        )
    return product


def of_certificate(choose):
    """The certificate page of what is chosen."""
    return lambda client: f"{choose().get_absolute_url()}chung-nhan/"


def of_a_lot(*, days_left):
    """The page of a lot that was made in autumn, so many days before its use-by date."""

    def address(client):
        product = raised()
        made = date(2026, 9, 20)
        use_by = NOW.date() + timedelta(days=days_left)
        return lot_url(lot_named(product=product, code="TST 26/09-A", made_date=made, use_by_date=use_by))

    return address


def raised():
    """A product that has been raised, the paper of its new certificate beside it."""
    product = choosing.in_stock()
    product.certificates.update(issued_date=date(2024, 11, 1), ends_date=date(2027, 11, 1), stars=3)
    certify(product, stars=4, issued=date(2026, 10, 1), score="82.5", scan=a_picture(), number="07/GCN-OCOP")
    return product


def one_size_gone():
    """A product in several sizes, one of them sold out."""
    product = choosing.in_sizes()
    for shelf in choosing.shelves_of(product).filter(product=product.children.by_size().first()):
        if shelf.left:
            how = {"reason": "đem trưng bày", "reference": "scene", "at": NOW, "actor": None}
            adjust(stock=shelf, difference=-shelf.left, **how)
    return product


def set_sold_out():
    """A gift set of which all was ordered that could be made at any point, a few for cash at a time."""
    product = choosing.gift_set()
    while left := on_offer(NOW).get(pk=product.pk).available:
        an_order((product, min(left, 3)))
    return product


def off_sale():
    """A lapsed product that the office sells with stars only."""
    product = choosing.lapsed()
    Product.objects.filter(pk=product.pk).update(when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
    return product


def set_off_sale():
    """A gift set of which the office sells one component with stars only, and those were taken away."""
    product = choosing.gift_set()
    component = product.components.first().component.main
    component.certificates.update(withdrawn_at=NOW, withdrawal_reason="Không còn đạt tiêu chí.")
    if not component.certificates.exists():
        certify(component, withdrawn_at=NOW, withdrawal_reason="Không còn đạt tiêu chí.")
    Product.objects.filter(pk=component.pk).update(when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
    return product


def in_vietnamese_only():
    """A product of which nothing is told in English; its texts stand in, marked."""
    product = choosing.in_stock()
    for text in ("title", "description", "ingredients", "quality", "usage", "storage", "warnings"):
        setattr(product, f"{text}_en", "")
    product.save()
    return product


def out_of_season():
    """A product that is in stock, out of its season, and stays in the province."""
    product = choosing.in_stock()
    product.season, product.ships_to = mask_of([5, 6, 7]), product.ShipsTo.PROVINCE
    product.save()
    return product


def of_age(address):
    """The same address, for who has said to be 18."""

    def passed(client):
        passes_the_age_gate(client)
        return address if isinstance(address, str) else address(client)

    return passed


def is_too_young(person):
    """Says so."""
    with person.page.expect_navigation():
        person.page.locator("main button[value=no]").click()


def reviewed():
    """A product of which several buyers say something, one of them at length."""
    product = choosing.in_stock()
    long = "Chè búp nhỏ, nước xanh, hậu ngọt. Gói kỹ, giao đúng hẹn.\n\n" * 6
    for score, text, name in (
        (5, long, "Thử"),
        (4, "Thơm, hơi vụn.", ""),
        (4, "Được.", "Nguyễn Hoàng Bảo Ngọc"),
    ):
        order = brought_to(an_order((product, 1), now=NOW), Fulfilment.Status.SENT)
        review = write_review(line=order.lines.get(), score=score, text=text, name=name)
        ProductReview.objects.filter(pk=review.pk).update(status=ProductReview.APPROVED)
    return product


def looks_at_others(person):
    """Looks at a few other things, and comes back."""
    here = person.page.url
    for product in choosing.for_sale()[1:4]:
        person.open(person.prefix + product.get_absolute_url())
    person.page.goto(here)
    person.page.locator("[data-recent] h2").scroll_into_view_if_needed()


SCENES = [
    Scene("home", "Trang chủ", "/"),
    Scene("products", "Danh sách sản phẩm", "/san-pham/"),
    Scene("products-filtered", "Danh sách đã lọc theo sao", "/san-pham/?sao=4&sap-xep=price"),
    Scene("products-none", "Lọc không còn gì", lambda client: f"/san-pham/?{choosing.nothing_fits()}"),
    Scene("products-wrong", "Giá trị lọc không hiểu được", "/san-pham/?sao=chin&nhom=X", status=400),
    Scene("products-page-2", "Danh sách, trang 2", "/san-pham/?trang=2"),
    Scene("product", "Sản phẩm còn hàng", about(choosing.in_stock)),
    Scene("product-sold-out", "Sản phẩm hết hàng", about(choosing.sold_out)),
    Scene("product-lapsed", "Giấy chứng nhận hết hạn", about(choosing.lapsed)),
    Scene("product-withdrawn", "Giấy chứng nhận bị thu hồi", about(withdrawn)),
    Scene("product-off-sale", "Hết hạn, ngừng bán", about(off_sale)),
    Scene("certificate", "Trang giấy chứng nhận", of_certificate(choosing.in_stock)),
    Scene("certificate-history", "Giấy chứng nhận đã nâng hạng, có ảnh chụp", of_certificate(raised)),
    Scene("certificate-lapsed", "Trang giấy chứng nhận đã hết hạn", of_certificate(choosing.lapsed)),
    Scene("lot", "Trang lô hàng", of_a_lot(days_left=200)),
    Scene("lot-past-its-date", "Trang lô hàng đã quá hạn", of_a_lot(days_left=-1)),
    Scene("product-for-adults", "Rượu: chỉ bán tại điểm", of_age(about(choosing.age_restricted))),
    Scene("product-behind-the-gate", "Rượu: hỏi tuổi trước", about(choosing.age_restricted), status=403),
    Scene("age-gate", "Hỏi tuổi", "/du-tuoi/"),
    Scene("age-gate-passed", "Hỏi tuổi: đã trả lời", of_age("/du-tuoi/")),
    Scene("age-gate-refused", "Chưa đủ 18 tuổi", "/du-tuoi/", then=is_too_young),
    Scene("products-for-adults", "Danh sách sau khi qua cổng tuổi", of_age("/san-pham/?q=ruou")),
    Scene("product-without-price", "Chưa bán, chưa có giá", about(without_price)),
    Scene("product-without-stars", "Chưa có giấy chứng nhận", about(choosing.uncertified)),
    Scene("product-at-many-points", "Có ở nhiều điểm", about(choosing.in_most_points)),
    Scene("product-sizes", "Sản phẩm nhiều cỡ", about(choosing.in_sizes)),
    Scene("product-size-gone", "Nhiều cỡ, một cỡ hết hàng", about(one_size_gone)),
    Scene("gift-set", "Bộ quà", about(choosing.gift_set)),
    Scene("gift-set-sold-out", "Bộ quà không điểm nào đủ", about(set_sold_out)),
    Scene("gift-set-off-sale", "Bộ quà ngừng bán theo một món", about(set_off_sale)),
    Scene("product-photographed", "Có ảnh chụp", about(photographed)),
    Scene("product-in-vietnamese-only", "Chưa có tiếng Anh", about(in_vietnamese_only)),
    Scene("product-out-of-season", "Trái mùa, chỉ giao trong tỉnh", about(out_of_season)),
    Scene("product-reviewed", "Có đánh giá của người mua", about(reviewed)),
    Scene("product-recent", "Đã xem gần đây", about(choosing.in_stock), then=looks_at_others),
    Scene("product-bare", "Ít thông tin, tên rất dài", about(bare)),
    Scene("producers", "Danh sách chủ thể", "/chu-the/"),
    Scene("producer", "Chủ thể", about(lambda: choosing.of_most_products(Producer.objects.all()))),
]
