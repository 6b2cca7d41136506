"""Offers bound to what this shop knows: stars in force, producers, a sales point to fetch at, a fair."""

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from oscar.apps.offer.abstract_models import (
    AbstractBenefit,
    AbstractCondition,
    AbstractConditionalOffer,
    AbstractRange,
)
from oscar.apps.offer.managers import ActiveOfferManager

from catalog.producers.models import Producer
from shop.forks.offer.exceptions import OfferUsedUp
from shop.forks.offer.fairs import Fair  # noqa: F401 - Django finds the model here
from shop.forks.offer.hooks import this_moment
from shop.forks.offer.querysets import OfferQuerySet
from shop.forks.offer.ranges import products_of
from shop.points.models import SalesPoint


class Range(AbstractRange):
    """Goods: all, of chosen groups, or listed; narrowed by stars in force and by producers."""

    STARS = ((3, _("3 stars and more")), (4, _("4 stars and more")), (5, _("5 stars")))

    stars_from = models.PositiveSmallIntegerField(
        _("certified"),
        choices=STARS,
        null=True,
        blank=True,
        help_text=_("By a certificate in force at the moment of the order. Empty: whatever the stars."),
    )
    producers = models.ManyToManyField(
        Producer,
        blank=True,
        related_name="+",
        verbose_name=_("producers"),
        help_text=_("Only their goods. Empty: of all producers."),
    )

    class Meta(AbstractRange.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(stars_from=None) | Q(stars_from__gte=3, stars_from__lte=5),
                name="offer_range_stars",
            )
        ]

    @cached_property
    def product_queryset(self):
        """Its products at this moment; without alcohol, which no offer may put forward."""
        return products_of(self, this_moment())

    def knows(self, *, asked, members):
        """Remembers which of the products `asked` belong to it, so that none is asked for by itself."""
        self._asked, self._members = asked, members

    def contains_product(self, product):
        """Whether a product belongs to it."""
        if product.pk in getattr(self, "_asked", ()):
            return product.pk in self._members
        return super().contains_product(product)


class _KeepsItsProxy(models.Model):
    """Oscar makes a new proxy for every question, which then asks for its range anew."""

    class Meta:
        abstract = True

    @cached_property
    def _proxy(self):
        proxy = super().proxy()
        if proxy is not self and "range" in self._state.fields_cache:
            proxy.range = self.range
        return proxy

    def proxy(self):
        return self._proxy


class Benefit(_KeepsItsProxy, AbstractBenefit):  # noqa: DJ008
    """What an offer gives. Money off delivery is none of ours: a fee belongs to its parcel."""

    class Meta(AbstractBenefit.Meta):
        abstract = False


class Condition(_KeepsItsProxy, AbstractCondition):  # noqa: DJ008
    """What a basket must hold for an offer."""

    class Meta(AbstractCondition.Meta):
        abstract = False


class ConditionalOffer(AbstractConditionalOffer):
    """An offer; with a point or a fair, for goods that the buyer fetches there.

    It is the point where goods are fetched and not the one they are sent from: the buyer chooses the former
    and knows it beforehand, while the shop plans the latter anew for every order.
    """

    sales_point = models.ForeignKey(
        SalesPoint,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only with pick-up at"),
        help_text=_("The sales point where the buyer fetches the goods. Empty: everywhere."),
    )
    fair = models.ForeignKey(
        "offer.Fair",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("only at the fair"),
        help_text=_("On the fair's days, for goods fetched at its sales point."),
    )

    objects = OfferQuerySet.as_manager()
    active = ActiveOfferManager()

    class Meta(AbstractConditionalOffer.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(fair=None) | Q(sales_point=None), name="offer_fair_has_its_own_point"
            )
        ]

    @property
    def only_at(self):
        """The sales point where its goods are to be fetched; None where it holds everywhere."""
        return self.fair.sales_point if self.fair_id else self.sales_point

    def get_max_applications(self, user=None):
        """How often a basket may have it; what a person has had is asked for once."""
        if not (self.max_user_applications and user):
            return super().get_max_applications()
        if getattr(self, "_most", (None,))[0] != user.pk:
            self._most = user.pk, super().get_max_applications(user)
        return self._most[1]

    @cached_property
    def combined_offers(self):
        """It, and the offers that may meet it on the same units."""
        return [self, *self.combinations.all(), *self.in_combination.all()]

    def record_usage(self, discount):
        """Counts an order's use, in its transaction. Raises OfferUsedUp where others took the rest of it."""
        now = type(self).objects.select_for_update().get(pk=self.pk)
        if discount["freq"] > now.get_max_applications():
            raise OfferUsedUp(self.name)
        super(ConditionalOffer, now).record_usage(discount)


# Ours first: Oscar registers only the models that are not there yet.
from oscar.apps.offer.models import *  # noqa: E402, F403
