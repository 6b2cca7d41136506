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
from shop.settlement.bank.same_money import Kept, other_name


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


def _known(holder, credit):
    found = Kept(holder, [credit]).of(credit)
    if found and credit.reference and not found.has_own_reference:
        # A file without references told it first; from now on it is known by the bank's own.
        found.reference, found.has_own_reference = _reference(holder, credit), True
        found.save(update_fields=["reference", "has_own_reference"])
    return found


def _reference(holder, credit):
    if not credit.reference:
        return f"~{credit.fingerprint}~{credit.nth}"
    taken = holder.transactions.filter(reference=credit.reference).exists()
    return other_name(credit) if taken else credit.reference
