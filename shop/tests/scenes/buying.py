"""Basket, checkout and review, up to the order."""

from urllib.parse import urlencode

from catalog.places.provinces import HOME_PROVINCE as HOME
from catalog.products.models import Product
from catalog.products.season import mask_of
from shop.stock.operations import set_price
from shop.tests.scenes import choosing
from shop.tests.scenes.goods import set_off_sale
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW, an_order

BASKET, CHECKOUT = "/gio-hang/", "/thanh-toan/"
ADDRESS = {
    "name": "Lò Thị Thử",
    "phone": "0912 345 678",
    "commune": "Mường Lay",
    "street": "Bản Quan Chiêng, số 12",
}


def puts_in(client, product, units=1):
    """Puts goods into the basket as the product's page does."""
    client.post(f"/gio-hang/add/{product.pk}/", {"quantity": units})


def has_seen(client):
    """Looks at the basket, so that nothing new is said about it on the next page."""
    client.get(BASKET)


def with_goods(*, then=BASKET, units=2):
    """A basket with a few different things in it, and where the shopper goes with it."""

    def fill(client):
        for product in choosing.for_sale()[:3]:
            puts_in(client, product, units)
        has_seen(client)
        return then

    return fill


def just_added(client):
    """The first thing is in, and the page says so."""
    puts_in(client, choosing.in_stock())
    return BASKET


def with_sizes_and_a_set(client):
    """Two sizes of one product, and a gift set."""
    for variant in choosing.in_sizes().children.by_size()[:2]:
        puts_in(client, variant)
    puts_in(client, choosing.gift_set())
    has_seen(client)
    return BASKET


def of_changed_price(client):
    """Something became dearer since it was put in."""
    with_goods()(client)
    product = choosing.for_sale()[0]
    set_price(product=product, price=int(product.price) + 15_000)
    return BASKET


def of_too_many(client):
    """Others bought meanwhile what is in the basket."""
    product = choosing.in_stock()
    puts_in(client, product, product.available)
    has_seen(client)
    # A few at a time, as so many are too dear for cash on delivery.
    for units in range(product.available - 1, 0, -5):
        an_order((product, min(units, 5)), now=NOW)
    return BASKET


def of_what_is_gone(client):
    """One thing was hidden since it was put in, and a gift set went off sale."""
    hidden, kept = choosing.for_sale()[:2]
    puts_in(client, hidden)
    puts_in(client, kept)
    puts_in(client, choosing.gift_set())
    has_seen(client)
    set_off_sale()
    Product.objects.filter(pk=hidden.pk).update(is_public=False)
    return BASKET


def asking_the_fee(commune):
    """At the basket, what delivery costs is asked with no more than a place."""
    return with_goods(then=f"{BASKET}?{urlencode({'province': HOME, 'commune': commune})}#phi-giao")


def asking_the_fee_of_parcels(client):
    """The same, where no one point has everything."""
    for_several_points(client)
    return f"{BASKET}?{urlencode({'province': 'Hà Nội', 'commune': ''})}#phi-giao"


def asking_the_fee_of_what_stays_here(client):
    """One thing has to stay cold and another one waits for its months."""
    cold, waiting = choosing.for_sale()[:2]
    Product.objects.filter(pk=cold.pk).update(needs_cold=True)
    Product.objects.filter(pk=waiting.pk).update(sending_season=mask_of([5, 6, 7]))
    puts_in(client, cold)
    puts_in(client, waiting)
    has_seen(client)
    return f"{BASKET}?{urlencode({'province': 'Cà Mau'})}#phi-giao"


def asking_too_many(client):
    """More was asked for than there is."""
    product = choosing.in_stock()
    puts_in(client, product, product.available + 1)
    return BASKET


def too_late(client):
    """At checkout with what others have bought meanwhile."""
    of_too_many(client)
    return CHECKOUT


def for_several_points(client):
    """At checkout with more than any one place has."""
    puts_in(client, *choosing.needs_several_points())
    has_seen(client)
    return CHECKOUT


def at_one_point(client):
    """At checkout with what one sales point has."""
    puts_in(client, choosing.on_a_shelf(choosing.points_by_goods()[-1]))
    has_seen(client)
    return CHECKOUT


def sends_it_empty(person):
    """Asks for the review without a word."""
    person.sends("phone")


def sends_what_cannot_be(person):
    """Types something into each field, wrong in its own way."""
    person.sends("phone", name="Lò", phone="12", email="lo@", commune="Xã Không Có", street="Bản Quan Chiêng")


def tells_the_address(person):
    """Asks for the review of a delivery."""
    person.sends("phone", **ADDRESS)


def chooses_pick_up(person):
    """Says that they will fetch it, and where."""
    person.page.locator("main [name=method][value=pick-up]").check()
    slug = choosing.points_by_goods()[-1].slug
    point = person.page.locator(f"main select[name=point], main [name=point][value={slug}]").first
    if point.evaluate("field => field.tagName") == "SELECT":
        point.select_option(slug)
    else:
        point.check()


def reviews_pick_up(person):
    """Asks for the review of goods to be fetched."""
    chooses_pick_up(person)
    person.sends("phone", name=ADDRESS["name"], phone=ADDRESS["phone"])


def by_an_old_browser(person):
    """Adds to the basket with a browser that does not say where its forms come from."""
    person.grows_old()
    person.sends("quantity")


def in_stock(client):
    """A product that can be bought."""
    return choosing.in_stock().get_absolute_url()


BY = Who.SHOPPER
SCENES = [
    Scene("basket-empty", "Giỏ trống", BASKET),
    Scene("basket", "Giỏ có hàng", with_goods(), BY),
    Scene("basket-sizes", "Giỏ có hai cỡ và một bộ quà", with_sizes_and_a_set, BY),
    Scene("basket-added", "Giỏ vừa thêm hàng", just_added, BY),
    Scene("basket-price-changed", "Giỏ: giá đã đổi", of_changed_price, BY),
    Scene("basket-too-many", "Giỏ: không còn đủ hàng", of_too_many, BY),
    Scene("basket-gone", "Giỏ: có món hiện không bán", of_what_is_gone, BY),
    Scene("basket-refused", "Giỏ: xin thêm quá nhiều", asking_too_many, BY),
    Scene("basket-fee", "Giỏ: phí giao trong tỉnh", asking_the_fee("Mường Lay"), BY),
    Scene("basket-fee-old-name", "Phí giao: tên xã cũ", asking_the_fee("Noong Luống"), BY),
    Scene("basket-fee-wrong", "Phí giao: không có xã này", asking_the_fee("Paris"), BY),
    Scene("basket-fee-parcels", "Phí giao: nhiều kiện đi xa", asking_the_fee_of_parcels, BY),
    Scene("basket-fee-refused", "Phí giao: không gửi được", asking_the_fee_of_what_stays_here, BY),
    Scene(
        "basket-confirm",
        "Trình duyệt cũ: hỏi lại trước khi thêm",
        in_stock,
        then=by_an_old_browser,
        status=403,
    ),
    Scene("checkout", "Thanh toán: chưa điền", with_goods(then=CHECKOUT), BY),
    Scene("checkout-nothing", "Thanh toán khi giỏ trống", CHECKOUT),
    Scene(
        "checkout-empty", "Thanh toán: gửi mà chưa điền", with_goods(then=CHECKOUT), BY, sends_it_empty, 422
    ),
    Scene("checkout-wrong", "Thanh toán: điền sai", with_goods(then=CHECKOUT), BY, sends_what_cannot_be, 422),
    Scene("checkout-too-late", "Thanh toán: hàng vừa hết", too_late, BY, tells_the_address, 422),
    Scene("checkout-pick-up", "Thanh toán: tự đến lấy", at_one_point, BY, chooses_pick_up),
    Scene("review", "Xem lại: giao một kiện", with_goods(then=CHECKOUT), BY, tells_the_address),
    Scene("review-parcels", "Xem lại: nhiều kiện", for_several_points, BY, tells_the_address),
    Scene("review-pick-up", "Xem lại: tự đến lấy", at_one_point, BY, reviews_pick_up),
]
