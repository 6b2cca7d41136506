"""Where goods would go: the province, and the commune by its name of today or an old one.

One form for whoever asks what delivery costs, and for checkout, which asks more.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.places.models import Commune, FormerUnit
from catalog.places.provinces import HOME_PROVINCE, PROVINCES
from catalog.text_fields import OneLineField
from shop.fulfilment.delivery import Address

PLACE_REQUIRED = {
    "province": _("Choose the province or city."),
    "commune": _("Write the commune or ward."),
}


def known_place(asked) -> dict[str, str]:
    """What a query string says of the place, to begin a form with."""
    return {name: asked[name] for name in PLACE_REQUIRED if name in asked}


class PlaceForm(forms.Form):
    """Province and commune. `cleaned_data["commune_of_today"]` is the unit within Điện Biên."""

    province = forms.ChoiceField(
        label=_("Province or city"),
        required=False,
        choices=[(name, name) for name in PROVINCES],
        initial=HOME_PROVINCE,
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )
    commune = OneLineField(
        label=_("Commune or ward"),
        max_length=80,
        required=False,
        help_text=_("Old names are fine, too."),
        widget=forms.TextInput(attrs={"autocomplete": "address-level2", "list": "communes"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        #: Set where an old name was understood: the unit of today that it stands for.
        self.renamed_commune = None

    def ask_for(self, required: dict) -> None:
        """Says beside each field that is empty what is to be written there."""
        for name, message in required.items():
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, message)

    def read_commune(self) -> None:
        """Finds the commune of today within the province, or says why there is none."""
        data = self.cleaned_data
        if data.get("province") == HOME_PROVINCE and data.get("commune"):
            data["commune_of_today"] = self._commune_of_today(data["commune"])

    def address(self, street: str = "") -> Address:
        """The address; of a valid form."""
        data = self.cleaned_data
        commune = data.get("commune_of_today")
        name = str(commune) if commune else data.get("commune", "")
        return Address(street, name, data["province"], commune)

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


class FeeForm(PlaceForm):
    """What somebody asks who wants to know the cost; the commune counts within Điện Biên only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].help_text = _("Within Điện Biên only. Old names are fine, too.")

    def clean(self):
        """Asks for what the fee depends on."""
        cleaned = super().clean()
        near = cleaned.get("province") == HOME_PROVINCE
        self.ask_for(PLACE_REQUIRED if near else {"province": PLACE_REQUIRED["province"]})
        self.read_commune()
        return cleaned
