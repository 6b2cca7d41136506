"""Giao Hàng Nhanh by its public API v2 (api.ghn.vn); what is certain of it: docs/decisions/0036."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from shop.carriers.asking import Machine, booking_of
from shop.carriers.exceptions import NoAnswer, Refused
from shop.carriers.known import GHN
from shop.carriers.values import Booking, Parcel, Party, Standing, Where

OFFICIAL = "https://online-gateway.ghn.vn"
_API = "/shiip/public-api/v2"
#: The shop pays for the carriage, since the buyer has paid the shop's own fee; up to 20 kg; look, don't try.
PAID_BY_SHOP, LIGHT_GOODS, MAY_LOOK = 1, 2, "CHOXEMHANGKHONGTHU"
#: The most that GHN insures a parcel for, in đồng.
MOST_INSURED = 5_000_000
LONGEST_CONTENT = 2_000
_WHERE = {
    **dict.fromkeys(("ready_to_pick", "picking", "money_collect_picking"), Where.WAITING),
    **dict.fromkeys(
        ("picked", "storing", "transporting", "sorting", "delivering", "money_collect_delivering"),
        Where.ON_THE_WAY,
    ),
    **dict.fromkeys(
        ("delivery_fail", "waiting_to_return", "return", "return_transporting", "return_sorting"),
        Where.ON_THE_WAY,
    ),
    **dict.fromkeys(("returning", "return_fail"), Where.ON_THE_WAY),
    "delivered": Where.DELIVERED,
    "returned": Where.CAME_BACK,
    "cancel": Where.CANCELLED,
}


class Ghn:
    """One shop of GHN's: `token` is the account's, `shop_id` the place that parcels are fetched from."""

    code, name = GHN, "GHN"

    def __init__(self, token: str, shop_id: str, base: str = ""):
        self._base = base or OFFICIAL
        self._machine = Machine(self.name, self._base, {"Token": token, "ShopId": shop_id})

    def book(self, parcel: Parcel, *, again: bool = False) -> Booking:
        """`client_order_code` names the booking; what may have been booked before is looked for first."""
        if again and (made := self._made(parcel.reference)):
            return made
        try:
            return _booking(self._post("/shipping-order/create", _order(parcel)))
        except Refused:
            # Perhaps because there is one of this name.
            if made := self._made(parcel.reference):
                return made
            raise

    def cancel(self, number: str, reference: str) -> None:
        """GHN calls off what it has not fetched yet."""
        if not number:
            made = self._made(reference)
            if made is None:
                return
            number = made.number
        try:
            answers = self._post("/switch-status/cancel", {"order_codes": [number]}).get("data")
            first = answers[0] if isinstance(answers, list) and answers else {}
            if not (isinstance(first, dict) and first.get("result")):
                said = first.get("message") if isinstance(first, dict) else ""
                raise Refused(str(said or _("GHN does not call it off."))[:200])
        except Refused:
            if self.where(number).where != Where.CANCELLED:
                raise

    def where(self, number: str) -> Standing:
        """By GHN's `status`."""
        found = _first(self._post("/shipping-order/detail", {"order_code": number}))
        word = str(found.get("status") or "")
        return Standing(_WHERE.get(word, Where.TROUBLE), word)

    def label_link(self, number: str) -> str:
        """A page to print from that GHN opens for half an hour."""
        answer = self._post("/a5/gen-token", {"order_codes": [number]}).get("data")
        token = answer.get("token") if isinstance(answer, dict) else ""
        if not token:
            raise NoAnswer(_("GHN gave no label."))
        return f"{self._base}/a5/public-api/printA5?token={quote(str(token), safe='')}"

    def _made(self, reference) -> Booking | None:
        """The booking of this name, if GHN knows one that is not called off."""
        try:
            found = _first(
                self._post("/shipping-order/detail-by-client-code", {"client_order_code": reference})
            )
        except Refused:
            return None
        if found.get("client_order_code") != reference or found.get("status") == "cancel":
            return None
        return _booking({"data": found})

    def _post(self, path, fields):
        answer = self._machine.ask("POST", f"{_API}{path}", fields)
        if answer.get("code") not in (200, None):
            raise Refused(str(answer.get("message") or _("GHN says no."))[:200])
        return answer


def _order(parcel: Parcel) -> dict:
    return {
        "client_order_code": parcel.reference,
        "payment_type_id": PAID_BY_SHOP,
        "service_type_id": LIGHT_GOODS,
        "required_note": MAY_LOOK,
        "note": parcel.note,
        **_recipient(parcel.recipient),
        **_sender(parcel.sender),
        "cod_amount": parcel.cash,
        "insurance_value": min(parcel.value, MOST_INSURED),
        "content": parcel.content[:LONGEST_CONTENT],
        "weight": parcel.weight_g,
        **dict.fromkeys(("length", "width", "height"), parcel.side_cm),
        "items": [
            {"name": item.name, "quantity": item.quantity, "price": item.price, "weight": item.weight_g}
            for item in parcel.items
        ],
    }


def _recipient(to: Party) -> dict:
    """Wards and provinces since 1 July 2025 (`is_new_…`); districts are no more."""
    return {
        "to_name": to.name,
        "to_phone": to.phone,
        "to_address": to.street,
        "to_ward_name": to.ward,
        "to_district_name": "",
        "to_province_name": to.province,
        "is_new_to_address": True,
    }


def _sender(sender: Party) -> dict:
    """Without an address and a phone it is fetched from where the shop has told GHN that it stands."""
    if not (sender.phone and sender.street):
        return {}
    return {
        "from_name": sender.name,
        "from_phone": sender.phone,
        "from_address": sender.street,
        "from_ward_name": sender.ward,
        "from_province_name": sender.province,
        "is_new_from_address": True,
    }


def _first(answer) -> dict:
    """`data`, which GHN's documents show as an object and as a list of one."""
    data = answer.get("data")
    if isinstance(data, list):
        data = data[0] if data else None
    if not isinstance(data, dict):
        raise NoAnswer(_("GHN answered in a form that cannot be read."))
    return data


def _booking(answer) -> Booking:
    made = _first(answer)
    return booking_of(Ghn.name, made.get("order_code"), made.get("total_fee"))
