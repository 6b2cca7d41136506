"""What a shopper writes on the basket's page beside quantities: a code, and words for a gift."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.text import nfc
from shop.forks.basket.models import GIFT_MESSAGE_LENGTH, Basket


class CodeForm(forms.Form):
    """A voucher's code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=128,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class GiftForm(forms.ModelForm):
    """A message to whoever receives it, and whether it is wrapped."""

    class Meta:
        model = Basket
        fields = ["gift_message", "gift_wrap"]
        labels = {"gift_message": _("Message to whoever receives it"), "gift_wrap": _("Wrap it as a gift")}
        help_texts = {"gift_message": _("Up to 200 characters. Printed on the slip in the parcel.")}
        widgets = {"gift_message": forms.Textarea(attrs={"rows": 3, "maxlength": GIFT_MESSAGE_LENGTH})}

    def __init__(self, *args, wrap_fee: int, **kwargs):
        super().__init__(*args, **kwargs)
        if not wrap_fee:
            del self.fields["gift_wrap"]

    def clean_gift_message(self):
        """On one line's worth of spaces, composed."""
        return " ".join(nfc(self.cleaned_data["gift_message"]).split())
