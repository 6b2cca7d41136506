"""Which booking that is kept already is the money that is told of (docs/decisions/0031).

Loaded once for all that are told together, so that a page of a statement asks as often as one booking.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from shop.payments.statements.reading import Credit, bare_memo
from shop.settlement.bank.matching import order_number_in
from shop.settlement.bank.models import BankAccount, BankTransaction

#: A file that tells the day alone, and is a day off from the feed, is less than this away from it.
NEAR = timedelta(days=2)


class Kept:
    """The bookings of an account that these credits may be; two queries, however many they are."""

    def __init__(self, holder: BankAccount, told: Iterable[Credit]):
        self.by_name = defaultdict(list)
        self.by_print = defaultdict(list)
        told = list(told)
        self._add(holder.transactions.filter(_exactly(told)))
        # A bank that numbers anew has more of that name; which they are is looked for only then.
        again = [credit for credit in told if self.by_name[credit.reference] and not self.named(credit)]
        if again:
            self._add(holder.transactions.filter(_of_the_same_name(again)))

    def _add(self, bookings):
        known = {booking.pk for same in self.by_print.values() for booking in same}
        for booking in bookings.exclude(pk__in=known).order_by("pk"):
            self.by_print[booking.fingerprint].append(booking)
            if booking.has_own_reference:
                self.by_name[_told_name(booking)].append(booking)

    def of(self, credit: Credit) -> BankTransaction | None:
        """The booking that this money is kept as; None where it is new."""
        same = sorted(self.by_print[credit.fingerprint], key=lambda booking: booking.pk)
        if not credit.reference:
            return same[credit.nth - 1] if len(same) >= credit.nth else None
        unnamed = (booking for booking in same if not booking.has_own_reference)
        return self.named(credit) or next(unnamed, None)

    def named(self, credit: Credit) -> BankTransaction | None:
        """The one that the bank's reference names, the nearest in time where there are several."""
        same = [booking for booking in self.by_name[credit.reference] if is_same(booking, credit)]
        return min(same, key=lambda booking: _nearness(booking, credit), default=None)


def is_same(booking: BankTransaction, credit: Credit) -> bool:
    """Whether two that the bank calls the same are the same money, as some banks number anew each day.

    Told by the feed and by a file, one booking may be a day apart and have other words around its memo.
    """
    if booking.amount != credit.amount or _name_two_orders(booking.memo, credit.memo):
        return False
    memo = bare_memo(credit.memo)
    return abs(booking.booked_at - credit.booked_at) < NEAR or bool(memo and memo == bare_memo(booking.memo))


def other_name(credit: Credit) -> str:
    """What is other money under a reference that is taken is called here."""
    return f"{credit.reference}#{credit.fingerprint[:8]}"


def _told_name(booking):
    """The bank's reference, without what `other_name` puts behind it."""
    return booking.reference.removesuffix(f"#{booking.fingerprint[:8]}")


def _exactly(told):
    named = [credit for credit in told if credit.reference]
    names = {name for credit in named for name in (credit.reference, other_name(credit))}
    return Q(reference__in=names) | Q(fingerprint__in={credit.fingerprint for credit in told})


def _of_the_same_name(told):
    begins = Q()
    for credit in told:
        begins |= Q(amount=credit.amount, reference__startswith=f"{credit.reference}#")
    return begins


def _name_two_orders(one, other):
    """A memo that was cut short may name the beginning of a number; that is no other order."""
    first, second = order_number_in(one), order_number_in(other)
    return bool(first and second) and not (first.startswith(second) or second.startswith(first))


def _nearness(booking, credit):
    return booking.fingerprint != credit.fingerprint, abs(booking.booked_at - credit.booked_at), booking.pk
