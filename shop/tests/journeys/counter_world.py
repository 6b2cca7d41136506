"""Another point with one of each thing that an address of the counter may name, and what to post there."""

from dataclasses import replace
from datetime import date

from django.apps import apps
from django.contrib.sessions.models import Session

from catalog.pictures.closed import made_small
from catalog.pictures.tests.photographs import a_photograph, an_upload
from catalog.trace.operations import lot_named
from shop.accounts.models import User
from shop.counter.access import Role
from shop.forks.partner.models import StockRecord
from shop.fulfilment.delivery import Destination
from shop.fulfilment.operations import move_on
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse.counting import enter, start_count
from shop.warehouse.sheet_applying import keep
from shop.warehouse.sheet_checking import check, rows_of
from shop.warehouse.sheet_files import read_file
from shop.warehouse.sheets import write_csv
from shop.warehouse.shipping import set_line, write_shipment

PRODUCT, LOT, BUYER, POINT = "Trà shan tuyết Tủa Chùa", "LO-KIN-7", "Lò Thị Thử", "Điểm OCOP Mường Thanh"
#: None of it may be in an answer to somebody of another point.
SECRETS = (PRODUCT, LOT, BUYER, "0912345678", POINT)
#: Address name → what it names, by keyword; empty: nothing of any point.
OBJECTS: dict[str, dict] = {
    "index": {},
    "find": {},
    "scan": {},
    "pick-up": {"code": "pick_up_code"},
    "done": {},
    "office-points": {},
    "office-goods": {},
    "parcel": {"pk": "parcel"},
    "return": {"pk": "gone"},
    "carriage": {"pk": "sent"},
    "carrier-label": {"pk": "sent"},
    "shelves": {"code": "code"},
    "shelf": {"code": "code", "pk": "record"},
    "shipments": {"code": "code"},
    "shipment-new": {"code": "code"},
    "shipment": {"code": "code", "pk": "shipment"},
    "shipment-photograph": {"code": "code", "pk": "line"},
    "box": {"code": "box"},
    "counts": {"code": "code"},
    "count": {"code": "code", "pk": "count"},
    "count-entry": {"code": "code", "pk": "count", "stock": "record"},
    "sheets": {"code": "code"},
    "sheet_export": {"code": "code"},
    "sheet": {"code": "code", "pk": "sheet"},
    "packing-slip": {"pk": "parcel"},
    "shelf-label": {"code": "code", "pk": "record"},
    "box-label": {"code": "code", "pk": "shipment"},
    "pick-list": {"code": "code"},
    "news": {"code": "code"},
}
#: What would change something there, were it allowed; `least` is the role that it takes.
PAYLOADS: dict[str, dict] = {
    "parcel": {"to": "confirmed", "seen": "new", "reason": "x"},
    "carriage": {"what": "write", "carrier": "viettel", "number": "EB123456"},
    "shipment-new": {"what": "transfer", "transfer-destination": "1", "least": Role.KEEPER},
    "shipment": {"what": "cancel", "least": Role.KEEPER},
    "counts": {"least": Role.KEEPER},
    "count": {"what": "submit", "least": Role.KEEPER},
    "count-entry": {"lot--": "3", "least": Role.SELLER},
    "shelf": {"what": "threshold", "threshold-threshold": "3", "least": Role.KEEPER},
    "sheets": {"least": Role.KEEPER},
    "sheet": {"what": "apply", "least": Role.KEEPER},
    "news": {"what": "keep", "url": "https://chat.example/their-hook", "least": Role.MANAGER},
}


def everything(*labels: str) -> dict[str, list]:
    """All rows of the apps with these labels, or of all apps, but for what a mere visit writes down."""
    models = [model for model in apps.get_models() if model._meta.managed and model is not Session]
    watched = [model for model in models if not labels or model._meta.app_label in labels]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in watched}


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
        another = an_order((product, 1), destination=Destination(sales_point=self.point))
        self.gone = another.fulfilments.get()
        for step in ("confirmed", "packed", "handed_over"):
            move_on(fulfilment=self.gone, to=step, at=NOW)
        self.sent = an_order((product, 1)).fulfilments.get()
        for step in ("confirmed", "packed", "sent"):
            move_on(fulfilment=self.sent, to=step, at=NOW)
        keeper, partner = a_seller(self.point), self.point.partner
        self.shipment = write_shipment(sender=partner, destination=self._elsewhere(), at=NOW, actor=keeper)
        set_line(shipment=self.shipment, product=product, quantity=1)
        self.line = self.shipment.lines.get()
        self.line.photograph.save("kin.jpg", made_small(an_upload(a_photograph())).file)
        self.count = start_count(partner=partner, at=NOW, actor=keeper)
        enter(stock_take=self.count, stock=self.record, lot=lot, counted=7, at=NOW, actor=keeper)
        self.sheet = self._a_sheet()

    def _elsewhere(self):
        return a_point("Điểm OCOP Nậm Pồ").partner

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
    def _sheet(self):
        return self.sheet.pk

    def _a_sheet(self):
        partner, records = self.point.partner, StockRecord.objects.filter(partner=self.point.partner)
        rows = [replace(row, new=8) for row in rows_of(records.with_available(), "X") if row.lot]
        lines = read_file("a.csv", write_csv(rows))
        checked = check(records=records.with_available(), lines=lines, day=NOW.date())
        by = a_seller(self.point)
        return keep(partner=partner, name="a.csv", content=b"a", checked=checked, at=NOW, actor=by)

    @property
    def _pick_up_code(self):
        return self.parcel.pick_up_code

    @property
    def _parcel(self):
        return self.parcel.pk

    @property
    def _gone(self):
        return self.gone.pk

    @property
    def _sent(self):
        return self.sent.pk

    @property
    def _shipment(self):
        return self.shipment.pk

    @property
    def _line(self):
        return self.line.pk

    @property
    def _box(self):
        return self.shipment.code

    @property
    def _count(self):
        return self.count.pk
