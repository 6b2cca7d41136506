"""What the office writes into the delivery table, and what it asks of it."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.places.provinces import ELSEWHERE, HOME_PROVINCE
from shop.delivery.models import HEAVIEST_G, HIGHEST_DONG, Zone
from shop.delivery.operations import TableTerms, ZoneTerms
from shop.delivery.tariff import Fee, Kind, Load, Tariff
from shop.forks.dashboard.catalogue.fields import DongField
from shop.forks.dashboard.recognition.forms import RefusableForm

MOST_STEPS = 40
#: `2.000 | 30.000`, with the units or without, and with spaces or dots between thousands.
LINE = re.compile(r"([0-9]{1,3}(?:[.\s]?[0-9]{3})*)\s*g?\s*[|:]\s*([0-9]{1,3}(?:[.\s]?[0-9]{3})*)\s*[₫đ]?")
SAME_COMMUNE = "same"


def in_lines(steps) -> str:
    """Steps as the field shows them: `2000 | 30000`, one a line."""
    return "\n".join(f"{up_to} | {amount}" for up_to, amount in steps)


class StepsField(forms.CharField):
    """Steps by weight, one a line: grams, a bar, đồng."""

    def __init__(self, **kwargs):
        widget = forms.Textarea(attrs={"rows": 6, "class": "no-widget-init", "inputmode": "text"})
        super().__init__(max_length=MOST_STEPS * 30, widget=widget, **kwargs)

    def clean(self, value):
        """Pairs of grams and đồng. Raises ValidationError with the line that is wrong."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_STEPS:
            words = _("A zone has %(most)s steps at most.")
            raise forms.ValidationError(words, params={"most": MOST_STEPS})
        return tuple(_step(number, line) for number, line in enumerate(lines, start=1))


def _step(number, line):
    found = LINE.fullmatch(line)
    if not found:
        words = _("Line %(number)s: write the grams, a bar and the đồng, like 2000 | 30000.")
        raise forms.ValidationError(words, params={"number": number})
    return tuple(int(re.sub(r"[.\s]", "", part)) for part in found.groups())


def _dong(label, **kwargs):
    return DongField(label=label, least=0, most=HIGHEST_DONG, **kwargs)


class ZoneForm(RefusableForm):
    """What one zone costs. `seen` is the version of the table that the page was made of."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    steps = StepsField(
        label=_("Steps by weight"),
        help_text=_("One a line: up to so many grams, a bar, so many đồng. Like 2000 | 30000."),
    )
    per_kg_beyond = _dong(_("Each further started kilogram beyond the last step (đồng)"))
    surcharge = _dong(_("Surcharge a parcel (đồng)"), help_text=_("Added to each parcel; 0 for none."))
    cold_surcharge = _dong(
        _("Cold chain, a parcel (đồng)"),
        required=False,
        help_text=_("Empty: what has to stay cold is not sent there."),
    )
    days_from = forms.IntegerField(label=_("Days on the way, at least"), min_value=0, max_value=60)
    days_to = forms.IntegerField(label=_("Days on the way, at most"), min_value=0, max_value=60)
    provinces = forms.MultipleChoiceField(
        label=_("Near provinces"),
        choices=[(name, name) for name in ELSEWHERE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each that is not ticked is in the zone of all other provinces."),
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        if kind != Kind.NEAR:
            del self.fields["provinces"]

    @property
    def terms(self) -> ZoneTerms:
        """The zone as the operation takes it."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return ZoneTerms(**{**told, "provinces": tuple(told.get("provinces", ()))})


class TermsForm(RefusableForm):
    """What holds for all zones."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    volume_divisor = forms.IntegerField(
        label=_("Cubic centimetres that count as a kilogram"),
        min_value=1_000,
        max_value=20_000,
        help_text=_("Length × width × height divided by it is the weight of a bulky parcel; often 6000."),
    )
    packing_g = forms.IntegerField(
        label=_("Weight of the packing of a parcel (grams)"), min_value=0, max_value=10_000
    )
    unknown_g = forms.IntegerField(
        label=_("Weight of a product whose weight is not written (grams)"), min_value=1, max_value=50_000
    )
    is_sample = forms.BooleanField(label=_("The table holds sample values"), required=False)

    @property
    def terms(self) -> TableTerms:
        """The terms as the operation takes them."""
        return TableTerms(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class TryForm(forms.Form):
    """What a parcel of so many grams costs, to whom."""

    grams = forms.IntegerField(label=_("Weight of the goods (grams)"), min_value=1, max_value=HEAVIEST_G)
    to = forms.ChoiceField(
        label=_("Goes to"),
        choices=[
            (SAME_COMMUNE, Zone.Kind.COMMUNE.label),
            (HOME_PROVINCE, Zone.Kind.PROVINCE.label),
            *((name, name) for name in ELSEWHERE),
        ],
    )
    cold = forms.BooleanField(label=_("Has to stay cold"), required=False)

    def fee(self, tariff: Tariff) -> Fee | None:
        """What it costs, of a valid form; None where it cannot stay cold on the way."""
        told = self.cleaned_data
        same = told["to"] == SAME_COMMUNE
        zone = tariff.zone_of(HOME_PROVINCE if same else told["to"], is_same_commune=same)
        return tariff.fee(zone, Load(told["grams"], is_cold=told["cold"]))
