"""The office's pages of messages; what may be done is one operation each."""

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
