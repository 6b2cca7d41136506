"""Goods that somebody got, and what they say of them."""

from shop.forks.reviews.models import ProductReview
from shop.forks.reviews.operations import write_review
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import move_on
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

Status = Fulfilment.Status


def a_line(product=None, *, brought_to=Status.SENT):
    """The one line of an order, its parcel moved on to a state."""
    product = product or a_product()
    put_on_shelf(product, 5)
    order = an_order((product, 1))
    for step in (Status.CONFIRMED, Status.PACKED, Status.SENT):
        if brought_to in (Status.NEW, Status.CANCELLED):
            break
        move_on(fulfilment=order.fulfilments.get(), to=step, at=NOW)
        if step == brought_to:
            break
    if brought_to == Status.CANCELLED:
        move_on(fulfilment=order.fulfilments.get(), to=Status.CANCELLED, at=NOW, note="Hết hàng")
    return order.lines.get()


def a_review(product=None, *, score=5, text="Chè thơm, nước xanh.", name="", is_approved=True):
    """What a buyer says of a product, approved by the office or not yet."""
    review = write_review(line=a_line(product), score=score, text=text, name=name)
    if is_approved:
        review.status = ProductReview.APPROVED
        review.save()
    return review
