"""Money on its way back to cards, and what banks take back: kept in step with the books, whoever began it."""

import logging
import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.forks.order.models import Order
from shop.forks.payment.models import Source, Transaction
from shop.payments.card import gateway as card
from shop.payments.card.exceptions import CardTrouble, Refused
from shop.payments.card.values import CardCharge, CardDispute, CardRefund
from shop.payments.money import dong
from shop.settlement.card.learning import DoesNotAgree, refuse_other_money
from shop.settlement.card.models import Dispute, ProviderEvent
from shop.settlement.models import Refund
from shop.settlement.receiving import lock
from shop.settlement.refunding import mark_failed, mark_sent, record_sent

logger = logging.getLogger(__name__)
Outcome = ProviderEvent.Outcome
#: How the keys of refunds begin that a bank took back, and that nobody sent.
DISPUTED = "dispute:"
#: How a dispute ends; all other states are still open.
_WON = {"won", "warning_closed", "prevented"}
_LOST = {"lost"}


def source_of_payment(payment: str) -> Source | None:
    """Where a payment came in; None where we have not heard of it (yet)."""
    debits = Transaction.objects.filter(txn_type=Transaction.DEBIT, reference=payment)
    found = debits.select_related("source__order").first() if payment else None
    return found.source if found else None


@transaction.atomic
def learn_refund(*, refund: CardRefund, at: datetime) -> str:
    """Takes in what a refund is now; one made in the company's own dashboard is written down as sent.

    An `Outcome`; WAITING where its payment is not known yet. Raises DoesNotAgree.
    """
    source = source_of_payment(refund.payment)
    if source is None:
        return Outcome.WAITING
    lock(source.order)
    ours = _ours(refund, source)
    refuse_other_money(refund, ours.amount if ours else None)
    key = f"stripe:{refund.id}"
    is_new = ours is None
    if is_new:
        values = {"source": source, "amount": refund.amount, "key": key, "reference": refund.id}
        ours = record_sent(at=at, **values)
    changed = _follow(ours, refund, at)
    return Outcome.APPLIED if changed or is_new else Outcome.NOTHING


def _ours(refund, source):
    mine = Refund.objects.filter(source=source)
    by_name = mine.filter(key=f"stripe:{refund.id}").first()
    # Another shop's number may stand where somebody filled it in by hand.
    if by_name or not re.fullmatch(r"[0-9]{1,15}", refund.reference):
        return by_name
    return mine.filter(pk=int(refund.reference)).first()


def _follow(ours, refund, at):
    """On its way counts as sent: the shop no longer has the money, and may not send it again.

    One that was lost was sent before, whether or not we heard of that: the books say both.
    """
    was_sent = mark_sent(refund=ours, reference=refund.id, at=at)
    if not refund.is_lost:
        return was_sent
    return mark_failed(refund=ours, fault=refund.why_failed or refund.status, at=at)


def learn_charge(*, charge: CardCharge) -> str:
    """Whether the books know of all that had gone back of a payment by then; WAITING until they do."""
    source = source_of_payment(charge.payment)
    if source is None:
        return Outcome.WAITING
    told_of = Refund.objects.filter(source=source).exclude(reference="").exclude(key__startswith=DISPUTED)
    known = sum(told_of.values_list("amount", flat=True))
    return Outcome.NOTHING if known >= charge.refunded else Outcome.WAITING


@transaction.atomic
def learn_dispute(*, dispute: CardDispute, happened_at: datetime, at: datetime) -> str:
    """Writes down a dispute for the office; one that is lost is money that went back.

    An `Outcome`; WAITING where its payment is not known yet. Raises DoesNotAgree.
    """
    source = source_of_payment(dispute.payment)
    if source is None:
        return Outcome.WAITING
    refuse_other_money(dispute)
    lock(source.order)
    values = {
        "order": source.order,
        "payment": dispute.payment,
        "amount": dispute.amount,
        "reason": dispute.reason[:60],
        "opened_at": happened_at,
    }
    kept, is_new = Dispute.objects.get_or_create(dispute_id=dispute.id, defaults=values)
    has_ended = kept.state == Dispute.State.OPEN and _end(kept, dispute, source, happened_at, at)
    return Outcome.APPLIED if is_new or has_ended else Outcome.NOTHING


def _end(kept, dispute, source, happened_at, at):
    if dispute.status not in _WON | _LOST:
        return False
    kept.state = Dispute.State.LOST if dispute.status in _LOST else Dispute.State.WON
    kept.closed_at = happened_at
    kept.save(update_fields=["state", "closed_at"])
    source.refresh_from_db()
    gone = min(dispute.amount, dong(source.amount_available_for_refund))
    if kept.state == Dispute.State.LOST and gone:
        record_sent(source=source, amount=gone, key=f"{DISPUTED}{dispute.id}", reference=dispute.id, at=at)
    return True


def send(*, refund: Refund, at: datetime) -> None:
    """Sends a refund that was asked for to the card it came from; what cannot be sent is marked as failed.

    No answer leaves it as it is, to be sent again: the company is asked first what it already knows of it,
    and each call bears the refund's own idempotency key. The caller holds no transaction.
    """
    payments = _payments(refund.source)
    try:
        known = _known(refund, payments) or _send_from_one(refund, payments)
        learn_refund(refund=known, at=at)
    except Refused as refusal:
        mark_failed(refund=refund, fault=str(refusal)[:200], at=at)
    except DoesNotAgree as trouble:
        logger.error("Refund %s: %s", refund.pk, trouble)
    except CardTrouble as trouble:
        logger.warning("Refund %s is not sent yet: %s", refund.pk, trouble)


def _payments(source):
    """The names of the payments that came in, the largest first; a refund that came back is none."""
    debits = source.transactions.filter(txn_type=Transaction.DEBIT, reference__startswith="pi_")
    return list(debits.order_by("-amount", "pk").values_list("reference", flat=True))


def _known(refund, payments) -> CardRefund | None:
    way = card.gateway()
    made = (found for payment in payments for found in way.refunds(payment))
    return next((found for found in made if found.reference == str(refund.pk)), None)


def _send_from_one(refund, payments) -> CardRefund:
    """From the first payment of which so much is left. Raises Refused where there is none."""
    refusal = Refused(_("There is no card payment to send it back from."))
    for payment in payments:
        try:
            return card.gateway().refund(
                payment=payment,
                amount=refund.amount,
                reference=str(refund.pk),
                key=f"refund:{refund.pk}:{payment}",
            )
        except Refused as error:
            refusal = error
    raise refusal


def asked_by_card():
    """Refunds that are to be sent to cards."""
    waiting = Refund.objects.filter(state=Refund.State.ASKED)
    return waiting.filter(source__source_type__code=Order.PaymentMethod.CARD).order_by("pk")
