"""What a shopper types: who they are, where the goods should go, and how to find an order again."""

import re

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text_fields import MailField, OneLineField
from shop.forks.order.models import Order
from shop.fulfilment.delivery import Contact, Destination
from shop.fulfilment.phone import normal_phone
from shop.points.models import SalesPoint
from shop.storefront.invoice_form import InvoiceForm
from shop.storefront.place_form import PLACE_REQUIRED, PlaceForm

ORDER_KEY = re.compile(r"^[A-Za-z0-9_-]{22}\Z")


class PhoneField(forms.CharField):
    """A Vietnamese phone number, kept as digits from the leading 0."""

    def __init__(self, **kwargs):
        attributes = {"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        super().__init__(max_length=30, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value):
        """The number's digits, or "" where none is asked for. Raises ValidationError with an example."""
        value = super().clean(value)
        if not value:
            return ""
        try:
            return normal_phone(value)
        except ValueError as wrong:
            message = _("This is not a Vietnamese phone number; write it like 0912 345 678.")
            raise forms.ValidationError(message) from wrong


def _text(label, *, autocomplete, max_length=120, **kwargs):
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return OneLineField(label=label, max_length=max_length, widget=widget, **kwargs)


class CheckoutForm(InvoiceForm, PlaceForm):
    """Contact, destination and invoice.

    Delivery asks for an address, pick-up for a point; the other stays empty.
    """

    DELIVERY, PICK_UP = "delivery", "pick-up"
    field_order = ["key", "method", "name", "phone", "email", "province", "commune", "street", "point"]

    key = forms.RegexField(ORDER_KEY, widget=forms.HiddenInput)
    method = forms.ChoiceField(
        label=_("How do you want to get it?"),
        choices=[(DELIVERY, _("Delivery")), (PICK_UP, _("Pick-up at a sales point"))],
        widget=forms.RadioSelect,
        initial=DELIVERY,
    )
    name = _text(pgettext_lazy("person", "Name"), autocomplete="name")
    phone = PhoneField(label=_("Phone"))
    email = MailField(
        label=_("E-mail"),
        required=False,
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    street = _text(
        _("House number, street or village"), autocomplete="address-line1", max_length=200, required=False
    )
    point = forms.ModelChoiceField(
        label=_("Sales point"),
        queryset=SalesPoint.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Choose a point"),
    )
    keep_address = forms.BooleanField(label=_("Keep this address in my account"), required=False)
    #: Asked with the review, once it is known what is possible.
    means = forms.ChoiceField(
        label=_("How do you want to pay?"),
        choices=Order.PaymentMethod.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        if user is None or not user.is_authenticated:
            del self.fields["keep_address"]
        self.fields["key"].initial = lambda: get_random_string(22)
        self.fields["point"].queryset = SalesPoint.objects.receiving_orders().select_related("commune")

    def clean(self):
        """Asks for what the chosen method needs, beside the field that lacks it."""
        cleaned = super().clean()
        if cleaned.get("method") == self.PICK_UP:
            if not cleaned.get("point") and "point" not in self.errors:
                self.add_error("point", _("Choose the point where you will fetch it."))
        elif cleaned.get("method") == self.DELIVERY:
            self._clean_address(cleaned)
        return cleaned

    def _clean_address(self, cleaned):
        required = {**PLACE_REQUIRED, "street": _("Write the house number and street, or the village.")}
        self.ask_for(required)
        self.read_commune()

    @property
    def keeps_address(self) -> bool:
        """Whether the address goes into the person's book; of a valid form."""
        return bool(self.cleaned_data.get("keep_address")) and not self.destination.is_pick_up

    @property
    def contact(self) -> Contact:
        """Whom to call; of a valid form."""
        data = self.cleaned_data
        return Contact(name=data["name"], phone=data["phone"], email=data["email"])

    @property
    def destination(self) -> Destination:
        """Where the goods go; of a valid form."""
        data = self.cleaned_data
        if data["method"] == self.PICK_UP:
            return Destination(sales_point=data["point"])
        return Destination(self.address(data["street"]))


class OrderLookupForm(forms.Form):
    """Number and phone, as on the order page."""

    number = forms.CharField(
        label=_("Order number"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "placeholder": "DB000123"}),
    )
    phone = PhoneField(label=_("Phone you ordered with"))

    def clean_number(self):
        """Spaces and small letters are forgiven."""
        return "".join(self.cleaned_data["number"].split()).upper()
