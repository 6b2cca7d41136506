"""Money that goes back: asked for by a person or a rule, then sent the way it came."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from shop.forks.order.models import Line, Order
from shop.forks.payment.models import Source, Transaction
from shop.fulfilment.telling import tell_of_refund
from shop.payments.money import dong, format_dong
from shop.settlement.balance import balance
from shop.settlement.exceptions import RefundRefused
from shop.settlement.models import Refund, RefundLine
from shop.settlement.receiving import lock, write

State = Refund.State


@dataclass(frozen=True)
class LineShare:
    """Units of an order line that money goes back for, and how much (đồng)."""

    line: Line
    quantity: int
    amount: int


@transaction.atomic
def ask(
    *,
    order: Order,
    amount: int,
    reason: str,
    key: str,
    at: datetime,
    actor=None,
    note: str = "",
    shares: tuple[LineShare, ...] = (),
) -> Refund:
    """Writes down that `amount` đồng (> 0) are to go back, by the way that has so much left of the buyer's.

    The same key again is the same refund. Raises RefundRefused where that is more than the shop has of the
    buyer's money, or more units or money of a line than it has; nothing is written then.
    """
    locked = lock(order)
    if made := Refund.objects.filter(key=key).first():
        return made
    _refuse(locked, amount, reason)
    _refuse_shares(shares, amount)
    refund = Refund.objects.create(
        order=locked,
        source=_source_with(locked, amount),
        key=key,
        amount=amount,
        reason=reason,
        note=note,
        asked_by=actor,
        asked_at=at,
    )
    RefundLine.objects.bulk_create(
        RefundLine(refund=refund, line=s.line, quantity=s.quantity, amount=s.amount) for s in shares
    )
    return refund


def _refuse(order, amount, reason):
    """What lowers the price is taken from what is due; the rest from what the shop has no right to."""
    now = balance(order)
    most = min(now.due, now.kept) if reason in Refund.LOWER_THE_PRICE else now.to_give_back
    if amount <= 0:
        raise RefundRefused(_("Say how much is to go back."))
    if amount > most:
        raise RefundRefused(_("At most %(most)s can go back for this reason.") % {"most": format_dong(most)})


@transaction.atomic
def ask_due(*, order: Order, reason: str, at: datetime, actor=None) -> list[Refund]:
    """Asks for all that the shop has no right to (any more), each part the way it came."""
    locked = lock(order)
    missing, asked = balance(locked).to_give_back, []
    for source, left in refundable(locked).items():
        if amount := min(left, missing):
            # One that failed leaves all sums as they were, so only its number tells the next from it.
            key = f"due:{source.pk}:{source.refunds.count()}"
            who = {"asked_by": actor, "asked_at": at}
            refund = Refund(order=locked, source=source, key=key, amount=amount, reason=reason, **who)
            refund.save()
            asked.append(refund)
            missing -= amount
    return asked


def refundable(order: Order) -> dict[Source, int]:
    """What of each source's money nobody has promised back yet, in đồng."""
    asked = dict(
        Refund.objects.filter(order=order, state=State.ASKED)
        .order_by()
        .values_list("source")
        .annotate(asked=Sum("amount"))
    )
    return {
        source: dong(source.amount_available_for_refund) - asked.get(source.pk, 0)
        for source in order.sources.order_by("pk")
    }


def _source_with(order, amount):
    left = refundable(order)
    for source, available in left.items():
        if available >= amount:
            return source
    most = max(left.values(), default=0)
    raise RefundRefused(_("At most %(most)s can go back.") % {"most": format_dong(most)})


def _refuse_shares(shares, amount):
    if shares and sum(share.amount for share in shares) > amount:
        raise RefundRefused(_("The lines come to more than the whole."))
    for share in shares:
        given = share.line.refund_lines.exclude(refund__state=State.FAILED)
        before = given.aggregate(units=Sum("quantity"), money=Sum("amount"))
        units, money = before["units"] or 0, before["money"] or 0
        if share.quantity + units > share.line.quantity:
            raise RefundRefused(_("There are not so many units on this line of the order."))
        if share.amount + money > dong(share.line.line_price_incl_tax):
            raise RefundRefused(_("This is more than the line has cost."))


@transaction.atomic
def mark_sent(*, refund: Refund, reference: str, at: datetime) -> bool:
    """The money has left; `reference` names it for all time. False where it was sent, or failed, before."""
    lock(refund.order)
    asked = Refund.objects.filter(pk=refund.pk, state=State.ASKED)
    if not asked.update(state=State.SENT, reference=reference, done_at=at):
        return False
    refund.refresh_from_db()
    write(refund.source, Transaction.REFUND, refund.amount, reference, at)
    _tell(refund, at)
    return True


@transaction.atomic
def mark_failed(*, refund: Refund, fault: str, at: datetime) -> bool:
    """The money did not leave, or came back to us, for the reason given. False where that was known."""
    lock(refund.order)
    refund.refresh_from_db()
    possible = Refund.objects.filter(pk=refund.pk).exclude(state=State.FAILED)
    if not possible.update(state=State.FAILED, fault=fault[:200], done_at=at):
        return False
    if refund.state == State.SENT:
        write(refund.source, Transaction.DEBIT, refund.amount, f"{refund.reference}:failed", at)
    refund.refresh_from_db()
    return True


@transaction.atomic
def record_sent(*, source: Source, amount: int, key: str, reference: str, at: datetime) -> Refund:
    """Writes down money that somebody gave back without asking here, so that the books agree.

    The same key again is the same refund.
    """
    locked = lock(source.order)
    if made := Refund.objects.filter(key=key).first():
        return made
    has_no_right = amount <= balance(locked).to_give_back
    reason = Refund.Reason.OVERPAID if has_no_right else Refund.Reason.GOODWILL
    values = {"order": locked, "source": source, "key": key, "amount": amount, "reason": reason}
    refund = Refund.objects.create(state=State.SENT, reference=reference, asked_at=at, done_at=at, **values)
    write(source, Transaction.REFUND, amount, reference, at)
    _tell(refund, at)
    return refund


def _tell(refund, at):
    """The buyer is told that money is on its way back."""
    sent = {"amount": refund.amount, "reference": refund.reference}
    tell_of_refund(order=refund.order, event=f"refund:{refund.pk}:sent", at=at, **sent)
