"""What a shopper types: who they are, where the goods should go, and how to find an order again."""

import re

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.places.models import Commune, FormerUnit
from catalog.text import nfc
from shop.forks.order.models import Order
from shop.fulfilment.delivery import PROVINCE, Address, Contact, Destination
from shop.fulfilment.phone import normal_phone
from shop.fulfilment.provinces import PROVINCES
from shop.points.models import SalesPoint

ORDER_KEY = re.compile(r"^[A-Za-z0-9_-]{22}\Z")


class PhoneField(forms.CharField):
    """A Vietnamese phone number, kept as digits from the leading 0."""

    def __init__(self, **kwargs):
        attributes = {"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        super().__init__(max_length=30, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value):
        """The number's digits. Raises ValidationError with an example."""
        value = super().clean(value)
        try:
            return normal_phone(value)
        except ValueError as wrong:
            message = _("This is not a Vietnamese phone number; write it like 0912 345 678.")
            raise forms.ValidationError(message) from wrong


def _text(label, *, autocomplete, max_length=120, **kwargs):
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=max_length, widget=widget, **kwargs)


class CheckoutForm(forms.Form):
    """Contact and destination. Delivery asks for an address, pick-up for a point; the other stays empty."""

    DELIVERY, PICK_UP = "delivery", "pick-up"

    key = forms.RegexField(ORDER_KEY, widget=forms.HiddenInput)
    method = forms.ChoiceField(
        label=_("How do you want to get it?"),
        choices=[(DELIVERY, _("Delivery")), (PICK_UP, _("Pick-up at a sales point"))],
        widget=forms.RadioSelect,
        initial=DELIVERY,
    )
    name = _text(pgettext_lazy("person", "Name"), autocomplete="name")
    phone = PhoneField(label=_("Phone"))
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    province = forms.ChoiceField(
        label=_("Province or city"),
        required=False,
        choices=[(name, name) for name in PROVINCES],
        initial=PROVINCE,
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )
    commune = _text(
        _("Commune or ward"),
        autocomplete="address-level2",
        max_length=80,
        required=False,
        help_text=_("Old names are fine, too."),
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
    #: Asked with the review, once it is known what is possible.
    means = forms.ChoiceField(
        label=_("How do you want to pay?"),
        choices=Order.PaymentMethod.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = lambda: get_random_string(22)
        self.fields["commune"].widget.attrs["list"] = "communes"
        self.fields["point"].queryset = SalesPoint.objects.receiving_orders().select_related("commune")
        #: Set where an old name was understood: the unit of today that it stands for.
        self.renamed_commune = None

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
        required = {
            "province": _("Choose the province or city."),
            "commune": _("Write the commune or ward."),
            "street": _("Write the house number and street, or the village."),
        }
        for name, message in required.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)
        if cleaned.get("province") == PROVINCE and cleaned.get("commune"):
            cleaned["commune_of_today"] = self._commune_of_today(cleaned["commune"])

    def _commune_of_today(self, name):
        today = Commune.objects.named(name).first()
        if today:
            return today
        successors = {unit.successor for unit in FormerUnit.objects.communes_named(name)}
        if len(successors) == 1:
            self.renamed_commune = successors.pop()
            return self.renamed_commune
        if successors:
            choices = ", ".join(sorted(str(commune) for commune in successors))
            message = _("Several communes had this name; write today's: %(communes)s.")
            self.add_error("commune", message % {"communes": choices})
        else:
            self.add_error("commune", _("Điện Biên has no commune of this name, today or before."))
        return None

    @property
    def contact(self) -> Contact:
        """Whom to call; of a valid form."""
        data = self.cleaned_data
        return Contact(name=nfc(data["name"]), phone=data["phone"], email=data["email"])

    @property
    def destination(self) -> Destination:
        """Where the goods go; of a valid form."""
        data = self.cleaned_data
        if data["method"] == self.PICK_UP:
            return Destination(sales_point=data["point"])
        commune = data.get("commune_of_today")
        commune_name = str(commune) if commune else nfc(data["commune"])
        return Destination(Address(nfc(data["street"]), commune_name, data["province"], commune))


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
