"""What the office has to see to of card payments."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from shop.payments.card.gateway import is_configured
from shop.settlement.card.faults import disputes, faults, see_to
from shop.settlement.card.models import ProviderEvent

#: Rows of each table; the rest are older.
MOST = 100


class CardListView(TemplateView):
    """Disputes, the open ones first, and events that do not agree or have waited too long."""

    template_name = "oscar/dashboard/cards/card_list.html"

    def get_context_data(self, **kwargs):
        found = {"disputes": disputes()[:MOST], "faults": faults(now=timezone.now())[:MOST]}
        return super().get_context_data(is_on=is_configured(), **found, **kwargs)


class SeenView(View):
    """Somebody has seen to a fault: it leaves the list."""

    http_method_names = ["post"]

    def post(self, request, pk):
        event = ProviderEvent.objects.filter(pk=pk).first()
        if event is None:
            raise Http404
        if see_to(event=event, by=request.user, at=timezone.now()):
            messages.success(request, _("Noted as seen to."))
        return redirect("dashboard:card-list")
