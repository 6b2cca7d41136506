"""How every kind of message looks, made of an order that is not there."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.utils import timezone, translation
from django.views.generic import TemplateView, View

from shop.forks.dashboard.messages.framed import framed
from shop.messages.kinds import Channel, Kind
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

    def words(self, channel: str) -> Words:
        """What it says by a channel."""
        base = settings.PUBLIC_URL.rstrip("/")
        with translation.override(self.language):
            facts = sample_facts(kind=self.kind, at=timezone.now(), base=base, payment=self.payment)
        return words_of(kind=self.kind, facts=facts, channel=channel, language=self.language)


class SamplesView(TemplateView):
    """Every kind with its subject, in both languages."""

    template_name = "oscar/dashboard/messages/samples.html"

    def get_context_data(self, **kwargs):
        languages = dict(settings.LANGUAGES)
        rows = [
            (kind, [(code, Sample(kind, code).words(Channel.EMAIL).subject) for code in languages])
            for kind in Kind
        ]
        return super().get_context_data(rows=rows, **kwargs)


class SampleView(TemplateView):
    """One kind in one language: as e-mail in both forms, as SMS and for Zalo."""

    template_name = "oscar/dashboard/messages/sample.html"

    def get_context_data(self, **kwargs):
        sample = Sample.of(self.kwargs["kind"], self.kwargs["language"], self.request.GET.get("payment", ""))
        words = {channel.value: sample.words(channel) for channel in Channel}
        return super().get_context_data(
            sample=sample, words=words, languages=settings.LANGUAGES, payments=PAYMENTS, **kwargs
        )


class SampleHtmlView(View):
    """The HTML alone, for the frame."""

    def get(self, request, kind, language):
        sample = Sample.of(kind, language, request.GET.get("payment", ""))
        return framed(sample.words(Channel.EMAIL).html)
