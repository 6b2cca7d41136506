"""Bookings on the shop's account, what became of each, and the statements that told of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCCharField
from shop.forks.order.models import Order


class BankAccount(models.Model):
    """One account of the shop. Its row is locked while a booking is written, so one at a time is."""

    number = models.CharField(_("account"), max_length=19, unique=True)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")

    def __str__(self):
        return self.number


class BankTransactionQuerySet(models.QuerySet):
    """Bookings; the methods chain."""

    def unanswered(self):
        """Those that wait for somebody of the office."""
        return self.filter(state__in=BankTransaction.UNANSWERED)


class BankTransaction(models.Model):
    """Money that came in: `amount` đồng. Nothing of it is ever changed but its state, its order, and a
    reference that the bank gives later.
    """

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("bank transaction", "not looked at yet")
        SETTLED = "settled", pgettext_lazy("bank transaction", "settled")
        PARTIAL = "partial", pgettext_lazy("bank transaction", "too little")
        OVER = "over", pgettext_lazy("bank transaction", "too much")
        LATE = "late", pgettext_lazy("bank transaction", "too late")
        DOUBLE = "double", pgettext_lazy("bank transaction", "paid before")
        UNKNOWN = "unknown", pgettext_lazy("bank transaction", "no order found")
        ANSWERED = "answered", pgettext_lazy("bank transaction", "answered")
        IGNORED = "ignored", pgettext_lazy("bank transaction", "not for the shop")

    #: What waits for somebody of the office, in the order of the list.
    UNANSWERED = (State.UNKNOWN, State.PARTIAL, State.OVER, State.DOUBLE, State.LATE)

    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="transactions")
    booked_at = models.DateTimeField(_("booked"))
    amount = models.PositiveBigIntegerField(_("amount"))
    memo = NFCCharField(_("memo"), max_length=500, blank=True)
    payer = NFCCharField(_("payer"), max_length=200, blank=True)
    reference = NFCCharField(_("bank's reference"), max_length=80)
    #: False where the bank gave none and the reference is made of day, amount and memo.
    has_own_reference = models.BooleanField(default=True)
    fingerprint = models.CharField(max_length=40)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.NEW)
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="bank_transactions"
    )
    received_at = models.DateTimeField(_("told"))

    objects = BankTransactionQuerySet.as_manager()

    class Meta:
        ordering = ["-booked_at", "-pk"]
        verbose_name = _("bank transaction")
        verbose_name_plural = _("bank transactions")
        indexes = [
            models.Index(fields=["account", "fingerprint"], name="bank_same_money"),
            models.Index(fields=["account", "amount"], name="bank_same_amount"),
            models.Index(fields=["state", "-booked_at"], name="bank_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "reference"], name="bank_reference_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="bank_amount_came_in"),
            models.CheckConstraint(
                condition=Q(state__in=["new", "unknown", "ignored"]) | Q(order__isnull=False),
                name="bank_settled_has_order",
            ),
        ]

    def __str__(self):
        return f"{self.reference}: {self.amount}"

    @property
    def ledger_reference(self) -> str:
        """Names this money in the ledger of payments, whoever settles it."""
        return f"bank:{self.account_id}:{self.pk}"

    @property
    def is_unanswered(self) -> bool:
        """Whether somebody of the office has to say what becomes of it."""
        return self.state in self.UNANSWERED


class BankEvent(models.Model):
    """What was done about a booking, by whom (None: the shop itself), and why. Never changed."""

    transaction = models.ForeignKey(BankTransaction, on_delete=models.PROTECT, related_name="events")
    state = models.CharField(max_length=8, choices=BankTransaction.State)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = NFCCharField(max_length=300, blank=True)
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ["happened_at", "pk"]
        verbose_name = _("event of a bank transaction")
        verbose_name_plural = _("events of bank transactions")

    def __str__(self):
        return f"{self.transaction_id}: {self.state}"


class Allowance(models.Model):
    """What the office let pass on an order: đồng that it costs less than its parcels or, negative, more.

    Once a booking, and never changed.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="allowances")
    transaction = models.OneToOneField(BankTransaction, on_delete=models.PROTECT, related_name="allowance")
    amount = models.IntegerField(_("amount"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="bank_allowance_lets_pass"),
        ]

    def __str__(self):
        return f"{self.order.number}: {self.amount}"


class BankStatement(models.Model):
    """A file from the bank, looked through and then applied a piece at a time. `rows` is what came in."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("sheet", "looked through, not applied")
        APPLYING = "applying", pgettext_lazy("sheet", "being applied")
        APPLIED = "applied", pgettext_lazy("sheet", "applied")

    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="statements")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    file_name = NFCCharField(_("file"), max_length=100)
    layout = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField(_("sent in"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField(default=list)
    #: Pairs of a row's number and the words about it.
    faults = models.JSONField(default=list)
    went_out = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    #: How many bookings it was the first to tell.
    rows_new = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        constraints = [
            models.CheckConstraint(
                condition=Q(rows_done__lte=F("rows_total")), name="bank_statement_done_within_total"
            ),
        ]

    def __str__(self):
        return self.file_name
