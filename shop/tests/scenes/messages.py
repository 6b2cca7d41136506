"""The office at messages: what was told, what nobody knows of, and how each kind looks."""

from django.urls import reverse

from shop.demo.accounts import OFFICE
from shop.messages.kinds import Kind
from shop.messages.models import Message
from shop.messages.outbox import Reader, tell
from shop.messages.rendering import words_of
from shop.messages.samples import sample_facts
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.orders import to_send
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW

STATES = {
    Message.State.SENT: {"sent_at": NOW},
    Message.State.FAILED: {"fault": "SMTPDataError: (451, b'try later')", "tries": 2, "next_try_at": NOW},
    Message.State.UNSURE: {"tries": 1, "next_try_at": None, "begun_at": NOW},
}


def one_of_each():
    """A message in each state about one order."""
    order = to_send()
    for state, kind in zip(STATES, (Kind.ORDER_PLACED, Kind.PARCEL_CONFIRMED, Kind.PARCEL_SENT), strict=True):
        (message,) = tell(
            kind=kind,
            event=f"scene:{order.pk}:{state}",
            to=Reader(emails=("nguoi.mua.co.dia.chi.rat.dai@example.com",)),
            language="vi",
            at=NOW,
            order_id=order.pk,
        )
        facts = sample_facts(kind=kind, at=NOW, base="https://shop.example")
        words = words_of(kind=kind, facts=facts, channel="email", language="vi")
        said = {"subject": words.subject, "text": words.text, "html": words.html}
        Message.objects.filter(pk=message.pk).update(state=state, **said, **STATES[state])


def as_office(name, **kwargs):
    """The office opens a page; there are messages."""

    def arrive(client):
        signed_in(client, OFFICE)
        one_of_each()
        return reverse(f"dashboard:{name}", kwargs=kwargs)

    return arrive


def about(state):
    """The office opens a message of that state."""

    def arrive(client):
        signed_in(client, OFFICE)
        one_of_each()
        return reverse(
            "dashboard:message-detail", kwargs={"pk": Message.objects.filter(state=state).last().pk}
        )

    return arrive


def none_match(client):
    """The office looks for what there is not."""
    return as_office("message-list")(client) + "?q=xyz"


BY = Who.OFFICE
SAMPLE = as_office("message-sample", kind="order_placed", language="vi")
SCENES = [
    Scene("messages", "Tin gửi người mua", as_office("message-list"), BY),
    Scene("messages-none", "Tin gửi người mua: không tin nào khớp", none_match, BY),
    Scene("message", "Một tin không rõ đã tới chưa", about(Message.State.UNSURE), BY),
    Scene("message-failed", "Một tin gửi lỗi", about(Message.State.FAILED), BY),
    Scene("message-samples", "Các mẫu tin", as_office("message-samples"), BY),
    Scene("message-sample", "Mẫu tin: đã nhận đơn", SAMPLE, BY),
]
