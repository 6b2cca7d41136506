"""The office's pages of messages; what may be done is one operation each. And how each kind looks."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from shop.forks.dashboard.messages.framed import framed
from shop.forks.dashboard.messages.listing import TABS, Filter
from shop.forks.dashboard.messages.samples import PAYMENTS, Sample
from shop.messages import settling
from shop.messages.kinds import Channel, Kind
from shop.messages.models import Message

ROWS = 50


class MessageListView(TemplateView):
    """By tab, kind, channel, order and reader."""

    template_name = "oscar/dashboard/messages/message_list.html"

    def get_context_data(self, **kwargs):
        asked = Filter.of(self.request.GET)
        page = Paginator(asked.messages(), ROWS).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            tabs=[(name, label, asked.in_tab(name).count()) for name, label in TABS.items()],
            asked=asked,
            kinds=Kind.choices,
            channels=Channel.choices,
            page_obj=page,
            paginator=page.paginator,
            **kwargs,
        )


def the_message(pk) -> Message:
    """The message of an address. Raises Http404."""
    return get_object_or_404(Message.objects.select_related("order", "settled_by"), pk=pk)


class MessageView(TemplateView):
    """One message: its words, what became of it, and what may be done."""

    template_name = "oscar/dashboard/messages/message.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(message=the_message(self.kwargs["pk"]), **kwargs)


class MessageHtmlView(View):
    """The HTML that was sent, for the frame on the message's page."""

    def get(self, request, pk):
        return framed(the_message(pk).html)


class SettleView(View):
    """One click about a message that nobody knows of, and back to it."""

    http_method_names = ["post", "options"]
    done = ""

    def post(self, request, pk):
        message = the_message(pk)
        try:
            self.settle(message=message, by=request.user, now=timezone.now())
            messages.success(request, self.done)
        except settling.NotToBeSettled:
            messages.error(request, _("There is nothing to decide about this message any more."))
        return redirect(reverse("dashboard:message-detail", kwargs={"pk": pk}))


class SendAgainView(SettleView):
    """It goes out once more."""

    settle = staticmethod(settling.send_again)
    done = gettext_lazy("The message goes out again within a minute.")


class ArrivedView(SettleView):
    """The reader has it."""

    settle = staticmethod(settling.mark_arrived)
    done = gettext_lazy("The message is marked as arrived.")


class SamplesView(TemplateView):
    """Every kind with its subject, in both languages."""

    template_name = "oscar/dashboard/messages/samples.html"

    def get_context_data(self, **kwargs):
        now, languages = timezone.now(), dict(settings.LANGUAGES)
        rows = [
            (kind, [(code, Sample(kind, code).words(Channel.EMAIL, now).subject) for code in languages])
            for kind in Kind
        ]
        return super().get_context_data(rows=rows, **kwargs)


class SampleView(TemplateView):
    """One kind in one language: as e-mail in both forms, as SMS and for Zalo."""

    template_name = "oscar/dashboard/messages/sample.html"

    def get_context_data(self, **kwargs):
        sample = Sample.of(self.kwargs["kind"], self.kwargs["language"], self.request.GET.get("payment", ""))
        now = timezone.now()
        phone = [(channel.label, sample.words(channel, now).text) for channel in (Channel.SMS, Channel.ZALO)]
        return super().get_context_data(
            sample=sample,
            words=sample.words(Channel.EMAIL, now),
            phone=phone,
            languages=settings.LANGUAGES,
            payments=PAYMENTS,
            **kwargs,
        )


class SampleHtmlView(View):
    """The HTML alone, for the frame."""

    def get(self, request, kind, language):
        sample = Sample.of(kind, language, request.GET.get("payment", ""))
        return framed(sample.words(Channel.EMAIL, timezone.now()).html)
