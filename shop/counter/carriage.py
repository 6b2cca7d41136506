"""/quay/kien/…/van-chuyen/: who carries a parcel, under which number; typed, scanned or booked."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from catalog.text_fields import OneLineField
from shop.carriers.available import booking_carrier, booking_carriers
from shop.carriers.exceptions import CarrierTrouble
from shop.carriers.known import CARRIERS, LONGEST_NUMBER, read_number
from shop.counter import scanned
from shop.counter.access import for_counter_staff
from shop.counter.parcel import Status, visible_parcels
from shop.fulfilment.consignments import booking, numbers
from shop.fulfilment.consignments.exceptions import CannotConsign
from shop.fulfilment.consignments.models import Consignment
from shop.settlement import carriage

State = Consignment.State
#: Questions to carriers' machines, a person.
PER_PERSON = "30/m"


class CarrierForm(forms.Form):
    """Who carries it, and the number on the label; of a coach whose it is, in words."""

    carrier = forms.ChoiceField(
        label=gettext_lazy("Who carries it?"), choices=[(each.code, each.name) for each in CARRIERS.values()]
    )
    number = OneLineField(
        label=gettext_lazy("Tracking number"),
        help_text=gettext_lazy("As it stands on the label; spaces do not matter."),
        max_length=2 * LONGEST_NUMBER,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    words = OneLineField(
        label=gettext_lazy("Whose coach or car, and whom to call"),
        help_text=gettext_lazy("For a coach or driver only. The buyer reads it."),
        max_length=120,
        required=False,
    )

    def clean(self):
        """Raises ValidationError where the carrier that was chosen wants a number, or words, and has none."""
        given = super().clean()
        if (carrier := CARRIERS.get(given.get("carrier"))) is None:
            return given
        field, fault = self._read(carrier, given)
        if fault and field not in self.errors:
            self.add_error(field, fault)
        return given

    def _read(self, carrier, given):
        if not carrier.has_numbers:
            given["words"], given["number"] = given.get("words", ""), ""
            return "words", "" if given["words"] else _("Say which coach, or who drives, in a few words.")
        number, given["words"] = read_number(given.get("number", "")), ""
        given["number"] = number or ""
        fault = _("A tracking number has 3 to 40 letters, digits, dashes and dots.")
        return "number", "" if number else fault


def carriage_of(parcel) -> dict:
    """What pages say of who carries a parcel: `consignment` now, `consignments` that ended, `may_consign`."""
    if parcel.method != parcel.Method.DELIVERY or parcel.status in (Status.NEW, Status.CONFIRMED):
        return {"consignment": None, "consignments": [], "may_consign": False}
    rows = list(parcel.consignments.select_related("actor").order_by("-attempt"))
    return {
        "consignment": next((row for row in rows if row.state in Consignment.LIVE), None),
        "consignments": [row for row in rows if row.state not in Consignment.LIVE],
        "may_consign": parcel.status in numbers.NUMBERED,
    }


@method_decorator(for_counter_staff, name="dispatch")
class CarriageView(View):
    """For a parcel of one's own point that is to be sent. Another point's is not there at all."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, pk):
        parcel = _parcel(request, pk)
        return self._page(parcel, CarrierForm(initial=self._initial(parcel)))

    def post(self, request, pk):
        parcel = _parcel(request, pk)
        doing = {
            "write": self._write,
            "away": self._take_away,
            "book": self._book,
            "call_off": self._call_off,
        }.get(request.POST.get("what"))
        if doing is None:
            messages.error(request, _("There is no such step. Please use the buttons below."))
            return self._page(parcel, CarrierForm(initial=self._initial(parcel)), status=422)
        try:
            return doing(parcel) or redirect("counter:parcel", pk=pk)
        except (CannotConsign, CarrierTrouble) as refusal:
            messages.error(request, str(refusal))
        return redirect("counter:carriage", pk=pk)

    def _write(self, parcel):
        form = CarrierForm(self.request.POST)
        if not form.is_valid():
            return self._page(parcel, form, status=422)
        numbers.write_number(fulfilment=parcel, **form.cleaned_data, **self._who())
        messages.success(self.request, _("Kept. The buyer sees it on the order's page once it is sent."))
        return None

    def _take_away(self, parcel):
        numbers.take_number_away(fulfilment=parcel, at=timezone.now())
        messages.success(self.request, _("No carrier is named any more."))

    def _book(self, parcel):
        _not_too_often(self.request)
        carrier = booking_carrier(self.request.POST.get("carrier", ""))
        if carrier is None:
            raise CannotConsign(_("This carrier cannot be booked from here. Type the number instead."))
        made = carriage.book(fulfilment=parcel, carrier=carrier.code, **self._who())
        if made.state == State.BOOKED:
            said = _("Booked with %(carrier)s: %(number)s.")
            messages.success(self.request, said % {"carrier": carrier.name, "number": made.number})
            return None
        if made.state == State.ASKED:
            text = _("%(why)s It is asked again by itself, and booked once at most.")
            messages.warning(self.request, (text % {"why": made.fault}).strip())
        return redirect("counter:carriage", pk=parcel.pk)

    def _call_off(self, parcel):
        _not_too_often(self.request)
        live = carriage_of(parcel)["consignment"]
        if live is None or not live.by_machine:
            raise CannotConsign(_("There is no booking to call off."))
        booking.call_off(consignment=live, at=timezone.now())
        messages.success(self.request, _("The booking is called off."))
        return redirect("counter:carriage", pk=parcel.pk)

    def _who(self):
        return {"at": timezone.now(), "actor": self.request.user}

    def _initial(self, parcel):
        """What was written before, or who carried this point's last parcel; the number may be scanned."""
        mine = carriage_of(parcel)["consignment"]
        by_hand = mine if mine and not mine.by_machine else None
        last = Consignment.objects.filter(fulfilment__partner=parcel.partner_id).order_by("-pk").first()
        named = by_hand or last
        return {
            "carrier": named.carrier if named else "",
            "number": scanned.typed(self.request) or (by_hand.number if by_hand else ""),
            "words": by_hand.words if by_hand else "",
        }

    def _page(self, parcel, form, status=200):
        context = {
            "parcel": parcel,
            "order": parcel.order,
            "form": form,
            "carriers": booking_carriers() if parcel.status == Status.PACKED else [],
            "cash": carriage.to_collect(parcel),
            "typed": scanned.typed(self.request),
            **carriage_of(parcel),
        }
        return render(self.request, "counter/carriage.html", context, status=status)


@require_safe
@for_counter_staff
def label(request, pk):
    """Leads to the carrier's page to print the label of a booking from, or back with words why not."""
    parcel = _parcel(request, pk)
    mine = carriage_of(parcel)["consignment"]
    way = booking_carrier(mine.carrier) if mine and mine.by_machine and mine.number else None
    try:
        _not_too_often(request)
        link = way.label_link(mine.number) if way else ""
    except (CannotConsign, CarrierTrouble) as trouble:
        messages.error(request, str(trouble))
        return redirect("counter:carriage", pk=pk)
    if not link:
        messages.warning(request, _("This label is printed from the carrier's own pages."))
    return redirect(link or "counter:carriage", **({} if link else {"pk": pk}))


def _not_too_often(request):
    """Raises CannotConsign for whoever has asked carriers' machines so often in this minute."""
    if is_ratelimited(request, group="carriers", key="user", rate=PER_PERSON, increment=True):
        raise CannotConsign(_("Those were many questions in a minute. Wait a little."))


def _parcel(request, pk):
    parcel = get_object_or_404(visible_parcels(request.user), pk=pk)
    if parcel.method != parcel.Method.DELIVERY:
        raise Http404
    return parcel
