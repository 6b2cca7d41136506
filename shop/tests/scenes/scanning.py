"""Finding and scanning at the counter: one field for everything, the camera, and a parcel packed by code."""

from datetime import timedelta

from catalog.pictures.tests.photographs import a_photograph
from catalog.trace.operations import lot_named
from shop.fulfilment.models import LineUnits
from shop.stock.operations import receive
from shop.tests.scenes.counter import COUNTER, as_staff, own_point
from shop.tests.scenes.orders import Status, brought_to, to_fetch
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW


def several(client):
    """A word that is in the names of goods and in that of a buyer."""
    brought_to(to_fetch(own_point()), Status.CONFIRMED)
    return as_staff(f"{COUNTER}tim/?q=th%E1%BB%8B")(client)


def packed_by_code(code, status=Status.CONFIRMED):
    """A parcel, of whose goods there is the lot CHAM-9 too, and somebody scans `code`."""

    def arrive(client):
        parcel = brought_to(to_fetch(own_point()), status).fulfilments.get()
        stock = LineUnits.objects.filter(line__order=parcel.order).first().stock
        ends = NOW.date() + timedelta(days=400)
        late = lot_named(product=stock.product, code="CHAM-9", use_by_date=ends)
        receive(stock=stock, quantity=20, reference="cảnh", at=NOW, lot=late)
        return as_staff(f"{COUNTER}kien/{parcel.pk}/?q={code}")(client)

    return arrive


def folds_the_photograph_open(person):
    """As without scripts, or where the camera cannot be used: by the person's own doing."""
    person.page.keyboard.press("Tab")
    person.page.locator(".scan__photo").evaluate("fold => { fold.open = true }")


def opens_the_camera(person):
    """What is to be seen before the camera has a picture."""
    person.page.locator(".scan__live").evaluate("live => live.showModal()")


def sends_a_photograph_of_nothing(person):
    """One without a code."""
    folds_the_photograph_open(person)
    picture = {"name": "mo.jpg", "mimeType": "image/jpeg", "buffer": a_photograph()}
    with person.page.expect_navigation():
        person.page.locator("[name=photograph]").set_input_files(picture)


BY = Who.STAFF
SCENES = [
    Scene("counter-find", "Quầy: tìm đơn và hàng", several, BY),
    Scene("counter-find-nothing", "Quầy: không tìm thấy gì", as_staff(f"{COUNTER}tim/?q=zzz"), BY),
    Scene("counter-scan-photo", "Quầy: chụp ảnh mã", as_staff(), BY, folds_the_photograph_open),
    Scene("counter-scan-live", "Quầy: quét bằng máy ảnh", as_staff(), BY, opens_the_camera),
    Scene("counter-scan-unreadable", "Quầy: ảnh không có mã", as_staff(), BY, sends_a_photograph_of_nothing),
    Scene("parcel-scanned", "Kiện: lô vừa quét", packed_by_code("CHAM-9"), BY),
    Scene("parcel-scan-refused", "Kiện: quét nhầm hàng", packed_by_code("04006381333931"), BY),
    Scene("parcel-scan-anew", "Kiện đã gói: quét lô khác", packed_by_code("CHAM-9", Status.PACKED), BY),
]
