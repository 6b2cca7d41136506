"""One parcel as its point's staff see it: what goes in, what is to be collected, what may be done next."""

from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import OneLineField
from shop.fulfilment.models import Fulfilment, LineUnits
from shop.fulfilment.states import ARRIVED
from shop.payments.money import dong
from shop.settlement.moving import taken_with, to_collect

Status = Fulfilment.Status

#: What the button to each state says; sending and handing over never stand side by side.
STEPS = {
    Status.CONFIRMED: _("Confirm"),
    Status.PACKED: _("It is packed"),
    Status.SENT: _("It is on its way"),
    Status.HANDED_OVER: _("Handed over to the buyer"),
    Status.DELIVERED: _("The buyer has it"),
    Status.CAME_BACK: _("It came back undelivered"),
    Status.CANCELLED: _("Cancel this parcel"),
}


def visible_parcels(user):
    """The parcels that somebody may see, with all that one page shows of them."""
    return Fulfilment.objects.visible_to(user).select_related(
        "partner__sales_point", "order__shipping_address__commune"
    )


def lines_of(parcel):
    """What goes into it, this point's part of the order only; `price` is the line's in whole đồng.

    `components` of a gift set's line say what to take from the shelves for it.
    """
    components = Prefetch("units", LineUnits.objects.of_components(), to_attr="components")
    lines = list(
        parcel.order.lines.filter(partner=parcel.partner_id).prefetch_related(components).order_by("pk")
    )
    for line in lines:
        line.price = dong(line.line_price_incl_tax)
    return lines


def cash_of(parcel) -> dict[str, int]:
    """Đồng to take for it (`total`, of which `delivery` at most), and what was `taken` with it.

    Nothing is to be taken for what was paid by another way, be it the one that was chosen or not.
    """
    taken = taken_with(parcel) if parcel.status in ARRIVED else 0
    total = 0 if taken else to_collect(parcel)
    return {"delivery": min(parcel.fee, total), "total": total, "taken": taken}


class MoveForm(forms.Form):
    """The step to take, from the state that was seen; cancelling asks for a reason."""

    to = forms.ChoiceField(choices=Status.choices, widget=forms.HiddenInput)
    seen = forms.ChoiceField(choices=Status.choices, widget=forms.HiddenInput)
    reason = OneLineField(
        label=_("Why is it cancelled?"),
        help_text=_("The buyer and the office will read it."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        """Raises ValidationError for a cancellation that says no reason."""
        cleaned = super().clean()
        reason = cleaned.get("reason", "")
        cleaned["reason"] = reason if cleaned.get("to") == Status.CANCELLED else ""
        if cleaned.get("to") == Status.CANCELLED and not reason and "reason" not in self.errors:
            self.add_error("reason", _("Say why, in a few words."))
        return cleaned
