"""The office's fairs: a list, and each to write, change and delete."""

from django.contrib import messages
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DeleteView, ListView, UpdateView

from shop.forks.dashboard.offers.forms import FairForm
from shop.forks.offer.models import Fair


class FairListView(ListView):
    """All fairs, the next ones first."""

    queryset = Fair.objects.select_related("sales_point")
    template_name = "oscar/dashboard/offers/fair_list.html"
    context_object_name = "fairs"
    paginate_by = 50


class _Written:
    model = Fair
    form_class = FairForm
    template_name = "oscar/dashboard/offers/fair_form.html"
    success_url = reverse_lazy("dashboard:fair-list")

    def form_valid(self, form):
        """Says so."""
        messages.success(self.request, _("The fair is written down."))
        return super().form_valid(form)


class FairCreateView(_Written, CreateView):
    """A new fair."""


class FairUpdateView(_Written, UpdateView):
    """Changes a fair; offers bound to it go with it."""


class FairDeleteView(DeleteView):
    """Deletes a fair that no offer is bound to."""

    model = Fair
    template_name = "oscar/dashboard/offers/fair_delete.html"
    success_url = reverse_lazy("dashboard:fair-list")
