"""What the office has to see to: events that do not agree or wait too long, and disputes."""

from datetime import datetime, timedelta

from django.db.models import Case, Q, QuerySet, Value, When

from shop.settlement.card.models import Dispute, ProviderEvent

Outcome = ProviderEvent.Outcome
#: What waits for its payment longer than this waits for one that is not ours, or got lost.
LONG = timedelta(hours=24)


def faults(*, now: datetime) -> QuerySet[ProviderEvent]:
    """Events that had no effect although they should have, the latest first."""
    waits_too_long = Q(outcome=Outcome.WAITING, received_at__lte=now - LONG)
    found = ProviderEvent.objects.filter(Q(outcome=Outcome.FAULT) | waits_too_long)
    return found.select_related("order")


def disputes() -> QuerySet[Dispute]:
    """Disputes, those that need an answer first."""
    is_closed = Case(When(state=Dispute.State.OPEN, then=Value(0)), default=Value(1))
    return Dispute.objects.select_related("order").order_by(is_closed, "-opened_at", "-pk")


def see_to(*, event: ProviderEvent, by, at: datetime) -> bool:
    """Somebody of the office has seen to a fault; False where there was none (any more)."""
    mine = faults(now=at).filter(pk=event.pk)
    return bool(mine.order_by().update(outcome=Outcome.SEEN, seen_by=by, seen_at=at))
