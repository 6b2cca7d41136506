"""Certificates in force, the only source of a product's stars."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone


class CertificateQuerySet(models.QuerySet):
    """A product's certificates, old and new."""

    def in_force(self, at):
        """Those that stand at the moment `at`: issued, not ended, not withdrawn.

        The last day counts whole: a term in months ends at midnight after the matching day
        (Civil Code 2015, article 148).
        """
        day = timezone.localdate(at)
        return self.filter(issued_date__lte=day, ends_date__gte=day).exclude(withdrawn_at__lte=at)

    def latest_first(self):
        """The newest first: where two are in force, the newer one speaks."""
        return self.order_by("-issued_date", "-pk")


def with_stars(products, at):
    """`products` with `stars`: 3 to 5 by the newest certificate in force at `at`, else None."""
    from catalog.certification.models import Certificate

    newest = Certificate.objects.filter(product=OuterRef("pk")).in_force(at).latest_first()
    return products.annotate(stars=Subquery(newest.values("stars")[:1]))


def with_certificates(products, at):
    """`products` with `certificates_in_force` at `at`, a list with the newest first."""
    from catalog.certification.models import Certificate

    in_force = Certificate.objects.in_force(at).latest_first()
    return products.prefetch_related(
        Prefetch("certificates", queryset=in_force, to_attr="certificates_in_force")
    )


def speaking(certificates, at):
    """The one of a product's `certificates` that speaks at `at`, or None; by the rules of the query above."""
    day = timezone.localdate(at)
    in_force = [
        each
        for each in certificates
        if each.issued_date <= day <= each.ends_date and (each.withdrawn_at is None or each.withdrawn_at > at)
    ]
    return max(in_force, key=lambda each: (each.issued_date, each.pk), default=None)


def next_change(certificates, at):
    """The next moment after `at` at which time alone may change which certificate speaks; None if never."""
    moments = [each.withdrawn_at for each in certificates if each.withdrawn_at]
    for each in certificates:
        moments += [_start_of(each.issued_date), _start_of(each.ends_date + timedelta(days=1))]
    return min((moment for moment in moments if moment > at), default=None)


def _start_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
