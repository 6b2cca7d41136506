"""Events of the card company: each is kept once, in one transaction with its effect.

They come late, repeated, shuffled and several at once. What is about a payment that we have not heard of yet
waits for it.
"""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from shop.forks.order.models import Order
from shop.payments.card import values
from shop.settlement.card.learning import DoesNotAgree, learn
from shop.settlement.card.models import ProviderEvent
from shop.settlement.card.returning import learn_charge, learn_dispute, learn_refund, source_of_payment

Outcome = ProviderEvent.Outcome
PROVIDER = "stripe"
#: What it is said of an event that was told before.
REPEATED = "repeated"
FAILED = "checkout.session.async_payment_failed"
#: What waits for its payment is read again from what was kept of it.
_KEPT = {"refund": values.CardRefund, "charge": values.CardCharge, "dispute": values.CardDispute}


def take(*, event: values.CardEvent, at: datetime) -> str:
    """Takes an event in: an `Outcome`, or REPEATED where it was taken in before."""
    outcome = _take_once(event, at)
    # Whoever finishes second sees what the first has written, so nothing waits for ever.
    take_waiting(payment=_payment_of(event), at=at)
    return outcome


@transaction.atomic
def _take_once(event, at):
    kept, is_new = ProviderEvent.objects.get_or_create(
        provider=PROVIDER,
        event_id=event.id,
        defaults={
            "kind": event.kind[:100],
            "payment": _payment_of(event),
            "payload": _reduced(event.about),
            "happened_at": event.created,
            "received_at": at,
        },
    )
    if not is_new:
        return REPEATED
    _apply(kept, event.about, at)
    return kept.outcome


def _apply(kept, about, at):
    try:
        kept.outcome = _effect(kept, about, at)
    except DoesNotAgree as trouble:
        kept.outcome, kept.fault = Outcome.FAULT, str(trouble)[:200]
    kept.order = _order_of(about)
    kept.save(update_fields=["outcome", "fault", "order"])


def _effect(kept, about, at):
    if isinstance(about, values.Session):
        return learn(session=about, at=at, has_failed=kept.kind == FAILED)
    if isinstance(about, values.CardRefund):
        return learn_refund(refund=about, at=at)
    if isinstance(about, values.CardCharge):
        return learn_charge(charge=about)
    if isinstance(about, values.CardDispute):
        return learn_dispute(dispute=about, happened_at=kept.happened_at, at=at)
    return Outcome.NOTHING


def _order_of(about):
    if isinstance(about, values.Session):
        return Order.objects.filter(number=about.reference).first()
    source = source_of_payment(getattr(about, "payment", ""))
    return source.order if source else None


def take_waiting(*, payment: str, at: datetime) -> int:
    """Looks once more at the events that wait for what is known of this payment; how many are done now."""
    waiting = ProviderEvent.objects.filter(provider=PROVIDER, outcome=Outcome.WAITING, payment=payment)
    if not payment or source_of_payment(payment) is None:
        return 0
    in_order = waiting.order_by("happened_at", "pk").values_list("pk", flat=True)
    done = 0
    # One may wait for another.
    while now_done := sum(_take_again(pk, at) for pk in list(in_order)):
        done += now_done
    return done


@transaction.atomic
def _take_again(pk, at):
    kept = ProviderEvent.objects.select_for_update(of=("self",)).get(pk=pk)
    if kept.outcome != Outcome.WAITING:
        return False
    _apply(kept, _read_again(kept), at)
    return kept.outcome != Outcome.WAITING


def _read_again(kept):
    what = dict(kept.payload)
    return _KEPT[what.pop("what")](**what)


def _payment_of(event):
    return getattr(event.about, "payment", "")[:128]


def _reduced(about):
    """What is needed to understand the event later."""
    if about is None:
        return {}
    if isinstance(about, values.Session):
        names = ("id", "status", "is_paid", "amount", "currency", "reference", "attempt", "payment")
        return {"what": "session", **{name: getattr(about, name) for name in names}}
    what = next(name for name, kind in _KEPT.items() if isinstance(about, kind))
    return {"what": what, **asdict(about)}
