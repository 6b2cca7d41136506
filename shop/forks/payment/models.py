"""A source is one way in which one order is paid; its transactions are the ledger.

`shop.settlement` writes both.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.payment.abstract_models import AbstractSource, AbstractTransaction


class Source(AbstractSource):
    """What was allocated, came in and went back by one means, in whole đồng; the sums of its transactions.

    `reference` is the provider's own name for it, such as the id of a payment page.
    """

    class Meta(AbstractSource.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["order", "source_type"], name="payment_source_once_a_means"),
            models.CheckConstraint(
                condition=Q(amount_refunded__gte=0) & Q(amount_refunded__lte=F("amount_debited")),
                name="payment_source_gives_back_what_came",
            ),
        ]


class TransactionQuerySet(models.QuerySet):
    """Transactions are read and added, never changed."""

    def update(self, **kwargs):
        raise TypeError("A transaction is never changed; write another one.")

    def delete(self):
        raise TypeError("A transaction is never deleted; write another one.")


class Transaction(AbstractTransaction):
    """Money that came in (`Debit`) or went back (`Refund`), once a reference. Triggers keep it unchanged."""

    reference = models.CharField(_("reference"), max_length=128)
    happened_at = models.DateTimeField(_("when"))

    objects = TransactionQuerySet.as_manager()

    class Meta(AbstractTransaction.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["txn_type", "reference"], name="payment_transaction_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, txn_type__in=["Debit", "Refund"]) & ~Q(reference=""),
                name="payment_transaction_moves_money",
            ),
        ]


# Ours first: Oscar registers only the models that are not there yet.
from oscar.apps.payment.models import *  # noqa: E402, F403
