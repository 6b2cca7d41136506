"""What has to come to its end before anything is erased."""

from collections.abc import Iterable

from django.db.models import PROTECT

from shop.accounts.models import User
from shop.accounts.places import is_staff
from shop.forks.order.models import Order
from shop.fulfilment.states import OPEN, Status
from shop.privacy.exceptions import Obstacle, Reason
from shop.returns.models import ReturnRequest
from shop.settlement.balance import balances
from shop.settlement.card.models import CardSession, Dispute

#: States of a parcel in which somebody still has something to do with it.
ON_ITS_WAY = {Status.UNPAID, Status.SHORT, Status.SENT, *OPEN}


def obstacles_of(orders: Iterable[Order]) -> list[Obstacle]:
    """The orders among them that are not at their end, each with why; the same number of queries for any."""
    orders = list(orders)
    ids = [order.pk for order in orders]
    parcels = Order.objects.filter(pk__in=ids, fulfilments__status__in=ON_ITS_WAY)
    coming_back = ReturnRequest.objects.filter(order__in=ids, state__in=ReturnRequest.OPEN)
    on_their_way = {*parcels.values_list("pk", flat=True), *coming_back.values_list("order", flat=True)}
    money = _with_open_money(ids)
    found = []
    for order in orders:
        if order.pk in on_their_way:
            found.append(Obstacle(order, Reason.ON_ITS_WAY))
        elif order.pk in money:
            found.append(Obstacle(order, Reason.MONEY))
    return found


def _with_open_money(ids):
    owing = {pk for pk, money in balances(ids).items() if money.owed or money.promised_back}
    disputes = Dispute.objects.filter(order__in=ids, state=Dispute.State.OPEN)
    pages = CardSession.objects.filter(order__in=ids, state__in=CardSession.LIVE)
    return owing.union(*(rows.values_list("order", flat=True) for rows in (disputes, pages)))


def works_here(user: User) -> bool:
    """Whether the account is one of staff, or its name stands in books that nobody changes."""
    return is_staff(user) or _has_written(user)


def _has_written(user):
    """Whether a row of the books points at the account: those relations refuse its deletion."""
    # Hidden ones too: most of the books have no name for the way back.
    related = [field for field in User._meta.get_fields(include_hidden=True) if not field.concrete]
    kept = [each for each in related if getattr(each, "on_delete", None) is PROTECT]
    named = ((each.related_model, each.field.name) for each in kept)
    notes = (Order.notes.rel.related_model, "user")
    return any(model._base_manager.filter(**{field: user}).exists() for model, field in (*named, notes))
