"""Naming lots: the code on the label finds the lot, or makes it known."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.products.models import Product
from catalog.text import one_line
from catalog.trace.exceptions import NotThisLot
from catalog.trace.models import LONGEST_CODE, Lot


@transaction.atomic
def lot_named(
    *,
    product: Product,
    code: str,
    made_date: date | None = None,
    use_by_date: date | None = None,
    may_correct: bool = False,
) -> Lot:
    """The product's lot of this code; made where it is new. A date that was not known is added to it.

    Where one `may_correct` it, the dates given, if there are any, take the place of both that were known.
    Raises NotThisLot where the code is empty or too long, or a date is not the one that is known.
    """
    code = one_line(code)
    if not 0 < len(code) <= LONGEST_CODE:
        raise NotThisLot(_("A lot code has 1 to %(most)s characters.") % {"most": LONGEST_CODE})
    if made_date and use_by_date and use_by_date < made_date:
        raise NotThisLot(_("The use-by date lies before the day it was made."))
    dates = {"made_date": made_date, "use_by_date": use_by_date}
    lot, is_new = Lot.objects.get_or_create(product=product, code=code, defaults=dates)
    if not is_new and any(dates.values()):
        _complete(
            lot, dates if may_correct else {name: day for name, day in dates.items() if day}, may_correct
        )
    return lot


def _complete(lot, dates, may_correct):
    for name, day in dates.items():
        known = getattr(lot, name)
        if known not in (None, day) and not may_correct:
            said = _("Lot %(code)s is known with another date: %(known)s.")
            raise NotThisLot(said % {"code": lot.code, "known": f"{known:%d/%m/%Y}"})
        setattr(lot, name, day)
    if lot.made_date and lot.use_by_date and lot.use_by_date < lot.made_date:
        raise NotThisLot(_("The use-by date lies before the day it was made."))
    lot.save(update_fields=list(dates))
