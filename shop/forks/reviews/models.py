"""What somebody who bought says of it. The office reads each before others do (docs/decisions/0021)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.reviews.abstract_models import AbstractProductReview

from catalog.text import NFCCharField, NFCTextField

LONGEST_TEXT = 2_000
LONGEST_NAME = 40
_title = AbstractProductReview._meta.get_field("title")


class ProductReview(AbstractProductReview):
    """One a line of an order. `name` is what the writer wants to be called, or empty.

    Nobody's account, e-mail or phone stands beside it: the order knows them. `title` is the beginning of the
    text, by which Oscar's dashboard names a review. `product` is what has a page: a variant's parent.
    """

    SCORE_CHOICES = tuple((score, score) for score in range(1, 6))

    line = models.OneToOneField(
        "order.Line", on_delete=models.CASCADE, related_name="review", verbose_name=_("order line")
    )
    score = models.PositiveSmallIntegerField(_("score"), choices=SCORE_CHOICES)
    title = NFCCharField(_title.verbose_name, max_length=_title.max_length)
    body = NFCTextField(_("text"), max_length=LONGEST_TEXT)
    name = NFCCharField(_("name shown"), max_length=LONGEST_NAME, blank=True)

    class Meta(AbstractProductReview.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="reviews_score_from_1_to_5"),
            models.CheckConstraint(condition=Q(status__in=(0, 1, 2)), name="reviews_status_known"),
        ]

    def clean(self):
        """Less than Oscar's, which wants an e-mail of whoever has no account."""
        self.body = self.body.strip()

    def save(self, *args, **kwargs):
        """Without Oscar's mean score on the product, which would save all of it; pages work it out."""
        super(AbstractProductReview, self).save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """As `save`."""
        return super(AbstractProductReview, self).delete(*args, **kwargs)


# Ours first: Oscar registers only the models that are not there yet.
from oscar.apps.catalogue.reviews.models import *  # noqa: E402, F403
