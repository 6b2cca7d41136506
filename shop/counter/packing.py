"""Packing a parcel at the counter: which lots to take, and what lies in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.counter import scanned
from shop.counter.goods import lots_by_record
from shop.counter.shelf_forms import FIRST_TO_END, WITHOUT, lot_words
from shop.forks.partner.models import StockRecord
from shop.fulfilment.models import Fulfilment, PackedLot
from shop.fulfilment.packing import units_by_stock
from shop.stock.lots import shared_out
from shop.stock.models import LotStock


class LotGone(Exception):
    """The lot that was chosen cannot fill the parcel any more."""


@dataclass(frozen=True)
class Shelf:
    """What a parcel takes from one stock record: how many, and the lots there are, first to end first."""

    record: StockRecord
    units: int
    lots: list[LotStock]

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"lot-{self.record.pk}"

    def good(self, code: str = "") -> list[LotStock]:
        """The lots that can be taken, each enough by itself; only that of the code, where one is given."""
        lots = [row for row in self.lots if not row.is_past and row.free >= self.units]
        return [row for row in lots if row.lot and row.lot.code == code] if code else lots

    @property
    def first(self) -> list[LotStock]:
        """The lots that are taken from where none is chosen."""
        good = [row for row in self.lots if not row.is_past]
        return [row for row, _taken in shared_out(self.units, good)]


def shelves_of(parcel: Fulfilment) -> list[Shelf]:
    """From where the parcel's goods are taken, by name."""
    units, day = units_by_stock(parcel), timezone.localdate()
    records = StockRecord.objects.filter(pk__in=units).select_related("product__parent")
    lots = lots_by_record(list(units), day)
    return [
        Shelf(record, units[record.pk], lots.get(record.pk, []))
        for record in records.order_by("product__title", "pk")
    ]


class LotsForm(forms.Form):
    """For each of a parcel's goods the lot to take, where it is not the one that ends first."""

    def __init__(self, *args, shelves: list[Shelf], **kwargs):
        super().__init__(*args, **kwargs)
        self.shelves = shelves
        for shelf in shelves:
            self.fields[shelf.name] = forms.ChoiceField(
                label=shelf.record.product.full_title,
                required=False,
                choices=[(FIRST_TO_END, _first_words(shelf)), *_choices(shelf)],
            )

    @property
    def chosen(self) -> dict[int, dict[int | None, int]]:
        """Stock record id → lot id → units, for those where a lot was chosen."""
        picked = [(shelf, self.cleaned_data[shelf.name]) for shelf in self.shelves]
        return {
            shelf.record.pk: {None if value == WITHOUT else int(value): shelf.units}
            for shelf, value in picked
            if value != FIRST_TO_END
        }


@dataclass(frozen=True)
class Scan:
    """What scanning chose so far, by the names of `LotsForm`'s fields, and what to say of the last scan."""

    chosen: dict[str, str]
    said: str = ""
    is_refused: bool = False


def scan(shelves: list[Shelf], typed: str, asked: Mapping[str, str]) -> Scan:
    """Takes the scanned code for the lot that goes in; what was scanned before it (`asked`) stays chosen."""
    code = scanned.read(typed)
    before = {
        shelf.name: asked[shelf.name] for shelf in shelves if asked.get(shelf.name) in dict(_choices(shelf))
    }
    if not code.text:
        return Scan(before)
    lot_code = code.code.lot or ("" if code.names_goods else code.text)
    here = [shelf for shelf in shelves if not code.names_goods or code.is_of(shelf.record.product)]
    if not here:
        return Scan(before, _("These goods are not in this parcel."), is_refused=True)
    if not lot_code:
        return Scan(before, _("It belongs in this parcel. The code names no lot: choose it below."))
    for shelf in here:
        for row in shelf.good(lot_code):
            words = {"lot": row.lot.code, "goods": shelf.record.product.full_title}
            return Scan(before | {shelf.name: str(row.lot_id)}, _("Lot %(lot)s is taken: %(goods)s.") % words)
    none = _("Lot %(lot)s is not here, is past its date or does not hold enough for this parcel.")
    return Scan(before, none % {"lot": lot_code}, is_refused=True)


def _choices(shelf):
    return [(str(row.lot_id) if row.lot else WITHOUT, lot_words(row.lot)) for row in shelf.good()]


def _first_words(shelf):
    named = ", ".join(str(lot_words(row.lot)) for row in shelf.first)
    return _("ends first: %(lots)s") % {"lots": named} if named else _("first to end first")


def lying_in(parcel: Fulfilment) -> list[PackedLot]:
    """What is packed in it, or left with it, each with its product."""
    return list(PackedLot.objects.of_parcel(parcel).select_related("lot", "units__stock__product__parent"))
