"""Keeping an order in somebody's account, for who placed it as a guest."""

from django.db.models import Q

from shop.forks.order.models import Order


def keep_order(*, order: Order, user) -> bool:
    """Puts an order that is in nobody's account into this person's; False where it is another's, or erased.

    Whoever has the order's link sees all of it already. Of two at the same moment one gets it.
    """
    free = Order.objects.filter(Q(user=None) | Q(user=user), pk=order.pk)
    return bool(free.exclude(contact_phone="").update(user=user))
