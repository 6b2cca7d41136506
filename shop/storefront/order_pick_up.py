"""What a buyer needs to fetch a parcel: the code as text and as a QR code, and when to come."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from shop.fulfilment.delivery import Destination
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.pick_up import ready_at_point, spaced
from shop.fulfilment.states import OPEN, Method, Status
from shop.machines.parts import absolute
from shop.machines.qr import Code, qr_path


@dataclass(frozen=True)
class PickUp:
    """`code` as people read it and `qr` as the counter scans it, both empty while nobody can fetch it yet."""

    code: str = ""
    qr: Code | None = None
    ready_by: datetime | None = None
    is_ready: bool = False


def pick_up_of(parcel: Fulfilment) -> PickUp | None:
    """None for what is sent, and for what was fetched or will not be."""
    if parcel.method != Method.PICK_UP or parcel.status not in (Status.UNPAID, *OPEN):
        return None
    if parcel.status == Status.UNPAID or not parcel.pick_up_code:
        return PickUp()
    return PickUp(
        code=spaced(parcel.pick_up_code),
        qr=qr_path(counter_address(parcel)),
        ready_by=parcel.ready_by,
        is_ready=parcel.status == Status.PACKED,
    )


def counter_address(parcel: Fulfilment) -> str:
    """What the QR code says: where the point's staff find the parcel, by its code."""
    return absolute(reverse("counter:pick-up", kwargs={"code": parcel.pick_up_code}))


@dataclass(frozen=True)
class Promise:
    """What is told before ordering. `moment` is None where the point does not open in time to say."""

    moment: datetime | None
    minutes: int


def promise_of(destination: Destination, now: datetime) -> Promise | None:
    """When it would be ready if it were ordered now; None for what is sent."""
    if not destination.is_pick_up:
        return None
    return Promise(ready_at_point(destination.sales_point, now), settings.PICK_UP_READY_MINUTES)
