"""Certificates in force, the only source of a product's stars."""

from django.db import models
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone

from catalog.certification.gift_sets import less_mixed_sets


class CertificateQuerySet(models.QuerySet):
    """A product's certificates, old and new."""

    def in_force(self, at):
        """Those that stand at the moment `at`: issued, not ended, not withdrawn.

        The last day counts whole: a term in months ends at midnight after the matching day
        (Civil Code 2015, article 148).
        """
        day = timezone.localdate(at)
        return self.filter(issued_date__lte=day, ends_date__gte=day).exclude(withdrawn_at__lte=at)

    def shown(self, at):
        """Those in force at `at` that may be shown: none on a gift set with uncertified goods in it."""
        return less_mixed_sets(self.in_force(at), at)

    def latest_first(self):
        """The newest first: where two are in force, the newer one speaks."""
        return self.order_by("-issued_date", "-pk")


def with_stars(products, at):
    """`products` with `stars`: 3 to 5 by the newest certificate in force at `at`, else None."""
    from catalog.certification.models import Certificate

    newest = Certificate.objects.filter(product=OuterRef("pk")).shown(at).latest_first()
    return products.annotate(stars=Subquery(newest.values("stars")[:1]))


def with_certificates(products, at):
    """`products` with `certificates_in_force` at `at`, a list with the newest first."""
    from catalog.certification.models import Certificate

    in_force = Certificate.objects.shown(at).latest_first()
    return products.prefetch_related(
        Prefetch("certificates", queryset=in_force, to_attr="certificates_in_force")
    )
