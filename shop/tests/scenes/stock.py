"""A point's stock at the counter: shelves, shipments, counts and returns, in the states that staff meet."""

from datetime import timedelta

from catalog.pictures.tests.photographs import a_photograph
from catalog.producers.models import Producer
from catalog.trace.operations import lot_named
from shop.accounts.models import User
from shop.counter.access import Role
from shop.demo.accounts import OFFICE, seller_email
from shop.forks.partner.models import Partner, StockRecord
from shop.stock.operations import receive, set_threshold
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.counter import own_point
from shop.tests.scenes.orders import Status, brought_to, to_fetch
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW
from shop.warehouse import counting
from shop.warehouse.models import Shipment
from shop.warehouse.receiving import Arrival, receive_shipment
from shop.warehouse.shipping import send, set_line, write_shipment


def partner() -> Partner:
    """The point whose staff are looking, as who holds its stock."""
    return own_point().partner


def warehouse() -> Partner:
    """Where transfers come from."""
    return Partner.objects.get(sales_point=None)


def seller() -> User:
    """Its one member of staff in the sample shop."""
    return User.objects.get(email=seller_email(own_point().slug))


def records(number=3) -> list[StockRecord]:
    """The fullest shelves that the warehouse can send more for."""
    at_both = StockRecord.objects.filter(partner=partner(), product__stockrecords__partner=warehouse())
    return list(
        at_both.filter(num_in_stock__gt=5, product__components=None).order_by("-num_in_stock")[:number]
    )


def with_lots() -> StockRecord:
    """One with a lot past its date, one that ends soon and one that does not; low, as somebody thinks."""
    record = records(1)[0]
    for code, days in (("A-2610", -1), ("B-2611", 12), ("C-2611", 200)):
        ends = NOW.date() + timedelta(days=days)
        lot = lot_named(
            product=record.product, code=code, made_date=ends - timedelta(days=90), use_by_date=ends
        )
        before = NOW - timedelta(days=5)
        receive(stock=record, quantity=6, reference=f"cảnh {code}", at=before, actor=seller(), lot=lot)
    set_threshold(stock=record, threshold=500)
    return record


def as_(role, path):
    """Somebody of the point in this role opens a page of it; `path` may make the state first."""

    def arrive(client):
        seller().memberships.update(role=role)
        page = path() if callable(path) else path
        signed_in(client, seller_email(own_point().slug))
        return f"/quay/diem/{partner().code}/{page}"

    return arrive


def shelf():
    return f"kho/{with_lots().pk}/"


def low_shelves():
    with_lots()
    return "kho/?loc=thap"


def draft() -> Shipment:
    """A transfer to the warehouse that is being written."""
    shipment = write_shipment(sender=partner(), destination=warehouse(), at=NOW, actor=seller())
    for record in records():
        set_line(shipment=shipment, product=record.product, quantity=2)
    return shipment


def coming() -> Shipment:
    """A transfer on its way to the point."""
    shipment = write_shipment(
        sender=warehouse(), destination=partner(), at=NOW, actor=seller(), note="Hàng Tết"
    )
    for record in records():
        set_line(shipment=shipment, product=record.product, quantity=4)
    send(shipment=shipment, at=NOW, actor=seller())
    return shipment


def delivery() -> Shipment:
    """Ten goods that a producer has announced, their lots not yet known."""
    producer = Producer.objects.order_by("name").first()
    shipment = write_shipment(sender=producer, destination=partner(), at=NOW, actor=seller())
    for record in records(10):
        set_line(shipment=shipment, product=record.product, quantity=12)
    send(shipment=shipment, at=NOW, actor=seller())
    return shipment


def came() -> Shipment:
    """One that came short, over and damaged."""
    shipment = coming()
    # Nothing in an address lets a line end.
    broken = f"vỡ lọ, ảnh ở https://chat.example/{'vo7lo' * 24}"
    units = [(3, 0, "rơi dọc đường"), (5, 0, "đếm thiếu lúc gửi"), (4, 1, broken)]
    arrivals = {line.pk: Arrival(*each) for line, each in zip(shipment.lines.all(), units, strict=True)}
    receive_shipment(shipment=shipment, arrivals=arrivals, at=NOW, actor=seller())
    return shipment


def changing() -> str:
    """The second line of a draft, to be changed."""
    shipment = draft()
    return f"chuyen-hang/{shipment.pk}/?dong={shipment.lines.all()[1].pk}"


def page_of(make):
    return lambda: f"chuyen-hang/{make().pk}/"


def box_label():
    return f"chuyen-hang/{coming().pk}/nhan/"


def shipments():
    coming(), draft()
    return "chuyen-hang/"


def a_count(*, is_handed_in=False):
    """One with a figure that agrees and one that does not."""
    stock_take = counting.start_count(partner=partner(), at=NOW, actor=seller())
    for record, off in zip(records(2), (0, -2), strict=True):
        how = {
            "stock": record,
            "lot": None,
            "counted": record.num_in_stock + off,
            "at": NOW,
            "actor": seller(),
        }
        counting.enter(stock_take=stock_take, **how)
    if is_handed_in:
        counting.submit(stock_take=stock_take)
    return stock_take


def counting_page():
    return f"kiem-ke/{a_count().pk}/"


def deciding_page():
    return f"kiem-ke/{a_count(is_handed_in=True).pk}/"


def entry_page():
    return f"kiem-ke/{a_count().pk}/{with_lots().pk}/"


def counts_page():
    a_count()
    return "kiem-ke/"


def a_return(client):
    """A parcel that went out, and the buyer is back with it."""
    parcel = brought_to(to_fetch(own_point()), Status.HANDED_OVER).fulfilments.get()
    signed_in(client, seller_email(own_point().slug))
    return f"/quay/kien/{parcel.pk}/tra-hang/"


def receives_short_without_a_word(person):
    """Types a smaller number, takes a photograph and sends the form."""
    person.page.locator("main input[name$=-units]").first.fill("1")
    photograph = {"name": "thung-rach.jpg", "mimeType": "image/jpeg", "buffer": a_photograph()}
    person.page.locator("main input[type=file]").first.set_input_files(photograph)
    with person.page.expect_navigation():
        person.page.locator("main button[name=what][value=receive]").evaluate("button => button.click()")


def today(client):
    """The first page of the point, with something on its way, low, near its end and to decide."""
    with_lots(), coming(), a_count(is_handed_in=True)
    signed_in(client, seller_email(own_point().slug))
    return "/quay/"


def all_points_today(client):
    """The same for the office, which sees all points."""
    with_lots(), coming()
    signed_in(client, OFFICE)
    return "/quay/"


def as_office(path):
    """The office looks at all points; goods sell at one and stand still at others."""

    def arrive(client):
        with_lots(), coming()
        for _ in range(3):
            brought_to(to_fetch(own_point()), Status.HANDED_OVER)
        signed_in(client, OFFICE)
        return path

    return arrive


BY = Who.STAFF
KEEPER, MANAGER, SELLER = Role.KEEPER, Role.MANAGER, Role.SELLER
SCENES = [
    Scene("counter-today", "Quầy: những gì cần để ý", today, BY),
    Scene("counter-today-all", "Quầy: văn phòng xem những gì cần để ý", all_points_today, Who.OFFICE),
    Scene("shelves", "Kho của điểm", as_(SELLER, "kho/"), BY),
    Scene("shelves-low", "Kho: sắp hết", as_(SELLER, low_shelves), BY),
    Scene("shelves-nothing", "Kho: không có hàng gần hạn", as_(SELLER, "kho/?loc=gan-han"), BY),
    Scene("shelves-unknown-code", "Kho: mã vạch lạ", as_(SELLER, "kho/?q=96385074"), BY),
    Scene("shelf", "Một mặt hàng theo lô, thủ kho xem", as_(KEEPER, shelf), BY),
    Scene("shelf-seller", "Một mặt hàng, người bán xem", as_(SELLER, shelf), BY),
    Scene("shipments", "Chuyến hàng của điểm", as_(SELLER, shipments), BY),
    Scene("shipments-none", "Chuyến hàng: chưa có", as_(SELLER, "chuyen-hang/?loc=xong"), BY),
    Scene("shipment-new", "Chuyến hàng mới", as_(KEEPER, "chuyen-hang/moi/"), BY),
    Scene("shipment-draft", "Chuyến hàng đang soạn", as_(KEEPER, page_of(draft)), BY),
    Scene("shipment-change", "Sửa một dòng của chuyến hàng", as_(KEEPER, changing), BY),
    Scene("shipment-coming", "Nhập chuyến hàng đang đến", as_(KEEPER, page_of(coming)), BY),
    Scene("shipment-delivery", "Nhập mười mặt hàng của chủ thể", as_(KEEPER, page_of(delivery)), BY),
    Scene(
        "shipment-short",
        "Nhập thiếu mà chưa nói vì sao, ảnh vẫn giữ",
        as_(KEEPER, page_of(coming)),
        BY,
        receives_short_without_a_word,
        422,
    ),
    Scene("shipment-came", "Chuyến hàng đến thiếu, thừa và hỏng", as_(KEEPER, page_of(came)), BY),
    Scene("box-label", "Nhãn thùng của chuyến hàng", as_(SELLER, box_label), BY),
    Scene("counts", "Kiểm kê của điểm", as_(KEEPER, counts_page), BY),
    Scene("counts-none", "Kiểm kê: chưa có", as_(KEEPER, "kiem-ke/"), BY),
    Scene("count", "Đang kiểm kê", as_(KEEPER, counting_page), BY),
    Scene("count-entry", "Ghi số đếm theo lô", as_(SELLER, entry_page), BY),
    Scene("count-decide", "Quản lý duyệt chênh lệch", as_(MANAGER, deciding_page), BY),
    Scene("return", "Khách trả hàng", a_return, BY),
    Scene("counter-points", "Văn phòng: mọi điểm", as_office("/quay/van-phong/"), Who.OFFICE),
    Scene("counter-goods", "Văn phòng: mọi mặt hàng", as_office("/quay/van-phong/hang/"), Who.OFFICE),
    Scene(
        "counter-goods-still",
        "Văn phòng: hàng đứng yên",
        as_office("/quay/van-phong/hang/?loc=dung-yen"),
        Who.OFFICE,
    ),
    Scene("other-role", "Việc của vai trò khác", as_(SELLER, "chuyen-hang/moi/"), BY, status=403),
]
