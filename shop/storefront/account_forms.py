"""What a person with an account says of themselves: how to call them, and where they have things sent."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text_fields import OneLineField
from shop.forks.address.models import UserAddress
from shop.forks.address.operations import Entry
from shop.fulfilment.delivery import Contact, Destination
from shop.storefront.forms import PhoneField
from shop.storefront.place_form import PLACE_REQUIRED, PlaceForm


def _name(**kwargs):
    widget = forms.TextInput(attrs={"autocomplete": "name"})
    return OneLineField(label=pgettext_lazy("person", "Name"), max_length=120, widget=widget, **kwargs)


class ProfileForm(forms.Form):
    """Name and phone with which checkout begins, and the language of our letters."""

    name = _name(required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    language = forms.ChoiceField(
        label=_("Language of our letters"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class AddressForm(PlaceForm):
    """An address of the book, asked for as at checkout."""

    field_order = ["name", "phone", "province", "commune", "street", "is_usual"]

    name = _name()
    phone = PhoneField(label=_("Phone"))
    street = OneLineField(
        label=_("House number, street or village"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    is_usual = forms.BooleanField(label=_("Begin with this address at checkout"), required=False)

    def clean(self):
        """Asks for province and commune, and finds today's commune for an old name."""
        cleaned = super().clean()
        self.ask_for(PLACE_REQUIRED)
        self.read_commune()
        return cleaned

    @property
    def entry(self) -> Entry:
        """What goes into the book; of a valid form."""
        data, place = self.cleaned_data, self.address(self.cleaned_data["street"])
        who = (data["name"], data["phone"])
        return Entry(*who, place.street, place.commune_name, place.province, place.commune)


def entry_of(contact: Contact, destination: Destination) -> Entry:
    """What was typed at checkout, for the book."""
    place = destination.address
    return Entry(contact.name, contact.phone, place.street, place.commune_name, place.province, place.commune)


def as_typed(address: UserAddress) -> dict[str, str]:
    """An address of the book as the fields of a form would have it."""
    return {
        "name": address.first_name,
        "phone": address.phone,
        "province": address.state,
        "commune": address.line4,
        "street": address.line1,
    }
