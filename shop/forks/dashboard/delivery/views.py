"""The office's pages of the delivery table."""

from dataclasses import asdict

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from catalog.places.provinces import ELSEWHERE
from shop.delivery.exceptions import TableRefused
from shop.delivery.models import Zone
from shop.delivery.operations import terms_of, write_table, write_zone
from shop.delivery.queries import changes_of_table, the_table, the_tariff
from shop.delivery.tariff import Kind
from shop.forks.dashboard import views as dashboard
from shop.forks.dashboard.delivery.forms import TermsForm, TryForm, ZoneForm, in_lines
from shop.forks.dashboard.delivery.history import told

#: How many changes the page tells of.
MOST_CHANGES = 30


class TableView(TemplateView):
    """The four zones, a try of the table, and its history."""

    template_name = "oscar/dashboard/delivery/table.html"

    def get_context_data(self, **kwargs):
        tariff = the_tariff()
        form = TryForm(self.request.GET if "grams" in self.request.GET else None)
        return super().get_context_data(
            table=the_table(),
            zones=[(zone, tariff.rates[zone.kind], _provinces(zone, tariff)) for zone in Zone.objects.all()],
            form=form,
            is_answered=form.is_valid(),
            fee=form.fee(tariff) if form.is_valid() else None,
            changes=[told(change) for change in changes_of_table(MOST_CHANGES)],
            **kwargs,
        )


def _provinces(zone, tariff):
    """The names of the provinces of a zone; of those within Điện Biên there is nothing to list."""
    if zone.kind in (Kind.COMMUNE, Kind.PROVINCE):
        return []
    return [name for name in ELSEWHERE if tariff.zone_of(name) == zone.kind]


class ChangeView(dashboard.StepView):
    """A form, an operation, and back to the table. Somebody else's change meanwhile is told."""

    template_name = "oscar/dashboard/delivery/change.html"
    refusal = TableRefused
    success_url = reverse_lazy("dashboard:delivery-table")
    done = gettext_lazy("The table is written. It holds for orders from now on.")

    def get_context_data(self, **kwargs):
        """`seen` becomes the version of now only for who has been told of a change."""
        context = super().get_context_data(title=self.title, **kwargs)
        form = context["form"]
        is_told = form.non_field_errors() or "seen" in form.errors
        return {**context, "seen": the_table().version if is_told else form["seen"].value()}


class ZoneView(ChangeView):
    """One zone."""

    form_class = ZoneForm

    @cached_property
    def zone(self):
        """The zone of the address."""
        return get_object_or_404(Zone, pk=self.kwargs["pk"])

    @property
    def title(self):
        """The zone's name."""
        return capfirst(str(self.zone))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "kind": self.zone.kind}

    def get_initial(self):
        terms = terms_of(self.zone)
        return {**asdict(terms), "steps": in_lines(terms.steps), "seen": the_table().version}

    def act(self, form, *, by, now):
        write_zone(kind=self.zone.kind, terms=form.terms, seen=form.cleaned_data["seen"], by=by, now=now)


class TermsView(ChangeView):
    """What holds for all zones."""

    form_class = TermsForm
    title = gettext_lazy("Weights and volumes")

    def get_initial(self):
        table = the_table()
        names = ("volume_divisor", "packing_g", "unknown_g", "is_sample")
        return {**{name: getattr(table, name) for name in names}, "seen": table.version}

    def act(self, form, *, by, now):
        write_table(terms=form.terms, seen=form.cleaned_data["seen"], by=by, now=now)
