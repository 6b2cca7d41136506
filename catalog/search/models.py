"""What staff keep for the search: words that mean the same, and queries that found nothing."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.search.words import folded
from catalog.text import NFCCharField


class SynonymSet(models.Model):
    """Words and phrases that mean the same to a shopper: who types one is shown the others too."""

    words = NFCCharField(
        _("words"),
        max_length=300,
        unique=True,
        help_text=_("Two or more words or phrases with commas between them, marks do not matter."),
    )

    class Meta:
        ordering = ["words"]
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self):
        return self.words

    def clean(self):
        """Raises ValidationError unless two different phrases are named."""
        if len({tuple(folded(phrase)) for phrase in self.phrases}) < 2:
            raise ValidationError({"words": _("Name two different words or phrases at least.")})

    @property
    def phrases(self) -> list[str]:
        """Each of them."""
        return [phrase.strip() for phrase in self.words.split(",") if folded(phrase)]


class MissedQuery(models.Model):
    """Words that found nothing, and how often. Who typed them is not kept."""

    #: Beyond so many different ones the rarest and oldest make room.
    MOST = 2_000

    words = NFCCharField(_("words"), max_length=80, unique=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField(_("first"))
    last_at = models.DateTimeField(_("last"))

    class Meta:
        ordering = ["-times", "-last_at"]
        verbose_name = _("query that found nothing")
        verbose_name_plural = _("queries that found nothing")
        indexes = [models.Index(fields=["-times", "-last_at"])]

    def __str__(self):
        return self.words
