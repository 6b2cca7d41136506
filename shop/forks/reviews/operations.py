"""What may be done about a review: its writer writes and erases it; the office decides in the dashboard."""

from django.db import IntegrityError, transaction
from django.utils.text import Truncator

from shop.forks.order.models import Line
from shop.forks.reviews.exceptions import CannotReview
from shop.forks.reviews.models import ProductReview
from shop.fulfilment.models import Fulfilment

TITLE_LETTERS = 80


@transaction.atomic
def write_review(*, line: Line, score: int, text: str, name: str = "") -> ProductReview:
    """Keeps what the buyer says of a line's goods, for the office to look at first.

    `score` is 1 to 5; `name` is shown with it, or "customer" where it is empty. Raises CannotReview where the
    line's parcel is not sent or handed over, its product is gone, or it has a review already.
    """
    if line.product is None or not has_gone_out(line):
        raise CannotReview
    try:
        with transaction.atomic():
            return ProductReview.objects.create(
                line=line,
                product=line.product.main,
                score=score,
                title=Truncator(" ".join(text.split())).chars(TITLE_LETTERS),
                body=text,
                name=name,
                status=ProductReview.FOR_MODERATION,
            )
    except IntegrityError as already:
        raise CannotReview from already


def erase_review(*, line: Line) -> bool:
    """Takes the line's review away, shown or not; whether there was one."""
    erased, _ = ProductReview.objects.filter(line=line).delete()
    return bool(erased)


def has_gone_out(line: Line) -> bool:
    """Whether the parcel with this line is sent or handed over."""
    parcels = Fulfilment.objects.filter(order=line.order_id, partner=line.partner_id)
    return parcels.filter(status__in=Fulfilment.GONE_OUT).exists()
