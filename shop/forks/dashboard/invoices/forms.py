"""Which invoices the office looks for, and what it types about one."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import OneLineField
from shop.forks.dashboard.recognition.forms import RefusableForm, day_field
from shop.invoices.models import LAST_NUMBER, SERIES_LENGTH
from shop.settlement.invoicing.listing import MOST_DAYS, Period
from shop.settlement.invoicing.writing import Numbering

#: Days outside of these are mistyped.
FIRST_YEAR, LAST_YEAR = 2020, 2100


class FilterForm(forms.Form):
    """A period, and which orders of it."""

    OPEN, DONE, BACK, ALL = "open", "done", "back", "all"

    first = day_field(_("Gone out from"))
    last = day_field(_("Gone out until"))
    state = forms.ChoiceField(
        label=_("Which orders"),
        choices=[
            (OPEN, _("without an invoice yet")),
            (DONE, _("with an invoice")),
            (BACK, _("with something given back")),
            (ALL, _("all")),
        ],
        initial=OPEN,
    )
    asked = forms.BooleanField(label=_("Only where the buyer asked for an invoice"), required=False)

    def clean(self):
        """Raises ValidationError for a period that is none, or longer than a quarter."""
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        for name, day in (("first", first), ("last", last)):
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, _("This day cannot be."))
        if first and last and last < first:
            self.add_error("last", _("This day is before the first one."))
        elif first and last and (last - first).days >= MOST_DAYS:
            self.add_error("last", _("Choose %(most)s days at most.") % {"most": MOST_DAYS})
        return cleaned

    @property
    def period(self) -> Period:
        """The days; of a valid form."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


class NumberForm(RefusableForm):
    """The invoice that the provider made out."""

    series = forms.CharField(
        label=_("Series"),
        max_length=20,
        help_text=_("Such as 1C26TDB."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=_("Number"),
        max_length=20,
        help_text=_("Up to eight digits; zeros in front may be left out."),
        validators=[RegexValidator(r"^\s*[0-9]+\s*\Z", _("Write digits only."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    issued_on = day_field(_("Day of the invoice"))
    reason = OneLineField(
        label=_("Why it is corrected"),
        max_length=200,
        required=False,
        help_text=_("Kept with your name in the history."),
    )
    seen = forms.IntegerField(min_value=0, max_value=100_000, widget=forms.HiddenInput)

    def __init__(self, *args, corrects: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not corrects:
            del self.fields["reason"]

    def clean_series(self):
        """Capitals and digits. Raises ValidationError for anything else."""
        series = "".join(self.cleaned_data["series"].split()).upper()
        if not (series.isascii() and series.isalnum() and len(series) <= SERIES_LENGTH):
            most = {"most": SERIES_LENGTH}
            raise forms.ValidationError(_("A series has %(most)s letters and digits at most.") % most)
        return series

    def clean_number(self):
        """The number. Raises ValidationError for one that cannot be."""
        number = int(self.cleaned_data["number"])
        if not 1 <= number <= LAST_NUMBER:
            raise forms.ValidationError(_("An invoice's number has one to eight digits."))
        return number

    @property
    def given(self) -> Numbering:
        """What the provider gave; of a valid form."""
        return Numbering(**{name: self.cleaned_data[name] for name in ("series", "number", "issued_on")})
