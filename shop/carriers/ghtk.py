"""Giao Hàng Tiết Kiệm by its public API (api.ghtk.vn); what is certain of it: docs/decisions/0036."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from shop.carriers.asking import Machine, booking_of, refusal_of
from shop.carriers.exceptions import NoAnswer, Refused
from shop.carriers.known import GHTK
from shop.carriers.values import Booking, Item, Parcel, Party, Standing, Where

OFFICIAL = "https://services.giaohangtietkiem.vn"
_API = "/services/shipment"
#: GHTK's code for an order whose name it has already.
EXISTS = "ORDER_ID_EXIST"
GRAMS_A_KG = 1_000
_WHERE = {
    **dict.fromkeys((1, 2, 7, 8, 12, 127, 128), Where.WAITING),
    # 45 and 49 are the rider's word only; 9, 10 and 410 are tries that failed, 20 is the way back.
    **dict.fromkeys((3, 4, 9, 10, 20, 45, 49, 123, 410), Where.ON_THE_WAY),
    **dict.fromkeys((5, 6), Where.DELIVERED),
    **dict.fromkeys((11, 21), Where.CAME_BACK),
    -1: Where.CANCELLED,
}


class Ghtk:
    """One shop of GHTK's, by its token and its code as a partner (S…)."""

    code, name = GHTK, "GHTK"

    def __init__(self, token: str, partner: str, base: str = ""):
        self._machine = Machine(self.name, base or OFFICIAL, {"Token": token, "X-Client-Source": partner})

    def book(self, parcel: Parcel, *, again: bool = False) -> Booking:
        """`order.id` names the booking: asked again, GHTK's refusal tells the label that it gave.

        So nothing is looked for first, whether or not it was asked `again`.
        """
        try:
            answer = self._machine.ask("POST", f"{_API}/order/?ver=1.5", _order(parcel))
        except Refused as refusal:
            return _known_already(refusal.answer, parcel.reference)
        if not answer.get("success"):
            return _known_already(answer, parcel.reference)
        made = answer.get("order")
        if not isinstance(made, dict):
            raise NoAnswer(_("GHTK answered in a form that cannot be read."))
        return booking_of(self.name, made.get("label"), made.get("fee"))

    def cancel(self, number: str, reference: str) -> None:
        """GHTK calls off what it has not fetched yet."""
        name = number or f"partner_id:{reference}"
        refusal = self._refusal_to_cancel(name)
        if refusal and not self._is_off(name, or_unknown=not number):
            raise Refused(refusal)

    def where(self, number: str) -> Standing:
        """By GHTK's number of a state; "5" and 5 are both met with."""
        answer = self._machine.ask("GET", f"{_API}/v2/{_in_path(number)}")
        found = answer.get("order")
        if not answer.get("success"):
            raise Refused(refusal_of(answer) or _("GHTK says no."))
        if not isinstance(found, dict):
            raise NoAnswer(_("GHTK answered in a form that cannot be read."))
        state = str(found.get("status", ""))
        word = str(found.get("status_text") or state)[:60]
        return Standing(_WHERE.get(_state(state), Where.TROUBLE), word)

    def label_link(self, number: str) -> str:
        """None: GHTK's label is a PDF that takes the shop's key to see."""
        return ""

    def _refusal_to_cancel(self, name) -> str:
        try:
            answer = self._machine.ask("POST", f"{_API}/cancel/{_in_path(name)}")
        except Refused as refusal:
            return str(refusal)
        if answer.get("success"):
            return ""
        return refusal_of(answer) or _("GHTK does not call it off.")

    def _is_off(self, name, *, or_unknown) -> bool:
        try:
            return self.where(name).where == Where.CANCELLED
        except Refused:
            return or_unknown


def _in_path(name):
    return quote(name, safe=":")


def _state(text):
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def _order(parcel: Parcel) -> dict:
    to = parcel.recipient
    return {
        "products": _products(parcel),
        "order": {
            "id": parcel.reference,
            **_sender(parcel.sender),
            "name": to.name,
            "tel": to.phone,
            "address": to.street,
            "hamlet": "Khác",
            "ward": to.ward,
            "district": to.district,
            "province": to.province,
            # The shop pays for the carriage; what is taken is `pick_money` and nothing more.
            "is_freeship": "1",
            "pick_money": parcel.cash,
            "value": parcel.value,
            "note": parcel.note,
            "transport": "road",
        },
    }


def _sender(sender: Party) -> dict:
    return {
        "pick_name": sender.name,
        "pick_address": sender.street,
        "pick_ward": sender.ward,
        "pick_district": sender.district,
        "pick_province": sender.province,
        "pick_tel": sender.phone,
    }


def _products(parcel):
    """GHTK adds up the weights of products, in kilograms; the packing is one more of them."""
    packing_g = parcel.weight_g - sum(item.quantity * item.weight_g for item in parcel.items)
    packing = [Item("Bao bì", 1, packing_g, 0)] if packing_g > 0 else []
    return [
        {"name": item.name, "quantity": item.quantity, "weight": item.weight_g / GRAMS_A_KG}
        for item in [*parcel.items, *packing]
    ]


def _known_already(answer, reference) -> Booking:
    """The booking that GHTK's refusal tells of. Raises Refused for every other one."""
    error = answer.get("error")
    is_mine = (
        isinstance(error, dict)
        and error.get("code") == EXISTS
        and error.get("partner_id") in (None, reference)
    )
    if not is_mine:
        raise Refused(refusal_of(answer) or _("GHTK says no."))
    return booking_of(Ghtk.name, error.get("ghtk_label"), None)
