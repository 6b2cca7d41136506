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
from shop.payments.money import dong, format_dong
from shop.settlement.card.learning import DoesNotAgree, refuse_other_money
from shop.settlement.card.models import Dispute, ProviderEvent
from shop.settlement.models import Refund
from shop.settlement.receiving import lock
from shop.settlement.refunding import mark_failed, mark_sent, record_sent

logger = logging.getLogger(__name__)
Outcome = ProviderEvent.Outcome
#: How the keys of refunds begin that a bank took back, and that nobody sent.
DISPUTED = "dispute:"
#: And those of refunds that were made in the company's own dashboard.
MADE_THERE = "stripe:"
#: How a dispute ends; all other states are still open.
_WON = {"won", "warning_closed", "prevented"}
_LOST = {"lost"}


def source_of_payment(payment: str) -> Source | None:
    """Where a payment came in; None where we have not heard of it (yet)."""
    debits = Transaction.objects.filter(txn_type=Transaction.DEBIT, reference=payment)
    found = debits.select_related("source__order").first() if payment else None
    return found.source if found else None


def learn_refund(*, refund: CardRefund, at: datetime) -> str:
    """Takes in what a refund is now; one made in the company's own dashboard is written down as sent.

    An `Outcome`; WAITING where its payment is not known yet. Raises DoesNotAgree; where more went back than
    was left of the payment, what was left is written down all the same.
    """
    outcome, excess = _learn_refund(refund, at)
    _refuse_excess(refund.amount, excess)
    return outcome


@transaction.atomic
def _learn_refund(refund, at):
    """The outcome, and what of the refund the books have no room for, in đồng."""
    source = source_of_payment(refund.payment)
    if source is None:
        return Outcome.WAITING, 0
    lock(source.order)
    ours = _ours(refund, source)
    refuse_other_money(refund, ours.amount if ours and not _is_theirs(ours) else None)
    left = _left(source)
    if ours and ours.state == Refund.State.ASKED and ours.amount > left:
        # A dispute has taken meanwhile what it was to be sent from.
        mark_failed(refund=ours, fault=_("Too little was left of the payment in the books."), at=at)
        ours = None
    if ours:
        return (Outcome.APPLIED if _follow(ours, refund, at) else Outcome.NOTHING), 0
    recorded = min(refund.amount, left)
    if recorded:
        named = {"key": f"{MADE_THERE}{refund.id}", "reference": refund.id}
        _follow(record_sent(source=source, amount=recorded, at=at, **named), refund, at)
    excess = 0 if refund.is_lost else refund.amount - recorded
    return (Outcome.APPLIED if recorded else Outcome.NOTHING), excess


def _left(source):
    """Đồng that came in by a source and have not gone back. The caller has locked the order."""
    source.refresh_from_db()
    return dong(source.amount_available_for_refund)


def _refuse_excess(told, excess):
    """Raises DoesNotAgree, for the office to see, where the books cannot hold all that is told."""
    if excess:
        words = _("Stripe tells that %(told)s went back; %(excess)s of it is more than was left.")
        raise DoesNotAgree(words % {"told": format_dong(told), "excess": format_dong(excess)})


def _ours(refund, source):
    mine = Refund.objects.filter(source=source)
    by_name = mine.filter(key=f"{MADE_THERE}{refund.id}").first()
    # Another shop's number may stand where somebody filled it in by hand.
    if by_name or not re.fullmatch(r"[0-9]{1,15}", refund.reference):
        return by_name
    return mine.filter(pk=int(refund.reference)).first()


def _is_theirs(refund):
    """Whether it was written down as they told it, or as much of it as there was room for."""
    return refund.key.startswith(MADE_THERE)


def _follow(ours, refund, at):
    """On its way counts as sent: the shop no longer has the money, and may not send it again.

    One that was lost was sent before, whether or not we heard of that: the books say both.
    """
    was_sent = mark_sent(refund=ours, reference=refund.id, at=at)
    if not refund.is_lost:
        return was_sent
    return mark_failed(refund=ours, fault=refund.why_failed or refund.status, at=at)


def learn_charge(*, charge: CardCharge) -> str:
    """Whether the books know of all that had gone back of a payment by then; WAITING until they do.

    Raises DoesNotAgree where they never will, as nothing is left of the payment.
    """
    source = source_of_payment(charge.payment)
    if source is None:
        return Outcome.WAITING
    told_of = Refund.objects.filter(source=source).exclude(reference="").exclude(key__startswith=DISPUTED)
    missing = charge.refunded - sum(told_of.values_list("amount", flat=True))
    if missing <= 0:
        return Outcome.NOTHING
    if not _left(source):
        _refuse_excess(charge.refunded, missing)
    return Outcome.WAITING


def learn_dispute(*, dispute: CardDispute, happened_at: datetime, at: datetime) -> str:
    """Writes down a dispute for the office; one that is lost is money that went back.

    An `Outcome`; WAITING where its payment is not known yet. Raises DoesNotAgree; where it took more than was
    left of the payment, what was left is written down all the same.
    """
    outcome, excess = _learn_dispute(dispute, happened_at, at)
    _refuse_excess(dispute.amount, excess)
    return outcome


@transaction.atomic
def _learn_dispute(dispute, happened_at, at):
    source = source_of_payment(dispute.payment)
    if source is None:
        return Outcome.WAITING, 0
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
    if kept.state != Dispute.State.OPEN or dispute.status not in _WON | _LOST:
        return (Outcome.APPLIED if is_new else Outcome.NOTHING), 0
    kept.state = Dispute.State.LOST if dispute.status in _LOST else Dispute.State.WON
    kept.closed_at = happened_at
    kept.save(update_fields=["state", "closed_at"])
    return Outcome.APPLIED, _lose(dispute, source, at) if dispute.status in _LOST else 0


def _lose(dispute, source, at):
    """Writes down what is gone; what of it the books have no room for, in đồng."""
    gone = min(dispute.amount, _left(source))
    if gone:
        record_sent(source=source, amount=gone, key=f"{DISPUTED}{dispute.id}", reference=dispute.id, at=at)
    return dispute.amount - gone


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
