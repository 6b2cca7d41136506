"""What the office types about a booking."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import OneLineField
from shop.forks.dashboard.recognition.forms import RefusableForm

LONGEST_NUMBER, LONGEST_REASON = 20, 200


class SettleForm(RefusableForm):
    """Which order the money is for."""

    number = OneLineField(
        label=_("Order number"), max_length=LONGEST_NUMBER, help_text=_("Such as DB000123.")
    )


class IgnoreForm(RefusableForm):
    """Why it is for none."""

    reason = OneLineField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        help_text=_("Kept with your name in the history."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "no-widget-init"}),
    )
