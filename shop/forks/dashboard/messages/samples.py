"""How every kind of message looks, made of an order that is not there."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404
from django.utils import translation

from shop.messages.kinds import Kind
from shop.messages.rendering import Words, words_of
from shop.messages.samples import sample_facts

#: Kinds that differ by how the order is paid.
PAYMENTS = ("cod", "at_point", "transfer", "card")


@dataclass(frozen=True)
class Sample:
    """One kind in one language, paid in one way (empty: the way that the kind is about)."""

    kind: Kind
    language: str
    payment: str = ""

    @classmethod
    def of(cls, kind: str, language: str, payment: str) -> "Sample":
        """As the address says. Raises Http404 where there is no such kind or language."""
        if kind not in Kind or language not in dict(settings.LANGUAGES):
            raise Http404
        return cls(Kind(kind), language, payment if payment in PAYMENTS else "")

    def words(self, channel: str, at: datetime) -> Words:
        """What it says by a channel at a moment."""
        base = settings.PUBLIC_URL.rstrip("/")
        with translation.override(self.language):
            facts = sample_facts(kind=self.kind, at=at, base=base, payment=self.payment)
        return words_of(kind=self.kind, facts=facts, channel=channel, language=self.language)
