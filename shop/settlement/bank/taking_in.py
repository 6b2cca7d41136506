"""A booking that somebody tells of, by a file or by the feed: kept once, whoever tells it how often.

Each is one transaction that first locks the account's row: of many who tell the same at once the first keeps
it, and the others find it kept.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from shop.payments.bank_feed import Told
from shop.payments.statements.reading import Credit
from shop.settlement.bank.models import BankAccount, BankTransaction
from shop.settlement.bank.reconciling import reconcile


@dataclass(frozen=True)
class Taken:
    """The booking, and whether it was not known before."""

    booking: BankTransaction
    is_new: bool


def credit_told(told: Told) -> Credit:
    """What the feed told, as a row of a statement would."""
    here = told.booked_at.astimezone(ZoneInfo(settings.TIME_ZONE))
    return Credit(0, here, told.amount, told.memo, told.reference, told.payer)


@transaction.atomic
def take_in(*, account: str, credit: Credit, at: datetime, note: str) -> Taken:
    """Keeps money that came in and settles what it pays; nothing happens where it is known already.

    `note` says who told it.
    """
    holder = locked(account)
    known = _known(holder, credit)
    if known:
        return Taken(known, False)
    booking = BankTransaction.objects.create(
        account=holder,
        booked_at=credit.booked_at,
        amount=credit.amount,
        memo=credit.memo,
        payer=credit.payer,
        reference=_reference(holder, credit),
        has_own_reference=bool(credit.reference),
        fingerprint=credit.fingerprint,
        received_at=at,
    )
    return Taken(reconcile(booking=booking, at=at, note=note), True)


def locked(account: str) -> BankAccount:
    """The account's row, locked until the transaction ends; made where it is new."""
    BankAccount.objects.get_or_create(number=account)
    return BankAccount.objects.select_for_update().get(number=account)


def known(holder: BankAccount, credit: Credit) -> BankTransaction | None:
    """The booking that is kept of this money already, to foresee what a file would change."""
    return _found(holder, credit)


def _known(holder, credit):
    found = _found(holder, credit)
    if found and credit.reference and not found.has_own_reference:
        # A file without references told it first; from now on it is known by the bank's own.
        found.reference, found.has_own_reference = credit.reference, True
        found.save(update_fields=["reference", "has_own_reference"])
    return found


def _found(holder, credit):
    if not credit.reference:
        same = holder.transactions.filter(fingerprint=credit.fingerprint).order_by("pk")
        return same[credit.nth - 1 : credit.nth].first()
    named = {"reference__in": [credit.reference, _other(credit)], "amount": credit.amount}
    found = holder.transactions.filter(**named).first()
    if found:
        return found
    unnamed = holder.transactions.filter(fingerprint=credit.fingerprint, has_own_reference=False)
    return unnamed.order_by("pk").first()


def _reference(holder, credit):
    if not credit.reference:
        return f"~{credit.fingerprint}~{credit.nth}"
    taken = holder.transactions.filter(reference=credit.reference).exists()
    return _other(credit) if taken else credit.reference


def _other(credit):
    """Some banks number anew each day: another amount under a known reference is other money."""
    return f"{credit.reference}#{credit.fingerprint[:8]}"
