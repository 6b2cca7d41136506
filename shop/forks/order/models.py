"""What an order of ours knows beyond Oscar's: how to reach the buyer, and a link that cannot be guessed."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractShippingAddress
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from catalog.places.models import Commune
from catalog.text import NFCCharField


def new_key() -> str:
    """128 random bits for an order's link, safe in an address."""
    return secrets.token_urlsafe(16)


class Order(AbstractOrder):
    """A placed order. Its parcels (`shop.fulfilment`) carry the states that it goes through."""

    class PaymentMethod(models.TextChoices):
        CASH_ON_DELIVERY = "cod", _("cash on delivery")
        PAY_AT_POINT = "at_point", _("pay at the point")
        BANK_TRANSFER = "transfer", _("bank transfer")
        CARD = "card", _("card")

    #: Means by which an order is paid for before a point hears of it.
    PREPAID = (PaymentMethod.BANK_TRANSFER, PaymentMethod.CARD)

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    contact_name = NFCCharField(_("name"), max_length=120)
    contact_phone = models.CharField(_("phone"), max_length=15, db_index=True)
    payment_method = models.CharField(_("payment"), max_length=10, choices=PaymentMethod)
    pay_by = models.DateTimeField(_("to be paid by"), null=True, editable=False)
    language = models.CharField(max_length=5, default="vi")
    gift_message = NFCCharField(_("gift message"), max_length=200, blank=True, default="", editable=False)
    #: Set where it is in an account because somebody had its link, and not because it is theirs.
    kept_at = models.DateTimeField(_("added by its link"), null=True, editable=False)

    @property
    def email(self) -> str:
        """Where to write about it: the address given with it, or that of whose account it is; or ""."""
        is_own = self.user_id is not None and self.kept_at is None
        return self.guest_email or (self.user.email if is_own else "")

    @property
    def is_prepaid(self) -> bool:
        """Whether it is paid for before a point hears of it."""
        return self.payment_method in self.PREPAID

    @property
    def buyer(self) -> str:
        """How pages call who ordered, also once that was erased."""
        return self.contact_name or gettext("(erased on request)")

    def get_absolute_url(self):
        return reverse("orders:detail", kwargs={"key": self.key})


class Line(AbstractLine):
    """A line keeps the stars that its product had when the order was placed, whatever becomes of them."""

    stars = models.PositiveSmallIntegerField(_("stars when ordered"), null=True, editable=False)
    certificate_number = NFCCharField(
        _("certificate number"), max_length=60, blank=True, default="", editable=False
    )


class OrderNumber(models.Model):  # noqa: DJ008
    """The sequence of order numbers: each row's id is given out once, whatever becomes of the order."""


class ShippingAddress(AbstractShippingAddress):
    """Where parcels go; in this province with the commune of today."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


# Ours first: Oscar registers only the models that are not there yet.
from oscar.apps.order.models import *  # noqa: E402, F403
