"""Another point with one of each thing that an address of the counter may name, and what to post there."""

from datetime import date

from catalog.trace.operations import lot_named
from shop.accounts.models import User
from shop.counter.access import Role
from shop.fulfilment.delivery import Destination
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf

PRODUCT, LOT, BUYER, POINT = "Trà shan tuyết Tủa Chùa", "LO-KIN-7", "Lò Thị Thử", "Điểm OCOP Mường Thanh"
#: None of it may be in an answer to somebody of another point.
SECRETS = (PRODUCT, LOT, BUYER, "0912345678", POINT)
#: Address name → what it names, by keyword; empty: nothing of any point.
OBJECTS: dict[str, dict] = {
    "index": {},
    "done": {},
    "parcel": {"pk": "parcel"},
    "shelves": {"code": "code"},
    "shelf": {"code": "code", "pk": "record"},
    "packing-slip": {"pk": "parcel"},
    "shelf-label": {"code": "code", "pk": "record"},
    "pick-list": {"code": "code"},
    "news": {"code": "code"},
}
#: What would change something there, were it allowed; `least` is the role that it takes.
PAYLOADS: dict[str, dict] = {
    "parcel": {"to": "confirmed", "seen": "new", "reason": "x"},
    "shelf": {"what": "threshold", "threshold-threshold": "3", "least": Role.KEEPER},
    "news": {"what": "keep", "url": "https://chat.example/their-hook", "least": Role.MANAGER},
}


class Theirs:
    """One of each, at a point of somebody else's."""

    def __init__(self):
        self.point = a_point(POINT)
        product = a_product(PRODUCT)
        self.record = put_on_shelf(product, 0, at=self.point)
        lot = lot_named(product=product, code=LOT, use_by_date=date(2027, 11, 1))
        receive(stock=self.record, quantity=9, reference="nhập", at=NOW, lot=lot)
        order = an_order((product, 2), destination=Destination(sales_point=self.point))
        self.parcel = order.fulfilments.get()

    def kwargs(self, name) -> dict:
        """What an address takes, naming things of this point."""
        return {keyword: getattr(self, f"_{what}") for keyword, what in OBJECTS[name].items()}

    def colleague(self, role) -> User:
        """Somebody who works here, in a role."""
        user = a_seller(self.point)
        user.memberships.update(role=role)
        return user

    @property
    def _code(self):
        return self.point.partner.code

    @property
    def _record(self):
        return self.record.pk

    @property
    def _parcel(self):
        return self.parcel.pk
