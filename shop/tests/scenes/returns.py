"""Goods that a buyer asks to give back, as the buyer and as the office see it; and a code that is shown."""

from django.urls import reverse
from django.utils import timezone

from shop.accounts.models import User
from shop.demo.accounts import OFFICE
from shop.returns.operations import answer, ask_return
from shop.settlement.moving import move_on
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.counter import COUNTER, as_staff, own_point
from shop.tests.scenes.orders import WAY, Status, brought_to, to_fetch, to_send
from shop.tests.scenes.scene import Scene, Who

WORDS = "Hộp mật ong bị nứt, mật rỉ ra làm ướt cả gói chè."
ANSWER = "Bạn mang hộp mật ong ra điểm Mường Thanh trước Chủ nhật.\nNhận hàng xong chúng tôi hoàn tiền."


def delivered():
    """An order whose goods have just come."""
    order = to_send()
    for parcel in order.fulfilments.all():
        for step in WAY[Status.DELIVERED]:
            move_on(fulfilment=parcel, to=step, at=timezone.now())
    return order


def asked():
    """A buyer wants to give one thing back."""
    order = delivered()
    line = order.lines.order_by("pk").first()
    key = f"{order.pk:022d}"
    return ask_return(
        order=order, units={line.pk: 1}, reason="damaged", words=WORDS, key=key, at=timezone.now()
    )


def answered(client):
    """The office has said yes; the order's page tells where to bring it."""
    office = User.objects.get(email=OFFICE)
    request = answer(request=asked(), accept=True, words=ANSWER, at=timezone.now(), actor=office)
    return request.order.get_absolute_url()


def to_ask(client):
    """The form of an order that came."""
    return f"{delivered().get_absolute_url()}tra-hang/"


def asks_for_too_much(person):
    """More than came, without a reason."""
    field = person.page.locator("main [name^=line-]").first
    field.fill("99")
    person.sends("words", words="Hộp bị nứt.")


def at_the_office(name):
    """The office opens the list or the one request."""

    def arrive(client):
        request = asked()
        signed_in(client, OFFICE)
        return reverse(f"dashboard:{name}", kwargs={"pk": request.pk} if name == "return-answer" else {})

    return arrive


def code_that_fits(client):
    """A buyer has shown the code of what is packed."""
    parcel = brought_to(to_fetch(own_point()), Status.PACKED).fulfilments.get()
    return as_staff(f"{COUNTER}kien/{parcel.pk}/?ma={parcel.pick_up_code}")(client)


SCENES = [
    Scene("return-ask", "Yêu cầu trả hàng", to_ask, Who.GUEST),
    Scene("return-ask-wrong", "Trả hàng: quá nhiều, thiếu lý do", to_ask, Who.GUEST, asks_for_too_much, 422),
    Scene("return-answered", "Đơn có yêu cầu trả hàng đã trả lời", answered, Who.GUEST),
    Scene("office-returns", "Văn phòng: yêu cầu trả hàng", at_the_office("return-list"), Who.OFFICE),
    Scene("office-return", "Văn phòng: một yêu cầu trả hàng", at_the_office("return-answer"), Who.OFFICE),
    Scene("parcel-code-fits", "Kiện: mã người mua đưa đúng", code_that_fits, Who.STAFF),
]
