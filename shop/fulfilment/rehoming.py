"""Giving a basket's lines the points that they will come from, for the price that was agreed to."""

from shop.forks.partner.models import StockRecord
from shop.fulfilment.sharing import share


def rehome(basket, plan) -> None:
    """Gives each line the stock record that it will come from, splitting it where two points share it.

    What offers took off a line goes with its parts: worked out anew, an offer that counts lines could find
    others. A gift set's record only prices it; what leaves for it is written beside the order (`LineUnits`).
    """
    basket.status = basket.OPEN
    agreed = {line.product_id: line for line in basket.all_lines()}
    basket.lines.all().delete()
    records = StockRecord.objects.in_bulk(plan.units_by_stock)
    for allocation in plan.allocations:
        line = agreed[allocation.product_id]
        record = line.stockrecord if allocation.is_gift_set else records[allocation.stock[0][0]]
        basket.lines.create(
            line_reference=f"{line.product_id}_{record.pk}",
            product=line.product,
            stockrecord=record,
            quantity=allocation.units,
            price_currency=record.price_currency,
            price_excl_tax=record.price,
            price_incl_tax=record.price,
        )
    basket._lines = None
    parts = {}
    for part in basket.all_lines():
        parts.setdefault(part.product_id, []).append(part)
    for product_id, line in agreed.items():
        _pass_on(line.discounts, parts[product_id])


def _pass_on(discounts, parts):
    """Takes off the parts of a line together what was taken off the whole, where its units went."""
    quantities = [part.quantity for part in parts]
    for taken in discounts:
        free = [part.quantity - int(part.discounts.num_consumed(taken.offer)) for part in parts]
        units = share(min(int(taken.quantity), sum(free)), quantities, free)
        # What rounding gave back has no units of its own: it goes where the offer's others are.
        had = [int(part.discounts.num_consumed(taken.offer)) for part in parts]
        weights = next(parts_of for parts_of in (units, had, quantities) if any(parts_of))
        room = [part.discounts.left for part in parts]
        amounts = share(min(int(taken.amount), sum(room)), weights, room)
        for part, amount, affected in zip(parts, amounts, units, strict=True):
            if amount or affected:
                part.discount(amount, affected, incl_tax=taken.incl_tax, offer=taken.offer)
