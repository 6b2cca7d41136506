"""That an order's personal data is gone: it is done once, and the office can answer for it."""

from django.db import models

from shop.forks.order.models import Order


class Erasure(models.Model):
    """One an order. Who asked is not kept: that would name them again."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="erasure")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.order_id}: {self.at:%Y-%m-%d}"
