"""Every kind of message, and which channels there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a message is about. Its words stand in `templates/messages/<kind>.html` and `.txt`."""

    ORDER_PLACED = "order_placed", pgettext_lazy("message", "order placed")
    PAYMENT_RECEIVED = "payment_received", pgettext_lazy("message", "payment received")
    PAID_SHORT = "paid_short", pgettext_lazy("message", "paid, but goods are gone")
    PAYMENT_REMINDER = "payment_reminder", pgettext_lazy("message", "payment is due soon")
    ORDER_LAPSED = "order_lapsed", pgettext_lazy("message", "not paid in time")
    PARCEL_CONFIRMED = "parcel_confirmed", pgettext_lazy("message", "parcel confirmed")
    PARCEL_READY = "parcel_ready", pgettext_lazy("message", "parcel ready to be fetched")
    PARCEL_SENT = "parcel_sent", pgettext_lazy("message", "parcel sent")
    PARCEL_HANDED_OVER = "parcel_handed_over", pgettext_lazy("message", "parcel handed over")
    PARCEL_CANCELLED = "parcel_cancelled", pgettext_lazy("message", "parcel cancelled")
    REFUND_SENT = "refund_sent", pgettext_lazy("message", "refund sent")
    RETURN_ANSWERED = "return_answered", pgettext_lazy("message", "return answered")
    CONFIRM_REMINDER = "confirm_reminder", pgettext_lazy("message", "confirm soon (to the point)")


class Channel(models.TextChoices):
    """The way that a message takes. SMS and Zalo go through one webhook, each with words of its own form."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", "SMS"
    ZALO = "zalo", "Zalo"
