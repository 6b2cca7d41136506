"""An order as the buyer sees it, in every state, and the way back to it."""

from django.test import override_settings
from django.utils import timezone

from shop.forks.reviews.models import ProductReview
from shop.forks.reviews.operations import write_review
from shop.fulfilment.consignments.numbers import write_number
from shop.fulfilment.delivery import Destination
from shop.fulfilment.models import Fulfilment
from shop.settlement.moving import move_on
from shop.tests.scenes import choosing
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW, an_order

Status = Fulfilment.Status
LOOK_UP = "/don-hang/"
REASON = "Hàng bị ẩm khi gói, điểm không còn hộp khác để thay."
WAY = {
    Status.NEW: (),
    Status.CONFIRMED: (Status.CONFIRMED,),
    Status.PACKED: (Status.CONFIRMED, Status.PACKED),
    Status.SENT: (Status.CONFIRMED, Status.PACKED, Status.SENT),
    Status.DELIVERED: (Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED),
    Status.CAME_BACK: (Status.CONFIRMED, Status.PACKED, Status.SENT, Status.CAME_BACK),
    Status.HANDED_OVER: (Status.CONFIRMED, Status.PACKED, Status.HANDED_OVER),
    Status.CANCELLED: (Status.CANCELLED,),
}


def brought_to(order, status):
    """The order, each of its parcels moved on to `status`."""
    for parcel in order.fulfilments.all():
        for step in WAY[status]:
            move_on(fulfilment=parcel, to=step, at=NOW, note=REASON if step == Status.CANCELLED else "")
    return order


def to_send():
    """An order of two products, to be sent."""
    one, other = choosing.for_sale()[:2]
    return an_order((one, 2), (other, 1), now=NOW)


def to_fetch(point=None):
    """An order to be fetched at a sales point."""
    point = point or choosing.points_by_goods()[-1]
    return an_order((choosing.on_a_shelf(point), 2), destination=Destination(sales_point=point), now=NOW)


def in_several_parcels():
    """An order that no one place could fill."""
    # So many are dearer than what cash on delivery is for.
    with override_settings(CASH_ON_DELIVERY_CAP=1_000_000_000):
        return an_order(choosing.needs_several_points(), now=NOW)


def the_order(place, status=Status.NEW):
    """The page of an order, brought to a state."""
    return lambda client: brought_to(place(), status).get_absolute_url()


def followed(client):
    """One that a carrier brings, with its number."""
    order = brought_to(to_send(), Status.SENT)
    for parcel in order.fulfilments.all():
        how = {"carrier": "ghn", "number": f"LB7XD{parcel.pk}", "words": ""}
        write_number(fulfilment=parcel, at=NOW, **how)
    return order.get_absolute_url()


def by_card_without_keys(client):
    """An order that is to be paid by card, at a shop whose keys have been taken away since."""
    with override_settings(STRIPE_SECRET_KEY="rk_test_scene", STRIPE_WEBHOOK_SECRET="whsec_scene"):
        order = an_order((choosing.for_sale()[0], 1), means="card", now=timezone.now())
    return order.get_absolute_url()


def at_different_states(client):
    """One parcel is on its way, another not even confirmed."""
    order = in_several_parcels()
    parcel = order.fulfilments.first()
    for step in WAY[Status.SENT]:
        move_on(fulfilment=parcel, to=step, at=NOW)
    return order.get_absolute_url()


def reviewed(client):
    """Of two things that came, one has been reviewed."""
    order = brought_to(to_send(), Status.SENT)
    write_review(line=order.lines.first(), score=4, text="Chè thơm, gói cẩn thận.", name="Thử")
    return order.get_absolute_url()


def published(client):
    """Both have been reviewed; the office has approved one and rejected the other."""
    order = brought_to(to_send(), Status.SENT)
    for line, status in zip(order.lines.all(), (ProductReview.APPROVED, ProductReview.REJECTED), strict=True):
        review = write_review(line=line, score=5, text="Chè thơm, gói cẩn thận.")
        ProductReview.objects.filter(pk=review.pk).update(status=status)
    return order.get_absolute_url()


def to_review(client):
    """The form for what came."""
    order = brought_to(to_send(), Status.SENT)
    return f"{order.get_absolute_url()}danh-gia/{order.lines.first().pk}/"


def reviews_by_half(person):
    """Forgets the score, and writes a phone where the name belongs."""
    person.sends("text", text="Chè thơm.", name="0912 345 678")


def asks_for_another(person):
    """Looks for an order that there is not."""
    person.sends("number", number="DB999999", phone="0912 345 678")


def asks_without_a_word(person):
    """Sends the form empty."""
    person.sends("number")


def asked_often(client):
    """Somebody at this address has been guessing."""
    for _ in range(11):
        client.post(LOOK_UP, {"number": "DB999999", "phone": "0912345678"})
    return LOOK_UP


BY = Who.GUEST
SCENES = [
    Scene("order-new", "Đơn mới đặt", the_order(to_send), BY),
    Scene("order-confirmed", "Đơn đã xác nhận", the_order(to_send, Status.CONFIRMED), BY),
    Scene("order-packed", "Đơn đã gói", the_order(to_send, Status.PACKED), BY),
    Scene("order-sent", "Đơn đang giao", followed, BY),
    Scene("order-delivered", "Đơn đã giao", the_order(to_send, Status.DELIVERED), BY),
    Scene("order-came-back", "Đơn không giao được", the_order(to_send, Status.CAME_BACK), BY),
    Scene("order-to-fetch", "Đơn chờ lấy tại điểm", the_order(to_fetch, Status.PACKED), BY),
    Scene("order-handed-over", "Đơn đã trao tại điểm", the_order(to_fetch, Status.HANDED_OVER), BY),
    Scene("order-cancelled", "Đơn bị hủy", the_order(to_send, Status.CANCELLED), BY),
    Scene("order-card-off", "Đơn trả bằng thẻ, cửa hàng tạm không nhận thẻ", by_card_without_keys, BY),
    Scene("order-parcels", "Đơn nhiều kiện", the_order(in_several_parcels), BY),
    Scene("order-parcels-apart", "Đơn nhiều kiện, mỗi kiện một trạng thái", at_different_states, BY),
    Scene("order-to-review", "Đơn đã gửi, một đánh giá đang chờ duyệt", reviewed, BY),
    Scene("order-reviewed", "Đơn có đánh giá đã đăng và không đăng", published, BY),
    Scene("write-review", "Viết đánh giá", to_review, BY),
    Scene("write-review-wrong", "Viết đánh giá: còn thiếu", to_review, BY, reviews_by_half, 422),
    Scene("look-up", "Tìm đơn", LOOK_UP, BY),
    Scene("look-up-empty", "Tìm đơn: gửi mà chưa điền", LOOK_UP, BY, asks_without_a_word, 422),
    Scene("look-up-not-found", "Tìm đơn: không thấy", LOOK_UP, BY, asks_for_another, 422),
    Scene("look-up-too-often", "Tìm đơn: thử quá nhiều lần", asked_often, BY, asks_for_another, 429),
]
