"""Certificates in force, the only source of a product's stars, and what follows where none is."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog.certification.gift_sets import less_mixed_sets
from catalog.products.gift_sets import components_of
from catalog.products.models import Product


class CertificateQuerySet(models.QuerySet):
    """A product's certificates, old and new."""

    def in_force(self, at):
        """Those that stand at the moment `at`: issued, not ended, not withdrawn.

        The last day counts whole: a term in months ends at midnight after the matching day
        (Civil Code 2015, article 148).
        """
        day = timezone.localdate(at)
        return self.filter(issued_date__lte=day, ends_date__gte=day).exclude(withdrawn_at__lte=at)

    def issued_by(self, at):
        """Those that have been issued by the moment `at`, whatever became of them."""
        return self.filter(issued_date__lte=timezone.localdate(at))

    def not_followed(self, at):
        """Without those that another one in force outlasts: their product has been rated again."""
        longer = self.model.objects.in_force(at).filter(
            product=OuterRef("product"), ends_date__gt=OuterRef("ends_date")
        )
        return self.exclude(Exists(longer))

    def ending_within(self, days, at):
        """Those in force whose last day is at most so many days away, and that nothing follows yet."""
        last = timezone.localdate(at) + timedelta(days=days)
        return self.in_force(at).filter(ends_date__lte=last).not_followed(at)

    def shown(self, at):
        """Those in force at `at` that may be shown: none on a gift set with uncertified goods in it."""
        return less_mixed_sets(self.in_force(at), at)

    def latest_first(self):
        """The newest first: where two are in force, the newer one speaks."""
        return self.order_by("-issued_date", "-pk")


def with_stars(products, at):
    """`products` with `stars`: 3 to 5 by the newest certificate in force at `at`, else None."""
    newest = _of_product().shown(at).latest_first()
    return products.annotate(stars=Subquery(newest.values("stars")[:1]))


def with_certificates(products, at):
    """`products` with `certificates_in_force` at `at`, a list with the newest first."""
    in_force = _certificates().shown(at).latest_first()
    return products.prefetch_related(
        Prefetch("certificates", queryset=in_force, to_attr="certificates_in_force")
    )


def with_history(products):
    """`products` with `was_certified`: whether there is or was any certificate, to ask for only then."""
    return products.annotate(was_certified=Exists(_of_product()))


def on_sale(products, at):
    """Those of `products` that are not off sale at `at` (`off_sale`), derived at the moment of asking."""
    return products.exclude(_is_off_sale(at))


def off_sale(products, at):
    """Those of `products` that had a certificate, have none in force at `at`, and are then to go off sale;

    and gift sets with any such product in them: a set sells what it holds.
    """
    return products.filter(_is_off_sale(at))


def with_off_sale(products, at):
    """`products` with `is_off_sale`, for who shows both kinds."""
    return products.annotate(is_off_sale=models.ExpressionWrapper(_is_off_sale(at), models.BooleanField()))


def _is_off_sale(at):
    held = Coalesce(OuterRef("component__parent"), OuterRef("component"))
    gone = Product.objects.filter(_is_withdrawn_from_sale(at), pk=held)
    return _is_withdrawn_from_sale(at) | Exists(components_of(OuterRef("pk")).filter(Exists(gone)))


def _is_withdrawn_from_sale(at):
    chosen = Q(when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
    return chosen & Exists(_of_product().issued_by(at)) & ~Exists(_of_product().in_force(at))


def certificates_of(product_ids: Iterable[int], at) -> dict:
    """Product id → the certificate that speaks for it at `at`, in one query; none for those without stars."""
    found = _certificates().shown(at).filter(product__in=product_ids)
    # The newest last, so that it stays.
    return {certificate.product_id: certificate for certificate in found.latest_first().reverse()}


def _certificates():
    from catalog.certification.models import Certificate

    return Certificate.objects


def _of_product():
    return _certificates().filter(product=OuterRef("pk"))
