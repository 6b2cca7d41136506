"""A voucher opens an offer; a row of its uses, unique where it may be used once, is all that counts."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from oscar.apps.voucher.abstract_models import AbstractVoucher, AbstractVoucherApplication


class VoucherQuerySet(models.QuerySet):
    """Vouchers; the methods chain."""

    def usable(self, *, at, user=None):
        """Those that stand at `at` and that this person (None: a guest) has not used up."""
        uses = VoucherApplication.objects.filter(voucher=OuterRef("pk"))
        used_up = Q(usage=Voucher.SINGLE_USE) & Exists(uses)
        if user is None or not user.is_authenticated:
            used_up |= Q(usage=Voucher.ONCE_PER_CUSTOMER)
        else:
            used_up |= Q(usage=Voucher.ONCE_PER_CUSTOMER) & Exists(uses.filter(user=user))
        return self.filter(start_datetime__lte=at, end_datetime__gte=at).exclude(used_up)

    def with_offers(self, offers):
        """With what they open, of `offers`."""
        return self.prefetch_related(Prefetch("offers", queryset=offers))


class Voucher(AbstractVoucher):
    """A code that opens one or more offers."""

    objects = VoucherQuerySet.as_manager()

    def record_usage(self, order, user):
        """Writes down that an order used it. Raises IntegrityError where it may not be used again."""
        person = user if user and user.is_authenticated else None
        once = {
            self.SINGLE_USE: f"{self.pk}",
            self.ONCE_PER_CUSTOMER: f"{self.pk}:{person.pk if person else ''}",
        }.get(self.usage)
        self.applications.create(voucher=self, order=order, user=person, once=once)
        type(self).objects.filter(pk=self.pk).update(num_orders=models.F("num_orders") + 1)

    def record_discount(self, discount):
        """Adds to what it has given in all (đồng); two orders at once are both counted."""
        given = models.F("total_discount") + discount["discount"]
        type(self).objects.filter(pk=self.pk).update(total_discount=given)


class VoucherApplication(AbstractVoucherApplication):
    """One use of a voucher by an order."""

    #: Names the use that can be only once; empty where a voucher may be used again and again.
    once = models.CharField(max_length=45, unique=True, null=True, editable=False)


def lock_codes(*, order_id: int) -> list[Voucher]:
    """The codes that an order used, locked; before any stock, as whoever places an order takes them."""
    used = Voucher.objects.filter(applications__order=order_id).order_by("pk")
    return list(used.select_for_update(of=("self",), no_key=True))


def give_back(*, order_id: int) -> None:
    """Lets the codes of an order that came to nothing be used again; its discounts still name them."""
    used = lock_codes(order_id=order_id)
    if used:
        VoucherApplication.objects.filter(order=order_id).delete()
        of_these = Voucher.objects.filter(pk__in=[voucher.pk for voucher in used])
        of_these.update(num_orders=models.F("num_orders") - 1)


# Ours first: Oscar registers only the models that are not there yet.
from oscar.apps.voucher.models import *  # noqa: E402, F403
