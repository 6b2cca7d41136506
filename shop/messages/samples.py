"""An order that is not there, to look at every message with; it is shown as a sample, everywhere."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from shop.messages.facts import Item, MessageFacts, OrderFacts, ParcelFacts, Place, Transfer
from shop.messages.kinds import Kind

#: No order is ever numbered so, and no telephone.
NUMBER, PHONE = "DB000000", "0900000000"
TEA, HONEY = Item("Trà shan tuyết Tủa Chùa, 200 g", 2, 370_000), Item("Mật ong hoa ban", 1, 180_000)
GOODS, DELIVERY = TEA.amount + HONEY.amount, 60_000
#: How the sample is paid, where a kind is about money that comes first.
PAID_BEFORE = {Kind.PAYMENT_RECEIVED, Kind.PAID_SHORT, Kind.PAYMENT_REMINDER, Kind.ORDER_LAPSED}
PAID_BEFORE |= {Kind.REFUND_SENT, Kind.RETURN_ANSWERED}
#: What is still owed, where it is not all or nothing.
NOTHING_OWED = {Kind.PAYMENT_RECEIVED, Kind.PAID_SHORT, Kind.REFUND_SENT, Kind.RETURN_ANSWERED}


def sample_facts(*, kind: str, at: datetime, base: str, payment: str = "") -> MessageFacts:
    """What a message of this kind says of the sample, at the moment `at`, with links under `base`.

    `payment` is the order's means; left out, one that the kind is about.
    """
    fetched = kind == Kind.PARCEL_READY or payment == "at_point"
    payment = payment or ("transfer" if kind in PAID_BEFORE else "at_point" if fetched else "cod")
    parcels = _parcels(at, base, fetched)
    order = _order(kind, at, base, payment, parcels)
    return MessageFacts(
        order=order,
        parcel=parcels[0],
        amount=order.total if kind == Kind.PAYMENT_RECEIVED else TEA.amount,
        reason="" if kind == Kind.REFUND_SENT else _("The goods got damp when they were packed."),
        by="point",
        money_back=payment not in ("cod", "at_point"),
        answer=_("The packet was torn, as your picture shows. You need not send it back."),
        reference="FT26331000000",
        transfer=_transfer() if payment == "transfer" else None,
        call=None if kind == Kind.CONFIRM_REMINDER else parcels[0].place,
        others=(parcels[1].place.name,),
    )


def _order(kind, at, base, payment, parcels):
    total = GOODS + DELIVERY
    words = {"cod": _("cash on delivery"), "at_point": _("pay at the point")}
    others = {"transfer": _("bank transfer"), "card": _("card")}
    return OrderFacts(
        number=NUMBER,
        name=_("Sample Shopper"),
        phone=PHONE,
        link=f"{base}/don-hang/{'mau' * 7}a/",
        items=(TEA, HONEY),
        goods=GOODS,
        delivery=DELIVERY,
        total=total,
        owed=0 if kind in NOTHING_OWED else total,
        payment=payment,
        payment_words={**words, **others}[payment],
        address="" if parcels[0].is_pick_up else "Số 1, tổ 2, phường Mường Lay, Điện Biên",
        pay_by=at + timedelta(hours=24) if payment in others else None,
        parcels=parcels,
    )


def _parcels(at, base, is_pick_up):
    point = Place(
        name="Điểm OCOP mẫu",
        address="Chợ trung tâm, phường Mường Lay",
        phone=PHONE,
        link=f"{base}/diem-ban/diem-ocop-mau/",
        hours=("07:30–11:30, 13:30–17:30",),
    )
    first = ParcelFacts(
        place=point,
        is_pick_up=is_pick_up,
        items=(TEA,),
        amount=TEA.amount + DELIVERY // 2,
        confirm_by=at + timedelta(hours=4),
        ready_by=at + timedelta(hours=2) if is_pick_up else None,
        keep_until=at + timedelta(days=7),
        pick_up_code="K7M 2Q4" if is_pick_up else "",
        carrier="Bưu điện mẫu",
        tracking="EMS000000000VN",
        tracking_link=f"{base}/don-hang/",
        counter_link=f"{base}/quay/kien/0/",
    )
    other = ParcelFacts(Place("Kho mẫu"), False, (HONEY,), confirm_by=at + timedelta(hours=4))
    return first, other


def _transfer():
    return Transfer(bank="Ngân hàng mẫu", account="0000000000", holder="OCOP DIEN BIEN MAU", memo=NUMBER)
