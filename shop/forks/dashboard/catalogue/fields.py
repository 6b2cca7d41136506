"""Money and months in the dashboard's forms."""

import re

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.products.season import mask_of, months_of

#: The twelve, by their numbers.
MONTHS = [(str(month), format_lazy("{} {}", _("month"), month)) for month in range(1, 13)]
#: The largest price that a stock record can keep.
HIGHEST_PRICE = 9_999_999_999


class DongField(forms.IntegerField):
    """A price in whole đồng, written 185000 or, as people do, 185.000.

    Django's own would read "185.000" as 185 with decimals.
    """

    default_error_messages = {
        "invalid": _("Write the price in whole đồng, like 185000 or 185.000, without decimals.")
    }
    widget = forms.TextInput

    def __init__(self, *, least=1, most=HIGHEST_PRICE, **kwargs):
        super().__init__(min_value=least, max_value=most, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"

    def prepare_value(self, value):
        """What is kept as 185000.00 is shown as 185000."""
        return value if value is None or isinstance(value, str) else int(value)

    def to_python(self, value):
        """The number of đồng. Raises ValidationError for anything but digits, grouped in threes or not."""
        text = str(self.prepare_value(value)).strip() if value not in self.empty_values else ""
        if re.fullmatch(r"[0-9]{1,3}([.\s][0-9]{3})+", text):
            text = re.sub(r"[.\s]", "", text)
        elif text and not re.fullmatch(r"-?[0-9]{1,30}", text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class MonthsField(forms.MultipleChoiceField):
    """The months of a season, kept as one number (`catalog.products.season`); none ticked is all year."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=MONTHS, required=False, **kwargs)

    def prepare_value(self, value):
        """What is kept as a number is shown as ticks."""
        return [str(month) for month in months_of(value)] if isinstance(value, int) else value

    def clean(self, value):
        """The number that stands for the ticked months. Raises ValidationError for what is no month."""
        return mask_of(int(month) for month in super().clean(value))

    def has_changed(self, initial, data):
        """Whether other months are ticked."""
        return super().has_changed(self.prepare_value(initial or 0), data)
