"""Erasing what names a person. What accounting law asks of an order stays (docs/decisions/0037).

Kept: number, day, goods, amounts, payments, refunds, commune and province, and the details of an invoice that
was asked for, which is a document of the books. Nothing of the ledgers of stock
and money is touched, and nobody is named in them but staff. An order that was added to an account by its link
may be somebody else's: it is let go as it is.
"""

from datetime import datetime

from django.db import transaction
from oscar.apps.communication.models import Email
from oscar.apps.customer.models import ProductAlert

from shop.accounts.models import User
from shop.forks.basket.models import Basket
from shop.forks.order.models import BillingAddress, Order, OrderNote, ShippingAddress
from shop.forks.reviews.models import ProductReview
from shop.forks.voucher.models import VoucherApplication
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.keeping import bookmarks_of, own_orders_of
from shop.invoices.models import InvoiceRequest
from shop.messages.settling import forget_order
from shop.privacy.exceptions import CannotEraseYet, WorksHere
from shop.privacy.models import Erasure
from shop.privacy.obstacles import obstacles_of, works_here
from shop.returns.models import ReturnRequest
from shop.settlement.card.models import CardSession

#: States of an order for which no invoice will be made, so that its details are needed no more.
SOLD_NOTHING = ("cancelled", "lapsed")
#: What an address keeps: where delivery was charged to, which names nobody.
_KEPT_OF_AN_ADDRESS = {"id", "line4", "state", "country", "commune", "search_text"}


@transaction.atomic
def erase_account(*, user: User, at: datetime) -> int:
    """Erases the account with all that is in it, and what names a person in its own orders; how many orders.

    An account that is gone by now is 0 orders. Raises WorksHere for staff, CannotEraseYet where an order is
    on its way or its money is not settled; nothing is changed then.
    """
    # Locked, so that nothing is ordered meanwhile.
    user = User.objects.select_for_update().filter(pk=user.pk).first()
    if user is None:
        return 0
    if works_here(user):
        raise WorksHere
    orders = _lock(own_orders_of(user))
    for order in orders:
        _blank(order, at)
    bookmarks_of(user).update(user=None, kept_at=None)
    VoucherApplication.objects.filter(user=user).update(user=None)
    Email.objects.filter(email__iexact=user.email).delete()
    ProductAlert.objects.filter(email__iexact=user.email).delete()
    # With it go addresses, baskets, favourites, consents, and every session, which finds nobody any more.
    user.delete()
    return len(orders)


@transaction.atomic
def erase_order(*, order: Order, at: datetime) -> bool:
    """Erases what names a person in one order; False where that was done before. Raises CannotEraseYet."""
    (locked,) = _lock(Order.objects.filter(pk=order.pk))
    return _blank(locked, at)


def _lock(orders) -> list[Order]:
    locked = list(orders.select_for_update(no_key=True).order_by("pk"))
    obstacles = obstacles_of(locked)
    if obstacles:
        raise CannotEraseYet(obstacles)
    return locked


def _blank(order, at) -> bool:
    """Done again, it takes what has been written since, such as a review by the order's link."""
    is_first = Erasure.objects.get_or_create(order=order, defaults={"at": at})[1]
    blank = dict.fromkeys(("contact_name", "contact_phone", "guest_email", "gift_message"), "")
    Order.objects.filter(pk=order.pk).update(user=None, kept_at=None, **blank)
    _blank_address(ShippingAddress, order.shipping_address_id)
    _blank_address(BillingAddress, order.billing_address_id)
    Basket.objects.filter(pk=order.basket_id).update(owner=None, gift_message="")
    OrderNote.objects.filter(order=order).update(message="")
    VoucherApplication.objects.filter(order=order).update(user=None)
    CardSession.objects.filter(order=order).update(email="")
    # A carrier's refusal may quote the address.
    Consignment.objects.filter(fulfilment__order=order).update(fault="")
    ReturnRequest.objects.filter(order=order).update(words="")
    # An answer cannot be empty: that there was one is part of what came of the goods.
    ReturnRequest.objects.filter(order=order).exclude(answer="").update(answer="–")
    ProductReview.objects.filter(line__order=order).delete()
    if order.status in SOLD_NOTHING:
        InvoiceRequest.objects.filter(order=order, order__invoice=None).delete()
    forget_order(order_id=order.pk)
    return is_first


def _blank_address(model, pk):
    address = model.objects.filter(pk=pk).first()
    if address is None:
        return
    for field in model._meta.concrete_fields:
        if field.name not in _KEPT_OF_AN_ADDRESS:
            setattr(address, field.name, "")
    address.save()
