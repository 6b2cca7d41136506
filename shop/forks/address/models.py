"""Where somebody with an account has things sent, written as on an order's parcels."""

from django.db import models
from django.db.models import Q
from oscar.apps.address.abstract_models import AbstractUserAddress

from catalog.places.models import Commune


class UserAddress(AbstractUserAddress):
    """One of a person's addresses: `line1` is the street, `line4` the commune, `state` the province.

    `first_name` is the whole name of whoever receives; `commune` is set within Điện Biên.
    """

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(AbstractUserAddress.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(is_default_for_shipping=True),
                name="address_one_default",
            )
        ]

    @property
    def phone(self) -> str:
        """Digits from the leading 0, as everywhere here."""
        return f"0{self.phone_number.national_number}" if self.phone_number else ""


# Ours first: Oscar registers only the models that are not there yet.
from oscar.apps.address.models import *  # noqa: E402, F403
