"""The workplace of a point's staff, with parcels in every state and without any."""

from datetime import timedelta

from shop.demo.accounts import MARKETER, OFFICE, seller_email
from shop.fulfilment.consignments.numbers import write_number
from shop.fulfilment.delivery import Destination
from shop.tests.scenes import choosing
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.orders import WAY, Status, brought_to, to_fetch, to_send
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW, an_order

COUNTER = "/quay/"


def own_point():
    """The point whose staff are looking: the one with the most goods."""
    return choosing.points_by_goods()[-1]


def as_staff(path=COUNTER):
    """Somebody of the point's staff, signed in, opens an address."""

    def arrive(client):
        signed_in(client, seller_email(own_point().slug))
        return path

    return arrive


def a_parcel(status=Status.NEW):
    """One parcel of the point, in a state, as its staff open it."""

    def arrive(client):
        parcel = brought_to(to_fetch(own_point()), status).fulfilments.get()
        return as_staff(f"{COUNTER}kien/{parcel.pk}/")(client)

    return arrive


def a_parcel_with_a_set(client):
    """One with a gift set in it: the office sees what to take from the shelves."""
    product = choosing.gift_set()
    order = an_order((product, 2))
    signed_in(client, OFFICE)
    return f"{COUNTER}kien/{order.fulfilments.get().pk}/"


def an_overdue_parcel(client):
    """One that nobody confirmed in time."""
    point = own_point()
    order = an_order(
        (choosing.on_a_shelf(point), 1),
        destination=Destination(sales_point=point),
        now=NOW - timedelta(days=2),
    )
    return as_staff(f"{COUNTER}kien/{order.fulfilments.get().pk}/")(client)


def parcels_of_all_states():
    """At the point: two of each state, and one that presses."""
    for status in WAY:
        if status not in (Status.SENT, Status.DELIVERED, Status.CAME_BACK):  # For parcels to be sent.
            for _ in range(2):
                brought_to(to_fetch(own_point()), status)
    point = own_point()
    placed = NOW - timedelta(hours=22)
    an_order((choosing.on_a_shelf(point), 1), destination=Destination(sales_point=point), now=placed)


def with_parcels(path=COUNTER):
    """The point's staff, with work to do."""

    def arrive(client):
        parcels_of_all_states()
        return as_staff(path)(client)

    return arrive


def of_all_points(client):
    """The office looks at what all the points do."""
    parcels_of_all_states()
    signed_in(client, OFFICE)
    return COUNTER


def as_a_stranger(client):
    """Somebody who works elsewhere in the shop."""
    signed_in(client, MARKETER)
    return COUNTER


def opens_the_cancelling(person):
    """Unfolds the form that asks for a reason."""
    opened = "field => { const folded = field.closest('details'); if (folded) folded.open = true; }"
    person.page.locator("main [name=reason]").first.evaluate(opened)


def cancels_without_a_word(person):
    """Cancels and does not say why."""
    opens_the_cancelling(person)
    with person.page.expect_navigation():
        person.page.locator("main button[name=to][value=cancelled]").evaluate("button => button.click()")


def just_confirmed(client):
    """A parcel whose next step was taken a moment ago."""
    address = a_parcel()(client)
    client.post(address, {"seen": Status.NEW, "to": Status.CONFIRMED})
    return address


def sent_by_coach(client):
    """A parcel on its way, of which staff look at who carries it."""
    parcel = brought_to(to_send(), Status.SENT).fulfilments.first()
    for carrier, number, words in (("ghn", "LB7XD3", ""), ("coach", "", "nhà xe Hải Vân, 0912 000 111")):
        write_number(fulfilment=parcel, carrier=carrier, number=number, words=words, at=NOW)
    signed_in(client, OFFICE)
    return f"{COUNTER}kien/{parcel.pk}/van-chuyen/"


BY = Who.STAFF
SCENES = [
    Scene("counter-empty", "Quầy: chưa có đơn", as_staff(), BY),
    Scene("counter", "Quầy: kiện ở mọi trạng thái", with_parcels(), BY),
    Scene("counter-done", "Quầy: đã xong", with_parcels(f"{COUNTER}da-xong/"), BY),
    Scene("counter-done-empty", "Quầy: chưa có gì xong", as_staff(f"{COUNTER}da-xong/"), BY),
    Scene("counter-all", "Quầy: văn phòng xem mọi điểm", of_all_points, Who.OFFICE),
    Scene("parcel-new", "Kiện mới", a_parcel(), BY),
    Scene("parcel-gift-set", "Kiện có bộ quà", a_parcel_with_a_set, Who.OFFICE),
    Scene("parcel-overdue", "Kiện quá hạn xác nhận", an_overdue_parcel, BY),
    Scene("parcel-confirmed", "Kiện vừa được xác nhận", just_confirmed, BY),
    Scene("parcel-packed", "Kiện đã gói", a_parcel(Status.PACKED), BY),
    Scene("parcel-carriage", "Kiện: ai vận chuyển", sent_by_coach, Who.OFFICE),
    Scene("parcel-handed-over", "Kiện đã trao", a_parcel(Status.HANDED_OVER), BY),
    Scene("parcel-cancelled", "Kiện bị hủy", a_parcel(Status.CANCELLED), BY),
    Scene("parcel-cancelling", "Hủy kiện: mở biểu mẫu", a_parcel(), BY, opens_the_cancelling),
    Scene(
        "parcel-cancelling-refused", "Hủy kiện: chưa nói lý do", a_parcel(), BY, cancels_without_a_word, 422
    ),
    Scene("parcel-elsewhere", "Kiện của điểm khác", as_staff(f"{COUNTER}kien/0/"), BY, status=404),
    Scene("counter-stranger", "Quầy: không phải nhân viên", as_a_stranger, Who.MARKETER, status=403),
]
