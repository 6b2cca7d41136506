"""Packing a parcel at the counter: which lots to take, and what lies in it."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

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


def _choices(shelf):
    good = [row for row in shelf.lots if not row.is_past and row.free >= shelf.units]
    return [(str(row.lot_id) if row.lot else WITHOUT, lot_words(row.lot)) for row in good]


def _first_words(shelf):
    named = ", ".join(str(lot_words(row.lot)) for row in shelf.first)
    return _("ends first: %(lots)s") % {"lots": named} if named else _("first to end first")


def lying_in(parcel: Fulfilment) -> list[PackedLot]:
    """What is packed in it, or left with it, each with its product."""
    return list(PackedLot.objects.of_parcel(parcel).select_related("lot", "units__stock__product__parent"))
