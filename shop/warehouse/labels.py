"""The lot that the label on a producer's goods names, as whoever writes their shipment reads it."""

from dataclasses import dataclass
from datetime import date

from catalog.products.models import Product
from catalog.trace.models import Lot
from catalog.trace.operations import lot_named
from shop.stock.models import Movement
from shop.warehouse.models import Shipment, ShipmentLine


@dataclass(frozen=True)
class LotLabel:
    """What the label on the goods says of their lot; an empty code where it says nothing."""

    code: str = ""
    made_date: date | None = None
    use_by_date: date | None = None


def lot_on_label(*, shipment: Shipment, product: Product, label: LotLabel) -> Lot | None:
    """The lot of a label; None where it names none.

    Its dates can be corrected until any of it has been in stock somewhere, or another shipment names it.
    Raises NotThisLot.
    """
    code = label.code.strip()
    if not code:
        return None
    same = {"lot__product": product, "lot__code": code}
    others = ShipmentLine.objects.exclude(shipment=shipment)
    is_settled = Movement.objects.filter(**same).exists() or others.filter(**same).exists()
    return lot_named(
        product=product,
        code=code,
        made_date=label.made_date,
        use_by_date=label.use_by_date,
        may_correct=not is_settled,
    )
