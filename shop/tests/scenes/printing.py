"""What a counter prints, on each of its papers."""

from shop.tests.scenes import choosing
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.counter import COUNTER, OFFICE, as_staff, own_point
from shop.tests.scenes.orders import Status, brought_to, to_fetch
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import an_order


def picks(paper="", orders=3):
    """The pick list of the point, with so many orders to pack."""

    def arrive(client):
        for _ in range(orders):
            brought_to(to_fetch(own_point()), Status.CONFIRMED)
        return as_staff(f"{COUNTER}diem/{own_point().partner.code}/lay-hang/{paper}")(client)

    return arrive


def slip(paper="", status=Status.PACKED):
    """The packing slip of a gift set, as the office prints it."""

    def arrive(client):
        order = an_order((choosing.gift_set(), 2))
        parcel = brought_to(order, status).fulfilments.first()
        signed_in(client, OFFICE)
        return f"{COUNTER}kien/{parcel.pk}/in/{paper}"

    return arrive


def label(paper=""):
    """The shelf label of a product with stars, where it stands."""

    def arrive(client):
        record = choosing.on_a_shelf(own_point()).stockrecords.get(partner=own_point().partner)
        return as_staff(f"{COUNTER}diem/{own_point().partner.code}/kho/{record.pk}/nhan/{paper}")(client)

    return arrive


BY = Who.STAFF
SCENES = [
    Scene("pick-list", "Phiếu lấy hàng: A4", picks(), BY),
    Scene("pick-list-80", "Phiếu lấy hàng: giấy cuộn 80 mm", picks("?giay=80"), BY),
    Scene("pick-list-58", "Phiếu lấy hàng: giấy cuộn 58 mm", picks("?giay=58"), BY),
    Scene("pick-list-empty", "Phiếu lấy hàng: không có gì để gói", picks(orders=0), BY),
    Scene("packing-slip", "Phiếu gói hàng: A4", slip(), Who.OFFICE),
    Scene("packing-slip-80", "Phiếu gói hàng: giấy cuộn 80 mm", slip("?giay=80"), Who.OFFICE),
    Scene("packing-slip-58", "Phiếu gói hàng: giấy cuộn 58 mm", slip("?giay=58"), Who.OFFICE),
    Scene("packing-slip-cancelled", "Phiếu gói hàng: kiện đã hủy", slip(status=Status.CANCELLED), Who.OFFICE),
    Scene("shelf-label", "Nhãn kệ: A4", label(), BY),
    Scene("shelf-label-80", "Nhãn kệ: giấy cuộn 80 mm", label("?giay=80"), BY),
    Scene("shelf-label-58", "Nhãn kệ: giấy cuộn 58 mm", label("?giay=58"), BY),
]
