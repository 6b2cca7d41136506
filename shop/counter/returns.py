"""/quay/kien/…/tra-hang/: what a buyer brings back, lot by lot."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from shop.counter.access import for_counter_staff
from shop.counter.packing import lying_in
from shop.counter.parcel import visible_parcels
from shop.counter.shelf_forms import FORM_KEY, ReasonField, UnitsField, lot_words, new_form_key
from shop.warehouse.exceptions import LineRefused, PaperRefused
from shop.warehouse.taking_back import Returned, take_back


class ReturnForm(forms.Form):
    """How many of each packed lot came back, and how many of them can no longer be sold."""

    key = forms.RegexField(FORM_KEY, widget=forms.HiddenInput)
    reason = ReasonField()

    def __init__(self, *args, packed, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", new_form_key())
        self.packed = [each for each in packed if each.quantity > each.returned]
        for each in self.packed:
            self.fields[f"units-{each.pk}"] = UnitsField(
                label=gettext_lazy("Came back"), min_value=0, required=False
            )
            self.fields[f"damaged-{each.pk}"] = UnitsField(
                label=gettext_lazy("of it damaged"), min_value=0, required=False
            )

    @property
    def rows(self):
        """Each packed lot with its words, what may come back, and its two fields."""
        return [
            {
                "packed": each,
                "lot": lot_words(each.lot),
                "left": each.quantity - each.returned,
                "units": self[f"units-{each.pk}"],
                "damaged": self[f"damaged-{each.pk}"],
            }
            for each in self.packed
        ]

    @property
    def goods(self) -> dict[int, Returned]:
        """What was typed, by packed lot id."""
        given = self.cleaned_data
        return {
            each.pk: Returned(given[f"units-{each.pk}"] or 0, given[f"damaged-{each.pk}"] or 0)
            for each in self.packed
        }


@method_decorator(for_counter_staff, name="dispatch")
class ReturnView(View):
    """For a parcel of one's own point that has gone out."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, pk):
        parcel = self._parcel(pk)
        return self._page(parcel, ReturnForm(packed=lying_in(parcel)))

    def post(self, request, pk):
        parcel = self._parcel(pk)
        form = ReturnForm(request.POST, packed=lying_in(parcel))
        if form.is_valid():
            given = form.cleaned_data
            try:
                take_back(
                    fulfilment=parcel,
                    goods=form.goods,
                    reason=given["reason"],
                    key=given["key"],
                    at=timezone.now(),
                    actor=request.user,
                )
            except LineRefused as refusal:
                form.add_error(f"units-{refusal.line_id}", str(refusal))
            except PaperRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("It is back in stock. What is damaged is off the books."))
                return redirect("counter:parcel", pk=pk)
        return self._page(parcel, form, status=422)

    def _parcel(self, pk):
        parcel = get_object_or_404(visible_parcels(self.request.user), pk=pk)
        if not parcel.has_gone_out:
            raise Http404
        return parcel

    def _page(self, parcel, form, status=200):
        return render(self.request, "counter/return.html", {"parcel": parcel, "form": form}, status=status)
