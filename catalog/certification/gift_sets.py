"""The certified mark and gift sets: it never stands on a set that mixes certified and other goods.

The mark certifies the product that bears it (1162/QĐ-VPĐP-OCOP), never a set of mixed goods. So a set shows
stars at a moment if it has a certificate of its own in force then **and** each of its components has: a
component that is a variant by its parent's certificate. When a component's certificate ends, the set's stars
go at the same midnight, and they come back with its renewal; nothing is written.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from catalog.products.gift_sets import GiftSetComponent


def uncertified_components(at: datetime) -> QuerySet[GiftSetComponent]:
    """The components of sets whose product has no certificate in force at `at`."""
    from catalog.certification.models import Certificate

    product = Coalesce(OuterRef("component__parent"), OuterRef("component"))
    return GiftSetComponent.objects.exclude(Exists(Certificate.objects.filter(product=product).in_force(at)))


def less_mixed_sets(certificates, at: datetime):
    """`certificates` without those of sets that hold anything uncertified at `at`."""
    mixed = uncertified_components(at).filter(gift_set=OuterRef("product"))
    return certificates.exclude(Exists(mixed))


def is_mixed_set(product, at: datetime) -> bool:
    """Whether a product is a set that may not bear the mark at `at`, whatever its own certificate says."""
    return uncertified_components(at).filter(gift_set=product).exists()
