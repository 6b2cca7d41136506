"""Goods of one point: found by code or by words, with what is on hand, promised and free of each lot."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.text import having_words
from shop.counter import scanned
from shop.forks.partner.models import StockRecord
from shop.stock.models import LotStock, Movement
from shop.stock.shelves import NEAR_END, ending, low

_NAMED_BY = ("product__title", "product__parent__title", "partner_sku")
SHOWN = {"": _("All goods"), "thap": _("Low or ending"), "gan-han": _("Near their use-by date")}


@dataclass(frozen=True)
class Found:
    """Stock records found, and whether a code named just one."""

    records: QuerySet[StockRecord]
    is_by_code: bool = False


def find(records: QuerySet[StockRecord], typed: str) -> Found:
    """Those of `records` that a code or words name; all of them where nothing is typed."""
    if not typed.strip():
        return Found(records)
    code = scanned.read(typed)
    by_number = Q(partner_sku__iexact=code.text) | Q(lots__lot__code=code.text)
    exact = records.filter(code.product("product__") | by_number).distinct()
    if code.names_goods or exact.exists():
        return Found(exact, is_by_code=True)
    return Found(having_words(records, typed, *_NAMED_BY))


def narrowed(records: QuerySet[StockRecord], shown: str, day: date) -> QuerySet[StockRecord]:
    """Those that want a look: low on stock, or with a lot that ends soon; what is most pressing first."""
    if shown == "thap":
        return low(records).order_by("left", "product__title", "pk")
    if shown == "gan-han":
        near = records.filter(lots__in=ending(day))
        return near.annotate(ends=Min("lots__lot__use_by_date")).order_by("ends", "pk")
    return records.order_by("product__title", "pk")


def lots_of(record: StockRecord, day: date) -> list[LotStock]:
    """What there is of each lot, first to end first, each with `free`, `is_near` and `is_past`."""
    return lots_by_record([record.pk], day).get(record.pk, [])


def lots_by_record(record_ids: list[int], day: date) -> dict[int, list[LotStock]]:
    """The same for several records at once, by their ids."""
    rows = LotStock.objects.filter(stock__in=record_ids, on_hand__gt=0).select_related("lot")
    rows = rows.annotate(free=F("on_hand") - F("packed"))
    found: dict[int, list[LotStock]] = {}
    for row in rows.order_by(F("lot__use_by_date").asc(nulls_last=True), F("lot").asc(nulls_last=True)):
        end = row.lot.use_by_date if row.lot else None
        row.is_past = bool(end and end < day)
        row.is_near = bool(end and not row.is_past and end <= day + NEAR_END)
        found.setdefault(row.stock_id, []).append(row)
    return found


def moves_of(record: StockRecord, lot_code: str = "") -> QuerySet[Movement]:
    """The ledger of a record, the last first; of one lot where its code is given."""
    moves = record.movements.select_related("lot", "actor")
    return moves.filter(lot__code=lot_code) if lot_code else moves
