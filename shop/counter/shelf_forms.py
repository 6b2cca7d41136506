"""What staff type about one product on their shelf: a correction, a write-off, from when on it is low."""

import re

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text_fields import OneLineField
from shop.warehouse.shipping import MOST_UNITS

FORM_KEY = re.compile(r"[A-Za-z0-9]{22}\Z")
#: What stands for "by their use-by dates" and for "without a lot" where a lot is chosen.
FIRST_TO_END, WITHOUT = "", "-"


def new_form_key() -> str:
    """Names one filling-in of a form, so that it counts once however often it is sent."""
    return get_random_string(22)


class UnitsField(forms.IntegerField):
    """A number of units, typed on a phone's number pad."""

    def __init__(self, *, label, min_value=1, **kwargs):
        widget = forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, min_value=min_value, max_value=MOST_UNITS, widget=widget, **kwargs)


class ReasonField(OneLineField):
    """Why, in a few words."""

    def __init__(self, **kwargs):
        attributes = {"autocomplete": "off", "list": "reasons"}
        super().__init__(label=_("Why?"), max_length=200, widget=forms.TextInput(attrs=attributes), **kwargs)


class LotForm(forms.Form):
    """A change of one lot's units. `lots` are LotStock rows, `lot_code` names the one meant."""

    #: Whether no lot need be named: those that end first are taken.
    ANY_LOT = True

    key = forms.RegexField(FORM_KEY, widget=forms.HiddenInput)
    lot = forms.ChoiceField(label=pgettext_lazy("label", "Lot"), required=False)

    def __init__(self, *args, lots, lot_code="", **kwargs):
        super().__init__(*args, **kwargs)
        self.by_value = {str(row.lot_id) if row.lot else WITHOUT: row.lot for row in lots}
        if not self.ANY_LOT:
            self.by_value.setdefault(WITHOUT, None)
        named = [(value, lot_words(lot)) for value, lot in self.by_value.items()]
        first = [(FIRST_TO_END, _("first to end first"))] if self.ANY_LOT else []
        self.fields["lot"].choices = [*first, *named]
        self.initial.setdefault("key", new_form_key())
        self.initial["lot"] = next(
            (value for value, lot in self.by_value.items() if lot and lot.code == lot_code), ""
        )

    def chosen(self, by_default):
        """The lot that was chosen, None for goods without one, `by_default` where none was."""
        return self.by_value.get(self.cleaned_data["lot"], by_default)


def lot_words(lot) -> str:
    """A lot as staff know it: by its code, and until when it is good."""
    if lot is None:
        return _("without a lot")
    if not lot.use_by_date:
        return lot.code
    return _("%(lot)s, use by %(day)s") % {"lot": lot.code, "day": f"{lot.use_by_date:%d/%m/%Y}"}


class AdjustForm(LotForm):
    """So many more or fewer of one lot, and why."""

    ANY_LOT = False

    MORE, FEWER = "more", "fewer"

    direction = forms.ChoiceField(
        label=_("There is"),
        choices=[(FEWER, _("less than the books say")), (MORE, _("more than the books say"))],
        widget=forms.RadioSelect,
    )
    units = UnitsField(label=_("By how many units?"))
    reason = ReasonField()

    @property
    def difference(self) -> int:
        """Units more (positive) or fewer."""
        units = self.cleaned_data["units"]
        return units if self.cleaned_data["direction"] == self.MORE else -units


class WriteOffForm(LotForm):
    """So many that can no longer be sold, and why."""

    units = UnitsField(label=_("How many units?"))
    reason = ReasonField()

    def __init__(self, *args, lots, **kwargs):
        super().__init__(*args, lots=lots, **kwargs)
        if self.initial["lot"] == FIRST_TO_END:
            # Left to themselves, those that can still be sold would go: what has ended is what one means.
            self.initial["lot"] = next((str(row.lot_id) for row in lots if row.is_past), FIRST_TO_END)


class ThresholdForm(forms.Form):
    """From how few on the product counts as low here; empty: never."""

    threshold = UnitsField(
        label=_("Low from so many units on"),
        min_value=0,
        required=False,
        help_text=_("Left empty, nobody is told."),
    )
