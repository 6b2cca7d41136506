"""Offers in this shop's words: whole đồng off goods, with a period, a sales point or a fair."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.offers import forms as oscar_forms
from oscar.apps.dashboard.offers.forms import *  # noqa: F403

from shop.forks.offer.models import Benefit, Condition, ConditionalOffer, Fair
from shop.points.models import SalesPoint

#: Money off delivery is none of ours: each parcel has its own fee.
KINDS = [
    (Benefit.PERCENTAGE, _("So many per cent off the goods")),
    (Benefit.FIXED, _("So many đồng off the goods together")),
    (Benefit.FIXED_UNIT, _("So many đồng off each unit")),
    (Benefit.MULTIBUY, _("The cheapest unit is free")),
    (Benefit.FIXED_PRICE, _("What the condition asks for, together at a fixed price")),
]
ASKED = [
    (Condition.COUNT, _("So many units of the goods are in the basket")),
    (Condition.VALUE, _("The goods in the basket cost so many đồng")),
    (Condition.COVERAGE, _("So many different products of the goods are in the basket")),
]


def _refuse_fractions(form, is_percentage):
    value = form.cleaned_data.get("value")
    if value is not None and value != int(value) and not is_percentage:
        form.add_error("value", _("Amounts in đồng and units are whole numbers."))


class BenefitForm(oscar_forms.BenefitForm):
    """What is given."""

    type = forms.ChoiceField(label=_("What is given"), choices=[("", "---------"), *KINDS])

    def clean(self):
        """Refuses parts of a đồng."""
        data = super().clean() if not self.errors else self.cleaned_data
        _refuse_fractions(self, data.get("type") == Benefit.PERCENTAGE)
        return data


class ConditionForm(oscar_forms.ConditionForm):
    """What the basket must hold."""

    type = forms.ChoiceField(label=_("What is asked"), choices=[("", "---------"), *ASKED])

    def clean(self):
        """Refuses parts of a đồng or of a unit."""
        data = super().clean() if not self.errors else self.cleaned_data
        _refuse_fractions(self, is_percentage=False)
        return data


class RestrictionsForm(oscar_forms.RestrictionsForm):
    """When, where and how often it holds."""

    sales_point = forms.ModelChoiceField(
        label=_("Only with pick-up at"),
        queryset=SalesPoint.objects.order_by("name"),
        required=False,
        empty_label=_("everywhere"),
        help_text=_("The sales point where the buyer fetches the goods."),
    )
    fair = forms.ModelChoiceField(
        label=_("Only at the fair"),
        queryset=Fair.objects.all(),
        required=False,
        empty_label=_("no fair"),
        help_text=_("On the fair's days, for goods fetched at its sales point."),
    )

    class Meta(oscar_forms.RestrictionsForm.Meta):
        model = ConditionalOffer
        fields = ("sales_point", "fair", *oscar_forms.RestrictionsForm.Meta.fields)

    def clean(self):
        """A fair has its own point. Oscar's own rules want dates that could be read."""
        data = self.cleaned_data if self.errors else super().clean()
        if data.get("fair") and data.get("sales_point"):
            self.add_error("sales_point", _("A fair has its own sales point. Leave this empty."))
        return data


class FairForm(forms.ModelForm):
    """A fair's name, place and days."""

    class Meta:
        model = Fair
        fields = ["name", "place", "sales_point", "first_day", "last_day"]
        widgets = {
            "first_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self):
        """The last day is not before the first."""
        data = super().clean()
        if data.get("first_day") and data.get("last_day") and data["last_day"] < data["first_day"]:
            self.add_error("last_day", _("The last day lies before the first."))
        return data
