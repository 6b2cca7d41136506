"""Keeping an order in somebody's account that was placed without signing in.

A link proves nothing: whoever knows number and phone is given it, such as a carrier or a neighbour. An order
that has an e-mail is therefore kept by the account with that e-mail only, and is its own in every way then.
One without is a bookmark of whoever has the link: `Order.kept_at` says so, and it opens no more than that.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from shop.forks.order.models import Order


def may_keep(*, order: Order, user) -> bool:
    """Whether the order has this account's e-mail, whatever its case, or none."""
    return not order.guest_email or order.guest_email.casefold() == user.email.casefold()


def is_free(*, order: Order, user) -> bool:
    """Whether it is in no account by right and not in this person's yet; never once it was erased."""
    is_anothers_bookmark = order.kept_at is not None and order.user_id != user.pk
    return bool(order.contact_phone) and (order.user_id is None or is_anothers_bookmark)


def keep_order(*, order: Order, user, at: datetime) -> bool:
    """Puts an order into this person's account; False where it is another's, of another e-mail, or erased.

    A bookmark goes to whoever asked last, so that nobody who has the link keeps it from the others.
    """
    if not may_keep(order=order, user=user):
        return False
    same = Order.objects.filter(pk=order.pk, guest_email=order.guest_email).exclude(contact_phone="")
    free = same.filter(Q(user=None) | Q(kept_at__isnull=False))
    is_done = free.update(user=user, kept_at=None if order.guest_email else at)
    return bool(is_done) or same.filter(user=user).exists()


def own_orders_of(user) -> QuerySet[Order]:
    """The orders that are this person's: placed in the account, or kept in it by their e-mail."""
    return Order.objects.filter(user=user, kept_at=None)


def bookmarks_of(user) -> QuerySet[Order]:
    """The orders without an e-mail that were added by their link: whose they are nobody knows."""
    return Order.objects.filter(user=user, kept_at__isnull=False)
